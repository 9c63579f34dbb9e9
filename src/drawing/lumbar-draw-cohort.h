/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-cohort.h"
#include "lumbar-palette.h"

G_BEGIN_DECLS

/**
 * LumbarCohortMark:
 * @LUMBAR_COHORT_MARK_NONE: no shape
 * @LUMBAR_COHORT_MARK_FLAG: that of red flags
 *
 * The shape before a count; smaller ones are those of #LumbarGroup.
 */
typedef enum {
  LUMBAR_COHORT_MARK_NONE = LUMBAR_N_GROUPS,
  LUMBAR_COHORT_MARK_FLAG,
} LumbarCohortMark;

double lumbar_draw_cohort_count_height (double font_size);
void lumbar_draw_cohort_count (cairo_t *cr,
                               guint mark,
                               guint n,
                               guint n_open,
                               guint most,
                               double width,
                               double font_size,
                               gboolean mirrored,
                               const LumbarPalette *palette);

double lumbar_draw_cohort_change_height (double font_size);
void lumbar_draw_cohort_change (cairo_t *cr,
                                const LumbarCohortChange *change,
                                const LumbarInstrument *instrument,
                                double width,
                                double font_size,
                                gboolean mirrored,
                                const LumbarPalette *palette);

G_END_DECLS
