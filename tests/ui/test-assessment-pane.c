/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane beside the questions: the reasons of a cause, which are made when they are looked at. */

#include <adwaita.h>
#include <string.h>

#include "lumbar-assessment-pane.h"
#include "lumbar-basis-window.h"
#include "lumbar-cause-row.h"
#include "lumbar-red-flag-row.h"
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

static guint
count_visible (GtkWidget *root, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (root, type);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      n += count_visible (child, type);
  return n;
}

/* A cause that goes and comes back is the same row: it is opened as it was, and nothing flickers. */
static void
test_rows_are_reused (void)
{
  static const char *const types[] = { "LumbarExcludeRow", "LumbarCauseRow" };
  Test test;
  GtkWidget *before[G_N_ELEMENTS (types)];

  set_up (&test);
  answer (&test, "saddle-numbness", "new");
  answer (&test, "leg-weakness", "new");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      before[i] = lumbar_test_find (test.pane, g_type_from_name (types[i]), NULL);
      g_assert_nonnull (before[i]);
    }
  g_assert_cmpuint (count_visible (test.pane, g_type_from_name ("LumbarExcludeRow")), >, 0);
  answer (&test, "saddle-numbness", "none");
  answer (&test, "leg-weakness", "none");
  g_assert_cmpuint (count_visible (test.pane, g_type_from_name ("LumbarExcludeRow")), ==, 0);
  answer (&test, "saddle-numbness", "new");
  answer (&test, "leg-weakness", "new");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_assert_true (before[i] == lumbar_test_find (test.pane, g_type_from_name (types[i]), NULL));
      g_assert_true (gtk_widget_get_visible (before[i]));
    }
  tear_down (&test);
}

/* The words beside what was done ask for what belongs to it. */
static void
test_red_flag_asks_for_its_words (void)
{
  static const char *const cases[][2] = {
    { "done", "With whom, when, result" },
    { "referred", "To whom, when" },
    { "not-applicable", "Why it does not apply" },
    { "pending", "What is awaited, until when" },
  };
  Test test;
  g_autoptr (LumbarAssessment) assessment = NULL;
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  const LumbarFiredFlag *fired;
  GtkWidget *row;

  set_up (&test);
  answer (&test, "saddle-numbness", "new");
  assessment = lumbar_assess (test.knowledge, lumbar_interview_get_response (test.interview));
  g_assert_cmpuint (assessment->red_flags->len, >, 0);
  fired = assessment->red_flags->pdata[0];
  row = g_object_ref_sink (lumbar_red_flag_row_new (test.knowledge, fired->id));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lumbar_conclusion_acknowledge (conclusion, fired->id, cases[i][0], "", "2026-11-22T14:02:00Z");
      lumbar_red_flag_row_update (LUMBAR_RED_FLAG_ROW (row), fired, lumbar_interview_get_response (test.interview),
                                  lumbar_conclusion_find_acknowledgement (conclusion, fired->id));
      g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (lumbar_test_find (row, GTK_TYPE_ENTRY, NULL))), ==,
                       cases[i][1]);
    }
  g_object_unref (row);
  tear_down (&test);
}

typedef struct {
  const char *name;
  const char *answers[6][2];
  const char *said;
} SaidCase;

static const SaidCase said[] = {
  { "why-the-group", { { "spasticity-known", "severe" } }, "Best supported: Spasticity" },
  { "reason-for-what-must-not-be-missed", { { "saddle-numbness", "new" } }, "+ Saddle numbness: New – for, strongly" },
  { "reason-against-it", { { "saddle-numbness", "new" }, { "leg-weakness", "none" } }, "− Leg weakness: None – against, somewhat" },
  { "what-to-do-the-soonest-first", { { "bladder-change", "worse" }, { "saddle-numbness", "new" } }, "Now: Emergency MRI" },
  { "by-weight-alone", { { "pain-onset", "sudden" }, { "leg-weakness", "new" }, { "anticoagulated", "yes" } },
    "By the weight of the answers" },
  { "what-contradicts", { { "exam-tone", "mas-0" } }, "Severe spasticity is known, and leg tone was normal" },
  { "what-a-question-could-change", { { "saddle-numbness", "new" } }, "could support" },
  { "what-to-consider", { { "saddle-numbness", "new" } }, "Consider" },
  { "provisional", { { "saddle-numbness", "new" } }, "Provisional until" },
};

static GtkWidget *
find_shown_label (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_said (gconstpointer data)
{
  const SaidCase *the = data;
  Test test;

  set_up (&test);
  for (guint i = 0; i < G_N_ELEMENTS (the->answers) && the->answers[i][0] != NULL; i++)
    answer (&test, the->answers[i][0], the->answers[i][1]);
  if (find_shown_label (test.pane, the->said) == NULL)
    g_error ("the pane does not say “%s”", the->said);
  tear_down (&test);
}

/* What no longer holds is no longer said. */
static void
test_contradiction_goes (void)
{
  Test test;

  set_up (&test);
  answer (&test, "exam-tone", "mas-0");
  g_assert_nonnull (find_shown_label (test.pane, "Answers that contradict each other"));
  answer (&test, "exam-tone", "mas-2");
  g_assert_null (find_shown_label (test.pane, "Answers that contradict each other"));
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
  g_test_add_func ("/ui/assessment-pane/rows-are-reused", test_rows_are_reused);
  g_test_add_func ("/ui/assessment-pane/red-flag-asks-for-its-words", test_red_flag_asks_for_its_words);
  g_test_add_func ("/ui/assessment-pane/contradiction-goes", test_contradiction_goes);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/assessment-pane/says/", said[i].name, NULL);

      g_test_add_data_func (path, &said[i], test_said);
    }
  return g_test_run ();
}
