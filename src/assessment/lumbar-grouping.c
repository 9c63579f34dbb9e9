/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lead, a second process, the group; and the list of what must be excluded.
 * data/knowledge/README.md, "The four groups" and "Red flags override everything", step 3. */

#include "lumbar-grouping.h"

#include <math.h>

static const LumbarCause *
get_cause (LumbarKnowledge *knowledge, GArray *causes, guint i)
{
  return lumbar_knowledge_get_cause (knowledge, g_array_index (causes, guint, i));
}

static gboolean
counts (const LumbarCause *cause, LumbarWeighing *weighing)
{
  return cause->counting_rule != LUMBAR_COUNTING_NEEDS_GROUP ||
         lumbar_weighing_has_group (weighing, cause->index, cause->needed_group);
}

/* The ranked causes whose counting rule is met; all of them where none is. Where something else is
 * likely, what counts only if nothing else is drops out. */
static GArray *
make_order (LumbarKnowledge *knowledge, LumbarWeighing *weighing, LumbarRanking *ranking)
{
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean something_else = FALSE;

  for (guint i = 0; i < ranking->ranked->len; i++)
    if (counts (get_cause (knowledge, ranking->ranked, i), weighing))
      g_array_append_val (met, g_array_index (ranking->ranked, guint, i));
  if (met->len == 0)
    g_array_append_vals (met, ranking->ranked->data, ranking->ranked->len);

  for (guint i = 0; i < met->len; i++)
    {
      const LumbarCause *cause = get_cause (knowledge, met, i);

      something_else = something_else || (ranking->likely[cause->index] &&
                                          cause->counting_rule != LUMBAR_COUNTING_IF_NOTHING_ELSE);
    }
  for (guint i = 0; i < met->len; i++)
    {
      const LumbarCause *cause = get_cause (knowledge, met, i);

      if (!something_else || cause->counting_rule != LUMBAR_COUNTING_IF_NOTHING_ELSE)
        g_array_append_val (order, cause->index);
    }
  return order;
}

static LumbarMixedMeaning
compare_processes (const LumbarCause *lead, const LumbarCause *second)
{
  if (second->group != lead->group)
    return LUMBAR_MIXED_MORE_THAN_ONE_SOURCE;
  if (lead->group == LUMBAR_GROUP_MS && g_strcmp0 (second->subgroup, lead->subgroup) != 0)
    return LUMBAR_MIXED_MORE_THAN_ONE_MS_PROCESS;
  return LUMBAR_MIXED_NONE;
}

/* The group whose named causes have the largest odds together, and whether it stands out from the next.
 * Without a cause that is likely by itself, a group can still be clear: three possible causes that are not
 * MS speak for "not MS" though none of them leads. */
static LumbarGroup
pool_groups (LumbarKnowledge *knowledge, LumbarRanking *ranking, gboolean *stands_out)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  double odds[LUMBAR_N_SINGLE_GROUPS] = { 0 };
  guint best = 0;
  double next = 0;

  for (guint i = 0; i < ranking->ranked->len; i++)
    {
      const LumbarCause *cause = get_cause (knowledge, ranking->ranked, i);

      odds[cause->group] += exp (ranking->scores[cause->index]);
    }
  for (guint i = 1; i < G_N_ELEMENTS (odds); i++)
    if (odds[i] > odds[best])
      best = i;
  for (guint i = 0; i < G_N_ELEMENTS (odds); i++)
    if (i != best)
      next = MAX (next, odds[i]);
  *stands_out = log (odds[best]) - log (next) >= model->group - model->tolerance;
  return (LumbarGroup) best;
}

/* Whether a likely cause is a process of its own beside the lead: not another name for the same picture.
 * What the lead explains gives it no credit, and two serious causes are alternatives to exclude, not two
 * diseases at once. */
static gboolean
is_second_process (const LumbarCause *second,
                   const LumbarCause *lead,
                   const LumbarModel *model,
                   LumbarWeighing *weighing,
                   LumbarWeighing *rest,
                   LumbarRanking *ranking)
{
  double score = ranking->scores[second->index] - weighing->totals[second->index] + rest->totals[second->index];

  return ranking->likely[second->index] && !(lead->serious && second->serious) &&
         rest->specific[second->index] >= model->residual - model->tolerance &&
         lumbar_ranking_get_probability (score) >= model->likely;
}

/**
 * lumbar_grouping_decide:
 * @assessment: an assessment being made; group, meaning, leaning, lead and second are set
 * @knowledge: the tables
 * @values: one value a finding
 * @applied: (element-type LumbarAppliedRow): the rows that apply
 * @weighing: the evidence
 * @ranking: the causes in order
 *
 * Decides the group by a likely lead; a second likely cause makes it mixed only on findings that the lead
 * does not already explain. Without a likely lead the causes of each group are taken together.
 */
