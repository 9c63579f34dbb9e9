/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was answered under one version of the knowledge, assessed with another. */

#include "lumbar-reassessment.h"

#include <glib/gi18n-lib.h>

#include "lumbar-assessment-json.h"
#include "lumbar-interview.h"

/**
 * lumbar_reassess:
 * @knowledge: today's tables
 * @response: the answers of a visit as far as @knowledge can read them, made with @knowledge
 * @unused: (element-type LumbarIgnored): where to add the answers that are left out, with the reason in words
 *
 * Assesses answers as an intake with @knowledge would: what it would not ask after these answers is not assessed.
 *
 * Returns: (transfer full): the assessment
 */
LumbarAssessment *
lumbar_reassess (LumbarKnowledge *knowledge, LumbarResponse *response, GPtrArray *unused)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  guint n = lumbar_knowledge_get_n_findings (knowledge);

  for (guint i = 0; i < n; i++)
    if (lumbar_response_get_answer (response, i) != NULL)
      lumbar_interview_restore (interview, i, lumbar_response_get_answer (response, i), FALSE, NULL);
  lumbar_interview_carry_forward (interview, NULL);
  for (guint i = 0; i < n; i++)
    if (lumbar_interview_get_state (interview, i) == LUMBAR_ITEM_SET_ASIDE)
      g_ptr_array_add (unused, lumbar_ignored_new (lumbar_knowledge_get_finding (knowledge, i)->id,
                                                   _("no longer asked after these answers")));
  return lumbar_assess (knowledge, lumbar_interview_get_response (interview));
}
