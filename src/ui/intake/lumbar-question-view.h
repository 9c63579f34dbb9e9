/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarTyping:
 * @LUMBAR_TYPING_NOTHING: every letter and digit picks something
 * @LUMBAR_TYPING_NUMBERS: digits, points and strokes are typed, all other keys pick
 * @LUMBAR_TYPING_WORDS: all keys are typed
 *
 * Which keys belong to the editor of a question.
 */
typedef enum {
  LUMBAR_TYPING_NOTHING,
  LUMBAR_TYPING_NUMBERS,
  LUMBAR_TYPING_WORDS,
} LumbarTyping;

/**
 * LumbarPick:
 * @LUMBAR_PICK_NOTHING: the key stands for nothing here
 * @LUMBAR_PICK_PART: it was taken, and more may follow
 * @LUMBAR_PICK_WHOLE: it was taken, and nothing can follow: on to the next question
 *
 * What a key did to the answer.
 */
typedef enum {
  LUMBAR_PICK_NOTHING,
  LUMBAR_PICK_PART,
  LUMBAR_PICK_WHOLE,
} LumbarPick;

/**
 * LumbarQuestionView:
 *
 * One question of the intake and what was answered: a row, and opened a card. Each type of answer has a
 * subclass that brings the editor; here is what all have in common: the words, the mark, last visit's
 * value, the note, and the keys.
 *
 * Actions: "question.open", "question.same" (take over last visit's answer), "question.clear" (not
 * assessed), "question.unable" (a sign could not be examined), "question.note", "question.why".
 */
#define LUMBAR_TYPE_QUESTION_VIEW (lumbar_question_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (LumbarQuestionView, lumbar_question_view, LUMBAR, QUESTION_VIEW, AdwBin)

/**
 * LumbarQuestionViewClass:
 * @typing: which keys belong to the editor
 * @keeps_enter: Enter belongs to the editor
 * @stands_beside: (nullable): whether the editor is small enough to stand beside the title, always in sight;
 *   %NULL where it never is
 * @build: makes the editor and gives it to lumbar_question_view_set_editor(); for one that does not stand
 *   beside the title not before it is needed
 * @show_answer: shows an answer, or with %NULL that there is none
 * @pick_key: (nullable): picks what a letter or digit stands for
 * @commit: (nullable): records what was typed but not recorded yet
 */
struct _LumbarQuestionViewClass {
  AdwBinClass parent_class;

  LumbarTyping typing;
  gboolean keeps_enter;
  gboolean (*stands_beside) (const LumbarFinding *finding);
  void (*build) (LumbarQuestionView *self, const LumbarFinding *finding);
  void (*show_answer) (LumbarQuestionView *self, LumbarAnswer *answer);
  LumbarPick (*pick_key) (LumbarQuestionView *self, gunichar key);
  void (*commit) (LumbarQuestionView *self);
};

void lumbar_question_view_bind (LumbarQuestionView *self,
                                LumbarInterview *interview,
                                const LumbarFinding *finding);
void lumbar_question_view_set_last (LumbarQuestionView *self,
                                    LumbarAnswer *answer,
                                    const char *day,
                                    const char *ago);
void lumbar_question_view_refresh (LumbarQuestionView *self);
void lumbar_question_view_commit (LumbarQuestionView *self);
void lumbar_question_view_set_open (LumbarQuestionView *self, gboolean open);
gboolean lumbar_question_view_focus (LumbarQuestionView *self);

const LumbarFinding *lumbar_question_view_get_finding (LumbarQuestionView *self);
LumbarInterview *lumbar_question_view_get_interview (LumbarQuestionView *self);

/* For subclasses */
void lumbar_question_view_set_editor (LumbarQuestionView *self, GtkWidget *editor, GtkWidget *target);
void lumbar_question_view_set_foot (LumbarQuestionView *self, GtkWidget *foot);
void lumbar_question_view_record (LumbarQuestionView *self, LumbarAnswer *answer);
void lumbar_question_view_set_message (LumbarQuestionView *self, GtkWidget *target, const char *message);

G_END_DECLS
