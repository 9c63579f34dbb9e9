/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LumbarWordsField:
 *
 * Several lines of words in a field that grows with them.
 *
 * Signals:
 * - "typed": something was typed, pasted or undone: time to keep it;
 * - "committed": the typing paused or the focus left after a change.
 */
#define LUMBAR_TYPE_WORDS_FIELD (lumbar_words_field_get_type ())
G_DECLARE_FINAL_TYPE (LumbarWordsField, lumbar_words_field, LUMBAR, WORDS_FIELD, AdwBin)

GtkWidget *lumbar_words_field_new (const char *label);
void lumbar_words_field_set_small (LumbarWordsField *self);
void lumbar_words_field_go_to_end (LumbarWordsField *self);
GtkWidget *lumbar_words_field_get_view (LumbarWordsField *self);
char *lumbar_words_field_get_text (LumbarWordsField *self);
void lumbar_words_field_set_text (LumbarWordsField *self, const char *text);
void lumbar_words_field_commit (LumbarWordsField *self);

G_END_DECLS
