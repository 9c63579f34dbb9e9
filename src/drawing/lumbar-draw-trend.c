/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart of scores over visits. One pure function for the window, for print and for PDF. */

#include "lumbar-draw-trend.h"

#include <math.h>

#include "lumbar-date.h"
#include "lumbar-draw-marker.h"
#include "lumbar-draw-text.h"
#include "lumbar-draw-trend-series.h"
#include "lumbar-trend-change.h"
#include "lumbar-trend-plot.h"

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
draw_value_axis (const LumbarTrendPlot *chart, guint index)
{
  const LumbarTrendAxis *axis = chart->trend->axes->pdata[index];
  double needed = chart->font_size * 1.3;
  double right = chart->left - LUMBAR_CHART_GAP * chart->font_size;
  double above = HUGE_VAL;

  for (guint i = 0; i < axis->ticks->len; i++)
    {
      const LumbarTrendTick *tick = axis->ticks->pdata[i];
      double y = lumbar_trend_plot_map_value (chart, index, tick->position);
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
  GPtrArray *ticks = chart->day_ticks;
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

/* Only from the baseline on: what was before is not measured against it. */
static void
draw_band (const LumbarTrendPlot *chart)
{
  const LumbarTrendSeries *series = chart->trend->series->pdata[0];
  double from =
    lumbar_trend_plot_map_day (chart, lumbar_trend_series_get_point (series, series->baseline)->day);
  double left = MAX (from, chart->left);
  double top, bottom;

  if (!lumbar_trend_plot_has_band (chart) || left >= chart->right)
    return;
  top = lumbar_trend_plot_map_value (chart, series->axis, chart->trend->band_high);
  bottom = lumbar_trend_plot_map_value (chart, series->axis, chart->trend->band_low);
  lumbar_draw_band (chart->cr, left, top, chart->right - left, bottom - top, chart->font_size,
                    chart->palette);
}

/* Events. */

/* The marks in the viewport: from @first to before @end. */
static void
find_marks (const LumbarTrendPlot *chart, guint *first, guint *end)
{
  GPtrArray *marks = chart->trend->marks;

  *first = 0;
  while (*first < marks->len &&
         ((const LumbarTrendMark *) marks->pdata[*first])->day < chart->viewport.first_day)
    (*first)++;
  *end = *first;
  while (*end < marks->len && ((const LumbarTrendMark *) marks->pdata[*end])->day <= chart->viewport.last_day)
    (*end)++;
}

/* Tags stand under their day, pushed aside where they would touch; first to the right, then back. */
static void
place_tags (const LumbarTrendPlot *chart, guint first, guint end, double *places)
{
  double size = lumbar_draw_tag_size (chart->font_size) * 1.12;
  double last = chart->right;

  for (guint i = first; i < end; i++)
    {
      const LumbarTrendMark *mark = chart->trend->marks->pdata[i];

      places[i] = lumbar_trend_plot_map_day (chart, mark->day);
      if (i > first)
        places[i] = MAX (places[i], places[i - 1] + size);
    }
  for (guint i = end; i > first; i--)
    {
      places[i - 1] = MIN (places[i - 1], last);
      last = places[i - 1] - size;
    }
}

static void
draw_marks (const LumbarTrendPlot *chart)
{
  const double dash[] = { chart->font_size * 0.2, chart->font_size * 0.25 };
  double middle = chart->bottom + chart->lane * 0.55;
  double places[LUMBAR_CHART_MOST_TAGS];
  gboolean tagged;
  guint first, end;

  find_marks (chart, &first, &end);
  tagged = chart->trend->marks->len <= LUMBAR_CHART_MOST_TAGS &&
           (end - first) * lumbar_draw_tag_size (chart->font_size) * 1.12 <= chart->right - chart->left;
  if (tagged)
    place_tags (chart, first, end, places);
  for (guint i = first; i < end; i++)
    {
      const LumbarTrendMark *mark = chart->trend->marks->pdata[i];
      double x = lumbar_trend_plot_map_day (chart, mark->day);

      set_pen (chart, &chart->palette->dim, 0.75, LUMBAR_CHART_HAIRLINE);
      cairo_set_dash (chart->cr, dash, 2, 0);
      draw_line (chart, x, chart->bottom, x, chart->top);
      set_pen (chart, &chart->palette->dim, 0.75, LUMBAR_CHART_HAIRLINE * 1.4);
      draw_line (chart, x, chart->bottom, tagged ? places[i] : x, middle);
    }
  for (guint i = first; tagged && i < end; i++)
    lumbar_draw_tag (chart->cr, i, places[i], middle, chart->font_size, chart->palette);
}

/* Names at the ends of the lines. */

typedef struct {
  guint index;
  const LumbarTrendPoint *last; /* The last of all; NULL where it is not shown */
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

/* Where the line of a series leaves the plot at the right. */
static double
get_end_value (const LumbarTrendPlot *chart, const LumbarTrendSeries *series, guint end)
{
  const LumbarTrendPoint *before, *after;

  if (end == 0)
    return lumbar_trend_series_get_point (series, 0)->value;
  before = lumbar_trend_series_get_point (series, end - 1);
  if (end == series->points->len)
    return before->value;
  after = lumbar_trend_series_get_point (series, end);
  if (after->link != LUMBAR_TREND_LINK_PLAIN)
    return before->value;
  return before->smoothed + (after->smoothed - before->smoothed) * (chart->viewport.last_day - before->day) /
                              (after->day - before->day);
}

static GArray *
place_end_labels (const LumbarTrendPlot *chart)
{
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (EndLabel));
  double distance = LUMBAR_CHART_LABEL_HEIGHT * chart->font_size;
  double limit = chart->top;

  for (guint i = 0; i < chart->trend->series->len; i++)
    {
      const LumbarTrendSeries *series = chart->trend->series->pdata[i];
      EndLabel label = { .index = i };
      guint first, end;

      lumbar_trend_plot_get_visible (chart, series, &first, &end);
      if (end > first && end == series->points->len)
        label.last = lumbar_trend_series_get_last (series);
      label.wanted = lumbar_trend_plot_map_value (chart, series->axis, get_end_value (chart, series, end));
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
  double height;

  lumbar_draw_text_measure (layout, NULL, &height);
  if (label->last != NULL)
    {
      double end = lumbar_trend_plot_map_day (chart, label->last->day);

      set_pen (chart, &chart->palette->series[label->index % LUMBAR_N_SERIES_COLORS], 0.6,
               LUMBAR_CHART_HAIRLINE);
      cairo_move_to (chart->cr, end + LUMBAR_CHART_MARKER_RADIUS * 1.6 * chart->font_size, label->wanted);
      cairo_line_to (chart->cr, chart->right, label->wanted);
      cairo_line_to (chart->cr, x - 1.2 * chart->font_size, label->y);
      cairo_stroke (chart->cr);
    }
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
  for (guint i = 0; i < chart->trend->axes->len; i++)
    draw_value_axis (chart, i);
  draw_day_axis (chart);
  draw_marks (chart);
  lumbar_draw_trend_series (chart);
  if (chart->direct)
    draw_end_labels (chart);
  lumbar_draw_legend_draw (chart->legend, chart->cr, 0, 0);
  lumbar_draw_legend_draw (chart->notes, chart->cr, 0, chart->height - chart->notes_height);
}

/* What is pointed out, in a box above @x, @y, or below where there is no room. */
static void
draw_words (const LumbarTrendPlot *chart, const char *text, double x, double y)
{
  double pad = chart->font_size * 0.45;
  g_autoptr (PangoLayout) layout =
    lumbar_draw_text_layout (chart->cr, text, chart->font_size, chart->width - 2 * pad);
  double width, height, left, top;

  lumbar_draw_text_measure (layout, &width, &height);
  left = CLAMP (x - width / 2, pad, MAX (chart->width - width - pad, pad));
  top = y - chart->font_size - height - pad;
  if (top < pad)
    top = y + chart->font_size + pad;
  cairo_rectangle (chart->cr, left - pad, top - pad / 2, width + 2 * pad, height + pad);
  lumbar_color_set_source (&chart->palette->background, chart->cr, 1);
  cairo_fill_preserve (chart->cr);
  set_pen (chart, &chart->palette->accent, 1, LUMBAR_CHART_HAIRLINE * 1.5);
  cairo_stroke (chart->cr);
  lumbar_draw_text (chart->cr, layout, left, top, &chart->palette->foreground);
}

/* A ring round the point that is looked at, a line down to its day, and what it says. */
static void
draw_focus (const LumbarTrendPlot *chart, const LumbarTrendLook *look)
{
  const LumbarTrendSeries *series = chart->trend->series->pdata[look->series];
  const LumbarTrendPoint *point = lumbar_trend_series_get_point (series, (guint) look->point);
  double x = lumbar_trend_plot_map_day (chart, point->day);
  double y = lumbar_trend_plot_map_value (chart, series->axis, point->value);
  g_autofree char *day = lumbar_date_format (point->at);
  g_autofree char *score = lumbar_trend_score_label (point->value);
  g_autofree char *text = g_strdup_printf ("%s · %s", score, day);

  if (!lumbar_trend_viewport_contains (chart->viewport, point->day))
    return;
  set_pen (chart, &chart->palette->accent, 0.8, LUMBAR_CHART_HAIRLINE * 1.5);
  draw_line (chart, x, chart->bottom, x, y);
  set_pen (chart, &chart->palette->accent, 1, LUMBAR_CHART_HAIRLINE * 2.5);
  cairo_new_sub_path (chart->cr);
  cairo_arc (chart->cr, x, y, chart->font_size * 0.7, 0, 2 * G_PI);
  cairo_stroke (chart->cr);
  draw_words (chart, text, x, y);
}

static void
draw_mark_focus (const LumbarTrendPlot *chart, const LumbarTrendMark *mark)
{
  double x = lumbar_trend_plot_map_day (chart, mark->day);

  if (!lumbar_trend_viewport_contains (chart->viewport, mark->day))
    return;
  set_pen (chart, &chart->palette->accent, 1, LUMBAR_CHART_HAIRLINE * 2.5);
  draw_line (chart, x, chart->bottom, x, chart->top);
  draw_words (chart, mark->text, x, chart->bottom);
}

static gboolean
has_focus (LumbarTrend *trend, const LumbarTrendLook *look)
{
  return look->series >= 0 && (guint) look->series < trend->series->len && look->point >= 0 &&
         (guint) look->point < ((const LumbarTrendSeries *) trend->series->pdata[look->series])->points->len;
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
 * this order: words of events, legend, labels of ticks; never points. Scales of different ranges stand
 * below each other, each on its own axis. Where a visit is missing the line is dotted; where the edition of
 * a scale changed there is none.
 */
void
lumbar_draw_trend (cairo_t *cr,
                   LumbarTrend *trend,
                   double width,
                   double height,
                   double font_size,
                   const LumbarPalette *palette)
{
  const LumbarTrendLook whole = { lumbar_trend_get_whole (trend), -1, -1, -1 };

  lumbar_draw_trend_look (cr, trend, &whole, width, height, font_size, palette);
}

/**
 * lumbar_draw_trend_look:
 * @cr: where to draw, from 0, 0; the background is not painted
 * @trend: what to draw
 * @look: which days of it, and which point is pointed out
 * @width: of the area
 * @height: of the area
 * @font_size: of its words, in the units of @cr
 * @palette: the colours
 *
 * Draws as lumbar_draw_trend() does, but what somebody looks at just now.
 */
void
lumbar_draw_trend_look (cairo_t *cr,
                        LumbarTrend *trend,
                        const LumbarTrendLook *look,
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

      lumbar_trend_plot_init (&chart, cr, trend, look->viewport, width, height, font_size, palette);
      draw_chart (&chart);
      if (has_focus (trend, look))
        draw_focus (&chart, look);
      else if (look->mark >= 0 && (guint) look->mark < trend->marks->len)
        draw_mark_focus (&chart, trend->marks->pdata[look->mark]);
    }
  cairo_restore (cr);
}
