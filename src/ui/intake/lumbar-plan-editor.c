/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan is text, one step a line; a ticked box is a line that says the same as a step of the tables. */

#include "lumbar-plan-editor.h"

#include <glib/gi18n.h>

#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-words-field.h"

struct _LumbarPlanEditor {
  AdwBin parent_instance;

  LumbarDraft *draft;      /* Owned */
  char *offered;           /* The causes whose steps are offered */
  GtkWidget *steps;        /* Child */
  GPtrArray *checks;       /* Owned array of child check buttons; their name is the line they stand for */
  LumbarWordsField *words; /* Child */
  gboolean showing;        /* The boxes are being set, nobody ticked */
};

G_DEFINE_FINAL_TYPE (LumbarPlanEditor, lumbar_plan_editor, ADW_TYPE_BIN)

static LumbarKnowledge *
get_knowledge (LumbarPlanEditor *self)
{
  return lumbar_interview_get_knowledge (lumbar_draft_get_interview (self->draft));
}

/* Ticked steps first, in the order of the boxes, then the words. */
static void
write_plan (LumbarPlanEditor *self)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);
  g_autofree char *words = lumbar_words_field_get_text (self->words);
  g_autoptr (GString) plan = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (plan, "%s%s", plan->len > 0 ? "\n" : "", gtk_widget_get_name (self->checks->pdata[i]));
  if (*words != '\0')
    g_string_append_printf (plan, "%s%s", plan->len > 0 ? "\n" : "", words);
  if (lumbar_set_str (&conclusion->plan, plan->str))
    lumbar_draft_conclusion_changed (self->draft);
}

static void
check_toggled_cb (LumbarPlanEditor *self)
{
  if (!self->showing)
    write_plan (self);
}

static void
add_unique (GPtrArray *ids, const char *id)
{
  if (id != NULL && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, (gpointer) id);
}

/* What must be excluded first, then the clinician's own causes, then the computed ones. */
static GPtrArray *
list_causes (LumbarPlanEditor *self)
{
  LumbarAssessment *assessment = lumbar_draft_get_assessment (self->draft);
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; assessment->must_exclude[i] != NULL; i++)
    add_unique (ids, assessment->must_exclude[i]);
  for (guint i = 0; conclusion->causes != NULL && conclusion->causes[i] != NULL; i++)
    add_unique (ids, conclusion->causes[i]);
  add_unique (ids, assessment->lead);
  add_unique (ids, assessment->second);
  return ids;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_step (LumbarPlanEditor *self, GtkWidget *list, const LumbarManagement *step)
{
  const char *item = lumbar_text_translate (step->item);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = g_strdup_printf ("%s: %s", lumbar_management_step_get_title (step->step), item);

  gtk_box_append (GTK_BOX (words), make_label (title, NULL));
  if (*step->caution != '\0')
    {
      g_autofree char *caution = g_strdup_printf (_("Caution: %s"), lumbar_text_translate (step->caution));

      gtk_box_append (GTK_BOX (words), make_label (caution, "caption"));
    }
  gtk_widget_set_name (check, item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, lumbar_text_translate (step->caution), -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (list), line);
}

static gboolean
is_step (LumbarPlanEditor *self, const char *line)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (g_str_equal (gtk_widget_get_name (self->checks->pdata[i]), line))
      return TRUE;
  return FALSE;
}

static void
append_cause (LumbarPlanEditor *self, const char *id, gboolean open)
{
  LumbarKnowledge *knowledge = get_knowledge (self);
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  /* GTK's own label would not wrap, and one long name would widen the window. */
  gtk_expander_set_label_widget (GTK_EXPANDER (expander),
                                 make_label (lumbar_report_cause_text (knowledge, id), NULL));
  gtk_widget_set_margin_start (list, 12);
  for (guint i = 0; i < lumbar_knowledge_get_n_management (knowledge); i++)
    {
      const LumbarManagement *step = lumbar_knowledge_get_management (knowledge, i);

      /* A step that two causes share is offered once. */
      if (g_str_equal (step->cause->id, id) && !is_step (self, lumbar_text_translate (step->item)))
        append_step (self, list, step);
    }
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), open);
  gtk_box_append (GTK_BOX (self->steps), expander);
}

static void
offer_steps (LumbarPlanEditor *self)
{
  g_autoptr (GPtrArray) causes = list_causes (self);
  g_autoptr (GString) ids = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < causes->len; i++)
    g_string_append_printf (ids, "%s ", (const char *) causes->pdata[i]);
  if (!lumbar_set_str (&self->offered, ids->str))
    return;
  g_ptr_array_set_size (self->checks, 0);
  while ((child = gtk_widget_get_first_child (self->steps)) != NULL)
    gtk_box_remove (GTK_BOX (self->steps), child);
  for (guint i = 0; i < causes->len; i++)
    append_cause (self, causes->pdata[i], i == 0);
}

static void
lumbar_plan_editor_finalize (GObject *object)
{
  LumbarPlanEditor *self = LUMBAR_PLAN_EDITOR (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->offered, g_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_plan_editor_parent_class)->finalize (object);
}

static void
lumbar_plan_editor_class_init (LumbarPlanEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_plan_editor_finalize;
}

static void
lumbar_plan_editor_init (LumbarPlanEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->checks = g_ptr_array_new ();
  self->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->words = LUMBAR_WORDS_FIELD (lumbar_words_field_new (_("The plan in words, one step a line")));
  g_signal_connect_object (self->words, "typed", G_CALLBACK (write_plan), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->words, "committed", G_CALLBACK (write_plan), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->steps);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * lumbar_plan_editor_new:
 * @draft: the visit
 *
 * Returns: (transfer floating): an editor of the plan
 */
GtkWidget *
lumbar_plan_editor_new (LumbarDraft *draft)
{
  LumbarPlanEditor *self = g_object_new (LUMBAR_TYPE_PLAN_EDITOR, NULL);

  self->draft = g_object_ref (draft);
  return GTK_WIDGET (self);
}

/**
 * lumbar_plan_editor_refresh:
 * @self: an editor
 *
 * Offers the steps for the causes in question now and shows the plan. Lines that are no step stay as
 * words.
 */
void
lumbar_plan_editor_refresh (LumbarPlanEditor *self)
{
  g_auto (GStrv) lines = g_strsplit (lumbar_draft_get_conclusion (self->draft)->plan, "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  self->showing = TRUE;
  offer_steps (self);
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i],
                                 g_strv_contains ((const char *const *) lines,
                                                  gtk_widget_get_name (self->checks->pdata[i])));
  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_step (self, lines[i]))
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", lines[i]);
  lumbar_words_field_set_text (self->words, words->str);
  self->showing = FALSE;
}

/**
 * lumbar_plan_editor_commit:
 * @self: an editor
 *
 * Takes over what was typed and not taken over yet.
 */
void
lumbar_plan_editor_commit (LumbarPlanEditor *self)
{
  lumbar_words_field_commit (self->words);
}
