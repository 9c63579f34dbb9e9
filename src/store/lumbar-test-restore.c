/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup that was never restored may be none: it is restored beside itself, opened, read to its end, counted, and
 * what was restored is removed. */

#include "lumbar-test-restore.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lumbar-backup.h"
#include "lumbar-key-file.h"
#include "lumbar-record-file.h"
#include "lumbar-record-summary.h"
#include "lumbar-verify.h"

static LumbarRecordSummary *
count (const char *path, const LumbarKey *key, gboolean verify, GError **error)
{
  g_autoptr (LumbarDatabase) database = lumbar_database_open (path, LUMBAR_DATABASE_READ_ONLY, key, error);

  if (database == NULL || (verify && !lumbar_verify (database, NULL, error)))
    return NULL;
  return lumbar_record_summary_new (database, error);
}

/* The log has one row more: that it was restored. */
static gboolean
compare (const LumbarRecordSummary *backup, const LumbarRecordSummary *restored, const char *path, GError **error)
{
  if (restored->n_patients == backup->n_patients && restored->n_visits == backup->n_visits &&
      restored->n_signed == backup->n_signed && restored->n_answers == backup->n_answers &&
      restored->n_events == backup->n_events && restored->n_log == backup->n_log + 1)
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("“%s” does not hold after restoring what it held before."), path);
  return FALSE;
}

static gboolean
try (const char *backup, const char *restored, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarRecordSummary) before = count (backup, key, FALSE, error);
  g_autoptr (LumbarRecordSummary) after = NULL;

  if (before == NULL || !lumbar_backup_restore (backup, restored, key, error))
    return FALSE;
  after = count (restored, key, TRUE, error);
  return after != NULL && compare (before, after, backup, error);
}

/**
 * lumbar_test_restore_run:
 * @backup: a backup
 * @key: (nullable): its key where it is encrypted
 *
 * Restores it into a folder of its own beside it, and leaves nothing. Takes as much room as the backup and some
 * seconds where the record is large.
 *
 * Returns: %FALSE with @error naming what is wrong with @backup
 */
gboolean
lumbar_test_restore_run (const char *backup, const LumbarKey *key, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (backup);
  g_autofree char *folder = g_build_filename (directory, ".lumbar-XXXXXX", NULL);
  g_autofree char *restored = NULL;
  g_autofree char *keys = NULL;
  gboolean passed;

  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, backup);
      return FALSE;
    }
  restored = g_build_filename (folder, "record.db", NULL);
  keys = lumbar_key_file_make_path (restored);
  passed = try (backup, restored, key, error);
  if (!passed)
    {
      lumbar_record_file_rename_in_error (error, restored, backup);
      lumbar_record_file_rename_in_error (error, folder, directory);
    }
  lumbar_record_file_remove_temporary (restored);
  g_unlink (keys);
  g_rmdir (folder);
  return passed;
}
