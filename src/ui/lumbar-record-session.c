/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the record and letting it go. */

#include "lumbar-record-session.h"

#include "lumbar-backup-keeper.h"
#include "lumbar-encryption.h"
#include "lumbar-error.h"
#include "lumbar-restore-dialog.h"
#include "lumbar-restoring.h"
#include "lumbar-settings.h"

/* So that the first minutes with a patient do not wait for the disk. */
#define SECONDS_BEFORE_BACKUP 10

struct _LumbarRecordSession {
  GObject parent_instance;

  LumbarWindow *window; /* Weak */
  GSettings *settings;  /* Owned */
  char *path;           /* Owned */
  char *given_tables;   /* Owned; NULL for what the settings say */

  LumbarOpenRecord *record;   /* Owned; NULL until one is open */
  LumbarBackupKeeper *keeper; /* Owned; NULL likewise, and for one that nothing is kept of */
  char *author;               /* Owned; as whom the record was opened */
  char *tables;               /* Owned; with which tables; NULL for the program's */
  gboolean opening;
  gboolean asked; /* with a passphrase */
};

G_DEFINE_FINAL_TYPE (LumbarRecordSession, lumbar_record_session, G_TYPE_OBJECT)

static guint changed_signal;

static void
tell (LumbarRecordSession *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
show_problem (LumbarRecordSession *self, const GError *error)
{
  lumbar_window_show_problem (self->window, error, self->path);
}

static void
keeper_told_cb (LumbarRecordSession *self, LumbarBackupKeeper *keeper)
{
  if (self->window != NULL)
    lumbar_window_set_warning (self->window, lumbar_backup_keeper_get_problem (keeper));
}

/* Of an example nothing is kept. */
static void
keep_backups (LumbarRecordSession *self)
{
  g_clear_object (&self->keeper);
  if (self->record->read_only || self->record->folder != NULL)
    return;
  self->keeper = lumbar_backup_keeper_new (self->record->worker, self->settings);
  g_signal_connect_object (self->keeper, "told", G_CALLBACK (keeper_told_cb), self, G_CONNECT_SWAPPED);
  lumbar_backup_keeper_start (self->keeper, SECONDS_BEFORE_BACKUP);
}

/* Opening */

static void
record_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarRecordSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarOpenRecord) before = NULL;
  LumbarOpenRecord *record = lumbar_open_record_finish (result, &error);
  gboolean asked = self->asked;

  self->opening = self->asked = FALSE;
  if (self->window == NULL)
    {
      /* Closed while it was opening. */
      g_clear_pointer (&record, lumbar_open_record_close);
      return;
    }
  if (record == NULL && asked && g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED))
    lumbar_window_refuse_opener (self->window, error->message);
  else if (record == NULL)
    show_problem (self, error);
  else
    {
      before = g_steal_pointer (&self->record);
      self->record = record;
      g_signal_connect_object (record->access, "changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
      lumbar_window_show_record (self->window, record);
      keep_backups (self);
    }
  tell (self);
}

static char *
find_tables (LumbarRecordSession *self)
{
  return self->given_tables ? g_strdup (self->given_tables) : lumbar_settings_get_tables (self->settings);
}

/* Its people are in its key file, whom to ask before it is open. */
static void
ask_opener (LumbarRecordSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) openers = lumbar_store_list_openers (self->path, &error);
  g_autoptr (LumbarOpenRecord) before = g_steal_pointer (&self->record);

  g_clear_object (&self->keeper);
  if (openers != NULL)
    lumbar_window_ask_opener (self->window, openers);
  else
    {
      lumbar_window_leave_record (self->window);
      show_problem (self, error);
    }
  tell (self);
}

static void
window_opener_cb (LumbarRecordSession *self, const char *who, const char *passphrase)
{
  if (self->opening)
    return;
  self->opening = self->asked = TRUE;
  tell (self);
  lumbar_open_record_as_async (self->path, self->tables, who, passphrase, NULL, record_opened_cb, g_object_ref (self));
}

/* Restoring */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarRecordSession) self = data;
  g_autoptr (GError) error = NULL;
  gboolean restored = lumbar_restoring_finish (result, &error);

  self->opening = FALSE;
  if (self->window == NULL)
    return;
  if (restored)
    lumbar_record_session_open (self, FALSE);
  else
    show_problem (self, error);
  tell (self);
}

static void
dialog_restore_cb (LumbarRecordSession *self, const char *backup, const char *passphrase)
{
  if (self->opening)
    return;
  self->opening = TRUE;
  lumbar_window_leave_record (self->window);
  g_clear_object (&self->keeper);
  tell (self);
  lumbar_restoring_async (g_steal_pointer (&self->record), self->path, backup, passphrase, restored_cb,
                          g_object_ref (self));
}

