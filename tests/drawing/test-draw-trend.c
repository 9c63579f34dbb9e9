/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart: something is drawn at every size, inside its area, with the names and legends beside the plot. */

#include <math.h>
#include <string.h>

#include "lumbar-draw-trend.h"
#include "lumbar-trend-plot.h"

#define BORDER 40

static LumbarKnowledge *knowledge;

static const char *const three_ids[] = { "nrs-pain-average", "nrs-spasticity", "peg", NULL };

static cairo_t *
create_canvas (int width_px, int height_px)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width_px, height_px);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static guint32
get_pixel (cairo_t *cr, int x, int y)
{
  cairo_surface_t *surface = cairo_get_target (cr);

  cairo_surface_flush (surface);
  return ((const guint32 *) (const void *) (cairo_image_surface_get_data (surface) +
                                            y * cairo_image_surface_get_stride (surface)))[x];
}

/* Up to three series of so many visits, a month apart, with so many events. */
static LumbarTrend *
invent_trend (guint n_series, guint n_visits, guint n_events, const char *event_text)
{
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  GDate date;
  char day[16];

  for (guint i = 0; i < n_visits; i++)
    for (guint j = 0; j < n_series; j++)
      {
        g_date_clear (&date, 1);
        g_date_set_julian (&date, 739000 + i * 30);
        g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
        g_ptr_array_add (measures, lumbar_measure_new (three_ids[j], "", day, (7 + j * 2 + i) % 11));
      }
  for (guint i = 0; i < n_events; i++)
    {
      g_date_clear (&date, 1);
      g_date_set_julian (&date, 739010 + i * 9);
      g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
      g_ptr_array_add (events, lumbar_event_new ("p", (LumbarEventKind) (i % LUMBAR_N_EVENT_KINDS), day,
                                                 event_text));
    }
  return lumbar_trend_new (knowledge, three_ids, measures, events);
}

typedef struct {
  const char *name;
  int width;
  int height;
  double font_size;
  guint n_series;
  guint n_visits;
  guint n_events;
  const char *event_text;
} Case;

static const Case cases[] = {
  { "smallest", 240, 160, 11, 3, 6, 4, "Tizanidine" },
  { "phone", 336, 280, 13, 3, 12, 4, "Tizanidine" },
  { "overview", 420, 220, 13, 1, 12, 0, "" },
  { "trends-page", 860, 420, 13, 3, 12, 4, "Tizanidine 2 mg" },
  { "large-screen", 1600, 900, 15, 3, 40, 12, "Tizanidine 2 mg" },
  { "paper", 500, 200, 8, 3, 12, 4, "Tizanidine" },
  { "text-at-200-percent", 860, 420, 26, 3, 12, 4, "Tizanidine" },
  { "one-visit", 420, 220, 13, 3, 1, 1, "Tizanidine" },
  { "more-events-than-letters", 860, 420, 13, 2, 12, 40, "Fall" },
  { "more-events-than-room", 240, 160, 11, 1, 12, 26, "Fall" },
  { "long-words", 500, 300, 13, 1, 12, 3,
    "Intrathecal baclofen trial in the university hospital, with physiotherapy before and after" },
  { "right-to-left", 860, 420, 13, 3, 12, 4, "تيزانيدين ٢ ملغ" },
  { "marks-that-combine", 860, 420, 13, 1, 12, 2, "Łódź Nguyễn é" },
  { "five-thousand-visits", 860, 420, 13, 1, 5000, 0, "" },
};

static guint
count_ink (cairo_t *cr, const Case *item, gboolean inside)
{
  guint n = 0;

  for (int y = 0; y < item->height + 2 * BORDER; y++)
    for (int x = 0; x < item->width + 2 * BORDER; x++)
      {
        gboolean within = x >= BORDER && x < BORDER + item->width && y >= BORDER && y < BORDER + item->height;

        n += within == inside && get_pixel (cr, x, y) != 0;
      }
  return n;
}

