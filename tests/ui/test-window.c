/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window as a whole, and opening records. */

#include <glib/gstdio.h>

#include "lumbar-check-window.h"
#include "lumbar-cohort-window.h"
#include "lumbar-day-dialog.h"
#include "lumbar-error.h"
#include "lumbar-outcome-bar.h"
#include "lumbar-problem-page.h"
#include "lumbar-settings.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-window.h"

/* One for all tests: its id can be registered once in a process. */
static GtkApplication *application;

typedef struct {
  GSettings *settings;
  LumbarOpenRecord *record;
  LumbarWindow *window;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test->settings = lumbar_settings_new (&error);
  g_assert_no_error (error);
  test->record = lumbar_test_record_open_example ();
  test->window = lumbar_window_new (application, test->settings);
  gtk_window_present (GTK_WINDOW (test->window));
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  lumbar_test_settle (50);
  lumbar_open_record_close (test->record);
  g_object_unref (test->settings);
}

static GtkWidget *
find (Test *test, GType type, const char *name)
{
  return lumbar_test_find (GTK_WIDGET (test->window), type, name);
}

static const char *
get_page (Test *test, const char *stack)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (find (test, GTK_TYPE_STACK, stack)));
}

static void
choose_first (Test *test)
{
  GtkListBox *list;

  lumbar_window_show_record (test->window, test->record);
  list = GTK_LIST_BOX (find (test, GTK_TYPE_LIST_BOX, "list"));
  lumbar_test_wait (gtk_list_box_get_row_at_index (list, 0) != NULL);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
}

static void
test_chosen_patient_is_shown (Test *test, gconstpointer data)
{
  lumbar_window_show_record (test->window, test->record);
  g_assert_cmpstr (get_page (test, "detail"), ==, "nobody");
  choose_first (test);
  g_assert_cmpstr (get_page (test, "detail"), ==, "patient");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (test->window)), ==, "Lumbar");
}

static void
test_example_says_so (Test *test, gconstpointer data)
{
  lumbar_window_show_record (test->window, test->record);
  g_assert_true (gtk_widget_get_visible (find (test, GTK_TYPE_BOX, "notice")));
  g_assert_true (gtk_widget_get_visible (find (test, GTK_TYPE_BUTTON, "leave_button")));
}

static LumbarCheckWindow *
find_check (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (LUMBAR_IS_CHECK_WINDOW (item->data))
      return item->data;
  return NULL;
}

static void
test_check_leads_to_a_visit (Test *test, gconstpointer data)
{
  LumbarCheckWindow *check;
  GtkWidget *group, *row;

  lumbar_window_show_record (test->window, test->record);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.check", NULL);
  check = find_check ();
  g_assert_nonnull (check);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.check", NULL);
  g_assert_true (find_check () == check);
  group = lumbar_test_find (GTK_WIDGET (check), ADW_TYPE_PREFERENCES_GROUP, "missed");
  lumbar_test_wait ((row = lumbar_test_find (group, ADW_TYPE_ACTION_ROW, NULL)) != NULL);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  lumbar_test_wait (find (test, LUMBAR_TYPE_OUTCOME_BAR, NULL) != NULL &&
                    gtk_widget_get_mapped (find (test, LUMBAR_TYPE_OUTCOME_BAR, NULL)));
  g_assert_cmpstr (get_page (test, "detail"), ==, "patient");
}

/* It shows what belongs to one record. */
static void
test_check_closes_with_its_record (Test *test, gconstpointer data)
{
  lumbar_window_show_record (test->window, test->record);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.check", NULL);
  g_assert_nonnull (find_check ());
  lumbar_window_show_loading (test->window);
  g_assert_null (find_check ());
}

static GtkWidget *
find_cohort (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (LUMBAR_IS_COHORT_WINDOW (item->data))
      return item->data;
  return NULL;
}

static void
test_figure_leads_to_a_patient (Test *test, gconstpointer data)
{
  GtkWidget *cohort, *figures, *patients, *row;

  lumbar_window_show_record (test->window, test->record);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.cohort", NULL);
  cohort = find_cohort ();
  g_assert_nonnull (cohort);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.cohort", NULL);
  g_assert_true (find_cohort () == cohort);
  figures = lumbar_test_find (cohort, GTK_TYPE_BOX, "figures");
  lumbar_test_wait ((row = lumbar_test_find (figures, GTK_TYPE_LIST_BOX_ROW, NULL)) != NULL);
  g_signal_emit_by_name (row, "activate");
  patients = lumbar_test_find (cohort, GTK_TYPE_LIST_BOX, "patients");
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (patients), 0), "activate");
  lumbar_test_wait (g_str_equal (get_page (test, "detail"), "patient"));
  lumbar_window_show_loading (test->window);
  g_assert_null (find_cohort ());
}

static GtkWidget *
find_day_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (LUMBAR_IS_DAY_DIALOG (item->data))
      return item->data;
  return NULL;
}

static void
test_day_is_saved_from_the_menu (Test *test, gconstpointer data)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.save-day", NULL);
  g_assert_null (find_day_dialog ());
  lumbar_window_show_record (test->window, test->record);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.save-day", NULL);
  dialog = find_day_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (test->window));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static int
count_rows (Test *test)
{
  GtkListBox *list = GTK_LIST_BOX (find (test, GTK_TYPE_LIST_BOX, "list"));
  int n = 0;

  while (gtk_list_box_get_row_at_index (list, n) != NULL)
    n++;
  return n;
}

