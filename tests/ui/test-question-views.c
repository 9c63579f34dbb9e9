/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every type of question: answered by key and by click, cleared, noted, confirmed. */

#include <string.h>

#include "lumbar-body-map.h"
#include "lumbar-cell-layout.h"
#include "lumbar-entry-view.h"
#include "lumbar-option-button.h"
#include "lumbar-question-factory.h"
#include "lumbar-test-intake.h"
#include "lumbar-words-field.h"

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarInterview *interview;
  LumbarQuestionView *view;
  GtkWidget *window;
} Fixture;

/* "text" is typed; "keys" are single keys; "click" is the text of an option. */
typedef struct {
  const char *name;
  const char *finding;
  const char *keys;
  const char *click;
  const char *text;
  const char *expected; /* As in the record; NULL for not assessed */
} Case;

static const Case cases[] = {
  { "yes-no/y", "weight-loss", "y", NULL, NULL, "yes" },
  { "yes-no/n", "weight-loss", "n", NULL, NULL, "no" },
  { "yes-no/u-takes-back", "weight-loss", "yu", NULL, NULL, NULL },
  { "yes-no/unknown-letter-does-nothing", "weight-loss", "yx", NULL, NULL, "yes" },
  { "yes-no/click", "weight-loss", NULL, "Yes", NULL, "yes" },
  { "yes-no/same-again-stays", "weight-loss", "yy", NULL, NULL, "yes" },
  { "choice/letter", "pain-onset", "s", NULL, NULL, "sudden" },
  { "choice/another-letter-replaces", "pain-onset", "sg", NULL, NULL, "gradual" },
  { "choice/upper-case", "pain-onset", "S", NULL, NULL, "sudden" },
  { "choice/click", "pain-course", NULL, "Getting worse", NULL, "worsening" },
  { "choice/digit-as-letter", "exam-ankle-jerk", "1", NULL, NULL, "reduced-one" },
  { "change/none", "saddle-numbness", "n", NULL, NULL, "none" },
  { "change/baseline", "saddle-numbness", "b", NULL, NULL, "baseline" },
  { "change/worse", "saddle-numbness", "w", NULL, NULL, "worse" },
  { "change/new", "saddle-numbness", "e", NULL, NULL, "new" },
  { "change/click", "saddle-numbness", NULL, "New", NULL, "new" },
  { "multi/two", "urinary-symptoms", "bm", NULL, NULL, "dysuria;new-frequency" },
  { "multi/again-takes-out", "urinary-symptoms", "bmb", NULL, NULL, "new-frequency" },
  { "multi/last-out-is-not-assessed", "urinary-symptoms", "bb", NULL, NULL, NULL },
  { "multi/none-drives-out-others", "urinary-symptoms", "bmn", NULL, NULL, "none" },
  { "multi/other-drives-out-none", "urinary-symptoms", "nb", NULL, NULL, "dysuria" },
  { "scale/zero", "pain-nrs-now", "0", NULL, NULL, "0" },
  { "scale/seven", "pain-nrs-now", "7", NULL, NULL, "7" },
  { "scale/ten-is-one-key", "pain-nrs-now", "x", NULL, NULL, "10" },
  { "scale/one-then-zero-is-zero", "pain-nrs-now", "10", NULL, NULL, "0" },
  { "scale/one-then-other", "pain-nrs-now", "12", NULL, NULL, "2" },
  { "scale/short", "spasm-frequency", "3", NULL, NULL, "3" },
  { "scale/beyond-the-end", "spasm-frequency", "35", NULL, NULL, "3" },
  { "scale/click", "pain-nrs-now", NULL, "10", NULL, "10" },
  { "scale/cleared", "pain-nrs-now", "7u", NULL, NULL, NULL },
  { "number/whole", "age-years", NULL, NULL, "47", "47" },
  { "number/decimal-comma", "bmi", NULL, NULL, "23,5", "23.5" },
  { "number/out-of-range", "age-years", NULL, NULL, "470", NULL },
  { "number/no-number", "age-years", NULL, NULL, "old", NULL },
  { "number/emptied", "age-years", NULL, NULL, "", NULL },
  { "number/u-takes-back", "age-years", "u", NULL, NULL, NULL },
  { "date/day", "pain-started", NULL, NULL, "2026-01-31", "2026-01-31" },
  { "date/no-such-day", "pain-started", NULL, NULL, "2026-02-30", NULL },
  { "date/future", "pain-started", NULL, NULL, "2999-01-01", NULL },
  { "text/words", "patient-words", NULL, NULL, "Like a hot wire", "Like a hot wire" },
};

