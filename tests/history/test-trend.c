/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends say what the record holds: in order, with gaps, events and band, and never more than is known. */

#include <math.h>
#include <string.h>

#include "lumbar-trend.h"

static LumbarKnowledge *knowledge;

static const char *const three_ids[] = { "nrs-pain-average", "nrs-spasticity", "peg", NULL };

/* "scale day score" joined by ";"; a day may be an instant. */
static GPtrArray *
read_measures (const char *text)
{
  GPtrArray *measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_auto (GStrv) rows = g_strsplit (text, ";", -1);

  for (guint i = 0; rows[i] != NULL && *rows[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strstrip (rows[i]), " ", -1);
      g_autofree char *visit = g_strdup_printf ("visit-%u", i);

      g_assert_cmpuint (g_strv_length (cells), ==, 3);
      g_ptr_array_add (measures,
                       lumbar_measure_new (cells[0], visit, cells[1], g_ascii_strtod (cells[2], NULL)));
    }
  return measures;
}

static LumbarTrend *
trend_of (const char *text)
{
  g_autoptr (GPtrArray) measures = read_measures (text);

  return lumbar_trend_new (knowledge, three_ids, measures, NULL);
}

/* How the links read: no line, a plain one, one where a visit is missing. */
static const char *const breaks[] = { " /", "", " |" };

/* Each series as "scale: score score | score / score", with "|" where a visit is missing and "/" where the
 * line breaks. */
static char *
describe (LumbarTrend *trend)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < trend->series->len; i++)
    {
      const LumbarTrendSeries *series = trend->series->pdata[i];

      g_string_append_printf (text, "%s%s:", i > 0 ? "; " : "", series->instrument_id);
      for (guint j = 0; j < series->points->len; j++)
        {
          const LumbarTrendPoint *point = series->points->pdata[j];

          g_string_append_printf (text, "%s %g", j == 0 ? "" : breaks[point->link], point->value);
        }
    }
  return g_strdup (text->str);
}

typedef struct {
  const char *name;
  const char *measures;
  const char *series;
  const char *summary;
} Case;

