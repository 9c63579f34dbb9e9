/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backup of the day: made where there is none of today, verified, tested by restoring it once a month, copied to a
 * second place; only then may old ones go. */

#include "lumbar-daily-backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-backup-folder.h"
#include "lumbar-backup-status.h"
#include "lumbar-backup.h"
#include "lumbar-date.h"
#include "lumbar-record-file.h"
#include "lumbar-store-private.h"
#include "lumbar-test-restore.h"

/* More of one day nobody makes. */
#define MOST_NUMBERS 99

/* Once a calendar month. Where the clock was set, another month is another month, before or after. */
static gboolean
is_test_due (LumbarDatabase *record, const char *today, gboolean *due, GError **error)
{
  g_autofree char *last = NULL;

  if (!lumbar_backup_status_find_test (record, &last, NULL, error))
    return FALSE;
  *due = last == NULL || strncmp (last, today, strlen ("2026-11")) != 0;
  return TRUE;
}

/**
 * lumbar_daily_backup_new:
 * @store: a record, open for writing; nobody need have entered
 * @second_place: (nullable): a folder that a copy is to be put in
 *
 * Prepares the backup of today.
 *
 * Returns: (transfer full): the work to be done, or %NULL with @error set
 */
LumbarDailyBackup *
lumbar_daily_backup_new (LumbarStore *store, const char *second_place, GError **error)
{
  g_autoptr (LumbarDailyBackup) self = g_new0 (LumbarDailyBackup, 1);

  if (lumbar_store_is_read_only (store))
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, EROFS, lumbar_store_get_path (store));
      return NULL;
    }
  self->place = g_strdup (second_place);
  self->today = lumbar_date_today ();
  self->record = lumbar_database_open_beside (lumbar_store_get_database (store), error);
  if (self->record == NULL || !is_test_due (self->record, self->today, &self->test_due, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Some backup is dated after today: the clock was wrong then or is now. One that stands still would never see a new
 * day, so today's is made again each time. */
static gboolean
is_clock_behind (LumbarDailyBackup *self, const char *folder)
{
  const char *record = lumbar_database_get_path (self->record);
  g_autoptr (GPtrArray) names = lumbar_backup_folder_list (folder, record);
  g_autofree char *day = NULL;

  if (names->len == 0)
    return FALSE;
  day = lumbar_backup_folder_get_day (record, names->pdata[names->len - 1]);
  return strcmp (day, self->today) > 0;
}

/* Returns: whether @path is free for today's backup; @there where it is that already */
static gboolean
is_place (LumbarDailyBackup *self, const char *path, gboolean again, gboolean *there)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_strcmp0 (path, self->refused) == 0)
    return FALSE;
  if (again)
    return lumbar_backup_may_replace (self->record, path, NULL);
  /* It was verified before it got its name; one that does not even look whole is left, and another made. */
  *there = lumbar_record_file_check (path, NULL);
  return *there;
}

static gboolean
make_backup (LumbarDailyBackup *self, const char *folder, GError **error)
{
  const char *record = lumbar_database_get_path (self->record);
  gboolean again = is_clock_behind (self, folder);

  for (guint i = 1; i <= MOST_NUMBERS; i++)
    {
      g_autofree char *name = lumbar_backup_folder_make_name (record, self->today, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean there = FALSE;

      if (!is_place (self, path, again, &there))
        continue;
      if (!there && (!lumbar_record_file_make_directory (path, error) ||
                     !lumbar_backup_write (self->record, path, error)))
        return FALSE;
      self->made = !there;
      self->path = g_steal_pointer (&path);
      return TRUE;
    }
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("“%s” has too many backups of today."), folder);
  return FALSE;
}

/* A failure is something to be told, not a reason to stop. */
static void
test_restore (LumbarDailyBackup *self)
{
  /* One made before the record was encrypted today is not. */
  const LumbarKey *key =
    lumbar_record_file_is_encrypted (self->path) ? lumbar_database_get_key (self->record) : NULL;
  g_autoptr (GError) problem = NULL;

  self->tested = TRUE;
  if (!lumbar_test_restore_run (self->path, key, &problem))
    self->test_problem = g_strdup (problem->message);
}

/* What was found damaged stays where it is; nothing else goes before the next test has passed. */
static gboolean
make_another (LumbarDailyBackup *self, const char *folder, GError **error)
{
  self->refused = g_steal_pointer (&self->path);
  return make_backup (self, folder, error);
}

