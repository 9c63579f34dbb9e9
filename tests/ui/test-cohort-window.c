/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All patients together: figures in words, and the patients behind each. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "lumbar-cohort-window.h"
#include "lumbar-research-saving.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

typedef struct {
  LumbarOpenRecord *record;
  GtkWidget *window;
  char *patient;
} Test;

static GtkStack *
get_stack (Test *test)
{
  return GTK_STACK (lumbar_test_find (test->window, GTK_TYPE_STACK, "stack"));
}

static void
set_up (Test *test, gconstpointer data)
{
  test->record = lumbar_test_record_open_example ();
  test->window = GTK_WIDGET (lumbar_cohort_window_new (test->record->knowledge, test->record->worker));
  gtk_window_present (GTK_WINDOW (test->window));
  lumbar_test_wait (g_strcmp0 (gtk_stack_get_visible_child_name (get_stack (test)), "figures") == 0);
}

static void
tear_down (Test *test, gconstpointer data)
{
  if (test->window != NULL)
    gtk_window_destroy (GTK_WINDOW (test->window));
  lumbar_test_settle (50);
  lumbar_open_record_close (test->record);
  g_free (test->patient);
}

static GtkListBox *
get_figures (Test *test)
{
  GtkWidget *figures = lumbar_test_find (test->window, GTK_TYPE_BOX, "figures");

  /* The first list is an empty one of the group itself. */
  return GTK_LIST_BOX (gtk_widget_get_parent (lumbar_test_find (figures, GTK_TYPE_LIST_BOX_ROW, NULL)));
}

static GtkListBox *
get_patients (Test *test)
{
  return GTK_LIST_BOX (lumbar_test_find (test->window, GTK_TYPE_LIST_BOX, "patients"));
}

static const char *
get_page (Test *test)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (lumbar_test_find (test->window, ADW_TYPE_LEAFLET, NULL));

  return gtk_buildable_get_buildable_id (GTK_BUILDABLE (adw_leaflet_get_visible_child (leaflet)));
}

/* Every text in the window, one a line. */
static void
append_labels (GString *text, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (text, child);
}

static void
test_says_figures_in_words (Test *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_labels (text, test->window);
  g_assert_nonnull (strstr (text->str, "26 patients with a signed visit · 84 signed visits"));
  g_assert_nonnull (strstr (text->str, "Red Flags Raised"));
  g_assert_nonnull (strstr (text->str, "too few to judge"));
  g_assert_nonnull (strstr (text->str, "quartiles"));
  /* Counts and medians, never a share or a mean that looks exact. */
  g_assert_null (strchr (text->str, '%'));
  g_assert_null (strstr (text->str, "probab"));
  g_assert_null (strstr (text->str, "mean "));
}

/* What Enter on a row does. */
static void
activate (GtkListBoxRow *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_signal_emit_by_name (row, "activate");
}

static void
test_figure_opens_its_patients (Test *test, gconstpointer data)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_figures (test), 0);
  int n = 0;

  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "MS-related: 12 patients");
  activate (row);
  g_assert_cmpstr (get_page (test), ==, "patients_page");
  while (gtk_list_box_get_row_at_index (get_patients (test), n) != NULL)
    n++;
  g_assert_cmpint (n, ==, 12);
  lumbar_test_wait (lumbar_test_find_label (test->window, "12 patients") != NULL);
}

static void
patient_chosen_cb (Test *test, const char *patient)
{
  test->patient = g_strdup (patient);
}

static void
test_patient_is_chosen (Test *test, gconstpointer data)
{
  g_signal_connect_swapped (test->window, "patient-chosen", G_CALLBACK (patient_chosen_cb), test);
  activate (gtk_list_box_get_row_at_index (get_figures (test), 0));
  activate (gtk_list_box_get_row_at_index (get_patients (test), 0));
  g_assert_nonnull (test->patient);
  g_assert_true (g_uuid_string_is_valid (test->patient));
}

