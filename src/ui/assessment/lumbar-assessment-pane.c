/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment beside the questions. Rows stay where they are as long as their cause is listed, so
 * that nothing flickers and an opened row stays open. */

#include "lumbar-assessment-pane.h"

#include <glib/gi18n.h>

#include "lumbar-basis-window.h"
#include "lumbar-cause-row.h"
#include "lumbar-contradictions.h"
#include "lumbar-exclude-row.h"
#include "lumbar-group-mark.h"
#include "lumbar-jump-row.h"
#include "lumbar-keyed-rows.h"
#include "lumbar-line-layout.h"
#include "lumbar-open-flags.h"
#include "lumbar-pane-mark.h"
#include "lumbar-proposals.h"
#include "lumbar-report-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

/* More causes than this help nobody at a glance. */
#define MOST_CAUSES 6

/* Of what to consider; the plan has all of it. */
#define MOST_STEPS 3

struct _LumbarAssessmentPane {
  AdwBin parent_instance;

  LumbarInterview *interview; /* Owned */
  char *lead;                 /* The cause that decides the group; NULL without one */

  LumbarGroupMark *mark;
  GtkLabel *group;
  GtkWidget *provisional;
  GtkWidget *group_basis;
  GtkLabel *because;
  GtkLabel *safety;
  GtkWidget *contradictions_part;
  GtkWidget *contradictions;
  GtkWidget *exclude_part;
  GtkWidget *exclude;
  GtkWidget *likely_part;
  GtkWidget *likely;
  GtkWidget *next_part;
  GtkWidget *next;
  GtkWidget *consider_part;
  GtkWidget *asked_out;
  GtkWidget *consider;
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

static void
show_group (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  g_autofree char *text = lumbar_report_group_text (assessment);
  g_autofree char *safety = lumbar_assessment_pane_count_safety (assessment);
  g_autofree char *because = lumbar_report_group_reason_text (get_knowledge (self), assessment);
  gboolean first = *gtk_label_get_label (self->group) == '\0';

  if (!first && g_strcmp0 (gtk_label_get_label (self->group), text) != 0)
    lumbar_pane_mark_changed (GTK_WIDGET (self->group));
  lumbar_group_mark_set_group (self->mark, assessment->group);
  gtk_label_set_label (self->group, text);
  gtk_label_set_label (self->safety, safety);
  gtk_label_set_label (self->because, because);
  lumbar_set_str (&self->lead, assessment->lead);
  gtk_widget_set_visible (self->group_basis, self->lead != NULL);
  gtk_widget_set_visible (self->provisional, assessment->provisional);
}

/* The rules that are true of the answers, each leading to one of them. */
static void
show_contradictions (LumbarAssessmentPane *self)
{
  const LumbarValue *values = lumbar_response_get_values (lumbar_interview_get_response (self->interview));
  g_autoptr (GPtrArray) found = lumbar_contradictions_find (get_knowledge (self), values);
  GtkWidget *before = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const LumbarConsistency *rule = found->pdata[i];
      GtkWidget *row = lumbar_keyed_rows_find (self->contradictions, rule->id);

      if (row == NULL)
        {
          g_auto (GStrv) findings = lumbar_contradictions_get_findings (rule, get_knowledge (self), values);

          row = lumbar_jump_row_new (lumbar_knowledge_find_finding (get_knowledge (self), findings[0]),
                                     lumbar_text_translate (rule->text));
        }
      lumbar_keyed_rows_place (self->contradictions, row, rule->id, before);
      before = row;
    }
  lumbar_keyed_rows_trim (self->contradictions, before);
  gtk_widget_set_visible (self->contradictions_part, found->len > 0);
}

static void
show_exclude (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  GtkWidget *before = NULL;

  for (guint i = 0; assessment->must_exclude[i] != NULL; i++)
    {
      const char *id = assessment->must_exclude[i];
      GtkWidget *row = lumbar_keyed_rows_find (self->exclude, id);

      if (row == NULL)
        row = lumbar_exclude_row_new (self->interview, id);
      lumbar_exclude_row_update (LUMBAR_EXCLUDE_ROW (row), assessment);
      lumbar_keyed_rows_place (self->exclude, row, id, before);
      before = row;
    }
  lumbar_keyed_rows_trim (self->exclude, before);
  gtk_widget_set_visible (self->exclude_part, before != NULL);
}

static void
show_likely (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  guint n = MIN (assessment->causes->len, MOST_CAUSES);
  GtkWidget *before = NULL;

  for (guint i = 0; i < n; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];
      GtkWidget *row = lumbar_keyed_rows_find (self->likely, cause->id);

      if (row == NULL)
        row = lumbar_cause_row_new (self->interview, cause->id);
      lumbar_cause_row_update (LUMBAR_CAUSE_ROW (row), assessment, cause);
      if (lumbar_keyed_rows_place (self->likely, row, cause->id, before))
        lumbar_pane_mark_changed (row);
      before = row;
    }
  lumbar_keyed_rows_trim (self->likely, before);
  gtk_widget_set_visible (self->likely_part, n > 0);
}

