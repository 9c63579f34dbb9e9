/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may enter. */

#include "lumbar-people-page.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-passphrase-dialog.h"
#include "lumbar-recovery-dialog.h"

/* Rows of the log that are looked through, and of them those that are shown. */
#define ROWS_LOOKED_AT 2000
#define ENTRIES_SHOWN 20

/* In the order of the combo row. */
static const int lock_minutes[] = { 2, 5, 10, 15, 30, 0 };

struct _LumbarPeoplePage {
  AdwPreferencesPage parent_instance;

  LumbarAccess *access;  /* Owned */
  GSettings *settings;   /* Owned */
  GPtrArray *persons;    /* Owned, of LumbarPractitioner; NULL until they are read */
  GPtrArray *rows;       /* of borrowed rows in people */
  GPtrArray *entry_rows; /* of borrowed rows in entries */

  AdwPreferencesGroup *people;
  GtkWidget *protect;
  GtkWidget *add;
  GtkWidget *change_passphrase;
  GtkWidget *unprotect;
  AdwPreferencesGroup *locking;
  AdwComboRow *lock_after;
  AdwPreferencesGroup *entries;
};

G_DEFINE_FINAL_TYPE (LumbarPeoplePage, lumbar_people_page, ADW_TYPE_PREFERENCES_PAGE)

static void read_people (LumbarPeoplePage *self);

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "title-lines", 0, "subtitle-lines", 0,
                       "subtitle", subtitle, NULL);
}

/* Dialogs */

static void
show_recovery (LumbarPeoplePage *self, const char *recovery)
{
  LumbarRecoveryDialog *dialog = lumbar_recovery_dialog_new (recovery);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
dialog_done_cb (LumbarPeoplePage *self, const char *recovery)
{
  read_people (self);
  if (recovery != NULL)
    show_recovery (self, recovery);
}

static void
present_dialog (LumbarPeoplePage *self, LumbarAccessDeed deed, const LumbarPractitioner *person)
{
  LumbarPassphraseDialog *dialog = lumbar_passphrase_dialog_new (self->access, deed, person);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "done", G_CALLBACK (dialog_done_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
protect_cb (LumbarPeoplePage *self)
{
  g_autofree char *author = g_settings_get_string (self->settings, "author");
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new (author, LUMBAR_ROLE_CLINICIAN);

  present_dialog (self, LUMBAR_ACCESS_PROTECT, first);
}

static void
add_cb (LumbarPeoplePage *self)
{
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new ("", LUMBAR_ROLE_CLINICIAN);

  present_dialog (self, LUMBAR_ACCESS_ADD, person);
}

static void
change_passphrase_cb (LumbarPeoplePage *self)
{
  present_dialog (self, LUMBAR_ACCESS_PASSPHRASE, NULL);
}

static void
unprotect_cb (LumbarPeoplePage *self)
{
  present_dialog (self, LUMBAR_ACCESS_UNPROTECT, NULL);
}

static void
person_activated_cb (LumbarPeoplePage *self, GtkWidget *row)
{
  present_dialog (self, LUMBAR_ACCESS_CHANGE, g_object_get_data (G_OBJECT (row), "person"));
}

/* Who entered last */

static const char *
name_action (const char *action)
{
  if (g_str_equal (action, "login"))
    return _("Entered");
  if (g_str_equal (action, "login-failed"))
    return _("Wrong passphrase");
  if (g_str_equal (action, "logout"))
    return _("Left");
  return NULL;
}

/* Of a wrong passphrase the log knows in whose name it was given, not by whom. */
static const char *
find_name (LumbarPeoplePage *self, const LumbarLogEntry *entry)
{
  for (guint i = 0; i < self->persons->len; i++)
    {
      const LumbarPractitioner *person = self->persons->pdata[i];

      if (g_str_equal (person->id, entry->subject_id))
        return person->name;
    }
  return entry->who;
}

static void
add_entry (LumbarPeoplePage *self, const LumbarLogEntry *entry)
{
  g_autofree char *at = lumbar_date_format_instant (entry->at);
  g_autofree char *title = g_strdup_printf ("%s · %s", name_action (entry->action), find_name (self, entry));
  GtkWidget *row = make_row (title, at);

  adw_preferences_group_add (self->entries, row);
  g_ptr_array_add (self->entry_rows, row);
}

static gpointer
list_log (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_list_log (store, NULL, 0, ROWS_LOOKED_AT, error);
}

static void
worker_listed_log_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPeoplePage) self = data;
  g_autoptr (GPtrArray) log = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, NULL);

  clear_rows (self->entries, self->entry_rows);
  for (guint i = 0; log != NULL && i < log->len && self->entry_rows->len < ENTRIES_SHOWN; i++)
    if (name_action (((LumbarLogEntry *) log->pdata[i])->action) != NULL)
      add_entry (self, log->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->entries), self->entry_rows->len > 0);
}

static void
read_entries (LumbarPeoplePage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->entries), FALSE);
  if (lumbar_access_is_guarded (self->access))
    lumbar_worker_run_async (lumbar_access_get_worker (self->access), list_log, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, NULL, worker_listed_log_cb, g_object_ref (self));
}

/* People */

