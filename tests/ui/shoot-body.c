/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of the body maps of the intake for people to look at.
 * shoot-body DIRECTORY PREFIX WIDTH HEIGHT */

#include <stdlib.h>

#include "lumbar-body-map.h"
#include "lumbar-test-intake.h"

static const char *const answers[][2] = {
  { "pain-map", "lumbar-midline;paraspinal-left;buttock-left" },
  { "pain-radiation", "thigh-back-left;calf-left;heel-left;groin-left" },
  { "pain-nrs-average", "7" },
  { "second-pain", "yes" },
  { "second-pain-map", "trunk-band-front;trunk-band-back;buttock-left" },
  { "second-pain-nrs", "4" },
  { "second-pain-quality", "squeezing;burning" },
  { "third-pain", "yes" },
  { "third-pain-map", "foot-top-right;heel-right" },
};

static void
shoot (LumbarTestIntake *test, char **arguments, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", arguments[1], arguments[2], name);

  lumbar_test_settle (350);
  lumbar_test_shoot (GTK_WIDGET (test->window), path);
}

/* Scrolls the question to the top of the window. */
static GtkWidget *
show_question (LumbarTestIntake *test, const char *finding)
{
  GtkWidget *view = GTK_WIDGET (lumbar_test_intake_get_view (test, finding));
  GtkWidget *map = lumbar_test_find (view, LUMBAR_TYPE_BODY_MAP, NULL);
  GtkWidget *viewport = gtk_widget_get_ancestor (view, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  graphene_rect_t bounds;

  gtk_widget_grab_focus (map);
  lumbar_test_settle (100);
  if (gtk_widget_compute_bounds (view, gtk_widget_get_first_child (viewport), &bounds))
    gtk_adjustment_set_value (adjustment, bounds.origin.y - 8);
  return map;
}

int
main (int argc, char **argv)
{
  LumbarTestIntake test = { 0 };
  GtkWidget *map;

  if (argc < 5)
    return EXIT_FAILURE;
  gtk_init ();
  adw_init ();
  if (g_getenv ("TEXT_SCALE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * atoi (g_getenv ("TEXT_SCALE")), NULL);
  if (g_getenv ("RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  lumbar_test_intake_set_up (&test, TRUE);
  lumbar_test_intake_show (&test, atoi (argv[3]), atoi (argv[4]));
  show_question (&test, "pain-map");
  shoot (&test, argv, "empty");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    lumbar_test_intake_answer (&test, answers[i][0], answers[i][1]);
  map = show_question (&test, "pain-map");
  for (int i = 0; i < 3; i++)
    lumbar_test_press (map, GDK_KEY_Down, 0);
  shoot (&test, argv, "first");
  map = show_question (&test, "pain-radiation");
  shoot (&test, argv, "radiation");
  map = show_question (&test, "second-pain-map");
  lumbar_body_map_set_tool (LUMBAR_BODY_MAP (map), LUMBAR_BODY_TOOL_LASSO);
  shoot (&test, argv, "second");
  lumbar_test_intake_tear_down (&test);
  return EXIT_SUCCESS;
}
