/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trend as small as a word: up, down, or neither. */

#include "lumbar-draw-spark.h"

/* Of the height. */
#define LINE_WIDTH 0.08
#define DOT_RADIUS 0.13

/**
 * lumbar_draw_spark:
 * @cr: where to draw, from 0, 0
 * @points: (array length=n_points): scores by time
 * @n_points: how many; one is a dot, none draws nothing
 * @span_days: how many days the width stands for; they end at the last point
 * @maximum: of the scale, which begins at 0; scores beyond it are drawn at its edge
 * @width: of the area
 * @height: of the area
 * @palette: the colours
 *
 * Draws scores as a line without axes, the last one as a dot. The whole scale is the height, so that two
 * sparks can be compared and noise stays small.
 */
void
lumbar_draw_spark (cairo_t *cr,
                   const LumbarSparkPoint *points,
                   guint n_points,
                   double span_days,
                   double maximum,
                   double width,
                   double height,
                   const LumbarPalette *palette)
{
  double radius = DOT_RADIUS * height;
  double x = 0, y = 0;

  if (n_points == 0 || width <= 2 * radius || height <= 2 * radius || span_days <= 0 || maximum <= 0)
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  for (guint i = 0; i < n_points; i++)
    {
      double age = CLAMP (points[n_points - 1].day - points[i].day, 0, span_days);

      x = width - radius - age / span_days * (width - 2 * radius);
      y = height - radius - CLAMP (points[i].value, 0, maximum) / maximum * (height - 2 * radius);
      cairo_line_to (cr, x, y);
    }
  lumbar_color_set_source (&palette->series[0], cr, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, LINE_WIDTH * height);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
}
