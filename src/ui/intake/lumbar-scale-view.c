/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A numeric rating scale as a row of cells. */

#include "lumbar-scale-view.h"

#include "lumbar-option-button.h"
#include "lumbar-wrap-layout.h"

#define N_CELLS 11

/* A 0 that follows a 1 within this time makes it 10. */
#define TEN_WITHIN (1200 * G_TIME_SPAN_MILLISECOND)

struct _LumbarScaleView {
  LumbarQuestionView parent_instance;

  GtkWidget *cells[N_CELLS]; /* Children */
  gint64 one_at;             /* When 1 was typed; 0 when it was not the last key */
};

G_DEFINE_FINAL_TYPE (LumbarScaleView, lumbar_scale_view, LUMBAR_TYPE_QUESTION_VIEW)

static void
pick (LumbarScaleView *self, int number)
{
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_number (number);

  lumbar_question_view_record (LUMBAR_QUESTION_VIEW (self), answer);
}

static void
cell_clicked_cb (LumbarScaleView *self, GtkWidget *cell)
{
  for (int i = 0; i < N_CELLS; i++)
    if (self->cells[i] == cell)
      pick (self, i);
}

static void
lumbar_scale_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarScaleView *self = LUMBAR_SCALE_VIEW (view);
  GtkWidget *group = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  GtkWidget *box = lumbar_wrap_box_new (4);

  for (int i = 0; i < N_CELLS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      self->cells[i] = lumbar_option_button_new_cell (text, "");
      gtk_widget_add_css_class (self->cells[i], "number");
      g_signal_connect_object (self->cells[i], "clicked", G_CALLBACK (cell_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->cells[i]);
    }
  adw_bin_set_child (ADW_BIN (group), box);
  lumbar_question_view_set_editor (view, group, group, FALSE);
}

static void
lumbar_scale_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarScaleView *self = LUMBAR_SCALE_VIEW (view);
  const LumbarValue *value = lumbar_answer_get_value (answer);

  for (int i = 0; i < N_CELLS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->cells[i]),
                                  value->kind == LUMBAR_VALUE_NUMBER && value->number == i);
}

static gboolean
lumbar_scale_view_pick_key (LumbarQuestionView *view, gunichar key)
{
  LumbarScaleView *self = LUMBAR_SCALE_VIEW (view);
  gint64 now = g_get_monotonic_time ();
  int number = g_unichar_digit_value (key);

  if (number < 0)
    return FALSE;
  if (number == 0 && self->one_at != 0 && now - self->one_at < TEN_WITHIN)
    number = 10;
  self->one_at = number == 1 ? now : 0;
  pick (self, number);
  return TRUE;
}

static void
lumbar_scale_view_class_init (LumbarScaleViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  view_class->build = lumbar_scale_view_build;
  view_class->show_answer = lumbar_scale_view_show_answer;
  view_class->pick_key = lumbar_scale_view_pick_key;
}

static void
lumbar_scale_view_init (LumbarScaleView *self)
{
}
