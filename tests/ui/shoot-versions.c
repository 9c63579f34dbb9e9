/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of two assessments compared and of the preferences, for people to look at.
 * shoot-versions DIRECTORY PREFIX WIDTH HEIGHT; DARK=1 in the dark. */

#include <stdlib.h>

#include "lumbar-history-page.h"
#include "lumbar-preferences-window.h"
#include "lumbar-settings.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-test-tables.h"
#include "lumbar-visit-page.h"

static void
shoot (GtkWidget *widget, char **argv, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", argv[1], argv[2], name);

  lumbar_test_settle (500);
  lumbar_test_shoot (widget, path);
}

static void
shoot_comparison (LumbarOpenRecord *record, char **argv)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (record, g_getenv ("PATIENT") ? g_getenv ("PATIENT") : "EX-0001");
  LumbarHistoryPage *page = lumbar_history_page_new (record->knowledge, record->worker);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));
  GtkWidget *visit;

  gtk_window_set_default_size (window, atoi (argv[3]), atoi (argv[4]));
  lumbar_history_page_show_patient (page, patient);
  lumbar_test_settle (600);
  {
    GtkListBox *list = lumbar_test_record_turn_to_visits (GTK_WIDGET (page));

    g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  }
  lumbar_test_settle (800);
  visit = lumbar_test_find (GTK_WIDGET (page), LUMBAR_TYPE_VISIT_PAGE, NULL);
  shoot (GTK_WIDGET (window), argv, "visit");
  gtk_widget_activate_action (visit, "visit.assess-again", NULL);
  shoot (GTK_WIDGET (window), argv, "comparison");
  gtk_widget_activate_action (visit, "visit.compare", NULL);
  shoot (GTK_WIDGET (window), argv, "visits");
  gtk_window_destroy (window);
}

static void
shoot_preferences (const char *tables, char **argv)
{
  g_autoptr (GSettings) settings = lumbar_settings_new (NULL);
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  LumbarPreferencesWindow *window = lumbar_preferences_window_new (settings, "/home/clinic/.local/share/lumbar/record.db");

  lumbar_preferences_window_show_knowledge (window, knowledge, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), MIN (atoi (argv[3]), 560), atoi (argv[4]));
  gtk_window_present (GTK_WINDOW (window));
  shoot (GTK_WIDGET (window), argv, "preferences");
  lumbar_preferences_window_choose_tables (window, tables);
  shoot (GTK_WIDGET (window), argv, "preferences-own");
  lumbar_test_tables_change (tables, "causes.tsv", "\tms\t", "\tMS\t");
  lumbar_test_tables_change (tables, "sources.tsv", "", NULL);
  lumbar_test_tables_change (tables, "evidence.tsv", "ms-spasticity\tspasticity-known\tmild", "ms-spasticity\tspasticity-know\tmild");
  lumbar_preferences_window_choose_tables (window, tables);
  shoot (GTK_WIDGET (window), argv, "preferences-faults");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkCssProvider) style = NULL;
  char *tables;
  LumbarOpenRecord *example, *record;

  if (argc < 5)
    return EXIT_FAILURE;
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  gtk_init ();
  adw_init ();
  style = gtk_css_provider_new ();
  if (g_getenv ("DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_css_provider_load_from_resource (style, "/io/github/lumbar/Lumbar/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  tables = lumbar_test_tables_copy ();
  lumbar_test_tables_change (tables, "knowledge.ini", "version=2026.2", "version=2027.1");
  lumbar_test_tables_change (tables, "knowledge.ini", "\nlikely=0.50", "\nlikely=0.85");
  lumbar_test_tables_change (tables, "options.tsv", "current-drugs\tparacetamol\t", "current-drugs\tacetaminophen\t");
  lumbar_test_tables_change (tables, "treatments.tsv", "current-drugs has paracetamol", "current-drugs has acetaminophen");
  lumbar_test_tables_change (tables, "knowledge.ini", "exclude_floor=-2", "exclude_floor=6");
  example = lumbar_test_record_open_example ();
  record = lumbar_test_record_open_again (example, tables);
  shoot_comparison (record, argv);
  lumbar_open_record_close (record);
  lumbar_open_record_close (example);
  shoot_preferences (tables, argv);
  lumbar_test_tables_remove (tables);
  return EXIT_SUCCESS;
}
