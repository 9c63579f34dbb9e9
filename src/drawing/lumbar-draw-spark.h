/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-palette.h"

G_BEGIN_DECLS

/**
 * LumbarSparkPoint:
 * @day: when, in days from any beginning
 * @value: the score
 */
typedef struct {
  double day;
  double value;
} LumbarSparkPoint;

void lumbar_draw_spark (cairo_t *cr,
                        const LumbarSparkPoint *points,
                        guint n_points,
                        double span_days,
                        double maximum,
                        double width,
                        double height,
                        const LumbarPalette *palette);

G_END_DECLS
