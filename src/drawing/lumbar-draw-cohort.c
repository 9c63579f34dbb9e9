/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a cohort: a count as a bar with its shape, a change in pain as one dot a patient under box and
 * median. Pure functions for the window and for paper; shape, fill and numbers say everything, so that they
 * read the same in grey. */

#include "lumbar-draw-cohort.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-draw-text.h"
#include "lumbar-trend-change.h"

/* In font sizes. */
#define COUNT_HEIGHT 1.5
#define BAR 0.9
#define MARK 0.95
#define GAP 0.5
#define NUMBER_WIDTH 3.2
#define EDGE 0.7
#define PLOT_HEIGHT 2.6
#define AXIS_HEIGHT 1.4
#define BOX 0.9
#define DOT 0.2
#define HAIR 0.08
#define THICK 0.22

/* From one number of the axis to the next; of the shares of the axis, so that every scale has five. */
#define N_TICKS 5

typedef struct {
  cairo_t *cr;
  double left;
  double right;
  double reach; /* The axis runs from minus this to this */
  double font_size;
  gboolean mirrored;
  const LumbarPalette *palette;
} Plot;

/* Shapes, in a square of @size */

static void
draw_shape (cairo_t *cr, guint mark, double size, const LumbarPalette *palette)
{
  double dash = size * 0.4 * 2 * G_PI / 10;

  switch (mark)
    {
    case LUMBAR_GROUP_MS:
      cairo_arc (cr, size / 2, size / 2, size * 0.44, 0, 2 * G_PI);
      break;
    case LUMBAR_GROUP_NON_MS:
      cairo_rectangle (cr, size * 0.1, size * 0.1, size * 0.8, size * 0.8);
      break;
    case LUMBAR_GROUP_REFERRED:
      cairo_move_to (cr, size / 2, size * 0.08);
      cairo_line_to (cr, size * 0.97, size * 0.9);
      cairo_line_to (cr, size * 0.03, size * 0.9);
      cairo_close_path (cr);
      break;
    case LUMBAR_GROUP_MIXED:
      lumbar_color_set_source (&palette->groups[LUMBAR_GROUP_NON_MS], cr, 1);
      cairo_rectangle (cr, size * 0.4, size * 0.4, size * 0.55, size * 0.55);
      cairo_fill (cr);
      cairo_arc (cr, size * 0.36, size * 0.36, size * 0.3, 0, 2 * G_PI);
      mark = LUMBAR_GROUP_MS;
      break;
    case LUMBAR_COHORT_MARK_FLAG:
      cairo_rectangle (cr, size * 0.15, 0, size * 0.14, size);
      cairo_move_to (cr, size * 0.15, size * 0.02);
      cairo_line_to (cr, size * 0.95, size * 0.32);
      cairo_line_to (cr, size * 0.15, size * 0.62);
      cairo_close_path (cr);
      lumbar_color_set_source (&palette->danger, cr, 1);
      cairo_fill (cr);
      return;
    case LUMBAR_GROUP_UNDETERMINED:
      lumbar_color_set_source (&palette->groups[mark], cr, 1);
      cairo_set_line_width (cr, size * 0.14);
      cairo_set_dash (cr, &dash, 1, 0);
      cairo_arc (cr, size / 2, size / 2, size * 0.4, 0, 2 * G_PI);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      return;
    default:
      return;
    }
  lumbar_color_set_source (&palette->groups[mark], cr, 1);
  cairo_fill (cr);
}

static const LumbarColor *
get_color (guint mark, const LumbarPalette *palette)
{
  if (mark == LUMBAR_COHORT_MARK_FLAG)
    return &palette->danger;
  return mark < LUMBAR_GROUP_MIXED ? &palette->groups[mark] : &palette->dim;
}

/**
 * lumbar_draw_cohort_count_height:
 * @font_size: of its number
 *
 * Returns: how high a count is, in the same unit
 */
double
lumbar_draw_cohort_count_height (double font_size)
{
  return COUNT_HEIGHT * font_size;
}

static void
draw_bar (cairo_t *cr, double x, double y, double length, double thick, double line, gboolean filled)
{
  if (length <= line)
    return;
  if (filled)
    cairo_rectangle (cr, x, y, length, thick);
  else
    cairo_rectangle (cr, x + line / 2, y + line / 2, length - line, thick - line);
  if (filled)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
}

