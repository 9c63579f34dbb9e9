/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment of a signed visit, rebuilt from the JSON it is kept as with SQLite's own JSON
 * functions. Members that this version does not know are passed over. */

#include "lumbar-assessment-reader.h"

#include "lumbar-statement.h"
#include "lumbar-text.h"

/* -> gives a number as it was written, so that no digit is lost on the way. */
static double
get_number (LumbarStatement *row, guint column)
{
  return g_ascii_strtod (lumbar_statement_get_text (row, column), NULL);
}

static LumbarStatement *
open_list (LumbarDatabase *database, const char *sql, const char *json, GError **error)
{
  LumbarStatement *row = lumbar_statement_new (database, sql, error);

  lumbar_statement_bind_text (row, ":json", json);
  return row;
}

/* Ids are few and the same in every visit, so they are interned as the tables' are. */
static const char *
get_id (LumbarStatement *row, guint column)
{
  return g_intern_string (lumbar_statement_get_text (row, column));
}

static gboolean
read_ids (LumbarDatabase *database, const char *json, GStrv *ids, GError **error)
{
  g_autoptr (LumbarStatement) row = open_list (database, "SELECT value FROM json_each (:json)", json, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (list, (char *) get_id (row, 0));
  g_ptr_array_add (list, NULL);
  g_free (*ids);
  *ids = (GStrv) g_ptr_array_steal (list, NULL);
  return step == LUMBAR_STEP_DONE;
}

static gboolean
read_head (LumbarDatabase *database, const char *json, LumbarAssessment *self, GError **error)
{
  g_autoptr (LumbarStatement) row = open_list (
    database,
    "SELECT :json ->> '$.knowledgeVersion', :json ->> '$.group', :json ->> '$.mixedMeaning',"
    " :json ->> '$.leaning', :json ->> '$.lead', :json ->> '$.second', :json ->> '$.provisional',"
    " :json ->> '$.safetyItems.recorded', :json ->> '$.safetyItems.of', :json -> '$.mustExclude'",
    json, error);

  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return FALSE;
  self->knowledge_version = g_strdup (lumbar_statement_get_text (row, 0));
  lumbar_group_from_id (lumbar_statement_get_text (row, 1), &self->group);
  if (!lumbar_statement_is_null (row, 2))
    lumbar_mixed_meaning_from_id (lumbar_statement_get_text (row, 2), &self->mixed_meaning);
  lumbar_group_from_id (lumbar_statement_get_text (row, 3), &self->leaning);
  if (!lumbar_statement_is_null (row, 4))
    self->lead = g_strdup (lumbar_statement_get_text (row, 4));
  if (!lumbar_statement_is_null (row, 5))
    self->second = g_strdup (lumbar_statement_get_text (row, 5));
  self->provisional = lumbar_statement_get_int (row, 6) != 0;
  self->n_safety_recorded = (guint) lumbar_statement_get_int (row, 7);
  self->n_safety_items = (guint) lumbar_statement_get_int (row, 8);
  return read_ids (database, lumbar_statement_get_text (row, 9), &self->must_exclude, error);
}

static gboolean
read_red_flags (LumbarDatabase *database, const char *json, LumbarAssessment *self, GError **error)
{
  g_autoptr (LumbarStatement) row = open_list (
    database,
    "SELECT value ->> '$.id', value ->> '$.timeframe', value ->> '$.action', value -> '$.causes',"
    " value -> '$.because' FROM json_each (:json, '$.redFlags')",
    json, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarTimeframe timeframe = LUMBAR_TIMEFRAME_NOW;
      LumbarFiredFlag *flag;

      lumbar_timeframe_from_id (lumbar_statement_get_text (row, 1), &timeframe);
      flag = lumbar_fired_flag_new (get_id (row, 0), timeframe,
                                    lumbar_statement_get_text (row, 2));
      g_ptr_array_add (self->red_flags, flag);
      if (!read_ids (database, lumbar_statement_get_text (row, 3), &flag->causes, error) ||
          !read_ids (database, lumbar_statement_get_text (row, 4), &flag->because, error))
        return FALSE;
    }
  return step == LUMBAR_STEP_DONE;
}

static gboolean
read_uncleared (LumbarDatabase *database, const char *json, LumbarAssessment *self, GError **error)
{
  g_autoptr (LumbarStatement) row = open_list (
    database, "SELECT value ->> '$.id', value -> '$.missing' FROM json_each (:json, '$.uncleared')", json, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarUnclearedFlag *flag = lumbar_uncleared_flag_new (get_id (row, 0));

      g_ptr_array_add (self->uncleared, flag);
      if (!read_ids (database, lumbar_statement_get_text (row, 1), &flag->missing, error))
        return FALSE;
    }
  return step == LUMBAR_STEP_DONE;
}

static gboolean
read_reasons (LumbarDatabase *database, const char *json, GPtrArray *reasons, GError **error)
{
  g_autoptr (LumbarStatement) row = open_list (
    database,
    "SELECT value ->> '$.finding', value ->> '$.answer', value -> '$.lr', value ->> '$.basis',"
    " value ->> '$.source' FROM json_each (:json)",
    json, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarBasis basis = LUMBAR_BASIS_EXPERT;
      char *answer = g_ref_string_new (lumbar_statement_get_text (row, 1));

      lumbar_basis_from_id (lumbar_statement_get_text (row, 3), &basis);
      g_ptr_array_add (reasons,
                       lumbar_reason_new (get_id (row, 0), answer, get_number (row, 2), basis, get_id (row, 4)));
      g_ref_string_release (answer);
    }
  return step == LUMBAR_STEP_DONE;
}

static gboolean
read_causes (LumbarDatabase *database, const char *json, LumbarAssessment *self, GError **error)
{
  g_autoptr (LumbarStatement) row = open_list (
    database,
    "SELECT value ->> '$.id', value ->> '$.group', value ->> '$.band', value -> '$.probability',"
    " value -> '$.score', value -> '$.for', value -> '$.against' FROM json_each (:json, '$.causes')",
    json, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarGroup group = LUMBAR_GROUP_UNDETERMINED;
      LumbarBand band = LUMBAR_BAND_LESS_LIKELY;
      LumbarRankedCause *cause;

      lumbar_group_from_id (lumbar_statement_get_text (row, 1), &group);
      lumbar_band_from_id (lumbar_statement_get_text (row, 2), &band);
      cause = lumbar_ranked_cause_new (get_id (row, 0), group, band);
      g_ptr_array_add (self->causes, cause);
      cause->probability = get_number (row, 3);
      cause->score = get_number (row, 4);
      if (!read_reasons (database, lumbar_statement_get_text (row, 5), cause->reasons_for, error) ||
          !read_reasons (database, lumbar_statement_get_text (row, 6), cause->reasons_against, error))
        return FALSE;
    }
  return step == LUMBAR_STEP_DONE;
}

static gboolean
read_next (LumbarDatabase *database, const char *json, LumbarAssessment *self, GError **error)
{
  g_autoptr (LumbarStatement) row = open_list (
    database, "SELECT value ->> '$.finding', value -> '$.gain' FROM json_each (:json, '$.next')", json, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (self->next,
                     lumbar_next_question_new (get_id (row, 0), get_number (row, 1), "",
                                               FALSE, FALSE));
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_assessment_reader_read:
 * @database: any database; only its JSON functions are used
 * @json: what lumbar_assessment_to_json() wrote
 *
 * Returns: (transfer full): the assessment, or %NULL with @error set
 */
LumbarAssessment *
lumbar_assessment_reader_read (LumbarDatabase *database, const char *json, GError **error)
{
  g_autoptr (LumbarAssessment) self = lumbar_assessment_reader_read_flags (database, json, error);

  if (self == NULL || !read_causes (database, json, self, error) || !read_next (database, json, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lumbar_assessment_reader_read_flags:
 * @database: any database; only its JSON functions are used
 * @json: what lumbar_assessment_to_json() wrote
 *
 * Three quarters of an assessment are the reasons of its causes; this reads what comes before them.
 *
 * Returns: (transfer full): the assessment with its group and flags, without causes and next questions; or %NULL
 *   with @error set
 */
LumbarAssessment *
lumbar_assessment_reader_read_flags (LumbarDatabase *database, const char *json, GError **error)
{
  g_autoptr (LumbarAssessment) self = lumbar_assessment_new ();

  if (!read_head (database, json, self, error) || !read_red_flags (database, json, self, error) ||
      !read_uncleared (database, json, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
