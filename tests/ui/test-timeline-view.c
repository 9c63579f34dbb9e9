/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time line of a patient and its events, with the keys alone, on the example clinic. */

#include <string.h>

#include "lumbar-date-ago.h"
#include "lumbar-event-dialog.h"
#include "lumbar-history-page.h"
#include "lumbar-patient-history.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-timeline-row.h"
#include "lumbar-timeline-view.h"

typedef struct {
  LumbarOpenRecord *record;
  LumbarPatient *patient;
  LumbarHistoryPage *page;
  GtkWindow *window;
  LumbarEvent *told; /* Owned; what a dialog told of */
  guint n_signals;
} Test;

static GtkWidget *
find (Test *test, GType type, const char *name)
{
  GtkWidget *found = lumbar_test_find (GTK_WIDGET (test->page), type, name);

  g_assert_nonnull (found);
  return found;
}

static void
set_up (Test *test, gconstpointer data)
{
  AdwViewStack *views;

  test->record = lumbar_test_record_open_example ();
  test->patient = lumbar_test_record_find_patient (test->record, "EX-0001");
  test->page = lumbar_history_page_new (test->record->knowledge, test->record->worker);
  test->window = lumbar_test_record_show (GTK_WIDGET (test->page));
  lumbar_history_page_show_patient (test->page, test->patient);
  views = ADW_VIEW_STACK (find (test, ADW_TYPE_VIEW_STACK, "views"));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (views)));
  gtk_widget_activate_action (GTK_WIDGET (test->page), "history.show-timeline", NULL);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (views), ==, "timeline");
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (test->window);
  lumbar_test_settle (50);
  g_clear_object (&test->told);
  g_object_unref (test->patient);
  lumbar_open_record_close (test->record);
}

static GListModel *
get_model (Test *test)
{
  GtkWidget *view = find (test, LUMBAR_TYPE_TIMELINE_VIEW, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (lumbar_test_find (view, GTK_TYPE_LIST_VIEW, "list"))));
}

static LumbarTimelineItem *
get_item (Test *test, guint position)
{
  g_autoptr (LumbarTimelineItem) item = g_list_model_get_item (get_model (test), position);

  g_assert_nonnull (item);
  return item;
}

static guint
count (Test *test, LumbarTimelineKind kind, LumbarTimelineState state)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (get_model (test)); i++)
    n += get_item (test, i)->kind == kind && get_item (test, i)->state == state;
  return n;
}

static guint
find_event (Test *test)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_model (test)); i++)
    if (get_item (test, i)->event != NULL)
      return i;
  g_assert_not_reached ();
}

static void
test_merges_visits_and_events (Test *test, gconstpointer data)
{
  g_assert_cmpint (get_item (test, 0)->kind, ==, LUMBAR_TIMELINE_YEAR);
  g_assert_cmpuint (count (test, LUMBAR_TIMELINE_VISIT, LUMBAR_TIMELINE_PLAIN), >, 1);
  g_assert_cmpuint (count (test, LUMBAR_TIMELINE_VISIT, LUMBAR_TIMELINE_DRAFT), ==, 1);
  g_assert_cmpuint (count (test, LUMBAR_TIMELINE_TREATMENT, LUMBAR_TIMELINE_PLAIN), >, 1);
  g_assert_cmpuint (count (test, LUMBAR_TIMELINE_ADDENDUM, LUMBAR_TIMELINE_PLAIN), ==, 1);
}

static void
test_narrows_by_kind_and_words (Test *test, gconstpointer data)
{
  GtkDropDown *kind = GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "kind"));
  GtkEditable *search = GTK_EDITABLE (find (test, GTK_TYPE_SEARCH_ENTRY, "search"));
  GtkStack *stack = GTK_STACK (gtk_widget_get_ancestor (find (test, GTK_TYPE_LIST_VIEW, "list"), GTK_TYPE_STACK));
  guint all = g_list_model_get_n_items (get_model (test));

  gtk_drop_down_set_selected (kind, 2);
  g_assert_cmpuint (count (test, LUMBAR_TIMELINE_VISIT, LUMBAR_TIMELINE_PLAIN), ==, 0);
  g_assert_cmpuint (count (test, LUMBAR_TIMELINE_TREATMENT, LUMBAR_TIMELINE_PLAIN), >, 1);
  gtk_editable_set_text (search, "SLEEPiness");
  lumbar_test_wait (g_list_model_get_n_items (get_model (test)) == 2);
  gtk_editable_set_text (search, "no such words");
  lumbar_test_wait (g_str_equal (gtk_stack_get_visible_child_name (stack), "none"));
  gtk_widget_activate_action (find (test, LUMBAR_TYPE_TIMELINE_VIEW, NULL), "timeline.clear", NULL);
  lumbar_test_wait (g_list_model_get_n_items (get_model (test)) == all);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
}

