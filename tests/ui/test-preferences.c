/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing a clinic's own tables: taken where they are sound, refused with their faults where they are not. */

#include "lumbar-open-record.h"
#include "lumbar-preferences-window.h"
#include "lumbar-settings.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-tables.h"

typedef struct {
  char *tables;
  GSettings *settings;
  LumbarKnowledge *knowledge;
  LumbarPreferencesWindow *window;
} Test;

static GtkWidget *
find (Test *test, GType type, const char *name)
{
  GtkWidget *found = lumbar_test_find (GTK_WIDGET (test->window), type, name);

  g_assert_nonnull (found);
  return found;
}

static void
set_up (Test *test, gconstpointer data)
{
  test->tables = lumbar_test_tables_copy ();
  lumbar_test_tables_change (test->tables, "knowledge.ini", "version=2026.2", "version=clinic-3");
  test->settings = lumbar_settings_new (NULL);
  g_settings_reset (test->settings, "knowledge-folder");
  test->knowledge = lumbar_knowledge_new (NULL);
  test->window = lumbar_preferences_window_new (test->settings, "/tmp/record.db");
  lumbar_preferences_window_show_knowledge (test->window, test->knowledge, NULL);
  gtk_window_present (GTK_WINDOW (test->window));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (test->window)));
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  lumbar_test_settle (50);
  lumbar_knowledge_unref (test->knowledge);
  g_object_unref (test->settings);
  lumbar_test_tables_remove (test->tables);
}

static void
choose (Test *test)
{
  lumbar_preferences_window_choose_tables (test->window, test->tables);
  lumbar_test_wait (gtk_widget_get_sensitive (find (test, ADW_TYPE_ACTION_ROW, "choose")));
}

static void
test_says_what_is_in_use (Test *test, gconstpointer data)
{
  AdwActionRow *row = ADW_ACTION_ROW (find (test, ADW_TYPE_ACTION_ROW, "knowledge"));

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Low back pain in multiple sclerosis");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Version 2026.2, "));
  g_assert_false (gtk_widget_get_visible (find (test, ADW_TYPE_ACTION_ROW, "reset")));
}

static void
test_takes_sound_tables (Test *test, gconstpointer data)
{
  AdwActionRow *row = ADW_ACTION_ROW (find (test, ADW_TYPE_ACTION_ROW, "knowledge"));
  g_autofree char *kept = NULL;

  choose (test);
  kept = lumbar_settings_get_tables (test->settings);
  g_assert_cmpstr (kept, ==, test->tables);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "clinic-3 · own tables "));
  g_assert_true (gtk_widget_get_visible (find (test, ADW_TYPE_ACTION_ROW, "reset")));
  g_assert_false (gtk_widget_get_visible (find (test, ADW_TYPE_PREFERENCES_GROUP, "faults")));

  g_signal_emit_by_name (find (test, ADW_TYPE_ACTION_ROW, "reset"), "activated");
  g_assert_null (lumbar_settings_get_tables (test->settings));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Version 2026.2, "));
}

static void
test_refuses_faulty_tables (Test *test, gconstpointer data)
{
  AdwActionRow *row = ADW_ACTION_ROW (find (test, ADW_TYPE_ACTION_ROW, "knowledge"));
  GtkWidget *faults = find (test, ADW_TYPE_PREFERENCES_GROUP, "faults");

  lumbar_test_tables_change (test->tables, "causes.tsv", "\tms\t", "\tMS\t");
  lumbar_test_tables_change (test->tables, "sections.tsv", "", NULL);
  choose (test);
  g_assert_null (lumbar_settings_get_tables (test->settings));
  g_assert_true (gtk_widget_get_visible (faults));
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (faults)), ==,
                   "These tables are not used: 2 faults");
  g_assert_nonnull (lumbar_test_find_label (faults, "causes.tsv, row 2, column “group”"));
  g_assert_nonnull (lumbar_test_find_label (faults, "“MS” is none of: ms, non-ms, referred"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Version 2026.2, "));
}

static void
test_faults_go_when_mended (Test *test, gconstpointer data)
{
  GtkWidget *faults = find (test, ADW_TYPE_PREFERENCES_GROUP, "faults");

  lumbar_test_tables_change (test->tables, "causes.tsv", "\tms\t", "\tMS\t");
  choose (test);
  g_assert_true (gtk_widget_get_visible (faults));
  lumbar_test_tables_change (test->tables, "causes.tsv", "\tMS\t", "\tms\t");
  choose (test);
  g_assert_false (gtk_widget_get_visible (faults));
  g_assert_null (lumbar_test_find_label (faults, "causes.tsv, row 2, column “group”"));
}

static void
test_given_tables_stand (Test *test, gconstpointer data)
{
  lumbar_preferences_window_set_given (test->window, TRUE);
  g_assert_false (gtk_widget_get_sensitive (find (test, ADW_TYPE_ACTION_ROW, "choose")));
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Tables that went bad after they were chosen: the program's are used, and the record says why. */
static void
test_record_opens_without_faulty_tables (Test *test, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LumbarOpenRecord *record;

  lumbar_test_tables_change (test->tables, "causes.tsv", "\tms\t", "\tMS\t");
  lumbar_open_record_example_async (test->tables, "Tester", NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  record = lumbar_open_record_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lumbar_knowledge_get_version (record->knowledge), ==, "2026.2");
  g_assert_cmpuint (g_strv_length (record->faults), ==, 1);
  lumbar_open_record_close (record);
}

#define ADD(name, function) g_test_add ("/ui/preferences/" name, Test, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("says-what-is-in-use", test_says_what_is_in_use);
  ADD ("takes-sound-tables", test_takes_sound_tables);
  ADD ("refuses-faulty-tables", test_refuses_faulty_tables);
  ADD ("faults-go-when-mended", test_faults_go_when_mended);
  ADD ("given-tables-stand", test_given_tables_stand);
  ADD ("record-opens-without-faulty-tables", test_record_opens_without_faulty_tables);
  return g_test_run ();
}
