/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backups. */

#include "lumbar-backups-page.h"

#include <glib/gi18n.h>

#include "lumbar-access-request.h"
#include "lumbar-backup-status.h"
#include "lumbar-date.h"
#include "lumbar-seal-dialog.h"
#include "lumbar-settings.h"

struct _LumbarBackupsPage {
  AdwPreferencesPage parent_instance;

  LumbarWorker *worker; /* Owned */
  GSettings *settings;  /* Owned */
  char *second_copy;    /* Owned; when a copy last went to the second place, an instant; NULL for never */
  char *passphrase;     /* Owned; of the sealed backup that is being saved; wiped; NULL for none */

  AdwActionRow *newest;
  AdwActionRow *kept;
  AdwActionRow *tested;
  AdwActionRow *second;
  GtkWidget *clear_second;
  AdwActionRow *save;
  GtkWidget *restore;
};

G_DEFINE_FINAL_TYPE (LumbarBackupsPage, lumbar_backups_page, ADW_TYPE_PREFERENCES_PAGE)

static guint restore_signal;

/* How it stands */

static char *
describe_day (const char *instant)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *day = lumbar_date_local_day (instant);
  g_autofree char *date = lumbar_date_format (day);
  g_autofree char *ago = lumbar_date_format_ago (day, today);

  return g_strdup_printf ("%s · %s", date, ago);
}

static void
set_day (AdwActionRow *row, const char *instant, const char *never)
{
  g_autofree char *day = instant ? describe_day (instant) : NULL;

  adw_action_row_set_subtitle (row, day ? day : never);
}

static void
show_second (LumbarBackupsPage *self)
{
  g_autofree char *place = lumbar_settings_get_second_place (self->settings);
  g_autofree char *shown = place ? g_filename_display_name (place) : NULL;
  g_autofree char *copied = self->second_copy ? describe_day (self->second_copy) : NULL;
  g_autofree char *text =
    place && copied ? g_strdup_printf (_("%s\nLast copy %s"), shown, copied)
    : place         ? g_strdup_printf (_("%s\nNo copy yet"), shown)
                    : g_strdup (_("None. A stick or a folder on another disk survives what this disk does not."));

  adw_action_row_set_subtitle (self->second, text);
  gtk_widget_set_visible (self->clear_second, place != NULL);
}

static void
show_status (LumbarBackupsPage *self, const LumbarBackupStatus *status)
{
  guint n = status->n_daily + status->n_older;
  g_autofree char *shown = g_filename_display_name (status->folder);
  g_autofree char *kept = g_strdup_printf (ngettext ("%u backup, in %s", "%u backups, in %s", n), n, shown);

  set_day (self->newest, status->newest, _("None yet: one is made while the record is open"));
  adw_action_row_set_subtitle (self->kept, kept);
  set_day (self->tested, status->last_test, _("Not yet: it is done by itself once a month"));
  if (status->last_test != NULL && !status->test_passed)
    adw_action_row_set_subtitle (self->tested, _("Damaged! Save a backup and keep it elsewhere."));
  g_free (self->second_copy);
  self->second_copy = g_strdup (status->second_copy);
  show_second (self);
}

static gpointer
read_status (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_backup_status_new (store, error);
}

static void
worker_read_status_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarBackupsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarBackupStatus) status = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (status != NULL)
    show_status (self, status);
  else
    adw_action_row_set_subtitle (self->newest, error->message);
}

static void
refresh (LumbarBackupsPage *self)
{
  lumbar_worker_run_async (self->worker, read_status, NULL, NULL, (GDestroyNotify) lumbar_backup_status_free, NULL,
                           worker_read_status_cb, g_object_ref (self));
}

/* The second place */

static void
second_response_cb (LumbarBackupsPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL)
    lumbar_settings_set_second_place (self->settings, path);
  show_second (self);
  g_object_unref (chooser);
}

