/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts against pictures that somebody has looked at. Compared in coarse tiles, so that another
 * version of the font passes and a lost line, band or event does not.
 * test-trend-golden --update writes the pictures anew; look at each one before you commit it. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lumbar-draw-trend.h"

#define FIRST_DAY 739000
#define FONT_SIZE 11

/* Dots a side of a tile, by how much its mean may differ of 255, and how many tiles of a thousand may. */
#define TILE 6
#define TOLERANCE 20
#define MOST_TILES 8

static LumbarKnowledge *knowledge;
static gboolean update;

typedef struct {
  const char *name;
  const char *ids;      /* Scales, joined by ";" */
  const char *measures; /* "scale day score" joined by ";", days counted from the first */
  const char *events;   /* "kind day words" joined by ";" */
  const char *baseline; /* The day of the visit to compare with; NULL for the first */
  guint smoothing;
  double from, until; /* The days that are looked at; 0 to 0 for all */
  int series, point;  /* What is pointed out, counted from 1; 0 for none */
  char palette;       /* 'l'ight, 'd'ark, 'p'aper */
  int width, height;
} Case;

#define PAIN "nrs-pain-average 0 7;nrs-pain-average 30 6;nrs-pain-average 61 6;nrs-pain-average 95 4;" \
             "nrs-pain-average 120 5;nrs-pain-average 150 3"
#define WORST "nrs-pain-worst 0 9;nrs-pain-worst 30 9;nrs-pain-worst 61 8;nrs-pain-worst 95 7;" \
              "nrs-pain-worst 120 7;nrs-pain-worst 150 6"
#define NOW "nrs-pain-now 0 5;nrs-pain-now 30 6;nrs-pain-now 61 4;nrs-pain-now 95 3;nrs-pain-now 120 3;" \
            "nrs-pain-now 150 2"
#define SPASTICITY "nrs-spasticity 0 8;nrs-spasticity 30 7;nrs-spasticity 61 7;nrs-spasticity 95 5;" \
                   "nrs-spasticity 150 4"
#define RMDQ "rmdq-24 0 16;rmdq-24 61 14;rmdq-24 150 8"
#define PHQ "phq-2 0 3;phq-2 61 2;phq-2 150 1"
#define GAP "nrs-pain-average 0 7;nrs-pain-average 30 6;nrs-pain-average 61 6;nrs-pain-average 400 4;" \
            "nrs-pain-average 430 3"
#define NOISY "nrs-pain-average 0 7;nrs-pain-average 14 3;nrs-pain-average 28 8;nrs-pain-average 42 6;" \
              "nrs-pain-average 56 2;nrs-pain-average 70 6;nrs-pain-average 84 5;nrs-pain-average 98 9;" \
              "nrs-pain-average 112 4;nrs-pain-average 126 3"
#define EVENTS "treatment-started 25 Tizanidine;relapse 70 Left leg;fall 130 "

