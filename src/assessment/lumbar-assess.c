/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one entry point: (knowledge, response) -> assessment. Pure and deterministic: no clock, no
 * locale, no I/O; may be called from any thread. */

#include <math.h>

#include "lumbar-assessment.h"
#include "lumbar-flagging.h"
#include "lumbar-grouping.h"
#include "lumbar-next.h"
#include "lumbar-ranking.h"
#include "lumbar-weighing.h"

static int
compare_strength (gconstpointer a, gconstpointer b)
{
  double x = fabs (((const LumbarAppliedRow *) a)->log);
  double y = fabs (((const LumbarAppliedRow *) b)->log);

  return x < y ? -1 : x > y ? 1 : 0;
}

static int
compare_strength_down (gconstpointer a, gconstpointer b)
{
  return compare_strength (b, a);
}

/* The strongest row of each finding that supports or opposes a cause, strongest first. Of rows that are
 * equally strong the later one speaks for its finding; findings that are equally strong stand in the
 * order of their weakest rows. (g_array_sort is stable.) */
static GArray *
find_reasons (GArray *applied, const LumbarModel *model, guint cause)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (LumbarAppliedRow));
  GArray *best = g_array_new (FALSE, FALSE, sizeof (LumbarAppliedRow));

  for (guint i = 0; i < applied->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (applied, LumbarAppliedRow, i);

      if (entry->row->cause->index == cause && fabs (entry->log) >= model->support)
        g_array_append_val (own, *entry);
    }
  g_array_sort (own, compare_strength);
  for (guint i = 0; i < own->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (own, LumbarAppliedRow, i);
      guint j = 0;

      while (j < best->len &&
             g_array_index (best, LumbarAppliedRow, j).row->finding != entry->row->finding)
        j++;
      if (j < best->len)
        g_array_index (best, LumbarAppliedRow, j) = *entry;
      else
        g_array_append_val (best, *entry);
    }
  g_array_sort (best, compare_strength_down);
  return best;
}

static void
add_reasons (LumbarRankedCause *ranked, GArray *applied, LumbarResponse *response, guint cause)
{
  const LumbarModel *model = lumbar_knowledge_get_model (lumbar_response_get_knowledge (response));
  g_autoptr (GArray) reasons = find_reasons (applied, model, cause);

  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (reasons, LumbarAppliedRow, i);
      const LumbarEvidence *row = entry->row;
      GPtrArray *list = entry->log > 0 ? ranked->reasons_for : ranked->reasons_against;
      g_autofree char *answer = NULL;

      if (list->len >= (entry->log > 0 ? model->reasons_for : model->reasons_against))
        continue;
      answer = lumbar_answer_to_string (lumbar_response_get_answer (response, row->finding->index),
                                        row->finding);
      g_ptr_array_add (list, lumbar_reason_new (row->finding->id, answer,
                                                entry->holds ? row->present : row->absent, row->basis,
                                                row->source->id));
    }
}

static void
add_causes (LumbarAssessment *assessment, LumbarResponse *response, GArray *applied, LumbarRanking *ranking)
{
  LumbarKnowledge *knowledge = lumbar_response_get_knowledge (response);
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);

  for (guint i = 0; i < ranking->ranked->len; i++)
    {
      guint index = g_array_index (ranking->ranked, guint, i);
      const LumbarCause *cause = lumbar_knowledge_get_cause (knowledge, index);
      LumbarBand band = ranking->likely[index]                              ? LUMBAR_BAND_LIKELY
                        : ranking->probabilities[index] >= model->possible ? LUMBAR_BAND_POSSIBLE
                                                                            : LUMBAR_BAND_LESS_LIKELY;
      LumbarRankedCause *ranked = lumbar_ranked_cause_new (cause->id, cause->group, band);

      ranked->probability = ranking->probabilities[index];
      ranked->score = ranking->scores[index];
      add_reasons (ranked, applied, response, index);
      g_ptr_array_add (assessment->causes, ranked);
    }
}

/**
 * lumbar_assess:
 * @knowledge: the tables
 * @response: the answers of one visit, made with the same @knowledge
 *
 * Assesses a response by the rule in data/knowledge/README.md. Every cause is an independent yes/no
 * hypothesis; correlated findings count once; red flags override.
 *
 * Returns: (transfer full): the assessment
 */
LumbarAssessment *
lumbar_assess (LumbarKnowledge *knowledge, LumbarResponse *response)
{
  const LumbarValue *values = lumbar_response_get_values (response);
  LumbarAssessment *assessment = lumbar_assessment_new ();
  g_autoptr (GArray) applied = lumbar_weighing_apply (knowledge, values);
  g_autoptr (LumbarWeighing) weighing = lumbar_weighing_new (knowledge, values, applied, NULL);
  g_autoptr (LumbarRanking) ranking = lumbar_ranking_new (knowledge, weighing);
  g_autoptr (GArray) excluded = g_array_new (FALSE, FALSE, sizeof (guint));

  assessment->knowledge_version = g_strdup (lumbar_knowledge_get_version (knowledge));
  lumbar_flagging_run (assessment, knowledge, values);
  lumbar_grouping_decide (assessment, knowledge, values, applied, weighing, ranking);
  lumbar_grouping_exclude (assessment, knowledge, weighing, ranking, excluded);
  add_causes (assessment, response, applied, ranking);
  lumbar_next_choose (assessment, knowledge, values, ranking, excluded);
  return assessment;
}
