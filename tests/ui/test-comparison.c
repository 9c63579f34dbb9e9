/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed visit assessed again with other tables: both are shown, what differs is said, nothing is kept. */

#include "lumbar-comparison-view.h"
#include "lumbar-history-page.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-test-tables.h"
#include "lumbar-visit-page.h"

typedef struct {
  char *tables;
  LumbarOpenRecord *example;
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
shows (Test *test, const char *page)
{
  GtkStack *stack = GTK_STACK (lumbar_test_find (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL), GTK_TYPE_STACK, "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), page) == 0;
}

static void
open_visit (Test *test)
{
  GtkListBox *list;

  lumbar_history_page_show_patient (test->page, test->patient);
  lumbar_test_wait (gtk_widget_get_mapped (find (test, ADW_TYPE_VIEW_STACK, "views")));
  list = lumbar_test_record_turn_to_visits (GTK_WIDGET (test->page));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  lumbar_test_wait (shows (test, "report"));
}

static void
set_up (Test *test, gconstpointer data)
{
  const char *likely = data;

  test->tables = lumbar_test_tables_copy ();
  if (likely != NULL)
    {
      lumbar_test_tables_change (test->tables, "knowledge.ini", "version=2026.2", "version=2027.1");
      lumbar_test_tables_change (test->tables, "knowledge.ini", "\nlikely=0.50", likely);
      lumbar_test_tables_change (test->tables, "options.tsv", "current-drugs\tparacetamol\t", "current-drugs\tacetaminophen\t");
      lumbar_test_tables_change (test->tables, "treatments.tsv", "current-drugs has paracetamol", "current-drugs has acetaminophen");
    }
  test->example = lumbar_test_record_open_example ();
  test->record = lumbar_test_record_open_again (test->example, test->tables);
  if (test->record->faults != NULL)
    g_error ("%s", test->record->faults[0]);
  test->patient = lumbar_test_record_find_patient (test->record, "EX-0001");
  test->page = lumbar_history_page_new (test->record->knowledge, test->record->worker);
  test->window = lumbar_test_record_show (GTK_WIDGET (test->page));
  open_visit (test);
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (test->window);
  lumbar_test_settle (50);
  g_object_unref (test->patient);
  lumbar_open_record_close (test->record);
  lumbar_open_record_close (test->example);
  lumbar_test_tables_remove (test->tables);
}

static void
compare (Test *test)
{
  gtk_widget_activate_action (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL), "visit.assess-again", NULL);
  lumbar_test_wait (shows (test, "comparison"));
}

static const char *
get_heading (Test *test)
{
  return gtk_label_get_label (GTK_LABEL (lumbar_test_find (find (test, LUMBAR_TYPE_COMPARISON_VIEW, NULL), GTK_TYPE_LABEL, "heading")));
}

static void
assert_says (Test *test, const char *text)
{
  if (lumbar_test_find_label (find (test, LUMBAR_TYPE_COMPARISON_VIEW, NULL), text) == NULL)
    g_error ("nothing says “%s”", text);
}

static void
test_says_what_differs (Test *test, gconstpointer data)
{
  compare (test);
  g_assert_cmpstr (get_heading (test), ==, "1 difference");
  assert_says (test, "Back strain from compensating gait: earlier “Likely”, later “Possible”");
  assert_says (test, "●●● Likely · differs");
  assert_says (test, "●●○ Possible · differs");
}

static void
test_lists_answers_not_used (Test *test, gconstpointer data)
{
  compare (test);
  g_assert_true (gtk_widget_get_visible (
    lumbar_test_find (find (test, LUMBAR_TYPE_COMPARISON_VIEW, NULL), GTK_TYPE_BOX, "unused_part")));
  assert_says (test, "Current medicines: “paracetamol;tizanidine” is no answer to this question any more");
}

static void
test_names_both_versions (Test *test, gconstpointer data)
{
  g_autofree char *today = lumbar_knowledge_version_to_text (lumbar_knowledge_get_version (test->record->knowledge));
  g_autofree char *caption = g_strdup_printf ("Knowledge %s", today);

  compare (test);
  assert_says (test, "Knowledge 2026.2");
  assert_says (test, caption);
  g_assert_nonnull (strstr (today, "2027.1 · own tables "));
}

static void
test_same_tables_say_the_same (Test *test, gconstpointer data)
{
  compare (test);
  g_assert_cmpstr (get_heading (test), ==, "Both assessments say the same");
  g_assert_false (gtk_widget_get_visible (lumbar_test_find (find (test, LUMBAR_TYPE_COMPARISON_VIEW, NULL), GTK_TYPE_BOX, "unused_part")));
}

static void
test_back_leads_to_the_report (Test *test, gconstpointer data)
{
  compare (test);
  gtk_widget_activate_action (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL), "history.back", NULL);
  g_assert_true (shows (test, "report"));
  compare (test);
  g_assert_true (shows (test, "comparison"));
}

static gpointer
read_version (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_last_signed (store, data, error);

  return visit ? g_strdup (visit->assessment->knowledge_version) : NULL;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_nothing_is_kept (Test *test, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *version = NULL;

  compare (test);
  lumbar_worker_run_async (test->record->worker, read_version, test->patient->id, NULL, g_free, NULL, keep_result_cb,
                           &result);
  lumbar_test_wait (result != NULL);
  version = lumbar_worker_run_finish (test->record->worker, result, NULL);
  g_assert_cmpstr (version, ==, "2026.2");
}

/* Beside each other where there is room, otherwise one below the other. */
static void
test_sides_fit_the_width (Test *test, gconstpointer data)
{
  GtkWidget *sides, *first, *second;
  graphene_rect_t a, b;

  compare (test);
  lumbar_test_settle (100);
  sides = lumbar_test_find (find (test, LUMBAR_TYPE_COMPARISON_VIEW, NULL), GTK_TYPE_BOX, "sides");
  first = gtk_widget_get_first_child (sides);
  second = gtk_widget_get_next_sibling (first);
  g_assert_true (gtk_widget_compute_bounds (first, sides, &a) && gtk_widget_compute_bounds (second, sides, &b));
  g_assert_cmpfloat (b.origin.x, >=, a.origin.x + a.size.width);
  g_assert_cmpfloat (a.origin.y, ==, b.origin.y);

  /* As the window does when it has no room for the list beside the page. */
  lumbar_history_page_set_folded (test->page, TRUE);
  gtk_window_set_default_size (test->window, 360, 700);
  lumbar_test_settle (300);
  g_assert_true (gtk_widget_compute_bounds (first, sides, &a) && gtk_widget_compute_bounds (second, sides, &b));
  g_assert_cmpfloat (b.origin.y, >=, a.origin.y + a.size.height);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (test->window)), <=, 372);
}

#define ADD(name, function, likely) \
  g_test_add ("/ui/comparison/" name, Test, likely, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("says-what-differs", test_says_what_differs, "\nlikely=0.85");
  ADD ("lists-answers-not-used", test_lists_answers_not_used, "\nlikely=0.85");
  ADD ("names-both-versions", test_names_both_versions, "\nlikely=0.85");
  ADD ("same-tables-say-the-same", test_same_tables_say_the_same, NULL);
  ADD ("back-leads-to-the-report", test_back_leads_to_the_report, NULL);
  ADD ("nothing-is-kept", test_nothing_is_kept, "\nlikely=0.85");
  ADD ("sides-fit-the-width", test_sides_fit_the_width, "\nlikely=0.85");
  return g_test_run ();
}
