/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often the causes of each band were final ones, with the interval around it. One pure function for
 * the window and for paper; it reads the same in grey, because shape and words say everything. */

#include "lumbar-draw-calibration.h"

#include <glib/gi18n-lib.h>

#include "lumbar-draw-text.h"

/* In font sizes. */
#define EDGE 0.8
#define LINE_HEIGHT 1.5
#define BAR_HEIGHT 1.5
#define ROW_GAP 0.7
#define AXIS_HEIGHT 3.2
#define RADIUS 0.42
#define THICK 0.5
#define CAP 0.45
/* Narrower than this, the count stands on a line of its own under the band. */
#define WIDE 24

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

static guint
count_lines (double width, double font_size)
{
  return width < WIDE * font_size ? 2 : 1;
}

static double
get_row_height (double width, double font_size)
{
  return (count_lines (width, font_size) * LINE_HEIGHT + BAR_HEIGHT + ROW_GAP) * font_size;
}

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
draw_ticks (const Plot *plot, double bottom)
{
  for (int i = 0; i <= TENS; i += 2)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);
      g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (plot->cr, text, plot->font_size, -1);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      lumbar_draw_text (plot->cr, layout, map_share (plot, i / (double) TENS) - width / 2, bottom,
                        &plot->palette->dim);
    }
}

static void
draw_axis_title (const Plot *plot, double top)
{
  /* Translators: under an axis from 0 to 10: how many of ten. */
  g_autoptr (PangoLayout) title = lumbar_draw_text_layout (plot->cr, _("of ten"), plot->font_size, plot->width);
  double width;

  lumbar_draw_text_measure (title, &width, NULL);
  lumbar_draw_text (plot->cr, title, (plot->width - width) / 2, top, &plot->palette->dim);
}

/* Behind the bar of a row alone, so that no line runs through words. */
static void
draw_grid (const Plot *plot, double middle)
{
  double reach = BAR_HEIGHT / 2 * plot->font_size;

  lumbar_color_set_source (&plot->palette->grid, plot->cr, 1);
  cairo_set_line_width (plot->cr, plot->font_size * 0.08);
  for (int i = 0; i <= TENS; i++)
    {
      double x = map_share (plot, i / (double) TENS);

      draw_line (plot, x, middle - reach, x, middle + reach);
    }
}

static void
draw_line_of_words (const Plot *plot, const char *text, double top, const LumbarColor *color)
{
  g_autoptr (PangoLayout) layout =
    lumbar_draw_text_layout (plot->cr, text, plot->font_size, plot->right - plot->left);
  double width;

  lumbar_draw_text_measure (layout, &width, NULL);
  lumbar_draw_text (plot->cr, layout, plot->mirrored ? plot->right - width : plot->left, top, color);
}

static void
draw_words (const Plot *plot, LumbarBand band, const LumbarShare *share, double top)
{
  g_autofree char *count = lumbar_share_describe (share);
  g_autofree char *name = g_strdup_printf ("%s %s", lumbar_band_get_marks (band), lumbar_band_get_title (band));
  g_autofree char *both = g_strdup_printf ("%s: %s", name, count);
  gboolean two = count_lines (plot->width, plot->font_size) == 2;

  draw_line_of_words (plot, two ? name : both, top, &plot->palette->foreground);
  if (two)
    draw_line_of_words (plot, count, top + LINE_HEIGHT * plot->font_size, &plot->palette->foreground);
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
  cairo_rectangle (plot->cr, from, middle - thick / 2, to - from, thick);
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
 * @width: of the area
 * @font_size: of its words
 *
 * Returns: how high the drawing is, in the same unit
 */
double
lumbar_draw_calibration_height (double width, double font_size)
{
  return N_BANDS * get_row_height (width, font_size) + AXIS_HEIGHT * font_size;
}

/**
 * lumbar_draw_calibration:
 * @cr: where to draw, from 0, 0; the background is not painted
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
  double row = get_row_height (width, font_size);

  if (plot.right - plot.left < 1)
    return;
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (int i = 0; i < N_BANDS; i++)
    {
      double top = i * row + ROW_GAP / 2 * font_size;
      double middle = (i + 1) * row - (ROW_GAP + BAR_HEIGHT) / 2 * font_size;

      draw_words (&plot, (LumbarBand) i, &calibration->bands[i], top);
      draw_grid (&plot, middle);
      draw_share (&plot, &calibration->bands[i], middle);
    }
  draw_ticks (&plot, N_BANDS * row);
  draw_axis_title (&plot, N_BANDS * row + LINE_HEIGHT * font_size);
  cairo_restore (cr);
}
