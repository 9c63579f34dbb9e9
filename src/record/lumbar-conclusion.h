/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "lumbar-group.h"

G_BEGIN_DECLS

/**
 * LumbarAgreement:
 *
 * Whether the clinician's own impression agrees with the computed one.
 */
typedef enum {
  LUMBAR_AGREEMENT_NONE,
  LUMBAR_AGREEMENT_AGREE,
  LUMBAR_AGREEMENT_OVERRIDE,
} LumbarAgreement;

/**
 * LumbarAcknowledgement:
 * @flag_id: the red flag
 * @done: what was done: "done", "not-applicable", "referred" or "pending"
 * @text: in words
 * @at: when, an instant
 * @author: by whom; "" until it is saved for the first time, and where a record of before does not say
 *
 * What was done about a red flag. It never silences the flag.
 */
typedef struct {
  char *flag_id;
  char *done;
  char *text;
  char *at;
  char *author;
} LumbarAcknowledgement;

/**
 * LumbarConclusion:
 * @group: the clinician's own group
 * @causes: ids of the causes the clinician holds, first the leading one
 * @impression: the clinician's own words
 * @agreement: with the computed assessment
 * @override_reason: id of a #LumbarOverrideReason, or ""
 * @comment: why, in words
 * @plan: the plan, in words, one step a line
 * @acknowledgements: (element-type LumbarAcknowledgement): what was done about red flags
 *
 * The clinician's own, separate step. Mutable while the encounter is a draft.
 */
typedef struct {
  gatomicrefcount references;
  LumbarGroup group;
  GStrv causes;
  char *impression;
  LumbarAgreement agreement;
  char *override_reason;
  char *comment;
  char *plan;
  GPtrArray *acknowledgements;
} LumbarConclusion;

#define LUMBAR_TYPE_CONCLUSION (lumbar_conclusion_get_type ())
GType lumbar_conclusion_get_type (void);

LumbarConclusion *lumbar_conclusion_new (void);
LumbarConclusion *lumbar_conclusion_copy (LumbarConclusion *self);
LumbarConclusion *lumbar_conclusion_ref (LumbarConclusion *self);
void lumbar_conclusion_unref (LumbarConclusion *self);

void lumbar_conclusion_acknowledge (LumbarConclusion *self,
                                    const char *flag_id,
                                    const char *done,
                                    const char *text,
                                    const char *at);
void lumbar_conclusion_add_acknowledgement (LumbarConclusion *self, const LumbarAcknowledgement *entry);
const LumbarAcknowledgement *lumbar_conclusion_find_acknowledgement (LumbarConclusion *self,
                                                                     const char *flag_id);

const char *lumbar_agreement_to_id (LumbarAgreement agreement);
gboolean lumbar_agreement_from_id (const char *id, LumbarAgreement *agreement);
const char *const *lumbar_acknowledgement_words (void);
const char *lumbar_acknowledgement_word_get_title (const char *done);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarConclusion, lumbar_conclusion_unref)

G_END_DECLS
