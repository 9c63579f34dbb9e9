/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of a chart of scores: how the area is shared between plot, axes, names and legends. */

#include "lumbar-trend-plot.h"

#include <glib/gi18n-lib.h>

#include "lumbar-trend-change.h"

/* Charts wider than this, in font sizes, name their lines at the ends, with at most this share of the
 * width; others have a legend above. */
#define DIRECT_WIDTH 46.0
#define DIRECT_SHARE 0.36

/* How much of the height the legend above may take, that below, and both with the axis together. */
#define LEGEND_SHARE 0.36
#define NOTES_SHARE 0.26
#define FURNITURE_SHARE 0.62

/**
 * lumbar_trend_plot_map_day:
 * @self: a chart
 * @day: a day of its trend
 *
 * Returns: where it stands, from left to right
 */
double
lumbar_trend_plot_map_day (const LumbarTrendPlot *self, double day)
{
  const LumbarTrend *trend = self->trend;

  return self->left +
         (day - trend->first_day) / (trend->last_day - trend->first_day) * (self->right - self->left);
}

/**
 * lumbar_trend_plot_map_value:
 * @self: a chart
 * @value: a score
 *
 * Returns: where it stands, from the top down
 */
double
lumbar_trend_plot_map_value (const LumbarTrendPlot *self, double value)
{
  const LumbarTrend *trend = self->trend;

  return self->bottom -
         (value - trend->minimum) / (trend->maximum - trend->minimum) * (self->bottom - self->top);
}

/**
 * lumbar_trend_plot_last_point:
 * @series: a series
 *
 * Returns: (transfer none): its latest point
 */
const LumbarTrendPoint *
lumbar_trend_plot_last_point (const LumbarTrendSeries *series)
{
  return series->points->pdata[series->points->len - 1];
}

/**
 * lumbar_trend_plot_has_band:
 * @self: a chart
 *
 * Returns: whether there is a band in which a change does not matter
 */
gboolean
lumbar_trend_plot_has_band (const LumbarTrendPlot *self)
{
  return self->trend->band_low < self->trend->band_high;
}

/**
 * lumbar_trend_plot_label_series:
 * @series: a series
 *
 * Returns: (transfer full): its latest score and its name
 */
char *
lumbar_trend_plot_label_series (const LumbarTrendSeries *series)
{
  g_autofree char *score = lumbar_trend_score_label (lumbar_trend_plot_last_point (series)->value);

  /* Translators: the last score and the name of its scale, at the end of a line: "4  Average pain" */
  return g_strdup_printf (_("%1$s  %2$s"), score, series->label);
}

/**
 * lumbar_trend_plot_layout_tick:
 * @self: a chart
 * @tick: a tick of one of its axes
 *
 * Returns: (transfer full): its label
 */
PangoLayout *
lumbar_trend_plot_layout_tick (const LumbarTrendPlot *self, const LumbarTrendTick *tick)
{
  return lumbar_draw_text_layout (self->cr, tick->label, self->font_size * LUMBAR_CHART_TICK_FONT, -1);
}

/**
 * lumbar_trend_plot_measure_widest:
 * @self: a chart
 * @ticks: (element-type LumbarTrendTick): ticks of one axis
 *
 * Returns: the width of the widest of their labels
 */