static const Case cases[] = {
  { "one-series", "nrs-pain-average", PAIN, "", NULL, 0, 0, 0, 0, 0, 'l', 420, 240 },
  { "one-point", "nrs-pain-average", "nrs-pain-average 0 7", "", NULL, 0, 0, 0, 0, 0, 'l', 420, 240 },
  { "identical-days", "nrs-pain-average", "nrs-pain-average 0 7;nrs-pain-average 0 3", "", NULL, 0, 0, 0, 0, 0,
    'l', 420, 240 },
  { "empty", "nrs-pain-average", "", "", NULL, 0, 0, 0, 0, 0, 'l', 420, 240 },
  { "three-on-one-axis", "nrs-pain-average;nrs-pain-worst;nrs-pain-now", PAIN ";" WORST ";" NOW, "", NULL, 0, 0, 0,
    0, 0, 'l', 420, 240 },
  { "two-axes", "nrs-pain-average;rmdq-24", PAIN ";" RMDQ, "", NULL, 0, 0, 0, 0, 0, 'l', 420, 240 },
  { "four-series-on-three-axes", "nrs-pain-average;nrs-spasticity;rmdq-24;phq-2",
    PAIN ";" SPASTICITY ";" RMDQ ";" PHQ, "", NULL, 0, 0, 0, 0, 0, 'l', 420, 300 },
  { "events", "nrs-pain-average", PAIN, EVENTS, NULL, 0, 0, 0, 0, 0, 'l', 420, 240 },
  { "events-crowded", "nrs-pain-average", PAIN,
    "fall 60 ;relapse 60 A;imaging 61 B;fall 62 ;referral 63 C;steroid-course 64 D", NULL, 0, 0, 0, 0, 0, 'l', 420,
    240 },
  { "missing-visits", "nrs-pain-average", GAP, "", NULL, 0, 0, 0, 0, 0, 'l', 420, 240 },
  { "another-edition", "nrs-pain-average",
    "nrs-pain-average 0 7;nrs-pain-average 30 6;nrs-pain-average 60 30;nrs-pain-average 90 26", "", NULL, 0, 0, 0, 0,
    0, 'l', 420, 240 },
  { "baseline-chosen", "nrs-pain-average", PAIN, "", "95", 0, 0, 0, 0, 0, 'l', 420, 240 },
  { "smoothed-by-3", "nrs-pain-average", NOISY, "", NULL, 3, 0, 0, 0, 0, 'l', 420, 240 },
  { "smoothed-by-5", "nrs-pain-average", NOISY, "", NULL, 5, 0, 0, 0, 0, 'l', 420, 240 },
  { "zoomed-in", "nrs-pain-average;nrs-pain-worst", PAIN ";" WORST, EVENTS, NULL, 0, 40, 110, 0, 0, 'l', 420, 240 },
  { "point-pointed-out", "nrs-pain-average;nrs-pain-worst", PAIN ";" WORST, "", NULL, 0, 0, 0, 1, 4, 'l', 420, 240 },
  { "dark", "nrs-pain-average;nrs-spasticity", PAIN ";" SPASTICITY, EVENTS, NULL, 0, 0, 0, 0, 0, 'd', 420, 240 },
  { "paper", "nrs-pain-average;nrs-spasticity", PAIN ";" SPASTICITY, EVENTS, NULL, 0, 0, 0, 0, 0, 'p', 420, 240 },
  { "wide", "nrs-pain-average;rmdq-24", PAIN ";" RMDQ, EVENTS, NULL, 0, 0, 0, 0, 0, 'l', 640, 260 },
  { "wide-zoomed-in", "nrs-pain-average;rmdq-24", PAIN ";" RMDQ, EVENTS, NULL, 0, 40, 110, 2, 2, 'l', 640, 260 },
  { "narrow", "nrs-pain-average;rmdq-24", PAIN ";" RMDQ, EVENTS, NULL, 0, 0, 0, 0, 0, 'l', 240, 240 },
};

static char *
day_from (const char *text)
{
  char day[16];
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (FIRST_DAY + atoi (text)));
  g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
  return g_strdup (day);
}

static LumbarTrend *
make_trend (const Case *item)
{
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) ids = g_strsplit (item->ids, ";", -1);
  g_auto (GStrv) rows = g_strsplit (item->measures, ";", -1);
  g_auto (GStrv) marks = g_strsplit (item->events, ";", -1);
  const LumbarTrendSetting setting = { item->baseline, item->smoothing };

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], " ", 3);
      g_autofree char *day = day_from (cells[1]);

      /* The visit is named after its day. */
      g_ptr_array_add (measures, lumbar_measure_new (cells[0], cells[1], day, g_ascii_strtod (cells[2], NULL)));
    }
  for (guint i = 0; marks[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (marks[i], " ", 3);
      g_autofree char *day = day_from (cells[1]);
      LumbarEventKind kind;

      g_assert_true (lumbar_event_kind_from_id (cells[0], &kind));
      g_ptr_array_add (events, lumbar_event_new ("patient", kind, day, cells[2]));
    }
  return lumbar_trend_new_with (knowledge, (const char *const *) ids, measures, events, &setting);
}