static void
test_goes_to_a_year (Test *test, gconstpointer data)
{
  GtkDropDown *year = GTK_DROP_DOWN (find (test, GTK_TYPE_DROP_DOWN, "year"));
  GtkWidget *list = find (test, GTK_TYPE_LIST_VIEW, "list");
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (year));

  /* GTK 4.18 forgets a size that is asked for while the window is still getting its first. */
  lumbar_test_wait (gtk_widget_get_height (list) > 0);
  lumbar_test_settle (50);
  gtk_window_set_default_size (test->window, 600, 400);
  /* In the window as it was, the year may be in view already. */
  lumbar_test_wait (gtk_widget_get_height (list) > 0 && gtk_widget_get_height (list) < 400 &&
                    gtk_adjustment_get_page_size (adjustment) < 400 &&
                    gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
  lumbar_test_settle (50);
  g_assert_cmpuint (n, >, 2);
  gtk_drop_down_set_selected (year, n - 1);
  lumbar_test_wait (gtk_adjustment_get_value (adjustment) > 0);
}

static gboolean
is_visit_open (Test *test)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (find (test, ADW_TYPE_LEAFLET, "leaflet"));

  return g_strcmp0 (adw_leaflet_get_visible_child_name (leaflet), "visit") == 0;
}

/* A long time line gets its rows as they are needed, also in a window too high to scroll. */
static void
test_a_long_time_line_is_whole (Test *test, gconstpointer data)
{
  g_autoptr (LumbarTimelineView) view = g_object_ref_sink (g_object_new (LUMBAR_TYPE_TIMELINE_VIEW, NULL));
  g_autoptr (GPtrArray) timeline = g_ptr_array_new_with_free_func (g_object_unref);
  LumbarPatientHistory history = { .timeline = timeline };
  GtkListView *list = GTK_LIST_VIEW (lumbar_test_find (GTK_WIDGET (view), GTK_TYPE_LIST_VIEW, "list"));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));
  GtkAdjustment *adjustment;
  GtkWindow *window;

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (LumbarEvent) event = lumbar_event_new ("patient", LUMBAR_EVENT_FALL, "2026-01-01", "");

      g_ptr_array_add (timeline, lumbar_timeline_item_new_event (event));
    }
  window = lumbar_test_record_show (GTK_WIDGET (view));
  lumbar_timeline_view_show (view, &history, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (model), <, 100);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  lumbar_test_wait (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
  for (guint i = 0; i < 40; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      lumbar_test_settle (20);
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 501);
  gtk_window_destroy (window);
}

static void
test_enter_opens_a_visit (Test *test, gconstpointer data)
{
  guint i = 0;

  while (get_item (test, i)->kind != LUMBAR_TIMELINE_ADDENDUM)
    i++;
  g_signal_emit_by_name (find (test, GTK_TYPE_LIST_VIEW, "list"), "activate", i);
  g_assert_true (is_visit_open (test));
}

static void
keep_intake_cb (Test *test)
{
  test->n_signals++;
}

static void
test_enter_goes_on_with_a_draft (Test *test, gconstpointer data)
{
  guint i = 0;

  g_signal_connect_swapped (test->page, "intake-requested", G_CALLBACK (keep_intake_cb), test);
  while (get_item (test, i)->state != LUMBAR_TIMELINE_DRAFT)
    i++;
  g_signal_emit_by_name (find (test, GTK_TYPE_LIST_VIEW, "list"), "activate", i);
  lumbar_test_wait (test->n_signals == 1);
}

static GtkWidget *
get_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (LUMBAR_IS_EVENT_DIALOG (at->data) && gtk_widget_get_visible (at->data))
      return at->data;
  return NULL;
}

static void
test_e_adds_an_event_in_seconds (Test *test, gconstpointer data)
{
  guint n = count (test, LUMBAR_TIMELINE_FALL, LUMBAR_TIMELINE_PLAIN);
  GtkWidget *dialog, *grid, *text;

  gtk_widget_grab_focus (find (test, GTK_TYPE_LIST_VIEW, "list"));
  gtk_widget_activate_action (GTK_WIDGET (test->page), "history.add-event", NULL);
  lumbar_test_wait ((dialog = get_dialog ()) != NULL);
  grid = lumbar_test_find (dialog, GTK_TYPE_GRID, "kinds");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), grid));
  g_assert_true (lumbar_test_press (grid, GDK_KEY_f, 0));
  text = lumbar_test_find (dialog, ADW_TYPE_ENTRY_ROW, "text");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), text));
  gtk_editable_set_text (GTK_EDITABLE (text), "On the ice");
  gtk_widget_activate_action (dialog, "dialog.add", NULL);
  lumbar_test_wait (count (test, LUMBAR_TIMELINE_FALL, LUMBAR_TIMELINE_PLAIN) == n + 1);
}

