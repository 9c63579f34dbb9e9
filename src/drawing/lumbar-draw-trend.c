/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart of scores over visits. One pure function for the window, for print and for PDF. */

#include "lumbar-draw-trend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-draw-legend.h"
#include "lumbar-draw-marker.h"
#include "lumbar-draw-text.h"
#include "lumbar-trend-change.h"

/* All lengths are in font sizes, so that a chart looks the same on a screen, on paper and at 200 %. */
#define GAP 0.5
#define LINE_WIDTH 0.16
#define MARKER_RADIUS 0.34
#define HAIRLINE 0.07
#define TICK_FONT 0.9
#define LANE_HEIGHT 1.8
#define LABEL_HEIGHT 1.5
#define LABEL_LEAD 2.2

/* Charts wider than this name their lines at the ends; others have a legend above. */
#define DIRECT_WIDTH 46.0
#define DIRECT_SHARE 0.3

/* How much of the height the legends above and below may take. */
#define LEGEND_SHARE 0.27
#define NOTES_SHARE 0.26
#define NOTES_SHARE_SMALL 0.14
#define SMALL_HEIGHT 20.0

/* More events than letters: they are drawn, not named. */
#define MOST_TAGS 26

typedef struct {
  cairo_t *cr;
  LumbarTrend *trend;
  const LumbarPalette *palette;
  double font_size;
  double width;
  double height;
  gboolean direct; /* Lines are named at their ends */
  double left;     /* The plot */
  double top;
  double right;
  double bottom;
  LumbarDrawLegend *legend; /* Above: the series; empty where they are named directly */
  LumbarDrawLegend *notes;  /* Below: band and events */
  double legend_height;
  double notes_height;
} Chart;

static double
map_day (const Chart *chart, double day)
{
  const LumbarTrend *trend = chart->trend;

  return chart->left +
         (day - trend->first_day) / (trend->last_day - trend->first_day) * (chart->right - chart->left);
}

static double
map_value (const Chart *chart, double value)
{
  const LumbarTrend *trend = chart->trend;

  return chart->bottom -
         (value - trend->minimum) / (trend->maximum - trend->minimum) * (chart->bottom - chart->top);
}

static const LumbarTrendPoint *
last_point (const LumbarTrendSeries *series)
{
  return series->points->pdata[series->points->len - 1];
}

static gboolean
has_band (const Chart *chart)
{
  return chart->trend->band_low < chart->trend->band_high;
}

/* Where things go. */

static char *
label_series (const LumbarTrendSeries *series)
{
  g_autofree char *score = lumbar_trend_score_label (last_point (series)->value);

  /* Translators: the last score and the name of its scale, at the end of a line: "4  Average pain" */
  return g_strdup_printf (_("%1$s  %2$s"), score, series->label);
}

static double
measure_widest (const Chart *chart, GPtrArray *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];
      g_autoptr (PangoLayout) layout =
        lumbar_draw_text_layout (chart->cr, tick->label, chart->font_size * TICK_FONT, -1);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static double
