/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a patient, its trend and its report, on the example clinic. */

#include <glib/gstdio.h>

#include "lumbar-history-page.h"
#include "lumbar-identity.h"
#include "lumbar-patient-history.h"
#include "lumbar-report-preview.h"
#include "lumbar-report-saving.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-trend-chart.h"
#include "lumbar-trend-saving.h"
#include "lumbar-trend-toggles.h"
#include "lumbar-trends-view.h"
#include "lumbar-visit-row.h"

typedef struct {
  LumbarOpenRecord *record;
  LumbarPatient *patient;
  LumbarHistoryPage *page;
  GtkWindow *window;
} Test;

static GtkWidget *
find (Test *test, GType type, const char *name)
{
  GtkWidget *found = lumbar_test_find (GTK_WIDGET (test->page), type, name);

  g_assert_nonnull (found);
  return found;
}

static gboolean
is_loaded (Test *test)
{
  return gtk_widget_get_mapped (find (test, ADW_TYPE_VIEW_STACK, "views"));
}

static void
set_up (Test *test, gconstpointer data)
{
  test->record = lumbar_test_record_open_example ();
  test->patient = lumbar_test_record_find_patient (test->record, "EX-0001");
  test->page = lumbar_history_page_new (test->record->knowledge, test->record->worker);
  test->window = lumbar_test_record_show (GTK_WIDGET (test->page));
  lumbar_history_page_show_patient (test->page, test->patient);
  lumbar_test_wait (is_loaded (test));
  /* A view is filled when it is looked at. */
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (find (test, ADW_TYPE_VIEW_STACK, "views")), "trends");
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (test->window);
  lumbar_test_settle (50);
  g_object_unref (test->patient);
  lumbar_open_record_close (test->record);
}

static void
test_shows_who_it_is (Test *test, gconstpointer data)
{
  const char *identity = gtk_label_get_label (GTK_LABEL (find (test, GTK_TYPE_LABEL, "identity")));

  g_assert_nonnull (strstr (identity, "Example, Alice"));
  g_assert_nonnull (strstr (identity, "EX-0001"));
  g_assert_nonnull (strstr (identity, "invented"));
}

static void
test_keeps_names_out_of_the_title (Test *test, gconstpointer data)
{
  const char *title = gtk_window_get_title (test->window);

  g_assert_true (title == NULL || strstr (title, "Alice") == NULL);
}

static void
test_lists_visits_latest_first (Test *test, gconstpointer data)
{
  GtkListBox *list = lumbar_test_record_turn_to_visits (GTK_WIDGET (test->page));
  LumbarEncounter *before = NULL;
  int n = 0;
  GtkListBoxRow *row;

  for (; (row = gtk_list_box_get_row_at_index (list, n)) != NULL; n++)
    {
      LumbarEncounter *visit = lumbar_visit_row_get_visit (LUMBAR_VISIT_ROW (row));

      if (before != NULL)
        g_assert_cmpstr (before->started_at, >=, visit->started_at);
      before = visit;
    }
  g_assert_cmpint (n, >, 3);
}

static void
test_chart_says_its_summary (Test *test, gconstpointer data)
{
  GtkWidget *chart = find (test, LUMBAR_TYPE_TREND_CHART, NULL);
  GtkWidget *summary = find (test, GTK_TYPE_LABEL, "trend_summary");

  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_cmpuint (strlen (gtk_label_get_label (GTK_LABEL (summary))), >, 10);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       gtk_label_get_label (GTK_LABEL (summary)));
}

static void
test_range_changes_table_and_summary (Test *test, gconstpointer data)
{
  GtkDropDown *range = GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "range"));
  GtkColumnView *table = GTK_COLUMN_VIEW (find (test, GTK_TYPE_COLUMN_VIEW, NULL));
  guint n_year, n_all;

  g_assert_cmpuint (gtk_drop_down_get_selected (range), ==, 1);
  n_year = g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table)));
  gtk_drop_down_set_selected (range, 2);
  n_all = g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table)));
  g_assert_cmpuint (n_year, >, 0);
  g_assert_cmpuint (n_all, >, n_year);
}

