/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarTextView:
 *
 * An answer in words; the field grows with them.
 */
#define LUMBAR_TYPE_TEXT_VIEW (lumbar_text_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTextView, lumbar_text_view, LUMBAR, TEXT_VIEW, LumbarQuestionView)

G_END_DECLS
