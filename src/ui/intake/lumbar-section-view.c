/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions of a section. Every question has its view from the start, made one at a time so that no
 * frame is late; those not asked are hidden, so that nothing that has the focus is ever made anew. */

#include "lumbar-section-view.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-question-factory.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

/* How long a question that came up is marked. */
#define MARK_MS 2000

struct _LumbarSectionView {
  AdwBin parent_instance;

  LumbarDraft *draft;           /* Owned */
  const LumbarSection *section; /* Borrowed */
  GPtrArray *views;             /* Owned array of children, one a finding of the section */
  GHashTable *revealed;         /* Owned set of findings that somebody went to */
  GHashTable *forms;            /* Owned set of scores whose items are asked */
  gboolean details;             /* Details are shown, whether they matter or not */
  guint mark_id;

  GtkWidget *heading;
  GtkLabel *title;
  GtkWidget *confirm_all;
  GtkWidget *normal;
  GtkWidget *rows;
  GtkWidget *more;
  GtkLabel *more_text;
};

G_DEFINE_FINAL_TYPE (LumbarSectionView, lumbar_section_view, ADW_TYPE_BIN)

static LumbarInterview *
get_interview (LumbarSectionView *self)
{
  return lumbar_draft_get_interview (self->draft);
}

static LumbarQuestionView *
get_nth_view (LumbarSectionView *self, guint i)
{
  return self->views->pdata[i];
}

/* Whether it is the question that could change the picture most, which then opens where it stands. The others
 * that could are offered in the pane: opened all, they would make every visit longer. */
static gboolean
is_worth_asking (LumbarSectionView *self, const LumbarFinding *finding)
{
  const GPtrArray *next = lumbar_draft_get_assessment (self->draft)->next;

  return next->len > 0 && g_str_equal (((const LumbarNextQuestion *) next->pdata[0])->finding_id, finding->id);
}

/* An item of a score is asked only where somebody wants the items, or began to answer them. */
static gboolean
is_put_away (LumbarSectionView *self, const LumbarFinding *finding)
{
  return finding->part_of != NULL && !g_hash_table_contains (self->forms, finding->part_of) &&
         !g_hash_table_contains (self->revealed, finding) &&
         lumbar_interview_get_state (get_interview (self), finding->index) == LUMBAR_ITEM_OPEN &&
         lumbar_interview_get_note (get_interview (self), finding->index) == NULL;
}

/* A detail that every visit could ask, and that nothing so far gives a reason to ask. */
static gboolean
can_wait (LumbarSectionView *self, const LumbarFinding *finding)
{
  LumbarItemState state = lumbar_interview_get_state (get_interview (self), finding->index);

  return lumbar_finding_is_optional (finding) && finding->part_of == NULL && state == LUMBAR_ITEM_OPEN &&
         lumbar_interview_get_note (get_interview (self), finding->index) == NULL &&
         !g_hash_table_contains (self->revealed, finding) && !is_worth_asking (self, finding);
}

static void
show_buttons (LumbarSectionView *self)
{
  guint n_unconfirmed = 0, n_normal = 0;

  for (guint i = 0; i < self->section->findings->len; i++)
    {
      const LumbarFinding *finding = self->section->findings->pdata[i];
      LumbarItemState state = lumbar_interview_get_state (get_interview (self), finding->index);

      n_unconfirmed += state == LUMBAR_ITEM_UNCONFIRMED;
      n_normal += state == LUMBAR_ITEM_OPEN && finding->normal != 0 &&
                  (self->details || !lumbar_finding_is_optional (finding));
    }
  gtk_widget_set_visible (self->confirm_all, n_unconfirmed > 0);
  gtk_widget_set_visible (self->normal, n_normal > 0);
  if (n_unconfirmed > 0)
    {
      g_autofree char *label = g_strdup_printf (_("Confirm all %u  +"), n_unconfirmed);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->confirm_all)), label) != 0)
        gtk_button_set_label (GTK_BUTTON (self->confirm_all), label);
    }
}

