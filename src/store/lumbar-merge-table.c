/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients who turned out to be the same person. Nothing that was signed is touched: what belongs to one id is shown
 * with another, and taking the row away undoes it. */

#include "lumbar-merge-table.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-statement.h"

/* A merge is made or taken back once in a while, and asked for all the time. */
static gboolean
update_roots (LumbarDatabase *database, GError **error)
{
  return lumbar_database_execute (database,
                                  "WITH RECURSIVE up (patient_id, root_id) AS ("
                                  " SELECT patient_id, kept_id FROM merge"
                                  " UNION SELECT up.patient_id, merge.kept_id FROM up JOIN merge"
                                  " ON merge.patient_id = up.root_id)"
                                  " UPDATE merge SET root_id = up.root_id FROM up WHERE up.patient_id = merge.patient_id"
                                  " AND up.root_id NOT IN (SELECT patient_id FROM merge)",
                                  error);
}

/* The list of patients is ordered by the last visit, whoever it was entered under. */
static gboolean
update_last_visit (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "UPDATE patient SET last_visit ="
    " coalesce ((SELECT max (started_at) FROM encounter WHERE patient_id IN " LUMBAR_SAME_AS (":patient") "), '')"
    " WHERE id = :patient",
    error);

  lumbar_statement_bind_text (statement, ":patient", patient_id);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_merge_table_add:
 * @database: a record in a transaction
 * @patient_id: a patient who is the same person
 * @kept_id: as this one, who is kept
 * @author: who says so
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_merge_table_add (LumbarDatabase *database,
                        const char *patient_id,
                        const char *kept_id,
                        const char *author,
                        GError **error)
{
  g_autoptr (LumbarStatement) statement =
    lumbar_statement_new (database, "INSERT INTO merge VALUES (:patient, :kept, :kept, :at, :author)", error);
  g_autofree char *now = lumbar_date_time_now ();

  lumbar_statement_bind_text (statement, ":patient", patient_id);
  lumbar_statement_bind_text (statement, ":kept", kept_id);
  lumbar_statement_bind_text (statement, ":at", now);
  lumbar_statement_bind_text (statement, ":author", author);
  return lumbar_statement_run (statement, error) && update_roots (database, error) &&
         update_last_visit (database, kept_id, error);
}

/**
 * lumbar_merge_table_remove:
 * @database: a record in a transaction
 * @patient_id: a patient who was merged
 * @kept_id: (out) (transfer full): into whom
 *
 * Returns: %FALSE with @error set where nobody was
 */
gboolean
lumbar_merge_table_remove (LumbarDatabase *database, const char *patient_id, char **kept_id, GError **error)
{
  g_autoptr (LumbarStatement) statement =
    lumbar_statement_new (database, "DELETE FROM merge WHERE patient_id = :patient RETURNING kept_id", error);
  g_autofree char *kept = NULL;

  lumbar_statement_bind_text (statement, ":patient", patient_id);
  switch (lumbar_statement_step (statement, error))
    {
    case LUMBAR_STEP_ROW:
      kept = g_strdup (lumbar_statement_get_text (statement, 0));
      break;
    case LUMBAR_STEP_DONE:
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("This patient was not merged."));
      return FALSE;
    case LUMBAR_STEP_ERROR:
    default:
      return FALSE;
    }
  lumbar_statement_reset (statement);
  if (!update_roots (database, error) || !update_last_visit (database, kept, error) ||
      !update_last_visit (database, patient_id, error))
    return FALSE;
  *kept_id = g_steal_pointer (&kept);
  return TRUE;
}

/**
 * lumbar_merge_table_get_holder:
 * @database: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full): the id of the patient under whom they are shown, their own unless they were merged;
 *   %NULL with @error set
 */
char *
lumbar_merge_table_get_holder (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, "SELECT " LUMBAR_HOLDER_OF (":patient"), error);

  lumbar_statement_bind_text (row, ":patient", patient_id);
  return lumbar_statement_step (row, error) == LUMBAR_STEP_ROW ? g_strdup (lumbar_statement_get_text (row, 0)) : NULL;
}
