/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart of scores over visits. One pure function for the window, for print and for PDF. */

#include "lumbar-draw-trend.h"

#include <math.h>

#include "lumbar-draw-marker.h"
#include "lumbar-draw-text.h"
#include "lumbar-trend-plot.h"

/* In font sizes. */
#define LINE_WIDTH 0.16

/* Each series has markers larger by this than the one that lies over it, so that equal scores both show. */
#define MARKER_GROWTH 0.24

/* Grid and axes. */

static void
set_pen (const LumbarTrendPlot *chart, const LumbarColor *color, double alpha, double line_width)
{
  lumbar_color_set_source (color, chart->cr, alpha);
  cairo_set_line_width (chart->cr, line_width * chart->font_size);
  cairo_set_line_cap (chart->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (chart->cr, NULL, 0, 0);
}

static void
draw_line (const LumbarTrendPlot *chart, double x0, double y0, double x1, double y1)
{
  cairo_move_to (chart->cr, x0, y0);
  cairo_line_to (chart->cr, x1, y1);
  cairo_stroke (chart->cr);
}

static void
draw_value_axis (const LumbarTrendPlot *chart)
{
  GPtrArray *ticks = chart->trend->value_ticks;
  double needed = chart->font_size * 1.3;
  double right = chart->left - LUMBAR_CHART_GAP * chart->font_size;
  double above = HUGE_VAL;

  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];
      double y = lumbar_trend_plot_map_value (chart, tick->position);
      g_autoptr (PangoLayout) layout = NULL;
      double width, height;

      set_pen (chart, &chart->palette->grid, 1, LUMBAR_CHART_HAIRLINE);
      draw_line (chart, chart->left, y, chart->right, y);
      if (above - y < needed)
        continue;
      above = y;
      layout = lumbar_trend_plot_layout_tick (chart, tick);
      lumbar_draw_text_measure (layout, &width, &height);
      lumbar_draw_text (chart->cr, layout, right - width, y - height / 2, &chart->palette->dim);
    }
}

/* Where the label of a tick begins: under the tick, but inside the drawing. */
static double
place_day_label (const LumbarTrendPlot *chart, const LumbarTrendTick *tick, double width)
{
  double x = lumbar_trend_plot_map_day (chart, tick->position) - width / 2;

  return CLAMP (x, 0, MAX (chart->width - width, 0));
}

/* The smallest stride at which no two labels touch. */
static guint
choose_stride (const LumbarTrendPlot *chart, GPtrArray *ticks)
{
  double widest = lumbar_trend_plot_measure_widest (chart, ticks) + chart->font_size * 0.9;

  for (guint stride = 1; stride < ticks->len; stride++)
    {
      gboolean clear = TRUE;

      for (guint i = stride; i < ticks->len && clear; i += stride)
        clear = place_day_label (chart, ticks->pdata[i], widest) >=
                place_day_label (chart, ticks->pdata[i - stride], widest) + widest;
      if (clear)
        return stride;
    }
  return MAX (ticks->len, 1);
}

static void
draw_day_axis (const LumbarTrendPlot *chart)
{
  GPtrArray *ticks = chart->trend->day_ticks;
  guint stride = choose_stride (chart, ticks);

  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];
      double x = lumbar_trend_plot_map_day (chart, tick->position);
      double length = (i % stride == 0 ? 0.4 : 0.25) * chart->font_size;
      g_autoptr (PangoLayout) layout = NULL;
      double width;

      set_pen (chart, &chart->palette->dim, 0.8, LUMBAR_CHART_HAIRLINE);
      draw_line (chart, x, chart->bottom, x, chart->bottom + length);
      if (i % stride != 0)
        continue;
      layout = lumbar_trend_plot_layout_tick (chart, tick);
      lumbar_draw_text_measure (layout, &width, NULL);
      lumbar_draw_text (chart->cr, layout, place_day_label (chart, tick, width),
                        chart->bottom + chart->lane + 0.35 * chart->font_size, &chart->palette->dim);
    }
  set_pen (chart, &chart->palette->dim, 0.8, LUMBAR_CHART_HAIRLINE);
  draw_line (chart, chart->left, chart->bottom, chart->right, chart->bottom);
}

static void
draw_band (const LumbarTrendPlot *chart)
{
  double top = lumbar_trend_plot_map_value (chart, chart->trend->band_high);
  double bottom = lumbar_trend_plot_map_value (chart, chart->trend->band_low);

  if (lumbar_trend_plot_has_band (chart))
    lumbar_draw_band (chart->cr, chart->left, top, chart->right - chart->left, bottom - top,
                      chart->font_size, chart->palette);
}

/* Events. */

/* Tags stand under their day, pushed aside where they would touch; first to the right, then back. */
static void
place_tags (const LumbarTrendPlot *chart, double *places)
{
  guint n = chart->trend->marks->len;
  double size = lumbar_draw_tag_size (chart->font_size) * 1.12;
  double last = chart->right;

  for (guint i = 0; i < n; i++)
    {
      const LumbarTrendMark *mark = chart->trend->marks->pdata[i];

      places[i] = lumbar_trend_plot_map_day (chart, mark->day);
      if (i > 0)
        places[i] = MAX (places[i], places[i - 1] + size);
    }
  for (guint i = n; i > 0; i--)
    {
      places[i - 1] = MIN (places[i - 1], last);
      last = places[i - 1] - size;
    }
}