static void
test_series_are_columns (Test *test, gconstpointer data)
{
  GtkWidget *toggles = find (test, LUMBAR_TYPE_TREND_TOGGLES, "toggles");
  GtkWidget *cell = gtk_widget_get_first_child (gtk_widget_get_first_child (toggles));
  GtkColumnView *table = GTK_COLUMN_VIEW (find (test, GTK_TYPE_COLUMN_VIEW, NULL));
  guint n = g_list_model_get_n_items (gtk_column_view_get_columns (table));

  while (gtk_check_button_get_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (cell))))
    cell = gtk_widget_get_next_sibling (cell);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (cell)), TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), ==, n + 1);
}

/* The first row of the table. */
static const char *
get_first_instant (GtkColumnView *table)
{
  g_autoptr (GtkStringObject) first =
    g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (table)), 0);

  return gtk_string_object_get_string (first);
}

static void
test_table_sorts_by_keys (Test *test, gconstpointer data)
{
  GtkWidget *view = find (test, LUMBAR_TYPE_TRENDS_VIEW, NULL);
  GtkColumnView *table = GTK_COLUMN_VIEW (find (test, GTK_TYPE_COLUMN_VIEW, NULL));
  g_autofree char *latest = NULL;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "range")), 2);
  latest = g_strdup (get_first_instant (table));
  gtk_widget_activate_action (view, "trends.sort", NULL);
  g_assert_cmpstr (get_first_instant (table), <, latest);
}

/* A key of the chart: nothing is shown that is not in the trend, and 0 shows all again. */
static void
test_chart_zooms_and_walks (Test *test, gconstpointer data)
{
  GtkWidget *view = find (test, LUMBAR_TYPE_TRENDS_VIEW, NULL);
  LumbarTrendChart *chart = LUMBAR_TREND_CHART (lumbar_test_find (view, LUMBAR_TYPE_TREND_CHART, NULL));
  LumbarTrendViewport whole, closer;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "range")), 2);
  whole = lumbar_trend_chart_get_viewport (chart);
  gtk_widget_activate_action (view, "trends.zoom-in", NULL);
  closer = lumbar_trend_chart_get_viewport (chart);
  g_assert_cmpfloat (lumbar_trend_viewport_get_span (closer), <, lumbar_trend_viewport_get_span (whole));
  gtk_widget_activate_action (view, "trends.pan", "i", 1);
  g_assert_cmpfloat (lumbar_trend_chart_get_viewport (chart).first_day, >, closer.first_day);
  lumbar_trend_chart_walk (chart, LUMBAR_TREND_WALK_FIRST);
  g_assert_cmpfloat (lumbar_trend_chart_get_viewport (chart).first_day, <, closer.first_day);
  gtk_widget_activate_action (view, "trends.show-all", NULL);
  g_assert_true (lumbar_trend_viewport_is_whole (lumbar_trend_chart_get_viewport (chart), whole));
}

/* What was exported of a patient. */
static gpointer
list_exports (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) entries = lumbar_store_list_log (store, data, 0, 10, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const LumbarLogEntry *entry = entries->pdata[i];

      if (g_str_equal (entry->action, "export"))
        g_string_append_printf (text, "%s ", entry->subject_kind);
    }
  return g_string_free (text, FALSE);
}

