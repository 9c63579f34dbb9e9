/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widgets say one thing of their size: what they need at some width is never less than the least they say
 * they need at all. Newer GTK warns of those that do not, and windows get too high. */

#include "lumbar-question-factory.h"
#include "lumbar-test-intake.h"

#define MOST_WIDTH 1400
#define STEP 7

static int
measure_least (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum, natural;

  gtk_widget_measure (widget, orientation, for_size, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, >=, minimum);
  return minimum;
}

/* What lies deepest is told of first: those around it only pass on what it says. */
static void
check_measures (GtkWidget *widget, const char *of)
{
  int width, height;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_measures (child, of);
  if (!gtk_widget_get_visible (widget))
    return;
  height = measure_least (widget, GTK_ORIENTATION_VERTICAL, -1);
  for (width = measure_least (widget, GTK_ORIENTATION_HORIZONTAL, -1); width <= MOST_WIDTH; width += STEP)
    {
      int here = measure_least (widget, GTK_ORIENTATION_VERTICAL, width);

      if (here < height)
        {
          g_printerr ("%s: %s %s: height %d, but %d at a width of %d\n", of, G_OBJECT_TYPE_NAME (widget),
                      gtk_widget_get_css_classes(widget)[0]?gtk_widget_get_css_classes(widget)[0]:"",
                      height, here, width);
          break;
        }
    }
}

static void
test_questions (void)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarQuestionView *view = lumbar_question_factory_make (interview, finding);
      GtkWidget *window = gtk_window_new ();
      GtkWidget *scroller = gtk_scrolled_window_new ();

      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
      gtk_window_set_child (GTK_WINDOW (window), scroller);
      check_measures (GTK_WIDGET (view), finding->id);
      lumbar_question_view_set_open (view, TRUE);
      check_measures (GTK_WIDGET (view), finding->id);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_page (void)
{
  LumbarTestIntake test = { 0 };
  lumbar_test_intake_set_up (&test, TRUE);
  lumbar_test_intake_show (&test, 1200, 800);
      check_measures (GTK_WIDGET (test.page), "page");
  lumbar_test_intake_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/measures/questions", test_questions);
  g_test_add_func ("/ui/measures/page", test_page);
  return g_test_run ();
}