measure_direct_labels (const Chart *chart)
{
  double most = chart->width * DIRECT_SHARE;
  double widest = 0;

  for (guint i = 0; i < chart->trend->series->len; i++)
    {
      g_autofree char *text = label_series (chart->trend->series->pdata[i]);
      g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (chart->cr, text, chart->font_size, most);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static void
fill_legends (Chart *chart)
{
  const LumbarTrend *trend = chart->trend;

  for (guint i = 0; i < trend->series->len && !chart->direct; i++)
    {
      g_autofree char *text = label_series (trend->series->pdata[i]);

      lumbar_draw_legend_add (chart->legend, LUMBAR_SWATCH_SERIES, i, text);
    }
  if (has_band (chart))
    lumbar_draw_legend_add (chart->notes, LUMBAR_SWATCH_BAND, 0, trend->band_label);
  for (guint i = 0; i < trend->marks->len && trend->marks->len <= MOST_TAGS; i++)
    {
      const LumbarTrendMark *mark = trend->marks->pdata[i];

      lumbar_draw_legend_add (chart->notes, LUMBAR_SWATCH_EVENT, i, mark->text);
    }
}

static void
lay_out (Chart *chart)
{
  double font_size = chart->font_size;
  double lane = chart->trend->marks->len > 0 ? LANE_HEIGHT * font_size : 0;
  double notes_share = chart->height < SMALL_HEIGHT * font_size ? NOTES_SHARE_SMALL : NOTES_SHARE;
  double gap = GAP * font_size;

  chart->direct = chart->width >= DIRECT_WIDTH * font_size &&
                  chart->height * 0.5 >= chart->trend->series->len * LABEL_HEIGHT * font_size;
  fill_legends (chart);
  chart->legend_height =
    lumbar_draw_legend_fit (chart->legend, chart->cr, chart->width, chart->height * LEGEND_SHARE);
  chart->notes_height =
    lumbar_draw_legend_fit (chart->notes, chart->cr, chart->width, chart->height * notes_share);
  chart->left = measure_widest (chart, chart->trend->value_ticks) + gap;
  chart->right = chart->width - font_size * (MARKER_RADIUS + HAIRLINE);
  if (chart->direct)
    chart->right -= measure_direct_labels (chart) + LABEL_LEAD * font_size;
  chart->top = font_size * 0.7 + (chart->legend_height > 0 ? chart->legend_height : 0);
  chart->bottom = chart->height - lane - LABEL_HEIGHT * font_size -
                  (chart->notes_height > 0 ? chart->notes_height + gap : 0);
  /* However small the area: nothing is turned inside out. */
  chart->right = MAX (chart->right, chart->left + 1);
  chart->bottom = MAX (chart->bottom, chart->top + 1);
}

/* Grid and axes. */

static void
set_pen (const Chart *chart, const LumbarColor *color, double alpha, double line_width)
{
  lumbar_color_set_source (color, chart->cr, alpha);
  cairo_set_line_width (chart->cr, line_width * chart->font_size);
  cairo_set_line_cap (chart->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (chart->cr, NULL, 0, 0);
}

static void
draw_line (const Chart *chart, double x0, double y0, double x1, double y1)
{
  cairo_move_to (chart->cr, x0, y0);
  cairo_line_to (chart->cr, x1, y1);
  cairo_stroke (chart->cr);
}

static void
draw_value_axis (const Chart *chart)
{
  GPtrArray *ticks = chart->trend->value_ticks;
  double needed = chart->font_size * 1.3;
  double above = chart->bottom + needed;

  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];
      double y = map_value (chart, tick->position);
      g_autoptr (PangoLayout) layout = NULL;
      double width, height;

      set_pen (chart, &chart->palette->grid, 1, HAIRLINE);
      draw_line (chart, chart->left, y, chart->right, y);
      if (above - y < needed)
        continue;
      above = y;
      layout = lumbar_draw_text_layout (chart->cr, tick->label, chart->font_size * TICK_FONT, -1);
      lumbar_draw_text_measure (layout, &width, &height);
      lumbar_draw_text (chart->cr, layout, chart->left - GAP * chart->font_size - width, y - height / 2,
                        &chart->palette->dim);
    }
}

/* Where the label of a tick begins: under the tick, but inside the drawing. */
static double
place_day_label (const Chart *chart, const LumbarTrendTick *tick, double width)
{
  double x = map_day (chart, tick->position) - width / 2;

  return CLAMP (x, 0, MAX (chart->width - width, 0));
}

/* The smallest stride at which no two labels touch. */
static guint
choose_stride (const Chart *chart, GPtrArray *ticks)
{
  double widest = measure_widest (chart, ticks) + chart->font_size * 0.9;

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
draw_day_axis (const Chart *chart)
{
  GPtrArray *ticks = chart->trend->day_ticks;
  guint stride = choose_stride (chart, ticks);
  double lane = chart->trend->marks->len > 0 ? LANE_HEIGHT * chart->font_size : 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];
      double x = map_day (chart, tick->position);
      double length = (i % stride == 0 ? 0.4 : 0.25) * chart->font_size;
      g_autoptr (PangoLayout) layout = NULL;
      double width;

      set_pen (chart, &chart->palette->dim, 0.8, HAIRLINE);
      draw_line (chart, x, chart->bottom, x, chart->bottom + length);
      if (i % stride != 0)
        continue;
      layout = lumbar_draw_text_layout (chart->cr, tick->label, chart->font_size * TICK_FONT, -1);
      lumbar_draw_text_measure (layout, &width, NULL);
      lumbar_draw_text (chart->cr, layout, place_day_label (chart, tick, width),
                        chart->bottom + lane + 0.35 * chart->font_size, &chart->palette->dim);
    }
  set_pen (chart, &chart->palette->dim, 0.8, HAIRLINE);
  draw_line (chart, chart->left, chart->bottom, chart->right, chart->bottom);
}

