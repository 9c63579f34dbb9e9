/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-cohort.h"

G_BEGIN_DECLS

/* The figures of a cohort for people, the same on the screen and on the command line. */
const char *lumbar_cohort_group_text (const char *id);
const char *lumbar_cohort_cause_text (LumbarKnowledge *knowledge, const char *id);
const char *lumbar_cohort_flag_text (LumbarKnowledge *knowledge, const char *id);
char *lumbar_cohort_time_text (const LumbarSpread *minutes);
char *lumbar_cohort_done_text (const LumbarCohortFlags *flags);
char *lumbar_cohort_change_text (const LumbarCohortChange *change);
char *lumbar_cohort_judged_text (const LumbarCohortChange *change);

G_END_DECLS
