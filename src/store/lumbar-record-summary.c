/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record holds, counted. */

#include "lumbar-record-summary.h"

#include "lumbar-statement.h"

/**
 * lumbar_record_summary_new:
 * @database: a record
 *
 * Returns: (transfer full): what it holds, or %NULL with @error set
 */
LumbarRecordSummary *
lumbar_record_summary_new (LumbarDatabase *database, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT (SELECT count (*) FROM patient WHERE deleted_at = ''), (SELECT count (*) FROM encounter),"
    " (SELECT count (*) FROM encounter WHERE status = 'signed'), (SELECT count (*) FROM answer),"
    " (SELECT count (*) FROM event), (SELECT count (*) FROM audit),"
    " coalesce ((SELECT at FROM audit ORDER BY seq DESC LIMIT 1), ''),"
    " coalesce ((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '')",
    error);
  LumbarRecordSummary *self;

  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return NULL;
  self = g_new0 (LumbarRecordSummary, 1);
  self->n_patients = lumbar_statement_get_int (row, 0);
  self->n_visits = lumbar_statement_get_int (row, 1);
  self->n_signed = lumbar_statement_get_int (row, 2);
  self->n_answers = lumbar_statement_get_int (row, 3);
  self->n_events = lumbar_statement_get_int (row, 4);
  self->n_log = lumbar_statement_get_int (row, 5);
  self->last_change = g_strdup (lumbar_statement_get_text (row, 6));
  self->last_hash = g_strdup (lumbar_statement_get_text (row, 7));
  return self;
}

/**
 * lumbar_record_summary_free:
 * @self: (nullable): a summary
 */
void
lumbar_record_summary_free (LumbarRecordSummary *self)
{
  if (self == NULL)
    return;
  g_free (self->last_change);
  g_free (self->last_hash);
  g_free (self);
}
