/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of an answer: which side of the axis it is on, how long it is, and that it reads in grey. */

#include <math.h>

#include "lumbar-draw-evidence.h"

#define WIDTH 201
#define HEIGHT 15

typedef struct {
  const char *name;
  double weight;
  gboolean counted;
  gboolean mirrored;
  double left;  /* shares of ink that is expected on each side of the axis, of that half's bar area */
  double right;
} Case;

static const Case cases[] = {
  { "for", log (20), TRUE, FALSE, 0, 1 },
  { "for-half", 0.5 * log (20), TRUE, FALSE, 0, 0.5 },
  { "for-too-much-is-cut", 5 * log (20), TRUE, FALSE, 0, 1 },
  { "for-mirrored", log (20), TRUE, TRUE, 1, 0 },
  { "against-is-hatched", -log (20), TRUE, FALSE, 0.4, 0 },
  { "against-mirrored", -log (20), TRUE, TRUE, 0, 0.4 },
  { "outweighed-is-an-outline", log (20), FALSE, FALSE, 0, 0.25 },
  { "nothing", 0, TRUE, FALSE, 0, 0 },
};

static double
count_ink (cairo_surface_t *surface, int from, int to)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double ink = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = from; x < to; x++)
      ink += data[y * stride + x * 4 + 3] / 255.0;
  return ink / ((to - from) * HEIGHT * 0.6);
}

static void
test_case (gconstpointer data)
{
  const Case *the = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  lumbar_draw_evidence (cr, the->weight, log (20), the->counted, WIDTH, HEIGHT, the->mirrored,
                        lumbar_palette_paper ());
  cairo_surface_flush (surface);
  g_assert_cmpfloat_with_epsilon (count_ink (surface, 0, WIDTH / 2 - 1), the->left, 0.15);
  g_assert_cmpfloat_with_epsilon (count_ink (surface, WIDTH / 2 + 2, WIDTH), the->right, 0.15);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/drawing/evidence/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
