/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-basis.h"

G_BEGIN_DECLS

const char *lumbar_report_weight_text (LumbarKnowledge *knowledge, double weight);
char *lumbar_report_contribution_text (LumbarKnowledge *knowledge, const LumbarContribution *contribution);
char *lumbar_report_reason_clause (LumbarKnowledge *knowledge, const LumbarReason *reason);
char *lumbar_report_reason_sentence (LumbarKnowledge *knowledge, const LumbarReason *reason);
char *lumbar_report_group_reason_text (LumbarKnowledge *knowledge, const LumbarAssessment *assessment);
char *lumbar_report_switched_off_text (LumbarKnowledge *knowledge, const LumbarSwitchedOff *off);
char *lumbar_report_reach_text (const LumbarReach *reach);

G_END_DECLS
