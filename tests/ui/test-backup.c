/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups as they are seen: made by themselves, told of when they can't be, looked at before they are restored. */

#include <glib/gstdio.h>

#include "lumbar-backup-folder.h"
#include "lumbar-backup-keeper.h"
#include "lumbar-backups-page.h"
#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-problem-page.h"
#include "lumbar-restore-dialog.h"
#include "lumbar-restoring.h"
#include "lumbar-seal-dialog.h"
#include "lumbar-settings.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

typedef struct {
  GSettings *settings;
  char *folder;
  char *path;
  LumbarOpenRecord *record;
} Test;

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
open_record (Test *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_open_record_async (test->path, NULL, "Tester", NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  test->record = lumbar_open_record_finish (result, &error);
  g_assert_no_error (error);
}

static void
set_up (Test *test, gconstpointer data)
{
  test->settings = lumbar_settings_new (NULL);
  lumbar_settings_set_second_place (test->settings, NULL);
  test->folder = g_dir_make_tmp ("lumbar-backup-XXXXXX", NULL);
  test->path = g_build_filename (test->folder, "record.db", NULL);
  open_record (test);
}

static void
remove_all (const char *folder)
{
  const char *command[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  lumbar_test_settle (50);
  lumbar_open_record_close (test->record);
  remove_all (test->folder);
  g_object_unref (test->settings);
  g_free (test->folder);
  g_free (test->path);
}

static gpointer
add_patient (LumbarStore *store, gpointer name, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new (name, "Invented", "1979", "female", "");

  return GINT_TO_POINTER (lumbar_store_save_patient (store, patient, error));
}

static gpointer
back_up (LumbarStore *store, gpointer path, GError **error)
{
  return GINT_TO_POINTER (lumbar_store_backup (store, path, error));
}

static gpointer
back_up_sealed (LumbarStore *store, gpointer path, GError **error)
{
  return GINT_TO_POINTER (lumbar_store_backup_sealed (store, path, "four invented words here", error));
}

static gpointer
count_patients (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (store, "", 10, error);

  return found ? GUINT_TO_POINTER (found->len) : NULL;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static LumbarBackupKeeper *
keep (Test *test)
{
  LumbarBackupKeeper *keeper = lumbar_backup_keeper_new (test->record->worker, test->settings);
  guint n = 0;

  g_signal_connect_swapped (keeper, "told", G_CALLBACK (count_cb), &n);
  lumbar_backup_keeper_start (keeper, 0);
  lumbar_test_wait (n == 1);
  g_signal_handlers_disconnect_by_data (keeper, &n);
  return keeper;
}

static void
test_backup_of_the_day_is_made (Test *test, gconstpointer data)
{
  g_autoptr (LumbarBackupKeeper) keeper = keep (test);
  g_autofree char *newest = lumbar_backup_folder_find_newest (test->path);

  g_assert_null (lumbar_backup_keeper_get_problem (keeper));
  g_assert_nonnull (newest);
}

static void
test_no_backup_is_told (Test *test, gconstpointer data)
{
  g_autofree char *folder = lumbar_backup_folder_get_path (test->path);
  g_autoptr (LumbarBackupKeeper) keeper = NULL;

  /* A file where the folder should be. */
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  keeper = keep (test);
  g_assert_nonnull (lumbar_backup_keeper_get_problem (keeper));
  g_assert_true (g_str_has_prefix (lumbar_backup_keeper_get_problem (keeper), "No backup could be made today: "));
}

/* A stick that is pulled out is no alarm; one that can't be written to is. */
static void
test_second_place_is_told (Test *test, gconstpointer data)
{
  g_autofree char *place = g_build_filename (test->folder, "stick", NULL);
  g_autoptr (LumbarBackupKeeper) away = NULL;
  g_autoptr (LumbarBackupKeeper) there = NULL;
  g_autoptr (GDir) dir = NULL;

  lumbar_settings_set_second_place (test->settings, place);
  away = keep (test);
  g_assert_null (lumbar_backup_keeper_get_problem (away));
  g_mkdir (place, 0700);
  there = keep (test);
  g_assert_null (lumbar_backup_keeper_get_problem (there));
  dir = g_dir_open (place, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));
}

static LumbarRestoreDialog *
open_dialog (Test *test)
{
  LumbarRestoreDialog *dialog = lumbar_restore_dialog_new (test->path, test->record->worker);

  gtk_window_present (GTK_WINDOW (dialog));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  return dialog;
}

static const char *
get_preview (LumbarRestoreDialog *dialog)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (lumbar_test_find (GTK_WIDGET (dialog), GTK_TYPE_STACK, "preview")));
}

static const char *
get_label (LumbarRestoreDialog *dialog, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (lumbar_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, name)));
}

static void
note_cb (char **noted, const char *backup, const char *passphrase)
{
  *noted = g_strdup_printf ("%s|%s", backup, passphrase ? passphrase : "");
}

