/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

/**
 * LumbarItemChange:
 * @LUMBAR_ITEM_CHANGE_SAME: the same answer at both visits
 * @LUMBAR_ITEM_CHANGE_APPEARED: a complaint that is new or worse, and was neither at the earlier visit
 * @LUMBAR_ITEM_CHANGE_GONE: a complaint that was new or worse, and is neither any more
 * @LUMBAR_ITEM_CHANGE_YES: no, and later yes
 * @LUMBAR_ITEM_CHANGE_NO: yes, and later no
 * @LUMBAR_ITEM_CHANGE_OTHER: another answer, of which nothing more can be said
 * @LUMBAR_ITEM_CHANGE_ONLY_BEFORE: recorded at the earlier visit alone
 * @LUMBAR_ITEM_CHANGE_ONLY_AFTER: recorded at the later visit alone
 *
 * What became of an answer. Not recorded is never taken for "no": the last two are no change.
 */
typedef enum {
  LUMBAR_ITEM_CHANGE_SAME,
  LUMBAR_ITEM_CHANGE_APPEARED,
  LUMBAR_ITEM_CHANGE_GONE,
  LUMBAR_ITEM_CHANGE_YES,
  LUMBAR_ITEM_CHANGE_NO,
  LUMBAR_ITEM_CHANGE_OTHER,
  LUMBAR_ITEM_CHANGE_ONLY_BEFORE,
  LUMBAR_ITEM_CHANGE_ONLY_AFTER,
} LumbarItemChange;

/**
 * LumbarItemDifference:
 * @finding: borrowed from the tables
 * @change: what became of the answer
 * @before: (nullable): the earlier answer in words, with its note; %NULL where nothing was recorded
 * @after: (nullable): the later one
 * @added: (nullable): what was chosen at the later visit and not at the earlier, where several can be chosen at
 *   both; %NULL for nothing
 * @dropped: (nullable): the other way round
 *
 * One finding at two visits. Immutable.
 */
typedef struct {
  const LumbarFinding *finding;
  LumbarItemChange change;
  char *before;
  char *after;
  char *added;
  char *dropped;
} LumbarItemDifference;

LumbarItemDifference *lumbar_item_difference_new (const LumbarFinding *finding,
                                                  LumbarResponse *before,
                                                  LumbarResponse *after);
void lumbar_item_difference_free (LumbarItemDifference *self);
gboolean lumbar_item_difference_is_change (const LumbarItemDifference *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarItemDifference, lumbar_item_difference_free)

G_END_DECLS
