/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look before restoring: the backup is opened and verified as it would be, and compared with the record that is there.
 * Neither is changed. */

#include "lumbar-restore-preview.h"

#include <glib/gi18n-lib.h>

#include "lumbar-backup-status.h"
#include "lumbar-backup.h"
#include "lumbar-date.h"
#include "lumbar-record-file.h"
#include "lumbar-sealed-file.h"
#include "lumbar-statement.h"
#include "lumbar-store-open.h"
#include "lumbar-store-private.h"
#include "lumbar-verify.h"

/* Each thing with a letter before its id. */
#define PATIENT 'p'
#define VISIT 'v'
#define SIGNED 's'
#define EVENT 'e'

static LumbarStatement *
list_things (LumbarDatabase *database, GError **error)
{
  return lumbar_statement_new (database,
                               "SELECT 'p' || id FROM patient WHERE deleted_at = ''"
                               " UNION ALL SELECT 'v' || id FROM encounter"
                               " UNION ALL SELECT 's' || id FROM encounter WHERE status = 'signed'"
                               " UNION ALL SELECT 'e' || id FROM event",
                               error);
}

static GHashTable *
collect_things (LumbarDatabase *database, GError **error)
{
  g_autoptr (GHashTable) things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LumbarStatement) row = list_things (database, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_hash_table_add (things, g_strdup (lumbar_statement_get_text (row, 0)));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&things) : NULL;
}

static gboolean
count_missing (LumbarRestorePreview *self, GHashTable *kept, LumbarDatabase *present, GError **error)
{
  g_autoptr (LumbarStatement) row = list_things (present, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      const char *thing = lumbar_statement_get_text (row, 0);

      if (g_hash_table_contains (kept, thing))
        continue;
      self->n_patients += *thing == PATIENT;
      self->n_visits += *thing == VISIT;
      self->n_signed += *thing == SIGNED;
      self->n_events += *thing == EVENT;
    }
  return step == LUMBAR_STEP_DONE;
}

/* The last row of the backup's log stands in that of the record. What came after counts unless it changed nothing of
 * what is kept. */
static gboolean
compare_logs (LumbarRestorePreview *self, LumbarDatabase *present, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    present,
    "SELECT (SELECT count (*) FROM audit WHERE seq = :seq AND hash = :hash), count (*) FROM audit WHERE seq > :seq"
    " AND action NOT IN ('backup', '" LUMBAR_SECOND_ACTION "', '" LUMBAR_TEST_ACTION "', 'view', 'print', 'export',"
    " 'login', 'login-failed', 'logout') AND NOT (action = 'restore' AND subject_kind = 'record')",
    error);

  lumbar_statement_bind_int (row, ":seq", self->backup->n_log);
  lumbar_statement_bind_text (row, ":hash", self->backup->last_hash);
  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return FALSE;
  self->is_earlier = lumbar_statement_get_int (row, 0) > 0;
  self->n_changes = self->is_earlier ? lumbar_statement_get_int (row, 1) : 0;
  return TRUE;
}

static gboolean
compare (LumbarRestorePreview *self, LumbarDatabase *backup, LumbarDatabase *present, GError **error)
{
  g_autoptr (GHashTable) kept = collect_things (backup, error);

  if (kept == NULL)
    return FALSE;
  self->present = lumbar_record_summary_new (present, error);
  return self->present != NULL && count_missing (self, kept, present, error) && compare_logs (self, present, error);
}

static gboolean
compare_with_store (LumbarRestorePreview *self, LumbarDatabase *backup, LumbarStore *present, GError **error)
{
  LumbarDatabase *database = lumbar_store_get_database (present);
  gboolean compared;

  lumbar_database_set_shut (database, FALSE);
  compared = compare (self, backup, database, error);
  lumbar_database_set_shut (database, lumbar_store_is_shut (present));
  return compared;
}

/**
 * lumbar_restore_preview:
 * @backup: a backup
 * @key: (nullable): its key where it is encrypted
 * @present: (nullable): the record whose place it would take; nobody need have entered. %NULL where it does not open
 *
 * Verifies the backup, which takes some seconds where it is large, and looks what it has and has not. Changes nothing.
 *
 * Returns: (transfer full): what it found, or %NULL with @error saying why the backup would not be restored
 */