static void
test_every_kind_has_a_key_of_its_own (Test *test, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (lumbar_event_dialog_new (test->patient->id));
  GtkWidget *grid = lumbar_test_find (dialog, GTK_TYPE_GRID, "kinds");
  static const guint keys[] = { GDK_KEY_s, GDK_KEY_c, GDK_KEY_p, GDK_KEY_R, GDK_KEY_t,
                                GDK_KEY_f, GDK_KEY_i, GDK_KEY_l, GDK_KEY_o };

  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    {
      GtkWidget *button = gtk_grid_get_child_at (GTK_GRID (grid), i % 2, i / 2);

      g_assert_true (lumbar_test_press (grid, keys[i], 0));
      g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
      gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           lumbar_event_kind_get_title ((LumbarEventKind) i));
    }
  g_assert_false (lumbar_test_press (grid, GDK_KEY_z, 0));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
keep_event_cb (Test *test, LumbarEvent *event)
{
  g_set_object (&test->told, event);
}

static void
test_dialog_wants_a_kind_and_a_day_up_to_today (Test *test, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (lumbar_event_dialog_new (test->patient->id));
  GtkEditable *day = GTK_EDITABLE (lumbar_test_find (dialog, ADW_TYPE_ENTRY_ROW, "day"));
  GtkWidget *add = lumbar_test_find (dialog, GTK_TYPE_BUTTON, "add_button");
  GtkWidget *grid = lumbar_test_find (dialog, GTK_TYPE_GRID, "kinds");

  g_signal_connect_swapped (dialog, "added", G_CALLBACK (keep_event_cb), test);
  g_assert_false (gtk_widget_get_sensitive (add));
  lumbar_test_press (grid, GDK_KEY_r, 0);
  g_assert_true (gtk_widget_get_sensitive (add));
  gtk_editable_set_text (day, "2999-01-01");
  g_assert_false (gtk_widget_get_sensitive (add));
  gtk_editable_set_text (day, "1979");
  g_assert_false (gtk_widget_get_sensitive (add));
  gtk_editable_set_text (day, "2 weeks ago");
  g_assert_true (gtk_widget_get_sensitive (add));
  gtk_editable_set_text (day, "3 May 2026");
  gtk_widget_activate_action (dialog, "dialog.add", NULL);
  g_assert_nonnull (test->told);
  g_assert_cmpint (test->told->kind, ==, LUMBAR_EVENT_RELAPSE);
  g_assert_cmpstr (test->told->on, ==, "2026-05-03");
}

static void
test_a_change_can_be_undone (Test *test, gconstpointer data)
{
  g_autofree char *id = g_strdup (get_item (test, find_event (test))->event->id);
  g_autofree char *before = g_strdup (get_item (test, find_event (test))->event->text);
  GtkWidget *dialog;

  g_signal_emit_by_name (find (test, GTK_TYPE_LIST_VIEW, "list"), "activate", find_event (test));
  lumbar_test_wait ((dialog = get_dialog ()) != NULL);
  lumbar_test_wait (gtk_widget_get_visible (lumbar_test_find (dialog, GTK_TYPE_BOX, "trail")));
  gtk_editable_set_text (GTK_EDITABLE (lumbar_test_find (dialog, ADW_TYPE_ENTRY_ROW, "text")), "Changed words");
  gtk_widget_activate_action (dialog, "dialog.add", NULL);
  lumbar_test_wait (g_str_equal (get_item (test, find_event (test))->text, "Changed words"));
  g_assert_cmpstr (get_item (test, find_event (test))->event->id, ==, id);
  lumbar_test_record_press_undo (test->window);
  lumbar_test_wait (g_str_equal (get_item (test, find_event (test))->event->text, before));
}

static void
test_a_withdrawn_event_stays_and_comes_back (Test *test, gconstpointer data)
{
  guint n = g_list_model_get_n_items (get_model (test));
  LumbarTimelineKind kind = get_item (test, find_event (test))->kind;
  GtkWidget *dialog;

  g_signal_emit_by_name (find (test, GTK_TYPE_LIST_VIEW, "list"), "activate", find_event (test));
  lumbar_test_wait ((dialog = get_dialog ()) != NULL);
  gtk_widget_activate_action (dialog, "dialog.withdraw", NULL);
  lumbar_test_wait (count (test, kind, LUMBAR_TIMELINE_WITHDRAWN) == 1);
  g_assert_cmpuint (g_list_model_get_n_items (get_model (test)), ==, n);
  lumbar_test_record_press_undo (test->window);
  lumbar_test_wait (count (test, kind, LUMBAR_TIMELINE_WITHDRAWN) == 0);
  g_assert_cmpuint (g_list_model_get_n_items (get_model (test)), ==, n);
}

