/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report contains is chosen on the page of a visit, shown at once, remembered, and printed so: what GTK
 * prints is, pixel by pixel, what the PDF writer writes. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "lumbar-history-page.h"
#include "lumbar-report-chooser.h"
#include "lumbar-report-preview.h"
#include "lumbar-report-saving.h"
#include "lumbar-report-text.h"
#include "lumbar-settings.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-visit-page.h"

/* Mean difference of two pages in shades of grey, of 255: what rounding a letter to another tenth of a point may
 * make. A line moved by a point makes more than ten times as much. */
#define TOLERANCE 0.05

typedef struct {
  GSettings *settings;
  LumbarOpenRecord *record;
  LumbarPatient *patient;
  LumbarHistoryPage *page;
  GtkWindow *window;
  char *folder;
} Test;

static GtkWidget *
find (Test *test, GType type, const char *name)
{
  GtkWidget *found = lumbar_test_find (GTK_WIDGET (test->page), type, name);

  g_assert_nonnull (found);
  return found;
}

static LumbarVisitPage *
get_visit (Test *test)
{
  return LUMBAR_VISIT_PAGE (find (test, LUMBAR_TYPE_VISIT_PAGE, NULL));
}

static LumbarReportChooser *
get_chooser (Test *test)
{
  return LUMBAR_REPORT_CHOOSER (find (test, LUMBAR_TYPE_REPORT_CHOOSER, NULL));
}

static GtkCheckButton *
find_button (Test *test, const char *box, const char *title)
{
  GtkWidget *button = gtk_widget_get_first_child (find (test, GTK_TYPE_BOX, box));

  while (button != NULL && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (button)), title) != 0)
    button = gtk_widget_get_next_sibling (button);
  g_assert_nonnull (button);
  return GTK_CHECK_BUTTON (button);
}

static void
choose_profile (Test *test, LumbarReportProfile profile)
{
  gtk_check_button_set_active (find_button (test, "profile_box", lumbar_report_profile_get_title (profile)), TRUE);
}

static void
set_section (Test *test, LumbarReportSection section, gboolean shown)
{
  gtk_check_button_set_active (find_button (test, "section_box", lumbar_report_section_get_title (section)), shown);
}

static char *
get_shown_text (Test *test)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (lumbar_test_find (find (test, LUMBAR_TYPE_REPORT_PREVIEW, NULL), GTK_TYPE_TEXT_VIEW, NULL)));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
open_page (Test *test)
{
  GtkListBox *list;

  test->page = lumbar_history_page_new (test->record->knowledge, test->record->worker);
  test->window = lumbar_test_record_show (GTK_WIDGET (test->page));
  lumbar_history_page_show_patient (test->page, test->patient);
  lumbar_test_wait (gtk_widget_get_mapped (find (test, ADW_TYPE_VIEW_STACK, "views")));
  list = lumbar_test_record_turn_to_visits (GTK_WIDGET (test->page));
  /* The first of the list is a draft. */
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  lumbar_test_wait (lumbar_visit_page_get_report (get_visit (test)) != NULL);
}

static void
close_page (Test *test)
{
  gtk_window_destroy (test->window);
  lumbar_test_settle (50);
}

static void
set_up (Test *test, gconstpointer data)
{
  test->settings = lumbar_settings_new (NULL);
  g_assert_nonnull (test->settings);
  g_settings_reset (test->settings, "report-profile");
  g_settings_reset (test->settings, "report-paper");
  g_settings_reset (test->settings, "report-without");
  test->folder = g_dir_make_tmp ("lumbar-print-XXXXXX", NULL);
  test->record = lumbar_test_record_open_example ();
  test->patient = lumbar_test_record_find_patient (test->record, "EX-0001");
  open_page (test);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Test *test, gconstpointer data)
{
  close_page (test);
  g_object_unref (test->patient);
  lumbar_open_record_close (test->record);
  remove_folder (test->folder);
  g_free (test->folder);
  g_object_unref (test->settings);
}

