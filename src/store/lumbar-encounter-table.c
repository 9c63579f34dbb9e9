/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits as rows: draft, signed, and what was added afterwards. */

#include "lumbar-encounter-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-answer-table.h"
#include "lumbar-assessment-json.h"
#include "lumbar-assessment-reader.h"
#include "lumbar-conclusion-table.h"
#include "lumbar-measure-table.h"
#include "lumbar-merge-table.h"
#include "lumbar-outcome-table.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* The measure that lists show beside a visit. */
#define PAIN_INSTRUMENT "nrs-pain-average"

/* What read_row () reads, in this order. */
#define SELECT_ENCOUNTERS \
  "SELECT encounter.id, patient_id, status, started_at, signed_at, author, knowledge_version, n_now_flags," \
  " pain_average, coalesce (conclusion.\"group\", 'undetermined')," \
  " coalesce ((SELECT cause_id FROM conclusion_cause AS c WHERE c.encounter_id = encounter.id AND position = 0)," \
  " '')" \
  " FROM encounter LEFT JOIN conclusion ON conclusion.encounter_id = encounter.id "

static LumbarEncounter *
read_row (LumbarStatement *row)
{
  LumbarEncounter *encounter =
    lumbar_encounter_new (lumbar_statement_get_text (row, 1), lumbar_statement_get_text (row, 3),
                          lumbar_statement_get_text (row, 5));

  lumbar_set_str (&encounter->id, lumbar_statement_get_text (row, 0));
  if (strcmp (lumbar_statement_get_text (row, 2), "signed") == 0)
    encounter->status = LUMBAR_ENCOUNTER_SIGNED;
  lumbar_set_str (&encounter->signed_at, lumbar_statement_get_text (row, 4));
  lumbar_set_str (&encounter->knowledge_version, lumbar_statement_get_text (row, 6));
  encounter->n_now_flags = (guint) lumbar_statement_get_int (row, 7);
  if (!lumbar_statement_is_null (row, 8))
    encounter->pain_average = lumbar_statement_get_double (row, 8);
  lumbar_group_from_id (lumbar_statement_get_text (row, 9), &encounter->group);
  lumbar_set_str (&encounter->lead, lumbar_statement_get_text (row, 10));
  return encounter;
}

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("There is no such visit in the record."));
}

/**
 * lumbar_encounter_table_add:
 * @database: a record in a transaction
 * @encounter: a new draft
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_add (LumbarDatabase *database, LumbarEncounter *encounter, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO encounter (id, patient_id, status, started_at, author)"
    " VALUES (:id, :patient, 'draft', :started_at, :author)",
    error);

  lumbar_statement_bind_text (statement, ":id", encounter->id);
  lumbar_statement_bind_text (statement, ":patient", encounter->patient_id);
  lumbar_statement_bind_text (statement, ":started_at", encounter->started_at);
  lumbar_statement_bind_text (statement, ":author", encounter->author);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_encounter_table_delete:
 * @database: a record in a transaction
 * @id: a draft
 *
 * Removes a draft and everything that hangs on it.
 *
 * Returns: %FALSE with @error set where there is none or it was signed
 */
gboolean
lumbar_encounter_table_delete (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) statement =
    lumbar_statement_new (database, "DELETE FROM encounter WHERE id = :id RETURNING id", error);
  gboolean found;

  lumbar_statement_bind_text (statement, ":id", id);
  if (!lumbar_statement_find (statement, &found, error))
    return FALSE;
  if (!found)
    set_not_found (error);
  return found;
}

/**
 * lumbar_encounter_table_set_place:
 * @database: a record in a transaction
 * @id: a draft
 * @finding_id: (nullable): the question where it goes on; %NULL = nowhere
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_set_place (LumbarDatabase *database, const char *id, const char *finding_id, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    finding_id ? "INSERT INTO draft_place VALUES (:id, :finding)"
                 " ON CONFLICT (encounter_id) DO UPDATE SET finding_id = excluded.finding_id"
               : "DELETE FROM draft_place WHERE encounter_id = :id",
    error);

  lumbar_statement_bind_text (statement, ":id", id);
  if (finding_id != NULL)
    lumbar_statement_bind_text (statement, ":finding", finding_id);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_encounter_table_get_place:
 * @database: a record
 * @id: a visit
 *
 * Returns: (transfer full) (nullable): the question where it goes on; %NULL without one or with @error set
 */
