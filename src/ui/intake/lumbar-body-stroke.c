/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drag over the body map marks or takes out. */

#include "lumbar-body-stroke.h"

/**
 * lumbar_body_stroke_new:
 * @tool: what it does
 * @before: the regions that are marked
 * @kept_out: regions it is to pass over without a trace
 * @region: the one it begins on, or -1
 * @start: where it begins
 *
 * Returns: (transfer full): a stroke that went nowhere yet
 */
LumbarBodyStroke *
lumbar_body_stroke_new (LumbarBodyTool tool,
                        guint64 before,
                        guint64 kept_out,
                        int region,
                        LumbarBodyPoint start)
{
  LumbarBodyStroke *self = g_new0 (LumbarBodyStroke, 1);
  guint64 first = region >= 0 ? (guint64) 1 << region : 0;

  self->tool = tool;
  self->before = before;
  self->kept_out = kept_out;
  self->passed = tool == LUMBAR_BODY_TOOL_SPREAD ? first & ~kept_out : first;
  self->takes_out = (before & first) != 0;
  self->line = g_array_new (FALSE, FALSE, sizeof (LumbarBodyPoint));
  g_array_append_val (self->line, start);
  return self;
}

/**
 * lumbar_body_stroke_free:
 * @self: (nullable): a stroke
 */
void
lumbar_body_stroke_free (LumbarBodyStroke *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->line);
  g_free (self);
}

/**
 * lumbar_body_stroke_move:
 * @self: a stroke
 * @body: the body map
 * @to: where it goes on to
 * @width: of the area the map is drawn in
 * @height: of that area
 */
void
lumbar_body_stroke_move (LumbarBodyStroke *self,
                         LumbarBody *body,
                         LumbarBodyPoint to,
                         double width,
                         double height)
{
  LumbarBodyPoint from = g_array_index (self->line, LumbarBodyPoint, self->line->len - 1);

  if (self->tool != LUMBAR_BODY_TOOL_LASSO)
    self->passed =
      (self->passed | lumbar_body_find_along (body, from, to, width, height)) & ~self->kept_out;
  g_array_append_val (self->line, to);
}

/**
 * lumbar_body_stroke_get_regions:
 * @self: a stroke
 * @body: the body map
 * @width: of the area the map is drawn in
 * @height: of that area
 *
 * Returns: what is marked when it ends here
 */
guint64
lumbar_body_stroke_get_regions (LumbarBodyStroke *self, LumbarBody *body, double width, double height)
{
  if (self->tool == LUMBAR_BODY_TOOL_LASSO)
    return self->before | lumbar_body_find_within (body, self->line, width, height);
  return self->takes_out ? self->before & ~self->passed : self->before | self->passed;
}

/**
 * lumbar_body_stroke_draw:
 * @self: a stroke
 * @cr: where to draw, over the map
 * @palette: the colours
 *
 * Draws the line of a lasso; what a brush does is seen on the map.
 */
void
lumbar_body_stroke_draw (LumbarBodyStroke *self, cairo_t *cr, const LumbarPalette *palette)
{
  const double dash[] = { 5, 4 };

  if (self->tool != LUMBAR_BODY_TOOL_LASSO)
    return;
  cairo_new_path (cr);
  for (guint i = 0; i < self->line->len; i++)
    {
      LumbarBodyPoint point = g_array_index (self->line, LumbarBodyPoint, i);

      cairo_line_to (cr, point.x, point.y);
    }
  cairo_close_path (cr);
  lumbar_color_set_source (&palette->accent, cr, 0.12);
  cairo_fill_preserve (cr);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_set_line_width (cr, 1.5);
  lumbar_color_set_source (&palette->foreground, cr, 0.9);
  cairo_stroke (cr);
}