static const Case cases[] = {
  { "nothing", "", "", "No scores yet" },
  { "one-visit-claims-no-change", "nrs-pain-average 2025-03-12 7", "nrs-pain-average: 7",
    "Average pain, past week: 7 on 12 Mar 2025, one visit so far" },
  { "sorted-by-time",
    "nrs-pain-average 2025-05-12 5;nrs-pain-average 2025-03-12 7;nrs-pain-average 2025-04-12 6",
    "nrs-pain-average: 7 6 5",
    "Average pain, past week: 7 → 5 since 12 Mar 2025, as much as the minimal important difference of 2" },
  { "series-in-the-order-asked-for",
    "peg 2025-03-12 6;nrs-spasticity 2025-03-12 8;nrs-pain-average 2025-03-12 7",
    "nrs-pain-average: 7; nrs-spasticity: 8; peg: 6",
    "Average pain, past week: 7 on 12 Mar 2025, one visit so far" },
  { "empty-series-left-out", "peg 2025-03-12 6;peg 2025-04-12 3", "peg: 6 3",
    "PEG (pain, enjoyment, general activity): 6 → 3 since 12 Mar 2025, more than the minimal important "
    "difference of 1" },
  { "other-scales-left-out", "edss 2025-03-12 6;nrs-pain-average 2025-03-12 7;no-such 2025-03-12 1",
    "nrs-pain-average: 7", NULL },
  { "two-visits-in-a-day-keep-their-order",
    "nrs-pain-average 2025-03-12T15:00:00Z 5;nrs-pain-average 2025-03-12T09:00:00Z 8", "nrs-pain-average: 8 5",
    NULL },
  { "a-zone-is-an-instant",
    "nrs-pain-average 2025-03-12T09:00:00+05:00 8;nrs-pain-average 2025-03-12T05:00:00Z 5",
    "nrs-pain-average: 8 5", NULL },
  { "same-instant", "nrs-pain-average 2025-03-12 5;nrs-pain-average 2025-03-12 8", "nrs-pain-average: 5 8",
    NULL },
  { "a-long-silence-is-a-gap",
    "nrs-pain-average 2025-01-01 7;nrs-pain-average 2025-02-01 6;nrs-pain-average 2025-03-01 6;"
    "nrs-pain-average 2025-12-01 3;nrs-pain-average 2026-01-01 3",
    "nrs-pain-average: 7 6 6 | 3 3", NULL },
  { "yearly-visits-are-no-gaps",
    "nrs-pain-average 2021-01-01 7;nrs-pain-average 2022-01-01 6;nrs-pain-average 2023-02-01 6;"
    "nrs-pain-average 2024-01-01 3",
    "nrs-pain-average: 7 6 6 3", NULL },
  { "three-months-after-days-is-no-gap",
    "nrs-pain-average 2025-01-01 7;nrs-pain-average 2025-01-03 6;nrs-pain-average 2025-01-05 6;"
    "nrs-pain-average 2025-04-05 3",
    "nrs-pain-average: 7 6 6 3", NULL },
  { "two-visits-far-apart-are-joined", "nrs-pain-average 2020-01-01 7;nrs-pain-average 2025-01-01 6",
    "nrs-pain-average: 7 6", NULL },
  { "gaps-are-of-one-series",
    "nrs-pain-average 2025-01-01 7;nrs-pain-average 2025-02-01 6;nrs-pain-average 2025-03-01 6;"
    "nrs-pain-average 2025-12-01 3;peg 2025-01-01 5;peg 2025-12-01 4",
    "nrs-pain-average: 7 6 6 | 3; peg: 5 4", NULL },
  { "no-valid-day", "nrs-pain-average yesterday 7;nrs-pain-average 2025-02-30 6;nrs-pain-average 2025-03-12T 5;"
                    "nrs-pain-average 2025-03-12 4",
    "nrs-pain-average: 4", NULL },
  { "no-possible-score",
    "nrs-pain-average 2025-03-12 nan;nrs-pain-average 2025-03-12 inf;nrs-pain-average 2025-03-12 1e300;"
    "nrs-pain-average 2025-03-12 4",
    "nrs-pain-average: 4", NULL },
  { "another-edition-of-the-scale-breaks-the-line",
    "nrs-pain-average 2025-01-12 7;nrs-pain-average 2025-02-12 40;nrs-pain-average 2025-03-12 55;"
    "nrs-pain-average 2025-04-12 4",
    "nrs-pain-average: 7 / 40 55 / 4",
    "Average pain, past week: 7 → 4 since 12 Jan 2025, not to be compared: the scale changed between" },
  { "editions-with-ids-of-their-own-are-never-joined", "nrs-pain-average 2025-01-12 7;peg 2025-02-12 4",
    "nrs-pain-average: 7; peg: 4", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (LumbarTrend) trend = trend_of (item->measures);
  g_autofree char *series = describe (trend);

  g_assert_cmpstr (series, ==, item->series);
  g_assert_cmpint (lumbar_trend_is_empty (trend), ==, *item->series == '\0');
  if (item->summary != NULL)
    g_assert_cmpstr (trend->summary, ==, item->summary);
}

/* Axes and band. */

typedef struct {
  const char *name;
  const char *measures;
  double minimum;
  double maximum;
  double band_low;
  double band_high;
} BandCase;

static const BandCase band_cases[] = {
  { "round-the-baseline", "nrs-pain-average 2025-03-12 7;nrs-pain-average 2025-04-12 3", 0, 10, 5, 9 },
  { "ends-at-the-top", "nrs-pain-average 2025-03-12 9", 0, 10, 7, 10 },
  { "ends-at-the-bottom", "nrs-pain-average 2025-03-12 1", 0, 10, 0, 3 },
  { "of-the-first-series-only", "nrs-spasticity 2025-03-12 9;nrs-pain-average 2025-03-12 4", 0, 10, 2, 6 },
  { "of-the-first-that-has-scores", "peg 2025-03-12 5", 0, 10, 4, 6 },
  { "a-share-of-the-baseline", "nrs-spasticity 2025-03-12 5", 0, 10, 3.5, 6.5 },
  { "none-from-zero-percent", "nrs-spasticity 2025-03-12 0", 0, 10, NAN, NAN },
  { "a-score-beyond-the-scale-widens-it", "nrs-pain-average 2025-03-12 7;nrs-pain-average 2025-04-12 11.5",
    0, 12, 5, 9 },
};

static void
assert_same (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat_with_epsilon (value, expected, 1e-9);
}

static const LumbarTrendAxis *
get_axis (const LumbarTrend *trend, guint index)
{
  return trend->axes->pdata[index];
}

static void
test_band (gconstpointer data)
{
  const BandCase *item = data;
  g_autoptr (LumbarTrend) trend = trend_of (item->measures);

  g_assert_cmpuint (trend->axes->len, ==, 1);
  g_assert_cmpfloat (get_axis (trend, 0)->minimum, ==, item->minimum);
  g_assert_cmpfloat (get_axis (trend, 0)->maximum, ==, item->maximum);
  assert_same (trend->band_low, item->band_low);
  assert_same (trend->band_high, item->band_high);
  g_assert_cmpint (*trend->band_label == '\0', ==, isnan (item->band_low));
}

/* One range, one axis; another range, another axis, in the order of the series. */
static void
test_ranges_have_axes_of_their_own (void)
{
  static const char *const ids[] = { "nrs-pain-average", "rmdq-24", "nrs-pain-average", "no-such",
                                     "nrs-spasticity", NULL };
  static const guint axes[] = { 0, 1, 0 };
  g_autoptr (GPtrArray) measures =
    read_measures ("nrs-pain-average 2025-03-12 7;rmdq-24 2025-03-12 14;nrs-spasticity 2025-03-12 2");
  g_autoptr (LumbarTrend) trend = lumbar_trend_new (knowledge, ids, measures, NULL);

  g_assert_cmpuint (trend->series->len, ==, 3);
  g_assert_cmpuint (trend->axes->len, ==, 2);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (((const LumbarTrendSeries *) trend->series->pdata[i])->axis, ==, axes[i]);
  g_assert_cmpfloat (get_axis (trend, 0)->maximum, ==, 10);
  g_assert_cmpfloat (get_axis (trend, 1)->maximum, ==, 24);
}

/* A chosen visit moves band and words; one without a score of the scale, or none, leaves the first. */
static void
test_baseline (void)
{
  static const char text[] =
    "nrs-pain-average 2025-01-12 7;nrs-pain-average 2025-02-12 5;nrs-pain-average 2025-03-12 4";
  static const struct {
    const char *visit;
    double low;
    const char *summary;
  } expected[] = {
    { NULL, 5, "Average pain, past week: 7 → 4 since 12 Jan 2025, more than the minimal important difference of 2" },
    { "visit-1", 3,
      "Average pain, past week: 5 → 4 since 12 Feb 2025, less than the minimal important difference of 2" },
    { "visit-2", 2, "Average pain, past week: 4 on 12 Mar 2025, no visit since" },
    { "no-such", 5, NULL },
  };
  g_autoptr (GPtrArray) measures = read_measures (text);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const LumbarTrendSetting setting = { expected[i].visit, 0 };
      g_autoptr (LumbarTrend) trend = lumbar_trend_new_with (knowledge, three_ids, measures, NULL, &setting);

      g_assert_cmpfloat (trend->band_low, ==, expected[i].low);
      if (expected[i].summary != NULL)
        g_assert_cmpstr (trend->summary, ==, expected[i].summary);
    }
}

