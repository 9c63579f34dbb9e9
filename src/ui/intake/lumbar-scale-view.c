/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A numeric rating scale, or another short run of whole numbers, as a row of cells. */

#include "lumbar-scale-view.h"

#include "lumbar-option-button.h"
#include "lumbar-wrap-layout.h"

/* One key for each number up to ten: digits, and the Roman X, so that a 1 never has to wait for a 0. */
#define TEN_KEY 'x'

/* Up to this number the cells stand beside the question. */
#define MOST_BESIDE 6

struct _LumbarScaleView {
  LumbarQuestionView parent_instance;

  GtkWidget *cells[LUMBAR_SCALE_MOST + 1]; /* Children; NULL above the largest number */
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
  for (int i = 0; i < (int) G_N_ELEMENTS (self->cells); i++)
    if (self->cells[i] == cell)
      pick (self, i);
}

static gboolean
lumbar_scale_view_stands_beside (const LumbarFinding *finding)
{
  return finding->maximum <= MOST_BESIDE;
}

static void
lumbar_scale_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarScaleView *self = LUMBAR_SCALE_VIEW (view);
  GtkWidget *group = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  GtkWidget *box = lumbar_wrap_box_new (4);

  for (int i = 0; i <= (int) finding->maximum; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      self->cells[i] = lumbar_option_button_new_number (text, i == 10 ? "X" : "");
      g_signal_connect_object (self->cells[i], "clicked", G_CALLBACK (cell_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->cells[i]);
    }
  adw_bin_set_child (ADW_BIN (group), box);
  lumbar_question_view_set_editor (view, group, group);
}

static void
lumbar_scale_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarScaleView *self = LUMBAR_SCALE_VIEW (view);
  const LumbarValue *value = lumbar_answer_get_value (answer);

  for (int i = 0; i < (int) G_N_ELEMENTS (self->cells) && self->cells[i] != NULL; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->cells[i]),
                                  value->kind == LUMBAR_VALUE_NUMBER && value->number == i);
}

static LumbarPick
lumbar_scale_view_pick_key (LumbarQuestionView *view, gunichar key)
{
  LumbarScaleView *self = LUMBAR_SCALE_VIEW (view);
  int number = key == TEN_KEY ? 10 : g_unichar_digit_value (key);

  if (number < 0 || self->cells[number] == NULL)
    return LUMBAR_PICK_NOTHING;
  pick (self, number);
  return LUMBAR_PICK_WHOLE;
}

static void
lumbar_scale_view_class_init (LumbarScaleViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  view_class->stands_beside = lumbar_scale_view_stands_beside;
  view_class->build = lumbar_scale_view_build;
  view_class->show_answer = lumbar_scale_view_show_answer;
  view_class->pick_key = lumbar_scale_view_pick_key;
}

static void
lumbar_scale_view_init (LumbarScaleView *self)
{
}

/**
 * lumbar_scale_view_can_show:
 * @finding: a finding whose answer is a number
 *
 * Returns: whether its numbers are few enough for a cell each
 */
gboolean
lumbar_scale_view_can_show (const LumbarFinding *finding)
{
  return (finding->type == LUMBAR_FINDING_NRS || finding->type == LUMBAR_FINDING_INTEGER) &&
         finding->minimum == 0 && finding->maximum <= LUMBAR_SCALE_MOST;
}
