/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where it hurts, on a map and as a list: two ways to the same answer. The map also shows the other pains of
 * the visit and where the first one spreads. */

#include "lumbar-body-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-body-layout.h"
#include "lumbar-body-list.h"
#include "lumbar-body-map.h"

#define FIRST_PAIN "pain-map"
#define RADIATION "pain-radiation"

struct _LumbarBodyView {
  LumbarQuestionView parent_instance;

  LumbarBodyMap *map;   /* Child */
  LumbarBodyList *list; /* Child */
  GtkLabel *pointed;    /* Child */
  GtkWidget *tools[3];  /* Children, by LumbarBodyTool; NULL where there is no such tool */
};

G_DEFINE_FINAL_TYPE (LumbarBodyView, lumbar_body_view, LUMBAR_TYPE_QUESTION_VIEW)

static void
record (LumbarBodyView *self, guint64 regions)
{
  g_autoptr (LumbarAnswer) answer = regions != 0 ? lumbar_answer_new_options (regions) : NULL;

  lumbar_question_view_record (LUMBAR_QUESTION_VIEW (self), answer);
}

static void
toggle (LumbarBodyView *self, guint option)
{
  record (self, lumbar_body_map_get_regions (self->map) ^ ((guint64) 1 << option));
}

/* Where the pain spreads is a question of its own, which the map of the first pain answers as well. */
static void
record_radiation (LumbarBodyView *self, guint64 regions)
{
  LumbarInterview *interview = lumbar_question_view_get_interview (LUMBAR_QUESTION_VIEW (self));
  const LumbarFinding *finding =
    lumbar_knowledge_find_finding (lumbar_interview_get_knowledge (interview), RADIATION);
  g_autoptr (LumbarAnswer) answer = regions != 0 ? lumbar_answer_new_options (regions) : NULL;

  lumbar_interview_set_answer (interview, finding->index, answer);
}

static int
get_current (const LumbarFinding *finding, LumbarBodyMarks *marks)
{
  const guint64 *own = lumbar_body_marks_find (marks, finding);

  return own == &marks->radiation ? 0 : (int) (own - marks->pains);
}

static void
show_marks (LumbarBodyView *self, LumbarAnswer *answer)
{
  LumbarQuestionView *view = LUMBAR_QUESTION_VIEW (self);
  const LumbarFinding *finding = lumbar_question_view_get_finding (view);
  g_autofree char *words = answer ? lumbar_answer_to_display (answer, finding) : g_strdup ("");
  LumbarBodyMarks marks;

  lumbar_body_marks_read (&marks, lumbar_interview_get_response (lumbar_question_view_get_interview (view)));
  *lumbar_body_marks_find (&marks, finding) = lumbar_answer_get_value (answer)->options;
  marks.current = get_current (finding, &marks);
  lumbar_body_map_set_marks (self->map, &marks, words);
}

/* What another map says is shown here, too. */
static void
interview_changed_cb (LumbarBodyView *self, LumbarInterview *interview)
{
  show_marks (self, lumbar_interview_get_answer (
                      interview, lumbar_question_view_get_finding (LUMBAR_QUESTION_VIEW (self))->index));
}

static void
pointed_cb (LumbarBodyView *self, const char *region)
{
  gtk_label_set_label (self->pointed, *region != '\0' ? region : _("Click or drag over the drawing, or press a key"));
}

/* Tools. */

static void
tool_toggled_cb (LumbarBodyView *self, GtkToggleButton *button)
{
  for (guint i = 0; gtk_toggle_button_get_active (button) && i < G_N_ELEMENTS (self->tools); i++)
    if (self->tools[i] == GTK_WIDGET (button))
      lumbar_body_map_set_tool (self->map, (LumbarBodyTool) i);
}