static void
copy_to_second_place (LumbarDailyBackup *self)
{
  const char *record = lumbar_database_get_path (self->record);
  g_autofree char *folder = NULL;
  g_autoptr (GError) problem = NULL;

  self->second = lumbar_second_place_copy (self->record, self->path, self->made, self->place, &problem);
  if (problem != NULL)
    self->second_problem = g_strdup (problem->message);
  if (self->second != LUMBAR_SECOND_PLACE_COPIED)
    return;
  folder = lumbar_second_place_get_folder (self->record, self->place, NULL);
  if (folder != NULL)
    lumbar_backup_folder_rotate (folder, record, self->today);
}

/**
 * lumbar_daily_backup_work:
 * @self: a prepared backup
 *
 * Does the work, on any thread. Only a backup that can't be made is an error; what is wrong with the second place or
 * was found by the test of this month stands in @self.
 *
 * Returns: %FALSE with @error set, and all that was there untouched
 */
gboolean
lumbar_daily_backup_work (LumbarDailyBackup *self, GError **error)
{
  const char *record = lumbar_database_get_path (self->record);
  g_autofree char *folder = lumbar_backup_folder_get_path (record);

  if (!make_backup (self, folder, error))
    return FALSE;
  if (self->test_due)
    test_restore (self);
  if (self->test_problem != NULL)
    return self->made || make_another (self, folder, error);
  if (self->made)
    self->n_removed = lumbar_backup_folder_rotate (folder, record, self->today);
  if (self->place != NULL)
    copy_to_second_place (self);
  return TRUE;
}

static gboolean
append_rows (LumbarDailyBackup *self, LumbarStore *store, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *tested = g_path_get_basename (self->refused ? self->refused : self->path);
  g_autofree char *verdict =
    g_strdup_printf ("%s %s", self->test_problem == NULL ? LUMBAR_TEST_PASSED : LUMBAR_TEST_FAILED, tested);

  return (!self->made || lumbar_store_append_log (store, "backup", "record", NULL, name, error)) &&
         (!self->tested || lumbar_store_append_log (store, LUMBAR_TEST_ACTION, "record", NULL, verdict, error)) &&
         (self->second != LUMBAR_SECOND_PLACE_COPIED ||
          lumbar_store_append_log (store, LUMBAR_SECOND_ACTION, "record", NULL, name, error));
}

/**
 * lumbar_daily_backup_finish:
 * @self: a backup whose work is done
 * @store: its record
 *
 * Writes what was done into the log.
 *
 * Returns: %FALSE with @error set; the backup is made all the same
 */
gboolean
lumbar_daily_backup_finish (LumbarDailyBackup *self, LumbarStore *store, GError **error)
{
  LumbarDatabase *database = lumbar_store_get_database (store);
  gboolean done;

  if (self->path == NULL || (!self->made && !self->tested && self->second != LUMBAR_SECOND_PLACE_COPIED))
    return TRUE;
  lumbar_database_set_shut (database, FALSE);
  done = lumbar_database_begin (database, error) &&
         lumbar_database_end (database, append_rows (self, store, error), error);
  lumbar_database_set_shut (database, lumbar_store_is_shut (store));
  return done;
}

/**
 * lumbar_daily_backup_free:
 * @self: (nullable): a backup
 */
void
lumbar_daily_backup_free (LumbarDailyBackup *self)
{
  if (self == NULL)
    return;
  lumbar_database_close (self->record);
  g_free (self->path);
  g_free (self->test_problem);
  g_free (self->second_problem);
  g_free (self->place);
  g_free (self->refused);
  g_free (self->today);
  g_free (self);
}

/**
 * lumbar_daily_backup_run:
 * @store: a record, open for writing; nobody need have entered
 * @second_place: (nullable): a folder that a copy is to be put in
 *
 * Makes the backup of today where there is none, on this thread.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set
 */
LumbarDailyBackup *
lumbar_daily_backup_run (LumbarStore *store, const char *second_place, GError **error)
{
  g_autoptr (LumbarDailyBackup) self = lumbar_daily_backup_new (store, second_place, error);

  if (self == NULL || !lumbar_daily_backup_work (self, error) || !lumbar_daily_backup_finish (self, store, error))
    return NULL;
  return g_steal_pointer (&self);
}