/* Median of three and five, shorter at the ends, never across what is not joined; always said. */
static void
test_smoothing (void)
{
  static const char text[] = "peg 2025-01-01 1;peg 2025-02-01 9;peg 2025-03-01 2;peg 2025-04-01 3;"
                             "peg 2025-05-01 8;peg 2026-05-01 0;peg 2026-06-01 4;peg 2026-07-01 1";
  static const double expected[][8] = {
    { 1, 9, 2, 3, 8, 0, 4, 1 },
    { 1, 2, 3, 3, 8, 0, 1, 1 },
    { 1, 2, 3, 3, 8, 0, 1, 1 },
  };
  static const guint windows[] = { 0, 3, 5 };
  g_autoptr (GPtrArray) measures = read_measures (text);

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      const LumbarTrendSetting setting = { NULL, windows[i] };
      g_autoptr (LumbarTrend) trend = lumbar_trend_new_with (knowledge, three_ids, measures, NULL, &setting);
      const LumbarTrendSeries *series = trend->series->pdata[0];

      for (guint j = 0; j < 8; j++)
        g_assert_cmpfloat (lumbar_trend_series_get_point (series, j)->smoothed, ==, expected[i][j]);
      g_assert_cmpint (strstr (series->line_label, "running median") != NULL, ==, windows[i] > 0);
      g_assert_cmpint (*trend->note != '\0', ==, windows[i] > 0);
    }
}

