/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds an event to a patient's time line, or changes one. */

#include "lumbar-event-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-day-entry.h"
#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

#define COLUMNS 2

struct _LumbarEventDialog {
  AdwWindow parent_instance;

  char *patient_id;   /* Owned */
  LumbarEvent *event; /* Owned; the one to be changed; NULL for a new one */

  GtkGrid *kinds;
  GtkToggleButton *buttons[LUMBAR_N_EVENT_KINDS];
  guint keys[LUMBAR_N_EVENT_KINDS]; /* key values, in small letters */
  GtkEditable *day;
  GtkLabel *day_reading;
  GtkEditable *text;
  GtkButton *add_button;
  GtkWidget *more;
  GtkButton *withdraw_button;
  GtkBox *trail;
};

G_DEFINE_FINAL_TYPE (LumbarEventDialog, lumbar_event_dialog, ADW_TYPE_WINDOW)

static guint added_signal;
static guint withdrawn_signal;

/* The letter after the line is the key; each is a key of its own. */
static const char *const labels[LUMBAR_N_EVENT_KINDS] = {
  N_ ("Treatment _started"), N_ ("Treatment _changed"), N_ ("Treatment sto_pped"),
  N_ ("_Relapse"),           N_ ("S_teroid course"),    N_ ("_Fall"),
  N_ ("_Imaging"),           N_ ("Referra_l"),          N_ ("_Outcome"),
};

/* -1 before one is chosen */
static int
get_kind (LumbarEventDialog *self)
{
  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      return i;
  return -1;
}

static void
form_changed_cb (LumbarEventDialog *self)
{
  gboolean good = lumbar_day_entry_show (self->day, self->day_reading);

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), good && get_kind (self) >= 0);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarEventDialog *self = LUMBAR_EVENT_DIALOG (widget);
  g_autofree char *day = lumbar_day_entry_read (self->day);
  g_autofree char *text = lumbar_text_clean (gtk_editable_get_text (self->text), FALSE);
  g_autoptr (LumbarEvent) event = NULL;
  int kind = get_kind (self);

  if (day == NULL || kind < 0)
    return;
  event = lumbar_event_new (self->patient_id, (LumbarEventKind) kind, day, text);
  if (self->event != NULL)
    {
      lumbar_set_str (&event->id, self->event->id);
      event->withdrawn = self->event->withdrawn;
    }
  g_signal_emit (self, added_signal, 0, event);
  gtk_window_close (GTK_WINDOW (self));
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarEventDialog *self = LUMBAR_EVENT_DIALOG (widget);
  g_autoptr (LumbarEvent) event = NULL;

  if (self->event == NULL)
    return;
  event = lumbar_event_copy (self->event);
  event->withdrawn = !event->withdrawn;
  g_signal_emit (self, event->withdrawn ? withdrawn_signal : added_signal, 0, event);
  gtk_window_close (GTK_WINDOW (self));
}

/* A letter chooses and goes on to the words: nobody types letters into buttons. */
static gboolean
key_pressed_cb (LumbarEventDialog *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    {
      if (self->keys[i] != gdk_keyval_to_lower (keyval))
        continue;
      gtk_toggle_button_set_active (self->buttons[i], TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
lumbar_event_dialog_finalize (GObject *object)
{
  LumbarEventDialog *self = LUMBAR_EVENT_DIALOG (object);

  g_free (self->patient_id);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (lumbar_event_dialog_parent_class)->finalize (object);
}

static void
lumbar_event_dialog_class_init (LumbarEventDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_event_dialog_finalize;

  added_signal = g_signal_new ("added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               LUMBAR_TYPE_EVENT);
  withdrawn_signal = g_signal_new ("withdrawn", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   LUMBAR_TYPE_EVENT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-event-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, day);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, day_reading);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, text);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, more);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, trail);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);

  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "dialog.withdraw", NULL, withdraw_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "dialog.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* The words of a kind and, at the end, its key. */
