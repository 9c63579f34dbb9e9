/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-response.h"

G_BEGIN_DECLS

/* A reason in words; for the report, the command line and the window alike. */
char *lumbar_report_reason_text (LumbarKnowledge *knowledge, const LumbarReason *reason);
guint lumbar_report_reason_get_strength (LumbarKnowledge *knowledge, const LumbarReason *reason);
char *lumbar_report_knowledge_text (LumbarKnowledge *knowledge);
const char *lumbar_report_basis_get_title (LumbarBasis basis);
const char *lumbar_report_basis_get_letter (LumbarBasis basis);
char *lumbar_report_source_text (const LumbarSource *source);
char *lumbar_report_next_text (LumbarKnowledge *knowledge, const LumbarNextQuestion *next);

char *lumbar_report_group_text (const LumbarAssessment *assessment);
const char *lumbar_report_group_get_shape (LumbarGroup group);

char *lumbar_report_answer_text (LumbarResponse *response, const char *finding_id);
const char *lumbar_report_cause_text (LumbarKnowledge *knowledge, const char *cause_id);

G_END_DECLS
