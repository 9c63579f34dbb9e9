/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intake page on a real record: moving, assessing, saving, reviewing, signing. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-impression-editor.h"
#include "lumbar-intake-layout.h"
#include "lumbar-option-button.h"
#include "lumbar-proposal-row.h"
#include "lumbar-question-deck.h"
#include "lumbar-red-flag-bar.h"
#include "lumbar-review-page.h"
#include "lumbar-section-list.h"
#include "lumbar-test-intake.h"

static GtkWidget *
find (LumbarTestIntake *test, GType type, const char *name)
{
  return lumbar_test_find (GTK_WIDGET (test->page), type, name);
}

static gboolean
shows (LumbarTestIntake *test, const char *text)
{
  return lumbar_test_find_label (GTK_WIDGET (test->page), text) != NULL;
}

static void
act (LumbarTestIntake *test, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->page), action, NULL));
  lumbar_test_settle (30);
}

static void
click (LumbarTestIntake *test, const char *text)
{
  GtkWidget *label = lumbar_test_find_label (GTK_WIDGET (test->page), text);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  lumbar_test_settle (30);
}

static const char *
get_focused_finding (LumbarTestIntake *test)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (test->window));
  GtkWidget *view = focus ? gtk_widget_get_ancestor (focus, LUMBAR_TYPE_QUESTION_VIEW) : NULL;

  return view ? lumbar_question_view_get_finding (LUMBAR_QUESTION_VIEW (view))->id : NULL;
}

static const char *
get_count (LumbarTestIntake *test, const char *section)
{
  GtkWidget *list = find (test, LUMBAR_TYPE_SECTION_LIST, NULL);

  for (guint i = 0; i < lumbar_knowledge_get_n_sections (test->knowledge); i++)
    if (g_str_equal (lumbar_knowledge_get_section (test->knowledge, i)->id, section))
      return lumbar_section_list_get_count (LUMBAR_SECTION_LIST (list), i);
  return NULL;
}

static guint
get_n_flags (LumbarTestIntake *test)
{
  return lumbar_red_flag_bar_get_n_flags (LUMBAR_RED_FLAG_BAR (find (test, LUMBAR_TYPE_RED_FLAG_BAR, NULL)));
}

static LumbarItemState
get_state (LumbarTestIntake *test, const char *finding_id)
{
  LumbarQuestionView *view = lumbar_test_intake_get_view (test, finding_id);

  return lumbar_interview_get_state (lumbar_question_view_get_interview (view),
                                     lumbar_question_view_get_finding (view)->index);
}

static gpointer
read_encounter (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_get_encounter (store, data, error);
}

static LumbarEncounter *
get_saved (LumbarTestIntake *test)
{
  g_autoptr (GError) error = NULL;
  LumbarEncounter *saved = lumbar_test_intake_run (test, read_encounter, test->draft->id, &error);

  g_assert_no_error (error);
  return saved;
}

static gpointer
read_draft (LumbarStore *store, gpointer data, GError **error)
{
  LumbarTestIntake *test = data;
  LumbarInterview *interview = lumbar_interview_new (test->knowledge);

  g_assert_true (lumbar_store_load_draft (store, test->draft->id, interview, error));
  lumbar_interview_carry_forward (interview, NULL);
  return interview;
}

static void
test_opens_at_first_question (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  g_assert_true (shows (&test, "Nowak, Anna"));
  g_assert_true (shows (&test, " · 12 Mar 1979"));
  g_assert_true (shows (&test, "Saved ✓"));
  g_assert_cmpstr (get_focused_finding (&test), ==, "age-years");
  lumbar_test_intake_tear_down (&test);
}

