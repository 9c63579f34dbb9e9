/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports of a day are saved in one go, for their owner alone, and noted in the log. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-day-dialog.h"
#include "lumbar-settings.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

typedef struct {
  LumbarOpenRecord *record;
  GtkWidget *dialog;
  char *folder;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  g_autoptr (GSettings) settings = lumbar_settings_new (NULL);

  g_assert_nonnull (settings);
  g_settings_reset (settings, "report-paper");
  g_settings_reset (settings, "report-without");
  g_settings_set_string (settings, "report-profile", "letter");
  test->folder = g_dir_make_tmp ("lumbar-day-XXXXXX", NULL);
  test->record = lumbar_test_record_open_example ();
  test->dialog = GTK_WIDGET (lumbar_day_dialog_new (test->record->knowledge, test->record->worker));
  gtk_window_present (GTK_WINDOW (test->dialog));
  lumbar_test_wait (gtk_widget_get_mapped (test->dialog));
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;

  if (test->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (test->dialog));
  lumbar_test_settle (50);
  lumbar_open_record_close (test->record);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (test->folder);
  g_free (test->folder);
}

static GtkWidget *
type_day (Test *test, const char *text)
{
  GtkWidget *row = lumbar_test_find (test->dialog, ADW_TYPE_ENTRY_ROW, "day");

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return row;
}

static const char *
get_label (Test *test, const char *id)
{
  return gtk_label_get_label (GTK_LABEL (lumbar_test_find (test->dialog, GTK_TYPE_LABEL, id)));
}

static gboolean
may_save (Test *test)
{
  return gtk_widget_is_sensitive (lumbar_test_find (test->dialog, GTK_TYPE_BUTTON, "save_button"));
}

static char *
query (Test *test, const char *sql)
{
  g_autofree char *path = g_build_filename (test->record->folder, "record.db", NULL);
  const char *argv[] = { "sqlite3", path, sql, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return g_strchomp (out);
}

/* A day of the example with more than one signed visit would be luck: any will do. The tests run in UTC. */
static char *
find_day (Test *test, guint *n_visits)
{
  g_autofree char *row = query (test, "SELECT substr (started_at, 1, 10) AS day, count (*) FROM encounter"
                                      " WHERE status = 'signed' GROUP BY day ORDER BY count (*) DESC, day LIMIT 1");
  g_auto (GStrv) cells = g_strsplit (row, "|", -1);

  *n_visits = (guint) g_ascii_strtoull (cells[1], NULL, 10);
  g_assert_cmpuint (*n_visits, >, 0);
  return g_strdup (cells[0]);
}

/* Names of no patient in the names of the files, nothing for others to read. */
static guint
check_files (Test *test, const char *day)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);
      g_autofree char *content = NULL;
      GStatBuf status;

      g_assert_true (g_str_has_prefix (name, day));
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, "%PDF-"));
      n++;
    }
  return n;
}

static void
test_saves_each_visit (Test *test, gconstpointer data)
{
  guint n_visits;
  g_autofree char *day = find_day (test, &n_visits);
  g_autofree char *expected = g_strdup_printf ("%u %s saved.", n_visits,
                                                n_visits == 1 ? "report is" : "reports are");
  g_autofree char *noted = NULL;
  g_autofree char *expected_noted = g_strdup_printf ("pdf letter|%u", n_visits);

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (lumbar_test_find (test->dialog, ADW_TYPE_ACTION_ROW,
                                                                                  "profile"))),
                   ==, "Letter to a colleague");
  type_day (test, day);
  g_assert_true (may_save (test));
  lumbar_day_dialog_save (LUMBAR_DAY_DIALOG (test->dialog), test->folder);
  g_assert_false (may_save (test));
  lumbar_test_wait (g_strcmp0 (get_label (test, "said"), expected) == 0);
  g_assert_true (may_save (test));
  g_assert_cmpuint (check_files (test, day), ==, n_visits);
  noted = query (test, "SELECT detail, count (DISTINCT subject_id) FROM audit WHERE action = 'print' GROUP BY detail");
  g_assert_cmpstr (noted, ==, expected_noted);
}

