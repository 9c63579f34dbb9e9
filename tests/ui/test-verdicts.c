/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No text of an assessment on the screen claims a certainty or a number: every label, tooltip and placeholder of the
 * page of a visit with its pane and flags opened, of what each cause rests on, and of the review. Titles of
 * publications stand as they were printed. */

#include "lumbar-basis-window.h"
#include "lumbar-cause-row.h"
#include "lumbar-red-flag-row.h"
#include "lumbar-test-intake.h"
#include "lumbar-verdicts.h"

static const char *const answers[][2] = {
  { "age-years", "67" },           { "spasticity-known", "severe" }, { "pain-onset", "sudden" },
  { "pain-duration", "1-7-days" }, { "leg-pain", "below-knee-both" }, { "worse-with", "cough-strain;sitting" },
  { "leg-weakness", "new" },       { "leg-numbness", "worse" },     { "saddle-numbness", "new" },
  { "bladder-change", "worse" },   { "fever-or-rigors", "yes" },    { "exam-slr", "radicular-one" },
  { "exam-tone", "mas-0" },        { "steroid-exposure", "long-term" }, { "urinary-symptoms", "dysuria" },
};

static LumbarKnowledge *knowledge; /* Borrowed from the running test */

static gboolean
is_citation (const char *text)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_sources (knowledge); i++)
    if (g_str_has_suffix (text, lumbar_knowledge_get_source (knowledge, i)->citation))
      return TRUE;
  return FALSE;
}

static guint
read_text (const char *text, const char *where)
{
  if (!is_citation (text))
    assert_no_verdict (where, text);
  return 1;
}

/* Reads all; returns how many texts there were. */
static guint
read_texts (GtkWidget *widget, const char *where)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  guint n = 0;

  if (GTK_IS_LABEL (widget))
    n += read_text (gtk_label_get_text (GTK_LABEL (widget)), where);
  if (tooltip != NULL)
    n += read_text (tooltip, where);
  if (GTK_IS_ENTRY (widget) && gtk_entry_get_placeholder_text (GTK_ENTRY (widget)) != NULL)
    assert_no_verdict (where, gtk_entry_get_placeholder_text (GTK_ENTRY (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += read_texts (child, where);
  return n;
}

/* Everything that can be opened, so that nothing hides behind an arrow. */
static void
open_all (GtkWidget *widget)
{
  if (LUMBAR_IS_CAUSE_ROW (widget))
    lumbar_cause_row_set_open (LUMBAR_CAUSE_ROW (widget), TRUE);
  else if (LUMBAR_IS_RED_FLAG_ROW (widget))
    lumbar_red_flag_row_set_open (LUMBAR_RED_FLAG_ROW (widget), TRUE);
  else if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    open_all (child);
}

static void
set_up (LumbarTestIntake *test)
{
  lumbar_test_intake_set_up (test, TRUE);
  lumbar_test_intake_show (test, 1280, 900);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    lumbar_test_intake_answer (test, answers[i][0], answers[i][1]);
  lumbar_test_settle (100);
  knowledge = test->knowledge;
}

static void
test_page_of_a_visit (void)
{
  LumbarTestIntake test = { 0 };

  set_up (&test);
  open_all (GTK_WIDGET (test.page));
  lumbar_test_settle (200);
  g_assert_cmpuint (read_texts (GTK_WIDGET (test.page), "the page of a visit"), >, 300);
  lumbar_test_intake_tear_down (&test);
}

static void
test_review (void)
{
  LumbarTestIntake test = { 0 };

  set_up (&test);
  gtk_widget_activate_action (GTK_WIDGET (test.page), "intake.review", NULL);
  g_signal_emit_by_name (gtk_widget_get_ancestor (lumbar_test_find_label (GTK_WIDGET (test.page), "■ Not MS-related"),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  lumbar_test_settle (300);
  open_all (GTK_WIDGET (test.page));
  lumbar_test_settle (200);
  g_assert_cmpuint (read_texts (GTK_WIDGET (test.page), "the review"), >, 300);
  lumbar_test_intake_tear_down (&test);
}

/* Of every cause there is, listed or not. */
static void
test_basis_of_every_cause (void)
{
  LumbarTestIntake test = { 0 };
  LumbarInterview *interview;

  set_up (&test);
  interview = lumbar_question_view_get_interview (lumbar_test_intake_get_view (&test, "saddle-numbness"));
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (test.knowledge); i++)
    {
      const LumbarCause *cause = lumbar_knowledge_get_cause (test.knowledge, i);
      GtkWidget *window = lumbar_basis_window_new (interview, cause->id);

      g_assert_cmpuint (read_texts (window, cause->id), >, 1);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  lumbar_test_intake_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/verdicts/page-of-a-visit", test_page_of_a_visit);
  g_test_add_func ("/ui/verdicts/review", test_review);
  g_test_add_func ("/ui/verdicts/basis-of-every-cause", test_basis_of_every_cause);
  return g_test_run ();
}
