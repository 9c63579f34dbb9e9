/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment-json.h"
#include "lumbar-proposals.h"

G_BEGIN_DECLS

char *lumbar_assessment_to_text (LumbarAssessment *assessment,
                                 LumbarKnowledge *knowledge,
                                 LumbarProposals *proposals,
                                 GPtrArray *ignored,
                                 guint columns);

G_END_DECLS