static GtkWidget *
create_words (LumbarEventDialog *self, int kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = lumbar_wrapped_label_new (NULL, NULL);
  GtkWidget *key = gtk_label_new (NULL);
  char letter[8] = "";

  gtk_label_set_text_with_mnemonic (GTK_LABEL (label), _(labels[kind]));
  self->keys[kind] = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (label)));
  g_unichar_to_utf8 (g_unichar_toupper (gdk_keyval_to_unicode (self->keys[kind])), letter);
  gtk_label_set_label (GTK_LABEL (key), letter);
  gtk_widget_add_css_class (key, "caption");
  gtk_widget_add_css_class (key, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), key);
  return box;
}

static GtkToggleButton *
create_button (LumbarEventDialog *self, int kind)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), create_words (self, kind));
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "event-kind");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_event_kind_get_title ((LumbarEventKind) kind), -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (form_changed_cb), self);
  return GTK_TOGGLE_BUTTON (button);
}

static void
fill_kinds (LumbarEventDialog *self)
{
  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    {
      self->buttons[i] = create_button (self, i);
      if (i > 0)
        gtk_toggle_button_set_group (self->buttons[i], self->buttons[0]);
    }
  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    gtk_grid_attach (self->kinds, GTK_WIDGET (self->buttons[i]), i % COLUMNS, i / COLUMNS, 1, 1);
}

static void
lumbar_event_dialog_init (LumbarEventDialog *self)
{
  g_autofree char *today = lumbar_date_today ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->kinds), keys);
  gtk_editable_set_text (self->day, today);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->buttons[0]));
}

/**
 * lumbar_event_dialog_new:
 * @patient_id: whose time line
 *
 * Returns: (transfer floating): the dialog that adds an event, to be presented
 */
LumbarEventDialog *
lumbar_event_dialog_new (const char *patient_id)
{
  LumbarEventDialog *self = g_object_new (LUMBAR_TYPE_EVENT_DIALOG, NULL);

  self->patient_id = g_strdup (patient_id);
  return self;
}

/**
 * lumbar_event_dialog_new_for:
 * @event: an event as it stands
 *
 * Returns: (transfer floating): the dialog that changes or withdraws it, to be presented
 */
LumbarEventDialog *
lumbar_event_dialog_new_for (LumbarEvent *event)
{
  LumbarEventDialog *self = lumbar_event_dialog_new (event->patient_id);

  self->event = g_object_ref (event);
  gtk_window_set_title (GTK_WINDOW (self), _("Change Event"));
  gtk_button_set_label (self->add_button, _("_Save"));
  gtk_button_set_label (self->withdraw_button, event->withdrawn ? _("_Take Back the Withdrawal") : _("_Withdraw"));
  gtk_widget_set_visible (self->more, TRUE);
  gtk_toggle_button_set_active (self->buttons[event->kind], TRUE);
  gtk_editable_set_text (self->day, event->on);
  gtk_editable_set_text (self->text, event->text);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
  return self;
}

static char *
describe_version (const LumbarEventVersion *version)
{
  g_autofree char *at = lumbar_date_format (version->at);
  g_autofree char *on = lumbar_date_format (version->event->on);
  const char *kind = lumbar_event_kind_get_title (version->event->kind);

  if (version->event->withdrawn)
    /* Translators: when, and by whom, an event was withdrawn */
    return g_strdup_printf (_("%1$s, %2$s: withdrawn"), at, version->author);
  /* Translators: when, and by whom, an event was written; its kind, its day, its words */
  return g_strdup_printf (_("%1$s, %2$s: %3$s, %4$s, “%5$s”"), at, version->author, kind, on, version->event->text);
}

/**
 * lumbar_event_dialog_show_trail:
 * @self: a dialog that changes an event
 * @versions: (element-type LumbarEventVersion): what the event said, the first version first
 *
 * Shows what was written when and by whom, the latest on top.
 */
void
lumbar_event_dialog_show_trail (LumbarEventDialog *self, GPtrArray *versions)
{
  for (guint i = versions->len; i > 0; i--)
    {
      g_autofree char *text = describe_version (versions->pdata[i - 1]);

      gtk_box_append (self->trail, lumbar_wrapped_label_new (text, "caption"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->trail), versions->len > 0);
}
