/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often the causes of each band were final ones, with the interval around it. One pure function for
 * the window and for paper; it reads the same in grey, because shape and words say everything. */

#include "lumbar-draw-calibration.h"

#include <glib/gi18n-lib.h>

#include "lumbar-draw-text.h"

/* In font sizes. */
#define EDGE 0.8
#define WORDS_HEIGHT 1.5
#define BAR_HEIGHT 1.5
#define ROW_GAP 0.7
#define ROW_HEIGHT (WORDS_HEIGHT + BAR_HEIGHT + ROW_GAP)
#define AXIS_HEIGHT 3.2
#define RADIUS 0.42
#define THICK 0.5
#define CAP 0.45

#define N_BANDS (LUMBAR_BAND_LESS_LIKELY + 1)

/* The axis counts tens, so that nobody reads a share as more exact than it is. */
#define TENS 10

typedef struct {
  cairo_t *cr;
  double left;
  double right;
  double width;
  double font_size;
  gboolean mirrored;
  const LumbarPalette *palette;
} Plot;

static double
map_share (const Plot *plot, double share)
{
  return plot->mirrored ? plot->right - share * (plot->right - plot->left)
                        : plot->left + share * (plot->right - plot->left);
}

static void
draw_line (const Plot *plot, double x0, double y0, double x1, double y1)
{
  cairo_move_to (plot->cr, x0, y0);
  cairo_line_to (plot->cr, x1, y1);
  cairo_stroke (plot->cr);
}

static void
draw_axis (const Plot *plot)
{
  double bottom = N_BANDS * ROW_HEIGHT * plot->font_size;
  g_autoptr (PangoLayout) title =
    lumbar_draw_text_layout (plot->cr, _("of ten named causes, so many were the final one"), plot->font_size,
                             plot->width);
  double title_width;

  for (int i = 0; i <= TENS; i++)
    {
      double x = map_share (plot, i / (double) TENS);
      g_autofree char *text = g_strdup_printf ("%d", i);
      g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (plot->cr, text, plot->font_size, -1);
      double width;

      lumbar_color_set_source (&plot->palette->grid, plot->cr, 1);
      cairo_set_line_width (plot->cr, plot->font_size * 0.08);
      draw_line (plot, x, 0, x, bottom);
      if (i % 2 != 0)
        continue;
      lumbar_draw_text_measure (layout, &width, NULL);
      lumbar_draw_text (plot->cr, layout, x - width / 2, bottom, &plot->palette->dim);
    }
  lumbar_draw_text_measure (title, &title_width, NULL);
  lumbar_draw_text (plot->cr, title, (plot->width - title_width) / 2, bottom + 1.5 * plot->font_size,
                    &plot->palette->dim);
}

/* The words stand on a strip of background, so that no grid line runs through them. */
static void
draw_words (const Plot *plot, LumbarBand band, const LumbarShare *share, double top)
{
  g_autofree char *count = lumbar_share_describe (share);
  g_autofree char *text =
    g_strdup_printf ("%s %s: %s", lumbar_band_get_marks (band), lumbar_band_get_title (band), count);
  g_autoptr (PangoLayout) layout =
    lumbar_draw_text_layout (plot->cr, text, plot->font_size, plot->right - plot->left);
  double width, height, x;

  lumbar_draw_text_measure (layout, &width, &height);
  x = plot->mirrored ? plot->right - width : plot->left;
  lumbar_color_set_source (&plot->palette->background, plot->cr, 1);
  cairo_rectangle (plot->cr, x - 0.2 * plot->font_size, top, width + 0.4 * plot->font_size, height);
  cairo_fill (plot->cr);
  lumbar_draw_text (plot->cr, layout, x, top, &plot->palette->foreground);
}

/* Where there is enough to judge, a full bar with a full dot; otherwise an outline and a ring. */
static void
draw_share (const Plot *plot, const LumbarShare *share, double middle)
{
  gboolean enough = lumbar_share_is_enough (share);
  double thick = THICK * plot->font_size;
  double low, high, from, to, x;

  if (share->of == 0)
    return;
  lumbar_share_get_interval (share, &low, &high);
  from = MIN (map_share (plot, low), map_share (plot, high));
  to = MAX (map_share (plot, low), map_share (plot, high));
  x = map_share (plot, share->n / (double) share->of);

  cairo_set_line_width (plot->cr, plot->font_size * 0.12);
  lumbar_color_set_source (&plot->palette->background, plot->cr, 1);
  cairo_rectangle (plot->cr, from, middle - thick / 2, to - from, thick);
  cairo_fill_preserve (plot->cr);
  lumbar_color_set_source (&plot->palette->accent, plot->cr, enough ? 0.4 : 0);
  cairo_fill_preserve (plot->cr);
  lumbar_color_set_source (&plot->palette->accent, plot->cr, 1);
  cairo_stroke (plot->cr);
  draw_line (plot, from, middle - CAP * plot->font_size, from, middle + CAP * plot->font_size);
  draw_line (plot, to, middle - CAP * plot->font_size, to, middle + CAP * plot->font_size);

  cairo_new_path (plot->cr);
  cairo_arc (plot->cr, x, middle, RADIUS * plot->font_size, 0, 2 * G_PI);
  lumbar_color_set_source (enough ? &plot->palette->foreground : &plot->palette->background, plot->cr, 1);
  cairo_fill_preserve (plot->cr);
  lumbar_color_set_source (&plot->palette->foreground, plot->cr, 1);
  cairo_stroke (plot->cr);
}

/**
 * lumbar_draw_calibration_height:
 * @font_size: of its words
 *
 * Returns: how high the drawing is, in the same unit
 */
double
lumbar_draw_calibration_height (double font_size)
{
  return (N_BANDS * ROW_HEIGHT + AXIS_HEIGHT) * font_size;
}

/**
 * lumbar_draw_calibration:
 * @cr: where to draw, from 0, 0; the background is not painted but under words
 * @calibration: what to draw
 * @width: of the area; its height is lumbar_draw_calibration_height()
 * @font_size: of its words, in the units of @cr
 * @mirrored: whether the axis runs from right to left
 * @palette: the colours
 *
 * Draws for each band how many of ten causes named in it were final ones, with the interval of
 * lumbar_share_get_interval(). Where there are too few to judge, bar and dot are hollow and the words say
 * so.
 */
void
lumbar_draw_calibration (cairo_t *cr,
                         const LumbarCalibration *calibration,
                         double width,
                         double font_size,
                         gboolean mirrored,
                         const LumbarPalette *palette)
{
  Plot plot = { cr, EDGE * font_size, width - EDGE * font_size, width, font_size, mirrored, palette };

  if (plot.right - plot.left < 1)
    return;
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  draw_axis (&plot);
  for (int i = 0; i < N_BANDS; i++)
    {
      double top = (i * ROW_HEIGHT + ROW_GAP / 2) * font_size;

      draw_words (&plot, (LumbarBand) i, &calibration->bands[i], top);
      draw_share (&plot, &calibration->bands[i], top + (WORDS_HEIGHT + BAR_HEIGHT / 2) * font_size);
    }
  cairo_restore (cr);
}
