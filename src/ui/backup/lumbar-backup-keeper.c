/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backup of the day, in the window: prepared by the thread that has the record, made by another, noted by the
 * first. */

#include "lumbar-backup-keeper.h"

#include <glib/gi18n.h>

#include "lumbar-daily-backup.h"
#include "lumbar-error.h"
#include "lumbar-settings.h"

#define HOUR 3600

struct _LumbarBackupKeeper {
  GObject parent_instance;

  LumbarWorker *worker; /* Owned */
  GSettings *settings;  /* Owned */
  GCancellable *gone;   /* Owned; cancelled with the keeper */
  char *problem;        /* Owned; NULL where all is well, or nothing is known yet */
  guint timeout_id;     /* 0 for none */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (LumbarBackupKeeper, lumbar_backup_keeper, G_TYPE_OBJECT)

static guint told_signal;

static void
tell (LumbarBackupKeeper *self, char *problem)
{
  self->busy = FALSE;
  g_free (self->problem);
  self->problem = problem;
  g_signal_emit (self, told_signal, 0);
}

/* What should be known of a backup that was made. A stick that is pulled out is no trouble by itself: the preferences
 * say when the last copy went there. */
static char *
find_problem (const LumbarDailyBackup *backup)
{
  if (backup->test_problem != NULL)
    return g_strdup_printf (_("A backup did not pass its test: %s"), backup->test_problem);
  if (backup->second == LUMBAR_SECOND_PLACE_FAILED)
    return g_strdup_printf (_("No copy of the backup in the second place: %s"), backup->second_problem);
  return NULL;
}

static gpointer
finish (LumbarStore *store, gpointer data, GError **error)
{
  return GINT_TO_POINTER (lumbar_daily_backup_finish (data, store, error));
}

static void
worker_finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarBackupKeeper) self = data;
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (error != NULL)
    g_message ("The backup is not in the log: %s", error->message);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lumbar_daily_backup_work (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LumbarBackupKeeper *self = LUMBAR_BACKUP_KEEPER (source);
  LumbarDailyBackup *backup = data;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (self->gone))
    {
      lumbar_daily_backup_free (backup);
      return;
    }
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell (self, g_strdup_printf (_("No backup could be made today: %s"), error->message));
      lumbar_daily_backup_free (backup);
      return;
    }
  tell (self, find_problem (backup));
  lumbar_worker_run_async (self->worker, finish, backup, (GDestroyNotify) lumbar_daily_backup_free, NULL, NULL,
                           worker_finished_cb, g_object_ref (self));
}

/* A large record is looked at now, and not while somebody waits for it to open. Of a damaged one no backup is made. */
static gpointer
prepare (LumbarStore *store, gpointer second_place, GError **error)
{
  g_autoptr (GError) damage = NULL;

  if (!lumbar_store_quick_check (store, &damage))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                   _("%s Nothing more is written to it: restore a backup in the preferences."), damage->message);
      return NULL;
    }
  return lumbar_daily_backup_new (store, second_place, error);
}

static void
worker_prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarBackupKeeper) self = data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  LumbarDailyBackup *backup = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (backup == NULL)
    {
      tell (self, g_strdup_printf (_("No backup could be made today: %s"), error->message));
      return;
    }
  task = g_task_new (self, NULL, worked_cb, backup);
  g_task_set_task_data (task, backup, NULL);
  g_task_run_in_thread (task, work_in_thread);
}

static gboolean
timeout_cb (gpointer data)
{
  LumbarBackupKeeper *self = data;

  self->timeout_id = g_timeout_add_seconds (HOUR, timeout_cb, self);
  if (!self->busy)
    {
      self->busy = TRUE;
      lumbar_worker_run_async (self->worker, prepare, lumbar_settings_get_second_place (self->settings), g_free,
                               (GDestroyNotify) lumbar_daily_backup_free, self->gone, worker_prepared_cb,
                               g_object_ref (self));
    }
  return G_SOURCE_REMOVE;
}

static void
lumbar_backup_keeper_dispose (GObject *object)
{
  LumbarBackupKeeper *self = LUMBAR_BACKUP_KEEPER (object);

  g_cancellable_cancel (self->gone);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->worker);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lumbar_backup_keeper_parent_class)->dispose (object);
}

static void
lumbar_backup_keeper_finalize (GObject *object)
{
  LumbarBackupKeeper *self = LUMBAR_BACKUP_KEEPER (object);

  g_clear_object (&self->gone);
  g_free (self->problem);

  G_OBJECT_CLASS (lumbar_backup_keeper_parent_class)->finalize (object);
}

static void
lumbar_backup_keeper_class_init (LumbarBackupKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_backup_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_backup_keeper_finalize;

  told_signal = g_signal_new ("told", LUMBAR_TYPE_BACKUP_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lumbar_backup_keeper_init (LumbarBackupKeeper *self)
{
  self->gone = g_cancellable_new ();
}

/**
 * lumbar_backup_keeper_new:
 * @worker: who owns the record, which can be written
 * @settings: where the second place is kept
 *
 * Returns: (transfer full): a keeper, to be started and disposed of before the record is closed
 */
LumbarBackupKeeper *
lumbar_backup_keeper_new (LumbarWorker *worker, GSettings *settings)
{
  LumbarBackupKeeper *self = g_object_new (LUMBAR_TYPE_BACKUP_KEEPER, NULL);

  self->worker = g_object_ref (worker);
  self->settings = g_object_ref (settings);
  return self;
}

/**
 * lumbar_backup_keeper_start:
 * @self: a keeper
 * @seconds: how long to wait, so that the window is there first
 */
void
lumbar_backup_keeper_start (LumbarBackupKeeper *self, guint seconds)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_seconds (seconds, timeout_cb, self);
}

/**
 * lumbar_backup_keeper_get_problem:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): what the clinician should know; %NULL for nothing
 */
const char *
lumbar_backup_keeper_get_problem (LumbarBackupKeeper *self)
{
  return self->problem;
}
