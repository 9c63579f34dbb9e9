/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"
#include "lumbar-item-difference.h"

G_BEGIN_DECLS

/**
 * LumbarVisitDifference:
 * @before: the earlier visit
 * @after: the later one
 * @assessed_before: the assessment of @before as it was kept; of a draft, as of now
 * @assessed_after: that of @after, likewise
 * @items: (element-type LumbarItemDifference): what either of them recorded, in table order
 * @assessment: (element-type LumbarDifference): what their assessments don't agree about
 * @summary: what changed, in one paragraph
 *
 * Two visits of one patient, item by item. Immutable.
 */
typedef struct {
  LumbarKnowledge *knowledge;
  LumbarEncounter *before;
  LumbarEncounter *after;
  LumbarAssessment *assessed_before;
  LumbarAssessment *assessed_after;
  GPtrArray *items;
  GPtrArray *assessment;
  char *summary;
} LumbarVisitDifference;

LumbarVisitDifference *lumbar_visit_difference_new (LumbarKnowledge *knowledge,
                                                    LumbarEncounter *one,
                                                    LumbarEncounter *other);
void lumbar_visit_difference_free (LumbarVisitDifference *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarVisitDifference, lumbar_visit_difference_free)

G_END_DECLS