static void
test_says_that_there_is_none (Test *test, gconstpointer data)
{
  type_day (test, "1990-01-01");
  lumbar_day_dialog_save (LUMBAR_DAY_DIALOG (test->dialog), test->folder);
  lumbar_test_wait (g_strcmp0 (get_label (test, "said"), "No signed visit began on this day.") == 0);
  g_assert_cmpuint (check_files (test, "1990"), ==, 0);
}

/* What is not there is not noted; what is there and not noted is told. */
static void
test_says_what_went_wrong (Test *test, gconstpointer data)
{
  static const struct {
    const char *folder;
    const char *sql; /* What ails the log */
    const char *said;
    guint n_files;
  } rows[] = {
    { "nowhere", "SELECT 1", "Choose another place", 0 },
    { ".",
      "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise (ABORT, 'the log is full'); END",
      "is saved, but this is not noted in the log: ", 1 },
  };
  guint n_visits;
  g_autofree char *day = find_day (test, &n_visits);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folder = g_build_filename (test->folder, rows[i].folder, NULL);
      g_autofree char *done = query (test, rows[i].sql);
      g_autofree char *noted = NULL;

      type_day (test, day);
      lumbar_day_dialog_save (LUMBAR_DAY_DIALOG (test->dialog), folder);
      lumbar_test_wait (strstr (get_label (test, "said"), rows[i].said) != NULL);
      g_assert_true (may_save (test));
      g_assert_cmpuint (check_files (test, day), ==, rows[i].n_files);
      noted = query (test, "SELECT count (*) FROM audit WHERE action = 'print'");
      g_assert_cmpstr (noted, ==, "0");
    }
}

typedef struct {
  const char *typed;
  const char *reading; /* NULL: that of today */
  gboolean good;
} Day;

static const Day days[] = {
  { "today", NULL, TRUE },
  { "12 Mar 2025", "12 Mar 2025", TRUE },
  { "2025-02-30", "a day up to today", FALSE },
  { "2025", "a day up to today", FALSE },
  { "", "a day up to today", FALSE },
  { "2199-01-01", "a day up to today", FALSE },
};

static void
test_reads_the_day (Test *test, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GtkWidget *row = type_day (test, days[i].typed);
      g_autofree char *iso = lumbar_date_today ();
      g_autofree char *today = lumbar_date_format (iso);

      g_test_message ("“%s”", days[i].typed);
      g_assert_cmpstr (get_label (test, "day_reading"), ==, days[i].reading ? days[i].reading : today);
      g_assert_cmpint (gtk_widget_has_css_class (row, "error"), ==, !days[i].good);
      g_assert_cmpint (may_save (test), ==, days[i].good);
    }
}

static void
test_may_close_while_it_saves (Test *test, gconstpointer data)
{
  guint n_visits;
  g_autofree char *day = find_day (test, &n_visits);

  type_day (test, day);
  lumbar_day_dialog_save (LUMBAR_DAY_DIALOG (test->dialog), test->folder);
  g_object_add_weak_pointer (G_OBJECT (test->dialog), (gpointer *) &test->dialog);
  gtk_window_destroy (GTK_WINDOW (test->dialog));
  lumbar_test_wait (test->dialog == NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/ui/day-dialog/" name, Test, NULL, set_up, func, tear_down)
  ADD ("saves-each-visit", test_saves_each_visit);
  ADD ("says-that-there-is-none", test_says_that_there_is_none);
  ADD ("says-what-went-wrong", test_says_what_went_wrong);
  ADD ("reads-the-day", test_reads_the_day);
  ADD ("may-close-while-it-saves", test_may_close_while_it_saves);
  return g_test_run ();
}
