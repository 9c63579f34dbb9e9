/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarTestScript:
 * @keys: (element-type utf8): the keys as xdotool calls them
 * @n_before_last: how many of them come before the last question that one key answers
 * @n_answers: how many questions they answer
 * @expected: the interview as it is when all were typed
 *
 * The keys of a whole intake, found by going through the interview as the page does.
 */
typedef struct {
  GPtrArray *keys;
  guint n_before_last;
  guint n_answers;
  LumbarInterview *expected;
} LumbarTestScript;

LumbarTestScript *lumbar_test_script_new (LumbarInterview *begin, const char *words_id, const char *words);
void lumbar_test_script_free (LumbarTestScript *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarTestScript, lumbar_test_script_free)

G_END_DECLS