static void
test_ink_stays_inside (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (LumbarTrend) trend =
    invent_trend (item->n_series, item->n_visits, item->n_events, item->event_text);
  cairo_t *cr = create_canvas (item->width + 2 * BORDER, item->height + 2 * BORDER);

  cairo_translate (cr, BORDER, BORDER);
  lumbar_draw_trend (cr, trend, item->width, item->height, item->font_size, lumbar_palette_light ());
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpuint (count_ink (cr, item, TRUE), >, 1000);
  g_assert_cmpuint (count_ink (cr, item, FALSE), ==, 0);
  cairo_destroy (cr);
}

/* Legends and labels have places of their own, so that none ever covers a point. */
static void
test_layout (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (LumbarTrend) trend =
    invent_trend (item->n_series, item->n_visits, item->n_events, item->event_text);
  cairo_t *cr = create_canvas (1, 1);
  g_auto (LumbarTrendPlot) chart = { 0 };

  lumbar_trend_plot_init (&chart, cr, trend, lumbar_trend_get_whole (trend), item->width, item->height, item->font_size,
                          lumbar_palette_light ());
  g_assert_cmpfloat (chart.legend_height, <=, chart.top);
  g_assert_cmpfloat (chart.bottom + chart.lane + item->font_size, <=, item->height - chart.notes_height);
  g_assert_cmpfloat (chart.bottom - chart.top, >=, item->height * 0.3);
  g_assert_cmpfloat (chart.right - chart.left, >=, item->width * 0.45);
  g_assert_cmpfloat (chart.left, >, 0);
  g_assert_cmpfloat (chart.right, <=, item->width);
  cairo_destroy (cr);
}

static void
test_any_size (void)
{
  g_autoptr (LumbarTrend) trend = invent_trend (3, 12, 5, "Tizanidine");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  cairo_t *cr = create_canvas (64, 64);

  for (guint i = 0; i < 300; i++)
    {
      double width = g_rand_double_range (random, -5, 300), height = g_rand_double_range (random, -5, 200);

      lumbar_draw_trend (cr, trend, width, height, g_rand_double_range (random, 1, 40), lumbar_palette_dark ());
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
    }
  cairo_destroy (cr);
}

static gboolean
is_blank (cairo_t *cr, int width_px, int height_px)
{
  for (int y = 0; y < height_px; y++)
    for (int x = 0; x < width_px; x++)
      if (get_pixel (cr, x, y) != 0)
        return FALSE;
  return TRUE;
}

static void
test_empty_says_so (void)
{
  g_autoptr (LumbarTrend) trend = invent_trend (0, 0, 0, "");
  cairo_t *cr = create_canvas (300, 200);

  g_assert_true (lumbar_trend_is_empty (trend));
  lumbar_draw_trend (cr, trend, 300, 200, 13, lumbar_palette_light ());
  g_assert_false (is_blank (cr, 300, 200));
  cairo_destroy (cr);
}

static void
test_same_every_time (void)
{
  g_autoptr (LumbarTrend) trend = invent_trend (3, 12, 5, "Tizanidine");
  cairo_t *one = create_canvas (500, 300), *other = create_canvas (500, 300);

  lumbar_draw_trend (one, trend, 500, 300, 13, lumbar_palette_paper ());
  lumbar_draw_trend (other, trend, 500, 300, 13, lumbar_palette_paper ());
  for (int y = 0; y < 300; y++)
    for (int x = 0; x < 500; x++)
      g_assert_cmphex (get_pixel (one, x, y), ==, get_pixel (other, x, y));
  cairo_destroy (one);
  cairo_destroy (other);
}

/* In the middle of the last marker is the colour of its series, at the place the layout says. */
static void
test_points_are_where_they_belong (void)
{
  g_autoptr (LumbarTrend) trend = invent_trend (1, 8, 0, "");
  const LumbarTrendSeries *series = trend->series->pdata[0];
  const LumbarPalette *palette = lumbar_palette_light ();
  const LumbarColor *color = &palette->series[0];
  guint32 expected = 0xFF000000U | (guint32) lround (color->red * 255) << 16 |
                     (guint32) lround (color->green * 255) << 8 | (guint32) lround (color->blue * 255);
  cairo_t *cr = create_canvas (700, 400);
  g_auto (LumbarTrendPlot) chart = { 0 };

  lumbar_draw_trend (cr, trend, 700, 400, 13, palette);
  lumbar_trend_plot_init (&chart, cr, trend, lumbar_trend_get_whole (trend), 700, 400, 13, palette);
  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = series->points->pdata[i];
      int x = (int) lumbar_trend_plot_map_day (&chart, point->day);
      int y = (int) lumbar_trend_plot_map_value (&chart, 0, point->value);

      g_assert_cmphex (get_pixel (cr, x, y), ==, expected);
    }
  cairo_destroy (cr);
}

