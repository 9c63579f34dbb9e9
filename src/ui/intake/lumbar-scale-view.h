/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarScaleView:
 *
 * 0 to 10 as eleven large cells: no slider, which hides its number and needs a drag.
 */
#define LUMBAR_TYPE_SCALE_VIEW (lumbar_scale_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarScaleView, lumbar_scale_view, LUMBAR, SCALE_VIEW, LumbarQuestionView)

G_END_DECLS
