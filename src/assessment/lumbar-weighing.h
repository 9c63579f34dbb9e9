/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

/**
 * LumbarAppliedRow:
 * @row: an evidence row whose finding is answered and whose only_if is true or empty
 * @log: ln of the ratio that counts, bounded
 * @holds: whether the row's value is what was answered
 */
typedef struct {
  const LumbarEvidence *row;
  double log;
  gboolean holds;
} LumbarAppliedRow;

/**
 * LumbarExplained:
 * @known: the finding supports the leading cause
 * @whole: … with its whole answer; otherwise only with @options
 * @options: the options of a multi-choice answer that support it
 *
 * What of an answer the leading cause already explains, so that a second cause can't claim it again.
 */
typedef struct {
  gboolean known;
  gboolean whole;
  guint64 options;
} LumbarExplained;

/**
 * LumbarWeight:
 * @first: the first row of the group that applied
 * @best_for: strongest support
 * @best_against: strongest opposition, not above 0
 * @specific: strongest support from findings of this episode
 *
 * What a group of correlated rows adds up to: only the strongest for and the strongest against count.
 */
typedef struct {
  const LumbarEvidence *first;
  double best_for;
  double best_against;
  double specific;
} LumbarWeight;

/**
 * LumbarWeighing:
 * @weights: one a group with rows that applied, in the order they first did
 * @n_weights: how many
 * @totals: one a cause: sum of its weights, bounded
 * @specific: one a cause: its specific support
 * @n_supporting: one a cause: how many of its groups support it
 * @n_corroborating: one a cause: how many do so at least faintly
 * @defined: one a cause: whether one finding of this episode nearly defines it
 *
 * The evidence for and against every cause.
 */
typedef struct {
  LumbarWeight *weights;
  guint n_weights;
  double *totals;
  double *specific;
  guint *n_supporting;
  guint *n_corroborating;
  gboolean *defined;
} LumbarWeighing;

GArray *lumbar_weighing_apply (LumbarKnowledge *knowledge, const LumbarValue *values);
GArray *lumbar_weighing_apply_some (LumbarKnowledge *knowledge, GPtrArray *rows, const LumbarValue *values);
LumbarExplained *lumbar_weighing_explain (LumbarKnowledge *knowledge, GArray *applied, guint cause);
LumbarWeighing *lumbar_weighing_new (LumbarKnowledge *knowledge,
                                     const LumbarValue *values,
                                     GArray *applied,
                                     const LumbarExplained *explained);
void lumbar_weighing_free (LumbarWeighing *self);
gboolean lumbar_weighing_has_group (LumbarWeighing *self, guint cause, const char *group_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarWeighing, lumbar_weighing_free)

G_END_DECLS