/* "3 more: Body mass index, Smoker, …" */
static void
show_more (LumbarSectionView *self, guint n, const char *names)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->more, n > 0 || self->details);
  if (self->details)
    text = g_strdup (_("Show less"));
  else if (n > 0)
    text = g_strdup_printf (ngettext ("%u more: %s", "%u more: %s", n), n, names);
  if (text != NULL && g_strcmp0 (gtk_label_get_label (self->more_text), text) != 0)
    {
      gtk_label_set_label (self->more_text, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}

static void
show_last (LumbarSectionView *self, LumbarQuestionView *view)
{
  LumbarEncounter *last = lumbar_draft_get_last (self->draft);
  g_autofree char *day = NULL;
  g_autofree char *ago = NULL;

  if (last == NULL || last->response == NULL)
    return;
  day = lumbar_date_format (last->started_at);
  ago = lumbar_date_format_ago (last->started_at, lumbar_draft_get_encounter (self->draft)->started_at);
  lumbar_question_view_set_last (
    view, lumbar_response_find_answer (last->response, lumbar_question_view_get_finding (view)->id), day, ago);
}

static gboolean
unmark_cb (gpointer data)
{
  LumbarSectionView *self = data;

  self->mark_id = 0;
  for (guint i = 0; i < self->views->len; i++)
    gtk_widget_remove_css_class (self->views->pdata[i], "appeared");
  return G_SOURCE_REMOVE;
}

/* What an answer brought up is marked for a moment, where somebody sees it. */
static void
mark_appeared (LumbarSectionView *self, GPtrArray *appeared)
{
  if (appeared->len == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint i = 0; i < appeared->len; i++)
    gtk_widget_add_css_class (appeared->pdata[i], "appeared");
  g_clear_handle_id (&self->mark_id, g_source_remove);
  self->mark_id = g_timeout_add (MARK_MS, unmark_cb, self);
}

static void
lumbar_section_view_dispose (GObject *object)
{
  LumbarSectionView *self = LUMBAR_SECTION_VIEW (object);

  g_clear_handle_id (&self->mark_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LUMBAR_TYPE_SECTION_VIEW);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->revealed, g_hash_table_unref);
  g_clear_pointer (&self->forms, g_hash_table_unref);

  G_OBJECT_CLASS (lumbar_section_view_parent_class)->dispose (object);
}

static void
lumbar_section_view_class_init (LumbarSectionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_section_view_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-section-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, heading);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, title);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, confirm_all);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, normal);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, rows);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, more);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, more_text);
}

static void
lumbar_section_view_init (LumbarSectionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->heading, lumbar_wrap_layout_new (8));
  self->views = g_ptr_array_new ();
  self->revealed = g_hash_table_new (NULL, NULL);
  self->forms = g_hash_table_new (NULL, NULL);
}

static void
bind_button (GtkWidget *button, const char *action, guint section)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", section);
}

/**
 * lumbar_section_view_new:
 * @draft: the visit
 * @section: index of a section
 *
 * Returns: (transfer floating): its view, without questions until they are built
 */
GtkWidget *
lumbar_section_view_new (LumbarDraft *draft, guint section)
{
  LumbarSectionView *self = g_object_new (LUMBAR_TYPE_SECTION_VIEW, NULL);

  self->draft = g_object_ref (draft);
  self->section = lumbar_knowledge_get_section (lumbar_interview_get_knowledge (get_interview (self)), section);
  gtk_label_set_label (self->title, lumbar_text_translate (self->section->title));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), lumbar_text_translate (self->section->summary));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_text_translate (self->section->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  lumbar_text_translate (self->section->summary), -1);
  bind_button (self->confirm_all, "intake.confirm-all-of", section);
  bind_button (self->normal, "intake.normal-of", section);
  bind_button (self->more, "intake.details-of", section);
  return GTK_WIDGET (self);
}

static gboolean
has_parts (LumbarSectionView *self, const LumbarFinding *finding)
{
  for (guint i = 0; i < self->section->findings->len; i++)
    if (((const LumbarFinding *) self->section->findings->pdata[i])->part_of == finding)
      return TRUE;
  return FALSE;
}

