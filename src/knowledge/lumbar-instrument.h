/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-finding.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarScoring:
 * @LUMBAR_SCORING_NONE: no finding carries it
 * @LUMBAR_SCORING_ITEM: the number of one finding
 * @LUMBAR_SCORING_OPTION: the place of the chosen option, from 0
 * @LUMBAR_SCORING_MEAN: the mean of all its findings; nothing where one is missing
 */
typedef enum {
  LUMBAR_SCORING_NONE,
  LUMBAR_SCORING_ITEM,
  LUMBAR_SCORING_OPTION,
  LUMBAR_SCORING_MEAN,
} LumbarScoring;

/**
 * LumbarInstrument:
 * @findings: (element-type LumbarFinding): what carries its score or its items
 * @minimum: the least score
 * @maximum: the largest score
 * @mcid: in words, the change that matters
 * @mcid_points: the same in points; 0 where none is published
 * @mcid_percent: the same as a share of the baseline in percent; 0 where none is published
 *
 * A scale whose score is followed over visits. Read only.
 */
typedef struct {
  guint index;
  char *id;
  char *name;
  char *scoring_rule;
  LumbarScoring scoring;
  GPtrArray *findings; /* Owned array of borrowed LumbarFinding */
  double minimum;
  double maximum;
  char *mcid;
  double mcid_points;
  double mcid_percent;
  char *mcid_source;
  char *licence_status;
  char *loinc;
  char *recommendation;
  char *note;
} LumbarInstrument;

const char *const *lumbar_instrument_columns (void);
LumbarInstrument *lumbar_instrument_new (LumbarTable *table, guint row, GError **error);
void lumbar_instrument_free (LumbarInstrument *self);

G_END_DECLS