static void
test_counts (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  g_assert_true (g_str_has_prefix (get_count (&test, "pain-now"), "0/"));
  lumbar_test_intake_answer (&test, "pain-nrs-now", "7");
  g_assert_true (g_str_has_prefix (get_count (&test, "pain-now"), "1/"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_answer_is_on_disk (void)
{
  LumbarTestIntake test = { 0 };
  g_autoptr (LumbarInterview) saved = NULL;
  guint index;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "pain-onset", "sudden");
  lumbar_test_wait (shows (&test, "Saved ✓"));
  saved = lumbar_test_intake_run (&test, read_draft, &test, NULL);
  index = lumbar_knowledge_find_finding (test.knowledge, "pain-onset")->index;
  g_assert_cmpint (lumbar_interview_get_state (saved, index), ==, LUMBAR_ITEM_ANSWERED);
  lumbar_test_intake_tear_down (&test);
}

static void
test_red_flag (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  g_assert_cmpuint (get_n_flags (&test), ==, 0);
  g_assert_true (shows (&test, "none positive"));
  lumbar_test_intake_answer (&test, "saddle-numbness", "new");
  g_assert_cmpuint (get_n_flags (&test), ==, 1);
  g_assert_true (shows (&test, "Possible cauda equina syndrome"));
  g_assert_false (shows (&test, "none positive"));
  lumbar_test_intake_answer (&test, "saddle-numbness", "baseline");
  g_assert_cmpuint (get_n_flags (&test), ==, 0);
  lumbar_test_intake_tear_down (&test);
}

static void
test_flag_acknowledged (void)
{
  LumbarTestIntake test = { 0 };
  g_autoptr (LumbarEncounter) saved = NULL;
  const LumbarAcknowledgement *entry;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "saddle-numbness", "new");
  click (&test, "Possible cauda equina syndrome");
  click (&test, "Referred");
  lumbar_test_wait (shows (&test, "Saved ✓"));
  g_assert_true (shows (&test, "✓ Referred"));
  g_assert_cmpuint (get_n_flags (&test), ==, 1);
  saved = get_saved (&test);
  entry = lumbar_conclusion_find_acknowledgement (saved->conclusion, "rf-ces");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->done, ==, "referred");
  lumbar_test_intake_tear_down (&test);
}

static void
test_enter_goes_through_the_questions (void)
{
  LumbarTestIntake test = { 0 };
  LumbarQuestionView *view;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  view = lumbar_test_intake_get_view (&test, "age-years");
  g_assert_true (lumbar_test_press (GTK_WIDGET (view), GDK_KEY_Return, 0));
  g_assert_cmpstr (get_focused_finding (&test), ==, "sex-at-birth");
  view = lumbar_test_intake_get_view (&test, "sex-at-birth");
  g_assert_true (lumbar_test_press (GTK_WIDGET (view), GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_cmpstr (get_focused_finding (&test), ==, "age-years");
  lumbar_test_intake_tear_down (&test);
}

static void
test_enter_crosses_sections (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  gtk_widget_activate_action (GTK_WIDGET (test.page), "intake.jump", "u",
                              lumbar_knowledge_find_finding (test.knowledge, "saddle-numbness")->index);
  g_assert_cmpstr (get_focused_finding (&test), ==, "saddle-numbness");
  act (&test, "intake.section-next");
  g_assert_cmpstr (get_focused_finding (&test), ==, "bladder-change");
  act (&test, "intake.back");
  g_assert_cmpstr (get_focused_finding (&test), ==, "falls-3-months");
  lumbar_test_intake_tear_down (&test);
}

static void
test_focus_stays_when_questions_appear (void)
{
  LumbarTestIntake test = { 0 };
  LumbarQuestionView *view;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  view = lumbar_test_intake_get_view (&test, "bladder-change");
  lumbar_question_view_focus (view);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (lumbar_test_intake_get_view (&test, "bladder-change-type"))));
  /* As a click does: the answer changes, nobody goes on. */
  lumbar_test_intake_answer (&test, "bladder-change", "new");
  lumbar_test_settle (30);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (lumbar_test_intake_get_view (&test, "bladder-change-type"))));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (lumbar_test_intake_get_view (&test, "bladder-change-type")),
                                           "appeared"));
  g_assert_true (shows (&test, "added: Type of bladder change"));
  g_assert_cmpstr (get_focused_finding (&test), ==, "bladder-change");
  lumbar_test_intake_tear_down (&test);
}

