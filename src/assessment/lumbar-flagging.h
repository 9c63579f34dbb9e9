/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

void lumbar_flagging_run (LumbarAssessment *assessment, LumbarKnowledge *knowledge, const LumbarValue *values);

G_END_DECLS
