/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number with its unit. */

#include "lumbar-number-view.h"

#include <glib/gi18n.h>

#include "lumbar-answer-check.h"
#include "lumbar-text.h"

struct _LumbarNumberView {
  LumbarEntryView parent_instance;
};

G_DEFINE_FINAL_TYPE (LumbarNumberView, lumbar_number_view, LUMBAR_TYPE_ENTRY_VIEW)

static char *
say_what_is_right (const LumbarFinding *finding, const char *text)
{
  g_autofree char *low = lumbar_text_number (finding->minimum);
  g_autofree char *high = lumbar_text_number (finding->maximum);
  const char *unit = lumbar_answer_get_unit (finding);
  g_autofree char *range = g_strchomp (g_strdup_printf (_("%s to %s %s"), low, high, unit));

  if (finding->type == LUMBAR_FINDING_DECIMAL)
    return g_strdup_printf (_("“%s” is not recorded: enter a number from %s"), text, range);
  return g_strdup_printf (_("“%s” is not recorded: enter a whole number from %s"), text, range);
}

static LumbarAnswer *
lumbar_number_view_parse (LumbarEntryView *view, const char *text, char **message)
{
  const LumbarFinding *finding = lumbar_question_view_get_finding (LUMBAR_QUESTION_VIEW (view));
  LumbarAnswer *answer = lumbar_answer_check_number_text (finding, text, NULL);

  if (answer == NULL)
    *message = say_what_is_right (finding, text);
  return answer;
}

static char *
lumbar_number_view_print (LumbarEntryView *view, LumbarAnswer *answer)
{
  return lumbar_text_number (lumbar_answer_get_value (answer)->number);
}

static void
lumbar_number_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  const char *unit = lumbar_answer_get_unit (finding);
  GtkWidget *entry;

  LUMBAR_QUESTION_VIEW_CLASS (lumbar_number_view_parent_class)->build (view, finding);
  entry = lumbar_entry_view_get_entry (LUMBAR_ENTRY_VIEW (view));
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
  if (*unit != '\0')
    {
      GtkWidget *label = gtk_label_new (unit);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (lumbar_entry_view_get_box (LUMBAR_ENTRY_VIEW (view))), label);
    }
}

static void
lumbar_number_view_class_init (LumbarNumberViewClass *klass)
{
  LUMBAR_QUESTION_VIEW_CLASS (klass)->build = lumbar_number_view_build;
  LUMBAR_ENTRY_VIEW_CLASS (klass)->parse = lumbar_number_view_parse;
  LUMBAR_ENTRY_VIEW_CLASS (klass)->print = lumbar_number_view_print;
}

static void
lumbar_number_view_init (LumbarNumberView *self)
{
}