/* What was saved is noted, and what was not is told instead. */
static void
test_saved_values_are_logged (Test *test, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *told;
    const char *exports;
  } rows[] = {
    { "nowhere/trend.csv", "Not saved: ", "" },
    { "trend.csv", "Saved as trend.csv", "patient " },
  };
  static const char *const ids[] = { "nrs-pain-average", NULL };
  g_autoptr (GPtrArray) measures = g_ptr_array_new ();
  g_autoptr (LumbarTrend) trend = lumbar_trend_new (test->record->knowledge, ids, measures, NULL);
  g_autofree char *folder = g_dir_make_tmp ("lumbar-trend-XXXXXX", NULL);
  g_autofree char *saved = g_build_filename (folder, "trend.csv", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, rows[i].name, NULL);
      g_autofree char *exports = NULL;

      lumbar_trend_saving_write_async (GTK_WIDGET (test->page), test->record->worker, test->patient->id, trend, file);
      lumbar_test_wait (lumbar_test_find_label (GTK_WIDGET (test->window), rows[i].told) != NULL);
      exports = lumbar_test_record_work (test->record, list_exports, test->patient->id);
      g_assert_cmpstr (exports, ==, rows[i].exports);
      gtk_widget_activate_action (lumbar_test_find (GTK_WIDGET (test->window), g_type_from_name ("AdwToastWidget"), NULL),
                                  "toast.dismiss", NULL);
    }
  g_assert_cmpint (g_remove (saved), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The sentence counts from the visit that is chosen. */
static void
test_baseline_changes_summary (Test *test, gconstpointer data)
{
  GtkLabel *summary = GTK_LABEL (lumbar_test_find (find (test, LUMBAR_TYPE_TRENDS_VIEW, NULL), GTK_TYPE_LABEL,
                                                   "summary"));
  GtkDropDown *baseline = GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "baseline"));
  g_autofree char *before = NULL;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "range")), 2);
  before = g_strdup (gtk_label_get_label (summary));
  gtk_drop_down_set_selected (baseline, 1);
  g_assert_cmpstr (gtk_label_get_label (summary), !=, before);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "smoothing")), 1);
  g_assert_nonnull (strstr (gtk_label_get_label (summary), "running medians of 3 visits"));
}

static gboolean
is_open (Test *test)
{
  GtkWidget *preview = lumbar_test_find (GTK_WIDGET (test->page), LUMBAR_TYPE_REPORT_PREVIEW, NULL);

  return preview != NULL && lumbar_report_preview_get_n_pages (LUMBAR_REPORT_PREVIEW (preview)) > 0;
}

static void
test_opens_a_signed_visit_as_report (Test *test, gconstpointer data)
{
  GtkListBox *list = lumbar_test_record_turn_to_visits (GTK_WIDGET (test->page));
  GtkListBoxRow *row;

  g_assert_false (lumbar_history_page_print (test->page));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (lumbar_visit_row_get_visit (LUMBAR_VISIT_ROW (row))->status == LUMBAR_ENCOUNTER_SIGNED)
      break;
  g_signal_emit_by_name (list, "row-activated", row);
  lumbar_test_wait (is_open (test));
}

static void
keep_draft_cb (LumbarHistoryPage *page, LumbarPatient *patient, LumbarEncounter *draft, LumbarEncounter **kept)
{
  g_clear_object (kept);
  *kept = g_object_ref (draft);
}

static void
test_continues_the_draft_there_is (Test *test, gconstpointer data)
{
  g_autoptr (LumbarEncounter) first = NULL;
  g_autoptr (LumbarEncounter) second = NULL;

  g_signal_connect (test->page, "intake-requested", G_CALLBACK (keep_draft_cb), &first);
  gtk_widget_activate_action (GTK_WIDGET (test->page), "history.start-visit", NULL);
  lumbar_test_wait (first != NULL);
  g_signal_handlers_disconnect_by_data (test->page, &first);
  g_signal_connect (test->page, "intake-requested", G_CALLBACK (keep_draft_cb), &second);
  gtk_widget_activate_action (GTK_WIDGET (test->page), "history.start-visit", NULL);
  lumbar_test_wait (second != NULL);
  g_assert_cmpstr (first->id, ==, second->id);
  g_assert_cmpint (first->status, ==, LUMBAR_ENCOUNTER_DRAFT);
}

