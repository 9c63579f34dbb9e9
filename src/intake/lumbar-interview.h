/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

/**
 * LumbarItemState:
 * @LUMBAR_ITEM_NOT_ASKED: its ask_when is not true, and nothing is kept for it
 * @LUMBAR_ITEM_OPEN: asked, not answered
 * @LUMBAR_ITEM_ANSWERED: asked and answered
 * @LUMBAR_ITEM_UNCONFIRMED: asked; holds the answer of the last visit until confirmed; not assessed
 * @LUMBAR_ITEM_SET_ASIDE: answered, but its question was withdrawn; kept in the draft, never assessed
 */
typedef enum {
  LUMBAR_ITEM_NOT_ASKED,
  LUMBAR_ITEM_OPEN,
  LUMBAR_ITEM_ANSWERED,
  LUMBAR_ITEM_UNCONFIRMED,
  LUMBAR_ITEM_SET_ASIDE,
} LumbarItemState;

/**
 * LumbarInterview:
 *
 * The intake while it goes on: which findings are asked, what is answered, what is carried over from
 * the last visit or set aside. Adapts after every answer.
 *
 * Signals:
 * - "item-changed" (guint finding): what is kept for the finding changed (answer, note or
 *   confirmation) and must be saved;
 * - "changed": after each change, when states, order and progress are settled again.
 */
#define LUMBAR_TYPE_INTERVIEW (lumbar_interview_get_type ())
G_DECLARE_FINAL_TYPE (LumbarInterview, lumbar_interview, LUMBAR, INTERVIEW, GObject)

LumbarInterview *lumbar_interview_new (LumbarKnowledge *knowledge);

LumbarKnowledge *lumbar_interview_get_knowledge (LumbarInterview *self);
LumbarItemState lumbar_interview_get_state (LumbarInterview *self, guint finding);
gboolean lumbar_interview_is_asked (LumbarInterview *self, guint finding);
gboolean lumbar_interview_is_unconfirmed (LumbarInterview *self, guint finding);
LumbarAnswer *lumbar_interview_get_answer (LumbarInterview *self, guint finding);
const char *lumbar_interview_get_note (LumbarInterview *self, guint finding);

void lumbar_interview_set_answer (LumbarInterview *self, guint finding, LumbarAnswer *answer);
void lumbar_interview_type (LumbarInterview *self, guint finding, LumbarAnswer *answer);
void lumbar_interview_type_note (LumbarInterview *self, guint finding, const char *note);
void lumbar_interview_set_note (LumbarInterview *self, guint finding, const char *note);
void lumbar_interview_confirm (LumbarInterview *self, guint finding);
guint lumbar_interview_confirm_section (LumbarInterview *self, guint section);
GArray *lumbar_interview_set_section_normal (LumbarInterview *self, guint section, gboolean details);
int lumbar_interview_undo (LumbarInterview *self);
int lumbar_interview_redo (LumbarInterview *self);

void lumbar_interview_restore (LumbarInterview *self,
                               guint finding,
                               LumbarAnswer *answer,
                               gboolean unconfirmed,
                               const char *note);
void lumbar_interview_carry_forward (LumbarInterview *self, LumbarResponse *last);

void lumbar_interview_get_progress (LumbarInterview *self, guint section, guint *answered, guint *asked);
gboolean lumbar_interview_asks_in (LumbarInterview *self, guint section);
guint lumbar_interview_get_n_set_aside (LumbarInterview *self);
LumbarResponse *lumbar_interview_get_response (LumbarInterview *self);

G_END_DECLS
