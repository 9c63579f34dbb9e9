/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zooming and panning never show nothing, never leave the trend, and can be taken back. */

#include <math.h>

#include "lumbar-trend-viewport.h"

#define N_RANDOM 10000
#define EPSILON 1e-6

static const LumbarTrendViewport year = { 739000, 739365 };

static void
assert_viewport (LumbarTrendViewport self, double first_day, double last_day)
{
  g_assert_cmpfloat_with_epsilon (self.first_day, first_day, EPSILON);
  g_assert_cmpfloat_with_epsilon (self.last_day, last_day, EPSILON);
}

static void
test_zoom_keeps_the_day (void)
{
  LumbarTrendViewport half = lumbar_trend_viewport_zoom (year, year, 739073, 2);

  assert_viewport (half, 739036.5, 739219);
  assert_viewport (lumbar_trend_viewport_zoom (half, year, 739073, 0.5), 739000, 739365);
}

static void
test_zoom_ends_at_two_weeks (void)
{
  LumbarTrendViewport close = lumbar_trend_viewport_zoom (year, year, 739100, 1e9);

  g_assert_cmpfloat_with_epsilon (lumbar_trend_viewport_get_span (close), 14, EPSILON);
  g_assert_true (lumbar_trend_viewport_contains (close, 739100));
}

static void
test_zoom_out_ends_at_the_whole (void)
{
  g_assert_true (lumbar_trend_viewport_is_whole (lumbar_trend_viewport_zoom (year, year, 739100, 0.1), year));
}

static void
test_pan_stops_at_the_ends (void)
{
  LumbarTrendViewport self = { 739100, 739200 };

  assert_viewport (lumbar_trend_viewport_pan (self, year, 50), 739150, 739250);
  assert_viewport (lumbar_trend_viewport_pan (self, year, 1e6), 739265, 739365);
  assert_viewport (lumbar_trend_viewport_pan (self, year, -1e6), 739000, 739100);
}

static void
test_reveal_moves_no_farther_than_needed (void)
{
  LumbarTrendViewport self = { 739100, 739200 };

  assert_viewport (lumbar_trend_viewport_reveal (self, year, 739150), 739100, 739200);
  assert_viewport (lumbar_trend_viewport_reveal (self, year, 739250), 739160, 739260);
  assert_viewport (lumbar_trend_viewport_reveal (self, year, 739365), 739265, 739365);
  assert_viewport (lumbar_trend_viewport_reveal (self, year, 739001), 739000, 739100);
}

static void
test_nonsense_shows_the_whole (void)
{
  const LumbarTrendViewport none[] = { { NAN, 739100 }, { 739200, 739100 }, { 739100, 739100 }, { 0, HUGE_VAL } };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    assert_viewport (lumbar_trend_viewport_clamp (none[i], year), 739000, 739365);
  assert_viewport (lumbar_trend_viewport_zoom (year, year, 739100, 0), 739000, 739365);
  assert_viewport (lumbar_trend_viewport_zoom (year, year, NAN, 2), 739000, 739365);
  assert_viewport (lumbar_trend_viewport_pan (year, year, NAN), 739000, 739365);
}

/* A trend shorter than two weeks can't be looked at more closely than that. */
static void
test_short_whole (void)
{
  const LumbarTrendViewport days = { 739000, 739005 };

  assert_viewport (lumbar_trend_viewport_zoom (days, days, 739002, 4), 739000, 739005);
}

static void
check_sound (LumbarTrendViewport self, LumbarTrendViewport whole)
{
  g_assert_cmpfloat (self.first_day, >=, whole.first_day);
  g_assert_cmpfloat (self.last_day, <=, whole.last_day + EPSILON);
  g_assert_cmpfloat (lumbar_trend_viewport_get_span (self), >=,
                     MIN (14, lumbar_trend_viewport_get_span (whole)) - EPSILON);
}

static LumbarTrendViewport
random_viewport (GRand *random, LumbarTrendViewport whole)
{
  double a = g_rand_double_range (random, whole.first_day - 500, whole.last_day + 500);
  double b = g_rand_double_range (random, whole.first_day - 500, whole.last_day + 500);

  return lumbar_trend_viewport_clamp ((LumbarTrendViewport){ MIN (a, b), MAX (a, b) }, whole);
}

static void
test_any_way (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261126);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      double first_day = g_rand_double_range (random, 1, 3e6);
      LumbarTrendViewport whole = { first_day, first_day + g_rand_double_range (random, 7, 5000) };
      LumbarTrendViewport self = random_viewport (random, whole);
      double day = g_rand_double_range (random, self.first_day, self.last_day);
      double factor = g_rand_double_range (random, 1.01, 4);
      double days = g_rand_double_range (random, -6000, 6000);
      LumbarTrendViewport closer = lumbar_trend_viewport_zoom (self, whole, day, factor);
      LumbarTrendViewport panned = lumbar_trend_viewport_pan (self, whole, days);

      check_sound (self, whole);
      check_sound (closer, whole);
      check_sound (panned, whole);
      g_assert_cmpfloat_with_epsilon (lumbar_trend_viewport_get_span (panned),
                                      lumbar_trend_viewport_get_span (self), EPSILON);
      g_assert_true (closer.first_day >= self.first_day - EPSILON && closer.last_day <= self.last_day + EPSILON);
      if (lumbar_trend_viewport_get_span (self) / factor > 14)
        {
          LumbarTrendViewport back = lumbar_trend_viewport_zoom (closer, whole, day, 1 / factor);

          assert_viewport (back, self.first_day, self.last_day);
        }
      check_sound (lumbar_trend_viewport_zoom (self, whole, day, 1 / factor), whole);
      day = g_rand_double_range (random, whole.first_day, whole.last_day);
      g_assert_true (lumbar_trend_viewport_contains (lumbar_trend_viewport_reveal (self, whole, day), day));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/viewport/zoom-keeps-the-day", test_zoom_keeps_the_day);
  g_test_add_func ("/history/viewport/zoom-ends-at-two-weeks", test_zoom_ends_at_two_weeks);
  g_test_add_func ("/history/viewport/zoom-out-ends-at-the-whole", test_zoom_out_ends_at_the_whole);
  g_test_add_func ("/history/viewport/pan-stops-at-the-ends", test_pan_stops_at_the_ends);
  g_test_add_func ("/history/viewport/reveal-moves-no-farther-than-needed", test_reveal_moves_no_farther_than_needed);
  g_test_add_func ("/history/viewport/nonsense-shows-the-whole", test_nonsense_shows_the_whole);
  g_test_add_func ("/history/viewport/short-whole", test_short_whole);
  g_test_add_func ("/history/viewport/any-way", test_any_way);
  return g_test_run ();
}
