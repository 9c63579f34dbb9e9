/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One form for everything that is done with passphrases; a table says what each deed asks for. */

#include "lumbar-passphrase-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-password-row.h"
#include "lumbar-text.h"

typedef enum {
  ASK_NAME = 1 << 0,
  ASK_ROLE = 1 << 1,
  ASK_BEFORE = 1 << 2,
  ASK_AFTER = 1 << 3,
  ASK_RECOVERY = 1 << 4,
  MAY_KEEP = 1 << 5, /* without a new passphrase the old one stays */
  MAY_BAR = 1 << 6,
} Asks;

static const struct {
  const char *title;
  const char *explanation;
  const char *button;
  Asks asks;
} deeds[] = {
  [LUMBAR_ACCESS_RECOVER] = { N_ ("Enter With the Recovery Key"),
                              N_ ("Type the key as it was printed, and choose a new passphrase."), N_ ("_Enter"),
                              ASK_RECOVERY | ASK_AFTER },
  [LUMBAR_ACCESS_PROTECT] = { N_ ("Ask for a Passphrase"),
                              N_ ("From now on nobody reads or changes the record without one. You are its first "
                                  "clinician and can let others enter."),
                              N_ ("_Protect"), ASK_NAME | ASK_AFTER },
  [LUMBAR_ACCESS_ADD] = { N_ ("Add a Person"),
                          N_ ("Clinicians sign and say who may enter. Assistants prepare visits. Readers read and "
                              "print."),
                          N_ ("_Add"), ASK_NAME | ASK_ROLE | ASK_AFTER },
  [LUMBAR_ACCESS_CHANGE] = { N_ ("Change a Person"), N_ ("Without a new passphrase the old one stays."), N_ ("_Save"),
                             ASK_NAME | ASK_ROLE | ASK_AFTER | MAY_KEEP | MAY_BAR },
  [LUMBAR_ACCESS_PASSPHRASE] = { N_ ("Change Your Passphrase"), "", N_ ("_Change"), ASK_BEFORE | ASK_AFTER },
  [LUMBAR_ACCESS_UNPROTECT] = { N_ ("Stop Asking for a Passphrase"),
                                N_ ("Whoever uses this account on the computer reads and changes the record then, and "
                                    "the log can’t tell who it was."),
                                N_ ("_Stop Asking"), ASK_BEFORE },
};

struct _LumbarPassphraseDialog {
  AdwWindow parent_instance;

  LumbarAccess *access; /* Owned */
  LumbarAccessDeed deed;
  LumbarPractitioner *person; /* Owned; NULL for whoever entered */
  gboolean waiting;           /* for the record */

  GtkLabel *explanation;
  GtkEditable *name;
  AdwComboRow *role;
  GtkEditable *recovery;
  GtkEditable *before;
  GtkEditable *after;
  GtkEditable *again;
  GtkLabel *problem;
  GtkButton *do_button;
  GtkWidget *bar_group;
};

G_DEFINE_FINAL_TYPE (LumbarPassphraseDialog, lumbar_passphrase_dialog, ADW_TYPE_WINDOW)

static guint done_signal;

static void
show_problem (LumbarPassphraseDialog *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *problem != '\0');
}

static gboolean
is_filled (GtkEditable *entry)
{
  return *gtk_editable_get_text (entry) != '\0';
}

/* Rows of equal shape: an entry is asked for or does not exist, and must be filled where it is. */
static gboolean
is_complete (LumbarPassphraseDialog *self)
{
  Asks asks = deeds[self->deed].asks;
  gboolean kept = (asks & MAY_KEEP) != 0 && !is_filled (self->after) && !is_filled (self->again);

  return !self->waiting && (!(asks & ASK_NAME) || is_filled (self->name)) &&
         (!(asks & ASK_RECOVERY) || is_filled (self->recovery)) && (!(asks & ASK_BEFORE) || is_filled (self->before)) &&
         (!(asks & ASK_AFTER) || kept || (is_filled (self->after) && is_filled (self->again)));
}

static void
update_button (LumbarPassphraseDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.do", is_complete (self));
}

static void
form_changed_cb (LumbarPassphraseDialog *self)
{
  show_problem (self, "");
  update_button (self);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPassphraseDialog) self = data;
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;

  self->waiting = FALSE;
  if (lumbar_access_run_finish (LUMBAR_ACCESS (source), result, &recovery, &error))
    {
      g_signal_emit (self, done_signal, 0, recovery);
      lumbar_access_wipe (recovery);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update_button (self);
  show_problem (self, error->message);
}

static char *
take (GtkEditable *entry)
{
  return gtk_widget_get_visible (GTK_WIDGET (entry)) && is_filled (entry) ? g_strdup (gtk_editable_get_text (entry)) : NULL;
}