LumbarRestorePreview *
lumbar_restore_preview (const char *backup, const LumbarKey *key, LumbarStore *present, GError **error)
{
  g_autoptr (LumbarRestorePreview) self = g_new0 (LumbarRestorePreview, 1);
  g_autoptr (LumbarDatabase) database = NULL;

  if (present != NULL && lumbar_backup_is_same_file (backup, lumbar_store_get_path (present)))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” is the record itself. Choose a backup."), backup);
      return NULL;
    }
  database = lumbar_store_open_database (backup, LUMBAR_STORE_READ_ONLY, key, g_get_user_name (), error);
  if (database == NULL || !lumbar_backup_check_version (database, error) || !lumbar_verify (database, NULL, error))
    return NULL;
  self->backup = lumbar_record_summary_new (database, error);
  if (self->backup == NULL || (present != NULL && !compare_with_store (self, database, present, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lumbar_restore_preview_sealed:
 * @backup: a sealed backup
 * @passphrase: what opens it
 * @path: the record, in whose folder the opened copy lies for a moment
 * @present: (nullable): the record, as lumbar_restore_preview() takes it
 *
 * Returns: (transfer full): what it found, or %NULL with @error set; %LUMBAR_ERROR_DENIED where the passphrase is not
 *   the one
 */
LumbarRestorePreview *
lumbar_restore_preview_sealed (const char *backup,
                               const char *passphrase,
                               const char *path,
                               LumbarStore *present,
                               GError **error)
{
  g_autofree char *plain = NULL;
  LumbarRestorePreview *self = NULL;

  if (!lumbar_record_file_make_directory (path, error))
    return NULL;
  plain = lumbar_record_file_make_temporary (path, error);
  if (plain == NULL)
    return NULL;
  if (lumbar_sealed_file_open (backup, plain, passphrase, error))
    self = lumbar_restore_preview (plain, NULL, present, error);
  if (self == NULL)
    lumbar_record_file_rename_in_error (error, plain, backup);
  lumbar_record_file_remove_temporary (plain);
  return self;
}

/**
 * lumbar_restore_preview_free:
 * @self: (nullable): a preview
 */
void
lumbar_restore_preview_free (LumbarRestorePreview *self)
{
  if (self == NULL)
    return;
  lumbar_record_summary_free (self->backup);
  lumbar_record_summary_free (self->present);
  g_free (self);
}

/**
 * lumbar_restore_preview_loses_nothing:
 * @self: a preview
 *
 * Returns: whether all that the record holds is in the backup; not known where the record does not open
 */
gboolean
lumbar_restore_preview_loses_nothing (const LumbarRestorePreview *self)
{
  return self->present != NULL && self->is_earlier && self->n_changes == 0;
}

static char *
describe_summary (const char *where, const LumbarRecordSummary *summary)
{
  g_autofree char *date = lumbar_date_format (summary->last_change);
  g_autofree char *patients = g_strdup_printf ("%" G_GINT64_FORMAT, summary->n_patients);
  g_autofree char *visits = g_strdup_printf ("%" G_GINT64_FORMAT, summary->n_visits);
  g_autofree char *n_signed = g_strdup_printf ("%" G_GINT64_FORMAT, summary->n_signed);
  g_autofree char *counts =
    g_strdup_printf (_("patients %1$s, visits %2$s (signed %3$s), last change %4$s"), patients, visits, n_signed, date);

  return g_strdup_printf ("%s: %s", where, counts);
}

static char *
describe_missing (const LumbarRestorePreview *self)
{
  g_autofree char *counts = NULL;
  g_autofree char *changes = NULL;

  if (self->present == NULL)
    return g_strdup (_("What would be missing can't be said: the present record does not open."));
  if (lumbar_restore_preview_loses_nothing (self))
    return g_strdup (_("Nothing would be missing."));
  counts = g_strdup_printf (_("Would be missing: patients %1$u, visits %2$u, signed visits %3$u, events %4$u."),
                            self->n_patients, self->n_visits, self->n_signed, self->n_events);
  if (self->is_earlier)
    changes = g_strdup_printf (_("Changes since the backup: %u."), (guint) self->n_changes);
  else
    changes = g_strdup (_("The backup is not an earlier state of this record: it is another record, or this one took "
                          "another way since."));
  return g_strdup_printf ("%s\n%s", counts, changes);
}

/**
 * lumbar_restore_preview_describe:
 * @self: a preview
 *
 * Returns: (transfer full): it in words, some lines without a line break at the end
 */
char *
lumbar_restore_preview_describe (const LumbarRestorePreview *self)
{
  g_autofree char *backup = describe_summary (_("In the backup"), self->backup);
  g_autofree char *present = self->present ? describe_summary (_("In the present record"), self->present) : NULL;
  g_autofree char *missing = describe_missing (self);

  return g_strconcat (backup, "\n", present ? present : "", present ? "\n" : "", missing, NULL);
}