static void
set_up (Fixture *fixture, const char *finding_id)
{
  const LumbarFinding *finding;

  fixture->knowledge = lumbar_knowledge_new (NULL);
  fixture->interview = lumbar_interview_new (fixture->knowledge);
  finding = lumbar_knowledge_find_finding (fixture->knowledge, finding_id);
  g_assert_nonnull (finding);
  fixture->view = lumbar_question_factory_make (fixture->interview, finding);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  lumbar_question_view_set_open (fixture->view, TRUE);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  lumbar_test_settle (5);
  g_object_unref (fixture->interview);
  lumbar_knowledge_unref (fixture->knowledge);
}

static void
type_text (Fixture *fixture, const char *text)
{
  if (LUMBAR_IS_ENTRY_VIEW (fixture->view))
    gtk_editable_set_text (GTK_EDITABLE (lumbar_entry_view_get_entry (LUMBAR_ENTRY_VIEW (fixture->view))), text);
  else
    {
      GtkWidget *field = lumbar_test_find (GTK_WIDGET (fixture->view), LUMBAR_TYPE_WORDS_FIELD, NULL);
      GtkWidget *view = lumbar_words_field_get_view (LUMBAR_WORDS_FIELD (field));

      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
    }
  lumbar_question_view_commit (fixture->view);
}

/* The option with these words, which the question may have in it, too. A cell has one short word and tells
 * the rest when asked. */
static GtkWidget *
find_option (GtkWidget *root, const char *text)
{
  if (LUMBAR_IS_OPTION_BUTTON (root))
    return lumbar_test_find_label (root, text) || g_strcmp0 (gtk_widget_get_tooltip_text (root), text) == 0 ? root
                                                                                                        : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_option (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (Fixture *fixture, const char *text)
{
  GtkWidget *button = find_option (GTK_WIDGET (fixture->view), text);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
}

static char *
get_answer (Fixture *fixture)
{
  const LumbarFinding *finding = lumbar_question_view_get_finding (fixture->view);
  LumbarAnswer *answer = lumbar_interview_get_answer (fixture->interview, finding->index);

  return answer ? lumbar_answer_to_string (answer, finding) : NULL;
}

static void
test_answer (gconstpointer data)
{
  const Case *test = data;
  Fixture fixture = { 0 };
  g_autofree char *answer = NULL;

  set_up (&fixture, test->finding);
  for (const char *key = test->keys; key != NULL && *key != '\0'; key++)
    lumbar_test_press (GTK_WIDGET (fixture.view), (guint) *key, 0);
  if (test->click != NULL)
    click (&fixture, test->click);
  if (test->text != NULL)
    type_text (&fixture, test->text);
  answer = get_answer (&fixture);
  g_assert_cmpstr (answer, ==, test->expected);
  tear_down (&fixture);
}

static void
test_refused_text_stays (void)
{
  Fixture fixture = { 0 };
  GtkWidget *entry;

  set_up (&fixture, "age-years");
  type_text (&fixture, "47");
  type_text (&fixture, "470");
  entry = lumbar_entry_view_get_entry (LUMBAR_ENTRY_VIEW (fixture.view));
  lumbar_question_view_refresh (fixture.view);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "470");
  g_assert_nonnull (lumbar_test_find_label (GTK_WIDGET (fixture.view), "“470” is not recorded"));
  g_assert_nonnull (lumbar_test_find_label (GTK_WIDGET (fixture.view), "0 to 120 years"));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  type_text (&fixture, "48");
  g_assert_null (lumbar_test_find_label (GTK_WIDGET (fixture.view), "is not recorded"));
  tear_down (&fixture);
}

static void
test_typing_is_recorded_by_itself (void)
{
  Fixture fixture = { 0 };
  g_autofree char *answer = NULL;

  set_up (&fixture, "age-years");
  gtk_editable_set_text (GTK_EDITABLE (lumbar_entry_view_get_entry (LUMBAR_ENTRY_VIEW (fixture.view))), "47");
  lumbar_test_wait (lumbar_interview_get_answer (fixture.interview,
                                                 lumbar_question_view_get_finding (fixture.view)->index) != NULL);
  answer = get_answer (&fixture);
  g_assert_cmpstr (answer, ==, "47");
  tear_down (&fixture);
}

static int
count_before (GtkWidget *cell)
{
  int n = 0;

  for (GtkWidget *before = gtk_widget_get_prev_sibling (cell); before != NULL;
       before = gtk_widget_get_prev_sibling (before))
    n++;
  return n;
}

static void
test_change_columns_line_up (void)
{
  static const char *const findings[] = { "spasticity-change", "saddle-numbness", "position-sense" };

  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      Fixture fixture = { 0 };

      set_up (&fixture, findings[i]);
      for (guint option = 0; option < lumbar_question_view_get_finding (fixture.view)->options->len; option++)
        {
          const LumbarOption *last = lumbar_finding_get_option (lumbar_question_view_get_finding (fixture.view), option);
          GtkWidget *cell = find_option (GTK_WIDGET (fixture.view), last->text);

          if (g_str_equal (last->id, "new"))
            g_assert_cmpint (count_before (cell), ==, 3);
          if (g_str_equal (last->id, "baseline"))
            g_assert_cmpint (count_before (cell), ==, 1);
        }
      tear_down (&fixture);
    }
}

