/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines and markers of a chart of scores. */

#include "lumbar-draw-trend-series.h"

#include <math.h>

#include "lumbar-draw-marker.h"

/* In font sizes. */
#define LINE_WIDTH 0.16

/* Each series has markers larger by this than the one that lies over it, so that equal scores both show. */
#define MARKER_GROWTH 0.24

/* The markers of a smoothed line are smaller by this: the scores step back behind it. */
#define SMOOTHED_MARKER 0.7

/* With more visits than this to a dot of the screen a line is drawn as the area it would cover. */
#define MOST_A_DOT 0.7

/* A series in its chart: which points of it to draw. The line begins one point before the viewport and ends
 * one after it, so that it runs to the edge. */
typedef struct {
  const LumbarTrendPlot *chart;
  const LumbarTrendSeries *series;
  guint index;
  guint first;
  guint end;
  gboolean crowded; /* Visits stand too close for a marker each, and for dashes to be seen */
} Strand;

static double
map_x (const Strand *strand, guint point)
{
  return lumbar_trend_plot_map_day (strand->chart, lumbar_trend_series_get_point (strand->series, point)->day);
}

static double
map_y (const Strand *strand, guint point)
{
  return lumbar_trend_plot_map_value (strand->chart, strand->series->axis,
                                      lumbar_trend_series_get_point (strand->series, point)->smoothed);
}

/* What falls on one column of dots, from its lowest to its highest: two scores a dot look like that anyway,
 * and a line through thousands of them takes longer to draw than a frame lasts. */
typedef struct {
  double x;
  double low;
  double high;
} Column;

/* The columns of a run as one area, a line wide at least: out along the top, back along the bottom. */
static void
add_envelope (const Strand *strand, GArray *columns)
{
  cairo_t *cr = strand->chart->cr;
  double half = LINE_WIDTH * 0.3 * strand->chart->font_size;

  if (columns->len == 0)
    return;
  cairo_move_to (cr, g_array_index (columns, Column, 0).x - half, g_array_index (columns, Column, 0).high - half);
  for (guint i = 0; i < columns->len; i++)
    cairo_line_to (cr, g_array_index (columns, Column, i).x, g_array_index (columns, Column, i).high - half);
  for (guint i = columns->len; i > 0; i--)
    cairo_line_to (cr, g_array_index (columns, Column, i - 1).x + half,
                   g_array_index (columns, Column, i - 1).low + half);
  cairo_close_path (cr);
  g_array_set_size (columns, 0);
}

static void
draw_envelope (const Strand *strand)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  cairo_t *cr = strand->chart->cr;

  cairo_new_path (cr);
  for (guint i = strand->first; i < strand->end; i++)
    {
      double x = map_x (strand, i), y = map_y (strand, i);
      Column *last;

      if (lumbar_trend_series_get_point (strand->series, i)->link != LUMBAR_TREND_LINK_PLAIN)
        add_envelope (strand, columns);
      last = columns->len > 0 ? &g_array_index (columns, Column, columns->len - 1) : NULL;
      if (last == NULL || x - last->x >= 1)
        {
          Column column = { x, y, y };

          g_array_append_val (columns, column);
          continue;
        }
      last->low = MAX (last->low, y);
      last->high = MIN (last->high, y);
    }
  add_envelope (strand, columns);
  lumbar_color_set_source (&strand->chart->palette->series[strand->index % LUMBAR_N_SERIES_COLORS], cr, 1);
  cairo_fill (cr);
}