/**
 * lumbar_draw_cohort_count:
 * @cr: where to draw, from 0, 0; the background is not painted
 * @mark: a #LumbarGroup or a #LumbarCohortMark
 * @n: the count
 * @n_open: how many of them are drawn as an outline, because nothing was said about them
 * @most: the count whose bar is as long as there is room
 * @width: of the area; its height is lumbar_draw_cohort_count_height()
 * @font_size: of its number, in the units of @cr
 * @mirrored: whether it runs from right to left
 * @palette: the colours
 *
 * Draws a shape, a bar and the number.
 */
void
lumbar_draw_cohort_count (cairo_t *cr,
                          guint mark,
                          guint n,
                          guint n_open,
                          guint most,
                          double width,
                          double font_size,
                          gboolean mirrored,
                          const LumbarPalette *palette)
{
  double middle = COUNT_HEIGHT / 2 * font_size, size = MARK * font_size, line = THICK * font_size * 0.7;
  double start = (MARK + GAP) * font_size;
  double room = width - start - NUMBER_WIDTH * font_size;
  double whole = most > 0 ? n * room / most : 0;
  double full = n > 0 ? whole * (n - MIN (n, n_open)) / n : 0;
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autoptr (PangoLayout) number = NULL;
  double number_width, number_height, top = middle - BAR / 2 * font_size;

  if (room < 1)
    return;
  cairo_save (cr);
  cairo_save (cr);
  cairo_translate (cr, mirrored ? width - size : 0, middle - size / 2);
  draw_shape (cr, mark, size, palette);
  cairo_restore (cr);

  cairo_set_line_width (cr, line);
  lumbar_color_set_source (get_color (mark, palette), cr, 1);
  draw_bar (cr, mirrored ? width - start - full : start, top, full, BAR * font_size, line, TRUE);
  draw_bar (cr, mirrored ? width - start - whole : start + full, top, whole - full, BAR * font_size, line, FALSE);

  number = lumbar_draw_text_layout (cr, text, font_size, NUMBER_WIDTH * font_size);
  lumbar_draw_text_measure (number, &number_width, &number_height);
  lumbar_draw_text (cr, number,
                    mirrored ? width - start - whole - GAP * font_size - number_width : start + whole + GAP * font_size,
                    middle - number_height / 2, &palette->foreground);
  cairo_restore (cr);
}

/* Change in pain */

static double
map_value (const Plot *plot, double value)
{
  double share = (value + plot->reach) / (2 * plot->reach);

  return plot->mirrored ? plot->right - share * (plot->right - plot->left)
                        : plot->left + share * (plot->right - plot->left);
}

static void
draw_line (const Plot *plot, double value, double top, double bottom)
{
  cairo_move_to (plot->cr, map_value (plot, value), top);
  cairo_line_to (plot->cr, map_value (plot, value), bottom);
  cairo_stroke (plot->cr);
}

/* Between the dashed lines a change is smaller than the minimal important difference. */
static void
draw_grid (const Plot *plot, double important)
{
  double bottom = PLOT_HEIGHT * plot->font_size;
  double dash = 0.3 * plot->font_size;

  cairo_set_line_width (plot->cr, HAIR * plot->font_size);
  lumbar_color_set_source (&plot->palette->dim, plot->cr, 1);
  draw_line (plot, 0, 0, bottom);
  if (isnan (important) || important > plot->reach)
    return;
  cairo_set_dash (plot->cr, &dash, 1, 0);
  draw_line (plot, -important, 0, bottom);
  draw_line (plot, important, 0, bottom);
  cairo_set_dash (plot->cr, NULL, 0, 0);
}

static void
draw_ticks (const Plot *plot)
{
  for (int i = 0; i < N_TICKS; i++)
    {
      double value = plot->reach * (2.0 * i / (N_TICKS - 1) - 1);
      g_autofree char *number = lumbar_trend_score_label (fabs (value));
      g_autofree char *text = g_strconcat (value < 0 ? "−" : value > 0 ? "+" : "", number, NULL);
      g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (plot->cr, text, plot->font_size * 0.85, -1);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      lumbar_draw_text (plot->cr, layout,
                        CLAMP (map_value (plot, value) - width / 2, 0, plot->right + EDGE * plot->font_size - width),
                        PLOT_HEIGHT * plot->font_size, &plot->palette->dim);
    }
}