/* Four in a line, then two, then one; a word is never broken, so no cell is narrower than it needs. */
static void
test_cells_break_into_lines (void)
{
  GtkWidget *box = g_object_ref_sink (lumbar_cell_box_new (4));
  int least, widest, natural, height;

  for (int i = 0; i < 4; i++)
    {
      GtkWidget *cell = gtk_drawing_area_new ();

      gtk_widget_set_size_request (cell, i == 2 ? 50 : 30, 20);
      gtk_box_append (GTK_BOX (box), cell);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, 50);
  g_assert_cmpint (natural, ==, 4 * 50 + 3 * 4);
  widest = natural + 100;
  for (int width = least; width <= widest; width++)
    {
      int columns = width >= natural ? 4 : width >= 2 * 50 + 4 ? 2 : 1;

      gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      g_assert_cmpint (height, ==, (4 / columns) * 24 - 4);
      gtk_widget_allocate (box, width, height, -1, NULL);
      for (GtkWidget *cell = gtk_widget_get_first_child (box); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
        {
          graphene_rect_t place;

          g_assert_true (gtk_widget_compute_bounds (cell, box, &place));
          g_assert_cmpfloat (place.size.width, >=, 50);
          g_assert_cmpfloat (place.origin.x + place.size.width, <=, width);
          g_assert_cmpfloat (place.origin.y, ==, count_before (cell) / columns * 24);
        }
    }
  g_object_unref (box);
}

/* A section shorter than the window leaves its room below the last question, not inside the questions. */
static void
test_change_row_is_no_higher_than_needed (void)
{
  LumbarTestIntake test = { 0 };
  LumbarQuestionView *view;
  GtkWidget *cells;
  graphene_rect_t bounds;
  int needed;

  lumbar_test_intake_set_up (&test, FALSE);
  lumbar_test_intake_show (&test, 1180, 1600);
  view = lumbar_test_intake_get_view (&test, "bladder-change");
  lumbar_question_view_set_open (view, FALSE);
  lumbar_test_settle (50);
  cells = gtk_widget_get_parent (lumbar_test_find (GTK_WIDGET (view), LUMBAR_TYPE_OPTION_BUTTON, NULL));
  lumbar_test_wait (gtk_widget_get_width (GTK_WIDGET (view)) > 0);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (GTK_WIDGET (view)),
                      NULL, &needed, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (view)), <=, needed);
  g_assert_true (gtk_widget_compute_bounds (cells, GTK_WIDGET (view), &bounds));
  g_assert_cmpfloat (gtk_widget_get_height (GTK_WIDGET (view)) - (bounds.origin.y + bounds.size.height), <, 24);
  lumbar_test_intake_tear_down (&test);
}