static void
lumbar_record_session_dispose (GObject *object)
{
  LumbarRecordSession *self = LUMBAR_RECORD_SESSION (object);

  lumbar_record_session_close (self);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (lumbar_record_session_parent_class)->dispose (object);
}

static void
lumbar_record_session_finalize (GObject *object)
{
  LumbarRecordSession *self = LUMBAR_RECORD_SESSION (object);

  g_clear_object (&self->settings);
  g_free (self->path);
  g_free (self->given_tables);
  g_free (self->author);
  g_free (self->tables);

  G_OBJECT_CLASS (lumbar_record_session_parent_class)->finalize (object);
}

static void
lumbar_record_session_class_init (LumbarRecordSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_record_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_record_session_finalize;

  changed_signal = g_signal_new ("changed", LUMBAR_TYPE_RECORD_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
lumbar_record_session_init (LumbarRecordSession *self)
{
}

/**
 * lumbar_record_session_new:
 * @window: what shows it
 * @settings: the settings
 * @path: (nullable): where the record lies; %NULL for the clinic's own
 * @tables: (nullable): the folder of clinical tables that was named when the program was called
 *
 * Returns: (transfer full): a session without a record yet
 */
LumbarRecordSession *
lumbar_record_session_new (LumbarWindow *window, GSettings *settings, const char *path, const char *tables)
{
  LumbarRecordSession *self = g_object_new (LUMBAR_TYPE_RECORD_SESSION, NULL);

  g_set_weak_pointer (&self->window, window);
  self->settings = g_object_ref (settings);
  self->path = path ? g_strdup (path) : lumbar_store_get_default_path ();
  self->given_tables = g_strdup (tables);
  g_signal_connect_object (window, "opener", G_CALLBACK (window_opener_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "lock-changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * lumbar_record_session_get_path:
 * @self: a session
 *
 * Returns: (transfer none): where the record lies, there or not
 */
const char *
lumbar_record_session_get_path (LumbarRecordSession *self)
{
  return self->path;
}

/**
 * lumbar_record_session_get_record:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the record that is open
 */
const LumbarOpenRecord *
lumbar_record_session_get_record (LumbarRecordSession *self)
{
  return self->record;
}

/**
 * lumbar_record_session_is_opening:
 * @self: a session
 *
 * Returns: whether a record is being opened or restored
 */
gboolean
lumbar_record_session_is_opening (LumbarRecordSession *self)
{
  return self->opening;
}

/**
 * lumbar_record_session_open:
 * @self: a session
 * @example: whether an invented clinic is wanted, instead of the record
 *
 * Opens it; the one that is open is closed when the other is there.
 */
void
lumbar_record_session_open (LumbarRecordSession *self, gboolean example)
{
  if (self->opening)
    return;
  g_free (self->author);
  self->author = lumbar_settings_get_author (self->settings);
  g_free (self->tables);
  self->tables = find_tables (self);
  if (!example && lumbar_encryption_is_available () && lumbar_store_is_encrypted (self->path))
    {
      ask_opener (self);
      return;
    }
  self->opening = TRUE;
  tell (self);
  lumbar_window_show_loading (self->window);
  if (example)
    lumbar_open_record_example_async (self->tables, self->author, NULL, record_opened_cb, g_object_ref (self));
  else
    lumbar_open_record_async (self->path, self->tables, self->author, NULL, record_opened_cb, g_object_ref (self));
}

/**
 * lumbar_record_session_settings_changed:
 * @self: a session
 *
 * Visits are signed in the name and assessed with the tables the record was opened with, so others open it again. An
 * intake that goes on is not disturbed: it is signed as it was begun.
 */
void
lumbar_record_session_settings_changed (LumbarRecordSession *self)
{
  g_autofree char *author = lumbar_settings_get_author (self->settings);
  g_autofree char *tables = find_tables (self);

  if (self->record != NULL && (g_strcmp0 (author, self->author) != 0 || g_strcmp0 (tables, self->tables) != 0) &&
      !lumbar_window_is_taking_intake (self->window))
    lumbar_record_session_open (self, self->record->folder != NULL);
}

/**
 * lumbar_record_session_ask_restore:
 * @self: a session
 *
 * Lets a backup be chosen and restores it.
 */
void
lumbar_record_session_ask_restore (LumbarRecordSession *self)
{
  LumbarRestoreDialog *dialog = lumbar_restore_dialog_new (self->path, self->record ? self->record->worker : NULL);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self->window));
  g_signal_connect_object (dialog, "restore", G_CALLBACK (dialog_restore_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * lumbar_record_session_close:
 * @self: a session
 *
 * Waits until all is saved and closes the record.
 */
void
lumbar_record_session_close (LumbarRecordSession *self)
{
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->record, lumbar_open_record_close);
}
