/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where it hurts, on a map and as a list: two ways to the same answer. */

#include "lumbar-body-view.h"

#include <glib/gi18n.h>

#include "lumbar-body-map.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

#define LIST_HEIGHT 300

struct _LumbarBodyView {
  LumbarQuestionView parent_instance;

  LumbarBodyMap *map; /* Child */
  GPtrArray *checks;  /* Owned array of children, one an option */
  gboolean showing;   /* The checks are being set, not clicked */
};

G_DEFINE_FINAL_TYPE (LumbarBodyView, lumbar_body_view, LUMBAR_TYPE_QUESTION_VIEW)

static void
toggle (LumbarBodyView *self, guint option)
{
  LumbarQuestionView *view = LUMBAR_QUESTION_VIEW (self);
  guint64 regions = lumbar_body_map_get_regions (self->map) ^ ((guint64) 1 << option);
  g_autoptr (LumbarAnswer) answer = regions != 0 ? lumbar_answer_new_options (regions) : NULL;

  lumbar_question_view_record (view, answer);
}

static void
check_toggled_cb (LumbarBodyView *self, GtkWidget *check)
{
  guint option;

  if (!self->showing && g_ptr_array_find (self->checks, check, &option))
    toggle (self, option);
}

static void
append_heading (GtkWidget *list, const char *text)
{
  GtkWidget *heading = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_box_append (GTK_BOX (list), heading);
}

static void
append_regions (LumbarBodyView *self,
                LumbarKnowledge *knowledge,
                const LumbarFinding *finding,
                GtkWidget *list,
                gboolean back)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (knowledge); i++)
    {
      const LumbarBodyRegion *region = lumbar_knowledge_get_body_region (knowledge, i);
      GtkWidget *check;

      if (region->back != back)
        continue;
      check = gtk_check_button_new_with_label (
        lumbar_text_translate (lumbar_finding_get_option (finding, region->option)->text));
      g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
      self->checks->pdata[region->option] = check;
      gtk_box_append (GTK_BOX (list), check);
    }
}

static GtkWidget *
build_list (LumbarBodyView *self, LumbarKnowledge *knowledge, const LumbarFinding *finding)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_ptr_array_set_size (self->checks, (int) finding->options->len);
  append_heading (list, _("Front"));
  append_regions (self, knowledge, finding, list, FALSE);
  append_heading (list, _("Back"));
  append_regions (self, knowledge, finding, list, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "region-list");
  return scroller;
}

static void
lumbar_body_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarBodyView *self = LUMBAR_BODY_VIEW (view);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (lumbar_question_view_get_interview (view));
  GtkWidget *group = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *box = lumbar_wrap_box_new (12);
  GtkWidget *map = lumbar_body_map_new (knowledge);

  self->map = LUMBAR_BODY_MAP (map);
  g_signal_connect_object (map, "toggled", G_CALLBACK (toggle), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), map);
  gtk_box_append (GTK_BOX (box), build_list (self, knowledge, finding));
  adw_bin_set_child (ADW_BIN (group), box);
  lumbar_question_view_set_editor (view, group, group, FALSE);
}

static void
lumbar_body_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarBodyView *self = LUMBAR_BODY_VIEW (view);
  guint64 regions = lumbar_answer_get_value (answer)->options;
  g_autofree char *words =
    answer ? lumbar_answer_to_display (answer, lumbar_question_view_get_finding (view)) : g_strdup ("");

  lumbar_body_map_set_regions (self->map, regions, words);
  self->showing = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    if (self->checks->pdata[i] != NULL)
      gtk_check_button_set_active (self->checks->pdata[i], (regions & ((guint64) 1 << i)) != 0);
  self->showing = FALSE;
}

static void
lumbar_body_view_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_BODY_VIEW (object)->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_body_view_parent_class)->finalize (object);
}

static void
lumbar_body_view_class_init (LumbarBodyViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_body_view_finalize;
  view_class->build = lumbar_body_view_build;
  view_class->show_answer = lumbar_body_view_show_answer;
}

static void
lumbar_body_view_init (LumbarBodyView *self)
{
  self->checks = g_ptr_array_new ();
}
