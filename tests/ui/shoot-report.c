/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of the report of a visit and of what it may contain, for people to look at.
 * shoot-report DIRECTORY PREFIX WIDTH HEIGHT; DARK=1 in the dark. */

#include <stdlib.h>

#include "lumbar-history-page.h"
#include "lumbar-report-chooser.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

static void
shoot (GtkWidget *widget, char **argv, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", argv[1], argv[2], name);

  lumbar_test_settle (500);
  lumbar_test_shoot (widget, path);
}

static void
choose (GtkWidget *chooser, LumbarReportProfile profile)
{
  GtkWidget *button = gtk_widget_get_first_child (lumbar_test_find (chooser, GTK_TYPE_BOX, "profile_box"));

  for (guint i = 0; i < profile; i++)
    button = gtk_widget_get_next_sibling (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

static void
shoot_visit (LumbarOpenRecord *record, char **argv)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (record, "EX-0001");
  LumbarHistoryPage *page = lumbar_history_page_new (record->knowledge, record->worker);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));
  GtkWidget *chooser;
  GtkListBox *list;

  gtk_window_set_default_size (window, atoi (argv[3]), atoi (argv[4]));
  lumbar_history_page_show_patient (page, patient);
  lumbar_test_settle (600);
  list = lumbar_test_record_turn_to_visits (GTK_WIDGET (page));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  lumbar_test_settle (800);
  chooser = lumbar_test_find (GTK_WIDGET (page), LUMBAR_TYPE_REPORT_CHOOSER, NULL);
  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("chooser-%s", lumbar_report_profile_to_id ((LumbarReportProfile) i));

      choose (chooser, (LumbarReportProfile) i);
      shoot (GTK_WIDGET (window), argv, lumbar_report_profile_to_id ((LumbarReportProfile) i));
      gtk_popover_popup (GTK_POPOVER (chooser));
      shoot (chooser, argv, name);
      gtk_popover_popdown (GTK_POPOVER (chooser));
    }
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  LumbarOpenRecord *record;

  if (argc < 5)
    return EXIT_FAILURE;
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  gtk_init ();
  adw_init ();
  lumbar_test_look ();
  record = lumbar_test_record_open_example ();
  shoot_visit (record, argv);
  lumbar_open_record_close (record);
  return EXIT_SUCCESS;
}
