/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding, making and changing patients, on the example clinic. */

#include "lumbar-measure.h"
#include "lumbar-patient-dialog.h"
#include "lumbar-patient-list.h"
#include "lumbar-patient-row.h"
#include "lumbar-patients-page.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

typedef struct {
  LumbarOpenRecord *record;
  GtkWindow *dialog;
  guint n_signals;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  test->record = lumbar_test_record_open_example ();
}

static void
tear_down (Test *test, gconstpointer data)
{
  if (test->dialog != NULL)
    gtk_window_destroy (test->dialog);
  lumbar_test_settle (20);
  lumbar_open_record_close (test->record);
}

static void
count_cb (Test *test)
{
  test->n_signals++;
}

/* The list */

static void
test_list_is_there_at_once (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatientList) list = lumbar_patient_list_new (test->record->worker);

  g_signal_connect_swapped (list, "settled", G_CALLBACK (count_cb), test);
  lumbar_patient_list_refresh (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  lumbar_test_wait (test->n_signals == 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >=, 12);
}

static void
test_list_is_recent_first (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatientList) list = lumbar_patient_list_new (test->record->worker);

  lumbar_patient_list_refresh (list);
  lumbar_test_wait (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (LumbarPatient) before = g_list_model_get_item (G_LIST_MODEL (list), i - 1);
      g_autoptr (LumbarPatient) after = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpstr (before->last_visit, >=, after->last_visit);
    }
}

static void
test_list_answers_only_the_last_search (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatientList) list = lumbar_patient_list_new (test->record->worker);
  g_autoptr (LumbarPatient) found = NULL;

  g_signal_connect_swapped (list, "settled", G_CALLBACK (count_cb), test);
  lumbar_patient_list_search (list, "");
  lumbar_patient_list_search (list, "E");
  lumbar_patient_list_search (list, "EX-0003");
  lumbar_test_wait (test->n_signals > 0);
  lumbar_test_settle (100);
  g_assert_cmpuint (test->n_signals, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  found = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (found->record_number, ==, "EX-0003");
}

static void
test_list_can_go_while_it_searches (Test *test, gconstpointer data)
{
  LumbarPatientList *list = lumbar_patient_list_new (test->record->worker);

  lumbar_patient_list_refresh (list);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  lumbar_test_wait (list == NULL);
}

/* The page */

static const char *
get_page (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (lumbar_test_find (page, GTK_TYPE_STACK, "stack")));
}

