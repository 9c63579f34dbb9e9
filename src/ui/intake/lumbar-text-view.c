/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer in words. */

#include "lumbar-text-view.h"

#include "lumbar-answer-check.h"
#include "lumbar-words-field.h"

struct _LumbarTextView {
  LumbarQuestionView parent_instance;

  LumbarWordsField *field; /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarTextView, lumbar_text_view, LUMBAR_TYPE_QUESTION_VIEW)

static void
field_typed_cb (LumbarQuestionView *view)
{
  const LumbarFinding *finding = lumbar_question_view_get_finding (view);
  g_autofree char *text = lumbar_words_field_get_text (LUMBAR_TEXT_VIEW (view)->field);
  g_autoptr (LumbarAnswer) answer =
    *text != '\0' ? lumbar_answer_check_text (finding, text, NULL, NULL) : NULL;

  if (*text == '\0' || answer != NULL)
    lumbar_interview_type (lumbar_question_view_get_interview (view), finding->index, answer);
}

static void
field_committed_cb (LumbarQuestionView *view)
{
  LumbarWordsField *field = LUMBAR_TEXT_VIEW (view)->field;
  g_autofree char *text = lumbar_words_field_get_text (field);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = NULL;

  if (*text != '\0')
    answer = lumbar_answer_check_text (lumbar_question_view_get_finding (view), text, NULL, &error);
  lumbar_question_view_set_message (view, lumbar_words_field_get_view (field), error ? error->message : NULL);
  if (error == NULL)
    lumbar_question_view_record (view, answer);
}

static void
lumbar_text_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarTextView *self = LUMBAR_TEXT_VIEW (view);
  GtkWidget *field = lumbar_words_field_new (NULL);

  self->field = LUMBAR_WORDS_FIELD (field);
  g_signal_connect_object (field, "typed", G_CALLBACK (field_typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "committed", G_CALLBACK (field_committed_cb), self, G_CONNECT_SWAPPED);
  lumbar_question_view_set_editor (view, field, lumbar_words_field_get_view (self->field));
}

static void
lumbar_text_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  lumbar_words_field_set_text (LUMBAR_TEXT_VIEW (view)->field, answer ? lumbar_answer_get_text (answer) : "");
}

static void
lumbar_text_view_commit (LumbarQuestionView *view)
{
  lumbar_words_field_commit (LUMBAR_TEXT_VIEW (view)->field);
}

static void
lumbar_text_view_class_init (LumbarTextViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  view_class->typing = LUMBAR_TYPING_WORDS;
  view_class->keeps_enter = TRUE;
  view_class->build = lumbar_text_view_build;
  view_class->show_answer = lumbar_text_view_show_answer;
  view_class->commit = lumbar_text_view_commit;
}

static void
lumbar_text_view_init (LumbarTextView *self)
{
}