static void
draw_band (const Chart *chart)
{
  double top = map_value (chart, chart->trend->band_high);
  double bottom = map_value (chart, chart->trend->band_low);

  if (has_band (chart))
    lumbar_draw_band (chart->cr, chart->left, top, chart->right - chart->left, bottom - top,
                      chart->font_size, chart->palette);
}

/* Events. */

/* Tags stand under their day, pushed aside where they would touch; first to the right, then back. */
static void
place_tags (const Chart *chart, double *places)
{
  guint n = chart->trend->marks->len;
  double size = lumbar_draw_tag_size (chart->font_size) * 1.12;
  double last = chart->right;

  for (guint i = 0; i < n; i++)
    {
      const LumbarTrendMark *mark = chart->trend->marks->pdata[i];

      places[i] = map_day (chart, mark->day);
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
draw_marks (const Chart *chart)
{
  const double dash[] = { chart->font_size * 0.2, chart->font_size * 0.25 };
  guint n = chart->trend->marks->len;
  gboolean tagged = n <= MOST_TAGS &&
                    n * lumbar_draw_tag_size (chart->font_size) * 1.12 <= chart->right - chart->left;
  double middle = chart->bottom + LANE_HEIGHT * chart->font_size * 0.55;
  double places[MOST_TAGS];

  if (tagged)
    place_tags (chart, places);
  for (guint i = 0; i < n; i++)
    {
      const LumbarTrendMark *mark = chart->trend->marks->pdata[i];
      double x = map_day (chart, mark->day);

      set_pen (chart, &chart->palette->dim, 0.75, HAIRLINE);
      cairo_set_dash (chart->cr, dash, 2, 0);
      draw_line (chart, x, chart->bottom, x, chart->top);
      set_pen (chart, &chart->palette->dim, 0.75, HAIRLINE * 1.4);
      draw_line (chart, x, chart->bottom, tagged ? places[i] : x, middle);
    }
  for (guint i = 0; tagged && i < n; i++)
    lumbar_draw_tag (chart->cr, i, places[i], middle, chart->font_size, chart->palette);
}

/* Series. */

/* What falls on one column of dots is drawn as one stroke from its lowest to its highest. */
typedef struct {
  double x;
  double low;
  double high;
  double last;
  gboolean open;
} Column;

static void
flush_column (const Chart *chart, Column *column)
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
draw_series_line (const Chart *chart, guint index, const LumbarTrendSeries *series)
{
  Column column = { 0 };

  cairo_new_path (chart->cr);
  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = series->points->pdata[i];
      double x = map_day (chart, point->day);
      double y = map_value (chart, point->value);

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
  cairo_stroke (chart->cr);
}

/* Every visit has a marker while they stand apart; on a crowded line a few say which one it is. */
static void
draw_series_markers (const Chart *chart, guint index, const LumbarTrendSeries *series)
{
  double radius = MARKER_RADIUS * chart->font_size;
  gboolean crowded = (chart->right - chart->left) < series->points->len * 1.5 * radius;
  double least = crowded ? 12 * radius : 0;
  double last_x = -HUGE_VAL;

  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = series->points->pdata[i];
      double x = map_day (chart, point->day);

      if (x - last_x < least && !point->gap_before && i + 1 < series->points->len)
        continue;
      last_x = x;
      lumbar_draw_marker (chart->cr, index, x, map_value (chart, point->value), radius, chart->palette);
    }
}

static void
draw_series (const Chart *chart)
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
place_end_labels (const Chart *chart)
{
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (EndLabel));
  double distance = LABEL_HEIGHT * chart->font_size;
  double limit = chart->top;

  for (guint i = 0; i < chart->trend->series->len; i++)
    {
      EndLabel label = { .index = i };

      label.wanted = map_value (chart, last_point (chart->trend->series->pdata[i])->value);
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
draw_end_label (const Chart *chart, const EndLabel *label)
{
  const LumbarTrendSeries *series = chart->trend->series->pdata[label->index];
  g_autofree char *text = label_series (series);
  double x = chart->right + LABEL_LEAD * chart->font_size;
  g_autoptr (PangoLayout) layout =
    lumbar_draw_text_layout (chart->cr, text, chart->font_size, chart->width - x);
  double start = map_day (chart, last_point (series)->day) + MARKER_RADIUS * 1.6 * chart->font_size;
  double height;

  lumbar_draw_text_measure (layout, NULL, &height);
  set_pen (chart, &chart->palette->series[label->index % LUMBAR_N_SERIES_COLORS], 0.6, HAIRLINE);
  cairo_move_to (chart->cr, start, label->wanted);
  cairo_line_to (chart->cr, chart->right, label->wanted);
  cairo_line_to (chart->cr, x - 1.2 * chart->font_size, label->y);
  cairo_stroke (chart->cr);
  lumbar_draw_marker (chart->cr, label->index, x - 0.8 * chart->font_size, label->y,
                      MARKER_RADIUS * chart->font_size, chart->palette);
  lumbar_draw_text (chart->cr, layout, x, label->y - height / 2, &chart->palette->foreground);
}

static void
draw_end_labels (const Chart *chart)
{
  g_autoptr (GArray) labels = place_end_labels (chart);

  for (guint i = 0; i < labels->len; i++)
    draw_end_label (chart, &g_array_index (labels, EndLabel, i));
}

static void
draw_empty (const Chart *chart)
{
  g_autoptr (PangoLayout) layout =
    lumbar_draw_text_layout (chart->cr, chart->trend->summary, chart->font_size, chart->width);
  double width, height;

  lumbar_draw_text_measure (layout, &width, &height);
  lumbar_draw_text (chart->cr, layout, (chart->width - width) / 2, (chart->height - height) / 2,
                    &chart->palette->dim);
}

static void
draw_chart (Chart *chart)
{
  g_autoptr (LumbarDrawLegend) legend = lumbar_draw_legend_new (chart->font_size, chart->palette);
  g_autoptr (LumbarDrawLegend) notes = lumbar_draw_legend_new (chart->font_size * TICK_FONT, chart->palette);

  chart->legend = legend;
  chart->notes = notes;
  lay_out (chart);
  draw_band (chart);
  draw_value_axis (chart);
  draw_day_axis (chart);
  draw_marks (chart);
  draw_series (chart);
  if (chart->direct)
    draw_end_labels (chart);
  lumbar_draw_legend_draw (legend, chart->cr, 0, 0);
  lumbar_draw_legend_draw (notes, chart->cr, 0, chart->height - chart->notes_height);
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
  Chart chart = { .cr = cr,
                  .trend = trend,
                  .palette = palette,
                  .font_size = font_size,
                  .width = width,
                  .height = height };

  if (width < 1 || height < 1)
    return;
  cairo_save (cr);
  if (lumbar_trend_is_empty (trend))
    draw_empty (&chart);
  else
    draw_chart (&chart);
  cairo_restore (cr);
}
