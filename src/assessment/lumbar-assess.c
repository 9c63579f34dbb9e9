/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one entry point: (knowledge, response) -> assessment. Pure and deterministic: no clock, no
 * locale, no I/O; may be called from any thread. */

#include "lumbar-assessment.h"
#include "lumbar-flagging.h"
#include "lumbar-grouping.h"
#include "lumbar-next.h"
#include "lumbar-ranking.h"
#include "lumbar-reasons.h"
#include "lumbar-weighing.h"

static void
add_causes (LumbarAssessment *assessment, LumbarResponse *response, GArray *applied, LumbarRanking *ranking)
{
  g_autoptr (LumbarReasons) reasons = lumbar_reasons_new (response, applied);
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
      lumbar_reasons_add (reasons, ranked, index);
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