static void
test_one_point_has_room (void)
{
  g_autoptr (LumbarTrend) trend = trend_of ("nrs-pain-average 2025-03-12 7");

  g_assert_cmpfloat (trend->last_day - trend->first_day, >=, 14);
  g_assert_cmpuint (trend->day_ticks->len, >=, 2);
}

static void
test_ten_years (void)
{
  g_autoptr (LumbarTrend) trend = trend_of ("peg 2015-03-12 7;peg 2025-03-12 6");
  const LumbarTrendTick *tick = trend->day_ticks->pdata[0];

  g_assert_cmpstr (tick->label, ==, "2016");
  g_assert_cmpuint (trend->day_ticks->len, <=, 11);
}

static void
test_five_thousand_points (void)
{
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (LumbarTrend) trend = NULL;
  const LumbarTrendSeries *series;
  GDate date;

  for (guint i = 0; i < 5000; i++)
    {
      char day[16];

      g_date_clear (&date, 1);
      g_date_set_julian (&date, 730000 + (i * 7919) % 5000);
      g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
      g_ptr_array_add (measures, lumbar_measure_new ("peg", "", day, i % 11));
    }
  trend = lumbar_trend_new (knowledge, three_ids, measures, NULL);
  series = trend->series->pdata[0];
  g_assert_cmpuint (series->points->len, ==, 5000);
  for (guint i = 1; i < 5000; i++)
    {
      const LumbarTrendPoint *point = series->points->pdata[i];
      const LumbarTrendPoint *before = series->points->pdata[i - 1];

      g_assert_cmpfloat (point->day - before->day, ==, 1);
    }
}

/* Events. */

static GPtrArray *
read_events (const char *text)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) rows = g_strsplit (text, ";", -1);

  for (guint i = 0; rows[i] != NULL && *rows[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "|", 3);
      LumbarEventKind kind;

      g_assert_true (lumbar_event_kind_from_id (cells[0], &kind));
      g_ptr_array_add (events, lumbar_event_new ("patient", kind, cells[1], cells[2]));
    }
  return events;
}

typedef struct {
  const char *name;
  const char *events;
  const char *marks;
} EventCase;

static const EventCase event_cases[] = {
  { "by-time", "relapse|2025-05-01|Left leg;treatment-started|2025-04-01|Tizanidine",
    "Treatment started: Tizanidine;Relapse: Left leg;" },
  { "without-words", "fall|2025-05-01|", "Fall;" },
  { "just-before-the-first-visit", "imaging|2025-02-20|MRI", "Imaging: MRI;" },
  { "long-before-is-left-out", "relapse|2008-01-01|Optic neuritis", "" },
  { "long-after-is-left-out", "relapse|2031-01-01|Myelitis", "" },
  { "same-day-by-kind", "fall|2025-05-01|A;relapse|2025-05-01|B", "Relapse: B;Fall: A;" },
  { "no-valid-day", "fall|2025-05-32|A;fall||B", "" },
};

static void
test_events (gconstpointer data)
{
  const EventCase *item = data;
  g_autoptr (GPtrArray) measures =
    read_measures ("nrs-pain-average 2025-03-12 7;nrs-pain-average 2025-09-12 4");
  g_autoptr (GPtrArray) events = read_events (item->events);
  g_autoptr (LumbarTrend) trend = lumbar_trend_new (knowledge, three_ids, measures, events);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < trend->marks->len; i++)
    {
      const LumbarTrendMark *mark = trend->marks->pdata[i];

      g_assert_cmpfloat (mark->day, >, trend->first_day);
      g_assert_cmpfloat (mark->day, <, trend->last_day);
      g_string_append_printf (text, "%s;", mark->text);
    }
  g_assert_cmpstr (text->str, ==, item->marks);
}

/* Any history at all. */

static void
check_ticks (GPtrArray *ticks, double low, double high)
{
  g_assert_cmpuint (ticks->len, >=, 2);
  for (guint i = 0; i < ticks->len; i++)
    {
      const LumbarTrendTick *tick = ticks->pdata[i];

      g_assert_cmpfloat (tick->position, >=, low);
      g_assert_cmpfloat (tick->position, <=, high);
      if (i > 0)
        g_assert_cmpfloat (tick->position, >, ((const LumbarTrendTick *) ticks->pdata[i - 1])->position);
    }
}