static void
test_most_useful_next (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "saddle-numbness", "new");
  lumbar_test_intake_answer (&test, "leg-pain", "below-knee-one");
  lumbar_test_intake_get_view (&test, "age-years");
  act (&test, "intake.useful");
  g_assert_nonnull (get_focused_finding (&test));
  g_assert_cmpint (get_state (&test, get_focused_finding (&test)), ==, LUMBAR_ITEM_OPEN);
  lumbar_test_intake_tear_down (&test);
}

static void
test_carried_over (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, TRUE);
  lumbar_test_intake_show (&test, 1280, 860);
  g_assert_cmpint (get_state (&test, "age-years"), ==, LUMBAR_ITEM_UNCONFIRMED);
  g_assert_true (shows (&test, "22 Aug 2026, 3 months ago: 47"));
  g_assert_true (g_str_has_prefix (get_count (&test, "patient-context"), "0/"));
  act (&test, "intake.confirm-section");
  g_assert_cmpint (get_state (&test, "age-years"), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_true (g_str_has_prefix (get_count (&test, "patient-context"), "3/"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_symptoms_are_not_carried_over (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, TRUE);
  lumbar_test_intake_show (&test, 1280, 860);
  g_assert_cmpint (get_state (&test, "pain-nrs-average"), ==, LUMBAR_ITEM_OPEN);
  lumbar_test_intake_get_view (&test, "pain-nrs-average");
  g_assert_true (shows (&test, "22 Aug 2026, 3 months ago: 7"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_section_normal_and_undo (void)
{
  LumbarTestIntake test = { 0 };
  GtkWidget *undo;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "weight-loss", "yes");
  act (&test, "intake.section-normal");
  g_assert_cmpint (get_state (&test, "fever-or-rigors"), ==, LUMBAR_ITEM_ANSWERED);
  undo = lumbar_test_find_label (GTK_WIDGET (test.window), "Undo");
  g_assert_nonnull (undo);
  g_signal_emit_by_name (gtk_widget_get_ancestor (undo, GTK_TYPE_BUTTON), "clicked");
  lumbar_test_settle (50);
  g_assert_cmpint (get_state (&test, "fever-or-rigors"), ==, LUMBAR_ITEM_OPEN);
  g_assert_cmpint (get_state (&test, "weight-loss"), ==, LUMBAR_ITEM_ANSWERED);
  lumbar_test_intake_tear_down (&test);
}

static void
test_set_aside_is_named (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "bladder-change", "new");
  lumbar_test_intake_answer (&test, "bladder-change-type", "urge");
  lumbar_test_intake_answer (&test, "bladder-change", "none");
  g_assert_true (shows (&test, "1 set aside"));
  act (&test, "intake.review");
  g_assert_true (shows (&test, "1 answer set aside"));
  g_assert_true (shows (&test, "Type of bladder change"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_narrow (void)
{
  LumbarTestIntake test = { 0 };
  GtkWidget *layout;
  int minimum;

  lumbar_test_intake_set_up (&test, TRUE);
  lumbar_test_intake_show (&test, 360, 700);
  layout = find (&test, LUMBAR_TYPE_INTAKE_LAYOUT, NULL);
  lumbar_test_wait (lumbar_intake_layout_is_narrow (LUMBAR_INTAKE_LAYOUT (layout)));
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (test.knowledge); i++)
    lumbar_test_intake_get_view (&test, lumbar_knowledge_get_finding (test.knowledge, i)->id);
  gtk_widget_measure (GTK_WIDGET (test.page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_false (gtk_widget_get_child_visible (find (&test, LUMBAR_TYPE_SECTION_LIST, NULL)));
  lumbar_intake_layout_set_open (LUMBAR_INTAKE_LAYOUT (layout), TRUE);
  lumbar_test_settle (50);
  g_assert_true (shows (&test, "safety items recorded"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_review_asks_own_impression_first (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  act (&test, "intake.review");
  g_assert_true (shows (&test, "Shown once you have given your own impression"));
  g_assert_true (shows (&test, "Your own impression is missing"));
  g_assert_false (shows (&test, "Do you agree?"));
  click (&test, "● MS-related");
  g_assert_true (shows (&test, "Do you agree?"));
  g_assert_true (shows (&test, "Say whether you agree"));
  lumbar_test_intake_tear_down (&test);
}

static void
signed_cb (LumbarIntakePage *page, const char *id, char **got)
{
  *got = g_strdup (id);
}

static void
test_cannot_sign_without_impression (void)
{
  LumbarTestIntake test = { 0 };
  g_autoptr (LumbarEncounter) saved = NULL;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  act (&test, "intake.review");
  act (&test, "intake.sign");
  saved = get_saved (&test);
  g_assert_cmpint (saved->status, ==, LUMBAR_ENCOUNTER_DRAFT);
  lumbar_test_intake_tear_down (&test);
}

static void
test_override_needs_reason (void)
{
  LumbarTestIntake test = { 0 };
  GtkWidget *reason;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  act (&test, "intake.review");
  click (&test, "● MS-related");
  click (&test, "Override");
  g_assert_true (shows (&test, "Give a reason for overriding"));
  reason = find (&test, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (reason), 1);
  g_assert_false (shows (&test, "Give a reason for overriding"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_sign (void)
{
  LumbarTestIntake test = { 0 };
  g_autoptr (LumbarEncounter) saved = NULL;
  g_autofree char *id = NULL;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  g_signal_connect (test.page, "signed", G_CALLBACK (signed_cb), &id);
  lumbar_test_intake_answer (&test, "saddle-numbness", "new");
  act (&test, "intake.review");
  click (&test, "■ Not MS-related");
  click (&test, "Agree");
  act (&test, "intake.sign");
  lumbar_test_wait (id != NULL);
  g_assert_cmpstr (id, ==, test.draft->id);
  saved = get_saved (&test);
  g_assert_cmpint (saved->status, ==, LUMBAR_ENCOUNTER_SIGNED);
  g_assert_cmpint (saved->conclusion->group, ==, LUMBAR_GROUP_NON_MS);
  g_assert_cmpuint (saved->assessment->red_flags->len, ==, 1);
  g_assert_nonnull (lumbar_response_find_answer (saved->response, "saddle-numbness"));
  lumbar_test_intake_tear_down (&test);
}

/* A step of the plan; the pane beside the questions may name it, too. */
static GtkWidget *
find_step (LumbarTestIntake *test, const char *text)
{
  GtkWidget *plan = lumbar_test_find (GTK_WIDGET (test->page), g_type_from_name ("LumbarPlanEditor"), NULL);

  return gtk_widget_get_ancestor (lumbar_test_find_label (plan, text), GTK_TYPE_CHECK_BUTTON);
}

static void
test_plan_ticked (void)
{
  LumbarTestIntake test = { 0 };
  g_autoptr (LumbarEncounter) saved = NULL;
  GtkWidget *check;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "saddle-numbness", "new");
  act (&test, "intake.review");
  click (&test, "■ Not MS-related");
  check = find_step (&test, "Emergency MRI and spinal surgery");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  lumbar_test_wait (shows (&test, "Saved ✓"));
  saved = get_saved (&test);
  g_assert_nonnull (strstr (saved->conclusion->plan, "Emergency MRI and spinal surgery"));
  lumbar_test_intake_tear_down (&test);
}

/* What is held back can be chosen all the same, with the reason, and comes back with it. */
static void
test_plan_held_back (void)
{
  LumbarTestIntake test = { 0 };
  g_autoptr (LumbarEncounter) saved = NULL;
  GtkWidget *check;
  GtkWidget *row;
  GtkWidget *note;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "nsaid-risk", "kidney");
  lumbar_test_intake_answer (&test, "pain-event", "lifting-or-twisting");
  lumbar_test_intake_answer (&test, "worse-with", "bending-lifting");
  lumbar_test_intake_answer (&test, "exam-mechanical-pain", "yes");
  lumbar_test_intake_answer (&test, "pain-duration", "1-7-days");
  act (&test, "intake.review");
  click (&test, "■ Not MS-related");
  g_assert_true (shows (&test, "Held back by what was recorded"));
  g_assert_true (shows (&test, "NSAIDs may worsen it"));
  check = find_step (&test, "Short-term NSAID");
  row = gtk_widget_get_ancestor (check, LUMBAR_TYPE_PROPOSAL_ROW);
  note = lumbar_test_find (row, GTK_TYPE_ENTRY, NULL);
  g_assert_false (gtk_widget_get_mapped (note));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  lumbar_test_settle (50);
  g_assert_true (gtk_widget_get_mapped (note));
  gtk_editable_set_text (GTK_EDITABLE (note), "one day, kidney team agrees");
  lumbar_test_wait (shows (&test, "Saved ✓"));
  saved = get_saved (&test);
  g_assert_cmpstr (saved->conclusion->plan, ==, "Short-term NSAID — one day, kidney team agrees");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (note)), ==, "one day, kidney team agrees");
  lumbar_test_intake_tear_down (&test);
}

/* Two sedatives are said to add up once both are ticked, on both. */
static void
test_plan_stacked (void)
{
  static const char *const items[] = { "Gabapentin", "Oral baclofen" };
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "spasticity-known", "severe");
  lumbar_test_intake_answer (&test, "exam-tone", "mas-3");
  lumbar_test_intake_answer (&test, "pain-quality", "stiffness;cramping;spasm");
  act (&test, "intake.review");
  click (&test, "● MS-related");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_assert_false (shows (&test, "More than one sedating"));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (find_step (&test, items[i])), TRUE);
      lumbar_test_settle (50);
    }
  g_assert_true (shows (&test, "More than one sedating"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_unanswered_goes_back_to_the_question (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  act (&test, "intake.review");
  g_assert_true (shows (&test, "core questions are unanswered"));
  gtk_expander_set_expanded (GTK_EXPANDER (find (&test, GTK_TYPE_EXPANDER, "open_expander")), TRUE);
  lumbar_test_settle (50);
  gtk_widget_activate_action (GTK_WIDGET (test.page), "intake.jump", "u",
                              lumbar_knowledge_find_finding (test.knowledge, "weight-loss")->index);
  g_assert_cmpstr (get_focused_finding (&test), ==, "weight-loss");
  lumbar_test_intake_tear_down (&test);
}

static void
closed_cb (LumbarIntakePage *page, guint *n)
{
  (*n)++;
}

/* A clinician who takes all that is always asked, question by question, sees this many different pictures. */
static void
test_few_screens (void)
{
  LumbarTestIntake test = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *deck;
  guint n = 0;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1180, 800);
  deck = find (&test, LUMBAR_TYPE_QUESTION_DECK, NULL);
  do
    {
      GtkWidget *screen = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (test.window)),
                                                   LUMBAR_TYPE_QUESTION_SCREEN);
      GtkWidget *scroller = lumbar_test_find (screen, GTK_TYPE_SCROLLED_WINDOW, NULL);

      lumbar_test_settle (80);
      g_hash_table_add (seen, g_strdup_printf ("%p at %.0f", (void *) screen,
                                               gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (
                                                 GTK_SCROLLED_WINDOW (scroller)))));
      n++;
    }
  while (lumbar_question_deck_go_on (LUMBAR_QUESTION_DECK (deck)));
  g_test_message ("%u questions on %u screens", n, g_hash_table_size (seen));
  g_assert_cmpuint (n, >=, 55);
  g_assert_cmpuint (g_hash_table_size (seen), <=, 12);
  lumbar_test_intake_tear_down (&test);
}

static void
test_undo (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1180, 800);
  lumbar_test_intake_answer (&test, "pain-onset", "sudden");
  lumbar_test_intake_answer (&test, "pain-onset", "gradual");
  act (&test, "intake.undo");
  g_assert_true (shows (&test, "Taken back: Pain onset"));
  g_assert_cmpstr (get_focused_finding (&test), ==, "pain-onset");
  act (&test, "intake.undo");
  g_assert_cmpint (get_state (&test, "pain-onset"), ==, LUMBAR_ITEM_OPEN);
  act (&test, "intake.redo");
  g_assert_cmpint (get_state (&test, "pain-onset"), ==, LUMBAR_ITEM_ANSWERED);
  lumbar_test_intake_tear_down (&test);
}

/* An answer key goes on to the next question that waits, over answered ones. */
static void
test_key_goes_on (void)
{
  LumbarTestIntake test = { 0 };
  LumbarQuestionView *view;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1180, 800);
  lumbar_test_intake_answer (&test, "weight-loss", "no");
  view = lumbar_test_intake_get_view (&test, "fever-or-rigors");
  lumbar_question_view_focus (view);
  lumbar_test_press (GTK_WIDGET (view), 'n', 0);
  g_assert_cmpstr (get_focused_finding (&test), ==, "dmt");
  lumbar_test_intake_tear_down (&test);
}

static void
test_goes_on_where_it_stopped (void)
{
  LumbarTestIntake test = { 0 };
  LumbarIntakePage *again;
  GtkWidget *overlay;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1180, 800);
  gtk_widget_activate_action (GTK_WIDGET (test.page), "intake.jump", "u",
                              lumbar_knowledge_find_finding (test.knowledge, "saddle-numbness")->index);
  lumbar_test_settle (100);
  overlay = gtk_widget_get_parent (GTK_WIDGET (test.page));
  again = lumbar_intake_page_new (test.knowledge, test.worker, test.patient, test.draft);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (gtk_widget_get_ancestor (overlay, ADW_TYPE_TOAST_OVERLAY)),
                               GTK_WIDGET (again));
  test.page = again;
  lumbar_test_wait (find (&test, LUMBAR_TYPE_QUESTION_DECK, NULL) != NULL);
  lumbar_test_wait (g_strcmp0 (get_focused_finding (&test), "saddle-numbness") == 0);
  lumbar_test_intake_tear_down (&test);
}

static void
test_close (void)
{
  LumbarTestIntake test = { 0 };
  guint n = 0;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1280, 860);
  g_signal_connect (test.page, "closed", G_CALLBACK (closed_cb), &n);
  act (&test, "intake.review");
  act (&test, "intake.close");
  g_assert_cmpuint (n, ==, 0);
  act (&test, "intake.close");
  g_assert_cmpuint (n, ==, 1);
  lumbar_test_intake_tear_down (&test);
}