static void
second_activated_cb (LumbarBackupsPage *self)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Second Place for Backups"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Use Folder"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (second_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
clear_second_cb (LumbarBackupsPage *self)
{
  lumbar_settings_set_second_place (self->settings, NULL);
  show_second (self);
}

/* A backup where one wants it */

typedef struct {
  char *path;
  char *passphrase; /* NULL for one that is not sealed */
} Saving;

static void
saving_free (Saving *saving)
{
  g_free (saving->path);
  lumbar_access_wipe (saving->passphrase);
  g_free (saving);
}

static gpointer
save (LumbarStore *store, gpointer data, GError **error)
{
  Saving *saving = data;

  return GINT_TO_POINTER (saving->passphrase
                            ? lumbar_store_backup_sealed (store, saving->path, saving->passphrase, error)
                            : lumbar_store_backup (store, saving->path, error));
}

static void
worker_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarBackupsPage) self = data;
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  adw_action_row_set_subtitle (self->save, error ? error->message : _("Saved and verified"));
  refresh (self);
}

static void
save_response_cb (LumbarBackupsPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL)
    lumbar_backups_page_save (self, path, self->passphrase);
  g_clear_pointer (&self->passphrase, lumbar_access_wipe);
  g_object_unref (chooser);
}

static void
choose_file (LumbarBackupsPage *self)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *name = g_strdup_printf ("lumbar-%s.%s", today, self->passphrase ? "sealed" : "db");
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Save a Backup"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
save_activated_cb (LumbarBackupsPage *self)
{
  g_clear_pointer (&self->passphrase, lumbar_access_wipe);
  choose_file (self);
}

static void
dialog_seal_cb (LumbarBackupsPage *self, const char *passphrase)
{
  lumbar_access_wipe (self->passphrase);
  self->passphrase = g_strdup (passphrase);
  choose_file (self);
}

static void
seal_activated_cb (LumbarBackupsPage *self)
{
  LumbarSealDialog *dialog = lumbar_seal_dialog_new ();

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "seal", G_CALLBACK (dialog_seal_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
restore_activated_cb (LumbarBackupsPage *self)
{
  g_signal_emit (self, restore_signal, 0);
}

static void
lumbar_backups_page_finalize (GObject *object)
{
  LumbarBackupsPage *self = LUMBAR_BACKUPS_PAGE (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->settings);
  g_free (self->second_copy);
  lumbar_access_wipe (self->passphrase);

  G_OBJECT_CLASS (lumbar_backups_page_parent_class)->finalize (object);
}

static void
lumbar_backups_page_class_init (LumbarBackupsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_backups_page_finalize;
  restore_signal = g_signal_new ("restore", LUMBAR_TYPE_BACKUPS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/backup/lumbar-backups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarBackupsPage, newest);
  gtk_widget_class_bind_template_child (widget_class, LumbarBackupsPage, kept);
  gtk_widget_class_bind_template_child (widget_class, LumbarBackupsPage, tested);
  gtk_widget_class_bind_template_child (widget_class, LumbarBackupsPage, second);
  gtk_widget_class_bind_template_child (widget_class, LumbarBackupsPage, clear_second);
  gtk_widget_class_bind_template_child (widget_class, LumbarBackupsPage, save);
  gtk_widget_class_bind_template_child (widget_class, LumbarBackupsPage, restore);
  gtk_widget_class_bind_template_callback (widget_class, second_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_second_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_activated_cb);
}

static void
lumbar_backups_page_init (LumbarBackupsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_backups_page_new:
 * @worker: who owns the record
 * @settings: where the second place is kept
 *
 * Returns: (transfer floating): the page
 */
LumbarBackupsPage *
lumbar_backups_page_new (LumbarWorker *worker, GSettings *settings)
{
  LumbarBackupsPage *self = g_object_new (LUMBAR_TYPE_BACKUPS_PAGE, NULL);

  self->worker = g_object_ref (worker);
  self->settings = g_object_ref (settings);
  gtk_widget_set_visible (self->restore, lumbar_worker_may (worker, LUMBAR_RIGHT_MANAGE));
  refresh (self);
  return self;
}

/**
 * lumbar_backups_page_save:
 * @self: a page
 * @path: the file to write
 * @passphrase: (nullable): what it is sealed with; %NULL for a backup that is not sealed
 *
 * Saves a backup and says how it went.
 */
void
lumbar_backups_page_save (LumbarBackupsPage *self, const char *path, const char *passphrase)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->path = g_strdup (path);
  saving->passphrase = g_strdup (passphrase);
  adw_action_row_set_subtitle (self->save, _("Saving…"));
  lumbar_worker_run_async (self->worker, save, saving, (GDestroyNotify) saving_free, NULL, NULL, worker_saved_cb,
                           g_object_ref (self));
}
