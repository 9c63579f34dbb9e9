/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarEntryView:
 *
 * An answer that is typed in one line. What is typed stays, also where it is no answer.
 */
#define LUMBAR_TYPE_ENTRY_VIEW (lumbar_entry_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (LumbarEntryView, lumbar_entry_view, LUMBAR, ENTRY_VIEW, LumbarQuestionView)

/**
 * LumbarEntryViewClass:
 * @parse: makes an answer of what was typed, or sets @message to what would be right
 * @print: writes an answer the way it is typed
 */
struct _LumbarEntryViewClass {
  LumbarQuestionViewClass parent_class;

  LumbarAnswer *(*parse) (LumbarEntryView *self, const char *text, char **message);
  char *(*print) (LumbarEntryView *self, LumbarAnswer *answer);
};

GtkWidget *lumbar_entry_view_get_entry (LumbarEntryView *self);
GtkWidget *lumbar_entry_view_get_box (LumbarEntryView *self);
void lumbar_entry_view_take_text (LumbarEntryView *self, const char *text);

G_END_DECLS
