/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-encounter.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarVisitComparison:
 *
 * Two visits of one patient side by side: what changed in a paragraph, both body maps, both assessments, and the
 * answers item by item.
 */
#define LUMBAR_TYPE_VISIT_COMPARISON (lumbar_visit_comparison_get_type ())
G_DECLARE_FINAL_TYPE (LumbarVisitComparison, lumbar_visit_comparison, LUMBAR, VISIT_COMPARISON, AdwBin)

void lumbar_visit_comparison_show (LumbarVisitComparison *self,
                                   LumbarKnowledge *knowledge,
                                   LumbarWorker *worker,
                                   LumbarEncounter *visit,
                                   GPtrArray *others);

G_END_DECLS