/* Whoever points at a marker, or near it, finds it; from far away nothing is found. */
static void
test_points_are_found_where_they_stand (void)
{
  g_autoptr (LumbarTrend) trend = invent_trend (3, 8, 0, "");
  cairo_t *cr = create_canvas (700, 400);
  g_auto (LumbarTrendPlot) chart = { 0 };
  guint found_series, found_point;

  lumbar_trend_plot_init (&chart, cr, trend, lumbar_trend_get_whole (trend), 700, 400, 13, lumbar_palette_light ());
  for (guint i = 0; i < trend->series->len; i++)
    {
      const LumbarTrendSeries *series = trend->series->pdata[i];

      for (guint j = 0; j < series->points->len; j++)
        {
          const LumbarTrendPoint *point = lumbar_trend_series_get_point (series, j);
          double x = lumbar_trend_plot_map_day (&chart, point->day);
          double y = lumbar_trend_plot_map_value (&chart, series->axis, point->value);
          const LumbarTrendSeries *other;
          const LumbarTrendPoint *found;

          g_assert_cmpfloat_with_epsilon (lumbar_trend_plot_unmap_day (&chart, x), point->day, 1e-6);
          g_assert_true (lumbar_trend_plot_find_point (&chart, x + 1, y - 1, 6, &found_series, &found_point));
          other = trend->series->pdata[found_series];
          found = lumbar_trend_series_get_point (other, found_point);
          /* Two series may have a point at one place. */
          g_assert_cmpfloat_with_epsilon (lumbar_trend_plot_map_day (&chart, found->day), x, 6);
          g_assert_cmpfloat_with_epsilon (lumbar_trend_plot_map_value (&chart, other->axis, found->value), y, 6);
        }
    }
  g_assert_false (lumbar_trend_plot_find_point (&chart, -100, -100, 6, &found_series, &found_point));
  cairo_destroy (cr);
}

typedef struct {
  const char *name;
  int series, point, mark;
  double skipped; /* Part of the days that lies before what is looked at */
  gboolean shown;
} LookCase;

static const LookCase looks[] = {
  { "nothing", -1, -1, -1, 0, FALSE },
  { "point", 0, 3, -1, 0, TRUE },
  { "highest-point", 0, 4, -1, 0, TRUE },
  { "event", -1, -1, 1, 0, TRUE },
  { "point-before-event", 0, 3, 1, 0, TRUE },
  { "point-out-of-sight", 0, 0, -1, 0.5, FALSE },
  { "event-out-of-sight", -1, -1, 0, 0.5, FALSE },
  { "no-such-series", 9, 0, -1, 0, FALSE },
  { "no-such-point", 0, 99, -1, 0, FALSE },
  { "no-such-event", -1, -1, 99, 0, FALSE },
};

/* What is pointed out changes the picture where it is in sight, and only then. */
static void
test_look (gconstpointer data)
{
  const LookCase *item = data;
  g_autoptr (LumbarTrend) trend = invent_trend (2, 8, 2, "Tizanidine");
  LumbarTrendLook plain = { lumbar_trend_get_whole (trend), -1, -1, -1 };
  LumbarTrendLook look;
  cairo_t *one = create_canvas (500, 300), *other = create_canvas (500, 300);
  guint n_different = 0;

  plain.viewport.first_day += item->skipped * (plain.viewport.last_day - plain.viewport.first_day);
  look = plain;
  look.series = item->series;
  look.point = item->point;
  look.mark = item->mark;
  lumbar_draw_trend_look (one, trend, &plain, 500, 300, 13, lumbar_palette_light ());
  lumbar_draw_trend_look (other, trend, &look, 500, 300, 13, lumbar_palette_light ());
  for (int y = 0; y < 300; y++)
    for (int x = 0; x < 500; x++)
      n_different += get_pixel (one, x, y) != get_pixel (other, x, y);
  g_assert_true ((n_different > 0) == item->shown);
  cairo_destroy (one);
  cairo_destroy (other);
}

