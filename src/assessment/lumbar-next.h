/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-ranking.h"

G_BEGIN_DECLS

void lumbar_next_choose (LumbarAssessment *assessment,
                         LumbarKnowledge *knowledge,
                         const LumbarValue *values,
                         LumbarRanking *ranking,
                         GArray *excluded);

G_END_DECLS
