/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-trend-walk.h"

G_BEGIN_DECLS

/**
 * LumbarTrendChart:
 *
 * A trend as a chart. To a screen reader it is a picture whose name is the summary of the trend. Where it
 * is interactive it takes the keys: arrows walk from point to point, up and down from series to series and
 * to the events, and the name becomes what is pointed at; it can be zoomed and panned.
 */
#define LUMBAR_TYPE_TREND_CHART (lumbar_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTrendChart, lumbar_trend_chart, LUMBAR, TREND_CHART, GtkWidget)

GtkWidget *lumbar_trend_chart_new (void);
void lumbar_trend_chart_set_trend (LumbarTrendChart *self, LumbarTrend *trend);
void lumbar_trend_chart_set_interactive (LumbarTrendChart *self, gboolean interactive);

LumbarTrendViewport lumbar_trend_chart_get_viewport (LumbarTrendChart *self);
void lumbar_trend_chart_zoom (LumbarTrendChart *self, double factor);
void lumbar_trend_chart_pan (LumbarTrendChart *self, double share);
void lumbar_trend_chart_show_all (LumbarTrendChart *self);
void lumbar_trend_chart_walk (LumbarTrendChart *self, LumbarTrendWalk walk);

G_END_DECLS
