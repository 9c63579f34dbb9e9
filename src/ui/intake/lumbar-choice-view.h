/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarChoiceView:
 *
 * One answer out of a few: yes or no and none / baseline / worse / new as cells of a row that lines up
 * with the rows above and below it, anything else as buttons that wrap.
 */
#define LUMBAR_TYPE_CHOICE_VIEW (lumbar_choice_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarChoiceView, lumbar_choice_view, LUMBAR, CHOICE_VIEW, LumbarQuestionView)

G_END_DECLS
