/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart of scores over visits shows: series, gaps, events, axes, the band in which a change does
 * not matter, and the whole in one sentence. Drawing only places it. */

#include "lumbar-trend.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-trend-change.h"

/* Visits this far apart, and that much farther than usual for this patient, are not joined by a line:
 * what happened between is not known. They concern the drawing only. */
#define GAP_DAYS 200.0
#define GAP_TIMES_USUAL 3.0

/* How far events may widen the time axis beyond the scores: a quarter of their span, a month at least. */
#define EVENT_SHARE 0.25
#define EVENT_DAYS 31.0

/* No scale reaches as far: such a number is damage, and would break the arithmetic of the axis. */
#define LARGEST_SCORE 1e6

G_DEFINE_BOXED_TYPE (LumbarTrend, lumbar_trend, lumbar_trend_ref, lumbar_trend_unref)

static void
point_free (LumbarTrendPoint *point)
{
  g_free (point->at);
  g_free (point->encounter_id);
  g_free (point);
}

static void
series_free (LumbarTrendSeries *series)
{
  g_free (series->instrument_id);
  g_free (series->label);
  g_ptr_array_unref (series->points);
  g_free (series);
}

static void
mark_free (LumbarTrendMark *mark)
{
  g_free (mark->text);
  g_free (mark);
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

/* The local day of a date or an instant; 0 where it is neither. */
static double
read_day (const char *at, GTimeZone *zone)
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

/* Series. */

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

static void
mark_gaps (GPtrArray *points)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));
  double usual;

  for (guint i = 1; i < points->len; i++)
    {
      double distance = distance_before (points, i);

      g_array_append_val (distances, distance);
    }
  if (distances->len == 0)
    return;
  g_array_sort (distances, compare_doubles);
  usual = g_array_index (distances, double, distances->len / 2);
  for (guint i = 1; i < points->len; i++)
    {
      LumbarTrendPoint *point = points->pdata[i];
      double distance = distance_before (points, i);

      point->gap_before = distance > GAP_DAYS && distance > GAP_TIMES_USUAL * usual;
    }
}

static LumbarTrendSeries *
series_new (const LumbarInstrument *instrument)
{
  LumbarTrendSeries *series = g_new0 (LumbarTrendSeries, 1);

  series->instrument_id = g_strdup (instrument->id);
  series->label = lumbar_trend_instrument_label (instrument);
  series->points = g_ptr_array_new_with_free_func ((GDestroyNotify) point_free);
  return series;
}

static void
add_measure (GHashTable *series_by_id, const LumbarMeasure *measure, GTimeZone *zone)
{
  LumbarTrendSeries *series = g_hash_table_lookup (series_by_id, measure->instrument_id);
  LumbarTrendPoint *point;
  double day;

  if (series == NULL || !(fabs (measure->value) <= LARGEST_SCORE))
    return;
  day = read_day (measure->at, zone);
  if (day == 0)
    return;
  point = g_new0 (LumbarTrendPoint, 1);
  point->day = day;
  point->at = g_strdup (measure->at);
  point->encounter_id = g_strdup (measure->encounter_id ? measure->encounter_id : "");
  point->value = measure->value;
  g_ptr_array_add (series->points, point);
}

static void
add_series (LumbarTrend *self,
            LumbarKnowledge *knowledge,
            const char *const *instrument_ids,
            GPtrArray *measures)
{
  g_autoptr (GHashTable) series_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  for (guint i = 0; instrument_ids[i] != NULL; i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_find_instrument (knowledge, instrument_ids[i]);
      LumbarTrendSeries *series;

      if (instrument == NULL || g_hash_table_contains (series_by_id, instrument->id))
        continue;
      series = series_new (instrument);
      g_hash_table_insert (series_by_id, series->instrument_id, series);
      g_ptr_array_add (self->series, series);
    }
  for (guint i = 0; measures != NULL && i < measures->len; i++)
    add_measure (series_by_id, measures->pdata[i], zone);
  for (guint i = self->series->len; i > 0; i--)
    {
      LumbarTrendSeries *series = self->series->pdata[i - 1];

      g_ptr_array_sort (series->points, compare_points);
      mark_gaps (series->points);
      if (series->points->len == 0)
        g_ptr_array_remove_index (self->series, i - 1);
    }
}