static void
test_begins_with_the_full_report (Test *test, gconstpointer data)
{
  LumbarReportChoice choice = lumbar_report_chooser_get_choice (get_chooser (test));

  g_assert_cmpint (choice.profile, ==, LUMBAR_PROFILE_FULL);
  g_assert_cmpuint (choice.without, ==, 0);
  g_assert_cmpint (lumbar_visit_page_get_report (get_visit (test))->profile, ==, LUMBAR_PROFILE_FULL);
}

static void
test_each_profile_is_shown_at_once (Test *test, gconstpointer data)
{
  g_autofree char *full = get_shown_text (test);

  for (int i = LUMBAR_N_PROFILES - 1; i >= 0; i--)
    {
      LumbarReport *report;
      g_autofree char *shown = NULL;
      g_autofree char *expected = NULL;

      choose_profile (test, (LumbarReportProfile) i);
      report = lumbar_visit_page_get_report (get_visit (test));
      g_assert_cmpint (report->profile, ==, i);
      shown = get_shown_text (test);
      expected = lumbar_report_to_text (report, 72);
      g_assert_cmpstr (shown, ==, expected);
      g_assert_cmpint (g_strcmp0 (shown, full) == 0, ==, i == LUMBAR_PROFILE_FULL);
    }
}

static void
test_a_section_is_left_out_and_comes_back (Test *test, gconstpointer data)
{
  g_autofree char *full = get_shown_text (test);
  g_autofree char *less = NULL;
  g_autofree char *again = NULL;

  set_section (test, LUMBAR_REPORT_BASIS, FALSE);
  less = get_shown_text (test);
  g_assert_cmpuint (strlen (less), <, strlen (full));
  set_section (test, LUMBAR_REPORT_BASIS, TRUE);
  again = get_shown_text (test);
  g_assert_cmpstr (again, ==, full);
}

static void
test_offers_only_sections_of_the_profile (Test *test, gconstpointer data)
{
  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    {
      guint known = lumbar_report_profile_get_sections ((LumbarReportProfile) i);

      choose_profile (test, (LumbarReportProfile) i);
      for (guint j = 0; j < LUMBAR_N_REPORT_SECTIONS; j++)
        {
          const char *title = lumbar_report_section_get_title ((LumbarReportSection) (1u << j));

          g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (find_button (test, "section_box", title))), ==,
                           (known & 1u << j) != 0);
        }
    }
}

static void
test_is_remembered (Test *test, gconstpointer data)
{
  g_autofree char *without = NULL;
  LumbarReportChoice choice;

  choose_profile (test, LUMBAR_PROFILE_LETTER);
  set_section (test, LUMBAR_REPORT_PLAN, FALSE);
  set_section (test, LUMBAR_REPORT_BASIS, FALSE);
  gtk_check_button_set_active (find_button (test, "paper_box", "Letter"), TRUE);
  without = g_settings_get_string (test->settings, "report-without");
  g_assert_cmpstr (without, ==, "plan,basis");

  close_page (test);
  open_page (test);
  choice = lumbar_report_chooser_get_choice (get_chooser (test));
  g_assert_cmpint (choice.profile, ==, LUMBAR_PROFILE_LETTER);
  g_assert_cmpuint (choice.without, ==, LUMBAR_REPORT_PLAN | LUMBAR_REPORT_BASIS);
  g_assert_cmpint (lumbar_report_chooser_get_paper (get_chooser (test)), ==, LUMBAR_PAPER_LETTER);
  g_assert_true (gtk_check_button_get_active (find_button (test, "profile_box", "Letter to a colleague")));
  g_assert_false (gtk_check_button_get_active (find_button (test, "section_box", "Plan")));
  g_assert_cmpint (lumbar_visit_page_get_report (get_visit (test))->profile, ==, LUMBAR_PROFILE_LETTER);
}