/* Replaces the record's worker by one that can only read. */
static void
make_read_only (LumbarTestIntake *test)
{
  g_autofree char *path = g_build_filename (test->directory, "record.db", NULL);
  g_autoptr (GError) error = NULL;
  LumbarStore *store;

  lumbar_worker_close (test->worker);
  g_clear_object (&test->worker);
  store = lumbar_store_open (test->knowledge, path, LUMBAR_STORE_READ_ONLY, "Dr Example", &error);
  g_assert_no_error (error);
  test->worker = lumbar_worker_new (store);
}

static void
test_failure_is_told (void)
{
  LumbarTestIntake test = { 0 };

  lumbar_test_intake_set_up (&test, FALSE);
  make_read_only (&test);
  lumbar_test_intake_show (&test, 1280, 860);
  lumbar_test_intake_answer (&test, "pain-onset", "sudden");
  lumbar_test_wait (shows (&test, "Your answers are kept here"));
  g_assert_false (shows (&test, "Saved ✓"));
  g_assert_cmpint (get_state (&test, "pain-onset"), ==, LUMBAR_ITEM_ANSWERED);
  act (&test, "intake.retry");
  lumbar_test_wait (shows (&test, "Your answers are kept here"));
  g_assert_false (shows (&test, "Saved ✓"));
  lumbar_test_intake_tear_down (&test);
}

