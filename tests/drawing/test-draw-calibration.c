/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plot of the bands: at every size inside its area, the dot where the share says, hollow where there are
 * too few, and told apart without colour. */

#include "lumbar-draw-calibration.h"

#define BORDER 20

static LumbarKnowledge *knowledge;

typedef struct {
  cairo_surface_t *surface;
  int width;
  int height;
} Picture;

static Picture
draw (LumbarShare likely, int width, double font_size, gboolean mirrored, const LumbarPalette *palette)
{
  g_autoptr (LumbarCalibration) calibration = lumbar_calibration_new (knowledge, "2026-11-26T12:00:00Z");
  Picture picture = { NULL, width, (int) lumbar_draw_calibration_height (width, font_size) };
  cairo_t *cr;

  calibration->bands[LUMBAR_BAND_LIKELY] = likely;
  calibration->bands[LUMBAR_BAND_POSSIBLE] = (LumbarShare){ 5, 30 };
  picture.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width + 2 * BORDER, picture.height + 2 * BORDER);
  cr = cairo_create (picture.surface);
  cairo_translate (cr, BORDER, BORDER);
  lumbar_draw_calibration (cr, calibration, width, font_size, mirrored, palette);
  cairo_destroy (cr);
  cairo_surface_flush (picture.surface);
  return picture;
}

static guint32
get_pixel (const Picture *picture, int x, int y)
{
  const unsigned char *data = cairo_image_surface_get_data (picture->surface);

  return ((const guint32 *) (const void *) (data + (y + BORDER) * cairo_image_surface_get_stride (picture->surface)))
    [x + BORDER];
}

/* The luma of a pixel as a grey printer sees it, on white. */
static double
get_grey (guint32 pixel)
{
  double blank = 255 - (double) (pixel >> 24);

  return 0.299 * (blank + (pixel >> 16 & 0xFF)) + 0.587 * (blank + (pixel >> 8 & 0xFF)) +
         0.114 * (blank + (pixel & 0xFF));
}

/* Middle of the bar of the first band, as the drawing lays it out. */
static int
bar_y (double font_size)
{
  return (int) ((0.35 + 1.5 + 0.75) * font_size);
}

static int
share_x (int width, double font_size, double share)
{
  return (int) (0.8 * font_size + share * (width - 1.6 * font_size));
}

typedef struct {
  const char *name;
  int width;
  double font_size;
} SizeCase;

static const SizeCase sizes[] = {
  { "phone", 300, 12 }, { "phone-large-text", 300, 28 }, { "page", 700, 14 }, { "narrower-than-words", 40, 14 },
  { "nothing", 1, 14 },
};

static void
test_stays_inside (gconstpointer data)
{
  const SizeCase *test = data;
  Picture picture = draw ((LumbarShare){ 20, 20 }, test->width, test->font_size, FALSE, lumbar_palette_light ());
  guint n_inside = 0;

  for (int y = -BORDER; y < picture.height + BORDER; y++)
    for (int x = -BORDER; x < picture.width + BORDER; x++)
      {
        gboolean inside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;

        if (get_pixel (&picture, x, y) != 0)
          {
            g_assert_true (inside);
            n_inside++;
          }
      }
  g_assert_true ((n_inside > 0) == (test->width > 1));
  cairo_surface_destroy (picture.surface);
}

static void
test_dot_is_at_the_share (void)
{
  Picture picture = draw ((LumbarShare){ 15, 20 }, 600, 14, FALSE, lumbar_palette_paper ());
  Picture mirrored = draw ((LumbarShare){ 15, 20 }, 600, 14, TRUE, lumbar_palette_paper ());

  g_assert_cmpfloat (get_grey (get_pixel (&picture, share_x (600, 14, 0.75), bar_y (14))), <, 20);
  g_assert_cmpfloat (get_grey (get_pixel (&picture, share_x (600, 14, 0.25), bar_y (14))), >, 180);
  g_assert_cmpfloat (get_grey (get_pixel (&mirrored, share_x (600, 14, 0.25), bar_y (14))), <, 20);
  cairo_surface_destroy (picture.surface);
  cairo_surface_destroy (mirrored.surface);
}

/* In grey too: the bar stands out from the paper, and the dot from the bar. */
static void
test_reads_in_grey (void)
{
  Picture picture = draw ((LumbarShare){ 15, 20 }, 600, 14, FALSE, lumbar_palette_paper ());
  double dot = get_grey (get_pixel (&picture, share_x (600, 14, 0.75), bar_y (14)));
  double bar = get_grey (get_pixel (&picture, share_x (600, 14, 0.68), bar_y (14)));

  g_assert_cmpfloat (bar, <, 215);
  g_assert_cmpfloat (bar - dot, >, 80);
  cairo_surface_destroy (picture.surface);
}

static void
test_too_few_is_hollow (void)
{
  Picture picture = draw ((LumbarShare){ 6, 11 }, 600, 14, FALSE, lumbar_palette_paper ());
  int x = share_x (600, 14, 6 / 11.0);

  g_assert_cmpfloat (get_grey (get_pixel (&picture, x, bar_y (14))), >, 240);
  g_assert_cmpfloat (get_grey (get_pixel (&picture, x + 40, bar_y (14))), >, 200);
  cairo_surface_destroy (picture.surface);
}

static void
test_none_draws_no_bar (void)
{
  Picture picture = draw ((LumbarShare){ 0, 0 }, 600, 14, FALSE, lumbar_palette_paper ());

  for (int x = share_x (600, 14, 0) + 2; x < share_x (600, 14, 1); x++)
    g_assert_cmpfloat (get_grey (get_pixel (&picture, x, bar_y (14))), >, 180);
  cairo_surface_destroy (picture.surface);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/calibration/stays-inside/%s", sizes[i].name);

      g_test_add_data_func (path, &sizes[i], test_stays_inside);
    }
  g_test_add_func ("/drawing/calibration/dot-is-at-the-share", test_dot_is_at_the_share);
  g_test_add_func ("/drawing/calibration/reads-in-grey", test_reads_in_grey);
  g_test_add_func ("/drawing/calibration/too-few-is-hollow", test_too_few_is_hollow);
  g_test_add_func ("/drawing/calibration/none-draws-no-bar", test_none_draws_no_bar);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