static void
add_tool (LumbarBodyView *self, GtkWidget *box, LumbarBodyTool tool, const char *name, const char *hint)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (name);

  self->tools[tool] = button;
  gtk_widget_set_tooltip_text (button, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  if (tool != LUMBAR_BODY_TOOL_BRUSH)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                 GTK_TOGGLE_BUTTON (self->tools[LUMBAR_BODY_TOOL_BRUSH]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), tool == LUMBAR_BODY_TOOL_BRUSH);
  g_signal_connect_object (button, "toggled", G_CALLBACK (tool_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
build_tools (LumbarBodyView *self, const LumbarFinding *finding)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "halign", GTK_ALIGN_CENTER, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "body-tools");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Drawing tools"), -1);
  add_tool (self, box, LUMBAR_BODY_TOOL_BRUSH, C_("body map", "Mark"),
            _("Click a region, or drag over several; from a marked one, to take the marks away"));
  add_tool (self, box, LUMBAR_BODY_TOOL_LASSO, C_("body map", "Lasso"),
            _("Draw a line round the regions to mark (Shift and drag)"));
  if (strcmp (finding->id, FIRST_PAIN) == 0)
    add_tool (self, box, LUMBAR_BODY_TOOL_SPREAD, C_("body map", "Spreads to"),
              _("Mark where the pain spreads to (Ctrl and drag from a marked region)"));
  return box;
}

static GtkWidget *
build_map (LumbarBodyView *self, LumbarKnowledge *knowledge, const LumbarFinding *finding)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *map = lumbar_body_map_new (knowledge, finding);
  GtkWidget *pointed = gtk_label_new (NULL);

  self->map = LUMBAR_BODY_MAP (map);
  self->pointed = GTK_LABEL (pointed);
  gtk_label_set_wrap (self->pointed, TRUE);
  gtk_label_set_wrap_mode (self->pointed, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (self->pointed, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (pointed, "caption");
  gtk_widget_add_css_class (pointed, "body-pointed");
  g_signal_connect_object (map, "toggled", G_CALLBACK (toggle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "painted", G_CALLBACK (record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "spread", G_CALLBACK (record_radiation), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "pointed", G_CALLBACK (pointed_cb), self, G_CONNECT_SWAPPED);
  pointed_cb (self, "");
  /* The map comes first, also for the keyboard. */
  gtk_box_append (GTK_BOX (box), map);
  gtk_box_append (GTK_BOX (box), pointed);
  gtk_box_append (GTK_BOX (box), build_tools (self, finding));
  return box;
}

static void
lumbar_body_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarBodyView *self = LUMBAR_BODY_VIEW (view);
  LumbarInterview *interview = lumbar_question_view_get_interview (view);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);
  GtkWidget *group = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *list = lumbar_body_list_new (knowledge, finding);

  self->list = LUMBAR_BODY_LIST (list);
  gtk_widget_set_layout_manager (group, lumbar_body_layout_new ());
  gtk_box_append (GTK_BOX (group), build_map (self, knowledge, finding));
  gtk_box_append (GTK_BOX (group), list);
  g_signal_connect_object (list, "toggled", G_CALLBACK (toggle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (interview, "changed", G_CALLBACK (interview_changed_cb), self, G_CONNECT_SWAPPED);
  lumbar_question_view_set_editor (view, group, group);
}

static void
lumbar_body_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarBodyView *self = LUMBAR_BODY_VIEW (view);

  show_marks (self, answer);
  lumbar_body_list_set_regions (self->list, lumbar_answer_get_value (answer)->options);
}

/* With the tool for it, a key says where the pain spreads, as a click does. */
static LumbarPick
lumbar_body_view_pick_key (LumbarQuestionView *view, gunichar key)
{
  const LumbarFinding *finding = lumbar_question_view_get_finding (view);

  for (guint i = 0; i < finding->options->len; i++)
    if (key == (gunichar) lumbar_finding_get_option (finding, i)->key)
      {
        lumbar_body_map_toggle (LUMBAR_BODY_VIEW (view)->map, i);
        return LUMBAR_PICK_PART;
      }
  return LUMBAR_PICK_NOTHING;
}

static void
load_css (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/lumbar/Lumbar/intake/body-map.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
lumbar_body_view_class_init (LumbarBodyViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  view_class->build = lumbar_body_view_build;
  view_class->show_answer = lumbar_body_view_show_answer;
  view_class->pick_key = lumbar_body_view_pick_key;
  load_css ();
}

static void
lumbar_body_view_init (LumbarBodyView *self)
{
}
