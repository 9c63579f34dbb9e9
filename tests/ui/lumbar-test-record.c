/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The example clinic and a window, for tests of what is seen. */

#include "lumbar-test-record.h"

#include "lumbar-test-intake.h"

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The record as the application opens it. */
LumbarOpenRecord *
lumbar_test_record_open_example (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LumbarOpenRecord *record;

  lumbar_open_record_example_async (NULL, "Tester", NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  record = lumbar_open_record_finish (result, &error);
  g_assert_no_error (error);
  return record;
}

/* The record of an example, as a later version of the tables finds it. */
LumbarOpenRecord *
lumbar_test_record_open_again (LumbarOpenRecord *example, const char *tables)
{
  g_autofree char *path = g_build_filename (example->folder, "record.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LumbarOpenRecord *record;

  lumbar_open_record_async (path, tables, "Tester", NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  record = lumbar_open_record_finish (result, &error);
  g_assert_no_error (error);
  return record;
}

static gpointer
find (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (store, data, 1, error);

  return found && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

/* Something done with the record, and waited for. */
gpointer
lumbar_test_record_work (LumbarOpenRecord *record, LumbarWorkerFunc func, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer done;

  lumbar_worker_run_async (record->worker, func, (gpointer) text, NULL, NULL, NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  done = lumbar_worker_run_finish (record->worker, result, &error);
  g_assert_no_error (error);
  return done;
}

/* The first whom a search finds. */
LumbarPatient *
lumbar_test_record_find_patient (LumbarOpenRecord *record, const char *query)
{
  LumbarPatient *patient = lumbar_test_record_work (record, find, query);

  g_assert_nonnull (patient);
  return patient;
}

/* A window with a place for toasts, as the program's own has. */
GtkWindow *
lumbar_test_record_show (GtkWidget *widget)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), widget);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_present (GTK_WINDOW (window));
  lumbar_test_wait (gtk_widget_get_mapped (widget));
  return GTK_WINDOW (window);
}

/* The list of visits of a history page: a view is filled when it is looked at. */
GtkListBox *
lumbar_test_record_turn_to_visits (GtkWidget *page)
{
  AdwViewStack *views = ADW_VIEW_STACK (lumbar_test_find (page, ADW_TYPE_VIEW_STACK, "views"));

  adw_view_stack_set_visible_child_name (views, "visits");
  return GTK_LIST_BOX (lumbar_test_find (page, GTK_TYPE_LIST_BOX, "visit_list"));
}

/* The button of the toast that is shown. */
void
lumbar_test_record_press_undo (GtkWindow *window)
{
  GtkWidget *label = NULL;

  lumbar_test_wait ((label = lumbar_test_find_label (GTK_WIDGET (window), "Undo")) != NULL);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}