static void
test_unknown_sections_leave_nothing_out (Test *test, gconstpointer data)
{
  g_settings_set_string (test->settings, "report-without", "plan,horoscope");
  g_assert_cmpuint (lumbar_settings_get_report_choice (test->settings).without, ==, 0);
}

static void
test_fits_a_narrow_window (Test *test, gconstpointer data)
{
  int page, chooser;

  gtk_widget_measure (GTK_WIDGET (get_visit (test)), GTK_ORIENTATION_HORIZONTAL, -1, &page, NULL, NULL, NULL);
  gtk_widget_measure (gtk_popover_get_child (GTK_POPOVER (get_chooser (test))), GTK_ORIENTATION_HORIZONTAL, -1,
                      &chooser, NULL, NULL, NULL);
  g_assert_cmpint (page, <=, 360);
  g_assert_cmpint (chooser, <=, 320);
}

/* As the print dialog does with a file to print to. */
static char *
print_to_file (Test *test)
{
  g_autoptr (LumbarPrintOperation) operation = lumbar_visit_page_create_print_operation (get_visit (test));
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (test->folder, "printed.pdf", NULL);
  GtkPrintOperationResult result;

  gtk_print_operation_set_export_filename (GTK_PRINT_OPERATION (operation), path);
  result = gtk_print_operation_run (GTK_PRINT_OPERATION (operation), GTK_PRINT_OPERATION_ACTION_EXPORT,
                                    test->window, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  return path;
}

static void
render (Test *test, const char *pdf, const char *name)
{
  g_autofree char *prefix = g_build_filename (test->folder, name, NULL);
  const char *argv[] = { "pdftoppm", "-r", "50", "-gray", pdf, prefix, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

/* Page @page, from 1, as pdftoppm names it; %NULL where there is none. */
static GBytes *
read_page (Test *test, const char *name, guint page)
{
  for (int digits = 1; digits <= 2; digits++)
    {
      g_autofree char *file = g_strdup_printf ("%s-%0*u.pgm", name, digits, page);
      g_autofree char *path = g_build_filename (test->folder, file, NULL);
      char *bytes;
      gsize length;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        {
          g_assert_cmpint (g_remove (path), ==, 0);
          return g_bytes_new_take (bytes, length);
        }
    }
  return NULL;
}

/* The heads of the files, which hold the size, are the same where the files are as long. */
static double
get_difference (GBytes *one, GBytes *other)
{
  gsize length, other_length;
  const guint8 *a = g_bytes_get_data (one, &length);
  const guint8 *b = g_bytes_get_data (other, &other_length);
  guint64 sum = 0;

  g_assert_cmpuint (length, ==, other_length);
  for (gsize i = 0; i < length; i++)
    sum += (guint64) ABS ((int) a[i] - (int) b[i]);
  return (double) sum / (double) length;
}

static guint
compare_pages (Test *test, const char *what)
{
  for (guint page = 1;; page++)
    {
      g_autoptr (GBytes) printed = read_page (test, "printed", page);
      g_autoptr (GBytes) written = read_page (test, "written", page);
      double difference;

      if (printed == NULL && written == NULL)
        return page - 1;
      if (printed == NULL || written == NULL)
        g_error ("%s: page %u is only %s", what, page, printed ? "printed" : "written");
      difference = get_difference (printed, written);
      g_test_message ("%s, page %u: mean difference %.4f", what, page, difference);
      g_assert_cmpfloat (difference, <=, TOLERANCE);
    }
}

static void
compare_print (Test *test, LumbarReportProfile profile, LumbarPaper paper)
{
  g_autofree char *written = g_build_filename (test->folder, "written.pdf", NULL);
  g_autofree char *printed = NULL;
  g_autofree char *what = NULL;
  g_autoptr (GError) error = NULL;
  LumbarReportPreview *preview = LUMBAR_REPORT_PREVIEW (find (test, LUMBAR_TYPE_REPORT_PREVIEW, NULL));

  choose_profile (test, profile);
  gtk_check_button_set_active (find_button (test, "paper_box", paper == LUMBAR_PAPER_LETTER ? "Letter" : "A4"), TRUE);
  printed = print_to_file (test);
  lumbar_report_write_pdf (lumbar_visit_page_get_report (get_visit (test)), paper, written, &error);
  g_assert_no_error (error);
  render (test, printed, "printed");
  render (test, written, "written");
  what = g_strdup_printf ("%s on %s", lumbar_report_profile_to_id (profile),
                          paper == LUMBAR_PAPER_LETTER ? "letter" : "a4");
  g_assert_cmpuint (compare_pages (test, what), ==, lumbar_report_preview_get_n_pages (preview));
}

static void
test_print_equals_pdf (Test *test, gconstpointer data)
{
  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    compare_print (test, (LumbarReportProfile) i, (LumbarPaper) GPOINTER_TO_INT (data));
}

/* The printer that was used last was set to another paper, laid across, two pages on one sheet at half the size. */
static void
test_print_equals_pdf_whatever_was_remembered (Test *test, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "lumbar", NULL);
  g_autofree char *settings_path = g_build_filename (folder, "print-settings.ini", NULL);
  g_autofree char *setup_path = g_build_filename (folder, "page-setup.ini", NULL);
  g_autofree char *remembered = NULL;
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) a5 = gtk_paper_size_new (GTK_PAPER_NAME_A5);

  gtk_print_settings_set_paper_size (settings, a5);
  gtk_print_settings_set_orientation (settings, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, "file:///nowhere/Testperson.pdf");
  gtk_print_settings_set_scale (settings, 50);
  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_RANGES);
  gtk_print_settings_set_page_ranges (settings, &(GtkPageRange){ 0, 0 }, 1);
  gtk_page_setup_set_paper_size (setup, a5);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_page_setup_set_left_margin (setup, 30, GTK_UNIT_MM);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (gtk_print_settings_to_file (settings, settings_path, NULL));
  g_assert_true (gtk_page_setup_to_file (setup, setup_path, NULL));

  compare_print (test, LUMBAR_PROFILE_FULL, LUMBAR_PAPER_A4);
  /* But not to which file: its name may be the patient's. */
  g_assert_true (g_file_get_contents (settings_path, &remembered, NULL, NULL));
  g_assert_null (strstr (remembered, "Testperson"));
  g_assert_nonnull (strstr (remembered, "scale"));
  g_assert_cmpint (g_remove (settings_path), ==, 0);
  g_assert_cmpint (g_remove (setup_path), ==, 0);
}