void
lumbar_grouping_decide (LumbarAssessment *assessment,
                        LumbarKnowledge *knowledge,
                        const LumbarValue *values,
                        GArray *applied,
                        LumbarWeighing *weighing,
                        LumbarRanking *ranking)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  g_autoptr (GArray) order = make_order (knowledge, weighing, ranking);
  g_autofree LumbarExplained *explained = NULL;
  g_autoptr (LumbarWeighing) rest = NULL;
  const LumbarCause *lead;
  gboolean stands_out;

  if (order->len == 0)
    return;
  lead = get_cause (knowledge, order, 0);
  assessment->lead = g_strdup (lead->id);
  if (!ranking->likely[lead->index])
    {
      assessment->leaning = pool_groups (knowledge, ranking, &stands_out);
      if (stands_out)
        assessment->group = assessment->leaning;
      return;
    }

  assessment->leaning = lead->group;
  assessment->group = lead->group;
  explained = lumbar_weighing_explain (knowledge, applied, lead->index);
  rest = lumbar_weighing_new (knowledge, values, applied, explained);
  for (guint i = 1; i < order->len; i++)
    {
      const LumbarCause *second = get_cause (knowledge, order, i);
      LumbarMixedMeaning meaning = compare_processes (lead, second);

      if (meaning == LUMBAR_MIXED_NONE || !is_second_process (second, lead, model, weighing, rest, ranking))
        continue;
      assessment->group = LUMBAR_GROUP_MIXED;
      assessment->mixed_meaning = meaning;
      assessment->second = g_strdup (second->id);
      return;
    }
}

typedef struct {
  LumbarKnowledge *knowledge;
  double *weights; /* one a cause */
} Consequence;

static int
compare_consequence (gconstpointer a, gconstpointer b, gpointer data)
{
  const Consequence *consequence = data;
  guint i = *(const guint *) a, j = *(const guint *) b;
  LumbarUrgency u = lumbar_knowledge_get_cause (consequence->knowledge, i)->urgency;
  LumbarUrgency v = lumbar_knowledge_get_cause (consequence->knowledge, j)->urgency;

  if (consequence->weights[i] != consequence->weights[j])
    return consequence->weights[i] > consequence->weights[j] ? -1 : 1;
  if (u != v)
    return u > v ? -1 : 1;
  return i < j ? -1 : 1;
}

/* What fired red flags add to a cause: the largest bonus that applies, 0 without a flag. */
static double *
make_bonuses (LumbarAssessment *assessment, LumbarKnowledge *knowledge, gboolean *flagged)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  double *bonuses = g_new0 (double, lumbar_knowledge_get_n_causes (knowledge));

  for (guint i = 0; i < assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = assessment->red_flags->pdata[i];

      for (guint j = 0; flag->causes[j] != NULL; j++)
        {
          guint cause = lumbar_knowledge_find_cause (knowledge, flag->causes[j])->index;

          flagged[cause] = TRUE;
          bonuses[cause] = MAX (bonuses[cause], model->flag_bonus[flag->timeframe]);
        }
    }
  return bonuses;
}

/**
 * lumbar_grouping_exclude:
 * @assessment: an assessment being made, its red flags known; the must-exclude list is set
 * @knowledge: the tables
 * @weighing: the evidence
 * @ranking: the causes in order
 * @excluded: (element-type guint): the indices of the causes in that list are appended
 *
 * Lists the serious causes that what was recorded does not exclude: those a fired flag names, and those
 * named with the support of several groups; ordered by consequence.
 */
void
lumbar_grouping_exclude (LumbarAssessment *assessment,
                         LumbarKnowledge *knowledge,
                         LumbarWeighing *weighing,
                         LumbarRanking *ranking,
                         GArray *excluded)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  guint n = lumbar_knowledge_get_n_causes (knowledge);
  g_autofree gboolean *flagged = g_new0 (gboolean, n);
  g_autofree double *weights = make_bonuses (assessment, knowledge, flagged);
  Consequence consequence = { knowledge, weights };

  for (guint i = 0; i < n; i++)
    {
      if (!lumbar_knowledge_get_cause (knowledge, i)->serious || weighing->totals[i] <= model->exclude_floor)
        continue;
      if (!flagged[i] && !(ranking->named[i] && weighing->n_supporting[i] >= model->exclude_groups))
        continue;
      weights[i] += weighing->totals[i];
      g_array_append_val (excluded, i);
    }
  g_array_sort_with_data (excluded, compare_consequence, &consequence);
  if (excluded->len > model->exclude_most)
    g_array_set_size (excluded, model->exclude_most);

  assessment->must_exclude = g_new0 (char *, excluded->len + 1);
  for (guint i = 0; i < excluded->len; i++)
    assessment->must_exclude[i] = (char *) get_cause (knowledge, excluded, i)->id;
}
