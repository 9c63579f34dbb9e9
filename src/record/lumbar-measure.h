/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

/**
 * LumbarMeasure:
 * @instrument_id: which scale
 * @encounter_id: the visit it was taken at, or ""
 * @at: instant of that visit
 * @value: the score
 *
 * One score of one visit; a row of its own in the record, so that a trend is one indexed query.
 */
typedef struct {
  char *instrument_id;
  char *encounter_id;
  char *at;
  double value;
} LumbarMeasure;

LumbarMeasure *lumbar_measure_new (const char *instrument_id,
                                   const char *encounter_id,
                                   const char *at,
                                   double value);
void lumbar_measure_free (LumbarMeasure *self);

gboolean lumbar_measure_score (const LumbarInstrument *instrument, LumbarResponse *response, double *score);
GPtrArray *lumbar_measure_all (LumbarResponse *response, const char *encounter_id, const char *at);

G_END_DECLS
