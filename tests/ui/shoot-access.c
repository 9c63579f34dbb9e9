/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of the lock page, the page of people and its dialogs, for people to look at.
 * shoot-access DIRECTORY PREFIX WIDTH HEIGHT; DARK, RTL and TEXT_SCALE in the environment. */

#include <stdlib.h>

#include "lumbar-passphrase-dialog.h"
#include "lumbar-people-page.h"
#include "lumbar-preferences-window.h"
#include "lumbar-recovery-dialog.h"
#include "lumbar-settings.h"
#include "lumbar-test-access.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-window.h"

static void
shoot (gpointer window, char **arguments, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", arguments[1], arguments[2], name);

  lumbar_test_settle (500);
  lumbar_test_shoot (GTK_WIDGET (window), path);
}

static void
shoot_people (LumbarOpenRecord *record, GSettings *settings, char **arguments, const char *name)
{
  LumbarPreferencesWindow *window = lumbar_preferences_window_new (settings, "/home/clinic/.local/share/lumbar/record.db");
  LumbarPeoplePage *page = lumbar_people_page_new (record->access, settings);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_set_default_size (GTK_WINDOW (window), MIN (atoi (arguments[3]), 560), atoi (arguments[4]));
  gtk_window_present (GTK_WINDOW (window));
  shoot (window, arguments, name);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
shoot_dialog (LumbarOpenRecord *record, LumbarAccessDeed deed, const LumbarPractitioner *person, char **arguments,
              const char *name)
{
  GtkWindow *dialog = GTK_WINDOW (lumbar_passphrase_dialog_new (record->access, deed, person));

  gtk_window_set_modal (dialog, FALSE);
  gtk_window_set_default_size (dialog, MIN (atoi (arguments[3]), 440), -1);
  gtk_window_present (dialog);
  shoot (dialog, arguments, name);
  gtk_window_destroy (dialog);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (LumbarOpenRecord) record = NULL;
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new ("Dr. Invented Meier", LUMBAR_ROLE_CLINICIAN);
  g_autofree char *recovery = NULL;
  GtkWindow *dialog;
  LumbarWindow *window;

  gtk_test_init (&argc, &argv, NULL);
  application = GTK_APPLICATION (adw_application_new ("io.github.lumbar.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  lumbar_test_look ();
  settings = lumbar_settings_new (NULL);
  record = lumbar_test_record_open_example ();
  window = lumbar_window_new (application, settings);
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[3]), atoi (argv[4]));
  gtk_window_present (GTK_WINDOW (window));
  lumbar_window_show_record (window, record);
  shoot_people (record, settings, argv, "open");
  shoot_dialog (record, LUMBAR_ACCESS_PROTECT, person, argv, "protect");
  recovery = lumbar_test_access_protect (record->access, "Dr. Invented Meier");
  lumbar_test_access_add (record->access, "Nurse Made-Up", LUMBAR_ROLE_ASSISTANT);
  dialog = GTK_WINDOW (lumbar_recovery_dialog_new (recovery));
  gtk_window_set_default_size (dialog, MIN (atoi (argv[3]), 460), -1);
  gtk_window_present (dialog);
  shoot (dialog, argv, "recovery");
  gtk_window_destroy (dialog);
  shoot_dialog (record, LUMBAR_ACCESS_ADD, person, argv, "add");
  person->may_enter = TRUE;
  shoot_dialog (record, LUMBAR_ACCESS_CHANGE, person, argv, "change");
  shoot_dialog (record, LUMBAR_ACCESS_RECOVER, person, argv, "recover");
  shoot_dialog (record, LUMBAR_ACCESS_UNPROTECT, NULL, argv, "unprotect");
  shoot_people (record, settings, argv, "guarded");
  lumbar_window_lock (window);
  shoot (window, argv, "locked");
  gtk_window_destroy (GTK_WINDOW (window));
  lumbar_test_settle (50);
  return 0;
}
