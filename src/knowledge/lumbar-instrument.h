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
 * LumbarItemScoring:
 * @LUMBAR_ITEM_SCORING_NONE: it has no items here
 * @LUMBAR_ITEM_SCORING_SUM: the places of the chosen options, from 0, added up
 * @LUMBAR_ITEM_SCORING_COUNT: how many options are ticked; a denial counts nothing
 *
 * How its items make up the score; nothing does where one of them is not answered.
 */
typedef enum {
  LUMBAR_ITEM_SCORING_NONE,
  LUMBAR_ITEM_SCORING_SUM,
  LUMBAR_ITEM_SCORING_COUNT,
} LumbarItemScoring;

/**
 * LumbarInstrument:
 * @findings: (element-type LumbarFinding): what carries its score
 * @items: (element-type LumbarFinding): the questions of its form, which make up the one finding of
 *   @findings; empty where only the score is asked
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
  GPtrArray *items;    /* Owned array of borrowed LumbarFinding */
  LumbarItemScoring item_scoring;
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
gboolean lumbar_instrument_finish (const LumbarInstrument *self, LumbarTable *table, GError **error);
void lumbar_instrument_free (LumbarInstrument *self);

G_END_DECLS