static void
draw_marks (const LumbarTrendPlot *chart)
{
  const double dash[] = { chart->font_size * 0.2, chart->font_size * 0.25 };
  guint n = chart->trend->marks->len;
  gboolean tagged = n <= LUMBAR_CHART_MOST_TAGS &&
                    n * lumbar_draw_tag_size (chart->font_size) * 1.12 <= chart->right - chart->left;
  double middle = chart->bottom + chart->lane * 0.55;
  double places[LUMBAR_CHART_MOST_TAGS];

  if (tagged)
    place_tags (chart, places);
  for (guint i = 0; i < n; i++)
    {
      const LumbarTrendMark *mark = chart->trend->marks->pdata[i];
      double x = lumbar_trend_plot_map_day (chart, mark->day);

      set_pen (chart, &chart->palette->dim, 0.75, LUMBAR_CHART_HAIRLINE);
      cairo_set_dash (chart->cr, dash, 2, 0);
      draw_line (chart, x, chart->bottom, x, chart->top);
      set_pen (chart, &chart->palette->dim, 0.75, LUMBAR_CHART_HAIRLINE * 1.4);
      draw_line (chart, x, chart->bottom, tagged ? places[i] : x, middle);
    }
  for (guint i = 0; tagged && i < n; i++)
    lumbar_draw_tag (chart->cr, i, places[i], middle, chart->font_size, chart->palette);
}

/* Series. */

/* Whether visits stand too close for a marker each, and for dashes to be seen. */
static gboolean
is_crowded (const LumbarTrendPlot *chart, const LumbarTrendSeries *series)
{
  double needed = 1.5 * LUMBAR_CHART_MARKER_RADIUS * chart->font_size;

  return chart->right - chart->left < series->points->len * needed;
}

/* What falls on one column of dots is drawn as one stroke from its lowest to its highest. */
typedef struct {
  double x;
  double low;
  double high;
  double last;
  gboolean open;
} Column;

static void
flush_column (const LumbarTrendPlot *chart, Column *column)
{
  if (!column->open)
    return;
  cairo_line_to (chart->cr, column->x, column->high);
  if (column->low != column->high)
    cairo_line_to (chart->cr, column->x, column->low);
  if (column->last != column->low)
    cairo_line_to (chart->cr, column->x, column->last);
  column->open = FALSE;
}

static void
draw_series_line (const LumbarTrendPlot *chart, guint index, const LumbarTrendSeries *series)
{
  Column column = { 0 };

  cairo_new_path (chart->cr);
  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = series->points->pdata[i];
      double x = lumbar_trend_plot_map_day (chart, point->day);
      double y = lumbar_trend_plot_map_value (chart, point->value);

      if (point->gap_before || !column.open || x - column.x >= 1)
        {
          flush_column (chart, &column);
          if (point->gap_before)
            cairo_new_sub_path (chart->cr);
          column = (Column){ x, y, y, y, TRUE };
        }
      column.low = MAX (column.low, y);
      column.high = MIN (column.high, y);
      column.last = y;
    }
  flush_column (chart, &column);
  lumbar_draw_set_series (chart->cr, index, LINE_WIDTH * chart->font_size, chart->palette);
  if (is_crowded (chart, series))
    {
      set_pen (chart, &chart->palette->series[index % LUMBAR_N_SERIES_COLORS], 1, LINE_WIDTH * 0.6);
      cairo_set_line_join (chart->cr, CAIRO_LINE_JOIN_BEVEL);
    }
  cairo_stroke (chart->cr);
}

/* Every visit has a marker while they stand apart; on a crowded line a few say which one it is. */
static void
draw_series_markers (const LumbarTrendPlot *chart, guint index, const LumbarTrendSeries *series)
{
  double growth = 1 + MARKER_GROWTH * MIN (index, 2);
  double radius = LUMBAR_CHART_MARKER_RADIUS * growth * chart->font_size;
  double least = is_crowded (chart, series) ? 12 * radius : 0;
  double last_x = -HUGE_VAL;

  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = series->points->pdata[i];
      double x = lumbar_trend_plot_map_day (chart, point->day);

      if (x - last_x < least && !point->gap_before && i + 1 < series->points->len)
        continue;
      last_x = x;
      lumbar_draw_marker (chart->cr, index, x, lumbar_trend_plot_map_value (chart, point->value), radius,
                          chart->palette);
    }
}

static void
draw_series (const LumbarTrendPlot *chart)
{
  GPtrArray *series = chart->trend->series;

  /* The main series last, so that it lies on top. */
  for (guint i = series->len; i > 0; i--)
    draw_series_line (chart, i - 1, series->pdata[i - 1]);
  for (guint i = series->len; i > 0; i--)
    draw_series_markers (chart, i - 1, series->pdata[i - 1]);
}

