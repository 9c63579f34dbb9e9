/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-cause.h"
#include "lumbar-red-flag.h"

G_BEGIN_DECLS

/**
 * LumbarModel:
 * @prior_weight: how much of the log-odds of a prior is kept
 * @prior_centre: log-odds of the common centre that replaces the rest
 * @row_limit: largest ratio that one row counts with
 * @total_minimum: least sum of log ratios of a cause
 * @total_maximum: largest sum
 * @support: ln of the ratio from which a finding or a group supports a cause
 * @corroborating: ln of the ratio from which a second group helps to make a cause likely
 * @named: ln of the specific support and of the total from which a cause is named
 * @residual: ln of the support a second process needs beyond what the lead explains
 * @defining: ln of the ratio from which one finding alone may make a cause likely
 * @group: ln of the ratio by which a group without a likely cause must stand out from the next
 * @somewhat: ln of the ratio from which a reason is said to speak somewhat for a cause
 * @clearly: … clearly
 * @strongly: … strongly
 * @likely: least probability of the band "likely"
 * @possible: least probability of the band "possible"
 * @likely_groups: how many supporting groups make a cause likely
 * @exclude_floor: a cause with a total at or below is not in the must-exclude list
 * @exclude_groups: how many supporting groups put a serious cause in that list without a red flag
 * @exclude_most: the length of that list
 * @watched: how many ranked causes the next question is chosen for
 * @next_most: how many next questions are offered
 * @reasons_for: how many reasons for a cause are given
 * @reasons_against: how many against
 * @gain_least: below this gain no next question is worth waiting for, and investigations come first
 * @checks_most: how many missing answers are named beside one step of management
 * @tolerance: allowance in comparisons with a threshold
 * @flag_bonus: what a fired red flag of each timeframe adds in the must-exclude order
 * @urgency_weight: what each urgency weighs in the choice of the next question
 *
 * The constants of the rule of combination, read from knowledge.ini; none is in C.
 */
typedef struct {
  double prior_weight;
  double prior_centre;
  double row_limit;
  double total_minimum;
  double total_maximum;
  double support;
  double corroborating;
  double named;
  double residual;
  double defining;
  double group;
  double somewhat;
  double clearly;
  double strongly;
  double likely;
  double possible;
  guint likely_groups;
  double exclude_floor;
  guint exclude_groups;
  guint exclude_most;
  guint watched;
  guint next_most;
  guint reasons_for;
  guint reasons_against;
  double gain_least;
  guint checks_most;
  double tolerance;
  double flag_bonus[LUMBAR_N_TIMEFRAMES];
  double urgency_weight[LUMBAR_N_URGENCIES];
} LumbarModel;

gboolean lumbar_model_read (LumbarModel *self, const char *name, GKeyFile *file, GError **error);

G_END_DECLS
