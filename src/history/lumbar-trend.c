/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart of scores over visits shows: series, gaps, events, axes, the band in which a change does
 * not matter, and the whole in one sentence. Drawing only places it. */

#include "lumbar-trend.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-trend-change.h"

/* How far events may widen the time axis beyond the scores: a quarter of their span, a month at least. */
#define EVENT_SHARE 0.25
#define EVENT_DAYS 31.0

G_DEFINE_BOXED_TYPE (LumbarTrend, lumbar_trend, lumbar_trend_ref, lumbar_trend_unref)

static void
axis_free (LumbarTrendAxis *axis)
{
  g_ptr_array_unref (axis->ticks);
  g_free (axis);
}

static void
mark_free (LumbarTrendMark *mark)
{
  g_free (mark->on);
  g_free (mark->text);
  g_free (mark);
}

/* Series. */

static void
add_measures (GHashTable *series_by_id, GPtrArray *measures)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  for (guint i = 0; measures != NULL && i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];
      LumbarTrendSeries *series = g_hash_table_lookup (series_by_id, measure->instrument_id);

      if (series != NULL)
        lumbar_trend_series_add (series, measure, zone);
    }
}

static void
add_series (LumbarTrend *self,
            LumbarKnowledge *knowledge,
            const char *const *instrument_ids,
            GPtrArray *measures,
            const LumbarTrendSetting *setting)
{
  g_autoptr (GHashTable) series_by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; instrument_ids[i] != NULL; i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_find_instrument (knowledge, instrument_ids[i]);
      LumbarTrendSeries *series;

      if (instrument == NULL || g_hash_table_contains (series_by_id, instrument->id))
        continue;
      series = lumbar_trend_series_new (instrument);
      g_hash_table_insert (series_by_id, series->instrument_id, series);
      g_ptr_array_add (self->series, series);
    }
  add_measures (series_by_id, measures);
  for (guint i = self->series->len; i > 0; i--)
    {
      LumbarTrendSeries *series = self->series->pdata[i - 1];

      if (series->points->len == 0)
        g_ptr_array_remove_index (self->series, i - 1);
      else
        lumbar_trend_series_finish (series, lumbar_knowledge_find_instrument (knowledge, series->instrument_id),
                                    setting->baseline_id, setting->smoothing);
    }
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
  mark->on = g_strdup (event->on);
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
      *earliest = MIN (*earliest, lumbar_trend_series_get_point (self->series->pdata[i], 0)->day);
      *latest = MAX (*latest, lumbar_trend_series_get_last (self->series->pdata[i])->day);
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
      double day = lumbar_trend_read_day (event->on, zone);

      if (event->withdrawn || day == 0 || day < from || day > until)
        continue;
      *earliest = MIN (*earliest, day);
      *latest = MAX (*latest, day);
      g_ptr_array_add (self->marks, mark_new (day, event));
    }
  g_ptr_array_sort (self->marks, compare_marks);
}

/* Scales with one range share an axis; a number of one means nothing on the axis of another. */
static LumbarTrendAxis *
take_axis (LumbarTrend *self, const LumbarInstrument *instrument, guint *index)
{
  LumbarTrendAxis *axis;

  for (*index = 0; *index < self->axes->len; (*index)++)
    {
      axis = self->axes->pdata[*index];
      if (axis->scale_minimum == instrument->minimum && axis->scale_maximum == instrument->maximum)
        return axis;
    }
  axis = g_new0 (LumbarTrendAxis, 1);
  axis->minimum = axis->scale_minimum = instrument->minimum;
  axis->maximum = axis->scale_maximum = instrument->maximum;
  g_ptr_array_add (self->axes, axis);
  return axis;
}

/* The whole scale, so that two charts of one instrument look alike; wider only where a score lies outside. */
static void
fit_values (LumbarTrend *self, LumbarKnowledge *knowledge)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      LumbarTrendSeries *series = self->series->pdata[i];
      LumbarTrendAxis *axis =
        take_axis (self, lumbar_knowledge_find_instrument (knowledge, series->instrument_id), &series->axis);

      for (guint j = 0; j < series->points->len; j++)
        {
          double value = lumbar_trend_series_get_point (series, j)->value;

          axis->minimum = MIN (axis->minimum, floor (value));
          axis->maximum = MAX (axis->maximum, ceil (value));
        }
    }
  for (guint i = 0; i < self->axes->len; i++)
    {
      LumbarTrendAxis *axis = self->axes->pdata[i];

      axis->ticks = lumbar_trend_axis_value_ticks (axis->minimum, axis->maximum);
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
}

