/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

char *lumbar_cds_hooks_write (LumbarAssessment *assessment, LumbarKnowledge *knowledge);

G_END_DECLS
