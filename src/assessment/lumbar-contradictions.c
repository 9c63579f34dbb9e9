/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of one visit that don't go together, by the rules in consistency.tsv. */

#include "lumbar-contradictions.h"

/**
 * lumbar_contradictions_find:
 * @knowledge: the tables
 * @values: one value a finding
 *
 * Finds the rules that are true: an answer that nobody gave contradicts nothing.
 *
 * Returns: (transfer full) (element-type LumbarConsistency): the rules, borrowed, in table order
 */
GPtrArray *
lumbar_contradictions_find (LumbarKnowledge *knowledge, const LumbarValue *values)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < lumbar_knowledge_get_n_consistency (knowledge); i++)
    {
      const LumbarConsistency *rule = lumbar_knowledge_get_consistency (knowledge, i);

      if (lumbar_expression_evaluate (rule->rule, values) == LUMBAR_TRUTH_TRUE)
        g_ptr_array_add (found, (gpointer) rule);
    }
  return found;
}

/**
 * lumbar_contradictions_get_findings:
 * @rule: a rule that is true of @values
 * @knowledge: the tables it is from
 * @values: one value a finding
 *
 * Returns: (transfer full): the ids of the findings whose answers contradict each other
 */
GStrv
lumbar_contradictions_get_findings (const LumbarConsistency *rule,
                                    LumbarKnowledge *knowledge,
                                    const LumbarValue *values)
{
  g_autoptr (GArray) because = g_array_new (FALSE, FALSE, sizeof (int));
  GStrv ids;

  lumbar_expression_explain (rule->rule, values, because);
  ids = g_new0 (char *, because->len + 1);
  for (guint i = 0; i < because->len; i++)
    ids[i] = g_strdup (lumbar_knowledge_get_finding (knowledge, (guint) g_array_index (because, int, i))->id);
  return ids;
}
