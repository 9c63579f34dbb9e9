/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-trend.h"

G_BEGIN_DECLS

/**
 * LumbarTrendChart:
 *
 * A trend as a chart. To a screen reader it is a picture whose name is the summary of the trend; the
 * values stand in a table beside it.
 */
#define LUMBAR_TYPE_TREND_CHART (lumbar_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTrendChart, lumbar_trend_chart, LUMBAR, TREND_CHART, GtkWidget)

GtkWidget *lumbar_trend_chart_new (void);
void lumbar_trend_chart_set_trend (LumbarTrendChart *self, LumbarTrend *trend);

G_END_DECLS
