/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Final causes: recording them, seeing them, and the check against a clinic's own patients. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-calibration-chart.h"
#include "lumbar-button-name.h"
#include "lumbar-check-saving.h"
#include "lumbar-check-window.h"
#include "lumbar-history-page.h"
#include "lumbar-outcome-bar.h"
#include "lumbar-outcome-dialog.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-visit-row.h"

typedef struct {
  LumbarOpenRecord *record;
  guint n_signals;
  char *patient;
  char *visit;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  test->record = lumbar_test_record_open_example ();
}

static void
tear_down (Test *test, gconstpointer data)
{
  lumbar_test_settle (50);
  lumbar_open_record_close (test->record);
  g_free (test->patient);
  g_free (test->visit);
}

static void
count_cb (Test *test)
{
  test->n_signals++;
}

/* The dialog */

static GtkWidget *
make_dialog (Test *test)
{
  LumbarOutcomeDialog *dialog = lumbar_outcome_dialog_new (test->record->knowledge, "visit");

  g_signal_connect_swapped (dialog, "recorded", G_CALLBACK (count_cb), test);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

static void
pick (GtkWidget *dialog, const char *cause)
{
  GtkWidget *button = lumbar_test_find (dialog, GTK_TYPE_MENU_BUTTON, NULL);

  g_signal_emit_by_name (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "picked", cause);
}

static GtkWidget *
find_picked (GtkWidget *dialog, const char *text)
{
  GtkWidget *label = lumbar_test_find_label (dialog, text);

  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static gboolean
may_record (GtkWidget *dialog)
{
  return gtk_widget_get_sensitive (lumbar_test_find (dialog, GTK_TYPE_BUTTON, "record_button"));
}

static void
choose (GtkWidget *dialog, const char *row, guint place)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (lumbar_test_find (dialog, ADW_TYPE_COMBO_ROW, row)), place);
}

