/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-section-view.h"

G_BEGIN_DECLS

/**
 * LumbarQuestionScreen:
 *
 * One screen of the intake: one section, or a few short ones below each other. Scrolls by itself to the
 * question that is being asked, a whole screen at a time rather than line by line.
 */
#define LUMBAR_TYPE_QUESTION_SCREEN (lumbar_question_screen_get_type ())
G_DECLARE_FINAL_TYPE (LumbarQuestionScreen, lumbar_question_screen, LUMBAR, QUESTION_SCREEN, AdwBin)

GtkWidget *lumbar_question_screen_new (LumbarDraft *draft, guint number);
gboolean lumbar_question_screen_build_next (LumbarQuestionScreen *self);
LumbarSectionView *lumbar_question_screen_get_section (LumbarQuestionScreen *self, guint section);
void lumbar_question_screen_refresh (LumbarQuestionScreen *self);
void lumbar_question_screen_commit (LumbarQuestionScreen *self);
void lumbar_question_screen_scroll_to (LumbarQuestionScreen *self, GtkWidget *first, GtkWidget *last);

G_END_DECLS
