/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-outcome.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarExampleOutcome:
 * @days_after: days from the visit to the day it was recorded
 * @group: the final group where no cause is given; undetermined = it is not known
 * @causes: the final causes, the main one first
 * @established: a word from lumbar_outcome_established_words(), or ""
 *
 * What a visit turned out to come from.
 */
typedef struct {
  guint days_after;
  LumbarGroup group;
  GStrv causes;
  const char *established;
  const char *comment;
} LumbarExampleOutcome;

const char *const *lumbar_example_outcome_columns (void);
LumbarExampleOutcome *lumbar_example_outcome_new (LumbarKnowledge *knowledge,
                                                  LumbarTable *table,
                                                  guint row,
                                                  GError **error);
void lumbar_example_outcome_free (LumbarExampleOutcome *self);
LumbarOutcome *lumbar_example_outcome_make (const LumbarExampleOutcome *self,
                                            LumbarKnowledge *knowledge,
                                            const char *encounter_id,
                                            const char *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarExampleOutcome, lumbar_example_outcome_free)

G_END_DECLS
