/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in drawings: the same face and the same measures on screen and on paper. */

#include "lumbar-draw-text.h"

/**
 * lumbar_draw_text_layout:
 * @cr: where it will be drawn
 * @text: what, in any direction of writing
 * @font_size: in units of @cr
 * @width: at most this wide, longer text ends in "…"; negative for any width
 *
 * Returns: (transfer full): one line of text, to be measured and drawn
 */
PangoLayout *
lumbar_draw_text_layout (cairo_t *cr, const char *text, double font_size, double width)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  PangoLayout *layout = pango_cairo_create_layout (cr);

  pango_font_description_set_absolute_size (font, font_size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (width >= 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/**
 * lumbar_draw_text_measure:
 * @layout: a text
 * @width: (out) (optional): how wide its ink and blanks are
 * @height: (out) (optional): how high its line is
 */
void
lumbar_draw_text_measure (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) logical.height / PANGO_SCALE;
}

/**
 * lumbar_draw_text:
 * @cr: where to draw
 * @layout: the text
 * @x: left edge of the text, also where it is written from right to left
 * @y: top edge
 * @color: its colour
 */
void
lumbar_draw_text (cairo_t *cr, PangoLayout *layout, double x, double y, const LumbarColor *color)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  lumbar_color_set_source (color, cr, 1);
  cairo_move_to (cr, x - (double) logical.x / PANGO_SCALE, y);
  pango_cairo_show_layout (cr, layout);
}
