/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores as rows of their own, so that a trend is one indexed query. */

#include "lumbar-measure-table.h"

#include "lumbar-patient.h"

#include "lumbar-merge-table.h"
#include "lumbar-statement.h"

/**
 * lumbar_measure_table_add:
 * @database: a record in a transaction
 * @patient_id: the patient
 * @measures: (element-type LumbarMeasure): the scores of a visit that is still a draft
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_measure_table_add (LumbarDatabase *database, const char *patient_id, GPtrArray *measures, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database, "INSERT INTO measure VALUES (:patient, :instrument, :at, :encounter, :value)", error);

  lumbar_statement_bind_text (statement, ":patient", patient_id);
  for (guint i = 0; i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];

      lumbar_statement_bind_text (statement, ":instrument", measure->instrument_id);
      lumbar_statement_bind_text (statement, ":at", measure->at);
      lumbar_statement_bind_text (statement, ":encounter", measure->encounter_id);
      lumbar_statement_bind_double (statement, ":value", measure->value);
      if (!lumbar_statement_run (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

/**
 * lumbar_measure_table_list:
 * @database: a record
 * @patient_id: the patient
 *
 * Returns: (transfer full) (element-type LumbarMeasure): the scores by scale, each by time, or %NULL with
 *   @error set
 */
GPtrArray *
lumbar_measure_table_list (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    /* In the order of the key, so that only what was merged is sorted. */
    "SELECT instrument_id, encounter_id, at, value FROM measure WHERE patient_id = :patient UNION ALL"
    " SELECT instrument_id, encounter_id, measure.at, value FROM merge JOIN measure USING (patient_id)"
    " WHERE root_id = :patient ORDER BY instrument_id, at, encounter_id",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":patient", patient_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (measures,
                     lumbar_measure_new (lumbar_statement_get_text (row, 0), lumbar_statement_get_text (row, 1),
                                         lumbar_statement_get_text (row, 2),
                                         lumbar_statement_get_double (row, 3)));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&measures) : NULL;
}

/* Average pain says more; where nobody asked it, pain now stands in for it. Never both in one line. */
static const char *const pain_instruments[] = { "nrs-pain-average", "nrs-pain-now" };

static gboolean
read_pain (LumbarStatement *rows, LumbarPatient *patient, const char *instrument_id, GError **error)
{
  LumbarStep step;

  lumbar_statement_reset (rows);
  lumbar_statement_bind_text (rows, ":patient", patient->id);
  lumbar_statement_bind_text (rows, ":instrument", instrument_id);
  while ((step = lumbar_statement_step (rows, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (patient->recent_pain,
                     lumbar_measure_new (instrument_id, "", lumbar_statement_get_text (rows, 0),
                                         lumbar_statement_get_double (rows, 1)));
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_measure_table_add_recent_pain:
 * @database: a record
 * @patients: (element-type LumbarPatient): what a search found
 * @since: the first day
 *
 * Fills what the patients' rows draw: one prepared statement on the primary key for all of them.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_measure_table_add_recent_pain (LumbarDatabase *database,
                                      GPtrArray *patients,
                                      const char *since,
                                      GError **error)
{
  g_autoptr (LumbarStatement) rows = lumbar_statement_new (
    database,
    "SELECT at, value FROM measure WHERE patient_id IN " LUMBAR_SAME_AS (":patient") " AND instrument_id = :instrument AND at >= :since"
    " ORDER BY at",
    error);

  lumbar_statement_bind_text (rows, ":since", since);
  for (guint i = 0; i < patients->len; i++)
    {
      LumbarPatient *patient = patients->pdata[i];

      g_clear_pointer (&patient->recent_pain, g_ptr_array_unref);
      patient->recent_pain = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
      for (guint j = 0; j < G_N_ELEMENTS (pain_instruments) && patient->recent_pain->len == 0; j++)
        if (!read_pain (rows, patient, pain_instruments[j], error))
          return FALSE;
    }
  return TRUE;
}
