/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letterhead on the first page: the name of the clinic over its address, and the logo at the other edge. */

#include "lumbar-report-letterhead.h"

#include <glib/gi18n-lib.h>

#include "lumbar-report-line.h"
#include "lumbar-report-maker.h"

/* All in points. */
#define LOGO_WIDTH 150
#define LOGO_HEIGHT 48
#define GAP 16

/* A drawing of few pixels would come out larger than it was made: no pixel is larger than this. */
#define LARGEST_PIXEL 0.75

static void
get_logo_size (LumbarLetterhead *letterhead, double *width, double *height)
{
  double scale;

  *width = *height = 0;
  if (letterhead->logo == NULL)
    return;
  *width = cairo_image_surface_get_width (letterhead->logo);
  *height = cairo_image_surface_get_height (letterhead->logo);
  scale = MIN (LARGEST_PIXEL, MIN (LOGO_WIDTH / *width, LOGO_HEIGHT / *height));
  *width *= scale;
  *height *= scale;
}

/* The address in as few lines as it needs, and the telephone on its own. */
static char *
join_address (LumbarLetterhead *letterhead)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; letterhead->address[i] != NULL; i++)
    lumbar_report_maker_join (text, " · ", letterhead->address[i]);
  if (*letterhead->telephone != '\0')
    {
      /* Translators: a telephone number */
      g_autofree char *telephone = g_strdup_printf (_("Telephone %s"), letterhead->telephone);

      lumbar_report_maker_join (text, "\n", telephone);
    }
  return g_string_free (text, FALSE);
}

/* The name, and the address below it. */
static void
make_words (LumbarReportFlow *flow, LumbarLetterhead *letterhead, PangoLayout *words[2])
{
  g_autofree char *address = join_address (letterhead);
  double logo_width, logo_height;

  get_logo_size (letterhead, &logo_width, &logo_height);
  for (guint i = 0; i < 2; i++)
    words[i] = lumbar_report_flow_make_layout (flow, i == 0 ? LUMBAR_STYLE_RESULT : LUMBAR_STYLE_SMALL,
                                               flow->width - (logo_width > 0 ? logo_width + GAP : 0), NULL,
                                               i == 0 ? letterhead->name : address);
}

static double
get_height (PangoLayout *words)
{
  int height;

  if (*pango_layout_get_text (words) == '\0')
    return 0;
  pango_layout_get_size (words, NULL, &height);
  return height / (double) PANGO_SCALE;
}

/**
 * lumbar_report_letterhead_measure:
 * @flow: what it stands in
 * @letterhead: a letterhead
 *
 * Returns: its height, in points
 */
double
lumbar_report_letterhead_measure (LumbarReportFlow *flow, LumbarLetterhead *letterhead)
{
  PangoLayout *words[2];
  double width, height, sum;

  get_logo_size (letterhead, &width, &height);
  make_words (flow, letterhead, words);
  sum = get_height (words[0]) + get_height (words[1]);
  g_object_unref (words[0]);
  g_object_unref (words[1]);
  return MAX (height, sum);
}

/* Each line as the others of a report, so that a script without a font is not lost. With @right, every line ends at
 * the right edge, as those of its neighbours that read from there. */
static void
show (cairo_t *cr, PangoLayout *words, double x, double y, gboolean right)
{
  double width = pango_layout_get_width (words) / (double) PANGO_SCALE;
  PangoLayoutIter *lines = pango_layout_get_iter (words);

  do
    {
      PangoRectangle box;

      pango_layout_iter_get_line_extents (lines, NULL, &box);
      lumbar_report_show_line (cr, pango_layout_iter_get_line_readonly (lines),
                               x + (right ? width - box.width / (double) PANGO_SCALE : box.x / (double) PANGO_SCALE),
                               y + pango_layout_iter_get_baseline (lines) / (double) PANGO_SCALE);
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
}

static void
draw_logo (LumbarLetterhead *letterhead, cairo_t *cr, double x, double y, double width)
{
  double scale = width / cairo_image_surface_get_width (letterhead->logo);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, letterhead->logo, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

/**
 * lumbar_report_letterhead_draw:
 * @flow: what it stands in
 * @letterhead: a letterhead
 * @cr: where to draw
 * @x: its left edge
 * @y: its top
 */
void
lumbar_report_letterhead_draw (LumbarReportFlow *flow,
                               LumbarLetterhead *letterhead,
                               cairo_t *cr,
                               double x,
                               double y)
{
  static const LumbarReportStyle styles[] = { LUMBAR_STYLE_RESULT, LUMBAR_STYLE_SMALL };
  PangoLayout *words[2];
  double width, height, top = y;
  gboolean right;

  get_logo_size (letterhead, &width, &height);
  make_words (flow, letterhead, words);
  right = pango_layout_get_direction (words[0], 0) == PANGO_DIRECTION_RTL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const LumbarColor *color = lumbar_report_style_get_color (styles[i]);

      cairo_set_source_rgb (cr, color->red, color->green, color->blue);
      show (cr, words[i], x, top, right);
      top += get_height (words[i]);
      g_object_unref (words[i]);
    }
  if (width > 0)
    draw_logo (letterhead, cr, x + flow->width - width, y, width);
}
