/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"
#include "lumbar-event.h"
#include "lumbar-measure.h"
#include "lumbar-patient.h"
#include "lumbar-problem-summary.h"
#include "lumbar-store.h"
#include "lumbar-timeline.h"
#include "lumbar-trend.h"

G_BEGIN_DECLS

/**
 * LumbarPatientHistory:
 * @patient: whose
 * @encounters: (element-type LumbarEncounter): all visits as in lists, with addenda and outcomes, latest
 *   first
 * @draft: (nullable): the visit that is not signed yet
 * @last: (nullable): the last signed visit, whole
 * @measures: (element-type LumbarMeasure): all scores
 * @events: (element-type LumbarEvent): the events that stand
 * @timeline: (element-type LumbarTimelineItem): everything dated, newest first; withdrawn events too
 * @summary: (element-type LumbarProblemLine): the patient in a few lines
 * @due: (element-type LumbarEncounter): signed visits whose outcome is due, latest first
 *
 * All that the page of a patient shows, read at once. Immutable.
 */
typedef struct {
  LumbarPatient *patient;
  GPtrArray *encounters;
  LumbarEncounter *draft;
  LumbarEncounter *last;
  GPtrArray *measures;
  GPtrArray *events;
  GPtrArray *timeline;
  GPtrArray *summary;
  GPtrArray *due;
} LumbarPatientHistory;

LumbarPatientHistory *lumbar_patient_history_load (LumbarStore *store, const char *patient_id, GError **error);
void lumbar_patient_history_free (LumbarPatientHistory *self);
LumbarTrend *lumbar_patient_history_get_trend (const LumbarPatientHistory *self,
                                               LumbarKnowledge *knowledge,
                                               const char *const *instrument_ids,
                                               const char *since,
                                               const char *until);
LumbarTrend *lumbar_patient_history_get_trend_with (const LumbarPatientHistory *self,
                                                    LumbarKnowledge *knowledge,
                                                    const char *const *instrument_ids,
                                                    const char *since,
                                                    const char *until,
                                                    const LumbarTrendSetting *setting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarPatientHistory, lumbar_patient_history_free)

G_END_DECLS