static void
test_wants_cause_and_way (Test *test, gconstpointer data)
{
  GtkWidget *dialog = make_dialog (test);
  g_autoptr (LumbarOutcome) outcome = NULL;

  g_assert_false (may_record (dialog));
  pick (dialog, "hip-joint");
  g_assert_false (may_record (dialog));
  choose (dialog, "established", 1);
  g_assert_true (may_record (dialog));
  outcome = lumbar_outcome_dialog_make_outcome (LUMBAR_OUTCOME_DIALOG (dialog));
  g_assert_cmpstr (outcome->causes[0], ==, "hip-joint");
  g_assert_cmpint (outcome->group, ==, LUMBAR_GROUP_REFERRED);
  g_assert_cmpstr (outcome->established, ==, "imaging");
  g_assert_cmpstr (outcome->encounter_id, ==, "visit");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_group_alone_is_enough (Test *test, gconstpointer data)
{
  GtkWidget *dialog = make_dialog (test);
  g_autoptr (LumbarOutcome) outcome = NULL;

  choose (dialog, "group", 2);
  choose (dialog, "established", 4);
  g_assert_true (may_record (dialog));
  outcome = lumbar_outcome_dialog_make_outcome (LUMBAR_OUTCOME_DIALOG (dialog));
  g_assert_cmpint (outcome->group, ==, LUMBAR_GROUP_NON_MS);
  g_assert_null (outcome->causes[0]);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_causes_give_the_group (Test *test, gconstpointer data)
{
  GtkWidget *dialog = make_dialog (test);
  GtkWidget *group = lumbar_test_find (dialog, ADW_TYPE_COMBO_ROW, "group");

  g_assert_true (gtk_widget_get_sensitive (group));
  pick (dialog, "ms-spasticity");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (group)), ==, LUMBAR_GROUP_MS + 1);
  g_assert_false (gtk_widget_get_sensitive (group));
  pick (dialog, "hip-joint");
  pick (dialog, "hip-joint");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (group)), ==, LUMBAR_GROUP_MIXED + 1);
  g_signal_emit_by_name (find_picked (dialog, "Spasticity felt in the low back  ✕"), "clicked");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (group)), ==, LUMBAR_GROUP_REFERRED + 1);
  g_assert_null (find_picked (dialog, "Spasticity felt in the low back  ✕"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_not_known_asks_no_more (Test *test, gconstpointer data)
{
  GtkWidget *dialog = make_dialog (test);
  g_autoptr (LumbarOutcome) outcome = NULL;

  pick (dialog, "hip-joint");
  gtk_switch_set_active (GTK_SWITCH (lumbar_test_find (dialog, GTK_TYPE_SWITCH, "unknown")), TRUE);
  g_assert_true (may_record (dialog));
  outcome = lumbar_outcome_dialog_make_outcome (LUMBAR_OUTCOME_DIALOG (dialog));
  g_assert_false (lumbar_outcome_is_known (outcome));
  g_assert_true (lumbar_outcome_check (outcome, test->record->knowledge, NULL));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What Control+Return activates. */
static void
test_records_only_what_is_complete (Test *test, gconstpointer data)
{
  GtkWidget *dialog = make_dialog (test);

  lumbar_test_wait (gtk_widget_get_mapped (dialog));
  gtk_widget_activate_action (dialog, "dialog.record", NULL);
  g_assert_cmpuint (test->n_signals, ==, 0);
  choose (dialog, "group", 1);
  choose (dialog, "established", 1);
  gtk_widget_activate_action (dialog, "dialog.record", NULL);
  g_assert_cmpuint (test->n_signals, ==, 1);
}

/* The patient's page */

typedef struct {
  LumbarHistoryPage *page;
  GtkWindow *window;
  char *visit; /* A visit whose final cause is due */
} Page;

static GtkWidget *
find (Page *page, GType type, const char *name)
{
  return lumbar_test_find (GTK_WIDGET (page->page), type, name);
}

static guint
count_due (Page *page)
{
  GtkListBox *list = GTK_LIST_BOX (find (page, GTK_TYPE_LIST_BOX, "due_list"));
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static void
page_open (Page *page, Test *test)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (test->record, "EX-0001");

  page->page = lumbar_history_page_new (test->record->knowledge, test->record->worker);
  page->window = lumbar_test_record_show (GTK_WIDGET (page->page));
  lumbar_history_page_show_patient (page->page, patient);
  lumbar_test_wait (gtk_widget_get_mapped (find (page, ADW_TYPE_VIEW_STACK, "views")));
}

/* Of the five signed visits of this story the third alone is older than three months and not followed up. */
static void
test_due_visit_is_listed_until_recorded (Test *test, gconstpointer data)
{
  Page page = { 0 };
  GtkListBoxRow *row;
  GtkWidget *bar;
  GtkWidget *dialog = NULL;
  g_autoptr (GList) windows = NULL;

  page_open (&page, test);
  g_assert_cmpuint (count_due (&page), ==, 1);
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (&page, GTK_TYPE_LIST_BOX, "due_list")), 0);
  g_signal_emit_by_name (row, "activate");
  bar = find (&page, LUMBAR_TYPE_OUTCOME_BAR, NULL);
  lumbar_test_wait (lumbar_test_find_label (bar, "Final cause not recorded yet") != NULL);
  g_assert_nonnull (lumbar_test_find_label (bar, "Due: the visit was signed more than three months ago"));

  gtk_widget_activate_action (bar, "visit.record-outcome", NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    if (LUMBAR_IS_OUTCOME_DIALOG (item->data))
      dialog = item->data;
  g_assert_nonnull (dialog);
  pick (dialog, "ms-spasticity");
  choose (dialog, "established", 4);
  gtk_widget_activate_action (dialog, "dialog.record", NULL);
  lumbar_test_wait (lumbar_test_find_label (bar, "Final cause: Spasticity felt in the low back · Course over time") !=
                    NULL);
  lumbar_test_wait (count_due (&page) == 0);
  g_assert_false (gtk_widget_get_visible (find (&page, ADW_TYPE_PREFERENCES_GROUP, "due")));
  gtk_window_destroy (page.window);
}

/* However new the GTK: one that ties a button to its label must not read out the label alone. */
static void
test_button_says_what_it_records (Test *test, gconstpointer data)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (LUMBAR_TYPE_OUTCOME_BAR, NULL));
  GtkWidget *button = lumbar_test_find (bar, GTK_TYPE_BUTTON, NULL);
  g_autofree char *wrong = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Record the final cause");

  g_assert_null (wrong);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, bar, NULL, -1);
  lumbar_button_name (GTK_BUTTON (button), "Another");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Another");
  g_assert_null (wrong);
  g_object_unref (bar);
}

static void
test_visit_opens_when_its_patient_is_read (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (test->record, "EX-0012");
  Page page = { 0 };
  GtkListBox *list;
  g_autofree char *visit = NULL;

  page_open (&page, test);
  lumbar_history_page_show_patient (page.page, patient);
  lumbar_test_wait (gtk_widget_get_mapped (find (&page, ADW_TYPE_VIEW_STACK, "views")));
  list = lumbar_test_record_turn_to_visits (GTK_WIDGET (page.page));
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      g_free (visit);
      visit = g_strdup (
        lumbar_visit_row_get_visit (LUMBAR_VISIT_ROW (gtk_list_box_get_row_at_index (list, i)))->id);
    }
  gtk_window_destroy (page.window);

  page_open (&page, test);
  lumbar_history_page_show_patient (page.page, patient);
  lumbar_history_page_open_visit (page.page, visit);
  /* The first visit of this story was recorded twice: the later entry counts. */
  lumbar_test_wait (lumbar_test_find_label (find (&page, LUMBAR_TYPE_OUTCOME_BAR, NULL),
                                            "Final cause: Lumbar spinal stenosis · Imaging") != NULL);
  gtk_window_destroy (page.window);
}

/* The check */

static GtkWidget *
open_check (Test *test)
{
  GtkWidget *window = GTK_WIDGET (lumbar_check_window_new (test->record->knowledge, test->record->worker));
  GtkStack *stack = GTK_STACK (lumbar_test_find (window, GTK_TYPE_STACK, "stack"));

  gtk_window_present (GTK_WINDOW (window));
  lumbar_test_wait (g_str_equal (gtk_stack_get_visible_child_name (stack), "counts"));
  return window;
}

