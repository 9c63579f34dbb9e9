/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

LumbarAssessment *lumbar_reassess (LumbarKnowledge *knowledge, LumbarResponse *response, GPtrArray *unused);

G_END_DECLS