char *
lumbar_encounter_table_get_place (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, "SELECT finding_id FROM draft_place WHERE encounter_id = :id", error);

  lumbar_statement_bind_text (row, ":id", id);
  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return NULL;
  return g_strdup (lumbar_statement_get_text (row, 0));
}

/**
 * lumbar_encounter_table_get:
 * @database: a record
 * @id: a visit
 *
 * Returns: (transfer full): the visit as lists show it, or %NULL with @error set
 */
LumbarEncounter *
lumbar_encounter_table_get (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, SELECT_ENCOUNTERS "WHERE encounter.id = :id", error);

  lumbar_statement_bind_text (row, ":id", id);
  switch (lumbar_statement_step (row, error))
    {
    case LUMBAR_STEP_ROW:
      return read_row (row);
    case LUMBAR_STEP_DONE:
      set_not_found (error);
      return NULL;
    case LUMBAR_STEP_ERROR:
    default:
      return NULL;
    }
}

/**
 * lumbar_encounter_table_find_last:
 * @database: a record
 * @patient_id: the patient
 * @status: drafts or signed visits
 * @encounter: (out) (transfer full) (nullable): the last of them; %NULL where there is none
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_find_last (LumbarDatabase *database,
                                  const char *patient_id,
                                  LumbarEncounterStatus status,
                                  LumbarEncounter **encounter,
                                  GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    /* It is found before the rest is read, which else would be read of all of them to sort them. */
    SELECT_ENCOUNTERS "WHERE encounter.number = (SELECT number FROM encounter"
                      " WHERE patient_id IN " LUMBAR_SAME_AS (":patient") " AND status = :status"
                      " ORDER BY started_at DESC, number DESC LIMIT 1)",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":patient", patient_id);
  lumbar_statement_bind_text (row, ":status", status == LUMBAR_ENCOUNTER_SIGNED ? "signed" : "draft");
  step = lumbar_statement_step (row, error);
  *encounter = step == LUMBAR_STEP_ROW ? read_row (row) : NULL;
  return step != LUMBAR_STEP_ERROR;
}

/**
 * lumbar_encounter_table_list:
 * @database: a record
 * @patient_id: the patient
 *
 * Returns: (transfer full) (element-type LumbarEncounter): the visits, last first, or %NULL with @error set
 */
GPtrArray *
lumbar_encounter_table_list (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) encounters = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    SELECT_ENCOUNTERS "WHERE patient_id IN " LUMBAR_SAME_AS (":patient") " ORDER BY started_at DESC, number DESC", error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":patient", patient_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (encounters, read_row (row));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&encounters) : NULL;
}

/**
 * lumbar_encounter_table_list_signed:
 * @database: a record
 * @after: (nullable): id of the visit after which to go on
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type LumbarEncounter): signed visits of patients who are not deleted, in
 *   the order of their rows, or %NULL with @error set
 */
GPtrArray *
lumbar_encounter_table_list_signed (LumbarDatabase *database, const char *after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) encounters = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    SELECT_ENCOUNTERS "JOIN patient ON patient.id = " LUMBAR_HOLDER_OF ("encounter.patient_id") " WHERE status = 'signed' AND deleted_at = ''"
                      " AND encounter.number > coalesce ((SELECT number FROM encounter WHERE id = :after), 0)"
                      " ORDER BY encounter.number LIMIT :limit",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":after", after ? after : "");
  lumbar_statement_bind_int (row, ":limit", limit);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (encounters, read_row (row));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&encounters) : NULL;
}

typedef LumbarAssessment *(*ReadAssessment) (LumbarDatabase *database, const char *json, GError **error);

