/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-weighing.h"

G_BEGIN_DECLS

/**
 * LumbarRanking:
 * @scores: one a cause: log-odds
 * @probabilities: one a cause: logistic of the score; an ordering device
 * @named: one a cause: whether it may be listed at all
 * @likely: one a cause: whether it is in the band "likely"
 * @ranked: (element-type guint): the named causes, best first
 *
 * The causes in order.
 */
typedef struct {
  double *scores;
  double *probabilities;
  gboolean *named;
  gboolean *likely;
  GArray *ranked;
} LumbarRanking;

double lumbar_ranking_get_probability (double score);
LumbarRanking *lumbar_ranking_new (LumbarKnowledge *knowledge, LumbarWeighing *weighing);
void lumbar_ranking_free (LumbarRanking *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarRanking, lumbar_ranking_free)

G_END_DECLS
