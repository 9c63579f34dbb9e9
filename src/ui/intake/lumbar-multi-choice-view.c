/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several options out of a few. */

#include "lumbar-multi-choice-view.h"

#include "lumbar-answer-check.h"
#include "lumbar-option-button.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

struct _LumbarMultiChoiceView {
  LumbarQuestionView parent_instance;

  GPtrArray *buttons; /* Owned array of children, one an option */
};

G_DEFINE_FINAL_TYPE (LumbarMultiChoiceView, lumbar_multi_choice_view, LUMBAR_TYPE_QUESTION_VIEW)

static gboolean
can_stand_together (const LumbarFinding *finding, guint a, guint b)
{
  const char *ids[] = {
    lumbar_finding_get_option (finding, a)->id,
    lumbar_finding_get_option (finding, b)->id,
    NULL,
  };
  g_autoptr (LumbarAnswer) both = lumbar_answer_check_options (finding, ids, NULL);

  return both != NULL;
}

/* Picks an option or takes it back; what it contradicts ("none") goes. */
static void
toggle (LumbarMultiChoiceView *self, guint option)
{
  LumbarQuestionView *view = LUMBAR_QUESTION_VIEW (self);
  const LumbarFinding *finding = lumbar_question_view_get_finding (view);
  LumbarInterview *interview = lumbar_question_view_get_interview (view);
  guint64 bit = (guint64) 1 << option;
  guint64 before =
    lumbar_answer_get_value (lumbar_interview_get_answer (interview, finding->index))->options;
  guint64 after = before ^ bit;
  g_autoptr (LumbarAnswer) answer = NULL;

  for (guint i = 0; (after & bit) != 0 && i < finding->options->len; i++)
    if (i != option && (after & ((guint64) 1 << i)) != 0 && !can_stand_together (finding, i, option))
      after &= ~((guint64) 1 << i);
  answer = after != 0 ? lumbar_answer_new_options (after) : NULL;
  lumbar_question_view_record (view, answer);
}

static void
button_clicked_cb (LumbarMultiChoiceView *self, GtkWidget *button)
{
  guint option;

  if (g_ptr_array_find (self->buttons, button, &option))
    toggle (self, option);
}

static void
lumbar_multi_choice_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarMultiChoiceView *self = LUMBAR_MULTI_CHOICE_VIEW (view);
  GtkWidget *group = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *box = lumbar_wrap_box_new (6);

  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = lumbar_finding_get_option (finding, i);
      const char key[] = { g_ascii_toupper (option->key), '\0' };
      GtkWidget *button =
        lumbar_option_button_new (lumbar_text_translate (option->text), key, GTK_ACCESSIBLE_ROLE_CHECKBOX);

      g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->buttons, button);
      gtk_box_append (GTK_BOX (box), button);
    }
  adw_bin_set_child (ADW_BIN (group), box);
  lumbar_question_view_set_editor (view, group, group);
}

static void
lumbar_multi_choice_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarMultiChoiceView *self = LUMBAR_MULTI_CHOICE_VIEW (view);
  guint64 options = lumbar_answer_get_value (answer)->options;

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i], (options & ((guint64) 1 << i)) != 0);
}

static gboolean
is_picked (LumbarQuestionView *view, guint option)
{
  LumbarAnswer *answer = lumbar_interview_get_answer (lumbar_question_view_get_interview (view),
                                                      lumbar_question_view_get_finding (view)->index);

  return (lumbar_answer_get_value (answer)->options & ((guint64) 1 << option)) != 0;
}

/* After "none" nothing can follow. */
static LumbarPick
lumbar_multi_choice_view_pick_key (LumbarQuestionView *view, gunichar key)
{
  const LumbarFinding *finding = lumbar_question_view_get_finding (view);

  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = lumbar_finding_get_option (finding, i);

      if (key != (gunichar) option->key)
        continue;
      toggle (LUMBAR_MULTI_CHOICE_VIEW (view), i);
      return lumbar_answer_option_is_denial (option) && is_picked (view, i) ? LUMBAR_PICK_WHOLE : LUMBAR_PICK_PART;
    }
  return LUMBAR_PICK_NOTHING;
}

static void
lumbar_multi_choice_view_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_MULTI_CHOICE_VIEW (object)->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_multi_choice_view_parent_class)->finalize (object);
}

static void
lumbar_multi_choice_view_class_init (LumbarMultiChoiceViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_multi_choice_view_finalize;
  view_class->build = lumbar_multi_choice_view_build;
  view_class->show_answer = lumbar_multi_choice_view_show_answer;
  view_class->pick_key = lumbar_multi_choice_view_pick_key;
}

static void
lumbar_multi_choice_view_init (LumbarMultiChoiceView *self)
{
  self->buttons = g_ptr_array_new ();
}
