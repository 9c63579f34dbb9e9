/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scale over time: its scores in order, where the line between them breaks or is unsure, what it looks
 * like smoothed, and how it went in words. */

#include "lumbar-trend-series.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-trend-change.h"

/* Visits this far apart, and that much farther than usual for this patient, have one missing between
 * them: what happened there is not known. They concern the drawing only. */
#define GAP_DAYS 200.0
#define GAP_TIMES_USUAL 3.0

/* No scale reaches as far: such a number is damage, and would break the arithmetic of the axis. */
#define LARGEST_SCORE 1e6

/* The widest running median there is; more would smooth months away. */
#define LARGEST_WINDOW 5

static void
point_free (LumbarTrendPoint *point)
{
  g_free (point->at);
  g_free (point->encounter_id);
  g_free (point);
}

/* As a share of the day. */
static double
time_of_day (GDateTime *time)
{
  return (g_date_time_get_hour (time) * 3600 + g_date_time_get_minute (time) * 60 +
          g_date_time_get_seconds (time)) /
         86400;
}

static gboolean
read_instant (const char *at, GTimeZone *zone, GDateTime **local)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (at, NULL);

  *local = instant ? g_date_time_to_timezone (instant, zone) : NULL;
  return *local != NULL;
}

/**
 * lumbar_trend_read_day:
 * @at: (nullable): a date, or an instant
 * @zone: where the clinic is
 *
 * Returns: the local day as g_date_get_julian() counts it, with the time of day of an instant as its
 *   fraction; 0 where it is neither
 */
double
lumbar_trend_read_day (const char *at, GTimeZone *zone)
{
  g_autofree char *text = g_strndup (at ? at : "", 10);
  g_autoptr (GDateTime) local = NULL;
  int year, month, day;
  GDate date;

  if (!lumbar_date_is_valid (text))
    return 0;
  if (strlen (at) > 10 && !read_instant (at, zone, &local))
    return 0;
  if (local != NULL)
    g_date_time_get_ymd (local, &year, &month, &day);
  else
    sscanf (text, "%d-%d-%d", &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date) + (local ? time_of_day (local) : 0);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const LumbarTrendPoint *left = *(const LumbarTrendPoint *const *) a;
  const LumbarTrendPoint *right = *(const LumbarTrendPoint *const *) b;
  int by_visit;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  /* Two visits at one instant: any order will do, as long as it is always the same. */
  by_visit = g_strcmp0 (left->encounter_id, right->encounter_id);
  if (by_visit != 0)
    return by_visit;
  return (left->value > right->value) - (left->value < right->value);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
distance_before (GPtrArray *points, guint i)
{
  const LumbarTrendPoint *before = points->pdata[i - 1];
  const LumbarTrendPoint *point = points->pdata[i];

  return point->day - before->day;
}

/* Scores that their own scale does not have were taken on another edition of it. */
static gboolean
is_foreign (const LumbarTrendPoint *point, const LumbarInstrument *instrument)
{
  return point->value < instrument->minimum || point->value > instrument->maximum;
}

static double
usual_distance (GPtrArray *points)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < points->len; i++)
    {
      double distance = distance_before (points, i);

      g_array_append_val (distances, distance);
    }
  g_array_sort (distances, compare_doubles);
  return distances->len > 0 ? g_array_index (distances, double, distances->len / 2) : 0;
}

static void
link_points (LumbarTrendSeries *self, const LumbarInstrument *instrument)
{
  double usual = usual_distance (self->points);

  for (guint i = 1; i < self->points->len; i++)
    {
      LumbarTrendPoint *point = self->points->pdata[i];
      double distance = distance_before (self->points, i);

      if (is_foreign (point, instrument) != is_foreign (self->points->pdata[i - 1], instrument))
        point->link = LUMBAR_TREND_LINK_NONE;
      else if (distance > GAP_DAYS && distance > GAP_TIMES_USUAL * usual)
        point->link = LUMBAR_TREND_LINK_MISSING;
      else
        point->link = LUMBAR_TREND_LINK_PLAIN;
    }
}

/* The median of @half points on either side, of fewer at the ends of what is joined by a plain line: a
 * window as long to the left as to the right, so that nothing is moved in time. */
static double
running_median (const LumbarTrendSeries *self, guint index, guint half)
{
  double window[LARGEST_WINDOW];
  guint reach = 0;

  while (reach < half && index >= reach + 1 && index + reach + 1 < self->points->len &&
         lumbar_trend_series_get_point (self, index - reach)->link == LUMBAR_TREND_LINK_PLAIN &&
         lumbar_trend_series_get_point (self, index + reach + 1)->link == LUMBAR_TREND_LINK_PLAIN)
    reach++;
  for (guint i = 0; i <= 2 * reach; i++)
    window[i] = lumbar_trend_series_get_point (self, index - reach + i)->value;
  qsort (window, 2 * reach + 1, sizeof *window, compare_doubles);
  return window[reach];
}

static void
smooth (LumbarTrendSeries *self, guint smoothing)
{
  guint half = MIN (smoothing, LARGEST_WINDOW) / 2;

  for (guint i = 0; i < self->points->len; i++)
    {
      LumbarTrendPoint *point = self->points->pdata[i];

      point->smoothed = running_median (self, i, half);
    }
  if (half > 0)
    /* Translators: a scale, and over how many visits its line is smoothed, in the legend of a chart */
    self->line_label = g_strdup_printf (_("%1$s (running median of %2$u)"), self->label, 2 * half + 1);
  else
    self->line_label = g_strdup (self->label);
}