static void
offer_form (LumbarQuestionView *view, const LumbarFinding *finding)
{
  GtkWidget *button = gtk_button_new_with_label (_("Ask the items  I"));

  gtk_widget_set_tooltip_text (button, _("Ask the items of this score; the total is worked out (I)"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "form");
  bind_button (button, "intake.form", finding->index);
  lumbar_question_view_set_foot (view, button);
}

/**
 * lumbar_section_view_build_next:
 * @self: a section
 *
 * Makes the view of one more question.
 *
 * Returns: whether there are more to make
 */
gboolean
lumbar_section_view_build_next (LumbarSectionView *self)
{
  const GPtrArray *findings = self->section->findings;
  LumbarQuestionView *view;

  if (self->views->len == findings->len)
    return FALSE;
  view = lumbar_question_factory_make (get_interview (self), findings->pdata[self->views->len]);
  gtk_widget_set_visible (GTK_WIDGET (view), FALSE);
  show_last (self, view);
  if (has_parts (self, lumbar_question_view_get_finding (view)))
    offer_form (view, lumbar_question_view_get_finding (view));
  g_ptr_array_add (self->views, view);
  gtk_box_append (GTK_BOX (self->rows), GTK_WIDGET (view));
  return self->views->len < findings->len;
}

/**
 * lumbar_section_view_build_all:
 * @self: a section
 *
 * Makes the views of the questions that have none yet.
 */
void
lumbar_section_view_build_all (LumbarSectionView *self)
{
  while (lumbar_section_view_build_next (self))
    ;
}

/**
 * lumbar_section_view_get_section:
 * @self: a section
 *
 * Returns: its index
 */
guint
lumbar_section_view_get_section (LumbarSectionView *self)
{
  return self->section->index;
}

/**
 * lumbar_section_view_refresh:
 * @self: a section
 *
 * Shows what the interview holds and asks now.
 */
void
lumbar_section_view_refresh (LumbarSectionView *self)
{
  g_autoptr (GPtrArray) appeared = g_ptr_array_new ();
  g_autoptr (GString) waiting = g_string_new (NULL);
  guint n_waiting = 0, n_shown = 0;

  for (guint i = 0; i < self->views->len; i++)
    {
      LumbarQuestionView *view = get_nth_view (self, i);
      const LumbarFinding *finding = lumbar_question_view_get_finding (view);
      gboolean asked = lumbar_interview_is_asked (get_interview (self), finding->index) && !is_put_away (self, finding);
      gboolean waits = asked && can_wait (self, finding);
      gboolean shown = asked && (!waits || self->details);

      if (waits)
        g_string_append_printf (waiting, "%s%s", n_waiting++ > 0 ? ", " : "", lumbar_text_translate (finding->label));
      if (shown && !gtk_widget_get_visible (GTK_WIDGET (view)) && !waits)
        g_ptr_array_add (appeared, view);
      gtk_widget_set_visible (GTK_WIDGET (view), shown);
      n_shown += shown;
      if (shown)
        lumbar_question_view_refresh (view);
    }
  gtk_widget_set_visible (self->rows, n_shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n_shown + n_waiting > 0);
  show_buttons (self);
  show_more (self, n_waiting, waiting->str);
  mark_appeared (self, appeared);
}

/**
 * lumbar_section_view_commit:
 * @self: a section
 *
 * Records what was typed and not recorded yet.
 */
void
lumbar_section_view_commit (LumbarSectionView *self)
{
  for (guint i = 0; i < self->views->len; i++)
    lumbar_question_view_commit (get_nth_view (self, i));
}

/**
 * lumbar_section_view_show_details:
 * @self: a section
 * @show: whether the details that can wait are shown
 */
void
lumbar_section_view_show_details (LumbarSectionView *self, gboolean show)
{
  if (self->details == show)
    return;
  self->details = show;
  lumbar_section_view_refresh (self);
}

/**
 * lumbar_section_view_get_details:
 * @self: a section
 *
 * Returns: whether the details that can wait are shown
 */
gboolean
lumbar_section_view_get_details (LumbarSectionView *self)
{
  return self->details;
}

/**
 * lumbar_section_view_reveal:
 * @self: a section
 * @finding: index of a finding that somebody goes to
 *
 * Shows a detail from now on.
 */
void
lumbar_section_view_reveal (LumbarSectionView *self, guint finding)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (get_interview (self));

  if (g_hash_table_add (self->revealed, (gpointer) lumbar_knowledge_get_finding (knowledge, finding)))
    lumbar_section_view_refresh (self);
}

/**
 * lumbar_section_view_open_form:
 * @self: a section that is built
 * @score: index of a finding that is the score of items
 *
 * Asks the items of a score from now on.
 *
 * Returns: (transfer none) (nullable): the first of them; %NULL where it has none
 */
LumbarQuestionView *
lumbar_section_view_open_form (LumbarSectionView *self, guint score)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      const LumbarFinding *finding = lumbar_question_view_get_finding (get_nth_view (self, i));

      if (finding->part_of == NULL || finding->part_of->index != score)
        continue;
      g_hash_table_add (self->forms, (gpointer) finding->part_of);
      lumbar_section_view_refresh (self);
      return get_nth_view (self, i);
    }
  return NULL;
}

/**
 * lumbar_section_view_get_view:
 * @self: a section that is built
 * @finding: index of a finding
 *
 * Returns: (transfer none) (nullable): the view that asks it; %NULL in another section
 */
LumbarQuestionView *
lumbar_section_view_get_view (LumbarSectionView *self, guint finding)
{
  for (guint i = 0; i < self->views->len; i++)
    if (lumbar_question_view_get_finding (get_nth_view (self, i))->index == finding)
      return get_nth_view (self, i);
  return NULL;
}

/**
 * lumbar_section_view_get_neighbour:
 * @self: a section that is built
 * @view: (nullable): a view of it; %NULL for before the first or after the last
 * @step: 1 for the next, -1 for the one before
 *
 * Returns: (transfer none) (nullable): the next view that is shown; %NULL at the end
 */
LumbarQuestionView *
lumbar_section_view_get_neighbour (LumbarSectionView *self, LumbarQuestionView *view, int step)
{
  int n = (int) self->views->len;
  guint at = 0;
  int i = step > 0 ? -1 : n;

  if (view != NULL && g_ptr_array_find (self->views, view, &at))
    i = (int) at;
  for (i += step; i >= 0 && i < n; i += step)
    if (gtk_widget_get_visible (GTK_WIDGET (get_nth_view (self, (guint) i))))
      return get_nth_view (self, (guint) i);
  return NULL;
}
