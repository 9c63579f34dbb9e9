/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type a word, get to the question. */

#include "lumbar-question-finder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-text.h"

#define MOST_SHOWN 12

struct _LumbarQuestionFinder {
  GtkPopover parent_instance;

  LumbarInterview *interview; /* Owned */
  GtkWidget *entry;           /* Child */
  GtkListBox *list;           /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarQuestionFinder, lumbar_question_finder, GTK_TYPE_POPOVER)

static void
go (LumbarQuestionFinder *self, GtkListBoxRow *row)
{
  guint finding = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "finding"));

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "intake.jump", "u", finding);
}

static gboolean
does_match (const LumbarFinding *finding, const char *needle)
{
  g_autofree char *text = g_strdup_printf ("%s %s", lumbar_text_translate (finding->label),
                                           lumbar_text_translate (finding->question));
  g_autofree char *folded = lumbar_text_fold (text);

  return strstr (folded, needle) != NULL;
}

static void
append_match (LumbarQuestionFinder *self, const LumbarFinding *finding)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (lumbar_text_translate (finding->label));
  GtkWidget *section = gtk_label_new (lumbar_text_translate (finding->section->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (section), 0);
  gtk_widget_add_css_class (section, "caption");
  gtk_widget_add_css_class (section, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), section);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_text_translate (finding->label), -1);
  g_object_set_data (G_OBJECT (row), "finding", GUINT_TO_POINTER (finding->index));
  gtk_list_box_append (self->list, row);
}

static void
search (LumbarQuestionFinder *self)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (self->interview);
  g_autofree char *needle = lumbar_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GtkListBoxRow *row;
  guint shown = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge) && shown < MOST_SHOWN; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);

      if (*needle == '\0' || !lumbar_interview_is_asked (self->interview, i) || !does_match (finding, needle))
        continue;
      append_match (self, finding);
      shown++;
    }
}

/* The entry waits for a pause before it says what to search, and whoever knows the word does not. */
static void
entry_activate_cb (LumbarQuestionFinder *self)
{
  GtkListBoxRow *first;

  search (self);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first != NULL)
    go (self, first);
}

static void
shown_cb (LumbarQuestionFinder *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static void
lumbar_question_finder_finalize (GObject *object)
{
  g_clear_object (&LUMBAR_QUESTION_FINDER (object)->interview);

  G_OBJECT_CLASS (lumbar_question_finder_parent_class)->finalize (object);
}

static void
lumbar_question_finder_class_init (LumbarQuestionFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_question_finder_finalize;
}

static void
lumbar_question_finder_init (LumbarQuestionFinder *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *nothing = gtk_label_new (_("No question that is asked now has this word"));

  self->entry = gtk_search_entry_new ();
  self->list = GTK_LIST_BOX (list);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find a question"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Questions found"),
                                  -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (go), self);
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * lumbar_question_finder_new:
 * @interview: what is asked
 *
 * Returns: (transfer floating): a popover for a menu button
 */
GtkWidget *
lumbar_question_finder_new (LumbarInterview *interview)
{
  LumbarQuestionFinder *self = g_object_new (LUMBAR_TYPE_QUESTION_FINDER, NULL);

  self->interview = g_object_ref (interview);
  return GTK_WIDGET (self);
}