/* Every text in the window, one a line. */
static void
append_labels (GString *text, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (text, child);
}

static void
test_check_counts (Test *test, gconstpointer data)
{
  GtkWidget *window = open_check (test);
  g_autoptr (GString) text = g_string_new (NULL);

  append_labels (text, window);
  g_assert_nonnull (strstr (text->str, "\nSigned visits\n84\n"));
  g_assert_nonnull (strstr (text->str, "\nFinal cause known\n31\n"));
  /* Counts, never a share that looks exact. */
  g_assert_null (strchr (text->str, '%'));
  g_assert_null (strstr (text->str, "probab"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_chart_says_its_counts (Test *test, gconstpointer data)
{
  GtkWidget *window = open_check (test);
  GtkWidget *chart = lumbar_test_find (window, LUMBAR_TYPE_CALIBRATION_CHART, NULL);
  LumbarCalibration *calibration = lumbar_calibration_new (test->record->knowledge, "2026-11-26T12:00:00Z");

  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  calibration->bands[LUMBAR_BAND_LIKELY] = (LumbarShare){ 7, 12 };
  calibration->bands[LUMBAR_BAND_POSSIBLE] = (LumbarShare){ 1, 3 };
  lumbar_calibration_chart_set_calibration (LUMBAR_CALIBRATION_CHART (chart), calibration);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "How often a named cause was the final one; Likely: 7 of 12; "
                                       "Possible: 1 of 3, too few to judge; Less likely: none yet");
  lumbar_calibration_chart_set_calibration (LUMBAR_CALIBRATION_CHART (chart), NULL);
  lumbar_calibration_free (calibration);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
visit_chosen_cb (Test *test, const char *patient_id, const char *encounter_id)
{
  test->patient = g_strdup (patient_id);
  test->visit = g_strdup (encounter_id);
}

static void
test_missed_cause_leads_to_its_visit (Test *test, gconstpointer data)
{
  GtkWidget *window = open_check (test);
  GtkWidget *group = lumbar_test_find (window, ADW_TYPE_PREFERENCES_GROUP, "unflagged");
  GtkWidget *row = lumbar_test_find (group, ADW_TYPE_ACTION_ROW, NULL);

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Femoral head osteonecrosis after steroids");
  g_signal_connect_swapped (window, "visit-chosen", G_CALLBACK (visit_chosen_cb), test);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_nonnull (test->patient);
  g_assert_nonnull (test->visit);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_check_may_close_while_it_reads (Test *test, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (lumbar_check_window_new (test->record->knowledge, test->record->worker));

  gtk_window_present (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
  lumbar_test_settle (200);
}

/* Among other counts, how many rows the log has. */
static gpointer
summarize (LumbarStore *store, gpointer data, GError **error)
{
  char *summary = NULL;

  return lumbar_store_verify (store, &summary, error) ? summary : NULL;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static char *
get_summary (Test *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *summary;

  lumbar_worker_run_async (test->record->worker, summarize, NULL, NULL, g_free, NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  summary = lumbar_worker_run_finish (test->record->worker, result, &error);
  g_assert_no_error (error);
  return summary;
}

static void
test_export_is_private_and_logged (Test *test, gconstpointer data)
{
  GtkWidget *window = open_check (test);
  GtkWidget *stack = lumbar_test_find (window, GTK_TYPE_STACK, "stack");
  g_autofree char *folder = g_dir_make_tmp ("lumbar-check-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "outcomes.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *before = get_summary (test);
  g_autofree char *after = NULL;
  g_autofree char *content = NULL;
  GStatBuf status;

  lumbar_check_saving_write_async (stack, test->record->worker, "\"visit_id\"\r\n", file);
  lumbar_test_wait (lumbar_test_find_label (window, "Saved as outcomes.csv") != NULL);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "\"visit_id\"\r\n");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  after = get_summary (test);
  g_assert_cmpstr (before, !=, after);
  g_unlink (path);
  g_rmdir (folder);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, func) g_test_add ("/ui/outcomes/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("dialog/wants-cause-and-way", test_wants_cause_and_way);
  ADD ("dialog/group-alone-is-enough", test_group_alone_is_enough);
  ADD ("dialog/causes-give-the-group", test_causes_give_the_group);
  ADD ("dialog/not-known-asks-no-more", test_not_known_asks_no_more);
  ADD ("dialog/records-only-what-is-complete", test_records_only_what_is_complete);
  ADD ("due-visit-is-listed-until-recorded", test_due_visit_is_listed_until_recorded);
  ADD ("button-says-what-it-records", test_button_says_what_it_records);
  ADD ("visit-opens-when-its-patient-is-read", test_visit_opens_when_its_patient_is_read);
  ADD ("check/counts", test_check_counts);
  ADD ("check/chart-says-its-counts", test_chart_says_its_counts);
  ADD ("check/missed-cause-leads-to-its-visit", test_missed_cause_leads_to_its_visit);
  ADD ("check/may-close-while-it-reads", test_check_may_close_while_it_reads);
  ADD ("check/export-is-private-and-logged", test_export_is_private_and_logged);
  return g_test_run ();
}