static void
test_page_says_when_nobody_is_found (Test *test, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (lumbar_patients_page_new (test->record->worker));
  GtkWidget *entry = lumbar_test_find (page, GTK_TYPE_SEARCH_ENTRY, "search_entry");

  test->dialog = lumbar_test_record_show (page);
  lumbar_test_wait (g_str_equal (get_page (page), "list"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "qqqqqqqq");
  lumbar_test_wait (g_str_equal (get_page (page), "nothing-found"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  lumbar_test_wait (g_str_equal (get_page (page), "list"));
}

static gpointer
delete_all (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) all = lumbar_store_search_patients (store, "", 100, error);

  for (guint i = 0; i < all->len; i++)
    g_assert_true (lumbar_store_delete_patient (store, LUMBAR_PATIENT (all->pdata[i])->id, error));
  return NULL;
}

static void
test_page_offers_two_ways_when_empty (Test *test, gconstpointer data)
{
  GtkWidget *page;

  lumbar_worker_run_async (test->record->worker, delete_all, NULL, NULL, NULL, NULL, NULL, NULL);
  page = GTK_WIDGET (lumbar_patients_page_new (test->record->worker));
  test->dialog = lumbar_test_record_show (page);
  lumbar_test_wait (g_str_equal (get_page (page), "empty"));
  g_assert_nonnull (lumbar_test_find_label (page, "Look at the Example Clinic"));
  g_assert_nonnull (lumbar_test_find_label (page, "New Patient"));
}

static void
test_page_opens_the_first_on_enter (Test *test, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (lumbar_patients_page_new (test->record->worker));
  GtkWidget *entry = lumbar_test_find (page, GTK_TYPE_SEARCH_ENTRY, "search_entry");

  test->dialog = lumbar_test_record_show (page);
  lumbar_test_wait (g_str_equal (get_page (page), "list"));
  g_signal_connect_swapped (page, "chosen", G_CALLBACK (count_cb), test);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (test->n_signals, ==, 1);
}

static void
test_row_says_all_it_shows (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Nowak", "Anna", "1979", "female", "004711");
  g_autoptr (GtkWidget) row = NULL;

  patient->concluded = TRUE;
  patient->last_group = LUMBAR_GROUP_REFERRED;
  row = g_object_ref_sink (lumbar_patient_row_new (patient));
  g_assert_nonnull (lumbar_test_find_label (row, "Nowak, Anna"));
  g_assert_null (gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "Nowak, Anna, 1979 (47) · 004711, Referred"));
}

/* The line of the pain is for the eye; its words are in the name of the row. */
static void
test_row_says_its_pain (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Nowak", "Anna", "1979", "female", "004711");
  g_autoptr (GtkWidget) row = NULL;

  patient->recent_pain = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_ptr_array_add (patient->recent_pain, lumbar_measure_new ("nrs-pain-average", "", "2026-02-01T09:00:00Z", 7));
  g_ptr_array_add (patient->recent_pain, lumbar_measure_new ("nrs-pain-average", "", "2026-05-01T09:00:00Z", 4));
  row = g_object_ref_sink (lumbar_patient_row_new (patient));
  g_assert_null (gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Nowak, Anna, 1979 (47) · 004711, pain 7 → 4 in the last 12 months"));
  gtk_test_accessible_assert_role (lumbar_test_find (row, GTK_TYPE_DRAWING_AREA, "spark"),
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

/* The dialog */

static void
open_dialog (Test *test, LumbarPatient *patient)
{
  test->dialog = GTK_WINDOW (lumbar_patient_dialog_new (test->record->worker, patient));
  gtk_window_present (test->dialog);
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (test->dialog)));
}

static void
type (Test *test, const char *field, const char *text)
{
  gtk_editable_set_text (
    GTK_EDITABLE (lumbar_test_find (GTK_WIDGET (test->dialog), ADW_TYPE_ENTRY_ROW, field)), text);
}

static const char *
read_label (Test *test, const char *name)
{
  return gtk_label_get_label (
    GTK_LABEL (lumbar_test_find (GTK_WIDGET (test->dialog), GTK_TYPE_LABEL, name)));
}

static gboolean
can_save (Test *test)
{
  return gtk_widget_get_sensitive (lumbar_test_find (GTK_WIDGET (test->dialog), GTK_TYPE_BUTTON, "save_button"));
}

static void
test_dialog_needs_a_name (Test *test, gconstpointer data)
{
  open_dialog (test, NULL);
  g_assert_false (can_save (test));
  g_assert_false (gtk_widget_get_visible (lumbar_test_find (GTK_WIDGET (test->dialog), GTK_TYPE_LABEL, "problem")));
  type (test, "given_name", "Anna");
  g_assert_true (can_save (test));
  type (test, "given_name", "");
  g_assert_false (can_save (test));
  g_assert_cmpstr (read_label (test, "problem"), ==, "A patient needs a name.");
}

static void
test_dialog_reads_the_birth_date_back (Test *test, gconstpointer data)
{
  open_dialog (test, NULL);
  type (test, "family_name", "Nowak");
  type (test, "birth_date", "12 Mar 1979");
  g_assert_true (g_str_has_prefix (read_label (test, "birth_date_reading"), "12 Mar 1979, "));
  g_assert_true (can_save (test));
  type (test, "birth_date", "31 Feb 1979");
  g_assert_cmpstr (read_label (test, "birth_date_reading"), ==, "");
  g_assert_false (can_save (test));
  g_assert_nonnull (strstr (read_label (test, "problem"), "no day of the calendar"));
}

static void
test_dialog_refuses_the_future (Test *test, gconstpointer data)
{
  open_dialog (test, NULL);
  type (test, "family_name", "Nowak");
  type (test, "birth_date", "2999-01-01");
  g_assert_false (can_save (test));
  g_assert_nonnull (strstr (read_label (test, "problem"), "future"));
}

static void
test_dialog_warns_of_the_same_person (Test *test, gconstpointer data)
{
  GtkWidget *group;

  open_dialog (test, NULL);
  group = lumbar_test_find (GTK_WIDGET (test->dialog), ADW_TYPE_PREFERENCES_GROUP, "similar_group");
  g_assert_false (gtk_widget_get_visible (group));
  type (test, "family_name", "Exampel");
  type (test, "given_name", "Alice");
  lumbar_test_wait (gtk_widget_get_visible (group));
  type (test, "family_name", "Quite");
  type (test, "given_name", "Different");
  lumbar_test_wait (!gtk_widget_get_visible (group));
}

static void
keep_patient_cb (LumbarPatientDialog *dialog, LumbarPatient *patient, LumbarPatient **kept)
{
  *kept = g_object_ref (patient);
}

static void
test_dialog_saves_what_was_typed (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatient) saved = NULL;
  g_autoptr (LumbarPatient) found = NULL;

  open_dialog (test, NULL);
  g_signal_connect (test->dialog, "saved", G_CALLBACK (keep_patient_cb), &saved);
  type (test, "family_name", "Nowak");
  type (test, "birth_date", "12.3.79");
  type (test, "record_number", "004711");
  gtk_widget_activate_action (GTK_WIDGET (test->dialog), "dialog.save", NULL);
  test->dialog = NULL;
  lumbar_test_wait (saved != NULL);
  found = lumbar_test_record_find_patient (test->record, "004711");
  g_assert_cmpstr (found->id, ==, saved->id);
  g_assert_cmpstr (found->birth_date, ==, "1979-03-12");
}

static void
test_dialog_changes_the_same_patient (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (test->record, "EX-0001");
  g_autoptr (LumbarPatient) saved = NULL;

  open_dialog (test, patient);
  g_signal_connect (test->dialog, "saved", G_CALLBACK (keep_patient_cb), &saved);
  type (test, "note", "Prefers mornings");
  gtk_widget_activate_action (GTK_WIDGET (test->dialog), "dialog.save", NULL);
  test->dialog = NULL;
  lumbar_test_wait (saved != NULL);
  g_assert_cmpstr (saved->id, ==, patient->id);
  g_assert_cmpstr (saved->note, ==, "Prefers mornings");
  g_assert_true (saved->example);
}

#define ADD(path, func) g_test_add ("/ui/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("patient-list/is-there-at-once", test_list_is_there_at_once);
  ADD ("patient-list/is-recent-first", test_list_is_recent_first);
  ADD ("patient-list/answers-only-the-last-search", test_list_answers_only_the_last_search);
  ADD ("patient-list/can-go-while-it-searches", test_list_can_go_while_it_searches);
  ADD ("patients-page/says-when-nobody-is-found", test_page_says_when_nobody_is_found);
  ADD ("patients-page/offers-two-ways-when-empty", test_page_offers_two_ways_when_empty);
  ADD ("patients-page/opens-the-first-on-enter", test_page_opens_the_first_on_enter);
  ADD ("patient-row/says-all-it-shows", test_row_says_all_it_shows);
  ADD ("patient-row/says-its-pain", test_row_says_its_pain);
  ADD ("patient-dialog/needs-a-name", test_dialog_needs_a_name);
  ADD ("patient-dialog/reads-the-birth-date-back", test_dialog_reads_the_birth_date_back);
  ADD ("patient-dialog/refuses-the-future", test_dialog_refuses_the_future);
  ADD ("patient-dialog/warns-of-the-same-person", test_dialog_warns_of_the_same_person);
  ADD ("patient-dialog/saves-what-was-typed", test_dialog_saves_what_was_typed);
  ADD ("patient-dialog/changes-the-same-patient", test_dialog_changes_the_same_patient);
  return g_test_run ();
}
