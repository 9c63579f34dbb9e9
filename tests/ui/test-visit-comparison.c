/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two visits compared on the page of a visit: which, in words, item by item, and back again. */

#include <string.h>

#include "lumbar-history-page.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-visit-comparison.h"
#include "lumbar-visit-page.h"

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

static GtkWidget *
find_part (Test *test, GType type, const char *name)
{
  return lumbar_test_find (find (test, LUMBAR_TYPE_VISIT_COMPARISON, NULL), type, name);
}

static gboolean
shows (GtkWidget *owner, const char *page)
{
  GtkStack *stack = GTK_STACK (lumbar_test_find (owner, GTK_TYPE_STACK, "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), page) == 0;
}

static void
open_visit (Test *test, int index)
{
  GtkListBox *list = lumbar_test_record_turn_to_visits (GTK_WIDGET (test->page));

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, index));
  lumbar_test_wait (shows (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL), "report"));
}

static void
set_up (Test *test, gconstpointer data)
{
  test->record = lumbar_test_record_open_example ();
  test->patient = lumbar_test_record_find_patient (test->record, "EX-0001");
  test->page = lumbar_history_page_new (test->record->knowledge, test->record->worker);
  test->window = lumbar_test_record_show (GTK_WIDGET (test->page));
  lumbar_history_page_show_patient (test->page, test->patient);
  lumbar_test_wait (gtk_widget_get_mapped (find (test, ADW_TYPE_VIEW_STACK, "views")));
  /* The first of the list is a draft. */
  open_visit (test, 1);
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
compare (Test *test)
{
  gtk_widget_activate_action (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL), "visit.compare", NULL);
  lumbar_test_wait (shows (find (test, LUMBAR_TYPE_VISIT_COMPARISON, NULL), "comparison"));
}

static guint
count_rows (Test *test)
{
  GtkWidget *items = find_part (test, GTK_TYPE_BOX, "items");
  guint n = 0;

  for (GtkWidget *part = gtk_widget_get_first_child (items); part; part = gtk_widget_get_next_sibling (part))
    for (GtkWidget *list = gtk_widget_get_first_child (part); list; list = gtk_widget_get_next_sibling (list))
      if (GTK_IS_LIST_BOX (list))
        for (GtkWidget *row = gtk_widget_get_first_child (list); row; row = gtk_widget_get_next_sibling (row))
          n++;
  return n;
}

static char *
get_summary (Test *test)
{
  return g_strdup (gtk_label_get_label (GTK_LABEL (find_part (test, GTK_TYPE_LABEL, "summary"))));
}

static const char *
get_choice (GtkDropDown *other, guint position)
{
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (other)), position);
}

static void
test_begins_with_the_visit_before (Test *test, gconstpointer data)
{
  GtkDropDown *other;

  compare (test);
  other = GTK_DROP_DOWN (find_part (test, GTK_TYPE_DROP_DOWN, "other"));
  /* The draft is later and so comes first. */
  g_assert_nonnull (strstr (get_choice (other, 0), "draft"));
  g_assert_cmpuint (gtk_drop_down_get_selected (other), ==, 1);
  g_assert_null (strstr (get_choice (other, 1), "draft"));
  g_assert_nonnull (lumbar_test_find_label (GTK_WIDGET (test->page), "Average pain, past week"));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (find_part (test, GTK_TYPE_LABEL, "summary"))), "→"));
}

static void
test_another_visit_can_be_chosen (Test *test, gconstpointer data)
{
  GtkDropDown *other;
  g_autofree char *first = NULL;
  guint last;

  compare (test);
  first = get_summary (test);
  other = GTK_DROP_DOWN (find_part (test, GTK_TYPE_DROP_DOWN, "other"));
  last = g_list_model_get_n_items (gtk_drop_down_get_model (other)) - 1;
  g_assert_cmpuint (last, >, 0);
  gtk_drop_down_set_selected (other, last);
  lumbar_test_wait (g_strcmp0 (gtk_label_get_label (GTK_LABEL (find_part (test, GTK_TYPE_LABEL, "summary"))), first) != 0);
}

static void
test_all_answers_or_what_differs (Test *test, gconstpointer data)
{
  GtkSwitch *only_changes;
  guint n_changed, n_all;

  compare (test);
  n_changed = count_rows (test);
  only_changes = GTK_SWITCH (find_part (test, GTK_TYPE_SWITCH, "only_changes"));
  gtk_switch_set_active (only_changes, FALSE);
  n_all = count_rows (test);
  g_assert_cmpuint (n_changed, >, 0);
  g_assert_cmpuint (n_all, >, n_changed);
  gtk_switch_set_active (only_changes, TRUE);
  g_assert_cmpuint (count_rows (test), ==, n_changed);
}

static void
test_back_leads_to_the_report (Test *test, gconstpointer data)
{
  compare (test);
  gtk_widget_activate_action (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL), "history.back", NULL);
  g_assert_true (shows (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL), "report"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/ui/visit-comparison/" name, Test, NULL, set_up, func, tear_down)
  ADD ("begins-with-the-visit-before", test_begins_with_the_visit_before);
  ADD ("another-visit-can-be-chosen", test_another_visit_can_be_chosen);
  ADD ("all-answers-or-what-differs", test_all_answers_or_what_differs);
  ADD ("back-leads-to-the-report", test_back_leads_to_the_report);
  return g_test_run ();
}
