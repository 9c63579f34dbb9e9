/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer in words. */

#include "lumbar-text-view.h"

#include "lumbar-answer-check.h"

#define PAUSE_MS 700

struct _LumbarTextView {
  LumbarQuestionView parent_instance;

  GtkWidget *view; /* Child */
  guint pause_id;
  gboolean taking; /* Being changed by the program */
};

G_DEFINE_FINAL_TYPE (LumbarTextView, lumbar_text_view, LUMBAR_TYPE_QUESTION_VIEW)

static char *
get_text (LumbarTextView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
lumbar_text_view_commit (LumbarQuestionView *view)
{
  LumbarTextView *self = LUMBAR_TEXT_VIEW (view);
  g_autofree char *text = get_text (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = NULL;

  if (self->pause_id == 0)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (*g_strstrip (text) != '\0')
    answer = lumbar_answer_check_text (lumbar_question_view_get_finding (view), text, NULL, &error);
  lumbar_question_view_set_message (view, self->view, error ? error->message : NULL);
  if (error == NULL)
    lumbar_question_view_record (view, answer);
}

static gboolean
pause_cb (gpointer data)
{
  lumbar_text_view_commit (data);
  return G_SOURCE_REMOVE;
}

static void
buffer_changed_cb (LumbarTextView *self)
{
  if (self->taking)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
view_leave_cb (LumbarQuestionView *view)
{
  lumbar_question_view_commit (view);
}

static void
lumbar_text_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarTextView *self = LUMBAR_TEXT_VIEW (view);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_widget_set_size_request (self->view, -1, 96);
  gtk_widget_add_css_class (self->view, "words");
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                           G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (view_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
  lumbar_question_view_set_editor (view, self->view, self->view, FALSE);
}

static void
lumbar_text_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarTextView *self = LUMBAR_TEXT_VIEW (view);
  g_autofree char *text = get_text (self);
  const char *right = answer ? lumbar_answer_get_text (answer) : "";

  /* A trailing blank is not part of the answer, and is no reason to move the cursor. */
  if (self->pause_id != 0 || g_str_equal (g_strstrip (text), right))
    return;
  self->taking = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), right, -1);
  self->taking = FALSE;
}

static void
lumbar_text_view_dispose (GObject *object)
{
  g_clear_handle_id (&LUMBAR_TEXT_VIEW (object)->pause_id, g_source_remove);

  G_OBJECT_CLASS (lumbar_text_view_parent_class)->dispose (object);
}

static void
lumbar_text_view_class_init (LumbarTextViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_text_view_dispose;
  view_class->types_text = TRUE;
  view_class->keeps_enter = TRUE;
  view_class->build = lumbar_text_view_build;
  view_class->show_answer = lumbar_text_view_show_answer;
  view_class->commit = lumbar_text_view_commit;
}

static void
lumbar_text_view_init (LumbarTextView *self)
{
}
