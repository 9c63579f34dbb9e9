/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions say one thing of their size: no width needs less height than the least they ask for without one, and
 * with all the width there is they need no more. Newer GTK warns of those that contradict themselves. */

#include "lumbar-question-factory.h"
#include "lumbar-test-intake.h"

#define MOST_WIDTH 1400
#define STEP 23
#define WIDEST (1 << 20) /* What GTK takes for all the width there is */

static int
measure_least (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static gboolean
is_ours (GtkWidget *widget)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);

  return LUMBAR_IS_QUESTION_VIEW (widget) ||
         (layout != NULL && g_str_has_prefix (G_OBJECT_TYPE_NAME (layout), "Lumbar"));
}

/* What lies deepest is told of first: those around it only pass on what it says. */
static void
check_measures (GtkWidget *widget, const char *finding)
{
  int height;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_measures (child, finding);
  if (!is_ours (widget) || !gtk_widget_get_visible (widget))
    return;
  g_test_message ("%s: %s", finding, G_OBJECT_TYPE_NAME (widget));
  height = measure_least (widget, GTK_ORIENTATION_VERTICAL, -1);
  g_assert_cmpint (measure_least (widget, GTK_ORIENTATION_VERTICAL, WIDEST), <=, height);
  for (int width = measure_least (widget, GTK_ORIENTATION_HORIZONTAL, -1); width <= MOST_WIDTH; width += STEP)
    g_assert_cmpint (measure_least (widget, GTK_ORIENTATION_VERTICAL, width), >=, height);
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

      gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
      check_measures (GTK_WIDGET (view), finding->id);
      lumbar_question_view_set_open (view, TRUE);
      check_measures (GTK_WIDGET (view), finding->id);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/measures/questions", test_questions);
  return g_test_run ();
}