static void
test_leaving_unsaved_asks (void)
{
  LumbarTestIntake test = { 0 };
  guint n = 0;

  lumbar_test_intake_set_up (&test, FALSE);
  make_read_only (&test);
  lumbar_test_intake_show (&test, 1280, 860);
  g_signal_connect (test.page, "closed", G_CALLBACK (closed_cb), &n);
  lumbar_test_intake_answer (&test, "pain-onset", "sudden");
  lumbar_test_wait (shows (&test, "Your answers are kept here"));
  act (&test, "intake.close");
  g_assert_cmpuint (n, ==, 0);
  lumbar_test_intake_tear_down (&test);
}

/* By the keyboard, the review begins where the clinician's own impression is given. */
static void
test_review_begins_with_the_impression (void)
{
  LumbarTestIntake test = { 0 };
  GtkWidget *impression;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1180, 800);
  gtk_widget_activate_action (GTK_WIDGET (test.page), "intake.review", NULL);
  impression = lumbar_test_find (GTK_WIDGET (test.page), LUMBAR_TYPE_IMPRESSION_EDITOR, NULL);
  g_assert_nonnull (impression);
  g_assert_true (gtk_window_get_focus (test.window) == lumbar_test_find (impression, LUMBAR_TYPE_OPTION_BUTTON, NULL));
  lumbar_test_intake_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/intake/opens-at-first-question", test_opens_at_first_question);
  g_test_add_func ("/ui/intake/counts", test_counts);
  g_test_add_func ("/ui/intake/answer-is-on-disk", test_answer_is_on_disk);
  g_test_add_func ("/ui/intake/red-flag", test_red_flag);
  g_test_add_func ("/ui/intake/red-flag/acknowledged", test_flag_acknowledged);
  g_test_add_func ("/ui/intake/enter-goes-on", test_enter_goes_through_the_questions);
  g_test_add_func ("/ui/intake/enter-crosses-sections", test_enter_crosses_sections);
  g_test_add_func ("/ui/intake/focus-stays-when-questions-appear", test_focus_stays_when_questions_appear);
  g_test_add_func ("/ui/intake/most-useful-next", test_most_useful_next);
  g_test_add_func ("/ui/intake/carried-over", test_carried_over);
  g_test_add_func ("/ui/intake/symptoms-not-carried-over", test_symptoms_are_not_carried_over);
  g_test_add_func ("/ui/intake/section-normal-and-undo", test_section_normal_and_undo);
  g_test_add_func ("/ui/intake/set-aside-is-named", test_set_aside_is_named);
  g_test_add_func ("/ui/intake/narrow", test_narrow);
  g_test_add_func ("/ui/intake/few-screens", test_few_screens);
  g_test_add_func ("/ui/intake/undo", test_undo);
  g_test_add_func ("/ui/intake/key-goes-on", test_key_goes_on);
  g_test_add_func ("/ui/intake/goes-on-where-it-stopped", test_goes_on_where_it_stopped);
  g_test_add_func ("/ui/intake/close", test_close);
  g_test_add_func ("/ui/intake/failure-is-told", test_failure_is_told);
  g_test_add_func ("/ui/intake/leaving-unsaved-asks", test_leaving_unsaved_asks);
  g_test_add_func ("/ui/review/own-impression-first", test_review_asks_own_impression_first);
  g_test_add_func ("/ui/review/no-signing-without-impression", test_cannot_sign_without_impression);
  g_test_add_func ("/ui/review/override-needs-reason", test_override_needs_reason);
  g_test_add_func ("/ui/review/sign", test_sign);
  g_test_add_func ("/ui/review/plan-ticked", test_plan_ticked);
  g_test_add_func ("/ui/review/plan-held-back", test_plan_held_back);
  g_test_add_func ("/ui/review/plan-stacked", test_plan_stacked);
  g_test_add_func ("/ui/review/unanswered-goes-back", test_unanswered_goes_back_to_the_question);
  g_test_add_func ("/ui/review/begins-with-the-impression", test_review_begins_with_the_impression);
  return g_test_run ();
}
