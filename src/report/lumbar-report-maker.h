/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-measure.h"
#include "lumbar-report.h"

G_BEGIN_DECLS

/**
 * LumbarReportMaker:
 * @response: the answers; an empty response where the encounter holds none
 * @assessment: as kept with the encounter, or computed now for a draft
 * @open_flags: (element-type LumbarUnclearedFlag): the flags not yet cleared that a question could settle
 * @conclusion: (nullable): the clinician's own; %NULL where nothing is concluded yet
 * @letterhead: (nullable): of the clinic
 * @blocks: what was made so far
 * @sources: ids of the sources cited so far, in order
 * @shown: the #LumbarReportSection bits that go in
 * @brief: says the least of what is urgent and leaves the rest to the full report
 *
 * A report while it is put together; private to the report folder. Each part of the report is one
 * function that adds its blocks.
 */
typedef struct {
  LumbarKnowledge *knowledge;
  LumbarEncounter *encounter;
  LumbarResponse *response;
  LumbarAssessment *assessment;
  GPtrArray *open_flags;
  LumbarConclusion *conclusion;
  LumbarTrend *trend;
  LumbarLetterhead *letterhead;
  GPtrArray *blocks;
  GPtrArray *sources;
  guint shown;
  gboolean brief;
} LumbarReportMaker;

LumbarBlock *lumbar_report_maker_add (LumbarReportMaker *self,
                                      LumbarBlockKind kind,
                                      const char *marker,
                                      const char *text,
                                      const char *detail);
void lumbar_report_maker_add_row (LumbarReportMaker *self,
                                  LumbarBlockKind kind,
                                  const char *first,
                                  const char *second,
                                  const char *third,
                                  const char *fourth);
void lumbar_report_maker_cite (LumbarReportMaker *self, const char *source_id);
void lumbar_report_maker_join (GString *list, const char *separator, const char *text);

void lumbar_report_add_urgent (LumbarReportMaker *self);
void lumbar_report_add_conclusion (LumbarReportMaker *self);
void lumbar_report_add_plan (LumbarReportMaker *self);
void lumbar_report_add_assessment (LumbarReportMaker *self);
void lumbar_report_add_findings (LumbarReportMaker *self);
guint lumbar_report_add_key_findings (LumbarReportMaker *self, GHashTable *said);
void lumbar_report_add_measures (LumbarReportMaker *self);
void lumbar_report_add_uncleared (LumbarReportMaker *self);
void lumbar_report_add_safety_net (LumbarReportMaker *self);
void lumbar_report_add_additions (LumbarReportMaker *self);
void lumbar_report_add_left_out (LumbarReportMaker *self, guint left_out);
void lumbar_report_add_signature (LumbarReportMaker *self);
void lumbar_report_add_versions (LumbarReportMaker *self);
void lumbar_report_add_basis (LumbarReportMaker *self);

/* Whole reports other than the full one. */
void lumbar_report_add_letter (LumbarReportMaker *self);
void lumbar_report_add_patient_page (LumbarReportMaker *self);
void lumbar_report_add_data_sheet (LumbarReportMaker *self);

/* What more than one part says. */
gboolean lumbar_report_is_quiet (const LumbarFinding *finding, const LumbarAnswer *answer);
gboolean lumbar_report_is_asked (LumbarReportMaker *self, const LumbarFinding *finding);
char *lumbar_report_list_because (LumbarReportMaker *self, const LumbarFiredFlag *fired);
char *lumbar_report_describe_acknowledgement (LumbarReportMaker *self, const char *flag_id);
void lumbar_report_add_completeness (LumbarReportMaker *self);
void lumbar_report_add_must_exclude (LumbarReportMaker *self);
char *lumbar_report_describe_score (LumbarReportMaker *self, const LumbarInstrument *instrument, double value);
char *lumbar_report_describe_measure_change (LumbarReportMaker *self, const LumbarMeasure *measure);

G_END_DECLS
