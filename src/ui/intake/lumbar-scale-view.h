/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

/* The largest number that has a cell. */
#define LUMBAR_SCALE_MOST 10

/**
 * LumbarScaleView:
 *
 * 0 to 10, or to less, as large cells: no slider, which hides its number and needs a drag.
 */
#define LUMBAR_TYPE_SCALE_VIEW (lumbar_scale_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarScaleView, lumbar_scale_view, LUMBAR, SCALE_VIEW, LumbarQuestionView)

gboolean lumbar_scale_view_can_show (const LumbarFinding *finding);

G_END_DECLS
