/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two entries of one person shown as one and separated again; a person erased only when it is really meant. */

#include "lumbar-erase-dialog.h"
#include "lumbar-merge-dialog.h"
#include "lumbar-patient-row.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

typedef struct {
  LumbarOpenRecord *record;
  LumbarPatient *patient;
  guint n_signals;
} Test;

static gpointer
add_patient (LumbarStore *store, gpointer number, GError **error)
{
  LumbarPatient *patient = lumbar_patient_new ("Doppelt", "Invented", "1979-03-12", "female", number);

  g_assert_true (lumbar_store_save_patient (store, patient, error));
  return patient;
}

static gpointer
count_merged (LumbarStore *store, gpointer id, GError **error)
{
  g_autoptr (GPtrArray) merged = lumbar_store_list_merged (store, id, error);

  return GUINT_TO_POINTER (merged->len);
}

static gpointer
count_found (LumbarStore *store, gpointer query, GError **error)
{
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (store, query, 10, error);

  return GUINT_TO_POINTER (found->len);
}

static void
set_up (Test *test, gconstpointer data)
{
  test->record = lumbar_test_record_open_example ();
  test->patient = lumbar_test_record_work (test->record, add_patient, "QQ77001");
  g_object_unref (lumbar_test_record_work (test->record, add_patient, "QQ77002"));
}

static void
tear_down (Test *test, gconstpointer data)
{
  lumbar_test_settle (50);
  g_object_unref (test->patient);
  lumbar_open_record_close (test->record);
}

static void
count_cb (Test *test)
{
  test->n_signals++;
}

static GtkListBoxRow *
get_other (GtkWidget *dialog)
{
  GtkListBox *list = GTK_LIST_BOX (lumbar_test_find (dialog, GTK_TYPE_LIST_BOX, "list"));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)) &&
        g_str_equal (lumbar_patient_row_get_patient (LUMBAR_PATIENT_ROW (row))->record_number, "QQ77002"))
      return row;
  return NULL;
}

static void
test_merged_and_separated_again (Test *test, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (lumbar_merge_dialog_new (test->record->worker, test->patient));
  GtkWidget *label = NULL;

  g_signal_connect_swapped (dialog, "changed", G_CALLBACK (count_cb), test);
  gtk_window_present (GTK_WINDOW (dialog));
  lumbar_test_wait (get_other (dialog) != NULL);
  gtk_widget_activate_action (dialog, "dialog.merge", NULL);
  lumbar_test_settle (100);
  g_assert_cmpuint (test->n_signals, ==, 0);
  gtk_list_box_select_row (GTK_LIST_BOX (lumbar_test_find (dialog, GTK_TYPE_LIST_BOX, "list")), get_other (dialog));
  gtk_widget_activate_action (dialog, "dialog.merge", NULL);
  lumbar_test_wait (test->n_signals == 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (lumbar_test_record_work (test->record, count_merged, test->patient->id)), ==, 1);
  lumbar_test_wait ((label = lumbar_test_find_label (dialog, "Separate")) != NULL && gtk_widget_get_mapped (label));
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  lumbar_test_wait (test->n_signals == 2);
  g_assert_cmpuint (GPOINTER_TO_UINT (lumbar_test_record_work (test->record, count_merged, test->patient->id)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
type (GtkWidget *dialog, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (lumbar_test_find (dialog, ADW_TYPE_ENTRY_ROW, field)), text);
}

static void
test_erased_only_when_it_is_meant (Test *test, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (lumbar_erase_dialog_new (test->record->worker, test->patient));

  g_signal_connect_swapped (dialog, "erased", G_CALLBACK (count_cb), test);
  gtk_window_present (GTK_WINDOW (dialog));
  lumbar_test_wait (gtk_widget_get_mapped (dialog));
  type (dialog, "reason", "GDPR 17 (1)");
  gtk_widget_activate_action (dialog, "dialog.erase", NULL);
  type (dialog, "name", "Somebody Else");
  gtk_widget_activate_action (dialog, "dialog.erase", NULL);
  lumbar_test_settle (100);
  g_assert_cmpuint (test->n_signals, ==, 0);
  g_assert_cmpuint (GPOINTER_TO_UINT (lumbar_test_record_work (test->record, count_found, "QQ77001")), ==, 1);
  type (dialog, "name", " doppelt ");
  gtk_widget_activate_action (dialog, "dialog.erase", NULL);
  lumbar_test_wait (test->n_signals == 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (lumbar_test_record_work (test->record, count_found, "QQ77001")), ==, 0);
  g_assert_cmpuint (GPOINTER_TO_UINT (lumbar_test_record_work (test->record, count_found, "QQ77002")), ==, 1);
}

#define ADD(path, func) g_test_add ("/ui/merge/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("merged-and-separated-again", test_merged_and_separated_again);
  ADD ("erased-only-when-it-is-meant", test_erased_only_when_it_is_meant);
  return g_test_run ();
}
