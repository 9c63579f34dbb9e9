/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarQuestionView:
 *
 * One question of the intake and what was answered. Each type of answer has a subclass that brings the
 * editor; here is what all have in common: the words, the mark, last visit's value, confirming,
 * clearing, the note, and the keys.
 */
#define LUMBAR_TYPE_QUESTION_VIEW (lumbar_question_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (LumbarQuestionView, lumbar_question_view, LUMBAR, QUESTION_VIEW, AdwBin)

/**
 * LumbarQuestionViewClass:
 * @types_text: letters and digits are typed, so they pick nothing
 * @keeps_enter: Enter belongs to the editor
 * @build: makes the editor and gives it to lumbar_question_view_set_editor()
 * @show_answer: shows an answer, or with %NULL that there is none
 * @pick_key: (nullable): picks what a letter or digit stands for; returns whether it stands for anything
 * @commit: (nullable): records what was typed but not recorded yet
 */
struct _LumbarQuestionViewClass {
  AdwBinClass parent_class;

  gboolean types_text;
  gboolean keeps_enter;
  void (*build) (LumbarQuestionView *self, const LumbarFinding *finding);
  void (*show_answer) (LumbarQuestionView *self, LumbarAnswer *answer);
  gboolean (*pick_key) (LumbarQuestionView *self, gunichar key);
  void (*commit) (LumbarQuestionView *self);
};

void lumbar_question_view_bind (LumbarQuestionView *self,
                                LumbarInterview *interview,
                                const LumbarFinding *finding);
void lumbar_question_view_set_last (LumbarQuestionView *self, LumbarAnswer *answer, const char *when);
void lumbar_question_view_refresh (LumbarQuestionView *self);
void lumbar_question_view_commit (LumbarQuestionView *self);
void lumbar_question_view_set_narrow (LumbarQuestionView *self, gboolean narrow);
gboolean lumbar_question_view_focus (LumbarQuestionView *self);

const LumbarFinding *lumbar_question_view_get_finding (LumbarQuestionView *self);
LumbarInterview *lumbar_question_view_get_interview (LumbarQuestionView *self);

/* For subclasses */
void lumbar_question_view_set_editor (LumbarQuestionView *self,
                                      GtkWidget *editor,
                                      GtkWidget *target,
                                      gboolean beside);
void lumbar_question_view_record (LumbarQuestionView *self, LumbarAnswer *answer);
void lumbar_question_view_set_message (LumbarQuestionView *self, GtkWidget *target, const char *message);

G_END_DECLS