/* What the clinic wrote stands on what is shown, printed and saved alike; what can't be used is left out. */
static void
test_letterhead_of_the_user (Test *test, gconstpointer data)
{
  g_autofree char *path = lumbar_letterhead_get_default_path ();
  g_autoptr (LumbarLetterhead) letterhead = lumbar_letterhead_new ("Example Surgery", "Sampletown", "", NULL, NULL);

  g_assert_null (lumbar_visit_page_get_report (get_visit (test))->letterhead);
  g_assert_true (lumbar_letterhead_save (letterhead, path, NULL));
  compare_print (test, LUMBAR_PROFILE_LETTER, LUMBAR_PAPER_A4);
  g_assert_cmpstr (lumbar_visit_page_get_report (get_visit (test))->letterhead->name, ==, "Example Surgery");
  g_assert_true (g_file_set_contents (path, "[letterhead]\nname=\n", -1, NULL));
  choose_profile (test, LUMBAR_PROFILE_PATIENT);
  g_assert_null (lumbar_visit_page_get_report (get_visit (test))->letterhead);
  g_assert_true (lumbar_letterhead_remove (path, NULL));
}

static char *
run_sql (Test *test, const char *sql)
{
  g_autofree char *path = g_build_filename (test->record->folder, "record.db", NULL);
  const char *argv[] = { "sqlite3", path, sql, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return out;
}

/* What the log says was put out of any visit, the last first, one a line. */
static char *
read_noted (Test *test)
{
  return run_sql (test, "SELECT detail FROM audit WHERE action = 'print' ORDER BY seq DESC");
}

/* The question where to save stands in a window of its own. */
static GtkWindow *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_suggested (GtkWindow *question, const char *folder)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (question));

  return file != NULL && g_str_has_prefix (g_file_peek_path (file), folder);
}

