/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarAnswer:
 *
 * What was recorded for a finding: options, a number, or a text (also a date, as YYYY-MM-DD).
 * Immutable. Not assessed is the absence of an answer: %NULL.
 */
typedef struct _LumbarAnswer LumbarAnswer;

LumbarAnswer *lumbar_answer_new_options (guint64 options);
LumbarAnswer *lumbar_answer_new_number (double number);
LumbarAnswer *lumbar_answer_new_text (const char *text);
LumbarAnswer *lumbar_answer_new_from_string (const LumbarFinding *finding,
                                             const char *text,
                                             GError **error);
LumbarAnswer *lumbar_answer_ref (LumbarAnswer *self);
void lumbar_answer_unref (LumbarAnswer *self);

const LumbarValue *lumbar_answer_get_value (const LumbarAnswer *self);
const char *lumbar_answer_get_text (const LumbarAnswer *self);
gboolean lumbar_answer_equal (const LumbarAnswer *a, const LumbarAnswer *b);
char *lumbar_answer_to_string (const LumbarAnswer *self, const LumbarFinding *finding);
const char *lumbar_answer_get_unit (const LumbarFinding *finding);
char *lumbar_answer_to_display (const LumbarAnswer *self, const LumbarFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarAnswer, lumbar_answer_unref)

G_END_DECLS
