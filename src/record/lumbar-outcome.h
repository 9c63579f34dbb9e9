/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LUMBAR_OUTCOME_DUE_MONTHS:
 *
 * How long after its signing a visit without an outcome is listed as due. A convention of the follow-up,
 * long enough for results to arrive; it says nothing about any cause.
 */
#define LUMBAR_OUTCOME_DUE_MONTHS 3

/**
 * LumbarOutcome:
 * @id: UUID
 * @encounter_id: the signed visit that it follows
 * @at: when it was recorded, an instant; "" until the record takes it
 * @author: who recorded it; "" likewise
 * @group: where the pain came from; %LUMBAR_GROUP_UNDETERMINED = it is not known
 * @causes: ids of the final causes, the main one first; empty where only the group is known
 * @established: how: a word from lumbar_outcome_established_words(), or "" where it is not known
 * @comment: in words, or ""
 *
 * What the pain of a visit turned out to come from. The last outcome of a visit counts; earlier ones
 * stay. Mutable until the record takes it.
 */
typedef struct {
  char *id;
  char *encounter_id;
  char *at;
  char *author;
  LumbarGroup group;
  GStrv causes;
  char *established;
  char *comment;
} LumbarOutcome;

LumbarOutcome *lumbar_outcome_new (const char *encounter_id);
void lumbar_outcome_free (LumbarOutcome *self);

gboolean lumbar_outcome_is_known (const LumbarOutcome *self);
void lumbar_outcome_set_causes (LumbarOutcome *self, LumbarKnowledge *knowledge, const char *const *causes);
gboolean lumbar_outcome_check (const LumbarOutcome *self, LumbarKnowledge *knowledge, GError **error);
char *lumbar_outcome_describe (const LumbarOutcome *self, LumbarKnowledge *knowledge);

const LumbarOutcome *lumbar_outcome_get_last (GPtrArray *outcomes);
gboolean lumbar_outcome_is_due (const char *signed_at, const char *now);

const char *const *lumbar_outcome_established_words (void);
const char *lumbar_outcome_established_get_title (const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarOutcome, lumbar_outcome_free)

G_END_DECLS