/* Where the record is silent for long, the line is dotted: some of it is blank, and some is not. */
static void
test_gap_is_dotted (void)
{
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  static const char *const days[] = { "2024-01-01", "2024-02-01", "2024-03-01", "2025-03-01", "2025-04-01" };
  g_autoptr (LumbarTrend) trend = NULL;
  const LumbarTrendSeries *series;
  cairo_t *cr = create_canvas (500, 300);
  g_auto (LumbarTrendPlot) chart = { 0 };
  int y;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_ptr_array_add (measures, lumbar_measure_new ("penn-spasm", "", days[i], 2.5));
  trend = lumbar_trend_new (knowledge, (const char *const[]){ "penn-spasm", NULL }, measures, NULL);
  lumbar_draw_trend (cr, trend, 500, 300, 13, lumbar_palette_light ());
  lumbar_trend_plot_init (&chart, cr, trend, lumbar_trend_get_whole (trend), 500, 300, 13, lumbar_palette_light ());
  series = trend->series->pdata[0];
  y = (int) lumbar_trend_plot_map_value (&chart, 0, 2.5);
  for (guint i = 2; i < 4; i++)
    {
      int from = (int) lumbar_trend_plot_map_day (&chart, lumbar_trend_series_get_point (series, i - 1)->day) + 8;
      int until = (int) lumbar_trend_plot_map_day (&chart, lumbar_trend_series_get_point (series, i)->day) - 8;
      int n_blank = 0;

      for (int x = from; x < until; x++)
        n_blank += get_pixel (cr, x, y) == 0;
      if (i == 3)
        g_assert_true (n_blank > (until - from) / 3 && n_blank < until - from);
      else
        g_assert_cmpint (n_blank, ==, 0);
    }
  cairo_destroy (cr);
}

static void
test_leaves_the_context_alone (void)
{
  g_autoptr (LumbarTrend) trend = invent_trend (3, 12, 5, "Tizanidine");
  cairo_t *cr = create_canvas (500, 300);
  cairo_matrix_t before, after;

  cairo_scale (cr, 0.5, 0.5);
  cairo_set_line_width (cr, 7);
  cairo_get_matrix (cr, &before);
  lumbar_draw_trend (cr, trend, 500, 300, 13, lumbar_palette_light ());
  cairo_get_matrix (cr, &after);
  g_assert_cmpint (memcmp (&before, &after, sizeof before), ==, 0);
  g_assert_cmpfloat (cairo_get_line_width (cr), ==, 7);
  g_assert_cmpint (cairo_get_dash_count (cr), ==, 0);
  cairo_destroy (cr);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *inside = g_strdup_printf ("/drawing/trend/ink-stays-inside/%s", cases[i].name);
      g_autofree char *layout = g_strdup_printf ("/drawing/trend/layout/%s", cases[i].name);

      g_test_add_data_func (inside, &cases[i], test_ink_stays_inside);
      g_test_add_data_func (layout, &cases[i], test_layout);
    }
  g_test_add_func ("/drawing/trend/any-size", test_any_size);
  g_test_add_func ("/drawing/trend/empty-says-so", test_empty_says_so);
  g_test_add_func ("/drawing/trend/same-every-time", test_same_every_time);
  g_test_add_func ("/drawing/trend/points-are-where-they-belong", test_points_are_where_they_belong);
  g_test_add_func ("/drawing/trend/points-are-found-where-they-stand", test_points_are_found_where_they_stand);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/trend/look/%s", looks[i].name);

      g_test_add_data_func (path, &looks[i], test_look);
    }
  g_test_add_func ("/drawing/trend/gap-is-dotted", test_gap_is_dotted);
  g_test_add_func ("/drawing/trend/leaves-the-context-alone", test_leaves_the_context_alone);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
