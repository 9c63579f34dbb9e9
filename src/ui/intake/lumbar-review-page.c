/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything once more before it is signed. */

#include "lumbar-review-page.h"

#include <glib/gi18n.h>

#include "lumbar-agreement-editor.h"
#include "lumbar-assessment-pane.h"
#include "lumbar-impression-editor.h"
#include "lumbar-plan-editor.h"
#include "lumbar-red-flag-bar.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

struct _LumbarReviewPage {
  AdwBin parent_instance;

  LumbarDraft *draft; /* Owned */
  char *open_shown;   /* Which unanswered questions have buttons */

  AdwPreferencesGroup *flags_part;
  AdwPreferencesGroup *impression_part;
  AdwPreferencesGroup *computed_part;
  AdwPreferencesGroup *plan_part;
  AdwPreferencesGroup *open_part;
  GtkWidget *open;
  AdwPreferencesGroup *aside_part;
  GtkLabel *aside;
  GtkLabel *obstacle;
  GtkLabel *knowledge;
  GtkLabel *failure;

  LumbarRedFlagBar *flags;
  LumbarImpressionEditor *impression;
  LumbarAgreementEditor *agreement;
  LumbarPlanEditor *plan;
};

G_DEFINE_FINAL_TYPE (LumbarReviewPage, lumbar_review_page, ADW_TYPE_BIN)

static void
flag_acknowledged_cb (LumbarReviewPage *self, const char *flag_id, const char *done, const char *text)
{
  lumbar_draft_acknowledge (self->draft, flag_id, done, text);
}

static void
show_flags (LumbarReviewPage *self)
{
  LumbarAssessment *assessment = lumbar_draft_get_assessment (self->draft);
  g_autofree char *safety = lumbar_assessment_pane_count_safety (assessment);

  lumbar_red_flag_bar_update (self->flags, assessment,
                              lumbar_interview_get_response (lumbar_draft_get_interview (self->draft)),
                              lumbar_draft_get_conclusion (self->draft));
  adw_preferences_group_set_description (self->flags_part, safety);
}

/* The computed assessment waits for the clinician's own. */
static void
show_computed (LumbarReviewPage *self)
{
  gboolean given = lumbar_impression_is_given (lumbar_draft_get_conclusion (self->draft));

  adw_preferences_group_set_description (
    self->computed_part, given ? _("Do you agree?") : _("Shown once you have given your own impression"));
  gtk_widget_set_visible (GTK_WIDGET (self->agreement), given);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_part), given);
  if (!given)
    return;
  lumbar_agreement_editor_refresh (self->agreement);
  lumbar_plan_editor_refresh (self->plan);
}

static GtkWidget *
make_jump (const LumbarFinding *finding)
{
  GtkWidget *button = gtk_button_new_with_label (lumbar_text_translate (finding->label));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "intake.jump");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", finding->index);
  return button;
}

static gboolean
is_unanswered (LumbarInterview *interview, const LumbarFinding *finding)
{
  LumbarItemState state = lumbar_interview_get_state (interview, finding->index);

  return finding->core && (state == LUMBAR_ITEM_OPEN || state == LUMBAR_ITEM_UNCONFIRMED);
}

static void
show_open (LumbarReviewPage *self)
{
  LumbarInterview *interview = lumbar_draft_get_interview (self->draft);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *title = NULL;
  GtkWidget *child;
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (is_unanswered (interview, lumbar_knowledge_get_finding (knowledge, i)))
      {
        g_string_append_printf (ids, "%u ", i);
        n++;
      }
  title = g_strdup_printf (ngettext ("%u core question is unanswered", "%u core questions are unanswered", n), n);
  adw_preferences_group_set_title (self->open_part, title);
  gtk_widget_set_visible (GTK_WIDGET (self->open_part), n > 0);
  if (!lumbar_set_str (&self->open_shown, ids->str))
    return;
  while ((child = gtk_widget_get_first_child (self->open)) != NULL)
    gtk_box_remove (GTK_BOX (self->open), child);
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (is_unanswered (interview, lumbar_knowledge_get_finding (knowledge, i)))
      gtk_box_append (GTK_BOX (self->open), make_jump (lumbar_knowledge_get_finding (knowledge, i)));
}

