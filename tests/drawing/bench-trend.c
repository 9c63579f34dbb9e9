/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a chart of 5,000 visits takes to draw, whole and while it is looked at closely. */

#include <stdlib.h>
#include <time.h>

#include "lumbar-draw-trend.h"
#include "lumbar-many-visits.h"

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