static void
show_next (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < assessment->next->len; i++)
    {
      const LumbarNextQuestion *next = assessment->next->pdata[i];
      g_autofree char *change = lumbar_report_next_text (get_knowledge (self), next);
      GtkWidget *row = lumbar_keyed_rows_find (self->next, next->finding_id);

      if (row == NULL)
        row = lumbar_jump_row_new (lumbar_knowledge_find_finding (get_knowledge (self), next->finding_id), NULL);
      lumbar_jump_row_set_detail (LUMBAR_JUMP_ROW (row), change);
      lumbar_keyed_rows_place (self->next, row, next->finding_id, before);
      before = row;
    }
  lumbar_keyed_rows_trim (self->next, before);
  gtk_widget_set_visible (self->next_part, before != NULL);
}

/* What is urgent to do, and, once no question is left that would change much, whatever comes first. Nothing that is
 * held back: the plan shows that with its reason. */
static void
show_consider (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  g_autoptr (LumbarProposals) proposals = lumbar_proposals_new (
    get_knowledge (self), lumbar_interview_get_response (self->interview), assessment, NULL);
  GtkWidget *before = NULL;
  guint n = 0;

  for (guint i = 0; i < proposals->items->len && n < MOST_STEPS; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];
      const char *id = proposal->step->item;
      GtkWidget *row;

      if (proposal->status == LUMBAR_PROPOSAL_WITHHELD || !(proposal->urgent || proposals->investigations_first))
        continue;
      row = lumbar_keyed_rows_find (self->consider, id);
      if (row == NULL)
        {
          g_autofree char *title = lumbar_proposal_get_title (proposal);

          row = lumbar_wrapped_label_new (title, NULL);
        }
      lumbar_keyed_rows_place (self->consider, row, id, before);
      before = row;
      n++;
    }
  lumbar_keyed_rows_trim (self->consider, before);
  gtk_widget_set_visible (self->asked_out, proposals->investigations_first);
  gtk_widget_set_visible (self->consider_part, before != NULL);
}

/* A flag with the questions that would settle it. */
static GtkWidget *
make_uncleared (LumbarAssessmentPane *self, const LumbarUnclearedFlag *uncleared)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (get_knowledge (self), uncleared->id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), lumbar_wrapped_label_new (lumbar_text_translate (flag->name), "caption"));
  return box;
}

static void
update_uncleared (LumbarAssessmentPane *self, GtkWidget *box, const LumbarUnclearedFlag *uncleared)
{
  GtkWidget *before = gtk_widget_get_first_child (box);

  for (guint i = 0; uncleared->missing[i] != NULL; i++)
    {
      GtkWidget *row = lumbar_keyed_rows_find (box, uncleared->missing[i]);

      if (row == NULL)
        row = lumbar_jump_row_new (lumbar_knowledge_find_finding (get_knowledge (self), uncleared->missing[i]), NULL);
      lumbar_keyed_rows_place (box, row, uncleared->missing[i], before);
      before = row;
    }
  lumbar_keyed_rows_trim (box, before);
}

static void
show_uncleared (LumbarAssessmentPane *self, LumbarAssessment *assessment)
{
  g_autoptr (GPtrArray) open = lumbar_open_flags_find (get_knowledge (self), assessment,
                                                       lumbar_interview_get_response (self->interview));
  g_autofree char *title = g_strdup_printf (_("Not yet cleared (%u)"), open->len);
  GtkWidget *before = NULL;

  gtk_expander_set_label (self->uncleared_part, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->uncleared_part), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->uncleared_part), open->len > 0);
  /* Many and seldom looked at: made when opened. */
  if (!gtk_expander_get_expanded (self->uncleared_part))
    return;
  for (guint i = 0; i < open->len; i++)
    {
      const LumbarUnclearedFlag *uncleared = open->pdata[i];
      GtkWidget *row = lumbar_keyed_rows_find (self->uncleared, uncleared->id);

      if (row == NULL)
        row = make_uncleared (self, uncleared);
      update_uncleared (self, row, uncleared);
      lumbar_keyed_rows_place (self->uncleared, row, uncleared->id, before);
      before = row;
    }
  lumbar_keyed_rows_trim (self->uncleared, before);
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

/* The causes below have their own; the group rests on the first of them. */
static void
group_basis_cb (LumbarAssessmentPane *self)
{
  lumbar_basis_window_present (self->group_basis, self->interview, self->lead);
}

static gboolean
basis_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  LumbarAssessmentPane *self = LUMBAR_ASSESSMENT_PANE (widget);

  if (self->lead != NULL)
    group_basis_cb (self);
  return self->lead != NULL;
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
  g_clear_pointer (&self->lead, g_free);

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
  /* Where no row answers to the key, it is the group's. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, 0, basis_key, NULL);
  g_type_ensure (LUMBAR_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/assessment/lumbar-assessment-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, mark);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, group);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, provisional);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, group_basis);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, because);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, contradictions_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, contradictions);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, consider_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, asked_out);
  gtk_widget_class_bind_template_child (widget_class, LumbarAssessmentPane, consider);
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
  gtk_widget_class_bind_template_callback (widget_class, group_basis_cb);
}

static void
lumbar_assessment_pane_init (LumbarAssessmentPane *self)
{
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
  show_contradictions (self);
  show_exclude (self, assessment);
  show_likely (self, assessment);
  show_next (self, assessment);
  show_consider (self, assessment);
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
