/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment beside the questions. Rows stay where they are as long as their cause is listed, so
 * that nothing flickers and an opened row stays open. */

#include "lumbar-assessment-pane.h"

#include <glib/gi18n.h>

#include "lumbar-basis-window.h"
#include "lumbar-cause-row.h"
#include "lumbar-group-mark.h"
#include "lumbar-pane-mark.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

/* More causes than this help nobody at a glance. */
#define MOST_CAUSES 6

struct _LumbarAssessmentPane {
  AdwBin parent_instance;

  LumbarInterview *interview; /* Owned */
  GHashTable *shown;          /* Owned: part -> what it shows, so that it is not made anew for nothing */

  LumbarGroupMark *mark;
  GtkLabel *group;
  GtkWidget *provisional;
  GtkLabel *safety;
  GtkWidget *exclude_part;
  GtkWidget *exclude;
  GtkWidget *likely_part;
  GtkWidget *likely;
  GtkWidget *next_part;
  GtkWidget *next;
  GtkExpander *uncleared_part;
  GtkWidget *uncleared;
  GtkLabel *knowledge;
};

G_DEFINE_FINAL_TYPE (LumbarAssessmentPane, lumbar_assessment_pane, ADW_TYPE_BIN)

static LumbarKnowledge *
get_knowledge (LumbarAssessmentPane *self)
{
  return lumbar_interview_get_knowledge (self->interview);
}

/* Whether a part shows something else now; then it is emptied for what is to come. */
static gboolean
begin_part (LumbarAssessmentPane *self, GtkWidget *part, const char *content)
{
  GtkWidget *child;

  if (g_strcmp0 (g_hash_table_lookup (self->shown, part), content) == 0)
    return FALSE;
  g_hash_table_insert (self->shown, part, g_strdup (content));
  while ((child = gtk_widget_get_first_child (part)) != NULL)
    gtk_box_remove (GTK_BOX (part), child);
  return TRUE;
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* A button that goes to a question. */
static GtkWidget *
make_jump (LumbarAssessmentPane *self, const char *finding_id)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (get_knowledge (self), finding_id);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_label (lumbar_text_translate (finding->label)));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jump");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "intake.jump");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", finding->index);
  gtk_widget_set_tooltip_text (button, lumbar_text_translate (finding->question));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_text_translate (finding->label), -1);
  return button;
}

static void
show_group (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  g_autofree char *text = lumbar_report_group_text (assessment);
  g_autofree char *safety = lumbar_assessment_pane_count_safety (assessment);
  gboolean first = *gtk_label_get_label (self->group) == '\0';

  if (!first && g_strcmp0 (gtk_label_get_label (self->group), text) != 0)
    lumbar_pane_mark_changed (GTK_WIDGET (self->group));
  lumbar_group_mark_set_group (self->mark, assessment->group);
  gtk_label_set_label (self->group, text);
  gtk_label_set_label (self->safety, safety);
  gtk_widget_set_visible (self->provisional, assessment->provisional);
}

/* What the flag that raised it asks for, and how soon; what is known by weight alone says so. */
static char *
say_action (LumbarAssessmentPane *self, LumbarAssessment *assessment, const char *cause_id)
{
  for (guint i = 0; i < assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = assessment->red_flags->pdata[i];

      if (g_strv_contains ((const char *const *) fired->causes, cause_id))
        /* Translators: "Now", and what to do */
        return g_strdup_printf (_("%s: %s"), lumbar_timeframe_get_title (fired->timeframe),
                                lumbar_text_translate (fired->action));
    }
  return g_strdup (_("By the weight of the answers"));
}

static void
basis_clicked_cb (LumbarAssessmentPane *self, GtkWidget *button)
{
  lumbar_basis_window_present (button, self->interview, g_object_get_data (G_OBJECT (button), "cause"));
}

static GtkWidget *
make_exclude_row (LumbarAssessmentPane *self, const LumbarCause *cause, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *detail = make_label (action);
  g_autofree char *name = g_strdup_printf ("%s, %s. %s", lumbar_text_translate (cause->name),
                                           lumbar_group_get_title (cause->group), action);

  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (words), make_label (lumbar_text_translate (cause->name)));
  gtk_box_append (GTK_BOX (words), detail);
  gtk_box_append (GTK_BOX (line), lumbar_group_mark_new (cause->group));
  gtk_box_append (GTK_BOX (line), words);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "pane-row");
  gtk_widget_add_css_class (button, "exclude-row");
  gtk_widget_set_tooltip_text (button, _("What this rests on"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "cause", (gpointer) cause->id);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (basis_clicked_cb), self);
  return button;
}

