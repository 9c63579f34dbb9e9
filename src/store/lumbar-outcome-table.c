/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What visits turned out to come from, as rows. An older record that is only read has no such table: there
 * it is as if nothing had been recorded. */

#include "lumbar-outcome-table.h"

#include "lumbar-merge-table.h"
#include "lumbar-migrations.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* The step of the schema that made the table. */
#define FIRST_VERSION 4

/* What read_row () reads, in this order. */
#define SELECT_OUTCOMES \
  "SELECT outcome.id, outcome.encounter_id, outcome.at, outcome.author, outcome.\"group\", outcome.causes," \
  " outcome.established, outcome.comment FROM outcome "

static LumbarOutcome *
read_row (LumbarStatement *row)
{
  LumbarOutcome *outcome = lumbar_outcome_new (lumbar_statement_get_text (row, 1));

  lumbar_set_str (&outcome->id, lumbar_statement_get_text (row, 0));
  lumbar_set_str (&outcome->at, lumbar_statement_get_text (row, 2));
  lumbar_set_str (&outcome->author, lumbar_statement_get_text (row, 3));
  lumbar_group_from_id (lumbar_statement_get_text (row, 4), &outcome->group);
  g_strfreev (outcome->causes);
  outcome->causes = g_strsplit (lumbar_statement_get_text (row, 5), ";", -1);
  lumbar_set_str (&outcome->established, lumbar_statement_get_text (row, 6));
  lumbar_set_str (&outcome->comment, lumbar_statement_get_text (row, 7));
  return outcome;
}

static gboolean
read_rows (LumbarStatement *row, GPtrArray *outcomes, GError **error)
{
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (outcomes, read_row (row));
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_outcome_table_exists:
 * @database: a record
 * @exists: (out): whether its schema has outcomes; older ones that are only read have not
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_outcome_table_exists (LumbarDatabase *database, gboolean *exists, GError **error)
{
  guint version;

  if (!lumbar_migrations_get_version (database, &version, error))
    return FALSE;
  *exists = version >= FIRST_VERSION;
  return TRUE;
}

/**
 * lumbar_outcome_table_add:
 * @database: a record in a transaction
 * @outcome: an outcome of a signed visit
 *
 * Adds it after those that the visit has.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_outcome_table_add (LumbarDatabase *database, const LumbarOutcome *outcome, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO outcome VALUES (:encounter, (SELECT count (*) FROM outcome WHERE encounter_id = :encounter), :id,"
    " :at, :author, :group, :causes, :established, :comment)",
    error);
  g_autofree char *causes = g_strjoinv (";", outcome->causes);
  g_autofree char *comment = lumbar_text_clean (outcome->comment, TRUE);

  lumbar_statement_bind_text (statement, ":encounter", outcome->encounter_id);
  lumbar_statement_bind_text (statement, ":id", outcome->id);
  lumbar_statement_bind_text (statement, ":at", outcome->at);
  lumbar_statement_bind_text (statement, ":author", outcome->author);
  lumbar_statement_bind_text (statement, ":group", lumbar_group_to_id (outcome->group));
  lumbar_statement_bind_text (statement, ":causes", causes);
  lumbar_statement_bind_text (statement, ":established", outcome->established);
  lumbar_statement_bind_text (statement, ":comment", comment);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_outcome_table_read:
 * @database: a record
 * @encounter_id: a visit
 * @outcomes: (element-type LumbarOutcome): those of the visit are appended, in the order recorded
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_outcome_table_read (LumbarDatabase *database, const char *encounter_id, GPtrArray *outcomes, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, SELECT_OUTCOMES "WHERE encounter_id = :encounter ORDER BY position", error);

  lumbar_statement_bind_text (row, ":encounter", encounter_id);
  return read_rows (row, outcomes, error);
}

/**
 * lumbar_outcome_table_list:
 * @database: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarOutcome): those of all visits, a visit's in the order
 *   recorded, or %NULL with @error set
 */
GPtrArray *
lumbar_outcome_table_list (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_outcome_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    SELECT_OUTCOMES "JOIN encounter ON encounter.id = outcome.encounter_id WHERE patient_id IN " LUMBAR_SAME_AS (":patient")
                    " ORDER BY encounter_id, position",
    error);

  lumbar_statement_bind_text (row, ":patient", patient_id);
  return read_rows (row, outcomes, error) ? g_steal_pointer (&outcomes) : NULL;
}