static LumbarTrendPoint *
first_point (const LumbarTrendSeries *series)
{
  return series->points->pdata[0];
}

static LumbarTrendPoint *
last_point (const LumbarTrendSeries *series)
{
  return series->points->pdata[series->points->len - 1];
}

/* Events and axes. */

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const LumbarTrendMark *left = *(const LumbarTrendMark *const *) a;
  const LumbarTrendMark *right = *(const LumbarTrendMark *const *) b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  return strcmp (left->text, right->text);
}

static LumbarTrendMark *
mark_new (double day, LumbarEvent *event)
{
  const char *title = lumbar_event_kind_get_title (event->kind);
  LumbarTrendMark *mark = g_new0 (LumbarTrendMark, 1);

  mark->day = day;
  mark->kind = event->kind;
  if (event->text == NULL || *event->text == '\0')
    mark->text = g_strdup (title);
  else
    /* Translators: what kind of event, and which: "Treatment started: Tizanidine" */
    mark->text = g_strdup_printf (_("%1$s: %2$s"), title, event->text);
  return mark;
}

static void
span_points (LumbarTrend *self, double *earliest, double *latest)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      *earliest = MIN (*earliest, first_point (self->series->pdata[i])->day);
      *latest = MAX (*latest, last_point (self->series->pdata[i])->day);
    }
}

/* Takes the events near enough to the scores, and widens the span so that they lie in it. An old one
 * must not press all the scores into a corner. */
static void
add_marks (LumbarTrend *self, GPtrArray *events, double *earliest, double *latest)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  double reach = MAX (EVENT_DAYS, (*latest - *earliest) * EVENT_SHARE);
  double from = *earliest - reach;
  double until = *latest + reach;

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      LumbarEvent *event = events->pdata[i];
      double day = read_day (event->on, zone);

      if (day == 0 || day < from || day > until)
        continue;
      *earliest = MIN (*earliest, day);
      *latest = MAX (*latest, day);
      g_ptr_array_add (self->marks, mark_new (day, event));
    }
  g_ptr_array_sort (self->marks, compare_marks);
}

/* The whole scale, so that two charts of one instrument look alike; wider only where a score lies outside. */
static void
fit_values (LumbarTrend *self, LumbarKnowledge *knowledge)
{
  self->minimum = HUGE_VAL;
  self->maximum = -HUGE_VAL;
  for (guint i = 0; i < self->series->len; i++)
    {
      const LumbarTrendSeries *series = self->series->pdata[i];
      const LumbarInstrument *instrument =
        lumbar_knowledge_find_instrument (knowledge, series->instrument_id);

      self->minimum = MIN (self->minimum, instrument->minimum);
      self->maximum = MAX (self->maximum, instrument->maximum);
      for (guint j = 0; j < series->points->len; j++)
        {
          const LumbarTrendPoint *point = series->points->pdata[j];

          self->minimum = MIN (self->minimum, floor (point->value));
          self->maximum = MAX (self->maximum, ceil (point->value));
        }
    }
}

static void
lay_axes (LumbarTrend *self, LumbarKnowledge *knowledge, GPtrArray *events)
{
  double earliest = HUGE_VAL;
  double latest = -HUGE_VAL;

  span_points (self, &earliest, &latest);
  add_marks (self, events, &earliest, &latest);
  lumbar_trend_axis_fit_days (earliest, latest, &self->first_day, &self->last_day);
  fit_values (self, knowledge);
  self->day_ticks = lumbar_trend_axis_day_ticks (self->first_day, self->last_day);
  self->value_ticks = lumbar_trend_axis_value_ticks (self->minimum, self->maximum);
}

