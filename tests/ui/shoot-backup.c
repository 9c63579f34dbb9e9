/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of the page of backups, of restoring one, of merging and erasing, and of a record that does
 * not open, for people to look at.
 * shoot-backup DIRECTORY PREFIX WIDTH HEIGHT; DARK, RTL and TEXT_SCALE in the environment. */

#include <stdlib.h>

#include "lumbar-backup-keeper.h"
#include "lumbar-backups-page.h"
#include "lumbar-erase-dialog.h"
#include "lumbar-error.h"
#include "lumbar-merge-dialog.h"
#include "lumbar-preferences-window.h"
#include "lumbar-restore-dialog.h"
#include "lumbar-settings.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-window.h"

static void
shoot (gpointer window, char **arguments, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", arguments[1], arguments[2], name);

  lumbar_test_settle (700);
  lumbar_test_shoot (GTK_WIDGET (window), path);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (LumbarOpenRecord) record = NULL;
  g_autoptr (LumbarBackupKeeper) keeper = NULL;
  g_autoptr (GError) error = g_error_new (LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                                          "“/home/clinic/.local/share/lumbar/record.db” is damaged (page 7 is in two "
                                          "places). It is left as it is; restore the last good backup.");
  g_autoptr (LumbarPatient) patient = NULL;
  g_autofree char *path = NULL;
  GtkWindow *window;

  gtk_test_init (&argc, &argv, NULL);
  application = GTK_APPLICATION (adw_application_new ("io.github.lumbar.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  lumbar_test_look ();
  settings = lumbar_settings_new (NULL);
  record = lumbar_test_record_open_example ();
  path = g_build_filename (record->folder, "record.db", NULL);
  keeper = lumbar_backup_keeper_new (record->worker, settings);
  lumbar_backup_keeper_start (keeper, 0);
  lumbar_test_settle (6000);

  window = GTK_WINDOW (lumbar_preferences_window_new (settings, path));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (lumbar_backups_page_new (record->worker, settings)));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "backups");
  gtk_window_set_default_size (window, MIN (atoi (argv[3]), 560), atoi (argv[4]));
  gtk_window_present (window);
  shoot (window, argv, "backups");
  gtk_window_destroy (window);

  window = GTK_WINDOW (lumbar_restore_dialog_new (path, record->worker));
  gtk_window_set_default_size (window, MIN (atoi (argv[3]), 480), MIN (atoi (argv[4]), 620));
  gtk_window_present (window);
  lumbar_test_settle (300);
  adw_action_row_activate (ADW_ACTION_ROW (lumbar_test_find (GTK_WIDGET (window), ADW_TYPE_ACTION_ROW, NULL)));
  lumbar_test_settle (3000);
  shoot (window, argv, "restore");
  gtk_window_destroy (window);

  patient = lumbar_test_record_find_patient (record, "");
  window = GTK_WINDOW (lumbar_merge_dialog_new (record->worker, patient));
  gtk_window_set_default_size (window, MIN (atoi (argv[3]), 480), MIN (atoi (argv[4]), 620));
  gtk_window_present (window);
  gtk_editable_set_text (GTK_EDITABLE (lumbar_test_find (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY, "search")), "");
  shoot (window, argv, "merge");
  gtk_window_destroy (window);

  window = GTK_WINDOW (lumbar_erase_dialog_new (record->worker, patient));
  gtk_window_set_default_size (window, MIN (atoi (argv[3]), 460), -1);
  gtk_window_present (window);
  shoot (window, argv, "erase");
  gtk_window_destroy (window);

  window = GTK_WINDOW (lumbar_window_new (application, settings));
  gtk_window_set_default_size (window, atoi (argv[3]), atoi (argv[4]));
  gtk_window_present (window);
  lumbar_window_show_problem (LUMBAR_WINDOW (window), error, path);
  shoot (window, argv, "problem");
  gtk_window_destroy (window);
  lumbar_test_settle (50);
  return 0;
}
