/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, and the buttons of an opened question. The reasons are gathered when somebody asks for them. */

#include "lumbar-question-tools.h"

#include <glib/gi18n.h>

#include "lumbar-finding-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

/* Enough to follow up; the rest stands in the tables. */
#define MOST_SOURCES 4

struct _LumbarQuestionTools {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge;   /* Owned */
  const LumbarFinding *finding; /* Borrowed from the knowledge */

  GtkWidget *line;
  GtkLabel *help;
  GtkWidget *same;
  GtkMenuButton *why;
  GtkWidget *note;
  GtkWidget *unable;
};

G_DEFINE_FINAL_TYPE (LumbarQuestionTools, lumbar_question_tools, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The source with its basis; a link where there is an address. */
static GtkWidget *
make_source (const LumbarFindingBasis *basis)
{
  g_autofree char *name = lumbar_report_source_text (basis->source);
  g_autofree char *text = g_strdup_printf ("%s · %s", lumbar_report_basis_get_title (basis->basis), name);
  g_autofree char *link = lumbar_source_get_link (basis->source);
  GtkWidget *label = make_label (text, "caption");
  GtkWidget *button;

  gtk_widget_set_tooltip_text (label, basis->source->citation);
  if (link == NULL)
    return label;
  /* Its constructor would name it after a label that goes with the child. */
  button = g_object_new (GTK_TYPE_LINK_BUTTON, "uri", link, "child", label, NULL);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "source");
  gtk_widget_set_tooltip_text (button, basis->source->citation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

static void
append_sources (LumbarQuestionTools *self, GtkWidget *box)
{
  g_autoptr (GArray) list = lumbar_finding_basis_list (self->knowledge, self->finding);

  if (list->len == 0)
    {
      gtk_box_append (GTK_BOX (box), make_label (_("Recorded for people; no rule reads it."), "caption"));
      return;
    }
  for (guint i = 0; i < MIN (list->len, MOST_SOURCES); i++)
    gtk_box_append (GTK_BOX (box), make_source (&g_array_index (list, LumbarFindingBasis, i)));
  if (list->len > MOST_SOURCES)
    {
      guint n = list->len - MOST_SOURCES;
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more source", "and %u more sources", n), n);

      gtk_box_append (GTK_BOX (box), make_label (more, "caption"));
    }
}

static void
make_popover_cb (GtkMenuButton *button, gpointer data)
{
  LumbarQuestionTools *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  gtk_box_append (GTK_BOX (box), make_label (_("Why asked"), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (lumbar_text_translate (self->finding->why), NULL));
  gtk_box_append (GTK_BOX (box), make_label (_("What it rests on"), "heading"));
  append_sources (self, box);
  gtk_widget_add_css_class (box, "why");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
lumbar_question_tools_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_QUESTION_TOOLS (object)->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_question_tools_parent_class)->finalize (object);
}

static void
lumbar_question_tools_class_init (LumbarQuestionToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_question_tools_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-question-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionTools, line);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionTools, help);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionTools, same);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionTools, why);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionTools, note);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionTools, unable);
}

static void
lumbar_question_tools_init (LumbarQuestionTools *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->line, lumbar_wrap_layout_new (8));
  gtk_widget_add_css_class (GTK_WIDGET (self), "tools");
}

/**
 * lumbar_question_tools_new:
 * @knowledge: the tables
 * @finding: what is asked
 *
 * Returns: (transfer floating): its tools
 */
GtkWidget *
lumbar_question_tools_new (LumbarKnowledge *knowledge, const LumbarFinding *finding)
{
  LumbarQuestionTools *self = g_object_new (LUMBAR_TYPE_QUESTION_TOOLS, NULL);
  g_autofree char *note_name = g_strdup_printf (_("Note on “%s”"), lumbar_text_translate (finding->label));

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->finding = finding;
  gtk_label_set_label (self->help, lumbar_text_translate (finding->help));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL, note_name, -1);
  gtk_widget_set_visible (self->unable, lumbar_finding_is_examined (finding));
  gtk_menu_button_set_create_popup_func (self->why, make_popover_cb, self, NULL);
  return GTK_WIDGET (self);
}

/**
 * lumbar_question_tools_offer_same:
 * @self: tools
 * @offer: whether last visit's answer can be taken over
 */
void
lumbar_question_tools_offer_same (LumbarQuestionTools *self, gboolean offer)
{
  gtk_widget_set_visible (self->same, offer);
}

/**
 * lumbar_question_tools_show_why:
 * @self: tools that are shown
 *
 * Opens the reasons.
 */
void
lumbar_question_tools_show_why (LumbarQuestionTools *self)
{
  gtk_menu_button_popup (self->why);
}
