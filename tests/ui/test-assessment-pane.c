/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane beside the questions: the reasons of a cause, which are made when they are looked at. */

#include <adwaita.h>
#include <string.h>

#include "lumbar-assessment-pane.h"
#include "lumbar-basis-window.h"
#include "lumbar-cause-row.h"
#include "lumbar-test-intake.h"

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarInterview *interview;
  GtkWidget *pane; /* Owned */
} Test;

static void
answer (Test *test, const char *finding_id, const char *value)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (test->knowledge, finding_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, value, &error);
  g_autoptr (LumbarAssessment) assessment = NULL;

  g_assert_no_error (error);
  lumbar_interview_set_answer (test->interview, finding->index, answer);
  assessment = lumbar_assess (test->knowledge, lumbar_interview_get_response (test->interview));
  lumbar_assessment_pane_update (LUMBAR_ASSESSMENT_PANE (test->pane), assessment);
}

static void
set_up (Test *test)
{
  g_autoptr (GError) error = NULL;

  test->knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  test->interview = lumbar_interview_new (test->knowledge);
  test->pane = g_object_ref_sink (lumbar_assessment_pane_new (test->interview));
  answer (test, "spasticity-known", "severe");
  answer (test, "spasticity-change", "worse");
}

static void
tear_down (Test *test)
{
  g_object_unref (test->pane);
  g_object_unref (test->interview);
  lumbar_knowledge_unref (test->knowledge);
}

static LumbarCauseRow *
find_row (Test *test)
{
  return LUMBAR_CAUSE_ROW (lumbar_test_find (test->pane, LUMBAR_TYPE_CAUSE_ROW, NULL));
}

static guint
count_labels (GtkWidget *root)
{
  guint n = GTK_IS_LABEL (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child);
  return n;
}

static void
test_reasons_are_made_when_opened (void)
{
  Test test;
  LumbarCauseRow *row;
  guint closed;

  set_up (&test);
  row = find_row (&test);
  closed = count_labels (GTK_WIDGET (row));
  lumbar_cause_row_set_open (row, TRUE);
  g_assert_cmpuint (count_labels (GTK_WIDGET (row)), >, closed);
  tear_down (&test);
}

static void
test_opened_reasons_follow_the_answers (void)
{
  Test test;
  LumbarCauseRow *row;
  guint before;

  set_up (&test);
  row = find_row (&test);
  lumbar_cause_row_set_open (row, TRUE);
  before = count_labels (GTK_WIDGET (row));
  answer (&test, "tonic-spasm-attacks", "yes");
  answer (&test, "exam-tone", "mas-4");
  g_assert_true (row == find_row (&test));
  g_assert_cmpuint (count_labels (GTK_WIDGET (row)), !=, before);
  tear_down (&test);
}

/* What was made before must not come back from behind the arrow. */
static void
test_closed_reasons_are_made_anew (void)
{
  Test test;
  LumbarCauseRow *row;
  guint before;

  set_up (&test);
  row = find_row (&test);
  lumbar_cause_row_set_open (row, TRUE);
  before = count_labels (GTK_WIDGET (row));
  lumbar_cause_row_set_open (row, FALSE);
  answer (&test, "tonic-spasm-attacks", "yes");
  answer (&test, "exam-tone", "mas-4");
  g_assert_true (row == find_row (&test));
  g_assert_cmpuint (count_labels (GTK_WIDGET (row)), <, before);
  lumbar_cause_row_set_open (row, TRUE);
  g_assert_cmpuint (count_labels (GTK_WIDGET (row)), !=, before);
  tear_down (&test);
}

static GtkWidget *
find_label_with (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label_with (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What a clinician may ask of every statement: which answers, how much, on what source, what is missing. */
static void
test_basis_lays_open_the_answers (void)
{
  static const char *const expected[] = {
    "What was answered", "Usual spasticity: Severe – for, ", "expert estimate: ", "Not asked yet", "could ",
  };
  static const char *const forbidden[] = { "%", "iagnosis", "uled out", "robab" };
  Test test;
  GtkWidget *window;

  set_up (&test);
  window = lumbar_basis_window_new (test.interview, "ms-spasticity");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (find_label_with (window, expected[i]) == NULL)
      g_error ("“%s” is not in the basis", expected[i]);
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    g_assert_null (find_label_with (window, forbidden[i]));
  g_assert_nonnull (lumbar_test_find (window, GTK_TYPE_DRAWING_AREA, NULL));
  g_assert_nonnull (lumbar_test_find (window, GTK_TYPE_LINK_BUTTON, NULL));
  gtk_window_destroy (GTK_WINDOW (window));
  tear_down (&test);
}

/* Answers that can't both be right are said first. */
static void
test_basis_points_out_contradictions (void)
{
  Test test;
  GtkWidget *window;

  set_up (&test);
  answer (&test, "exam-tone", "mas-0");
  window = lumbar_basis_window_new (test.interview, "ms-spasticity");
  g_assert_nonnull (find_label_with (window, "Answers that contradict each other"));
  g_assert_nonnull (find_label_with (window, "Severe spasticity is known, and leg tone was normal"));
  gtk_window_destroy (GTK_WINDOW (window));
  tear_down (&test);
}

/* Each serious cause says what to do and how soon, and opens what it rests on. */
static void
test_what_must_not_be_missed_says_what_to_do (void)
{
  Test test;

  set_up (&test);
  answer (&test, "saddle-numbness", "new");
  g_assert_nonnull (find_label_with (test.pane, "Emergency MRI"));
  tear_down (&test);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/assessment-pane/reasons-are-made-when-opened", test_reasons_are_made_when_opened);
  g_test_add_func ("/ui/assessment-pane/opened-reasons-follow", test_opened_reasons_follow_the_answers);
  g_test_add_func ("/ui/assessment-pane/closed-reasons-are-made-anew", test_closed_reasons_are_made_anew);
  g_test_add_func ("/ui/assessment-pane/basis-lays-open-the-answers", test_basis_lays_open_the_answers);
  g_test_add_func ("/ui/assessment-pane/basis-points-out-contradictions", test_basis_points_out_contradictions);
  g_test_add_func ("/ui/assessment-pane/must-not-be-missed-says-what-to-do", test_what_must_not_be_missed_says_what_to_do);
  return g_test_run ();
}