static gboolean
read_assessment (LumbarDatabase *database, LumbarEncounter *encounter, ReadAssessment read, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, "SELECT assessment FROM encounter WHERE id = :id", error);

  lumbar_statement_bind_text (row, ":id", encounter->id);
  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return FALSE;
  if (lumbar_statement_is_null (row, 0))
    return TRUE;
  encounter->assessment = read (database, lumbar_statement_get_text (row, 0), error);
  return encounter->assessment != NULL;
}

/* id, at, author, text */
static LumbarAddendum *
read_addendum (LumbarStatement *row)
{
  LumbarAddendum *addendum =
    lumbar_addendum_new (lumbar_statement_get_text (row, 1), lumbar_statement_get_text (row, 2),
                         lumbar_statement_get_text (row, 3));

  lumbar_set_str (&addendum->id, lumbar_statement_get_text (row, 0));
  return addendum;
}

static gboolean
read_addenda (LumbarDatabase *database, LumbarEncounter *encounter, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database, "SELECT id, at, author, text FROM addendum WHERE encounter_id = :id ORDER BY position", error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":id", encounter->id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (encounter->addenda, read_addendum (row));
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_encounter_table_fill_addenda:
 * @database: a record
 * @patient_id: a patient
 * @encounters: (element-type LumbarEncounter): the patient's visits as lists show them
 *
 * Reads the addenda of all of them at once.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_fill_addenda (LumbarDatabase *database,
                                     const char *patient_id,
                                     GPtrArray *encounters,
                                     GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT addendum.id, at, addendum.author, text, encounter_id FROM encounter"
    " JOIN addendum ON encounter_id = encounter.id WHERE patient_id IN " LUMBAR_SAME_AS (":patient")
    " ORDER BY encounter_id, position",
    error);
  LumbarStep step;

  for (guint i = 0; i < encounters->len; i++)
    g_hash_table_insert (by_id, ((LumbarEncounter *) encounters->pdata[i])->id, encounters->pdata[i]);
  lumbar_statement_bind_text (row, ":patient", patient_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarEncounter *encounter = g_hash_table_lookup (by_id, lumbar_statement_get_text (row, 4));

      if (encounter != NULL)
        g_ptr_array_add (encounter->addenda, read_addendum (row));
    }
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_encounter_table_fill_result:
 * @database: a record
 * @encounter: a visit as lists show it
 *
 * Reads what came of the visit: assessment, conclusion, addenda, outcomes; not the answers.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_fill_result (LumbarDatabase *database, LumbarEncounter *encounter, GError **error)
{
  return read_assessment (database, encounter, lumbar_assessment_reader_read, error) &&
         lumbar_conclusion_table_get (database, encounter->id, &encounter->conclusion, error) &&
         read_addenda (database, encounter, error) &&
         lumbar_outcome_table_read (database, encounter->id, encounter->outcomes, error);
}

/**
 * lumbar_encounter_table_fill:
 * @database: a record
 * @encounter: a visit as lists show it
 * @knowledge: the findings its answers belong to
 *
 * Reads what lists leave out: answers, assessment, conclusion, addenda, outcomes.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_fill (LumbarDatabase *database,
                             LumbarEncounter *encounter,
                             LumbarKnowledge *knowledge,
                             GError **error)
{
  encounter->response = lumbar_answer_table_get (database, encounter->id, knowledge, error);
  return encounter->response != NULL && lumbar_encounter_table_fill_result (database, encounter, error);
}

/**
 * lumbar_encounter_table_fill_flags:
 * @database: a record
 * @encounter: a visit as lists show it
 * @knowledge: the findings its answers belong to
 *
 * Reads what tells which red flags a visit left open: answers, flags, conclusion. Of the assessment, the causes and
 * the next questions stay empty.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_fill_flags (LumbarDatabase *database,
                                   LumbarEncounter *encounter,
                                   LumbarKnowledge *knowledge,
                                   GError **error)
{
  encounter->response = lumbar_answer_table_get (database, encounter->id, knowledge, error);
  return encounter->response != NULL &&
         read_assessment (database, encounter, lumbar_assessment_reader_read_flags, error) &&
         lumbar_conclusion_table_get (database, encounter->id, &encounter->conclusion, error);
}

static guint
count_now_flags (LumbarAssessment *assessment)
{
  guint n = 0;

  for (guint i = 0; i < assessment->red_flags->len; i++)
    n += ((const LumbarFiredFlag *) assessment->red_flags->pdata[i])->timeframe == LUMBAR_TIMEFRAME_NOW;
  return n;
}

static const LumbarMeasure *
find_measure (GPtrArray *measures, const char *instrument_id)
{
  for (guint i = 0; i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];

      if (strcmp (measure->instrument_id, instrument_id) == 0)
        return measure;
    }
  return NULL;
}

static gboolean
close_row (LumbarDatabase *database,
           LumbarEncounter *encounter,
           LumbarAssessment *assessment,
           const LumbarMeasure *pain,
           GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "UPDATE encounter SET status = 'signed', signed_at = :signed_at, author = :author,"
    " knowledge_version = :version, assessment = :assessment, computed_group = :group, computed_lead = :lead,"
    " n_now_flags = :n_now, pain_average = :pain WHERE id = :id",
    error);
  g_autofree char *json = lumbar_assessment_to_json (assessment, NULL, FALSE);

  lumbar_statement_bind_text (statement, ":id", encounter->id);
  lumbar_statement_bind_text (statement, ":signed_at", encounter->signed_at);
  lumbar_statement_bind_text (statement, ":author", encounter->author);
  lumbar_statement_bind_text (statement, ":version", assessment->knowledge_version);
  lumbar_statement_bind_text (statement, ":assessment", json);
  lumbar_statement_bind_text (statement, ":group", lumbar_group_to_id (assessment->group));
  lumbar_statement_bind_text (statement, ":lead", assessment->lead ? assessment->lead : "");
  lumbar_statement_bind_int (statement, ":n_now", count_now_flags (assessment));
  if (pain != NULL)
    lumbar_statement_bind_double (statement, ":pain", pain->value);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_encounter_table_sign:
 * @database: a record in a transaction
 * @encounter: a draft, with author and signed_at as they are to be
 * @response: its answers
 * @assessment: what was computed from them
 * @conclusion: what the clinician concludes
 *
 * Writes what hangs on the visit and closes the visit last: from then on nothing of it can change.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_sign (LumbarDatabase *database,
                             LumbarEncounter *encounter,
                             LumbarResponse *response,
                             LumbarAssessment *assessment,
                             LumbarConclusion *conclusion,
                             GError **error)
{
  g_autoptr (GPtrArray) measures = lumbar_measure_all (response, encounter->id, encounter->started_at);

  return lumbar_encounter_table_set_place (database, encounter->id, NULL, error) &&
         lumbar_answer_table_replace (database, encounter->id, response, error) &&
         lumbar_conclusion_table_save (database, encounter->id, conclusion, encounter->author, error) &&
         lumbar_measure_table_add (database, encounter->patient_id, measures, error) &&
         close_row (database, encounter, assessment, find_measure (measures, PAIN_INSTRUMENT), error);
}

/**
 * lumbar_encounter_table_add_addendum:
 * @database: a record in a transaction
 * @encounter_id: a signed visit
 * @addendum: what is added
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_encounter_table_add_addendum (LumbarDatabase *database,
                                     const char *encounter_id,
                                     const LumbarAddendum *addendum,
                                     GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO addendum (encounter_id, position, id, at, author, text)"
    " VALUES (:encounter, (SELECT count (*) FROM addendum WHERE encounter_id = :encounter), :id, :at, :author,"
    " :text)",
    error);

  lumbar_statement_bind_text (statement, ":encounter", encounter_id);
  lumbar_statement_bind_text (statement, ":id", addendum->id);
  lumbar_statement_bind_text (statement, ":at", addendum->at);
  lumbar_statement_bind_text (statement, ":author", addendum->author);
  lumbar_statement_bind_text (statement, ":text", addendum->text);
  return lumbar_statement_run (statement, error);
}
