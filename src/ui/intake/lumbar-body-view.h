/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarBodyView:
 *
 * The body map, and the same regions as a list.
 */
#define LUMBAR_TYPE_BODY_VIEW (lumbar_body_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBodyView, lumbar_body_view, LUMBAR, BODY_VIEW, LumbarQuestionView)

G_END_DECLS
