/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tells series and areas apart without colour: markers, dashes, hatching. */

#include "lumbar-draw-marker.h"

#include <math.h>

/* Corners of the markers round 0, 0, chosen so that all look equally large; the first one is a circle. */
static const double corners[LUMBAR_N_SERIES_COLORS][6][2] = {
  { { 0, 0 } },
  { { -0.88, -0.88 }, { 0.88, -0.88 }, { 0.88, 0.88 }, { -0.88, 0.88 } },
  { { 0, -1.2 }, { 1.12, 0.8 }, { -1.12, 0.8 } },
  { { 0, -1.3 }, { 1.15, 0 }, { 0, 1.3 }, { -1.15, 0 } },
  { { 0, 1.2 }, { 1.12, -0.8 }, { -1.12, -0.8 } },
  { { -0.55, -0.95 }, { 0.55, -0.95 }, { 1.1, 0 }, { 0.55, 0.95 }, { -0.55, 0.95 }, { -1.1, 0 } },
};

static const int n_corners[LUMBAR_N_SERIES_COLORS] = { 0, 4, 3, 4, 3, 6 };

/* In widths of the line; with round caps a dash looks one width longer, a blank one shorter. */
static const double dashes[LUMBAR_N_SERIES_COLORS][4] = {
  { 0 }, { 4, 3 }, { 0.1, 2.5 }, { 7, 3, 0.1, 3 }, { 2, 3 }, { 9, 3 },
};

static const int n_dashes[LUMBAR_N_SERIES_COLORS] = { 0, 2, 2, 4, 2, 2 };

/**
 * lumbar_draw_marker:
 * @cr: where to draw
 * @series: which series, from 0
 * @x: its middle
 * @y: its middle
 * @radius: how large; squares and triangles are as large to the eye as a circle of it
 * @palette: the colours
 *
 * Draws the marker of a series, with a thin rim of the background so that neighbours stay apart.
 */
void
lumbar_draw_marker (cairo_t *cr, guint series, double x, double y, double radius, const LumbarPalette *palette)
{
  guint kind = series % LUMBAR_N_SERIES_COLORS;

  cairo_new_path (cr);
  for (int i = 0; i < n_corners[kind]; i++)
    cairo_line_to (cr, x + corners[kind][i][0] * radius, y + corners[kind][i][1] * radius);
  if (n_corners[kind] == 0)
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, radius * 0.35);
  lumbar_color_set_source (&palette->background, cr, 1);
  cairo_stroke_preserve (cr);
  lumbar_color_set_source (&palette->series[kind], cr, 1);
  cairo_fill (cr);
}

/**
 * lumbar_draw_set_series:
 * @cr: where to draw
 * @series: which series, from 0
 * @line_width: of its line
 * @palette: the colours
 *
 * Sets colour, dash and pen for the line of a series.
 */
void
lumbar_draw_set_series (cairo_t *cr, guint series, double line_width, const LumbarPalette *palette)
{
  guint kind = series % LUMBAR_N_SERIES_COLORS;
  double scaled[4];

  for (int i = 0; i < n_dashes[kind]; i++)
    scaled[i] = dashes[kind][i] * line_width;
  lumbar_color_set_source (&palette->series[kind], cr, 1);
  cairo_set_dash (cr, scaled, n_dashes[kind], 0);
  cairo_set_line_width (cr, line_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
}

/**
 * lumbar_draw_set_missing:
 * @cr: where to draw
 * @series: which series, from 0
 * @font_size: of the drawing
 * @palette: the colours
 *
 * Sets colour, dash and pen for where a series says nothing: thinner than any line of it, and dotted.
 */
void
lumbar_draw_set_missing (cairo_t *cr, guint series, double font_size, const LumbarPalette *palette)
{
  const double dash[] = { font_size * 0.1, font_size * 0.42 };

  lumbar_color_set_source (&palette->series[series % LUMBAR_N_SERIES_COLORS], cr, 0.75);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, font_size * 0.1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
}

/**
 * lumbar_draw_hatch:
 * @cr: where to draw
 * @distance: from one line to the next
 * @line_width: of the lines
 *
 * Hatches what is inside the clip with the current source. The lines start from the same origin
 * everywhere, so that those of neighbours meet.
 */
void
lumbar_draw_hatch (cairo_t *cr, double distance, double line_width)
{
  double left, top, right, bottom;

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  if (right <= left || bottom <= top)
    return;
  cairo_new_path (cr);
  for (double start = floor ((left + top) / distance) * distance; start < right + bottom + distance;
       start += distance)
    {
      cairo_move_to (cr, start - top, top);
      cairo_line_to (cr, start - bottom, bottom);
    }
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
}
