/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LumbarComparisonView:
 *
 * The assessment that was signed beside the one today's knowledge makes of the same answers. Nothing of it is kept.
 */
#define LUMBAR_TYPE_COMPARISON_VIEW (lumbar_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarComparisonView, lumbar_comparison_view, LUMBAR, COMPARISON_VIEW, AdwBin)

void lumbar_comparison_view_show (LumbarComparisonView *self,
                                  LumbarKnowledge *knowledge,
                                  LumbarEncounter *visit,
                                  GPtrArray *unread);

G_END_DECLS
