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