/* The last score of the visit that was chosen, or the first of all. */
static guint
find_baseline (const LumbarTrendSeries *self, const char *baseline_id)
{
  for (guint i = self->points->len; i > 0 && baseline_id != NULL && *baseline_id != '\0'; i--)
    if (strcmp (lumbar_trend_series_get_point (self, i - 1)->encounter_id, baseline_id) == 0)
      return i - 1;
  return 0;
}

static gboolean
is_comparable (const LumbarTrendSeries *self)
{
  for (guint i = self->baseline + 1; i < self->points->len; i++)
    if (lumbar_trend_series_get_point (self, i)->link == LUMBAR_TREND_LINK_NONE)
      return FALSE;
  return TRUE;
}

static char *
say_change (const LumbarTrendSeries *self, const LumbarInstrument *instrument)
{
  const LumbarTrendPoint *from = lumbar_trend_series_get_point (self, self->baseline);
  const LumbarTrendPoint *last = lumbar_trend_series_get_last (self);
  g_autofree char *day = lumbar_date_format (from->at);
  g_autofree char *before = lumbar_trend_score_label (from->value);
  g_autofree char *now = lumbar_trend_score_label (last->value);

  if (self->points->len == 1)
    /* Translators: a scale, its score, a date: "Average pain, past week: 7 on 12 Mar 2025, one visit so far" */
    return g_strdup_printf (_("%1$s: %2$s on %3$s, one visit so far"), self->label, now, day);
  if (self->baseline + 1 == self->points->len)
    /* Translators: a scale, its score, a date; there is no later visit to compare with it */
    return g_strdup_printf (_("%1$s: %2$s on %3$s, no visit since"), self->label, now, day);
  if (!is_comparable (self))
    /* Translators: a scale, its score then and now, the date of then */
    return g_strdup_printf (_("%1$s: %2$s → %3$s since %4$s, not to be compared: the scale changed between"),
                            self->label, before, now, day);
  return lumbar_trend_change_describe (instrument, from->value, last->value, from->at);
}

/**
 * lumbar_trend_series_new:
 * @instrument: a scale
 *
 * Returns: (transfer full): it without a score
 */
LumbarTrendSeries *
lumbar_trend_series_new (const LumbarInstrument *instrument)
{
  LumbarTrendSeries *self = g_new0 (LumbarTrendSeries, 1);

  self->instrument_id = g_strdup (instrument->id);
  self->label = lumbar_trend_instrument_label (instrument);
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) point_free);
  return self;
}

/**
 * lumbar_trend_series_free:
 * @self: (transfer full): a series
 */
void
lumbar_trend_series_free (LumbarTrendSeries *self)
{
  g_free (self->instrument_id);
  g_free (self->label);
  g_free (self->line_label);
  g_free (self->words);
  g_ptr_array_unref (self->points);
  g_free (self);
}

/**
 * lumbar_trend_series_add:
 * @self: a series that is not finished
 * @measure: a score of its scale
 * @zone: where the clinic is
 *
 * Returns: whether it was taken; one without a valid instant or a possible value is not
 */
gboolean
lumbar_trend_series_add (LumbarTrendSeries *self, const LumbarMeasure *measure, GTimeZone *zone)
{
  LumbarTrendPoint *point;
  double day;

  if (!(fabs (measure->value) <= LARGEST_SCORE))
    return FALSE;
  day = lumbar_trend_read_day (measure->at, zone);
  if (day == 0)
    return FALSE;
  point = g_new0 (LumbarTrendPoint, 1);
  point->day = day;
  point->at = g_strdup (measure->at);
  point->encounter_id = g_strdup (measure->encounter_id ? measure->encounter_id : "");
  point->value = measure->value;
  g_ptr_array_add (self->points, point);
  return TRUE;
}

/**
 * lumbar_trend_series_finish:
 * @self: a series with all its scores, one at least
 * @instrument: its scale
 * @baseline_id: (nullable): the visit to compare with; the first one where it has no score
 * @smoothing: over how many visits the line takes its running median: 3, 5, or less for none
 *
 * Puts the scores in order and works out the rest.
 */
void
lumbar_trend_series_finish (LumbarTrendSeries *self,
                            const LumbarInstrument *instrument,
                            const char *baseline_id,
                            guint smoothing)
{
  g_ptr_array_sort (self->points, compare_points);
  link_points (self, instrument);
  smooth (self, smoothing);
  self->baseline = find_baseline (self, baseline_id);
  self->words = say_change (self, instrument);
}

/**
 * lumbar_trend_series_get_point:
 * @self: a series
 * @index: which, from 0
 *
 * Returns: (transfer none): the point
 */
const LumbarTrendPoint *
lumbar_trend_series_get_point (const LumbarTrendSeries *self, guint index)
{
  return self->points->pdata[index];
}

/**
 * lumbar_trend_series_get_last:
 * @self: a series
 *
 * Returns: (transfer none): its latest point
 */
const LumbarTrendPoint *
lumbar_trend_series_get_last (const LumbarTrendSeries *self)
{
  return self->points->pdata[self->points->len - 1];
}

/**
 * lumbar_trend_series_find_first:
 * @self: a series
 * @day: a day
 *
 * Returns: the first point on or after @day; the number of points where there is none
 */
guint
lumbar_trend_series_find_first (const LumbarTrendSeries *self, double day)
{
  guint low = 0, high = self->points->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lumbar_trend_series_get_point (self, middle)->day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
