/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page before the record. */

#include "lumbar-lock-page.h"

#include "lumbar-password-row.h"

struct _LumbarLockPage {
  AdwBin parent_instance;

  GPtrArray *people; /* Owned, of LumbarPractitioner: those who may enter */

  AdwStatusPage *status;
  AdwComboRow *person;
  GtkEditable *passphrase;
  GtkLabel *problem;
  GtkWidget *enter_button;
  GtkWidget *recover_button;
};

G_DEFINE_FINAL_TYPE (LumbarLockPage, lumbar_lock_page, ADW_TYPE_BIN)

enum {
  SIGNAL_ENTER,
  SIGNAL_RECOVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const LumbarPractitioner *
get_chosen (LumbarLockPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->person);

  return chosen < self->people->len ? self->people->pdata[chosen] : NULL;
}

static void
show_problem (LumbarLockPage *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *problem != '\0');
}

static void
update_button (LumbarLockPage *self)
{
  gtk_widget_set_sensitive (self->enter_button,
                            get_chosen (self) != NULL && *gtk_editable_get_text (self->passphrase) != '\0');
}

static void
passphrase_changed_cb (LumbarLockPage *self)
{
  if (*gtk_editable_get_text (self->passphrase) != '\0')
    show_problem (self, "");
  update_button (self);
}

static void
person_changed_cb (LumbarLockPage *self)
{
  gtk_editable_set_text (self->passphrase, "");
  show_problem (self, "");
  update_button (self);
}

/* Insensitive until there is an answer, so that Enter held down is one attempt. */
static void
enter_cb (LumbarLockPage *self)
{
  const LumbarPractitioner *person = get_chosen (self);

  if (person == NULL || !gtk_widget_get_sensitive (self->enter_button))
    return;
  gtk_widget_set_sensitive (self->enter_button, FALSE);
  g_signal_emit (self, signals[SIGNAL_ENTER], 0, person->id, gtk_editable_get_text (self->passphrase));
}

static void
recover_cb (LumbarLockPage *self)
{
  const LumbarPractitioner *person = get_chosen (self);

  if (person != NULL)
    g_signal_emit (self, signals[SIGNAL_RECOVER], 0, person->id);
}

static void
lumbar_lock_page_finalize (GObject *object)
{
  g_ptr_array_unref (LUMBAR_LOCK_PAGE (object)->people);

  G_OBJECT_CLASS (lumbar_lock_page_parent_class)->finalize (object);
}

static void
lumbar_lock_page_class_init (LumbarLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_lock_page_finalize;

  signals[SIGNAL_ENTER] =
    g_signal_new ("enter", LUMBAR_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_RECOVER] = g_signal_new ("recover", LUMBAR_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/access/lumbar-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarLockPage, status);
  gtk_widget_class_bind_template_child (widget_class, LumbarLockPage, person);
  gtk_widget_class_bind_template_child (widget_class, LumbarLockPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, LumbarLockPage, problem);
  gtk_widget_class_bind_template_child (widget_class, LumbarLockPage, enter_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarLockPage, recover_button);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_changed_cb);
}

static void
lumbar_lock_page_init (LumbarLockPage *self)
{
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_practitioner_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lumbar_password_row_name_buttons (self->passphrase);
}

/**
 * lumbar_lock_page_new:
 *
 * Returns: (transfer floating): a page that knows nobody yet
 */
LumbarLockPage *
lumbar_lock_page_new (void)
{
  return g_object_new (LUMBAR_TYPE_LOCK_PAGE, NULL);
}

/**
 * lumbar_lock_page_set_people:
 * @self: a page
 * @people: (element-type LumbarPractitioner): who works with the record; those who may not enter are left out
 * @chosen: (nullable): the id of who is taken to be there
 */
void
lumbar_lock_page_set_people (LumbarLockPage *self, GPtrArray *people, const char *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0; i < people->len; i++)
    {
      const LumbarPractitioner *person = people->pdata[i];

      if (!person->may_enter)
        continue;
      if (g_strcmp0 (person->id, chosen) == 0)
        selected = self->people->len;
      g_ptr_array_add (self->people, lumbar_practitioner_copy (person));
      gtk_string_list_append (names, person->name);
    }
  adw_combo_row_set_model (self->person, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->person, selected);
  update_button (self);
}

/**
 * lumbar_lock_page_ask:
 * @self: a page
 * @explanation: why, and what is kept
 *
 * Begins anew, with the cursor where the passphrase goes.
 */
void
lumbar_lock_page_ask (LumbarLockPage *self, const char *explanation)
{
  adw_status_page_set_description (self->status, explanation);
  gtk_editable_set_text (self->passphrase, "");
  show_problem (self, "");
  update_button (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

/**
 * lumbar_lock_page_set_problem:
 * @self: a page
 * @problem: why nobody enters
 *
 * Says so and asks again.
 */
void
lumbar_lock_page_set_problem (LumbarLockPage *self, const char *problem)
{
  gtk_editable_set_text (self->passphrase, "");
  show_problem (self, problem);
  update_button (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}
