/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-answer.h"

G_BEGIN_DECLS

/**
 * LumbarKept:
 * @finding: index of a finding
 * @answer: (nullable): what was kept for it
 * @unconfirmed: whether it was carried over and not confirmed
 * @note: (nullable): the note on it
 *
 * What an interview kept for one finding at one time.
 */
typedef struct {
  guint finding;
  LumbarAnswer *answer;
  gboolean unconfirmed;
  char *note;
} LumbarKept;

/**
 * LumbarAnswerHistory:
 *
 * The steps that can be taken back and done again. A step is what was kept, before it, for each finding
 * that it changed.
 */
typedef struct _LumbarAnswerHistory LumbarAnswerHistory;

LumbarAnswerHistory *lumbar_answer_history_new (void);
void lumbar_answer_history_free (LumbarAnswerHistory *self);

void lumbar_answer_history_begin (LumbarAnswerHistory *self);
void lumbar_answer_history_remember (LumbarAnswerHistory *self,
                                     guint finding,
                                     LumbarAnswer *answer,
                                     gboolean unconfirmed,
                                     const char *note);
void lumbar_answer_history_end (LumbarAnswerHistory *self);

GArray *lumbar_answer_history_begin_undo (LumbarAnswerHistory *self);
GArray *lumbar_answer_history_begin_redo (LumbarAnswerHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarAnswerHistory, lumbar_answer_history_free)

G_END_DECLS
