/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

LumbarQuestionView *lumbar_question_factory_make (LumbarInterview *interview, const LumbarFinding *finding);

G_END_DECLS
