/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten thousand invented histories: whatever the record holds, axes, band, links and words keep their
 * promises. The expected numbers are worked out here, apart from the code that is tested. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-trend-change.h"
#include "lumbar-trend.h"

#define N_HISTORIES 10000

static LumbarKnowledge *knowledge;

static const char *const ids[] = { "nrs-pain-average", "rmdq-24", "nrs-spasticity", "phq-2", NULL };

static const LumbarInstrument *
get_instrument (const LumbarTrendSeries *series)
{
  return lumbar_knowledge_find_instrument (knowledge, series->instrument_id);
}

/* Mostly whole scores on the scale, sometimes a mean, seldom one that the scale does not have. */
static double
random_score (GRand *random, const LumbarInstrument *instrument)
{
  int kind = g_rand_int_range (random, 0, 40);

  if (kind == 0)
    return instrument->maximum + g_rand_int_range (random, 1, 30);
  if (kind < 5)
    return g_rand_double_range (random, instrument->minimum, instrument->maximum);
  return g_rand_int_range (random, (int) instrument->minimum, (int) instrument->maximum + 1);
}

/* Visits days to years apart, some at one instant. */
static GPtrArray *
random_measures (GRand *random)
{
  GPtrArray *measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  int n = g_rand_int_range (random, 1, 14);
  guint32 day = 730000;

  for (int i = 0; i < n; i++)
    {
      static const int most[] = { 1, 10, 120, 1200 };
      g_autofree char *visit = g_strdup_printf ("visit-%d", i);
      char at[16];
      GDate date;

      day += (guint32) g_rand_int_range (random, 0, most[g_rand_int_range (random, 0, 4)]);
      g_date_clear (&date, 1);
      g_date_set_julian (&date, day);
      g_date_strftime (at, sizeof at, "%Y-%m-%d", &date);
      for (guint j = 0; ids[j] != NULL; j++)
        if (g_rand_int_range (random, 0, 3) > 0)
          g_ptr_array_add (measures,
                           lumbar_measure_new (ids[j], visit, at,
                                               random_score (random, lumbar_knowledge_find_instrument (
                                                                       knowledge, ids[j]))));
    }
  return measures;
}

/* 1, 2, 4 or 5 and their tenfolds. */
static gboolean
is_round (double step)
{
  double mantissa = step / pow (10, floor (log10 (step) + 1e-9));

  return fabs (mantissa - 1) < 1e-6 || fabs (mantissa - 2) < 1e-6 || fabs (mantissa - 4) < 1e-6 ||
         fabs (mantissa - 5) < 1e-6;
}

static void
check_ticks (GPtrArray *ticks, double low, double high, gboolean even)
{
  double step = 0;

  g_assert_cmpuint (ticks->len, >=, 2);
  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];
      double distance = i > 0 ? tick->position - ((const LumbarTrendTick *) ticks->pdata[i - 1])->position : 0;

      g_assert_true (tick->position >= low && tick->position <= high);
      if (i > 0)
        g_assert_cmpfloat (distance, >, 0);
      if (even && i > 0)
        g_assert_true (is_round (distance));
      if (even && i > 1)
        g_assert_cmpfloat_with_epsilon (distance, step, 1e-6);
      step = distance;
    }
}

static void
check_axes (const LumbarTrend *trend)
{
  check_ticks (trend->day_ticks, trend->first_day, trend->last_day, FALSE);
  for (guint i = 0; i < trend->axes->len; i++)
    {
      const LumbarTrendAxis *axis = trend->axes->pdata[i];

      check_ticks (axis->ticks, axis->minimum, axis->maximum, TRUE);
      g_assert_true (axis->minimum <= axis->scale_minimum && axis->maximum >= axis->scale_maximum);
    }
  for (guint i = 0; i < trend->series->len; i++)
    {
      const LumbarTrendSeries *series = trend->series->pdata[i];
      const LumbarTrendAxis *axis = trend->axes->pdata[series->axis];

      g_assert_cmpfloat (axis->scale_minimum, ==, get_instrument (series)->minimum);
      g_assert_cmpfloat (axis->scale_maximum, ==, get_instrument (series)->maximum);
      for (guint j = 0; j < series->points->len; j++)
        {
          const LumbarTrendPoint *point = lumbar_trend_series_get_point (series, j);

          g_assert_true (point->day > trend->first_day && point->day < trend->last_day);
          g_assert_true (point->value >= axis->minimum && point->value <= axis->maximum);
          g_assert_true (point->smoothed >= axis->minimum && point->smoothed <= axis->maximum);
        }
    }
}

static gboolean
lies_outside (const LumbarTrendSeries *series, guint point)
{
  double value = lumbar_trend_series_get_point (series, point)->value;

  return value < get_instrument (series)->minimum || value > get_instrument (series)->maximum;
}