static void
show_exclude (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  g_autoptr (GString) content = g_string_new (NULL);

  for (guint i = 0; assessment->must_exclude[i] != NULL; i++)
    {
      g_autofree char *action = say_action (self, assessment, assessment->must_exclude[i]);

      g_string_append_printf (content, "%s %s;", assessment->must_exclude[i], action);
    }
  gtk_widget_set_visible (self->exclude_part, content->len > 0);
  if (!begin_part (self, self->exclude, content->str))
    return;
  for (guint i = 0; assessment->must_exclude[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (get_knowledge (self), assessment->must_exclude[i]);
      g_autofree char *action = say_action (self, assessment, cause->id);

      gtk_box_append (GTK_BOX (self->exclude), make_exclude_row (self, cause, action));
    }
}

static LumbarCauseRow *
find_cause_row (LumbarAssessmentPane *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->likely); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (lumbar_cause_row_get_id (LUMBAR_CAUSE_ROW (row)), id))
      return LUMBAR_CAUSE_ROW (row);
  return NULL;
}

static void
show_likely (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  guint n = MIN (assessment->causes->len, MOST_CAUSES);
  GtkWidget *before = NULL;
  GtkWidget *rest, *next;

  for (guint i = 0; i < n; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];
      LumbarCauseRow *row = find_cause_row (self, cause->id);

      if (row == NULL)
        {
          row = LUMBAR_CAUSE_ROW (lumbar_cause_row_new (self->interview, cause->id));
          gtk_box_append (GTK_BOX (self->likely), GTK_WIDGET (row));
          lumbar_pane_mark_changed (GTK_WIDGET (row));
        }
      lumbar_cause_row_update (row, assessment, cause);
      if (gtk_widget_get_prev_sibling (GTK_WIDGET (row)) != before)
        gtk_box_reorder_child_after (GTK_BOX (self->likely), GTK_WIDGET (row), before);
      before = GTK_WIDGET (row);
    }
  rest = before ? gtk_widget_get_next_sibling (before) : gtk_widget_get_first_child (self->likely);
  for (; rest != NULL; rest = next)
    {
      next = gtk_widget_get_next_sibling (rest);
      gtk_box_remove (GTK_BOX (self->likely), rest);
    }
  gtk_widget_set_visible (self->likely_part, n > 0);
}

/* A question with what it could change below it. */
static void
append_next (LumbarAssessmentPane *self, const LumbarNextQuestion *next)
{
  GtkWidget *button = make_jump (self, next->finding_id);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = g_object_ref (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *text = lumbar_report_next_text (get_knowledge (self), next);
  GtkWidget *change = make_label (text);

  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), change);
  gtk_widget_add_css_class (change, "caption");
  gtk_widget_add_css_class (change, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  g_object_unref (label);
  gtk_box_append (GTK_BOX (self->next), button);
}

static void
show_next (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  g_autoptr (GString) content = g_string_new (NULL);

  for (guint i = 0; i < assessment->next->len; i++)
    {
      const LumbarNextQuestion *next = assessment->next->pdata[i];

      g_string_append_printf (content, "%s %s %d %d;", next->finding_id, next->cause_id, next->can_support,
                              next->can_weaken);
    }
  gtk_widget_set_visible (self->next_part, assessment->next->len > 0);
  if (!begin_part (self, self->next, content->str))
    return;
  for (guint i = 0; i < assessment->next->len; i++)
    append_next (self, assessment->next->pdata[i]);
}

static void
append_uncleared (LumbarAssessmentPane *self, const LumbarUnclearedFlag *uncleared)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (get_knowledge (self), uncleared->id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = make_label (lumbar_text_translate (flag->name));

  gtk_widget_add_css_class (name, "caption");
  gtk_box_append (GTK_BOX (box), name);
  for (guint i = 0; uncleared->missing[i] != NULL; i++)
    gtk_box_append (GTK_BOX (box), make_jump (self, uncleared->missing[i]));
  gtk_box_append (GTK_BOX (self->uncleared), box);
}