/* Nothing to show, but still numbers that a drawing can divide by. */
static void
lay_empty_axes (LumbarTrend *self)
{
  self->first_day = 1;
  self->last_day = 2;
  self->minimum = 0;
  self->maximum = 10;
  self->day_ticks = g_ptr_array_new ();
  self->value_ticks = lumbar_trend_axis_value_ticks (self->minimum, self->maximum);
}

/* Band and sentence. */

static void
lay_band (LumbarTrend *self, const LumbarInstrument *instrument, double baseline)
{
  double important = lumbar_trend_important_difference (instrument, baseline);
  g_autofree char *points = NULL;

  if (isnan (important))
    return;
  points = lumbar_trend_score_label (important);
  self->band_low = MAX (baseline - important, self->minimum);
  self->band_high = MIN (baseline + important, self->maximum);
  g_free (self->band_label);
  /* Translators: a number of points, of the area of a chart in which a change does not matter */
  self->band_label = g_strdup_printf (_("Less than the minimal important difference (±%s)"), points);
}

static char *
summarise (const LumbarTrendSeries *series, const LumbarInstrument *instrument)
{
  const LumbarTrendPoint *first = first_point (series);
  const LumbarTrendPoint *last = last_point (series);
  g_autofree char *day = NULL;
  g_autofree char *score = NULL;

  if (series->points->len > 1)
    return lumbar_trend_change_describe (instrument, first->value, last->value, first->at);
  day = lumbar_date_format (first->at);
  score = lumbar_trend_score_label (first->value);
  /* Translators: a scale, its score, a date: "Average pain, past week: 7 on 12 Mar 2025, one visit so far" */
  return g_strdup_printf (_("%1$s: %2$s on %3$s, one visit so far"), series->label, score, day);
}

/**
 * lumbar_trend_new:
 * @knowledge: the tables, for the scales
 * @instrument_ids: (array zero-terminated=1): the scales to show, the main one first; unknown ones are
 *   left out
 * @measures: (nullable) (element-type LumbarMeasure): scores in any order, of these and other scales;
 *   those without a valid instant or a possible value are left out
 * @events: (nullable) (element-type LumbarEvent): what happened, in any order
 *
 * The baseline of band and summary is the first point of the first series that has one.
 *
 * Returns: (transfer full): the trend; every number in it is finite but the band's edges
 */
LumbarTrend *
lumbar_trend_new (LumbarKnowledge *knowledge,
                  const char *const *instrument_ids,
                  GPtrArray *measures,
                  GPtrArray *events)
{
  LumbarTrend *self = g_new0 (LumbarTrend, 1);

  g_atomic_ref_count_init (&self->references);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) series_free);
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);
  self->band_low = NAN;
  self->band_high = NAN;
  self->band_label = g_strdup ("");
  add_series (self, knowledge, instrument_ids, measures);
  if (lumbar_trend_is_empty (self))
    {
      lay_empty_axes (self);
      self->summary = g_strdup (_("No scores yet"));
    }
  else
    {
      const LumbarTrendSeries *main_series = self->series->pdata[0];
      const LumbarInstrument *instrument =
        lumbar_knowledge_find_instrument (knowledge, main_series->instrument_id);

      lay_axes (self, knowledge, events);
      lay_band (self, instrument, first_point (main_series)->value);
      self->summary = summarise (main_series, instrument);
    }
  return self;
}

/**
 * lumbar_trend_ref:
 * @self: a trend
 *
 * Returns: (transfer full): @self
 */
LumbarTrend *
lumbar_trend_ref (LumbarTrend *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_trend_unref:
 * @self: (transfer full): a trend
 */
void
lumbar_trend_unref (LumbarTrend *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->day_ticks);
  g_ptr_array_unref (self->value_ticks);
  g_free (self->band_label);
  g_free (self->summary);
  g_free (self);
}

/**
 * lumbar_trend_is_empty:
 * @self: a trend
 *
 * Returns: whether there is no score to show
 */
gboolean
lumbar_trend_is_empty (LumbarTrend *self)
{
  return self->series->len == 0;
}