/* Asks where to save, and answers. The question begins where the program runs; to lead it elsewhere, or to answer
 * before it has drawn its path, is too much for the path bar of GTK 4.18. */
static void
ask (Test *test, int response)
{
  g_autofree char *before = g_get_current_dir ();
  GtkWindow *question;

  g_assert_cmpint (g_chdir (test->folder), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (get_visit (test)), "visit.save-pdf", NULL);
  lumbar_test_wait (find_question () != NULL);
  question = find_question ();
  lumbar_test_wait (is_suggested (question, test->folder));
  lumbar_test_settle (500);
  gtk_dialog_response (GTK_DIALOG (question), response);
  lumbar_test_wait (find_question () == NULL);
  g_assert_cmpint (g_chdir (before), ==, 0);
}

static void
ask_and_save (Test *test)
{
  ask (test, GTK_RESPONSE_ACCEPT);
}

static void
ask_and_cancel (Test *test)
{
  ask (test, GTK_RESPONSE_CANCEL);
}

static void
ask_and_close (Test *test)
{
  gtk_widget_activate_action (GTK_WIDGET (get_visit (test)), "visit.save-pdf", NULL);
  lumbar_test_wait (find_question () != NULL);
  gtk_window_close (find_question ());
  lumbar_test_wait (find_question () == NULL);
}

static void
save_to (Test *test, const char *path)
{
  LumbarVisitPage *visit = get_visit (test);
  g_autofree char *id = g_strchomp (run_sql (test, "SELECT id FROM encounter WHERE status = 'signed' LIMIT 1"));

  lumbar_report_saving_write_async (GTK_WIDGET (visit), test->record->worker, lumbar_visit_page_get_report (visit), id,
                                    LUMBAR_PAPER_A4, path);
}

static void
save_nowhere (Test *test)
{
  g_autofree char *path = g_build_filename (test->folder, "nowhere", "visit.pdf", NULL);

  save_to (test, path);
}

/* A folder that takes no file; the superuser may write into any, to whom it is the place of the file instead. */
static void
save_where_not_allowed (Test *test)
{
  g_autofree char *folder = g_build_filename (test->folder, "shut", NULL);
  g_autofree char *inside = g_build_filename (folder, "visit.pdf", NULL);

  g_assert_cmpint (g_mkdir (folder, 0500), ==, 0);
  save_to (test, g_access (folder, W_OK) == 0 ? folder : inside);
}

static void
save_with_a_full_log (Test *test)
{
  g_autofree char *out = run_sql (test, "CREATE TRIGGER full BEFORE INSERT ON audit"
                                        " BEGIN SELECT raise (ABORT, 'the log is full'); END");

  ask_and_save (test);
}

/* By its button at the end, so that the next is shown at once; a toast without one there goes by itself. */
static void
dismiss_toast (Test *test)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (test->page), ADW_TYPE_TOAST_OVERLAY);
  GType type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast = lumbar_test_find (overlay, type, NULL);
  GtkWidget *close = toast ? gtk_widget_get_last_child (toast) : NULL;

  if (GTK_IS_BUTTON (close))
    g_signal_emit_by_name (close, "clicked");
  lumbar_test_wait (lumbar_test_find (overlay, type, NULL) == NULL);
}

