/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: pictures of the intake for people to look at.
 * shoot-intake DIRECTORY PREFIX WIDTH HEIGHT [SECTION…]; the sections "review" and "plan" are the
 * review and its plan (with PLAN_END set, the end of it). */

#include <stdlib.h>

#include "lumbar-draft.h"
#include "lumbar-question-deck.h"
#include "lumbar-test-intake.h"

static const char *const answers[][2] = {
  { "pain-nrs-now", "7" },        { "pain-onset", "sudden" },       { "pain-duration", "1-7-days" },
  { "pain-course", "worsening" }, { "pain-map", "lumbar-midline;buttock-left;thigh-back-left;calf-left" },
  { "leg-pain", "below-knee-both" }, { "pain-quality", "electric-shock;tingling" },
  { "worse-with", "cough-strain;sitting" }, { "leg-weakness", "new" }, { "leg-numbness", "worse" },
  { "saddle-numbness", "new" },   { "bladder-change", "worse" },    { "fever-or-rigors", "no" },
  { "exam-slr", "radicular-one" }, { "trauma-recent", "none" }, { "patient-words", "Like a hot wire down the left leg." },
};

/* A plan with something of everything: held back, with care, not recorded. */
static const char *const plan_answers[][2] = {
  { "saddle-numbness", "none" },   { "bladder-change", "none" },    { "leg-weakness", "baseline" },
  { "leg-numbness", "none" },      { "leg-pain", "none" },          { "pain-onset", "gradual" },
  { "spasticity-known", "severe" }, { "exam-tone", "mas-3" },       { "pain-quality", "stiffness;cramping;spasm" },
  { "worse-with", "heat;bending-lifting" }, { "nsaid-risk", "kidney" }, { "falls-3-months", "one" },
  { "mobility", "one-aid" },       { "current-drugs", "tizanidine;fluoroquinolone" }, { "pain-course", "steady" },
};

static void
show_plan (LumbarTestIntake *test)
{
  GtkWidget *editor;

  for (guint i = 0; i < G_N_ELEMENTS (plan_answers); i++)
    lumbar_test_intake_answer (test, plan_answers[i][0], plan_answers[i][1]);
  gtk_widget_activate_action (GTK_WIDGET (test->page), "intake.review", NULL);
  g_signal_emit_by_name (gtk_widget_get_ancestor (lumbar_test_find_label (GTK_WIDGET (test->page), "● MS-related"),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  lumbar_test_settle (300);
  editor = lumbar_test_find (GTK_WIDGET (test->page), g_type_from_name ("LumbarPlanEditor"), NULL);
  gtk_widget_child_focus (editor, g_getenv ("PLAN_END") ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

static void
shoot (LumbarTestIntake *test, const char *directory, const char *prefix, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", directory, prefix, name);

  lumbar_test_settle (350);
  lumbar_test_shoot (GTK_WIDGET (test->window), path);
}

int
main (int argc, char **argv)
{
  LumbarTestIntake test = { 0 };
  GtkWidget *deck;

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
  shoot (&test, argv[1], argv[2], "empty");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    lumbar_test_intake_answer (&test, answers[i][0], answers[i][1]);
  deck = lumbar_test_find (GTK_WIDGET (test.page), LUMBAR_TYPE_QUESTION_DECK, NULL);
  for (int i = 5; i < argc; i++)
    {
      for (guint s = 0; s < lumbar_knowledge_get_n_sections (test.knowledge); s++)
        if (g_str_equal (lumbar_knowledge_get_section (test.knowledge, s)->id, argv[i]))
          {
            lumbar_question_deck_show_section (LUMBAR_QUESTION_DECK (deck), s);
            lumbar_question_deck_step (LUMBAR_QUESTION_DECK (deck), 1);
          }
      if (g_str_equal (argv[i], "drawer"))
        g_object_set (lumbar_test_find (GTK_WIDGET (test.page), g_type_from_name ("LumbarIntakeLayout"), NULL), "open",
                      TRUE, NULL);
      if (g_str_equal (argv[i], "plan"))
        show_plan (&test);
      if (g_str_equal (argv[i], "review"))
        gtk_widget_activate_action (GTK_WIDGET (test.page), "intake.review", NULL);
      if (g_str_equal (argv[i], "concluded"))
        g_signal_emit_by_name (gtk_widget_get_ancestor (lumbar_test_find_label (GTK_WIDGET (test.page), "● MS-related"),
                                                        GTK_TYPE_BUTTON),
                               "clicked");
      shoot (&test, argv[1], argv[2], argv[i]);
    }
  lumbar_test_intake_tear_down (&test);
  return EXIT_SUCCESS;
}
