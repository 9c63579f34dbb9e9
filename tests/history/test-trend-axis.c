/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks stand at days and numbers that people count in, inside the axis, neither too many nor too few. */

#include <math.h>
#include <stdio.h>

#include "lumbar-trend-axis.h"

typedef struct {
  const char *name;
  const char *first;
  const char *last;
  const char *labels;
} DayCase;

static const DayCase day_cases[] = {
  { "a-week-by-days", "2025-03-12", "2025-03-18",
    "12 Mar 2025|13 Mar|14 Mar|15 Mar|16 Mar|17 Mar|18 Mar" },
  { "two-weeks-by-two-days", "2025-03-12", "2025-03-26",
    "13 Mar 2025|15 Mar|17 Mar|19 Mar|21 Mar|23 Mar|25 Mar" },
  { "weeks-begin-on-monday", "2025-03-12", "2025-04-20",
    "17 Mar 2025|24 Mar|31 Mar|7 Apr|14 Apr" },
  { "year-named-again-when-it-changes", "2025-12-01", "2026-01-20",
    "1 Dec 2025|8 Dec|15 Dec|22 Dec|29 Dec|5 Jan 2026|12 Jan|19 Jan" },
  { "months", "2025-03-12", "2025-10-02", "Apr 2025|May 2025|Jun 2025|Jul 2025|Aug 2025|Sep 2025|Oct 2025" },
  { "quarters-of-the-calendar", "2025-02-12", "2026-08-02",
    "Apr 2025|Jul 2025|Oct 2025|Jan 2026|Apr 2026|Jul 2026" },
  { "half-years", "2022-02-12", "2025-08-02",
    "Jul 2022|Jan 2023|Jul 2023|Jan 2024|Jul 2024|Jan 2025|Jul 2025" },
  { "years", "2016-02-12", "2022-08-02", "2017|2018|2019|2020|2021|2022" },
  { "ten-years-by-two", "2014-06-01", "2025-06-01", "2016|2018|2020|2022|2024" },
  { "forty-years-by-five", "1984-06-01", "2024-06-01", "1985|1990|1995|2000|2005|2010|2015|2020" },
  { "leap-day-is-a-day", "2024-02-26", "2024-03-02",
    "26 Feb 2024|27 Feb|28 Feb|29 Feb|1 Mar|2 Mar" },
};

static double
to_day (const char *text)
{
  guint year, month, day;
  GDate date;

  g_assert_cmpint (sscanf (text, "%u-%u-%u", &year, &month, &day), ==, 3);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

static char *
join_labels (GPtrArray *ticks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", tick->label);
    }
  return g_strdup (text->str);
}

static void
test_days (gconstpointer data)
{
  const DayCase *item = data;
  g_autoptr (GPtrArray) ticks = lumbar_trend_axis_day_ticks (to_day (item->first), to_day (item->last));
  g_autofree char *labels = join_labels (ticks);

  g_assert_cmpstr (labels, ==, item->labels);
}

typedef struct {
  const char *name;
  double minimum;
  double maximum;
  const char *labels;
} ValueCase;

static const ValueCase value_cases[] = {
  { "nrs-0-10", 0, 10, "0|2|4|6|8|10" },
  { "rmdq-0-24", 0, 24, "0|4|8|12|16|20|24" },
  { "odi-0-100", 0, 100, "0|20|40|60|80|100" },
  { "ashworth-0-5", 0, 5, "0|1|2|3|4|5" },
  { "penn-0-4", 0, 4, "0|1|2|3|4" },
  { "phq-0-6", 0, 6, "0|1|2|3|4|5|6" },
  { "days-0-7", 0, 7, "0|2|4|6" },
  { "start-back-0-9", 0, 9, "0|2|4|6|8" },
  { "paindetect-below-zero", -1, 38, "0|10|20|30" },
  { "fractions-have-no-tail", 0, 1, "0|0.2|0.4|0.6|0.8|1" },
  { "thousands", 0, 3000, "0|500|1000|1500|2000|2500|3000" },
};

static void
test_values (gconstpointer data)
{
  const ValueCase *item = data;
  g_autoptr (GPtrArray) ticks = lumbar_trend_axis_value_ticks (item->minimum, item->maximum);
  g_autofree char *labels = join_labels (ticks);

  g_assert_cmpstr (labels, ==, item->labels);
}

static void
check_ticks (GPtrArray *ticks, double low, double high, guint least, guint most)
{
  g_assert_cmpuint (ticks->len, >=, least);
  g_assert_cmpuint (ticks->len, <=, most);
  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];
      const LumbarTrendTick *before = i > 0 ? ticks->pdata[i - 1] : NULL;

      g_assert_cmpfloat (tick->position, >=, low - 1e-6);
      g_assert_cmpfloat (tick->position, <=, high + 1e-6);
      g_assert_true (g_utf8_validate (tick->label, -1, NULL) && *tick->label != '\0');
      if (before != NULL)
        g_assert_cmpfloat (tick->position, >, before->position);
    }
}

static void
test_any_days (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);

  for (guint i = 0; i < 2000; i++)
    {
      double earliest = to_day ("1880-01-01") + g_rand_double_range (random, 0, 60000);
      double latest = earliest + exp (g_rand_double_range (random, -3, 11));
      double first, last;
      g_autoptr (GPtrArray) ticks = NULL;

      lumbar_trend_axis_fit_days (earliest, latest, &first, &last);
      g_assert_cmpfloat (first, <, earliest);
      g_assert_cmpfloat (last, >, latest);
      ticks = lumbar_trend_axis_day_ticks (first, last);
      check_ticks (ticks, first, last, 2, 11);
    }
}

static void
test_any_values (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4712);

  for (guint i = 0; i < 2000; i++)
    {
      double minimum = floor (g_rand_double_range (random, -50, 50));
      double maximum = minimum + ceil (exp (g_rand_double_range (random, 0, 12)));
      g_autoptr (GPtrArray) ticks = lumbar_trend_axis_value_ticks (minimum, maximum);

      check_ticks (ticks, minimum, maximum, 2, 8);
    }
}

static void
test_ends_of_the_calendar (void)
{
  double first, last;

  lumbar_trend_axis_fit_days (1, 1, &first, &last);
  g_assert_cmpfloat (first, >=, 1);
  g_assert_cmpfloat (last, >, first);
  lumbar_trend_axis_fit_days (3652059, 3652059, &first, &last);
  g_assert_cmpfloat (last, <=, 3652059);
  g_assert_cmpfloat (last, >, first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (day_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/history/axis/days/%s", day_cases[i].name);

      g_test_add_data_func (path, &day_cases[i], test_days);
    }
  for (guint i = 0; i < G_N_ELEMENTS (value_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/history/axis/values/%s", value_cases[i].name);

      g_test_add_data_func (path, &value_cases[i], test_values);
    }
  g_test_add_func ("/history/axis/any-span-of-days-has-ticks-inside", test_any_days);
  g_test_add_func ("/history/axis/any-scale-has-ticks-inside", test_any_values);
  g_test_add_func ("/history/axis/ends-of-the-calendar", test_ends_of_the_calendar);
  return g_test_run ();
}
