/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-palette.h"
#include "lumbar-trend.h"

G_BEGIN_DECLS

/**
 * LumbarTrendLook:
 * @viewport: which days of the trend
 * @series: the series of the point that is pointed out, -1 for none
 * @point: which point of it
 * @mark: the event that is pointed out, -1 for none
 *
 * What somebody looks at just now.
 */
typedef struct {
  LumbarTrendViewport viewport;
  int series;
  int point;
  int mark;
} LumbarTrendLook;

void lumbar_draw_trend (cairo_t *cr,
                        LumbarTrend *trend,
                        double width,
                        double height,
                        double font_size,
                        const LumbarPalette *palette);
void lumbar_draw_trend_look (cairo_t *cr,
                             LumbarTrend *trend,
                             const LumbarTrendLook *look,
                             double width,
                             double height,
                             double font_size,
                             const LumbarPalette *palette);

G_END_DECLS
