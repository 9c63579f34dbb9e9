/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-ranking.h"

G_BEGIN_DECLS

void lumbar_grouping_decide (LumbarAssessment *assessment,
                             LumbarKnowledge *knowledge,
                             const LumbarValue *values,
                             GArray *applied,
                             LumbarWeighing *weighing,
                             LumbarRanking *ranking);
void lumbar_grouping_exclude (LumbarAssessment *assessment,
                              LumbarKnowledge *knowledge,
                              LumbarWeighing *weighing,
                              LumbarRanking *ranking,
                              GArray *excluded);

G_END_DECLS
