/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of a patient's overview and time line, and of the dialog for an event, for people to look at.
 * PATIENT names another patient for the second pictures. shoot-history DIRECTORY PREFIX WIDTH HEIGHT */

#include <stdlib.h>

#include "lumbar-event-dialog.h"
#include "lumbar-history-page.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

static void
shoot (GtkWidget *window, char **arguments, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", arguments[1], arguments[2], name);

  lumbar_test_settle (400);
  lumbar_test_shoot (window, path);
}

static GtkWidget *
find (LumbarHistoryPage *page, GType type, const char *name)
{
  return lumbar_test_find (GTK_WIDGET (page), type, name);
}

static void
shoot_page (LumbarOpenRecord *record, char **arguments, const char *patient_number)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (record, patient_number);
  LumbarHistoryPage *page = lumbar_history_page_new (record->knowledge, record->worker);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));
  AdwViewStack *views;
  g_autofree char *overview = g_strconcat (patient_number, "-overview", NULL);
  g_autofree char *timeline = g_strconcat (patient_number, "-timeline", NULL);
  g_autofree char *found = g_strconcat (patient_number, "-found", NULL);

  gtk_window_set_default_size (window, atoi (arguments[3]), atoi (arguments[4]));
  lumbar_history_page_set_folded (page, atoi (arguments[3]) < 600);
  lumbar_history_page_show_patient (page, patient);
  views = ADW_VIEW_STACK (find (page, ADW_TYPE_VIEW_STACK, "views"));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (views)));
  shoot (GTK_WIDGET (window), arguments, overview);
  adw_view_stack_set_visible_child_name (views, "timeline");
  shoot (GTK_WIDGET (window), arguments, timeline);
  gtk_editable_set_text (GTK_EDITABLE (find (page, GTK_TYPE_SEARCH_ENTRY, "search")), "tizanidine");
  shoot (GTK_WIDGET (window), arguments, found);
  gtk_window_destroy (window);
}

static void
shoot_dialog (char **arguments, LumbarEventDialog *dialog, const char *name)
{
  gtk_window_set_default_size (GTK_WINDOW (dialog), MIN (atoi (arguments[3]), 440), MIN (atoi (arguments[4]), 640));
  gtk_window_present (GTK_WINDOW (dialog));
  shoot (GTK_WIDGET (dialog), arguments, name);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
shoot_dialogs (char **arguments)
{
  g_autoptr (LumbarEvent) event =
    lumbar_event_new ("patient", LUMBAR_EVENT_IMAGING, "2026-03-03", "MRI lumbar spine: no compression");
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_event_version_free);
  LumbarEventDialog *dialog = lumbar_event_dialog_new_for (event);

  g_ptr_array_add (versions, lumbar_event_version_new (
                               "2026-03-04T10:00:00Z", "Dr Invented",
                               lumbar_event_new ("patient", LUMBAR_EVENT_IMAGING, "2026-03-01", "MRI asked for")));
  g_ptr_array_add (versions, lumbar_event_version_new ("2026-03-09T10:00:00Z", "Dr Example", g_object_ref (event)));
  lumbar_event_dialog_show_trail (dialog, versions);
  shoot_dialog (arguments, dialog, "dialog-change");
  shoot_dialog (arguments, lumbar_event_dialog_new ("patient"), "dialog");
}

static void
load_sheet (const char *path)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  LumbarOpenRecord *record;

  if (argc < 5)
    return EXIT_FAILURE;
  gtk_init ();
  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/lumbar/Lumbar/icons");
  if (g_getenv ("TEXT_SCALE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * atoi (g_getenv ("TEXT_SCALE")), NULL);
  if (g_getenv ("RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  load_sheet ("/io/github/lumbar/Lumbar/style.css");
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    load_sheet ("/io/github/lumbar/Lumbar/style-dark.css");
  record = lumbar_test_record_open_example ();
  shoot_page (record, argv, "EX-0001");
  shoot_page (record, argv, g_getenv ("PATIENT") ? g_getenv ("PATIENT") : "EX-0004");
  shoot_dialogs (argv);
  lumbar_test_settle (100);
  lumbar_open_record_close (record);
  return EXIT_SUCCESS;
}