double
lumbar_trend_plot_measure_widest (const LumbarTrendPlot *self, GPtrArray *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autoptr (PangoLayout) layout = lumbar_trend_plot_layout_tick (self, ticks->pdata[i]);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static double
measure_direct_labels (const LumbarTrendPlot *self)
{
  double most = self->width * DIRECT_SHARE;
  double widest = 0;

  for (guint i = 0; i < self->trend->series->len; i++)
    {
      g_autofree char *text = lumbar_trend_plot_label_series (self->trend->series->pdata[i]);
      g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (self->cr, text, self->font_size, most);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static void
fill_legends (LumbarTrendPlot *self)
{
  const LumbarTrend *trend = self->trend;

  for (guint i = 0; i < trend->series->len && !self->direct; i++)
    {
      g_autofree char *text = lumbar_trend_plot_label_series (trend->series->pdata[i]);

      lumbar_draw_legend_add (self->legend, LUMBAR_SWATCH_SERIES, i, text);
    }
  if (lumbar_trend_plot_has_band (self))
    lumbar_draw_legend_add (self->notes, LUMBAR_SWATCH_BAND, 0, trend->band_label);
  for (guint i = 0; i < trend->marks->len && trend->marks->len <= LUMBAR_CHART_MOST_TAGS; i++)
    {
      const LumbarTrendMark *mark = trend->marks->pdata[i];

      lumbar_draw_legend_add (self->notes, LUMBAR_SWATCH_EVENT, i, mark->text);
    }
}

/* Legends get what the plot can spare, the names of the series first. */
static void
fit_legends (LumbarTrendPlot *self, double axis_height)
{
  double spare;

  self->legend_height =
    lumbar_draw_legend_fit (self->legend, self->cr, self->width, self->height * LEGEND_SHARE);
  spare = self->height * FURNITURE_SHARE - self->legend_height - axis_height;
  self->notes_height = lumbar_draw_legend_fit (self->notes, self->cr, self->width,
                                                CLAMP (spare, 0, self->height * NOTES_SHARE));
}

static void
lay_out (LumbarTrendPlot *self)
{
  double font_size = self->font_size;
  double axis_height = self->lane + LUMBAR_CHART_LABEL_HEIGHT * font_size;
  double gap = LUMBAR_CHART_GAP * font_size;

  self->direct = self->width >= DIRECT_WIDTH * font_size &&
                  self->height * 0.5 >= self->trend->series->len * LUMBAR_CHART_LABEL_HEIGHT * font_size;
  fill_legends (self);
  fit_legends (self, axis_height);
  self->left = lumbar_trend_plot_measure_widest (self, self->trend->value_ticks) + gap;
  self->right = self->width - font_size * (LUMBAR_CHART_MARKER_RADIUS + LUMBAR_CHART_HAIRLINE);
  if (self->direct)
    self->right -= measure_direct_labels (self) + LUMBAR_CHART_LABEL_LEAD * font_size;
  self->top = font_size * 0.7 + self->legend_height;
  self->bottom = self->height - axis_height - (self->notes_height > 0 ? self->notes_height + gap : 0);
  /* However small the area: nothing is turned inside out. */
  self->right = MAX (self->right, self->left + 1);
  self->bottom = MAX (self->bottom, self->top + 1);
}

/**
 * lumbar_trend_plot_init:
 * @self: (out caller-allocates): a chart
 * @cr: where it will be drawn
 * @trend: what it shows; not an empty one
 * @width: of the area
 * @height: of the area
 * @font_size: of its words
 * @palette: the colours
 *
 * Decides what has room and where it goes.
 */
void
lumbar_trend_plot_init (LumbarTrendPlot *self,
                         cairo_t *cr,
                         LumbarTrend *trend,
                         double width,
                         double height,
                         double font_size,
                         const LumbarPalette *palette)
{
  *self = (LumbarTrendPlot){
    .cr = cr,
    .trend = trend,
    .palette = palette,
    .font_size = font_size,
    .lane = trend->marks->len > 0 ? LUMBAR_CHART_LANE_HEIGHT * font_size : 0,
    .width = width,
    .height = height,
    .legend = lumbar_draw_legend_new (font_size, palette),
    .notes = lumbar_draw_legend_new (font_size * LUMBAR_CHART_TICK_FONT, palette),
  };
  lay_out (self);
}

/**
 * lumbar_trend_plot_clear:
 * @self: a chart
 *
 * Frees what it owns.
 */
void
lumbar_trend_plot_clear (LumbarTrendPlot *self)
{
  g_clear_pointer (&self->legend, lumbar_draw_legend_free);
  g_clear_pointer (&self->notes, lumbar_draw_legend_free);
}