static void
draw_box (const Plot *plot, const LumbarSpread *spread)
{
  double top = 0.15 * plot->font_size, thick = BOX * plot->font_size;
  double from, to;

  if (lumbar_spread_is_enough (spread))
    {
      from = MIN (map_value (plot, spread->lower), map_value (plot, spread->upper));
      to = MAX (map_value (plot, spread->lower), map_value (plot, spread->upper));
      cairo_rectangle (plot->cr, from, top, to - from, thick);
      lumbar_color_set_source (&plot->palette->accent, plot->cr, 0.4);
      cairo_fill_preserve (plot->cr);
      cairo_set_line_width (plot->cr, HAIR * 1.5 * plot->font_size);
      lumbar_color_set_source (&plot->palette->accent, plot->cr, 1);
      cairo_stroke (plot->cr);
    }
  /* The one value is the dot. */
  if (spread->n == 1)
    return;
  cairo_set_line_width (plot->cr, THICK * plot->font_size);
  lumbar_color_set_source (&plot->palette->foreground, plot->cr, 1);
  draw_line (plot, spread->median, top, top + thick);
}

/* One dot a patient; equal ones stand one below the other, and closer where they are many. */
static void
draw_dots (const Plot *plot, const LumbarCohortChange *change)
{
  double top = (0.15 + BOX + 0.35) * plot->font_size, bottom = (PLOT_HEIGHT - DOT) * plot->font_size;
  guint n = change->points->len;

  lumbar_color_set_source (&plot->palette->foreground, plot->cr, 0.75);
  for (guint i = 0; i < n;)
    {
      const LumbarCohortPoint *first = &g_array_index (change->points, LumbarCohortPoint, i);
      double value = first->to - first->from;
      guint m = 1;
      double step;

      while (i + m < n)
        {
          const LumbarCohortPoint *next = &g_array_index (change->points, LumbarCohortPoint, i + m);

          if (fabs (next->to - next->from - value) > 1e-6)
            break;
          m++;
        }
      step = m > 1 ? MIN (2 * DOT * plot->font_size, (bottom - top) / (m - 1)) : 0;
      for (guint j = 0; j < m; j++)
        {
          cairo_new_path (plot->cr);
          cairo_arc (plot->cr, map_value (plot, value), top + j * step, DOT * plot->font_size, 0, 2 * G_PI);
          cairo_fill (plot->cr);
        }
      i += m;
    }
}

static void
draw_number (const Plot *plot, guint n, double width)
{
  /* Translators: how many patients a figure is of. */
  g_autofree char *text = g_strdup_printf (_("n = %u"), n);
  g_autoptr (PangoLayout) layout =
    lumbar_draw_text_layout (plot->cr, text, plot->font_size, MAX (NUMBER_WIDTH + GAP, 1) * plot->font_size);
  double text_width;

  lumbar_draw_text_measure (layout, &text_width, NULL);
  lumbar_draw_text (plot->cr, layout, plot->mirrored ? 0 : width - text_width, 0, &plot->palette->foreground);
}

/**
 * lumbar_draw_cohort_change_height:
 * @font_size: of its words
 *
 * Returns: how high the drawing is, in the same unit
 */
double
lumbar_draw_cohort_change_height (double font_size)
{
  return (PLOT_HEIGHT + AXIS_HEIGHT) * font_size;
}

/**
 * lumbar_draw_cohort_change:
 * @cr: where to draw, from 0, 0; the background is not painted
 * @change: what to draw
 * @instrument: its scale
 * @width: of the area; its height is lumbar_draw_cohort_change_height()
 * @font_size: of its words, in the units of @cr
 * @mirrored: whether the axis runs from right to left
 * @palette: the colours
 *
 * Draws the change of each patient as a dot, the median as a thick line and, where there are enough, the
 * quartiles as a box; dashed is the minimal important difference for better and worse, and how many patients
 * stands beside it.
 */
void
lumbar_draw_cohort_change (cairo_t *cr,
                           const LumbarCohortChange *change,
                           const LumbarInstrument *instrument,
                           double width,
                           double font_size,
                           gboolean mirrored,
                           const LumbarPalette *palette)
{
  double edge = EDGE * font_size, beside = (NUMBER_WIDTH + GAP + EDGE) * font_size;
  Plot plot = { cr,        mirrored ? beside : edge, mirrored ? width - edge : width - beside,
                instrument->maximum - instrument->minimum, font_size, mirrored, palette };

  if (plot.right - plot.left < 1 || plot.reach <= 0)
    return;
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  draw_grid (&plot, lumbar_trend_important_difference (instrument, NAN));
  draw_ticks (&plot);
  if (change->points->len > 0)
    {
      draw_box (&plot, &change->change);
      draw_dots (&plot, change);
    }
  draw_number (&plot, change->points->len, width);
  cairo_restore (cr);
}