static char *
describe_person (LumbarPeoplePage *self, const LumbarPractitioner *person)
{
  const LumbarPractitioner *me = lumbar_access_get_practitioner (self->access);
  const char *role = lumbar_role_get_title (person->role);

  if (!person->may_enter)
    /* Translators: %s is a role. */
    return g_strdup_printf (_("%s, may no longer enter"), role);
  if (me != NULL && g_str_equal (me->id, person->id))
    /* Translators: %s is a role. */
    return g_strdup_printf (_("%s, that is you"), role);
  return g_strdup (role);
}

static void
add_person (LumbarPeoplePage *self, const LumbarPractitioner *person)
{
  g_autofree char *text = describe_person (self, person);
  GtkWidget *row = make_row (person->name, text);

  if (lumbar_worker_may (lumbar_access_get_worker (self->access), LUMBAR_RIGHT_MANAGE))
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (person_activated_cb), self, G_CONNECT_SWAPPED);
    }
  g_object_set_data_full (G_OBJECT (row), "person", lumbar_practitioner_copy (person),
                          (GDestroyNotify) lumbar_practitioner_free);
  adw_preferences_group_add (self->people, row);
  g_ptr_array_add (self->rows, row);
}

/* Somebody who is gone is listed for what they signed; a record that nobody needs a passphrase for has no people. */
static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPeoplePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = lumbar_access_list_finish (LUMBAR_ACCESS (source), result, &error);

  clear_rows (self->people, self->rows);
  if (people == NULL)
    {
      adw_preferences_group_set_description (self->people, error->message);
      return;
    }
  for (guint i = 0; lumbar_access_is_guarded (self->access) && i < people->len; i++)
    add_person (self, people->pdata[i]);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  self->persons = g_steal_pointer (&people);
  read_entries (self);
}

static void
read_people (LumbarPeoplePage *self)
{
  gboolean guarded = lumbar_access_is_guarded (self->access);
  gboolean manage = guarded && lumbar_worker_may (lumbar_access_get_worker (self->access), LUMBAR_RIGHT_MANAGE);

  adw_preferences_group_set_description (
    self->people, guarded ? _("Nobody reads or changes the record without a passphrase. The file itself is not "
                              "encrypted by it: keep it on an encrypted disk.")
                          : _("Nobody needs a passphrase: whoever uses this account on the computer reads and changes "
                              "the record, and the log takes their word for who they are."));
  gtk_widget_set_visible (self->protect, !guarded);
  gtk_widget_set_visible (self->add, manage);
  gtk_widget_set_visible (self->change_passphrase, guarded);
  gtk_widget_set_visible (self->unprotect, manage);
  gtk_widget_set_visible (GTK_WIDGET (self->locking), guarded);
  lumbar_access_list_async (self->access, people_listed_cb, g_object_ref (self));
}

/* When it is locked */

static void
lock_after_cb (LumbarPeoplePage *self)
{
  guint selected = adw_combo_row_get_selected (self->lock_after);

  if (self->settings != NULL && selected < G_N_ELEMENTS (lock_minutes))
    g_settings_set_int (self->settings, "lock-minutes", lock_minutes[selected]);
}

static void
fill_lock_after (LumbarPeoplePage *self)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  int minutes = g_settings_get_int (self->settings, "lock-minutes");
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (lock_minutes); i++)
    {
      int n = lock_minutes[i];
      g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) n), n)
                                    : g_strdup (_("Never"));

      gtk_string_list_append (choices, text);
      if (n == minutes)
        selected = i;
    }
  adw_combo_row_set_model (self->lock_after, G_LIST_MODEL (choices));
  adw_combo_row_set_selected (self->lock_after, selected);
}

static void
lumbar_people_page_finalize (GObject *object)
{
  LumbarPeoplePage *self = LUMBAR_PEOPLE_PAGE (object);

  g_clear_object (&self->access);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->entry_rows);

  G_OBJECT_CLASS (lumbar_people_page_parent_class)->finalize (object);
}

static void
lumbar_people_page_class_init (LumbarPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_people_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/access/lumbar-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, people);
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, protect);
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, add);
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, change_passphrase);
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, unprotect);
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, locking);
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, lock_after);
  gtk_widget_class_bind_template_child (widget_class, LumbarPeoplePage, entries);
  gtk_widget_class_bind_template_callback (widget_class, protect_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_passphrase_cb);
  gtk_widget_class_bind_template_callback (widget_class, unprotect_cb);
  gtk_widget_class_bind_template_callback (widget_class, lock_after_cb);
}

static void
lumbar_people_page_init (LumbarPeoplePage *self)
{
  self->rows = g_ptr_array_new ();
  self->entry_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_people_page_new:
 * @access: who has entered the open record
 * @settings: where it is kept when to lock
 *
 * Returns: (transfer floating): the page
 */
LumbarPeoplePage *
lumbar_people_page_new (LumbarAccess *access, GSettings *settings)
{
  LumbarPeoplePage *self = g_object_new (LUMBAR_TYPE_PEOPLE_PAGE, NULL);

  self->access = g_object_ref (access);
  self->settings = g_object_ref (settings);
  fill_lock_after (self);
  read_people (self);
  return self;
}
