/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

GPtrArray *lumbar_open_flags_find (LumbarKnowledge *knowledge,
                                   LumbarAssessment *assessment,
                                   LumbarResponse *response);
gboolean lumbar_open_flags_is_cleared (LumbarKnowledge *knowledge,
                                       LumbarResponse *response,
                                       const char *flag_id,
                                       const char *const *because);

G_END_DECLS
