/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-cohort.h"

G_BEGIN_DECLS

char *lumbar_cohort_to_json (const LumbarCohort *self, const char *from, const char *to);

G_END_DECLS
