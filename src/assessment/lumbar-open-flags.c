/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the flags that are not yet cleared wait for a question that can still be answered. An assessment
 * lists every flag whose rule is unknown; many of those only read details that an answer has closed, such
 * as the pattern of a bladder change where there is none. To a person they would be a list without end. */

#include <math.h>

#include "lumbar-open-flags.h"

/* What a rule reads of a question that doesn't arise: none of its options, no number. */
static LumbarValue
make_closed (const LumbarFinding *finding)
{
  return (LumbarValue) {
    .kind = finding->options->len > 0 ? LUMBAR_VALUE_OPTIONS : LUMBAR_VALUE_NUMBER,
    .number = NAN,
  };
}

/* The values with every closed question filled in. Again until nothing changes: a closed question can close
 * those that hang on it. */
static LumbarValue *
close_questions (LumbarKnowledge *knowledge, const LumbarValue *values)
{
  guint n_findings = lumbar_knowledge_get_n_findings (knowledge);
  LumbarValue *closed = g_memdup2 (values, n_findings * sizeof (LumbarValue));
  gboolean changed;

  do
    {
      changed = FALSE;
      for (guint i = 0; i < n_findings; i++)
        {
          const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);

          if (closed[i].kind != LUMBAR_VALUE_NONE || finding->ask_when == NULL ||
              lumbar_expression_evaluate (finding->ask_when, closed) != LUMBAR_TRUTH_FALSE)
            continue;
          closed[i] = make_closed (finding);
          changed = TRUE;
        }
    }
  while (changed);
  return closed;
}

static gboolean
is_silenced (const LumbarRedFlag *flag, const LumbarValue *closed)
{
  return flag->unless != NULL && lumbar_expression_evaluate (flag->unless, closed) == LUMBAR_TRUTH_TRUE;
}

/* NULL where nothing that can be asked would settle the flag. */
static LumbarUnclearedFlag *
make_open (LumbarKnowledge *knowledge, const LumbarUnclearedFlag *uncleared, const LumbarValue *closed)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, uncleared->id);
  LumbarUnclearedFlag *open = NULL;
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (int));

  /* Tables that no longer know the flag can't tell what it reads: it stays as it was recorded. */
  if (flag != NULL &&
      (lumbar_expression_evaluate (flag->rule, closed) == LUMBAR_TRUTH_FALSE || is_silenced (flag, closed)))
    return NULL;
  open = lumbar_uncleared_flag_new (uncleared->id);
  if (flag != NULL)
    lumbar_expression_missing (flag->rule, closed, missing);
  if (missing->len == 0)
    {
      guint n = g_strv_length (uncleared->missing);

      open->missing = g_memdup2 (uncleared->missing, (n + 1) * sizeof (char *));
      return open;
    }
  open->missing = g_new0 (char *, missing->len + 1);
  for (guint i = 0; i < missing->len; i++)
    open->missing[i] =
      (char *) lumbar_knowledge_get_finding (knowledge, (guint) g_array_index (missing, int, i))->id;
  return open;
}

/**
 * lumbar_open_flags_find:
 * @knowledge: the tables
 * @assessment: the assessment of @response
 * @response: the answers of one visit, made with the same @knowledge
 *
 * Finds the flags that are not yet cleared and that a question could settle. A question counts as closed
 * where its `ask_when` is false; one whose gate is itself unanswered is open.
 *
 * Returns: (transfer full) (element-type LumbarUnclearedFlag): in table order, with what is missing
 */
GPtrArray *
lumbar_open_flags_find (LumbarKnowledge *knowledge, LumbarAssessment *assessment, LumbarResponse *response)
{
  g_autofree LumbarValue *closed = close_questions (knowledge, lumbar_response_get_values (response));
  GPtrArray *flags = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_uncleared_flag_free);

  for (guint i = 0; i < assessment->uncleared->len; i++)
    {
      LumbarUnclearedFlag *open = make_open (knowledge, assessment->uncleared->pdata[i], closed);

      if (open != NULL)
        g_ptr_array_add (flags, open);
    }
  return flags;
}

/* Whether a finding is a detail of one other question whose answer tells that there is no such detail: without a
 * bladder change there is no pattern of it. An examination tells only where it was done. */
static gboolean
is_told_by_gate (const LumbarFinding *finding, const LumbarValue *values)
{
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (int));

  if (finding->ask_when == NULL || lumbar_finding_is_examined (finding))
    return FALSE;
  lumbar_expression_findings (finding->ask_when, gates);
  for (guint i = 1; i < gates->len; i++)
    if (g_array_index (gates, int, i) != g_array_index (gates, int, 0))
      return FALSE;
  return gates->len > 0 && values[g_array_index (gates, int, 0)].kind != LUMBAR_VALUE_NONE;
}

/**
 * lumbar_open_flags_is_cleared:
 * @knowledge: the tables
 * @response: the answers of one visit
 * @flag_id: a red flag that an earlier visit left open
 * @because: (nullable): ids of the findings that raised it there; %NULL where it was not raised
 *
 * Tells whether the answers clear the flag: its rule is false, or what qualifies it away is true. What raised it must
 * have been answered again, or be told by the answer to the question it is a detail of; that it did not have to be
 * asked is not enough. A flag that these tables don't know is never cleared.
 *
 * Returns: whether it is cleared
 */
gboolean
lumbar_open_flags_is_cleared (LumbarKnowledge *knowledge,
                              LumbarResponse *response,
                              const char *flag_id,
                              const char *const *because)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, flag_id);
  const LumbarValue *values = lumbar_response_get_values (response);
  g_autofree LumbarValue *closed = NULL;

  if (flag == NULL)
    return FALSE;
  closed = close_questions (knowledge, values);
  for (guint i = 0; because != NULL && because[i] != NULL; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, because[i]);

      if (finding == NULL)
        return FALSE;
      if (!is_told_by_gate (finding, values))
        closed[finding->index] = values[finding->index];
    }
  return lumbar_expression_evaluate (flag->rule, closed) == LUMBAR_TRUTH_FALSE || is_silenced (flag, closed);
}