static void
test_body_map_feeds_pain_site (void)
{
  Fixture fixture = { 0 };
  const LumbarFinding *map, *site;
  GtkWidget *widget;
  g_autofree char *sites = NULL;

  set_up (&fixture, "pain-map");
  map = lumbar_question_view_get_finding (fixture.view);
  site = lumbar_knowledge_find_finding (fixture.knowledge, "pain-site");
  widget = lumbar_test_find (GTK_WIDGET (fixture.view), LUMBAR_TYPE_BODY_MAP, NULL);
  g_signal_emit_by_name (widget, "toggled", (guint) lumbar_finding_find_option (map, "flank-left"));
  sites = lumbar_answer_to_string (lumbar_interview_get_answer (fixture.interview, site->index), site);
  g_assert_cmpstr (sites, ==, "flank");
  g_signal_emit_by_name (widget, "toggled", (guint) lumbar_finding_find_option (map, "flank-left"));
  g_assert_null (lumbar_interview_get_answer (fixture.interview, map->index));
  tear_down (&fixture);
}

static void
test_body_list_and_map_agree (void)
{
  Fixture fixture = { 0 };
  const LumbarFinding *map;
  GtkWidget *widget, *check;
  guint option;

  set_up (&fixture, "pain-map");
  map = lumbar_question_view_get_finding (fixture.view);
  option = (guint) lumbar_finding_find_option (map, "sacrum");
  widget = lumbar_test_find (GTK_WIDGET (fixture.view), LUMBAR_TYPE_BODY_MAP, NULL);
  check = gtk_widget_get_ancestor (
    lumbar_test_find_label (GTK_WIDGET (fixture.view), lumbar_finding_get_option (map, option)->text),
    GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpuint (lumbar_body_map_get_regions (LUMBAR_BODY_MAP (widget)), ==, (guint64) 1 << option);
  g_signal_emit_by_name (widget, "toggled", option);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  tear_down (&fixture);
}

static void
test_body_map_by_keys (void)
{
  Fixture fixture = { 0 };
  GtkWidget *widget;

  set_up (&fixture, "pain-map");
  widget = lumbar_test_find (GTK_WIDGET (fixture.view), LUMBAR_TYPE_BODY_MAP, NULL);
  g_assert_true (lumbar_test_press (widget, GDK_KEY_Right, 0));
  g_assert_true (lumbar_test_press (widget, GDK_KEY_space, 0));
  g_assert_cmpuint (lumbar_body_map_get_regions (LUMBAR_BODY_MAP (widget)), ==, 1);
  tear_down (&fixture);
}

static void
write_note (Fixture *fixture, const char *text)
{
  GtkWidget *field;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "question.note", NULL);
  field = lumbar_test_find (GTK_WIDGET (fixture->view), LUMBAR_TYPE_WORDS_FIELD, NULL);
  g_assert_nonnull (field);
  gtk_text_buffer_set_text (
    gtk_text_view_get_buffer (GTK_TEXT_VIEW (lumbar_words_field_get_view (LUMBAR_WORDS_FIELD (field)))), text, -1);
}

