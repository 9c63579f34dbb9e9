/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

char *lumbar_cds_hooks_write (LumbarAssessment *assessment, LumbarKnowledge *knowledge, gboolean pretty);
char *lumbar_cds_hooks_shorten (const char *summary);

G_END_DECLS
