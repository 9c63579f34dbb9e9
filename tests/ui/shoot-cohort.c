/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of the example clinic's patients together, for people to look at.
 * shoot-cohort DIRECTORY PREFIX WIDTH HEIGHT; DARK, RTL and TEXT_SCALE in the environment. */

#include <stdlib.h>

#include "lumbar-cohort-window.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

static void
shoot (GtkWidget *window, char **arguments, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", arguments[1], arguments[2], name);

  lumbar_test_settle (400);
  lumbar_test_shoot (window, path);
}

static void
shoot_cohort (LumbarOpenRecord *record, char **arguments)
{
  LumbarCohortWindow *window = lumbar_cohort_window_new (record->knowledge, record->worker);
  GtkStack *stack;
  GtkAdjustment *adjustment;
  g_autoptr (GList) tops = NULL;
  GtkWidget *row;
  int i = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), atoi (arguments[3]), atoi (arguments[4]));
  gtk_window_present (GTK_WINDOW (window));
  stack = GTK_STACK (lumbar_test_find (GTK_WIDGET (window), GTK_TYPE_STACK, "stack"));
  lumbar_test_wait (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "figures") == 0);
  lumbar_test_settle (300);
  adjustment = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (gtk_widget_get_ancestor (GTK_WIDGET (stack), GTK_TYPE_VIEWPORT)));
  for (double at = 0;; at += gtk_adjustment_get_page_size (adjustment) - 40)
    {
      g_autofree char *name = g_strdup_printf ("cohort-%d", i++);

      gtk_adjustment_set_value (adjustment, at);
      shoot (GTK_WIDGET (window), arguments, name);
      if (at + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment))
        break;
    }
  row = lumbar_test_find (lumbar_test_find (GTK_WIDGET (window), GTK_TYPE_BOX, "figures"), GTK_TYPE_LIST_BOX_ROW, NULL);
  g_signal_emit_by_name (row, "activate");
  shoot (GTK_WIDGET (window), arguments, "patients");
  gtk_widget_activate_action (GTK_WIDGET (window), "cohort.export", NULL);
  tops = gtk_window_list_toplevels ();
  for (GList *item = tops; item != NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data))
      {
        shoot (item->data, arguments, "export");
        gtk_window_destroy (item->data);
        break;
      }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  LumbarOpenRecord *record;

  if (argc < 5)
    return EXIT_FAILURE;
  gtk_init ();
  adw_init ();
  lumbar_test_look ();
  record = lumbar_test_record_open_example ();
  shoot_cohort (record, argv);
  lumbar_test_settle (100);
  lumbar_open_record_close (record);
  return EXIT_SUCCESS;
}
