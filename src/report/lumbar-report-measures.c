/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where it hurts, how it goes over time, and the scores of the visit with their change. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

static void
add_figures (LumbarReportMaker *self)
{
  g_autofree char *pains = lumbar_body_marks_describe (self->response);
  gboolean map = (self->shown & LUMBAR_REPORT_MAP) && *pains != '\0';
  gboolean chart = (self->shown & LUMBAR_REPORT_TREND) && self->trend != NULL;

  if (!map && !chart)
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Pain map and course"), NULL);
  if (map)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_BODY, NULL, pains, NULL);
  if (chart)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_TREND, NULL, self->trend->summary, NULL);
}

/* The last score of the same scale before this visit. */
static const LumbarTrendPoint *
find_earlier (LumbarReportMaker *self, const char *instrument_id)
{
  const LumbarTrendPoint *earlier = NULL;

  if (self->trend == NULL)
    return NULL;
  for (guint i = 0; i < self->trend->series->len; i++)
    {
      const LumbarTrendSeries *series = self->trend->series->pdata[i];

      if (g_strcmp0 (series->instrument_id, instrument_id) != 0)
        continue;
      for (guint j = 0; j < series->points->len; j++)
        {
          const LumbarTrendPoint *point = series->points->pdata[j];

          if (g_strcmp0 (point->at, self->encounter->started_at) < 0 &&
              g_strcmp0 (point->encounter_id, self->encounter->id) != 0)
            earlier = point;
        }
    }
  return earlier;
}

static char *
describe_change (const LumbarInstrument *instrument, double from, double to, const char *since)
{
  g_autofree char *day = lumbar_date_format (since);
  g_autofree char *before = lumbar_trend_score_label (from);

  switch (lumbar_trend_change_judge (instrument, from, to))
    {
    case LUMBAR_TREND_CHANGE_NONE:
      return g_strdup_printf (_("unchanged since %s"), day);
    case LUMBAR_TREND_CHANGE_LESS:
      return g_strdup_printf (_("from %s on %s: less than the minimal important difference"), before, day);
    case LUMBAR_TREND_CHANGE_EQUAL:
      return g_strdup_printf (_("from %s on %s: the minimal important difference"), before, day);
    case LUMBAR_TREND_CHANGE_MORE:
      return g_strdup_printf (_("from %s on %s: more than the minimal important difference"), before, day);
    case LUMBAR_TREND_CHANGE_UNKNOWN:
    default:
      return g_strdup_printf (_("from %s on %s"), before, day);
    }
}

/**
 * lumbar_report_describe_score:
 * @self: a report in the making
 * @instrument: a scale
 * @value: its score
 *
 * Returns: (transfer full): "6 of 10"; a grade keeps its own words, since its place among the options is no score
 */
char *
lumbar_report_describe_score (LumbarReportMaker *self, const LumbarInstrument *instrument, double value)
{
  g_autofree char *score = lumbar_trend_score_label (value);
  g_autofree char *maximum = lumbar_trend_score_label (instrument->maximum);

  if (instrument->scoring == LUMBAR_SCORING_OPTION)
    {
      const LumbarFinding *finding = instrument->findings->pdata[0];

      return lumbar_answer_to_display (lumbar_response_get_answer (self->response, finding->index), finding);
    }
  /* Translators: a score and the highest possible one: "6 of 10" */
  return g_strdup_printf (_("%s of %s"), score, maximum);
}

/**
 * lumbar_report_describe_measure_change:
 * @self: a report in the making
 * @measure: a score of this visit
 *
 * Returns: (transfer full): how it stands to the last one of its scale; "" without one
 */
char *
lumbar_report_describe_measure_change (LumbarReportMaker *self, const LumbarMeasure *measure)
{
  const LumbarTrendPoint *earlier = find_earlier (self, measure->instrument_id);

  if (earlier == NULL)
    return g_strdup ("");
  return describe_change (lumbar_knowledge_find_instrument (self->knowledge, measure->instrument_id),
                          earlier->value, measure->value, earlier->at);
}

static void
add_measure (LumbarReportMaker *self, const LumbarMeasure *measure)
{
  const LumbarInstrument *instrument =
    lumbar_knowledge_find_instrument (self->knowledge, measure->instrument_id);
  g_autofree char *value = lumbar_report_describe_score (self, instrument, measure->value);
  g_autofree char *change = lumbar_report_describe_measure_change (self, measure);
  g_autofree char *label = lumbar_trend_instrument_label (instrument);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_MEASURE, value, label, change);
}

/**
 * lumbar_report_add_measures:
 * @self: a report in the making
 *
 * Adds the body map, the trend, and every score that the answers suffice for.
 */
void
lumbar_report_add_measures (LumbarReportMaker *self)
{
  g_autoptr (GPtrArray) measures = lumbar_measure_all (self->response, self->encounter->id,
                                                       self->encounter->started_at);

  add_figures (self);
  if (measures->len == 0 || !(self->shown & LUMBAR_REPORT_MEASURES))
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Measures"), NULL);
  for (guint i = 0; i < measures->len; i++)
    add_measure (self, measures->pdata[i]);
}
