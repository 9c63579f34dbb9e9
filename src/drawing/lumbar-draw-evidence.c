/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one answer adds to a cause, as a bar from an axis in the middle: to the end for it, to the start against
 * it. Read in grey as well: a bar for is filled, one against is hatched, one that does not count is an outline. */

#include "lumbar-draw-evidence.h"

#include <math.h>

#define LINE_WIDTH 1.0
#define HATCH_STEP 4.0
#define BAR_SHARE 0.6

/* Slanting lines inside the rectangle. */
static void
hatch (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  for (double at = x - height; at < x + width; at += HATCH_STEP)
    {
      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/**
 * lumbar_draw_evidence:
 * @cr: where to draw, from 0, 0
 * @weight: natural logarithm of a likelihood ratio: above 0 for the cause, below 0 against it
 * @most: the weight whose bar is as long as there is room, above 0
 * @counted: whether it counts, or a stronger answer of its group does
 * @width: of the picture, in units of @cr
 * @height: of the picture
 * @mirrored: for languages that run from right to left
 * @palette: the colours
 *
 * Draws one signed bar. The same function serves screen and print.
 */
void
lumbar_draw_evidence (cairo_t *cr,
                      double weight,
                      double most,
                      gboolean counted,
                      double width,
                      double height,
                      gboolean mirrored,
                      const LumbarPalette *palette)
{
  double axis = width / 2;
  double length = fmin (fabs (weight) / most, 1) * (axis - LINE_WIDTH);
  gboolean to_the_right = (weight > 0) != (mirrored != FALSE);
  double thick = height * BAR_SHARE;
  double x = to_the_right ? axis : axis - length;
  double y = (height - thick) / 2;

  cairo_save (cr);
  cairo_set_line_width (cr, LINE_WIDTH);
  lumbar_color_set_source (&palette->dim, cr, 1);
  cairo_move_to (cr, axis, 0);
  cairo_line_to (cr, axis, height);
  cairo_stroke (cr);

  lumbar_color_set_source (counted ? &palette->foreground : &palette->dim, cr, 1);
  if (counted && weight > 0)
    {
      cairo_rectangle (cr, x, y, length, thick);
      cairo_fill (cr);
    }
  else
    {
      if (counted)
        hatch (cr, x, y, length, thick);
      cairo_rectangle (cr, x, y, length, thick);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