static int
compare_doubles (const void *a, const void *b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
check_links (const LumbarTrendSeries *series)
{
  guint n = series->points->len;
  g_autofree double *distances = g_new0 (double, n);
  g_autofree double *sorted = NULL;

  for (guint i = 1; i < n; i++)
    distances[i - 1] =
      lumbar_trend_series_get_point (series, i)->day - lumbar_trend_series_get_point (series, i - 1)->day;
  sorted = g_memdup2 (distances, n * sizeof *distances);
  qsort (sorted, n - 1, sizeof *sorted, compare_doubles);
  for (guint i = 0; i < n; i++)
    {
      LumbarTrendLink expected = LUMBAR_TREND_LINK_PLAIN;

      if (i == 0 || lies_outside (series, i) != lies_outside (series, i - 1))
        expected = LUMBAR_TREND_LINK_NONE;
      else if (distances[i - 1] > 200 && distances[i - 1] > 3 * sorted[(n - 1) / 2])
        expected = LUMBAR_TREND_LINK_MISSING;
      g_assert_cmpint (lumbar_trend_series_get_point (series, i)->link, ==, expected);
    }
}

static void
check_band (const LumbarTrend *trend)
{
  const LumbarTrendSeries *series = trend->series->pdata[0];
  const LumbarInstrument *instrument = get_instrument (series);
  double baseline = lumbar_trend_series_get_point (series, series->baseline)->value;
  double important = instrument->mcid_points > 0 ? instrument->mcid_points
                                                 : baseline * instrument->mcid_percent / 100;

  if (important <= 0 || lies_outside (series, series->baseline))
    {
      g_assert_true (isnan (trend->band_low) && isnan (trend->band_high));
      return;
    }
  g_assert_cmpfloat_with_epsilon (trend->band_low, MAX (baseline - important, instrument->minimum), 1e-9);
  g_assert_cmpfloat_with_epsilon (trend->band_high, MIN (baseline + important, instrument->maximum), 1e-9);
  g_assert_cmpfloat (trend->band_low, <, trend->band_high);
}

static gboolean
is_broken (const LumbarTrendSeries *series)
{
  for (guint i = series->baseline + 1; i < series->points->len; i++)
    if (lumbar_trend_series_get_point (series, i)->link == LUMBAR_TREND_LINK_NONE)
      return TRUE;
  return FALSE;
}

/* The words name the last score, and "more than" stands there exactly where the numbers say so. */
static void
check_words (const LumbarTrendSeries *series)
{
  const LumbarInstrument *instrument = get_instrument (series);
  double from = lumbar_trend_series_get_point (series, series->baseline)->value;
  double to = lumbar_trend_series_get_last (series)->value;
  double important = instrument->mcid_points > 0 ? instrument->mcid_points : from * instrument->mcid_percent / 100;
  gboolean compared = series->baseline + 1 < series->points->len && !is_broken (series);
  g_autofree char *now = lumbar_trend_score_label (to);

  g_assert_nonnull (strstr (series->words, now));
  g_assert_null (strstr (series->words, "nan"));
  g_assert_cmpint (strstr (series->words, "more than the minimal") != NULL, ==,
                   compared && important > 0 && fabs (to - from) > important + 1e-6);
  g_assert_cmpint (strstr (series->words, "less than the minimal") != NULL, ==,
                   compared && important > 0 && fabs (to - from) > 1e-6 && fabs (to - from) < important - 1e-6);
  g_assert_cmpint (strstr (series->words, "unchanged") != NULL, ==, compared && fabs (to - from) < 1e-6);
}

static void
check_baseline (const LumbarTrendSeries *series, const char *wanted)
{
  const char *found = lumbar_trend_series_get_point (series, series->baseline)->encounter_id;

  if (wanted != NULL && strcmp (found, wanted) == 0)
    return;
  g_assert_cmpuint (series->baseline, ==, 0);
  for (guint i = 0; wanted != NULL && i < series->points->len; i++)
    g_assert_cmpstr (lumbar_trend_series_get_point (series, i)->encounter_id, !=, wanted);
}

static void
test_any_history (void)
{
  static const char *const baselines[] = { NULL, "visit-0", "visit-2", "visit-5" };
  static const guint windows[] = { 0, 3, 5 };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261126);

  for (guint i = 0; i < N_HISTORIES; i++)
    {
      g_autoptr (GPtrArray) measures = random_measures (random);
      const LumbarTrendSetting setting = { baselines[g_rand_int_range (random, 0, 4)],
                                           windows[g_rand_int_range (random, 0, 3)] };
      g_autoptr (LumbarTrend) trend = lumbar_trend_new_with (knowledge, ids, measures, NULL, &setting);

      if (lumbar_trend_is_empty (trend))
        continue;
      check_axes (trend);
      check_band (trend);
      for (guint j = 0; j < trend->series->len; j++)
        {
          check_links (trend->series->pdata[j]);
          check_baseline (trend->series->pdata[j], setting.baseline_id);
          check_words (trend->series->pdata[j]);
        }
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  g_test_add_func ("/history/trend/ten-thousand-histories", test_any_history);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