static const LumbarPalette *
get_palette (const Case *item)
{
  if (item->palette == 'd')
    return lumbar_palette_dark ();
  return item->palette == 'p' ? lumbar_palette_paper () : lumbar_palette_light ();
}

static cairo_surface_t *
draw (const Case *item)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, item->width, item->height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (LumbarTrend) trend = make_trend (item);
  LumbarTrendLook look = { lumbar_trend_get_whole (trend), item->series - 1, item->point - 1, -1 };

  if (item->until > item->from)
    look.viewport = (LumbarTrendViewport){ FIRST_DAY + item->from, FIRST_DAY + item->until };
  lumbar_color_set_source (&get_palette (item)->background, cr, 1);
  cairo_paint (cr);
  lumbar_draw_trend_look (cr, trend, &look, item->width, item->height, FONT_SIZE, get_palette (item));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* The mean of one colour over a tile. */
static double
get_mean (cairo_surface_t *surface, int left, int top, int shift)
{
  int width_px = MIN (TILE, cairo_image_surface_get_width (surface) - left);
  int height_px = MIN (TILE, cairo_image_surface_get_height (surface) - top);
  double sum = 0;

  for (int y = top; y < top + height_px; y++)
    {
      const unsigned char *row =
        cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

      for (int x = left; x < left + width_px; x++)
        sum += ((const guint32 *) (const void *) row)[x] >> shift & 255;
    }
  return sum / (width_px * height_px);
}

static gboolean
look_alike (cairo_surface_t *one, cairo_surface_t *other)
{
  int width_px = cairo_image_surface_get_width (one), height_px = cairo_image_surface_get_height (one);
  int n_tiles = 0, n_different = 0;

  if (width_px != cairo_image_surface_get_width (other) || height_px != cairo_image_surface_get_height (other))
    return FALSE;
  for (int top = 0; top < height_px; top += TILE)
    for (int left = 0; left < width_px; left += TILE)
      {
        gboolean different = FALSE;

        for (int shift = 0; shift <= 16; shift += 8)
          different |= fabs (get_mean (one, left, top, shift) - get_mean (other, left, top, shift)) > TOLERANCE;
        n_tiles++;
        n_different += different;
      }
  return n_different * 1000 <= n_tiles * MOST_TILES;
}

static char *
get_path (const Case *item)
{
  g_autofree char *name = g_strconcat (item->name, ".png", NULL);

  return g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "tests", "drawing", "golden", name, NULL);
}

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *path = get_path (item);
  cairo_surface_t *drawn = draw (item);
  cairo_surface_t *golden;

  if (update)
    g_assert_cmpint (cairo_surface_write_to_png (drawn, path), ==, CAIRO_STATUS_SUCCESS);
  golden = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (golden), ==, CAIRO_STATUS_SUCCESS);
  if (!look_alike (drawn, golden))
    {
      g_autofree char *seen = g_strdup_printf ("%s-drawn.png", item->name);

      cairo_surface_write_to_png (drawn, seen);
      g_test_message ("%s does not look like %s", seen, path);
      g_test_fail ();
    }
  cairo_surface_destroy (golden);
  cairo_surface_destroy (drawn);
}

/* The comparison can fail: no two of the pictures of one size pass for each other. */
static void
test_no_two_alike (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < i; j++)
      {
        cairo_surface_t *one = draw (&cases[i]), *other = draw (&cases[j]);

        if (look_alike (one, other))
          {
            g_test_message ("%s passes for %s", cases[i].name, cases[j].name);
            g_test_fail ();
          }
        cairo_surface_destroy (one);
        cairo_surface_destroy (other);
      }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  update = argc > 1 && g_str_equal (argv[1], "--update");
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/drawing/trend-golden/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/drawing/trend-golden/no-two-alike", test_no_two_alike);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