static void
test_note (void)
{
  Fixture fixture = { 0 };
  guint index;

  set_up (&fixture, "weight-loss");
  index = lumbar_question_view_get_finding (fixture.view)->index;
  write_note (&fixture, "3 kg, dieting");
  /* Kept with the key, not with the pause. */
  g_assert_cmpstr (lumbar_interview_get_note (fixture.interview, index), ==, "3 kg, dieting");
  lumbar_question_view_commit (fixture.view);
  g_assert_cmpstr (lumbar_response_get_note (lumbar_interview_get_response (fixture.interview), index), ==,
                   "3 kg, dieting");
  gtk_widget_activate_action (GTK_WIDGET (fixture.view), "question.note", NULL);
  write_note (&fixture, "");
  lumbar_question_view_commit (fixture.view);
  g_assert_null (lumbar_interview_get_note (fixture.interview, index));
  tear_down (&fixture);
}

/* A sign that can't be examined is a note without an answer; a question is never unable. */
static void
test_unable (void)
{
  Fixture fixture = { 0 };
  guint index;

  set_up (&fixture, "exam-power");
  index = lumbar_question_view_get_finding (fixture.view)->index;
  lumbar_test_press (GTK_WIDGET (fixture.view), 'n', 0);
  g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.view), '-', 0));
  g_assert_null (lumbar_interview_get_answer (fixture.interview, index));
  g_assert_cmpstr (lumbar_interview_get_note (fixture.interview, index), ==, "Unable to assess");
  tear_down (&fixture);
  set_up (&fixture, "weight-loss");
  g_assert_false (lumbar_test_press (GTK_WIDGET (fixture.view), '-', 0));
  tear_down (&fixture);
}

/* One key takes over what the last visit recorded, also what is never carried over by itself. */
static void
test_same_as_last_visit (void)
{
  Fixture fixture = { 0 };
  g_autoptr (LumbarAnswer) last = lumbar_answer_new_number (7);
  g_autofree char *answer = NULL;

  set_up (&fixture, "pain-nrs-average");
  g_assert_false (lumbar_test_press (GTK_WIDGET (fixture.view), '=', 0));
  lumbar_question_view_set_last (fixture.view, last, "22 Aug 2026", "3 months ago");
  g_assert_nonnull (lumbar_test_find_label (GTK_WIDGET (fixture.view), "22 Aug 2026, 3 months ago: 7"));
  lumbar_test_press (GTK_WIDGET (fixture.view), '=', 0);
  answer = get_answer (&fixture);
  g_assert_cmpstr (answer, ==, "7");
  tear_down (&fixture);
}

/* A row shows what is answered; its editor comes with the card. */
static void
test_row_and_card (void)
{
  Fixture fixture = { 0 };
  GtkWidget *summary;

  set_up (&fixture, "urinary-symptoms");
  lumbar_test_press (GTK_WIDGET (fixture.view), 'b', 0);
  lumbar_question_view_set_open (fixture.view, FALSE);
  summary = lumbar_test_find (GTK_WIDGET (fixture.view), GTK_TYPE_BUTTON, "summary");
  g_assert_true (gtk_widget_get_visible (summary));
  g_assert_false (gtk_widget_is_visible (lumbar_test_find (GTK_WIDGET (fixture.view), LUMBAR_TYPE_OPTION_BUTTON, NULL)));
  gtk_test_accessible_assert_property (summary, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Urinary symptoms: Burning or pain when passing urine");
  gtk_widget_activate_action (GTK_WIDGET (fixture.view), "question.open", NULL);
  g_assert_false (gtk_widget_get_visible (summary));
  g_assert_true (LUMBAR_IS_OPTION_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture.window))));
  tear_down (&fixture);
}

static void
test_why (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "saddle-numbness");
  g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.view), '?', 0));
  lumbar_test_settle (50);
  g_assert_nonnull (lumbar_test_find_label (GTK_WIDGET (fixture.view), "What it rests on"));
  g_assert_nonnull (lumbar_test_find (GTK_WIDGET (fixture.view), GTK_TYPE_LINK_BUTTON, NULL));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (lumbar_test_find (GTK_WIDGET (fixture.view), GTK_TYPE_MENU_BUTTON, "why")));
  lumbar_test_settle (300);
  tear_down (&fixture);
}