static void
test_deleted_patient_comes_back (Test *test, gconstpointer data)
{
  int n;

  choose_first (test);
  n = count_rows (test);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.delete-patient", NULL);
  lumbar_test_wait (count_rows (test) == n - 1);
  g_assert_cmpstr (get_page (test, "detail"), ==, "nobody");
  lumbar_test_record_press_undo (GTK_WINDOW (test->window));
  lumbar_test_wait (count_rows (test) == n);
  g_assert_cmpstr (get_page (test, "detail"), ==, "patient");
}

static void
test_intake_lies_over_everything (Test *test, gconstpointer data)
{
  GtkWidget *page;

  choose_first (test);
  gtk_widget_activate_action (find (test, GTK_TYPE_BUTTON, "visit_button"), "history.start-visit", NULL);
  lumbar_test_wait (lumbar_window_is_taking_intake (test->window));
  page = adw_bin_get_child (ADW_BIN (find (test, ADW_TYPE_BIN, "intake_bin")));
  g_signal_emit_by_name (page, "closed");
  g_assert_false (lumbar_window_is_taking_intake (test->window));
  g_assert_cmpstr (get_page (test, "stack"), ==, "browse");
}

static void
test_narrow_window_folds (Test *test, gconstpointer data)
{
  int minimum;

  gtk_window_destroy (GTK_WINDOW (test->window));
  g_settings_set_int (test->settings, "window-width", 360);
  test->window = lumbar_window_new (application, test->settings);
  gtk_window_present (GTK_WINDOW (test->window));
  choose_first (test);
  lumbar_test_wait (adw_leaflet_get_folded (ADW_LEAFLET (find (test, ADW_TYPE_LEAFLET, "leaflet"))));
  lumbar_test_wait (gtk_widget_get_visible (find (test, GTK_TYPE_BUTTON, "back_button")));
  gtk_widget_measure (GTK_WIDGET (test->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_settings_reset (test->settings, "window-width");
}

typedef struct {
  int code;
  const char *title;
} Problem;

static const Problem problems[] = {
  { LUMBAR_ERROR_RECORD, "The Record Can’t Be Opened" },
  { LUMBAR_ERROR_NEWER, "This Record Is From a Newer Version" },
  { LUMBAR_ERROR_BUSY, "The Record Is in Use" },
  { LUMBAR_ERROR_FULL, "The Disk Is Full" },
};

static void
test_problem_is_said (Test *test, gconstpointer data)
{
  const Problem *problem = data;
  g_autoptr (GError) error = g_error_new_literal (LUMBAR_ERROR, problem->code, "Because <this> happened.");
  GtkWidget *problem_page = find (test, LUMBAR_TYPE_PROBLEM_PAGE, "problem");
  AdwStatusPage *page = ADW_STATUS_PAGE (lumbar_test_find (problem_page, ADW_TYPE_STATUS_PAGE, "status"));

  lumbar_window_show_problem (test->window, error, "/nowhere/record.db");
  g_assert_cmpstr (get_page (test, "stack"), ==, "problem");
  g_assert_cmpstr (adw_status_page_get_title (page), ==, problem->title);
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "&lt;this&gt;"));
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "not changed"));
  g_assert_cmpint (gtk_widget_get_visible (lumbar_test_find (problem_page, GTK_TYPE_BUTTON, "restore_button")), ==,
                   problem->code == LUMBAR_ERROR_RECORD);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_damaged_file_stays_as_it_is (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-damaged-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "record.db", NULL);
  g_autofree char *rest = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "this is no record", -1, NULL));
  lumbar_open_record_async (path, NULL, "Tester", NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  g_assert_null (lumbar_open_record_finish (result, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (path, &rest, NULL, NULL));
  g_assert_cmpstr (rest, ==, "this is no record");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_example_leaves_nothing_behind (void)
{
  LumbarOpenRecord *record = lumbar_test_record_open_example ();
  g_autofree char *folder = g_strdup (record->folder);

  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  lumbar_open_record_close (record);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_author_is_never_empty (void)
{
  g_autoptr (GSettings) settings = lumbar_settings_new (NULL);
  g_autofree char *first = lumbar_settings_get_author (settings);
  g_autofree char *second = NULL;

  g_assert_cmpstr (first, ==, "Clinician");
  g_settings_set_string (settings, "author", "  ");
  second = lumbar_settings_get_author (settings);
  g_assert_cmpstr (second, ==, "Clinician");
  g_settings_reset (settings, "author");
}

#define ADD(path, func) g_test_add ("/ui/window/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  application = GTK_APPLICATION (adw_application_new ("io.github.lumbar.Test", G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  ADD ("chosen-patient-is-shown", test_chosen_patient_is_shown);
  ADD ("example-says-so", test_example_says_so);
  ADD ("check-leads-to-a-visit", test_check_leads_to_a_visit);
  ADD ("check-closes-with-its-record", test_check_closes_with_its_record);
  ADD ("figure-leads-to-a-patient", test_figure_leads_to_a_patient);
  ADD ("day-is-saved-from-the-menu", test_day_is_saved_from_the_menu);
  ADD ("deleted-patient-comes-back", test_deleted_patient_comes_back);
  ADD ("intake-lies-over-everything", test_intake_lies_over_everything);
  ADD ("narrow-window-folds", test_narrow_window_folds);
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/window/problem-is-said/%d", problems[i].code);

      g_test_add (path, Test, &problems[i], set_up, test_problem_is_said, tear_down);
    }
  g_test_add_func ("/ui/open-record/damaged-file-stays-as-it-is", test_damaged_file_stays_as_it_is);
  g_test_add_func ("/ui/open-record/example-leaves-nothing-behind", test_example_leaves_nothing_behind);
  g_test_add_func ("/ui/settings/author-is-never-empty", test_author_is_never_empty);
  return g_test_run ();
}