/* Escape first goes back, then closes. */
static void
test_back (Test *test, gconstpointer data)
{
  activate (gtk_list_box_get_row_at_index (get_figures (test), 0));
  gtk_widget_activate_action (test->window, "cohort.back", NULL);
  g_assert_cmpstr (get_page (test), ==, "figures_page");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (test->window)) ==
                 GTK_WIDGET (gtk_list_box_get_row_at_index (get_figures (test), 0)));
  g_object_add_weak_pointer (G_OBJECT (test->window), (gpointer *) &test->window);
  gtk_widget_activate_action (test->window, "cohort.back", NULL);
  lumbar_test_wait (test->window == NULL);
}

static void
test_period_reads_anew (Test *test, gconstpointer data)
{
  AdwComboRow *period = ADW_COMBO_ROW (lumbar_test_find (test->window, ADW_TYPE_COMBO_ROW, "period"));

  activate (gtk_list_box_get_row_at_index (get_figures (test), 0));
  adw_combo_row_set_selected (period, 4);
  lumbar_test_wait (lumbar_test_find_label (test->window, "26 patients with a signed visit · 84 signed visits") == NULL);
  g_assert_cmpstr (get_page (test), ==, "figures_page");
  adw_combo_row_set_selected (period, 0);
  lumbar_test_wait (lumbar_test_find_label (test->window, "26 patients with a signed visit · 84 signed visits") != NULL);
}

static AdwComboRow *
get_period (Test *test)
{
  return ADW_COMBO_ROW (lumbar_test_find (test->window, ADW_TYPE_COMBO_ROW, "period"));
}

static GtkWidget *
type_day (Test *test, const char *id, const char *text)
{
  GtkWidget *row = lumbar_test_find (test->window, ADW_TYPE_ENTRY_ROW, id);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return row;
}

static const char *
get_reading (Test *test, const char *id)
{
  return gtk_label_get_label (GTK_LABEL (lumbar_test_find (test->window, GTK_TYPE_LABEL, id)));
}

/* Signed visits of what is shown once it is read. */
static guint
count_visits (Test *test)
{
  guint patients = 0, visits = 0;

  lumbar_test_settle (300);
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (get_stack (test))));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (get_stack (test)), "empty") == 0)
    return 0;
  g_assert_cmpint (sscanf (gtk_label_get_text (GTK_LABEL (lumbar_test_find (test->window, GTK_TYPE_LABEL, "summary"))),
                           "%u %*[^·]· %u", &patients, &visits), ==, 2);
  return visits;
}

/* The days before a year ago and those since are all days, and none is in both. */
static void
test_typed_period_is_read (Test *test, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) first = g_date_time_add_months (now, -12);
  g_autoptr (GDateTime) before = g_date_time_add_days (first, -1);
  g_autofree char *from = g_date_time_format (first, "%Y-%m-%d");
  g_autofree char *to = g_date_time_format (before, "%Y-%m-%d");
  guint n_preset, n_earlier;

  g_assert_false (gtk_widget_get_visible (lumbar_test_find (test->window, ADW_TYPE_ENTRY_ROW, "from_day")));
  adw_combo_row_set_selected (get_period (test), 2);
  n_preset = count_visits (test);
  adw_combo_row_set_selected (get_period (test), 5);
  g_assert_true (gtk_widget_get_visible (type_day (test, "from_day", "")));
  g_assert_cmpuint (count_visits (test), ==, 84);
  type_day (test, "from_day", from);
  g_assert_cmpuint (count_visits (test), ==, n_preset);
  type_day (test, "from_day", "");
  type_day (test, "to_day", to);
  n_earlier = count_visits (test);
  g_assert_cmpuint (n_earlier, >, 0);
  g_assert_cmpuint (n_preset, >, 0);
  g_assert_cmpuint (n_earlier + n_preset, ==, 84);
  type_day (test, "to_day", "1990");
  g_assert_cmpuint (count_visits (test), ==, 0);
  adw_combo_row_set_selected (get_period (test), 0);
  g_assert_cmpuint (count_visits (test), ==, 84);
  g_assert_false (gtk_widget_get_visible (type_day (test, "from_day", "")));
}

typedef struct {
  const char *name;
  const char *from, *to;
  const char *from_reading, *to_reading;
  gboolean from_bad, to_bad;
} Days;

