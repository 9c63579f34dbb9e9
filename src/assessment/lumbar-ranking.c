/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores, bands and order of the causes.
 * data/knowledge/README.md, "Combining the evidence", steps 4 to 6. */

#include "lumbar-ranking.h"

#include <math.h>

static double
logit (double p)
{
  return log (p / (1 - p));
}

/**
 * lumbar_ranking_get_probability:
 * @score: log-odds
 *
 * Returns: the logistic of it, between 0 and 1: puts causes into bands, never shown to a person
 */
double
lumbar_ranking_get_probability (double score)
{
  return 1 / (1 + exp (-score));
}

static int
compare_causes (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *scores = data;
  guint i = *(const guint *) a, j = *(const guint *) b;

  if (scores[i] != scores[j])
    return scores[i] > scores[j] ? -1 : 1;
  return i < j ? -1 : 1;
}

static void
rank_cause (LumbarRanking *self, const LumbarModel *model, const LumbarCause *cause, LumbarWeighing *weighing)
{
  guint i = cause->index;
  double total = weighing->totals[i];

  self->scores[i] = model->prior_weight * logit (cause->prior) +
                    (1 - model->prior_weight) * model->prior_centre + total;
  self->probabilities[i] = lumbar_ranking_get_probability (self->scores[i]);
  self->named[i] = weighing->specific[i] >= model->named - model->tolerance &&
                   total >= model->named - model->tolerance;
  if (!self->named[i])
    return;
  g_array_append_val (self->ranked, i);
  self->likely[i] = self->probabilities[i] >= model->likely &&
                    (weighing->n_corroborating[i] >= model->likely_groups || weighing->defined[i]);
}

/**
 * lumbar_ranking_new:
 * @knowledge: the tables
 * @weighing: the evidence
 *
 * Returns: (transfer full): the causes in order, ties in table order
 */
LumbarRanking *
lumbar_ranking_new (LumbarKnowledge *knowledge, LumbarWeighing *weighing)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  guint n = lumbar_knowledge_get_n_causes (knowledge);
  LumbarRanking *self = g_new0 (LumbarRanking, 1);

  self->scores = g_new0 (double, n);
  self->probabilities = g_new0 (double, n);
  self->named = g_new0 (gboolean, n);
  self->likely = g_new0 (gboolean, n);
  self->ranked = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    rank_cause (self, model, lumbar_knowledge_get_cause (knowledge, i), weighing);
  g_array_sort_with_data (self->ranked, compare_causes, self->scores);
  return self;
}

/**
 * lumbar_ranking_free:
 * @self: (nullable): a ranking
 */
void
lumbar_ranking_free (LumbarRanking *self)
{
  if (self == NULL)
    return;
  g_free (self->scores);
  g_free (self->probabilities);
  g_free (self->named);
  g_free (self->likely);
  g_array_unref (self->ranked);
  g_free (self);
}