static int
count_events (Test *test)
{
  GtkListBox *list = GTK_LIST_BOX (find (test, GTK_TYPE_LIST_BOX, "event_list"));
  int n = 0;

  while (gtk_list_box_get_row_at_index (list, n) != NULL)
    n++;
  return n;
}

static gpointer
list_events (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_list_events (store, data, error);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_a_removed_event_comes_back (Test *test, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  int n = count_events (test);
  LumbarEvent *event;

  g_assert_cmpint (n, >, 0);
  lumbar_worker_run_async (test->record->worker, list_events, test->patient->id, NULL, NULL, NULL,
                           keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  events = lumbar_worker_run_finish (test->record->worker, result, NULL);
  event = events->pdata[0];
  gtk_widget_activate_action (GTK_WIDGET (test->page), "history.delete-event", "s", event->id);
  lumbar_test_wait (count_events (test) == n - 1);
  lumbar_test_record_press_undo (test->window);
  lumbar_test_wait (count_events (test) == n);
}

static void
test_page_may_go_while_it_reads (Test *test, gconstpointer data)
{
  g_autoptr (LumbarHistoryPage) page =
    g_object_ref_sink (lumbar_history_page_new (test->record->knowledge, test->record->worker));
  LumbarHistoryPage *alive = page;

  lumbar_history_page_show_patient (page, test->patient);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &alive);
  g_object_run_dispose (G_OBJECT (page));
  g_assert_null (alive);
  lumbar_test_settle (200);
}

static void
test_identity_keeps_its_order (void)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("مثال", "ليلى", "1992-04-16", "female", "7");
  g_autofree char *line = lumbar_identity_write (patient, FALSE);
  g_autofree char *mirrored = lumbar_identity_write (patient, TRUE);

  g_assert_true (g_str_has_prefix (line, "\xe2\x80\x8e\xe2\x81\xa8مثال, ليلى\xe2\x81\xa9 · 16 Apr 1992"));
  g_assert_true (g_str_has_prefix (mirrored, "\xe2\x80\x8f"));
}

static void
test_file_name_holds_nothing_personal (void)
{
  g_autofree char *name = lumbar_report_saving_suggest_name ("2026-11-22T10:00:00Z");
  g_autofree char *without_day = lumbar_report_saving_suggest_name ("");

  g_assert_cmpstr (name, ==, "visit-2026-11-22.pdf");
  g_assert_cmpstr (without_day, ==, "visit.pdf");
}

#define ADD(path, func) g_test_add ("/ui/history-page/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("shows-who-it-is", test_shows_who_it_is);
  ADD ("keeps-names-out-of-the-title", test_keeps_names_out_of_the_title);
  ADD ("lists-visits-latest-first", test_lists_visits_latest_first);
  ADD ("chart-says-its-summary", test_chart_says_its_summary);
  ADD ("range-changes-table-and-summary", test_range_changes_table_and_summary);
  ADD ("series-are-columns", test_series_are_columns);
  ADD ("table-sorts-by-keys", test_table_sorts_by_keys);
  ADD ("chart-zooms-and-walks", test_chart_zooms_and_walks);
  ADD ("saved-values-are-logged", test_saved_values_are_logged);
  ADD ("baseline-changes-summary", test_baseline_changes_summary);
  ADD ("opens-a-signed-visit-as-report", test_opens_a_signed_visit_as_report);
  ADD ("continues-the-draft-there-is", test_continues_the_draft_there_is);
  ADD ("a-removed-event-comes-back", test_a_removed_event_comes_back);
  ADD ("may-go-while-it-reads", test_page_may_go_while_it_reads);
  g_test_add_func ("/ui/identity/keeps-its-order", test_identity_keeps_its_order);
  g_test_add_func ("/ui/report-saving/file-name-holds-nothing-personal", test_file_name_holds_nothing_personal);
  return g_test_run ();
}