static const Days days[] = {
  { "nothing", "", "", "no beginning", "no end", FALSE, FALSE },
  { "years", "2024", "2024", "1 Jan 2024", "31 Dec 2024", FALSE, FALSE },
  { "months", "2024-02", "Feb 2024", "1 Feb 2024", "29 Feb 2024", FALSE, FALSE },
  { "same day", "12.3.2025", "12 Mar 2025", "12 Mar 2025", "12 Mar 2025", FALSE, FALSE },
  { "end before", "2025-03-12", "2025-03-11", "12 Mar 2025", "before the beginning", FALSE, TRUE },
  { "no day", "2025-02-30", "2025-03-01", "no day of the calendar", "1 Mar 2025", TRUE, FALSE },
  { "no word", "", "soon", "no beginning", "no day of the calendar", FALSE, TRUE },
};

static void
test_typed_days (Test *test, gconstpointer data)
{
  adw_combo_row_set_selected (get_period (test), 5);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const Days *row = &days[i];
      GtkWidget *from = type_day (test, "from_day", row->from);
      GtkWidget *to = type_day (test, "to_day", row->to);

      g_test_message ("%s", row->name);
      g_assert_cmpstr (get_reading (test, "from_reading"), ==, row->from_reading);
      g_assert_cmpstr (get_reading (test, "to_reading"), ==, row->to_reading);
      g_assert_cmpint (gtk_widget_has_css_class (from, "error"), ==, row->from_bad);
      g_assert_cmpint (gtk_widget_has_css_class (to, "error"), ==, row->to_bad);
      /* Figures of another period are not left as if they were of this one. */
      g_assert_cmpint (gtk_widget_is_sensitive (GTK_WIDGET (get_stack (test))), ==, !row->from_bad && !row->to_bad);
    }
}

static void
test_other_scale (Test *test, gconstpointer data)
{
  AdwComboRow *scale = ADW_COMBO_ROW (lumbar_test_find (test->window, ADW_TYPE_COMBO_ROW, "scale"));
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);

  append_labels (before, lumbar_test_find (test->window, GTK_TYPE_BOX, "figures"));
  adw_combo_row_set_selected (scale, 1);
  append_labels (after, lumbar_test_find (test->window, GTK_TYPE_BOX, "figures"));
  g_assert_cmpstr (before->str, !=, after->str);
}

static void
test_may_close_while_it_reads (Test *test, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&test->window)));
  test->window = GTK_WIDGET (lumbar_cohort_window_new (test->record->knowledge, test->record->worker));
  gtk_window_present (GTK_WINDOW (test->window));
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&test->window)));
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
  static const char *const names[] = { "patients", "visits", "flags", "answers", "measures", "events", "dictionary", "counts" };
  GtkWidget *leaflet = lumbar_test_find (test->window, ADW_TYPE_LEAFLET, NULL);
  g_autofree char *parent = g_dir_make_tmp ("lumbar-research-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "export", NULL);
  g_autofree char *before = get_summary (test);
  g_autofree char *after = NULL;
  GStatBuf status;

  lumbar_research_saving_write_async (leaflet, test->record->knowledge, test->record->worker, folder);
  lumbar_test_wait (lumbar_test_find_label (test->window, "Saved in the folder export") != NULL);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.csv", folder, names[i]);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
  after = get_summary (test);
  g_assert_cmpstr (before, !=, after);

  /* Never over what is there. */
  lumbar_research_saving_write_async (leaflet, test->record->knowledge, test->record->worker, folder);
  lumbar_test_wait (lumbar_test_find_label (test->window, "the folder is not empty") != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.csv", folder, names[i]);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_rmdir (parent);
}

#define ADD(path, func) g_test_add ("/ui/cohort/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("says-figures-in-words", test_says_figures_in_words);
  ADD ("figure-opens-its-patients", test_figure_opens_its_patients);
  ADD ("patient-is-chosen", test_patient_is_chosen);
  ADD ("back", test_back);
  ADD ("period-reads-anew", test_period_reads_anew);
  ADD ("typed-period-is-read", test_typed_period_is_read);
  ADD ("typed-days", test_typed_days);
  ADD ("other-scale", test_other_scale);
  ADD ("may-close-while-it-reads", test_may_close_while_it_reads);
  ADD ("export-is-private-and-logged", test_export_is_private_and_logged);
  return g_test_run ();
}
