/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it stands with the backups of a record: what lies in their folder, and what the log says of them. */

#include "lumbar-backup-status.h"

#include <string.h>

#include "lumbar-backup-folder.h"
#include "lumbar-statement.h"
#include "lumbar-store-private.h"

/* The last row of the log with an action. */
static gboolean
find_last (LumbarDatabase *database, const char *action, char **at, char **detail, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database, "SELECT at, detail FROM audit WHERE subject_id = '' AND action = :action ORDER BY seq DESC LIMIT 1",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":action", action);
  step = lumbar_statement_step (row, error);
  if (step == LUMBAR_STEP_ROW)
    {
      *at = g_strdup (lumbar_statement_get_text (row, 0));
      *detail = g_strdup (lumbar_statement_get_text (row, 1));
    }
  return step != LUMBAR_STEP_ERROR;
}

/**
 * lumbar_backup_status_find_test:
 * @database: a record
 * @at: (out) (transfer full) (nullable): when a backup was last restored to test it; %NULL for never
 * @passed: (out) (optional): whether it was whole
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_backup_status_find_test (LumbarDatabase *database, char **at, gboolean *passed, GError **error)
{
  g_autofree char *detail = NULL;

  *at = NULL;
  if (!find_last (database, LUMBAR_TEST_ACTION, at, &detail, error))
    return FALSE;
  if (passed != NULL)
    *passed = detail != NULL && g_str_has_prefix (detail, LUMBAR_TEST_PASSED " ");
  return TRUE;
}

static gboolean
read_log (LumbarBackupStatus *self, LumbarStore *store, GError **error)
{
  LumbarDatabase *database = lumbar_store_get_database (store);
  g_autofree char *detail = NULL;
  gboolean read;

  lumbar_database_set_shut (database, FALSE);
  read = lumbar_backup_status_find_test (database, &self->last_test, &self->test_passed, error) &&
         find_last (database, LUMBAR_SECOND_ACTION, &self->second_copy, &detail, error);
  lumbar_database_set_shut (database, lumbar_store_is_shut (store));
  return read;
}

/**
 * lumbar_backup_status_new:
 * @store: a record; nobody need have entered
 *
 * Returns: (transfer full): how it stands with its backups, or %NULL with @error set
 */
LumbarBackupStatus *
lumbar_backup_status_new (LumbarStore *store, GError **error)
{
  g_autoptr (LumbarBackupStatus) self = g_new0 (LumbarBackupStatus, 1);
  const char *record = lumbar_store_get_path (store);
  g_autoptr (GPtrArray) older = lumbar_backup_folder_list_older (record);
  g_autoptr (GPtrArray) daily = NULL;

  self->folder = lumbar_backup_folder_get_path (record);
  daily = lumbar_backup_folder_list (self->folder, record);
  self->n_daily = daily->len;
  self->n_older = older->len;
  if (daily->len > 0)
    {
      self->oldest = lumbar_backup_folder_get_day (record, daily->pdata[0]);
      self->newest = lumbar_backup_folder_get_day (record, daily->pdata[daily->len - 1]);
    }
  return read_log (self, store, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * lumbar_backup_status_free:
 * @self: (nullable): a status
 */
void
lumbar_backup_status_free (LumbarBackupStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self->newest);
  g_free (self->oldest);
  g_free (self->second_copy);
  g_free (self->last_test);
  g_free (self);
}
