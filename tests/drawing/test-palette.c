/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every colour can be told from its background, and series from each other, also without red or green. */

#include <math.h>

#include "lumbar-palette.h"

#define N_PALETTES 3

/* WCAG 2.1, 1.4.3 and 1.4.11. */
#define TEXT_CONTRAST 4.5
#define LINE_CONTRAST 3.0

/* Less apart in CIELAB than this is one colour at a glance. */
#define LEAST_DISTANCE 10.0

static const char *const palette_names[N_PALETTES] = { "light", "dark", "paper" };

static const LumbarPalette *
get_palette (gconstpointer data)
{
  switch (GPOINTER_TO_UINT (data))
    {
    case 0:
      return lumbar_palette_light ();
    case 1:
      return lumbar_palette_dark ();
    default:
      return lumbar_palette_paper ();
    }
}

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (const LumbarColor *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);
}

static double
contrast (const LumbarColor *a, const LumbarColor *b)
{
  double one = luminance (a) + 0.05, other = luminance (b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

static void
test_contrast_itself (void)
{
  const LumbarColor black = { 0, 0, 0 }, white = { 1, 1, 1 };
  const LumbarColor grey = { 0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0 };

  g_assert_cmpfloat_with_epsilon (contrast (&black, &white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (contrast (&grey, &white), 4.48, 0.01);
}

static void
test_text (gconstpointer data)
{
  const LumbarPalette *palette = get_palette (data);

  g_assert_cmpfloat (contrast (&palette->foreground, &palette->background), >=, 7);
  g_assert_cmpfloat (contrast (&palette->dim, &palette->background), >=, TEXT_CONTRAST);
  g_assert_cmpfloat (contrast (&palette->danger, &palette->background), >=, TEXT_CONTRAST);
}

static void
test_lines (gconstpointer data)
{
  const LumbarPalette *palette = get_palette (data);

  g_assert_cmpfloat (contrast (&palette->accent, &palette->background), >=, LINE_CONTRAST);
  for (guint i = 0; i < LUMBAR_N_GROUPS; i++)
    g_assert_cmpfloat (contrast (&palette->groups[i], &palette->background), >=, LINE_CONTRAST);
  for (guint i = 0; i < LUMBAR_N_SERIES_COLORS; i++)
    g_assert_cmpfloat (contrast (&palette->series[i], &palette->background), >=, LINE_CONTRAST);
}

/* The grid is there, but behind everything. */
static void
test_grid (gconstpointer data)
{
  const LumbarPalette *palette = get_palette (data);
  double grid = contrast (&palette->grid, &palette->background);

  g_assert_cmpfloat (grid, >, 1.1);
  g_assert_cmpfloat (grid, <, LINE_CONTRAST);
}

/* Red belongs to red flags: no other colour comes near it. */
static void
test_danger_is_alone (gconstpointer data)
{
  const LumbarPalette *palette = get_palette (data);

  for (guint i = 0; i < LUMBAR_N_SERIES_COLORS; i++)
    {
      const LumbarColor *color = &palette->series[i];

      g_assert_cmpfloat (fabs (color->red - palette->danger.red) + fabs (color->green - palette->danger.green) +
                           fabs (color->blue - palette->danger.blue),
                         >, 0.25);
    }
}

typedef struct {
  double l, a, b;
} Lab;

static double
lab_curve (double t)
{
  return t > 0.008856 ? cbrt (t) : 7.787 * t + 16 / 116.0;
}

static Lab
to_lab (double r, double g, double b)
{
  double x = lab_curve ((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  double y = lab_curve (0.2126 * r + 0.7152 * g + 0.0722 * b);
  double z = lab_curve ((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);

  return (Lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

/* 0: usual sight; 1 and 2: without red or green (Viénot, Brettel and Mollon 1999, on linear light). */
static Lab
seen_by (const LumbarColor *color, guint sight)
{
  static const double mix[3][2] = { { 0, 0 }, { 0.11238, 0.00401 }, { 0.29275, -0.02234 } };
  double r = linear (color->red), g = linear (color->green), b = linear (color->blue);
  double yellow = mix[sight][0] * r + (1 - mix[sight][0]) * g;

  if (sight == 0)
    return to_lab (r, g, b);
  return to_lab (yellow, yellow, CLAMP (mix[sight][1] * (r - g) + b, 0, 1));
}

static void
test_series_apart (gconstpointer data)
{
  const LumbarPalette *palette = get_palette (data);

  for (guint sight = 0; sight < 3; sight++)
    for (guint i = 0; i < LUMBAR_N_SERIES_COLORS; i++)
      for (guint j = 0; j < i; j++)
        {
          Lab a = seen_by (&palette->series[i], sight), b = seen_by (&palette->series[j], sight);

          g_assert_cmpfloat (hypot (hypot (a.l - b.l, a.a - b.a), a.b - b.b), >=, LEAST_DISTANCE);
        }
}

static const struct {
  const char *name;
  GTestDataFunc run;
} checks[] = {
  { "text", test_text },
  { "lines", test_lines },
  { "grid", test_grid },
  { "danger-is-alone", test_danger_is_alone },
  { "series-apart-for-every-sight", test_series_apart },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drawing/palette/contrast-as-wcag-defines-it", test_contrast_itself);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    for (guint j = 0; j < N_PALETTES; j++)
      {
        g_autofree char *path = g_strdup_printf ("/drawing/palette/%s/%s", palette_names[j], checks[i].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (j), checks[i].run);
      }
  return g_test_run ();
}