/* Removes what was saved, and says how much that was. */
static guint
take_files (Test *test)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      n += g_str_has_suffix (name, ".pdf");
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  return n;
}

/* The log tells of each copy that is there, and of none that is not; what failed is told. */
static void
test_log_tells_of_what_is_there (Test *test, gconstpointer data)
{
  static const struct {
    const char *what;
    void (*act) (Test *test);
    const char *noted;
    const char *told; /* Begins so; NULL for nothing */
    const char *also;
    guint n_files;
  } rows[] = {
    { "cancelled", ask_and_cancel, "", NULL, "", 0 },
    { "closed", ask_and_close, "", NULL, "", 0 },
    { "no such folder", save_nowhere, "", "Not saved: ", "Choose another place", 0 },
    { "folder read-only", save_where_not_allowed, "", "Not saved: ", "Choose another place", 0 },
    { "saved", ask_and_save, "pdf full\n", "Saved as visit-", "", 1 },
    /* The last one: nothing is noted any more. */
    { "log full", save_with_a_full_log, "pdf full\n", "Saved as visit-", "not noted in the log", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *noted = NULL;

      g_test_message ("%s", rows[i].what);
      rows[i].act (test);
      if (rows[i].told != NULL)
        lumbar_test_wait (lumbar_test_find_label (GTK_WIDGET (test->window), rows[i].told) != NULL &&
                          lumbar_test_find_label (GTK_WIDGET (test->window), rows[i].also) != NULL);
      else
        lumbar_test_settle (100);
      noted = read_noted (test);
      g_assert_cmpstr (noted, ==, rows[i].noted);
      g_assert_cmpuint (take_files (test), ==, rows[i].n_files);
      dismiss_toast (test);
    }
}

static gboolean
is_noted (Test *test, const char *expected)
{
  g_autofree char *noted = read_noted (test);

  return g_str_equal (noted, expected);
}

/* The log says which copy left: a page for the patient tells less than the full report. */
static void
test_log_names_the_profile (Test *test, gconstpointer data)
{
  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.pdf", i);
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      choose_profile (test, (LumbarReportProfile) i);
      save_to (test, path);
      lumbar_test_wait (lumbar_test_find_label (GTK_WIDGET (test->window), name) != NULL);
      dismiss_toast (test);
    }
  lumbar_test_wait (is_noted (test, "pdf data\npdf patient\npdf letter\npdf full\n"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func, data) g_test_add ("/ui/report-chooser/" name, Test, data, set_up, func, tear_down)
  ADD ("begins-with-the-full-report", test_begins_with_the_full_report, NULL);
  ADD ("each-profile-is-shown-at-once", test_each_profile_is_shown_at_once, NULL);
  ADD ("a-section-is-left-out-and-comes-back", test_a_section_is_left_out_and_comes_back, NULL);
  ADD ("offers-only-sections-of-the-profile", test_offers_only_sections_of_the_profile, NULL);
  ADD ("is-remembered", test_is_remembered, NULL);
  ADD ("unknown-sections-leave-nothing-out", test_unknown_sections_leave_nothing_out, NULL);
  ADD ("fits-a-narrow-window", test_fits_a_narrow_window, NULL);
  ADD ("print-equals-pdf/a4", test_print_equals_pdf, GINT_TO_POINTER (LUMBAR_PAPER_A4));
  ADD ("print-equals-pdf/letter", test_print_equals_pdf, GINT_TO_POINTER (LUMBAR_PAPER_LETTER));
  ADD ("print-equals-pdf/whatever-was-remembered", test_print_equals_pdf_whatever_was_remembered, NULL);
  ADD ("letterhead-of-the-user", test_letterhead_of_the_user, NULL);
  ADD ("log-tells-of-what-is-there", test_log_tells_of_what_is_there, NULL);
  ADD ("log-names-the-profile", test_log_names_the_profile, NULL);
  return g_test_run ();
}