static LumbarAccessRequest *
read_form (LumbarPassphraseDialog *self, LumbarAccessDeed deed)
{
  LumbarAccessRequest *request = lumbar_access_request_new (deed, self->person);

  if (request->person != NULL && (deeds[self->deed].asks & ASK_NAME))
    lumbar_set_str (&request->person->name, gtk_editable_get_text (self->name));
  if (request->person != NULL && (deeds[self->deed].asks & ASK_ROLE))
    request->person->role = adw_combo_row_get_selected (self->role);
  request->recovery = take (self->recovery);
  request->before = take (self->before);
  request->after = take (self->after);
  return request;
}

static void
run (LumbarPassphraseDialog *self, LumbarAccessDeed deed)
{
  self->waiting = TRUE;
  update_button (self);
  lumbar_access_run_async (self->access, read_form (self, deed), ran_cb, g_object_ref (self));
}

static void
do_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarPassphraseDialog *self = LUMBAR_PASSPHRASE_DIALOG (widget);

  if (!g_str_equal (gtk_editable_get_text (self->after), gtk_editable_get_text (self->again)))
    {
      show_problem (self, _("The two passphrases differ. Type the new one twice."));
      gtk_widget_grab_focus (GTK_WIDGET (self->again));
      return;
    }
  run (self, self->deed);
}

static void
bar_cb (LumbarPassphraseDialog *self)
{
  if (!self->waiting)
    run (self, LUMBAR_ACCESS_BAR);
}

static void
activated_cb (LumbarPassphraseDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.do", NULL);
}

static void
fill_form (LumbarPassphraseDialog *self)
{
  Asks asks = deeds[self->deed].asks;
  const char *explanation = deeds[self->deed].explanation;

  gtk_window_set_title (GTK_WINDOW (self), _(deeds[self->deed].title));
  gtk_label_set_label (self->explanation, *explanation ? _(explanation) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), *explanation != '\0');
  gtk_button_set_label (self->do_button, _(deeds[self->deed].button));
  gtk_widget_add_css_class (GTK_WIDGET (self->do_button),
                            self->deed == LUMBAR_ACCESS_UNPROTECT ? "destructive-action" : "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->name), asks & ASK_NAME);
  gtk_widget_set_visible (GTK_WIDGET (self->role), asks & ASK_ROLE);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery), asks & ASK_RECOVERY);
  gtk_widget_set_visible (GTK_WIDGET (self->before), asks & ASK_BEFORE);
  gtk_widget_set_visible (GTK_WIDGET (self->after), asks & ASK_AFTER);
  gtk_widget_set_visible (GTK_WIDGET (self->again), asks & ASK_AFTER);
  gtk_widget_set_visible (self->bar_group, (asks & MAY_BAR) && self->person->may_enter);
  if (self->person != NULL)
    {
      gtk_editable_set_text (self->name, self->person->name);
      adw_combo_row_set_selected (self->role, self->person->role);
    }
}

static void
lumbar_passphrase_dialog_finalize (GObject *object)
{
  LumbarPassphraseDialog *self = LUMBAR_PASSPHRASE_DIALOG (object);

  g_clear_object (&self->access);
  g_clear_pointer (&self->person, lumbar_practitioner_free);

  G_OBJECT_CLASS (lumbar_passphrase_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/io/github/lumbar/Lumbar/access/lumbar-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, explanation);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, name);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, role);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, recovery);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, before);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, after);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, again);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, problem);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, do_button);
  gtk_widget_class_bind_template_child (klass, LumbarPassphraseDialog, bar_group);
  gtk_widget_class_bind_template_callback (klass, form_changed_cb);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
  gtk_widget_class_bind_template_callback (klass, bar_cb);
}

static void
lumbar_passphrase_dialog_class_init (LumbarPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_passphrase_dialog_finalize;
  done_signal = g_signal_new ("done", LUMBAR_TYPE_PASSPHRASE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dialog.do", NULL, do_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_passphrase_dialog_init (LumbarPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lumbar_password_row_name_buttons (self->before);
  lumbar_password_row_name_buttons (self->after);
  lumbar_password_row_name_buttons (self->again);
}

/**
 * lumbar_passphrase_dialog_new:
 * @access: who may enter
 * @deed: what is to be done, anything but %LUMBAR_ACCESS_LOGIN and %LUMBAR_ACCESS_BAR
 * @person: (nullable): whom it is about; %NULL for whoever entered
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarPassphraseDialog *
lumbar_passphrase_dialog_new (LumbarAccess *access, LumbarAccessDeed deed, const LumbarPractitioner *person)
{
  LumbarPassphraseDialog *self = g_object_new (LUMBAR_TYPE_PASSPHRASE_DIALOG, NULL);

  self->access = g_object_ref (access);
  self->deed = deed;
  self->person = person ? lumbar_practitioner_copy (person) : NULL;
  fill_form (self);
  form_changed_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_ancestor (GTK_WIDGET (self->name), ADW_TYPE_PREFERENCES_GROUP)),
                          GTK_DIR_TAB_FORWARD);
  return self;
}