/* Nothing to show, but still numbers that a drawing can divide by. */
static void
lay_empty_axes (LumbarTrend *self)
{
  self->first_day = 1;
  self->last_day = 2;
  self->day_ticks = g_ptr_array_new ();
}

/* Band and sentence. */

static void
lay_band (LumbarTrend *self, const LumbarInstrument *instrument)
{
  const LumbarTrendSeries *series = self->series->pdata[0];
  const LumbarTrendAxis *axis = self->axes->pdata[series->axis];
  double baseline = lumbar_trend_series_get_point (series, series->baseline)->value;
  double important = lumbar_trend_important_difference (instrument, baseline);
  g_autofree char *points = NULL;

  /* A baseline that its own scale does not have is none to measure a change by. */
  if (isnan (important) || baseline < instrument->minimum || baseline > instrument->maximum)
    return;
  points = lumbar_trend_score_label (important);
  self->band_low = MAX (baseline - important, axis->scale_minimum);
  self->band_high = MIN (baseline + important, axis->scale_maximum);
  g_free (self->band_label);
  /* Translators: a number of points, of the area of a chart in which a change does not matter */
  self->band_label = g_strdup_printf (_("Less than the minimal important difference (±%s)"), points);
}

/* How the line was made, where it does not go through the scores. */
static char *
say_smoothing (guint smoothing)
{
  if (smoothing < 3)
    return g_strdup ("");
  /* Translators: of a chart; a number of visits */
  return g_strdup_printf (
    _("The lines are running medians of %u visits; the marks are the scores themselves."), smoothing);
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
  return lumbar_trend_new_with (knowledge, instrument_ids, measures, events, &(LumbarTrendSetting){ 0 });
}

/**
 * lumbar_trend_new_with:
 * @knowledge: the tables, for the scales
 * @instrument_ids: (array zero-terminated=1): as lumbar_trend_new() takes them
 * @measures: (nullable) (element-type LumbarMeasure): as lumbar_trend_new() takes them
 * @events: (nullable) (element-type LumbarEvent): what happened, in any order
 * @setting: what to compare with, and how to draw the lines
 *
 * Returns: (transfer full): the trend; every number in it is finite but the band's edges
 */
LumbarTrend *
lumbar_trend_new_with (LumbarKnowledge *knowledge,
                       const char *const *instrument_ids,
                       GPtrArray *measures,
                       GPtrArray *events,
                       const LumbarTrendSetting *setting)
{
  LumbarTrend *self = g_new0 (LumbarTrend, 1);

  g_atomic_ref_count_init (&self->references);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_trend_series_free);
  self->axes = g_ptr_array_new_with_free_func ((GDestroyNotify) axis_free);
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);
  self->band_low = NAN;
  self->band_high = NAN;
  self->band_label = g_strdup ("");
  self->note = say_smoothing (setting->smoothing);
  add_series (self, knowledge, instrument_ids, measures, setting);
  if (lumbar_trend_is_empty (self))
    {
      lay_empty_axes (self);
      self->summary = g_strdup (_("No scores yet"));
    }
  else
    {
      const LumbarTrendSeries *main_series = self->series->pdata[0];

      lay_axes (self, knowledge, events);
      lay_band (self, lumbar_knowledge_find_instrument (knowledge, main_series->instrument_id));
      self->summary = g_strdup (main_series->words);
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
  g_ptr_array_unref (self->axes);
  g_free (self->band_label);
  g_free (self->note);
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

/**
 * lumbar_trend_get_whole:
 * @self: a trend
 *
 * Returns: all its days
 */
LumbarTrendViewport
lumbar_trend_get_whole (const LumbarTrend *self)
{
  return (LumbarTrendViewport){ self->first_day, self->last_day };
}