/* What each row says to a screen reader. */
static void
test_rows_have_names (Test *test, gconstpointer data)
{
  GtkWidget *list = find (test, GTK_TYPE_LIST_VIEW, "list");
  guint n = 0;

  for (GtkWidget *cell = gtk_widget_get_first_child (list); cell; cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *row = gtk_widget_get_first_child (cell);

      if (row == NULL || !LUMBAR_IS_TIMELINE_ROW (row) || !gtk_widget_get_mapped (row))
        continue;
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL));
      n++;
    }
  g_assert_cmpuint (n, >, 3);
}

static void
test_overview_has_the_summary_and_the_latest (Test *test, gconstpointer data)
{
  GtkListBox *summary = GTK_LIST_BOX (find (test, GTK_TYPE_LIST_BOX, "summary"));
  GtkListBox *latest = GTK_LIST_BOX (find (test, GTK_TYPE_LIST_BOX, "latest"));
  int n = 0;

  while (gtk_list_box_get_row_at_index (summary, n) != NULL)
    n++;
  g_assert_cmpint (n, >, 3);
  g_assert_cmpint (n, <=, LUMBAR_PROBLEM_SUMMARY_MOST);
  g_assert_nonnull (lumbar_test_find_label (GTK_WIDGET (summary), "MS and walking"));
  g_signal_emit_by_name (latest, "row-activated", gtk_list_box_get_row_at_index (latest, 0));
  g_assert_true (is_visit_open (test));
}

typedef struct {
  const char *name;
  const char *text;
  const char *day;
} AgoCase;

static const AgoCase ago_cases[] = {
  { "today", " Today ", "2026-11-26" },
  { "yesterday", "yesterday", "2026-11-25" },
  { "days", "10 days ago", "2026-11-16" },
  { "weeks", "3 weeks ago", "2026-11-05" },
  { "week", "1 week", "2026-11-19" },
  { "short", "2w", "2026-11-12" },
  { "months-keep-to-the-calendar", "9 months ago", "2026-02-26" },
  { "years", "2 years ago", "2024-11-26" },
  { "no-unit", "3 ago", NULL },
  { "no-number", "weeks ago", NULL },
  { "another-unit", "3 fortnights ago", NULL },
  { "more-words", "3 weeks ago or so", NULL },
  { "longer-than-a-life", "99999999 days ago", NULL },
  { "a-date", "2026-11-05", NULL },
  { "nothing", "", NULL },
};

static void
test_ago (gconstpointer data)
{
  const AgoCase *item = data;
  g_autofree char *day = lumbar_date_read_ago (item->text, "2026-11-26");

  g_assert_cmpstr (day, ==, item->day);
}

#define ADD(path, func) g_test_add ("/ui/timeline/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("merges-visits-and-events", test_merges_visits_and_events);
  ADD ("narrows-by-kind-and-words", test_narrows_by_kind_and_words);
  ADD ("goes-to-a-year", test_goes_to_a_year);
  ADD ("a-long-time-line-is-whole", test_a_long_time_line_is_whole);
  ADD ("enter-opens-a-visit", test_enter_opens_a_visit);
  ADD ("enter-goes-on-with-a-draft", test_enter_goes_on_with_a_draft);
  ADD ("e-adds-an-event-in-seconds", test_e_adds_an_event_in_seconds);
  ADD ("every-kind-has-a-key-of-its-own", test_every_kind_has_a_key_of_its_own);
  ADD ("dialog-wants-a-kind-and-a-day-up-to-today", test_dialog_wants_a_kind_and_a_day_up_to_today);
  ADD ("a-change-can-be-undone", test_a_change_can_be_undone);
  ADD ("a-withdrawn-event-stays-and-comes-back", test_a_withdrawn_event_stays_and_comes_back);
  ADD ("rows-have-names", test_rows_have_names);
  ADD ("overview-has-the-summary-and-the-latest", test_overview_has_the_summary_and_the_latest);
  for (guint i = 0; i < G_N_ELEMENTS (ago_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/date-ago/", ago_cases[i].name, NULL);

      g_test_add_data_func (path, &ago_cases[i], test_ago);
    }
  return g_test_run ();
}
