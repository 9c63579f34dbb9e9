/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

/**
 * LumbarDifferencePart:
 *
 * What of an assessment is compared, in the order in which it is told.
 */
typedef enum {
  LUMBAR_DIFFERENCE_FLAG,
  LUMBAR_DIFFERENCE_GROUP,
  LUMBAR_DIFFERENCE_LEAD,
  LUMBAR_DIFFERENCE_EXCLUDE,
  LUMBAR_DIFFERENCE_CAUSE,
} LumbarDifferencePart;

/**
 * LumbarDifference:
 * @part: what differs
 * @id: the red flag or cause; "" where the part is one
 * @before: (nullable): what it was, as an id of its kind: a timeframe, a group, a cause, a band; %NULL where it
 *   was not there
 * @after: (nullable): what it is
 *
 * One thing that two assessments of the same answers don't agree about.
 */
typedef struct {
  LumbarDifferencePart part;
  char *id;
  char *before;
  char *after;
} LumbarDifference;

GPtrArray *lumbar_assessment_compare (LumbarAssessment *before, LumbarAssessment *after);
void lumbar_difference_free (LumbarDifference *self);
const LumbarDifference *lumbar_difference_find (GPtrArray *differences, LumbarDifferencePart part, const char *id);
char *lumbar_difference_to_text (const LumbarDifference *self, LumbarKnowledge *knowledge);

G_END_DECLS
