/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Red flags: which fire, which are not yet cleared, and by which answers.
 * data/knowledge/README.md, "Red flags override everything", steps 1 and 2. */

#include "lumbar-flagging.h"

static GStrv
to_ids (LumbarKnowledge *knowledge, GArray *findings)
{
  GStrv ids = g_new0 (char *, findings->len + 1);

  for (guint i = 0; i < findings->len; i++)
    ids[i] = (char *) lumbar_knowledge_get_finding (knowledge, (guint) g_array_index (findings, int, i))->id;
  return ids;
}

static void
add_fired (LumbarAssessment *assessment,
           LumbarKnowledge *knowledge,
           const LumbarRedFlag *flag,
           const LumbarValue *values,
           GArray *because)
{
  LumbarFiredFlag *fired = lumbar_fired_flag_new (flag->id, flag->timeframe, flag->action);

  g_array_set_size (because, 0);
  lumbar_expression_explain (flag->rule, values, because);
  fired->because = to_ids (knowledge, because);
  fired->causes = g_new0 (char *, flag->causes->len + 1);
  for (guint i = 0; i < flag->causes->len; i++)
    fired->causes[i] = (char *) ((const LumbarCause *) flag->causes->pdata[i])->id;
  g_ptr_array_add (assessment->red_flags, fired);
  if (flag->timeframe == LUMBAR_TIMEFRAME_NOW)
    assessment->provisional = TRUE;
}

static void
add_uncleared (LumbarAssessment *assessment,
               LumbarKnowledge *knowledge,
               const LumbarRedFlag *flag,
               const LumbarValue *values,
               GArray *missing)
{
  LumbarUnclearedFlag *uncleared = lumbar_uncleared_flag_new (flag->id);

  g_array_set_size (missing, 0);
  lumbar_expression_missing (flag->rule, values, missing);
  uncleared->missing = to_ids (knowledge, missing);
  g_ptr_array_add (assessment->uncleared, uncleared);
}

static void
count_safety_items (LumbarAssessment *assessment, LumbarKnowledge *knowledge, const LumbarValue *values)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      gboolean recorded = values[i].kind != LUMBAR_VALUE_NONE;

      if (!finding->safety)
        continue;
      if (!recorded && finding->ask_when != NULL &&
          lumbar_expression_evaluate (finding->ask_when, values) != LUMBAR_TRUTH_TRUE)
        continue;
      assessment->n_safety_items++;
      assessment->n_safety_recorded += recorded;
    }
}

/**
 * lumbar_flagging_run:
 * @assessment: an assessment being made
 * @knowledge: the tables
 * @values: one value a finding
 *
 * A flag fires when its rule is true and its unless is not true: a qualifier nobody asked about must not
 * silence an alarm. It is not yet cleared when its rule is unknown; otherwise it is negative.
 */
void
lumbar_flagging_run (LumbarAssessment *assessment, LumbarKnowledge *knowledge, const LumbarValue *values)
{
  g_autoptr (GArray) findings = g_array_sized_new (FALSE, FALSE, sizeof (int), 32);

  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);
      LumbarTruth truth = lumbar_expression_evaluate (flag->rule, values);

      if (truth == LUMBAR_TRUTH_FALSE)
        continue;
      if (flag->unless != NULL && lumbar_expression_evaluate (flag->unless, values) == LUMBAR_TRUTH_TRUE)
        continue;
      if (truth == LUMBAR_TRUTH_TRUE)
        add_fired (assessment, knowledge, flag, values, findings);
      else
        add_uncleared (assessment, knowledge, flag, values, findings);
    }
  count_safety_items (assessment, knowledge, values);
}