static void
show_aside (LumbarReviewPage *self)
{
  LumbarInterview *interview = lumbar_draft_get_interview (self->draft);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);
  guint n = lumbar_interview_get_n_set_aside (interview);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf (ngettext ("%u answer set aside", "%u answers set aside", n), n);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (lumbar_interview_get_state (interview, i) == LUMBAR_ITEM_SET_ASIDE)
      {
        const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
        g_autofree char *answer = lumbar_answer_to_display (lumbar_interview_get_answer (interview, i), finding);

        g_string_append_printf (names, "%s%s: %s", names->len > 0 ? "\n" : "", lumbar_text_translate (finding->label),
                                answer);
      }
  adw_preferences_group_set_title (self->aside_part, title);
  gtk_label_set_label (self->aside, names->str);
  gtk_widget_set_visible (GTK_WIDGET (self->aside_part), n > 0);
}

static void
show_obstacle (LumbarReviewPage *self)
{
  g_autofree char *obstacle = lumbar_draft_find_obstacle (self->draft);

  gtk_label_set_label (self->obstacle, obstacle ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), obstacle != NULL);
}

static void
lumbar_review_page_dispose (GObject *object)
{
  LumbarReviewPage *self = LUMBAR_REVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LUMBAR_TYPE_REVIEW_PAGE);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (lumbar_review_page_parent_class)->dispose (object);
}

static void
lumbar_review_page_finalize (GObject *object)
{
  g_free (LUMBAR_REVIEW_PAGE (object)->open_shown);

  G_OBJECT_CLASS (lumbar_review_page_parent_class)->finalize (object);
}

static void
lumbar_review_page_class_init (LumbarReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_review_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, flags_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, impression_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, computed_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, plan_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, open_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, open);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, aside_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, aside);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, obstacle);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, knowledge);
  gtk_widget_class_bind_template_child (widget_class, LumbarReviewPage, failure);
}

static void
lumbar_review_page_init (LumbarReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->open, lumbar_wrap_layout_new (6));
}

/**
 * lumbar_review_page_new:
 * @draft: the visit
 *
 * Returns: (transfer floating): its review
 */
GtkWidget *
lumbar_review_page_new (LumbarDraft *draft)
{
  LumbarReviewPage *self = g_object_new (LUMBAR_TYPE_REVIEW_PAGE, NULL);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (lumbar_draft_get_interview (draft));
  g_autofree char *version = lumbar_report_knowledge_text (knowledge);

  gtk_label_set_label (self->knowledge, version);
  self->draft = g_object_ref (draft);
  self->flags = LUMBAR_RED_FLAG_BAR (lumbar_red_flag_bar_new (knowledge, FALSE));
  self->impression = LUMBAR_IMPRESSION_EDITOR (lumbar_impression_editor_new (draft));
  self->agreement = LUMBAR_AGREEMENT_EDITOR (lumbar_agreement_editor_new (draft));
  self->plan = LUMBAR_PLAN_EDITOR (lumbar_plan_editor_new (draft));
  adw_preferences_group_add (self->flags_part, GTK_WIDGET (self->flags));
  adw_preferences_group_add (self->impression_part, GTK_WIDGET (self->impression));
  adw_preferences_group_add (self->computed_part, GTK_WIDGET (self->agreement));
  adw_preferences_group_add (self->plan_part, GTK_WIDGET (self->plan));
  g_signal_connect_object (self->flags, "acknowledged", G_CALLBACK (flag_acknowledged_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * lumbar_review_page_refresh:
 * @self: a page
 *
 * Shows the visit as it stands.
 */
void
lumbar_review_page_refresh (LumbarReviewPage *self)
{
  show_flags (self);
  lumbar_impression_editor_refresh (self->impression);
  show_computed (self);
  show_open (self);
  show_aside (self);
  show_obstacle (self);
}

/**
 * lumbar_review_page_commit:
 * @self: a page
 *
 * Takes over what was typed and not taken over yet.
 */
void
lumbar_review_page_commit (LumbarReviewPage *self)
{
  lumbar_impression_editor_commit (self->impression);
  lumbar_agreement_editor_commit (self->agreement);
  lumbar_plan_editor_commit (self->plan);
}

/**
 * lumbar_review_page_set_failure:
 * @self: a page
 * @failure: (nullable): why it could not be signed; %NULL where nothing failed
 */
void
lumbar_review_page_set_failure (LumbarReviewPage *self, const char *failure)
{
  g_autofree char *text =
    failure ? g_strdup_printf (_("Not signed: %s. Nothing was changed; you can try again."), failure) : NULL;

  gtk_label_set_label (self->failure, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), failure != NULL);
}