static void
test_backup_is_looked_at_first (Test *test, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (test->folder, "mine.db", NULL);
  g_autofree char *noted = NULL;
  g_autofree char *expected = g_strdup_printf ("%s|", backup);
  LumbarRestoreDialog *dialog;

  lumbar_test_record_work (test->record, add_patient, "Kept");
  lumbar_test_record_work (test->record, back_up, backup);
  lumbar_test_record_work (test->record, add_patient, "Later");
  dialog = open_dialog (test);
  g_signal_connect_swapped (dialog, "restore", G_CALLBACK (note_cb), &noted);
  g_assert_cmpstr (get_preview (dialog), ==, "nothing");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.restore", NULL);
  g_assert_null (noted);
  lumbar_restore_dialog_choose (dialog, backup);
  lumbar_test_wait (g_str_equal (get_preview (dialog), "found"));
  g_assert_nonnull (strstr (get_label (dialog, "found"), "In the backup"));
  g_assert_nonnull (strstr (get_label (dialog, "found"), "In the present record"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.restore", NULL);
  g_assert_cmpstr (noted, ==, expected);
}

static void
test_listed_backup_is_chosen (Test *test, gconstpointer data)
{
  g_autoptr (LumbarBackupKeeper) keeper = keep (test);
  LumbarRestoreDialog *dialog = open_dialog (test);
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *date = lumbar_date_format (today);
  GtkWidget *label = lumbar_test_find_label (GTK_WIDGET (dialog), date);

  g_assert_nonnull (label);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
  lumbar_test_wait (g_str_equal (get_preview (dialog), "found"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_what_is_no_backup_is_refused (Test *test, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (test->folder, "other.db", NULL);
  g_autofree char *noted = NULL;
  LumbarRestoreDialog *dialog = open_dialog (test);

  g_assert_true (g_file_set_contents (backup, "no record at all", -1, NULL));
  g_signal_connect_swapped (dialog, "restore", G_CALLBACK (note_cb), &noted);
  lumbar_restore_dialog_choose (dialog, test->path);
  g_assert_nonnull (strstr (get_label (dialog, "problem"), "the record itself"));
  lumbar_restore_dialog_choose (dialog, backup);
  lumbar_test_wait (strstr (get_label (dialog, "problem"), "other.db") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.restore", NULL);
  g_assert_null (noted);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_sealed_backup_asks_for_its_passphrase (Test *test, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (test->folder, "sealed", NULL);
  g_autofree char *noted = NULL;
  LumbarRestoreDialog *dialog;
  GtkWidget *entry;

  lumbar_test_record_work (test->record, back_up_sealed, backup);
  dialog = open_dialog (test);
  g_signal_connect_swapped (dialog, "restore", G_CALLBACK (note_cb), &noted);
  entry = lumbar_test_find (GTK_WIDGET (dialog), ADW_TYPE_PASSWORD_ENTRY_ROW, "passphrase");
  lumbar_restore_dialog_choose (dialog, backup);
  g_assert_cmpstr (get_preview (dialog), ==, "nothing");
  lumbar_test_wait (gtk_widget_get_mapped (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "a wrong passphrase");
  g_signal_emit_by_name (entry, "entry-activated");
  lumbar_test_wait (g_str_equal (get_preview (dialog), "problem"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "four invented words here");
  g_signal_emit_by_name (entry, "entry-activated");
  lumbar_test_wait (g_str_equal (get_preview (dialog), "found"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.restore", NULL);
  g_assert_true (g_str_has_suffix (noted, "|four invented words here"));
}

static void
test_restoring_brings_back_what_was (Test *test, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (test->folder, "mine.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_test_record_work (test->record, add_patient, "Kept");
  lumbar_test_record_work (test->record, back_up, backup);
  lumbar_test_record_work (test->record, add_patient, "Later");
  lumbar_restoring_async (g_steal_pointer (&test->record), test->path, backup, NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  g_assert_true (lumbar_restoring_finish (result, &error));
  g_assert_no_error (error);
  open_record (test);
  g_assert_cmpuint (GPOINTER_TO_UINT (lumbar_test_record_work (test->record, count_patients, NULL)), ==, 1);
}

static void
test_failed_restoring_changes_nothing (Test *test, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (test->folder, "other.db", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_test_record_work (test->record, add_patient, "Kept");
  g_assert_true (g_file_set_contents (backup, "no record at all", -1, NULL));
  lumbar_restoring_async (g_steal_pointer (&test->record), test->path, backup, NULL, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  g_assert_false (lumbar_restoring_finish (result, &error));
  g_assert_nonnull (error);
  open_record (test);
  g_assert_cmpuint (GPOINTER_TO_UINT (lumbar_test_record_work (test->record, count_patients, NULL)), ==, 1);
}

/* The record is left as it is, and the page says what was read. */
static void
test_damaged_record_is_read_out (Test *test, gconstpointer data)
{
  g_autofree char *output = g_build_filename (test->folder, "salvaged.db", NULL);
  g_autofree char *damaged = g_build_filename (test->folder, "damaged.db", NULL);
  g_autoptr (GError) error = g_error_new_literal (LUMBAR_ERROR, LUMBAR_ERROR_RECORD, "It is damaged.");
  LumbarProblemPage *page = g_object_new (LUMBAR_TYPE_PROBLEM_PAGE, NULL);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));
  GtkWidget *said = lumbar_test_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "salvaged");
  g_autofree char *bytes = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  lumbar_test_record_work (test->record, add_patient, "Kept");
  lumbar_test_record_work (test->record, back_up, damaged);
  g_assert_true (g_file_get_contents (damaged, &bytes, &length, NULL));
  memset (bytes + length / 2, 0x5a, 4096);
  g_assert_true (g_file_set_contents (damaged, bytes, (gssize) length, NULL));
  lumbar_problem_page_show (page, error, damaged);
  lumbar_problem_page_salvage (page, output);
  lumbar_test_wait (strstr (gtk_label_get_label (GTK_LABEL (said)), "salvaged.db") != NULL);
  g_assert_true (g_file_test (output, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_get_contents (damaged, &after, &length_after, NULL));
  g_assert_cmpmem (bytes, length, after, length_after);
  gtk_window_destroy (window);
}

static const char *
get_subtitle (GtkWidget *window, const char *name)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (lumbar_test_find (window, ADW_TYPE_ACTION_ROW, name)));
}

static void
test_preferences_say_how_it_stands (Test *test, gconstpointer data)
{
  g_autoptr (LumbarBackupKeeper) keeper = keep (test);
  GtkWidget *window = adw_preferences_window_new ();
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *date = lumbar_date_format (today);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (lumbar_backups_page_new (test->record->worker, test->settings)));
  gtk_window_present (GTK_WINDOW (window));
  lumbar_test_wait (get_subtitle (window, "newest") != NULL && strstr (get_subtitle (window, "newest"), date) != NULL);
  g_assert_nonnull (strstr (get_subtitle (window, "kept"), "1 backup, in "));
  lumbar_test_wait (strstr (get_subtitle (window, "tested"), date) != NULL);
  g_assert_nonnull (strstr (get_subtitle (window, "second"), "None."));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
note_passphrase_cb (char **noted, const char *passphrase)
{
  *noted = g_strdup (passphrase);
}

static void
test_sealed_backup_is_saved (Test *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "mine.sealed", NULL);
  LumbarBackupsPage *page = lumbar_backups_page_new (test->record->worker, test->settings);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));
  GtkWidget *dialog = GTK_WIDGET (lumbar_seal_dialog_new ());
  GtkEditable *first = GTK_EDITABLE (lumbar_test_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "passphrase"));
  GtkEditable *again = GTK_EDITABLE (lumbar_test_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, "again"));
  g_autofree char *noted = NULL;

  g_signal_connect_swapped (dialog, "seal", G_CALLBACK (note_passphrase_cb), &noted);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (first, "short");
  gtk_editable_set_text (again, "short");
  gtk_widget_activate_action (dialog, "dialog.seal", NULL);
  g_assert_null (noted);
  gtk_editable_set_text (first, "four invented words here");
  gtk_widget_activate_action (dialog, "dialog.seal", NULL);
  g_assert_null (noted);
  gtk_editable_set_text (again, "four invented words here");
  gtk_widget_activate_action (dialog, "dialog.seal", NULL);
  g_assert_cmpstr (noted, ==, "four invented words here");
  lumbar_backups_page_save (page, path, noted);
  lumbar_test_wait (g_strcmp0 (get_subtitle (GTK_WIDGET (window), "save"), "Saved and verified") == 0);
  g_assert_true (lumbar_store_is_sealed_backup (path));
  gtk_window_destroy (window);
}

#define ADD(path, func) g_test_add ("/ui/backup/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("backup-of-the-day-is-made", test_backup_of_the_day_is_made);
  ADD ("no-backup-is-told", test_no_backup_is_told);
  ADD ("second-place-is-told", test_second_place_is_told);
  ADD ("backup-is-looked-at-first", test_backup_is_looked_at_first);
  ADD ("listed-backup-is-chosen", test_listed_backup_is_chosen);
  ADD ("what-is-no-backup-is-refused", test_what_is_no_backup_is_refused);
  ADD ("sealed-backup-asks-for-its-passphrase", test_sealed_backup_asks_for_its_passphrase);
  ADD ("restoring-brings-back-what-was", test_restoring_brings_back_what_was);
  ADD ("failed-restoring-changes-nothing", test_failed_restoring_changes_nothing);
  ADD ("damaged-record-is-read-out", test_damaged_record_is_read_out);
  ADD ("sealed-backup-is-saved", test_sealed_backup_is_saved);
  ADD ("preferences-say-how-it-stands", test_preferences_say_how_it_stands);
  return g_test_run ();
}
