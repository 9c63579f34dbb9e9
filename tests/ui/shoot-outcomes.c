/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of a visit with its final cause, of the dialog that records it, and of the check of
 * the example clinic, for people to look at.
 * shoot-outcomes DIRECTORY PREFIX WIDTH HEIGHT */

#include <stdlib.h>

#include "lumbar-check-window.h"
#include "lumbar-history-page.h"
#include "lumbar-outcome-dialog.h"
#include "lumbar-report-preview.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-visit-row.h"

static void
shoot (GtkWidget *window, char **arguments, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", arguments[1], arguments[2], name);

  lumbar_test_settle (400);
  lumbar_test_shoot (window, path);
}

static void
shoot_visit (LumbarOpenRecord *record, char **arguments, const char *patient_number, const char *name)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (record, patient_number);
  LumbarHistoryPage *page = lumbar_history_page_new (record->knowledge, record->worker);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));
  g_autofree char *overview = g_strconcat (name, "-overview", NULL);
  GtkListBox *list;
  GtkListBoxRow *row = NULL;
  GtkWidget *preview;

  gtk_window_set_default_size (window, atoi (arguments[3]), atoi (arguments[4]));
  lumbar_history_page_set_folded (page, atoi (arguments[3]) < 600);
  lumbar_history_page_show_patient (page, patient);
  lumbar_test_wait (gtk_widget_get_mapped (lumbar_test_find (GTK_WIDGET (page), ADW_TYPE_VIEW_STACK, "views")));
  shoot (GTK_WIDGET (window), arguments, overview);
  list = lumbar_test_record_turn_to_visits (GTK_WIDGET (page));
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    row = gtk_list_box_get_row_at_index (list, i);
  lumbar_history_page_open_visit (page, lumbar_visit_row_get_visit (LUMBAR_VISIT_ROW (row))->id);
  preview = lumbar_test_find (GTK_WIDGET (page), LUMBAR_TYPE_REPORT_PREVIEW, NULL);
  lumbar_test_wait (lumbar_report_preview_get_n_pages (LUMBAR_REPORT_PREVIEW (preview)) > 0);
  shoot (GTK_WIDGET (window), arguments, name);
  gtk_window_destroy (window);
}

static void
shoot_dialog (LumbarOpenRecord *record, char **arguments)
{
  LumbarOutcomeDialog *dialog = lumbar_outcome_dialog_new (record->knowledge, "visit");
  GtkWidget *picker;

  gtk_window_set_default_size (GTK_WINDOW (dialog), MIN (atoi (arguments[3]), 520), MIN (atoi (arguments[4]), 600));
  gtk_window_present (GTK_WINDOW (dialog));
  shoot (GTK_WIDGET (dialog), arguments, "dialog-empty");
  picker = GTK_WIDGET (gtk_menu_button_get_popover (
    GTK_MENU_BUTTON (lumbar_test_find (GTK_WIDGET (dialog), GTK_TYPE_MENU_BUTTON, NULL))));
  g_signal_emit_by_name (picker, "picked", "lumbar-radiculopathy");
  g_signal_emit_by_name (picker, "picked", "ms-spasticity");
  shoot (GTK_WIDGET (dialog), arguments, "dialog");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
shoot_check (LumbarOpenRecord *record, char **arguments)
{
  LumbarCheckWindow *window = lumbar_check_window_new (record->knowledge, record->worker);
  GtkStack *stack;
  GtkWidget *viewport;
  GtkAdjustment *adjustment;
  int i = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), atoi (arguments[3]), atoi (arguments[4]));
  gtk_window_present (GTK_WINDOW (window));
  stack = GTK_STACK (lumbar_test_find (GTK_WIDGET (window), GTK_TYPE_STACK, "stack"));
  lumbar_test_wait (g_str_equal (gtk_stack_get_visible_child_name (stack), "counts"));
  lumbar_test_settle (300);
  viewport = lumbar_test_find (gtk_stack_get_visible_child (stack), GTK_TYPE_VIEWPORT, NULL);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  for (double at = 0;; at += gtk_adjustment_get_page_size (adjustment) - 40)
    {
      g_autofree char *name = g_strdup_printf ("check-%d", i++);

      gtk_adjustment_set_value (adjustment, at);
      shoot (GTK_WIDGET (window), arguments, name);
      if (at + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment))
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
  shoot_visit (record, argv, "EX-0012", "visit-corrected");
  shoot_visit (record, argv, "EX-0004", "visit");
  shoot_dialog (record, argv);
  shoot_check (record, argv);
  lumbar_test_settle (100);
  lumbar_open_record_close (record);
  return EXIT_SUCCESS;
}
