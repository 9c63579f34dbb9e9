/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cohort for scripts: every figure with the ids of the patients behind it. */

#include "lumbar-cohort-json.h"

#include <math.h>

#include "lumbar-conclusion.h"
#include "lumbar-json-writer.h"

static void
write_patients (LumbarJsonWriter *writer, const char *name, GPtrArray *patients)
{
  lumbar_json_writer_begin_array (writer, name);
  for (guint i = 0; i < patients->len; i++)
    lumbar_json_writer_string (writer, NULL, ((const LumbarCourse *) patients->pdata[i])->patient->id);
  lumbar_json_writer_end_array (writer);
}

static void
write_value (LumbarJsonWriter *writer, const char *name, double value)
{
  if (isnan (value))
    lumbar_json_writer_null (writer, name);
  else
    lumbar_json_writer_number (writer, name, value);
}

static void
write_spread (LumbarJsonWriter *writer, const char *name, const LumbarSpread *spread)
{
  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_integer (writer, "n", spread->n);
  write_value (writer, "minimum", spread->minimum);
  write_value (writer, "lowerQuartile", spread->lower);
  write_value (writer, "median", spread->median);
  write_value (writer, "upperQuartile", spread->upper);
  write_value (writer, "maximum", spread->maximum);
  lumbar_json_writer_end_object (writer);
}

static void
write_count (LumbarJsonWriter *writer, const char *name, const char *id, GPtrArray *patients)
{
  lumbar_json_writer_begin_object (writer, name);
  if (id != NULL)
    lumbar_json_writer_string (writer, "id", id);
  lumbar_json_writer_integer (writer, "n", patients->len);
  write_patients (writer, "patients", patients);
  lumbar_json_writer_end_object (writer);
}

static void
write_counts (LumbarJsonWriter *writer, const char *name, GPtrArray *counts)
{
  lumbar_json_writer_begin_array (writer, name);
  for (guint i = 0; i < counts->len; i++)
    {
      const LumbarCohortCount *count = counts->pdata[i];

      write_count (writer, NULL, count->id, count->patients);
    }
  lumbar_json_writer_end_array (writer);
}

static void
write_flags (LumbarJsonWriter *writer, const char *name, const LumbarCohortFlags *flags)
{
  const char *const *words = lumbar_acknowledgement_words ();

  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_string (writer, "id", flags->id);
  lumbar_json_writer_integer (writer, "raised", flags->n_raised);
  write_patients (writer, "patients", flags->patients);
  lumbar_json_writer_begin_object (writer, "acknowledged");
  for (guint i = 0; words[i] != NULL && i < LUMBAR_N_DONE_WORDS; i++)
    {
      lumbar_json_writer_begin_object (writer, words[i]);
      lumbar_json_writer_integer (writer, "n", flags->n_done[i]);
      write_patients (writer, "patients", flags->done_patients[i]);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_integer (writer, "open", flags->n_open);
  write_patients (writer, "openPatients", flags->open_patients);
  write_spread (writer, "minutesToAction", &flags->time);
  write_patients (writer, "timedPatients", flags->timed_patients);
  lumbar_json_writer_end_object (writer);
}

/* What the spreads are of. */
static void
write_points (LumbarJsonWriter *writer, GArray *points)
{
  lumbar_json_writer_begin_array (writer, "scored");
  for (guint i = 0; i < points->len; i++)
    {
      const LumbarCohortPoint *point = &g_array_index (points, LumbarCohortPoint, i);

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "patient", point->course->patient->id);
      lumbar_json_writer_number (writer, "from", point->from);
      lumbar_json_writer_number (writer, "to", point->to);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

static void
write_change (LumbarJsonWriter *writer, const char *name, const LumbarCohortChange *change)
{
  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_string (writer, "id", change->id);
  lumbar_json_writer_integer (writer, "n", change->patients->len);
  write_patients (writer, "patients", change->patients);
  write_points (writer, change->points);
  write_spread (writer, "before", &change->before);
  write_spread (writer, "after", &change->after);
  write_spread (writer, "change", &change->change);
  write_count (writer, "better", NULL, change->better);
  write_count (writer, "same", NULL, change->same);
  write_count (writer, "worse", NULL, change->worse);
  lumbar_json_writer_begin_object (writer, "leadWasFinal");
  lumbar_json_writer_integer (writer, "n", change->held.n);
  lumbar_json_writer_integer (writer, "of", change->held.of);
  write_patients (writer, "patients", change->followed);
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_end_object (writer);
}

static void
write_changes (LumbarJsonWriter *writer, const char *name, GPtrArray *changes)
{
  lumbar_json_writer_begin_array (writer, name);
  for (guint i = 0; i < changes->len; i++)
    write_change (writer, NULL, changes->pdata[i]);
  lumbar_json_writer_end_array (writer);
}

static void
write_scale (LumbarJsonWriter *writer, const LumbarCohortScale *scale)
{
  if (scale->instrument == NULL)
    return;
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "instrument", scale->instrument->id);
  lumbar_json_writer_string (writer, "importantDifference", scale->instrument->mcid);
  write_change (writer, "all", scale->all);
  write_changes (writer, "byCause", scale->by_cause);
  write_changes (writer, "byTreatment", scale->by_treatment);
  lumbar_json_writer_end_object (writer);
}

static void
write_day (LumbarJsonWriter *writer, const char *name, const char *day)
{
  if (day != NULL)
    lumbar_json_writer_string (writer, name, day);
  else
    lumbar_json_writer_null (writer, name);
}

/**
 * lumbar_cohort_to_json:
 * @self: a cohort
 * @from: (nullable): the first day of its period
 * @to: (nullable): the last day
 *
 * Returns: (transfer full): it as JSON, ending with a line break
 */
char *
lumbar_cohort_to_json (const LumbarCohort *self, const char *from, const char *to)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (TRUE);

  lumbar_json_writer_begin_object (writer, NULL);
  write_day (writer, "from", from);
  write_day (writer, "to", to);
  lumbar_json_writer_integer (writer, "patients", self->courses->len);
  write_count (writer, "visited", NULL, self->visited);
  lumbar_json_writer_integer (writer, "visits", self->n_visits);
  write_counts (writer, "groups", self->groups);
  write_counts (writer, "causes", self->causes);
  write_flags (writer, "redFlags", self->all_flags);
  lumbar_json_writer_begin_array (writer, "flags");
  for (guint i = 0; i < self->flags->len; i++)
    write_flags (writer, NULL, self->flags->pdata[i]);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_begin_array (writer, "scales");
  for (guint i = 0; i < LUMBAR_N_COHORT_SCALES; i++)
    write_scale (writer, &self->scales[i]);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}
