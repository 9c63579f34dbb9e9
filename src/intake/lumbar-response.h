/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-answer.h"

G_BEGIN_DECLS

/**
 * LumbarResponse:
 *
 * All answers of one visit, by finding, with the notes that hang on them. It is filled by its maker and
 * then shared unchanged.
 */
typedef struct _LumbarResponse LumbarResponse;

#define LUMBAR_TYPE_RESPONSE (lumbar_response_get_type ())
GType lumbar_response_get_type (void);

LumbarResponse *lumbar_response_new (LumbarKnowledge *knowledge);
LumbarResponse *lumbar_response_ref (LumbarResponse *self);
void lumbar_response_unref (LumbarResponse *self);

LumbarKnowledge *lumbar_response_get_knowledge (LumbarResponse *self);
void lumbar_response_set_answer (LumbarResponse *self, guint finding, LumbarAnswer *answer);
LumbarAnswer *lumbar_response_get_answer (LumbarResponse *self, guint finding);
LumbarAnswer *const *lumbar_response_get_answers (LumbarResponse *self);
LumbarAnswer *lumbar_response_find_answer (LumbarResponse *self, const char *finding_id);
void lumbar_response_set_note (LumbarResponse *self, guint finding, const char *note);
const char *lumbar_response_get_note (LumbarResponse *self, guint finding);
guint lumbar_response_get_n_answers (LumbarResponse *self);
const LumbarValue *lumbar_response_get_values (LumbarResponse *self);
gboolean lumbar_response_has_examination (LumbarResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarResponse, lumbar_response_unref)

G_END_DECLS
