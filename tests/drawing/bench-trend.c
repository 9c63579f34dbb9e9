/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a chart of 5,000 visits takes to draw, whole and while it is looked at closely. */

#include <stdlib.h>
#include <time.h>

#include "lumbar-draw-trend.h"

#define N_POINTS 5000
#define N_ROUNDS 101
#define WIDTH 800
#define HEIGHT 400
#define BOUND_MS 8.0

/* Of this thread: the machine may be shared. */
static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare (const void *a, const void *b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static LumbarTrend *
make_trend (LumbarKnowledge *knowledge)
{
  static const char *const ids[] = { "nrs-pain-average", NULL };
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GDate date;
  char day[16];

  for (guint i = 0; i < N_POINTS; i++)
    {
      g_date_clear (&date, 1);
      g_date_set_julian (&date, 735000 + i);
      g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
      g_ptr_array_add (measures, lumbar_measure_new (ids[0], "", day, g_rand_int_range (random, 0, 11)));
    }
  return lumbar_trend_new (knowledge, ids, measures, NULL);
}

static double
measure (LumbarTrend *trend, double share, const char *title)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  double span = (trend->last_day - trend->first_day) * share;
  LumbarTrendLook look = { { trend->last_day - span, trend->last_day }, -1, -1, -1 };
  double times[N_ROUNDS];

  for (int i = -5; i < N_ROUNDS; i++)
    {
      double begin = now_ms ();

      lumbar_draw_trend_look (cr, trend, &look, WIDTH, HEIGHT, 13, lumbar_palette_light ());
      cairo_surface_flush (surface);
      if (i >= 0)
        times[i] = now_ms () - begin;
    }
  qsort (times, N_ROUNDS, sizeof *times, compare);
  g_print ("%s: median %.2f ms, longest %.2f ms (bound of the median: %g ms)\n", title, times[N_ROUNDS / 2],
           times[N_ROUNDS - 1], BOUND_MS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return times[N_ROUNDS / 2];
}

int
main (void)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_autoptr (LumbarTrend) trend = make_trend (knowledge);
  double whole = measure (trend, 1, "5,000 visits");
  double half = measure (trend, 0.5, "2,500 of 5,000 visits");
  double tenth = measure (trend, 0.1, "500 of 5,000 visits");

  return MAX (MAX (whole, half), tenth) <= BOUND_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}
