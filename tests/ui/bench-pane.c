/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long an answer takes until the pane beside the questions shows it: the assessment, the rows and their layout;
 * first of the pane in a window of its own, then of the whole page of a visit with its questions and red flags.
 * Prints the median and the worst of the time the processor works, over many changes of a rich visit, and fails where
 * the median of the pane is above the bound. Painting is told apart: it is the display's. */

#include <stdlib.h>
#include <time.h>

#include "lumbar-assessment-pane.h"
#include "lumbar-test-intake.h"

#define N_CHANGES 200
#define N_WARM_UPS 20
#define BOUND_MS 16.0

/* A visit in which much is going on, and the answers that are changed in turn. */
static const char *const answers[][2] = {
  { "age-years", "57" },           { "ms-status", "definite" },     { "spasticity-known", "severe" },
  { "spasticity-change", "worse" }, { "pain-nrs-now", "7" },         { "pain-onset", "sudden" },
  { "pain-duration", "1-7-days" }, { "pain-course", "worsening" },  { "leg-pain", "below-knee-both" },
  { "pain-quality", "electric-shock;tingling" }, { "worse-with", "cough-strain;sitting" },
  { "leg-weakness", "new" },       { "leg-numbness", "worse" },     { "saddle-numbness", "new" },
  { "bladder-change", "worse" },   { "bowel-change", "none" },      { "fever-or-rigors", "no" },
  { "exam-slr", "radicular-one" }, { "exam-tone", "mas-0" },        { "steroid-exposure", "long-term" },
};

static const char *const changes[][2] = {
  { "saddle-numbness", "none" },  { "leg-weakness", "none" },   { "saddle-numbness", "new" },
  { "fever-or-rigors", "yes" },   { "leg-weakness", "new" },    { "bladder-change", "none" },
  { "pain-onset", "gradual" },    { "leg-pain", "none" },       { "spasticity-change", "baseline" },
  { "fever-or-rigors", "no" },    { "bladder-change", "worse" }, { "exam-tone", "mas-3" },
  { "leg-pain", "below-knee-one" }, { "spasticity-change", "worse" }, { "pain-onset", "sudden" },
  { "exam-tone", "mas-0" },
};

typedef struct {
  gboolean laid_out;
  double at_layout;
  double at_paint;
} Frame;

/* Milliseconds that this thread has worked. */
static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static void
layout_cb (Frame *frame)
{
  frame->at_layout = get_cpu ();
}

static void
after_paint_cb (Frame *frame)
{
  frame->at_paint = get_cpu ();
  frame->laid_out = TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
tell (const char *what, double *times)
{
  qsort (times, N_CHANGES, sizeof *times, compare);
  g_print ("%-36s median %5.1f ms, worst %5.1f ms\n", what, times[N_CHANGES / 2], times[N_CHANGES - 1]);
}

/* Answers a question of a visit. */
typedef void (*Answer) (gpointer data, const char *finding_id, const char *value);

/* Returns the median of what it takes until all is laid out. */
static double
measure (const char *title, GtkWidget *window, Answer answer, gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  double handled[N_CHANGES], shown[N_CHANGES], painted[N_CHANGES];
  Frame frame = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    answer (data, answers[i][0], answers[i][1]);
  lumbar_test_settle (500);
  g_signal_connect_data (clock, "layout", G_CALLBACK (layout_cb), &frame, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), &frame);
  for (int i = -N_WARM_UPS; i < N_CHANGES; i++)
    {
      const char *const *change = changes[(i + N_WARM_UPS) % (int) G_N_ELEMENTS (changes)];
      double begin = get_cpu (), answered;

      answer (data, change[0], change[1]);
      answered = get_cpu ();
      frame.laid_out = FALSE;
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
      while (!frame.laid_out)
        g_main_context_iteration (NULL, TRUE);
      if (i >= 0)
        {
          handled[i] = answered - begin;
          shown[i] = MAX (frame.at_layout, answered) - begin;
          painted[i] = frame.at_paint - begin;
        }
      lumbar_test_settle (60);
    }
  g_signal_handlers_disconnect_by_data (clock, &frame);
  g_print ("%s\n", title);
  tell ("  assessed, rows changed", handled);
  tell ("  … and laid out", shown);
  tell ("  … and painted without a GPU", painted);
  return shown[N_CHANGES / 2];
}

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarInterview *interview;
  GtkWidget *pane;
} Pane;

static void
answer_pane (gpointer data, const char *finding_id, const char *value)
{
  Pane *pane = data;
  const LumbarFinding *finding = lumbar_knowledge_find_finding (pane->knowledge, finding_id);
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, value, NULL);
  g_autoptr (LumbarAssessment) assessment = NULL;

  lumbar_interview_set_answer (pane->interview, finding->index, answer);
  assessment = lumbar_assess (pane->knowledge, lumbar_interview_get_response (pane->interview));
  lumbar_assessment_pane_update (LUMBAR_ASSESSMENT_PANE (pane->pane), assessment);
}

static double
measure_pane (LumbarKnowledge *knowledge)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  Pane pane = { knowledge, interview, lumbar_assessment_pane_new (interview) };
  GtkWidget *window = gtk_window_new ();
  double median;

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 900);
  gtk_window_set_child (GTK_WINDOW (window), pane.pane);
  gtk_window_present (GTK_WINDOW (window));
  lumbar_test_settle (300);
  median = measure ("The pane (bound of the median: 16 ms)", window, answer_pane, &pane);
  gtk_window_destroy (GTK_WINDOW (window));
  return median;
}

static void
answer_page (gpointer data, const char *finding_id, const char *value)
{
  lumbar_test_intake_answer (data, finding_id, value);
}

int
main (int argc, char **argv)
{
  LumbarTestIntake test = { 0 };
  double median;

  gtk_init ();
  adw_init ();
  lumbar_test_intake_set_up (&test, FALSE);
  median = measure_pane (test.knowledge);
  lumbar_test_intake_show (&test, 1200, 900);
  measure ("The whole page", GTK_WIDGET (test.window), answer_page, &test);
  lumbar_test_intake_tear_down (&test);
  return median <= BOUND_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}
