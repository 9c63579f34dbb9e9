/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of a visit, computed from its answers by the rule of each instrument. */

#include "lumbar-measure.h"

/**
 * lumbar_measure_new:
 * @instrument_id: which scale
 * @encounter_id: the visit it was taken at, or ""
 * @at: instant of that visit
 * @value: the score
 *
 * Returns: (transfer full): a measure
 */
LumbarMeasure *
lumbar_measure_new (const char *instrument_id, const char *encounter_id, const char *at, double value)
{
  LumbarMeasure *self = g_new0 (LumbarMeasure, 1);

  self->instrument_id = g_strdup (instrument_id);
  self->encounter_id = g_strdup (encounter_id);
  self->at = g_strdup (at);
  self->value = value;
  return self;
}

/**
 * lumbar_measure_free:
 * @self: a measure
 */
void
lumbar_measure_free (LumbarMeasure *self)
{
  g_free (self->instrument_id);
  g_free (self->encounter_id);
  g_free (self->at);
  g_free (self);
}

/**
 * lumbar_measure_score:
 * @instrument: a scale
 * @response: the answers of a visit
 * @score: (out): the score
 *
 * Scores as the authors of the scale allow: a mean of several items only where all are answered
 * (PEG: Krebs 2009).
 *
 * Returns: whether the answers suffice
 */
gboolean
lumbar_measure_score (const LumbarInstrument *instrument, LumbarResponse *response, double *score)
{
  const LumbarValue *values = lumbar_response_get_values (response);
  double sum = 0;

  if (instrument->scoring == LUMBAR_SCORING_NONE)
    return FALSE;
  for (guint i = 0; i < instrument->findings->len; i++)
    {
      const LumbarFinding *finding = instrument->findings->pdata[i];
      const LumbarValue *value = &values[finding->index];

      if (value->kind == LUMBAR_VALUE_NUMBER)
        sum += value->number;
      else if (value->kind == LUMBAR_VALUE_OPTIONS && instrument->scoring == LUMBAR_SCORING_OPTION)
        sum += __builtin_ctzll (value->options);
      else
        return FALSE;
    }
  *score = sum / instrument->findings->len;
  return TRUE;
}

/**
 * lumbar_measure_all:
 * @response: the answers of a visit
 * @encounter_id: the visit
 * @at: its instant
 *
 * Returns: (transfer full) (element-type LumbarMeasure): every score the answers suffice for, in table order
 */
GPtrArray *
lumbar_measure_all (LumbarResponse *response, const char *encounter_id, const char *at)
{
  GPtrArray *measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  LumbarKnowledge *knowledge = lumbar_response_get_knowledge (response);

  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (knowledge, i);
      double score;

      if (lumbar_measure_score (instrument, response, &score))
        g_ptr_array_add (measures, lumbar_measure_new (instrument->id, encounter_id, at, score));
    }
  return measures;
}