static void
check_series (const LumbarTrend *trend, const LumbarTrendSeries *series)
{
  g_assert_cmpuint (series->points->len, >, 0);
  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = series->points->pdata[i];

      g_assert_true (point->day > trend->first_day && point->day < trend->last_day);
      g_assert_true (point->value >= get_axis (trend, series->axis)->minimum &&
                     point->value <= get_axis (trend, series->axis)->maximum);
      if (i == 0)
        g_assert_cmpint (point->link, ==, LUMBAR_TREND_LINK_NONE);
      else
        g_assert_cmpfloat (point->day, >=, ((const LumbarTrendPoint *) series->points->pdata[i - 1])->day);
    }
}

static char *
random_day (GRand *random)
{
  char buffer[16];
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, 730000 + (guint32) g_rand_int_range (random, 0, 9000));
  g_date_strftime (buffer, sizeof buffer, "%Y-%m-%d", &date);
  return g_strdup (buffer);
}

static void
test_any_history (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (LumbarTrend) trend = NULL;
      int n = g_rand_int_range (random, 1, 30);

      for (int j = 0; j < n; j++)
        {
          g_autofree char *day = random_day (random);
          g_autofree char *on = random_day (random);

          g_ptr_array_add (measures, lumbar_measure_new (three_ids[g_rand_int_range (random, 0, 3)], "", day,
                                                         g_rand_double_range (random, 0, 10)));
          g_ptr_array_add (events, lumbar_event_new ("patient", LUMBAR_EVENT_FALL, on, ""));
        }
      trend = lumbar_trend_new (knowledge, three_ids, measures, events);
      g_assert_true (trend->first_day < trend->last_day);
      check_ticks (trend->day_ticks, trend->first_day, trend->last_day);
      for (guint j = 0; j < trend->axes->len; j++)
        check_ticks (get_axis (trend, j)->ticks, get_axis (trend, j)->minimum, get_axis (trend, j)->maximum);
      for (guint j = 0; j < trend->series->len; j++)
        check_series (trend, trend->series->pdata[j]);
      if (!isnan (trend->band_low))
        g_assert_true (trend->band_low >= get_axis (trend, 0)->scale_minimum &&
                       trend->band_high <= get_axis (trend, 0)->scale_maximum &&
                       trend->band_low < trend->band_high);
      g_assert_null (strstr (trend->summary, "nan"));
    }
}

/* What comes out does not depend on the order in which the record hands scores over. */
static void
test_order_does_not_matter (void)
{
  static const char text[] = "nrs-pain-average 2025-03-12 5;nrs-pain-average 2025-03-12 8;peg 2025-03-12 4;"
                             "nrs-pain-average 2025-05-01 6;peg 2024-01-01 7";
  g_autoptr (GPtrArray) forward = read_measures (text);
  g_autoptr (GPtrArray) backward = g_ptr_array_new ();
  g_autoptr (LumbarTrend) one = lumbar_trend_new (knowledge, three_ids, forward, NULL);
  g_autoptr (LumbarTrend) other = NULL;
  g_autofree char *expected = describe (one);
  g_autofree char *found = NULL;

  for (guint i = forward->len; i > 0; i--)
    g_ptr_array_add (backward, forward->pdata[i - 1]);
  other = lumbar_trend_new (knowledge, three_ids, backward, NULL);
  found = describe (other);
  g_assert_cmpstr (found, ==, expected);
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
      g_autofree char *path = g_strdup_printf ("/history/trend/series/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (band_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/history/trend/band/%s", band_cases[i].name);

      g_test_add_data_func (path, &band_cases[i], test_band);
    }
  for (guint i = 0; i < G_N_ELEMENTS (event_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/history/trend/events/%s", event_cases[i].name);

      g_test_add_data_func (path, &event_cases[i], test_events);
    }
  g_test_add_func ("/history/trend/axis/ranges-have-their-own", test_ranges_have_axes_of_their_own);
  g_test_add_func ("/history/trend/baseline", test_baseline);
  g_test_add_func ("/history/trend/smoothing", test_smoothing);
  g_test_add_func ("/history/trend/axis/one-point-has-room", test_one_point_has_room);
  g_test_add_func ("/history/trend/axis/ten-years", test_ten_years);
  g_test_add_func ("/history/trend/five-thousand-points", test_five_thousand_points);
  g_test_add_func ("/history/trend/any-history-is-sound", test_any_history);
  g_test_add_func ("/history/trend/order-does-not-matter", test_order_does_not_matter);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