static void
show_uncleared (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf (_("Not yet cleared (%u)"), assessment->uncleared->len);

  gtk_expander_set_label (self->uncleared_part, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->uncleared_part), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->uncleared_part), assessment->uncleared->len > 0);
  /* Many and seldom looked at: made when opened. */
  if (!gtk_expander_get_expanded (self->uncleared_part))
    return;
  for (guint i = 0; i < assessment->uncleared->len; i++)
    {
      const LumbarUnclearedFlag *uncleared = assessment->uncleared->pdata[i];
      g_autofree char *missing = g_strjoinv (" ", uncleared->missing);

      g_string_append_printf (content, "%s %s;", uncleared->id, missing);
    }
  if (!begin_part (self, self->uncleared, content->str))
    return;
  for (guint i = 0; i < assessment->uncleared->len; i++)
    append_uncleared (self, assessment->uncleared->pdata[i]);
}

static void
uncleared_expanded_cb (LumbarAssessmentPane *self)
{
  if (self->interview != NULL && gtk_expander_get_expanded (self->uncleared_part))
    {
      g_autoptr (LumbarAssessment) assessment =
        lumbar_assess (get_knowledge (self), lumbar_interview_get_response (self->interview));

      show_uncleared (self, assessment);
    }
}

static void
lumbar_assessment_pane_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LUMBAR_TYPE_ASSESSMENT_PANE);

  G_OBJECT_CLASS (lumbar_assessment_pane_parent_class)->dispose (object);
}

static void
lumbar_assessment_pane_finalize (GObject *object)
{
  LumbarAssessmentPane *self = LUMBAR_ASSESSMENT_PANE (object);

  g_clear_object (&self->interview);
  g_clear_pointer (&self->shown, g_hash_table_unref);

  G_OBJECT_CLASS (lumbar_assessment_pane_parent_class)->finalize (object);
}

static void
lumbar_assessment_pane_class_init (LumbarAssessmentPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_assessment_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_assessment_pane_finalize;
  g_type_ensure (LUMBAR_TYPE_GROUP_MARK);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/assessment/lumbar-assessment-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, mark);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, group);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, provisional);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, safety);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, exclude_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, exclude);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, likely_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, likely);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, next_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, next);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, uncleared_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, uncleared);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, knowledge);
}

static void
lumbar_assessment_pane_init (LumbarAssessmentPane *self)
{
  self->shown = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->uncleared_part, "notify::expanded", G_CALLBACK (uncleared_expanded_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Assessment"), -1);
}

/**
 * lumbar_assessment_pane_new:
 * @interview: what is asked and answered
 *
 * Returns: (transfer floating): a pane, to be filled by lumbar_assessment_pane_update()
 */
GtkWidget *
lumbar_assessment_pane_new (LumbarInterview *interview)
{
  LumbarAssessmentPane *self = g_object_new (LUMBAR_TYPE_ASSESSMENT_PANE, NULL);
  g_autofree char *knowledge = lumbar_report_knowledge_text (lumbar_interview_get_knowledge (interview));

  self->interview = g_object_ref (interview);
  gtk_label_set_label (self->knowledge, knowledge);
  return GTK_WIDGET (self);
}

/**
 * lumbar_assessment_pane_update:
 * @self: a pane
 * @assessment: as computed now
 *
 * Shows an assessment. What stays the same is left alone.
 */
void
lumbar_assessment_pane_update (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  show_group (self, assessment);
  show_exclude (self, assessment);
  show_likely (self, assessment);
  show_next (self, assessment);
  show_uncleared (self, assessment);
}

/**
 * lumbar_assessment_pane_count_safety:
 * @assessment: an assessment
 *
 * Returns: (transfer full): "9 of 14 safety items recorded", and "none positive" where no flag fires
 */
char *
lumbar_assessment_pane_count_safety (LumbarAssessment *assessment)
{
  if (assessment->red_flags->len > 0)
    return g_strdup_printf (_("%u of %u safety items recorded"), assessment->n_safety_recorded,
                            assessment->n_safety_items);
  return g_strdup_printf (_("%u of %u safety items recorded, none positive"), assessment->n_safety_recorded,
                          assessment->n_safety_items);
}
