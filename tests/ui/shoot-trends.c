/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of the trends of an invented patient, for people to look at.
 * shoot-trends DIRECTORY PREFIX WIDTH HEIGHT */

#include <stdlib.h>

#include "lumbar-history-page.h"
#include "lumbar-patients-page.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-trend-chart.h"
#include "lumbar-trends-view.h"

static void
shoot (GtkWidget *window, char **arguments, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", arguments[1], arguments[2], name);

  lumbar_test_settle (400);
  lumbar_test_shoot (window, path);
}

static void
shoot_trends (LumbarOpenRecord *record, char **arguments)
{
  g_autoptr (LumbarPatient) patient = lumbar_test_record_find_patient (record, "EX-0004");
  LumbarHistoryPage *page = lumbar_history_page_new (record->knowledge, record->worker);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));
  GtkWidget *view, *chart;
  AdwViewStack *views;

  gtk_window_set_default_size (window, atoi (arguments[3]), atoi (arguments[4]));
  lumbar_history_page_set_folded (page, atoi (arguments[3]) < 600);
  lumbar_history_page_show_patient (page, patient);
  views = ADW_VIEW_STACK (lumbar_test_find (GTK_WIDGET (page), ADW_TYPE_VIEW_STACK, "views"));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (views)));
  view = lumbar_test_find (GTK_WIDGET (page), LUMBAR_TYPE_TRENDS_VIEW, NULL);
  adw_view_stack_set_visible_child (views, view);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (lumbar_test_find (view, GTK_TYPE_DROP_DOWN, "range")), 2);
  shoot (GTK_WIDGET (window), arguments, "all");
  chart = lumbar_test_find (view, LUMBAR_TYPE_TREND_CHART, NULL);
  gtk_widget_grab_focus (chart);
  lumbar_trend_chart_walk (LUMBAR_TREND_CHART (chart), LUMBAR_TREND_WALK_LAST);
  lumbar_trend_chart_walk (LUMBAR_TREND_CHART (chart), LUMBAR_TREND_WALK_PREVIOUS);
  gtk_widget_activate_action (view, "trends.zoom-in", NULL);
  gtk_widget_activate_action (view, "trends.zoom-in", NULL);
  shoot (GTK_WIDGET (window), arguments, "zoomed");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (
                              gtk_widget_get_ancestor (chart, GTK_TYPE_SCROLLED_WINDOW))),
                            1e6);
  shoot (GTK_WIDGET (window), arguments, "end");
  gtk_window_destroy (window);
}

static void
shoot_list (LumbarOpenRecord *record, char **arguments)
{
  LumbarPatientsPage *page = lumbar_patients_page_new (record->worker);
  GtkWindow *window = lumbar_test_record_show (GTK_WIDGET (page));

  gtk_window_set_default_size (window, 360, atoi (arguments[4]));
  lumbar_patients_page_refresh (page);
  shoot (GTK_WIDGET (window), arguments, "list");
  gtk_window_destroy (window);
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
  shoot_trends (record, argv);
  shoot_list (record, argv);
  lumbar_test_settle (100);
  lumbar_open_record_close (record);
  return EXIT_SUCCESS;
}
