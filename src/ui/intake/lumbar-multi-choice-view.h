/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarMultiChoiceView:
 *
 * Several answers out of a few; "none" leaves when another is picked, and the other way round.
 */
#define LUMBAR_TYPE_MULTI_CHOICE_VIEW (lumbar_multi_choice_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarMultiChoiceView, lumbar_multi_choice_view, LUMBAR, MULTI_CHOICE_VIEW, LumbarQuestionView)

G_END_DECLS