static void
test_confirm (void)
{
  Fixture fixture = { 0 };
  const LumbarFinding *finding;
  g_autoptr (LumbarAnswer) answer = NULL;

  set_up (&fixture, "osteoporosis-known");
  finding = lumbar_question_view_get_finding (fixture.view);
  answer = lumbar_answer_new_options (LUMBAR_VALUE_YES);
  lumbar_interview_restore (fixture.interview, finding->index, answer, TRUE, NULL);
  lumbar_interview_carry_forward (fixture.interview, NULL);
  lumbar_question_view_refresh (fixture.view);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture.view), "unconfirmed"));
  g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.view), '=', 0));
  lumbar_question_view_refresh (fixture.view);
  g_assert_cmpint (lumbar_interview_get_state (fixture.interview, finding->index), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture.view), "unconfirmed"));
  tear_down (&fixture);
}

/* Answering comes before what can be said about the answer, wherever the buttons stand. */
static void
test_tab_reaches_the_answer_first (void)
{
  static const char *const findings[] = { "weight-loss", "pain-onset", "saddle-numbness" };

  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      Fixture fixture = { 0 };
      GtkWidget *view, *why;
      guint n_options;

      set_up (&fixture, findings[i]);
      view = GTK_WIDGET (fixture.view);
      why = lumbar_test_find (view, GTK_TYPE_MENU_BUTTON, "why");
      n_options = lumbar_question_view_get_finding (fixture.view)->options->len;
      gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
      for (guint option = 0; option < n_options; option++)
        {
          g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
          g_assert_true (LUMBAR_IS_OPTION_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture.window))));
        }
      g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)), why));
      g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_BACKWARD));
      g_assert_true (LUMBAR_IS_OPTION_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture.window))));
      tear_down (&fixture);
    }
}

static void
test_letters_in_a_text_are_typed (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "patient-words");
  g_assert_false (lumbar_test_press (GTK_WIDGET (fixture.view), 'u', 0));
  g_assert_false (lumbar_test_press (GTK_WIDGET (fixture.view), '/', 0));
  g_assert_false (lumbar_test_press (GTK_WIDGET (fixture.view), GDK_KEY_Return, 0));
  tear_down (&fixture);
}

static void
test_every_question_has_a_name (void)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarQuestionView *view = g_object_ref_sink (lumbar_question_factory_make (interview, finding));

      gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, finding->label);
      g_object_unref (view);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/question/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_answer);
    }
  g_test_add_func ("/ui/question/number/refused-text-stays", test_refused_text_stays);
  g_test_add_func ("/ui/question/number/typing-is-recorded-by-itself", test_typing_is_recorded_by_itself);
  g_test_add_func ("/ui/question/change/columns-line-up", test_change_columns_line_up);
  g_test_add_func ("/ui/question/cells/break-into-lines", test_cells_break_into_lines);
  g_test_add_func ("/ui/question/change/row-is-no-higher-than-needed", test_change_row_is_no_higher_than_needed);
  g_test_add_func ("/ui/question/body/feeds-pain-site", test_body_map_feeds_pain_site);
  g_test_add_func ("/ui/question/body/list-and-map-agree", test_body_list_and_map_agree);
  g_test_add_func ("/ui/question/body/by-keys", test_body_map_by_keys);
  g_test_add_func ("/ui/question/note", test_note);
  g_test_add_func ("/ui/question/unable", test_unable);
  g_test_add_func ("/ui/question/same-as-last-visit", test_same_as_last_visit);
  g_test_add_func ("/ui/question/row-and-card", test_row_and_card);
  g_test_add_func ("/ui/question/why", test_why);
  g_test_add_func ("/ui/question/confirm-by-key", test_confirm);
  g_test_add_func ("/ui/question/tab-reaches-the-answer-first", test_tab_reaches_the_answer_first);
  g_test_add_func ("/ui/question/text/letters-are-typed", test_letters_in_a_text_are_typed);
  g_test_add_func ("/ui/question/every-one-has-a-name", test_every_question_has_a_name);
  return g_test_run ();
}
