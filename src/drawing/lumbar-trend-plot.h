/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-draw-legend.h"
#include "lumbar-draw-text.h"
#include "lumbar-trend.h"

G_BEGIN_DECLS

/* Lengths in font sizes, so that a chart looks the same on a screen, on paper and at 200 %. */
#define LUMBAR_CHART_GAP 0.5
#define LUMBAR_CHART_HAIRLINE 0.07
#define LUMBAR_CHART_LABEL_HEIGHT 1.5
#define LUMBAR_CHART_LABEL_LEAD 2.2
#define LUMBAR_CHART_LANE_HEIGHT 1.8
#define LUMBAR_CHART_MARKER_RADIUS 0.34
#define LUMBAR_CHART_TICK_FONT 0.9

/* More events than letters: they are drawn, not named. */
#define LUMBAR_CHART_MOST_TAGS 26

/**
 * LumbarTrendPlot:
 * @cr: where it is drawn
 * @trend: what it shows
 * @viewport: which days of it
 * @day_ticks: (element-type LumbarTrendTick): those of the time axis
 * @palette: the colours
 * @font_size: of its words
 * @lane: the height between plot and dates that the tags of events take
 * @width: of the area
 * @height: of the area
 * @direct: whether lines are named at their ends
 * @left: of the plot
 * @top: of the plot
 * @right: of the plot
 * @bottom: of the plot
 * @legend: above: the series; empty where they are named directly
 * @notes: below: band and events
 * @legend_height: what @legend takes
 * @notes_height: what @notes take
 *
 * Where the parts of a chart go in the area it has. Pointers but the ticks and legends are borrowed.
 */
typedef struct {
  cairo_t *cr;
  LumbarTrend *trend;
  LumbarTrendViewport viewport;
  GPtrArray *day_ticks;
  const LumbarPalette *palette;
  double font_size;
  double lane;
  double width;
  double height;
  gboolean direct;
  double left;
  double top;
  double right;
  double bottom;
  LumbarDrawLegend *legend;
  LumbarDrawLegend *notes;
  double legend_height;
  double notes_height;
} LumbarTrendPlot;

void lumbar_trend_plot_init (LumbarTrendPlot *self,
                              cairo_t *cr,
                              LumbarTrend *trend,
                              LumbarTrendViewport viewport,
                              double width,
                              double height,
                              double font_size,
                              const LumbarPalette *palette);
void lumbar_trend_plot_clear (LumbarTrendPlot *self);

double lumbar_trend_plot_map_day (const LumbarTrendPlot *self, double day);
double lumbar_trend_plot_unmap_day (const LumbarTrendPlot *self, double x);
double lumbar_trend_plot_map_value (const LumbarTrendPlot *self, guint axis, double value);
void lumbar_trend_plot_get_panel (const LumbarTrendPlot *self, guint axis, double *top, double *bottom);
void lumbar_trend_plot_get_visible (const LumbarTrendPlot *self,
                                    const LumbarTrendSeries *series,
                                    guint *first,
                                    guint *end);
gboolean lumbar_trend_plot_find_point (const LumbarTrendPlot *self,
                                       double x,
                                       double y,
                                       double reach,
                                       guint *series,
                                       guint *point);
gboolean lumbar_trend_plot_has_band (const LumbarTrendPlot *self);
char *lumbar_trend_plot_label_series (const LumbarTrendSeries *series);
PangoLayout *lumbar_trend_plot_layout_tick (const LumbarTrendPlot *self, const LumbarTrendTick *tick);
double lumbar_trend_plot_measure_widest (const LumbarTrendPlot *self, GPtrArray *ticks);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LumbarTrendPlot, lumbar_trend_plot_clear)

G_END_DECLS