static void
set_line (const Strand *strand)
{
  const LumbarTrendPlot *chart = strand->chart;

  lumbar_draw_set_series (chart->cr, strand->index, LINE_WIDTH * chart->font_size, chart->palette);
  if (!strand->crowded)
    return;
  cairo_set_dash (chart->cr, NULL, 0, 0);
  cairo_set_line_width (chart->cr, LINE_WIDTH * 0.6 * chart->font_size);
  cairo_set_line_cap (chart->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (chart->cr, CAIRO_LINE_JOIN_BEVEL);
}

static void
draw_line (const Strand *strand)
{
  cairo_t *cr = strand->chart->cr;

  if (strand->end - strand->first > MOST_A_DOT * (strand->chart->right - strand->chart->left))
    {
      draw_envelope (strand);
      return;
    }
  cairo_new_path (cr);
  for (guint i = strand->first; i < strand->end; i++)
    {
      if (lumbar_trend_series_get_point (strand->series, i)->link != LUMBAR_TREND_LINK_PLAIN)
        cairo_new_sub_path (cr);
      cairo_line_to (cr, map_x (strand, i), map_y (strand, i));
    }
  set_line (strand);
  cairo_stroke (cr);
}

/* Where a visit is missing: thin dots, which say that both ends are known and the way between is not. */
static void
draw_missing (const Strand *strand)
{
  const LumbarTrendPlot *chart = strand->chart;

  cairo_new_path (chart->cr);
  for (guint i = MAX (strand->first, 1); i < strand->end; i++)
    {
      if (lumbar_trend_series_get_point (strand->series, i)->link != LUMBAR_TREND_LINK_MISSING)
        continue;
      cairo_move_to (chart->cr, map_x (strand, i - 1), map_y (strand, i - 1));
      cairo_line_to (chart->cr, map_x (strand, i), map_y (strand, i));
    }
  lumbar_draw_set_missing (chart->cr, strand->index, chart->font_size, chart->palette);
  cairo_stroke (chart->cr);
}

/* Every visit has a marker while they stand apart; on a crowded line a few say which one it is. */
static void
draw_markers (const Strand *strand)
{
  const LumbarTrendPlot *chart = strand->chart;
  gboolean smoothed = *chart->trend->note != '\0';
  double growth = (1 + MARKER_GROWTH * MIN (strand->index, 2)) * (smoothed ? SMOOTHED_MARKER : 1);
  double radius = LUMBAR_CHART_MARKER_RADIUS * growth * chart->font_size;
  double least = strand->crowded ? 12 * radius : 0;
  double last_x = -HUGE_VAL;
  guint first, end;

  lumbar_trend_plot_get_visible (chart, strand->series, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const LumbarTrendPoint *point = lumbar_trend_series_get_point (strand->series, i);
      double x = map_x (strand, i);

      if (x - last_x < least && point->link == LUMBAR_TREND_LINK_PLAIN && i + 1 < strand->series->points->len)
        continue;
      last_x = x;
      lumbar_draw_marker (chart->cr, strand->index, x,
                          lumbar_trend_plot_map_value (chart, strand->series->axis, point->value), radius,
                          chart->palette);
    }
}

static Strand
take_strand (const LumbarTrendPlot *chart, guint index)
{
  Strand strand = { .chart = chart, .series = chart->trend->series->pdata[index], .index = index };
  double needed = 1.5 * LUMBAR_CHART_MARKER_RADIUS * chart->font_size;

  lumbar_trend_plot_get_visible (chart, strand.series, &strand.first, &strand.end);
  strand.crowded = chart->right - chart->left < (strand.end - strand.first) * needed;
  strand.first -= strand.first > 0;
  strand.end += strand.end < strand.series->points->len;
  return strand;
}

/**
 * lumbar_draw_trend_series:
 * @chart: a chart
 *
 * Draws all its series, the main one last, so that it lies on top. Lines that leave the viewport end at
 * its edge.
 */
void
lumbar_draw_trend_series (const LumbarTrendPlot *chart)
{
  double room = LUMBAR_CHART_MARKER_RADIUS * chart->font_size;

  cairo_save (chart->cr);
  if (!lumbar_trend_viewport_is_whole (chart->viewport, lumbar_trend_get_whole (chart->trend)))
    {
      cairo_rectangle (chart->cr, chart->left, chart->top - 2 * room, chart->right - chart->left,
                       chart->bottom - chart->top + 4 * room);
      cairo_clip (chart->cr);
    }
  for (guint i = chart->trend->series->len; i > 0; i--)
    {
      Strand strand = take_strand (chart, i - 1);

      draw_missing (&strand);
      draw_line (&strand);
    }
  cairo_restore (chart->cr);
  for (guint i = chart->trend->series->len; i > 0; i--)
    {
      Strand strand = take_strand (chart, i - 1);

      draw_markers (&strand);
    }
}
