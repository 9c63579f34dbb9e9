/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line in a patient's row: inside its area, down where pain goes down, and nothing where nothing is known. */

#include "lumbar-draw-spark.h"

#define WIDTH 48
#define HEIGHT 22
#define BORDER 10

typedef struct {
  const char *name;
  guint n_points;
  LumbarSparkPoint points[4];
  int first_high; /* Whether the line begins above its end; -1 where it does not matter */
  gboolean drawn;
} Case;

static const Case cases[] = {
  { "nothing", 0, { { 0, 0 } }, -1, FALSE },
  { "one-visit-is-a-dot", 1, { { 100, 5 } }, -1, TRUE },
  { "falling", 3, { { 0, 9 }, { 100, 6 }, { 300, 2 } }, 1, TRUE },
  { "rising", 3, { { 0, 1 }, { 100, 6 }, { 300, 8 } }, 0, TRUE },
  { "one-day", 2, { { 50, 1 }, { 50, 9 } }, -1, TRUE },
  { "beyond-scale-and-span", 3, { { -9000, 40 }, { 0, -3 }, { 300, 2 } }, -1, TRUE },
};

static cairo_surface_t *
draw (const Case *item)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH + 2 * BORDER, HEIGHT + 2 * BORDER);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, BORDER, BORDER);
  lumbar_draw_spark (cr, item->points, item->n_points, 365, 10, WIDTH, HEIGHT, lumbar_palette_light ());
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
has_ink (cairo_surface_t *surface, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (const void *) row)[x] != 0;
}

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  cairo_surface_t *surface = draw (item);
  int first_y = -1, last_y = -1;
  guint n_inside = 0;

  for (int x = 0; x < WIDTH + 2 * BORDER; x++)
    for (int y = 0; y < HEIGHT + 2 * BORDER; y++)
      {
        gboolean inside = x >= BORDER && x < BORDER + WIDTH && y >= BORDER && y < BORDER + HEIGHT;

        if (!has_ink (surface, x, y))
          continue;
        g_assert_true (inside);
        n_inside++;
        first_y = first_y < 0 ? y : first_y;
        last_y = y;
      }
  g_assert_cmpint (n_inside > 0, ==, item->drawn);
  if (item->first_high >= 0)
    g_assert_cmpint (first_y < last_y, ==, item->first_high);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/drawing/spark/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
