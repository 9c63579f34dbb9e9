/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report.h"

G_BEGIN_DECLS

/**
 * LumbarReportMaker:
 * @response: the answers; an empty response where the encounter holds none
 * @assessment: as kept with the encounter, or computed now for a draft
 * @open_flags: (element-type LumbarUnclearedFlag): the flags not yet cleared that a question could settle
 * @conclusion: (nullable): the clinician's own; %NULL where nothing is concluded yet
 * @blocks: what was made so far
 * @sources: ids of the sources cited so far, in order
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
  GPtrArray *blocks;
  GPtrArray *sources;
} LumbarReportMaker;

LumbarBlock *lumbar_report_maker_add (LumbarReportMaker *self,
                                      LumbarBlockKind kind,
                                      const char *marker,
                                      const char *text,
                                      const char *detail);
void lumbar_report_maker_cite (LumbarReportMaker *self, const char *source_id);
void lumbar_report_maker_join (GString *list, const char *separator, const char *text);

void lumbar_report_add_urgent (LumbarReportMaker *self);
void lumbar_report_add_conclusion (LumbarReportMaker *self);
void lumbar_report_add_plan (LumbarReportMaker *self);
void lumbar_report_add_assessment (LumbarReportMaker *self);
void lumbar_report_add_findings (LumbarReportMaker *self);
void lumbar_report_add_measures (LumbarReportMaker *self);
void lumbar_report_add_uncleared (LumbarReportMaker *self);
void lumbar_report_add_closing (LumbarReportMaker *self);

G_END_DECLS
