/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-question-screen.h"

G_BEGIN_DECLS

/**
 * LumbarQuestionDeck:
 *
 * The work in the middle: the screen with the current question, the way to the next one, and the one that
 * would be most useful.
 *
 * Properties: "section" (guint, readable): the section of the current question.
 */
#define LUMBAR_TYPE_QUESTION_DECK (lumbar_question_deck_get_type ())
G_DECLARE_FINAL_TYPE (LumbarQuestionDeck, lumbar_question_deck, LUMBAR, QUESTION_DECK, AdwBin)

GtkWidget *lumbar_question_deck_new (LumbarDraft *draft);
guint lumbar_question_deck_get_section (LumbarQuestionDeck *self);
void lumbar_question_deck_show_section (LumbarQuestionDeck *self, guint section);
void lumbar_question_deck_step_section (LumbarQuestionDeck *self, int step);
void lumbar_question_deck_jump (LumbarQuestionDeck *self, guint finding);
void lumbar_question_deck_enter (LumbarQuestionDeck *self);
void lumbar_question_deck_step (LumbarQuestionDeck *self, int step);
gboolean lumbar_question_deck_go_on (LumbarQuestionDeck *self);
gboolean lumbar_question_deck_go_on_in (LumbarQuestionDeck *self, guint section);
void lumbar_question_deck_refresh (LumbarQuestionDeck *self);
void lumbar_question_deck_commit (LumbarQuestionDeck *self);
void lumbar_question_deck_toggle_details (LumbarQuestionDeck *self, guint section);
gboolean lumbar_question_deck_shows_details (LumbarQuestionDeck *self, guint section);
void lumbar_question_deck_open_form (LumbarQuestionDeck *self, guint score);
void lumbar_question_deck_say (LumbarQuestionDeck *self, const char *text);
LumbarQuestionView *lumbar_question_deck_get_view (LumbarQuestionDeck *self, guint finding);

G_END_DECLS
