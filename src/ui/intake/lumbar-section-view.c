/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions of a section. Every question has its view from the start; those not asked are hidden, so
 * that nothing that has the focus is ever made anew. */

#include "lumbar-section-view.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-question-factory.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

struct _LumbarSectionView {
  AdwBin parent_instance;

  LumbarDraft *draft;           /* Owned */
  const LumbarSection *section; /* Borrowed */
  GPtrArray *views;             /* Owned array of children, one a finding of the section */

  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *summary;
  GtkWidget *confirm_all;
  GtkWidget *normal;
  GtkWidget *rows;
};

G_DEFINE_FINAL_TYPE (LumbarSectionView, lumbar_section_view, ADW_TYPE_BIN)

static LumbarQuestionView *
get_nth_view (LumbarSectionView *self, guint i)
{
  return self->views->pdata[i];
}

static void
show_buttons (LumbarSectionView *self)
{
  LumbarInterview *interview = lumbar_draft_get_interview (self->draft);
  guint n_unconfirmed = 0, n_normal = 0;

  for (guint i = 0; i < self->section->findings->len; i++)
    {
      const LumbarFinding *finding = self->section->findings->pdata[i];
      LumbarItemState state = lumbar_interview_get_state (interview, finding->index);

      n_unconfirmed += state == LUMBAR_ITEM_UNCONFIRMED;
      n_normal += state == LUMBAR_ITEM_OPEN && finding->normal != 0;
    }
  gtk_widget_set_visible (self->confirm_all, n_unconfirmed > 0);
  gtk_widget_set_visible (self->normal, n_normal > 0);
  if (n_unconfirmed > 0)
    {
      g_autofree char *label = g_strdup_printf (_("Confirm all %u"), n_unconfirmed);

      gtk_button_set_label (GTK_BUTTON (self->confirm_all), label);
    }
}

static void
show_last (LumbarSectionView *self, LumbarQuestionView *view)
{
  LumbarEncounter *last = lumbar_draft_get_last (self->draft);
  g_autofree char *when = NULL;

  if (last == NULL || last->response == NULL)
    return;
  when = lumbar_date_format (last->started_at);
  lumbar_question_view_set_last (
    view, lumbar_response_find_answer (last->response, lumbar_question_view_get_finding (view)->id), when);
}

static void
lumbar_section_view_dispose (GObject *object)
{
  LumbarSectionView *self = LUMBAR_SECTION_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LUMBAR_TYPE_SECTION_VIEW);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->views, g_ptr_array_unref);

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
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, confirm_all);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, normal);
  gtk_widget_class_bind_template_child (widget_class, LumbarSectionView, rows);
}

static void
lumbar_section_view_init (LumbarSectionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->heading, lumbar_wrap_layout_new (8));
  self->views = g_ptr_array_new ();
}

/**
 * lumbar_section_view_new:
 * @draft: the visit
 * @section: index of a section
 *
 * Returns: (transfer floating): its page
 */
GtkWidget *
lumbar_section_view_new (LumbarDraft *draft, guint section)
{
  LumbarSectionView *self = g_object_new (LUMBAR_TYPE_SECTION_VIEW, NULL);
  LumbarInterview *interview = lumbar_draft_get_interview (draft);

  self->draft = g_object_ref (draft);
  self->section = lumbar_knowledge_get_section (lumbar_interview_get_knowledge (interview), section);
  gtk_label_set_label (self->title, lumbar_text_translate (self->section->title));
  gtk_label_set_label (self->summary, lumbar_text_translate (self->section->summary));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_text_translate (self->section->title), -1);
  for (guint i = 0; i < self->section->findings->len; i++)
    {
      LumbarQuestionView *view = lumbar_question_factory_make (interview, self->section->findings->pdata[i]);

      show_last (self, view);
      g_ptr_array_add (self->views, view);
      gtk_box_append (GTK_BOX (self->rows), GTK_WIDGET (view));
    }
  lumbar_section_view_refresh (self);
  return GTK_WIDGET (self);
}

/**
 * lumbar_section_view_get_section:
 * @self: a page
 *
 * Returns: index of its section
 */
guint
lumbar_section_view_get_section (LumbarSectionView *self)
{
  return self->section->index;
}

/**
 * lumbar_section_view_refresh:
 * @self: a page
 *
 * Shows what the interview holds and asks now.
 */
void
lumbar_section_view_refresh (LumbarSectionView *self)
{
  LumbarInterview *interview = lumbar_draft_get_interview (self->draft);

  for (guint i = 0; i < self->views->len; i++)
    {
      LumbarQuestionView *view = get_nth_view (self, i);

      gtk_widget_set_visible (
        GTK_WIDGET (view),
        lumbar_interview_is_asked (interview, lumbar_question_view_get_finding (view)->index));
      lumbar_question_view_refresh (view);
    }
  show_buttons (self);
}

/**
 * lumbar_section_view_set_narrow:
 * @self: a page
 * @narrow: whether there is little room
 */
void
lumbar_section_view_set_narrow (LumbarSectionView *self, gboolean narrow)
{
  for (guint i = 0; i < self->views->len; i++)
    lumbar_question_view_set_narrow (get_nth_view (self, i), narrow);
}

/**
 * lumbar_section_view_commit:
 * @self: a page
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
 * lumbar_section_view_get_view:
 * @self: a page
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
 * @self: a page
 * @view: (nullable): a view of it; %NULL for before the first or after the last
 * @step: 1 for the next, -1 for the one before
 *
 * Returns: (transfer none) (nullable): the next view that is asked; %NULL at the end
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
