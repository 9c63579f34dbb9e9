/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections below each other, and which part of them is in sight. */

#include "lumbar-question-screen.h"

#define WIDTH 820
#define MARGIN 12

struct _LumbarQuestionScreen {
  AdwBin parent_instance;

  GPtrArray *sections;      /* Owned array of children */
  GtkScrolledWindow *scroller;
  GtkWidget *content;       /* What is scrolled */
  GtkWidget *first;         /* Borrowed: what is to be brought into sight begins with it … */
  GtkWidget *last;          /* Borrowed: … and ends with it; NULL before anything is */
  guint tick_id;
  guint n_ticks;
};

G_DEFINE_FINAL_TYPE (LumbarQuestionScreen, lumbar_question_screen, ADW_TYPE_BIN)

static void
lumbar_question_screen_dispose (GObject *object)
{
  LumbarQuestionScreen *self = LUMBAR_QUESTION_SCREEN (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_pointer (&self->sections, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_question_screen_parent_class)->dispose (object);
}

static void
lumbar_question_screen_class_init (LumbarQuestionScreenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_question_screen_dispose;
}

static void
lumbar_question_screen_init (LumbarQuestionScreen *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->sections = g_ptr_array_new ();
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->content, "screen");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, clamp);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
}

/**
 * lumbar_question_screen_new:
 * @draft: the visit
 * @number: number of the screen, as in the tables
 *
 * Returns: (transfer floating): the screen, without questions until they are built
 */
GtkWidget *
lumbar_question_screen_new (LumbarDraft *draft, guint number)
{
  LumbarQuestionScreen *self = g_object_new (LUMBAR_TYPE_QUESTION_SCREEN, NULL);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (lumbar_draft_get_interview (draft));

  for (guint i = 0; i < lumbar_knowledge_get_n_sections (knowledge); i++)
    if (lumbar_knowledge_get_section (knowledge, i)->screen == number)
      {
        GtkWidget *section = lumbar_section_view_new (draft, i);

        g_ptr_array_add (self->sections, section);
        gtk_box_append (GTK_BOX (self->content), section);
      }
  return GTK_WIDGET (self);
}

/**
 * lumbar_question_screen_build_next:
 * @self: a screen
 *
 * Makes one more question.
 *
 * Returns: whether there are more to make
 */
gboolean
lumbar_question_screen_build_next (LumbarQuestionScreen *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (lumbar_section_view_build_next (self->sections->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * lumbar_question_screen_get_section:
 * @self: a screen
 * @section: index of a section
 *
 * Returns: (transfer none) (nullable): the section, all of it built; %NULL where it stands on another screen
 */
LumbarSectionView *
lumbar_question_screen_get_section (LumbarQuestionScreen *self, guint section)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (lumbar_section_view_get_section (self->sections->pdata[i]) == section)
      {
        lumbar_section_view_build_all (self->sections->pdata[i]);
        return self->sections->pdata[i];
      }
  return NULL;
}

/**
 * lumbar_question_screen_refresh:
 * @self: a screen
 *
 * Shows what the interview holds and asks now.
 */
void
lumbar_question_screen_refresh (LumbarQuestionScreen *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    lumbar_section_view_refresh (self->sections->pdata[i]);
}

/**
 * lumbar_question_screen_commit:
 * @self: a screen
 *
 * Records what was typed and not recorded yet.
 */
void
lumbar_question_screen_commit (LumbarQuestionScreen *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    lumbar_section_view_commit (self->sections->pdata[i]);
}

/* In sight means whole, or from its beginning where it is higher than the screen. */
static void
bring_into_sight (LumbarQuestionScreen *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t begin, end;
  double top, bottom;

  if (!gtk_widget_compute_bounds (self->first, self->content, &begin) ||
      !gtk_widget_compute_bounds (self->last, self->content, &end))
    return;
  top = begin.origin.y - MARGIN;
  bottom = end.origin.y + end.size.height + MARGIN;
  if (top >= value && bottom <= value + page)
    return;
  /* Forward, the question comes to the top and all that follows it into sight; back, to the bottom. */
  if (top < value && bottom - top <= page)
    value = bottom - page;
  else
    value = top;
  gtk_adjustment_set_value (adjustment, value);
}

/* What is to be seen has its size only after the next frame. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  LumbarQuestionScreen *self = LUMBAR_QUESTION_SCREEN (widget);

  if (self->n_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  if (self->last != NULL)
    bring_into_sight (self);
  return G_SOURCE_REMOVE;
}

/**
 * lumbar_question_screen_scroll_to:
 * @self: a screen
 * @first: a widget on it that stays as long as the screen
 * @last: the same, or another one below it
 *
 * Brings all from the first to the last into sight with the next frame.
 */
void
lumbar_question_screen_scroll_to (LumbarQuestionScreen *self, GtkWidget *first, GtkWidget *last)
{
  self->first = first;
  self->last = last;
  self->n_ticks = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}