/* Names at the ends of the lines. */

typedef struct {
  guint index;
  double wanted;
  double y;
} EndLabel;

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const EndLabel *left = a;
  const EndLabel *right = b;

  if (left->wanted != right->wanted)
    return left->wanted < right->wanted ? -1 : 1;
  return left->index < right->index ? -1 : 1;
}

static GArray *
place_end_labels (const LumbarTrendPlot *chart)
{
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (EndLabel));
  double distance = LUMBAR_CHART_LABEL_HEIGHT * chart->font_size;
  double limit = chart->top;

  for (guint i = 0; i < chart->trend->series->len; i++)
    {
      const LumbarTrendPoint *point = lumbar_trend_plot_last_point (chart->trend->series->pdata[i]);
      EndLabel label = { .index = i };

      label.wanted = lumbar_trend_plot_map_value (chart, point->value);
      g_array_append_val (labels, label);
    }
  g_array_sort (labels, compare_labels);
  for (guint i = 0; i < labels->len; i++)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i);

      label->y = MAX (label->wanted, limit);
      limit = label->y + distance;
    }
  limit = chart->bottom;
  for (guint i = labels->len; i > 0; i--)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i - 1);

      label->y = MIN (label->y, limit);
      limit = label->y - distance;
    }
  return labels;
}

static void
draw_end_label (const LumbarTrendPlot *chart, const EndLabel *label)
{
  const LumbarTrendSeries *series = chart->trend->series->pdata[label->index];
  g_autofree char *text = lumbar_trend_plot_label_series (series);
  double x = chart->right + LUMBAR_CHART_LABEL_LEAD * chart->font_size;
  g_autoptr (PangoLayout) layout =
    lumbar_draw_text_layout (chart->cr, text, chart->font_size, chart->width - x);
  double end = lumbar_trend_plot_map_day (chart, lumbar_trend_plot_last_point (series)->day);
  double start = end + LUMBAR_CHART_MARKER_RADIUS * 1.6 * chart->font_size;
  double height;

  lumbar_draw_text_measure (layout, NULL, &height);
  set_pen (chart, &chart->palette->series[label->index % LUMBAR_N_SERIES_COLORS], 0.6, LUMBAR_CHART_HAIRLINE);
  cairo_move_to (chart->cr, start, label->wanted);
  cairo_line_to (chart->cr, chart->right, label->wanted);
  cairo_line_to (chart->cr, x - 1.2 * chart->font_size, label->y);
  cairo_stroke (chart->cr);
  lumbar_draw_marker (chart->cr, label->index, x - 0.8 * chart->font_size, label->y,
                      LUMBAR_CHART_MARKER_RADIUS * chart->font_size, chart->palette);
  lumbar_draw_text (chart->cr, layout, x, label->y - height / 2, &chart->palette->foreground);
}

static void
draw_end_labels (const LumbarTrendPlot *chart)
{
  g_autoptr (GArray) labels = place_end_labels (chart);

  for (guint i = 0; i < labels->len; i++)
    draw_end_label (chart, &g_array_index (labels, EndLabel, i));
}

static void
draw_empty (cairo_t *cr,
            const char *text,
            double width,
            double height,
            double font_size,
            const LumbarPalette *palette)
{
  g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (cr, text, font_size, width);
  double text_width, text_height;

  lumbar_draw_text_measure (layout, &text_width, &text_height);
  lumbar_draw_text (cr, layout, (width - text_width) / 2, (height - text_height) / 2, &palette->dim);
}

static void
draw_chart (const LumbarTrendPlot *chart)
{
  draw_band (chart);
  draw_value_axis (chart);
  draw_day_axis (chart);
  draw_marks (chart);
  draw_series (chart);
  if (chart->direct)
    draw_end_labels (chart);
  lumbar_draw_legend_draw (chart->legend, chart->cr, 0, 0);
  lumbar_draw_legend_draw (chart->notes, chart->cr, 0, chart->height - chart->notes_height);
}

/**
 * lumbar_draw_trend:
 * @cr: where to draw, from 0, 0; the background is not painted
 * @trend: what to draw
 * @width: of the area
 * @height: of the area
 * @font_size: of its words, in the units of @cr
 * @palette: the colours
 *
 * Draws scores over time: grid, axes, series with markers and dashes of their own, events, the band in
 * which a change does not matter, and what they all mean. What the area has no room for is left out in
 * this order: words of events, legend, labels of ticks; never points.
 */
void
lumbar_draw_trend (cairo_t *cr,
                   LumbarTrend *trend,
                   double width,
                   double height,
                   double font_size,
                   const LumbarPalette *palette)
{
  if (width < 1 || height < 1)
    return;
  cairo_save (cr);
  if (lumbar_trend_is_empty (trend))
    draw_empty (cr, trend->summary, width, height, font_size, palette);
  else
    {
      g_auto (LumbarTrendPlot) chart = { 0 };

      lumbar_trend_plot_init (&chart, cr, trend, width, height, font_size, palette);
      draw_chart (&chart);
    }
  cairo_restore (cr);
}
