/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long one assessment of a full response takes: every finding answered. Prints the median of many
 * runs and the bound it is held to; never a timed test, since machines are noisy. */

#include <locale.h>

#include "lumbar-assessment.h"

#define RUNS 2001
#define BOUND_MICROSECONDS 50

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Answers everything, with what is least normal. */
static LumbarResponse *
answer_all (LumbarKnowledge *knowledge)
{
  LumbarResponse *response = lumbar_response_new (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      g_autoptr (LumbarAnswer) answer = NULL;

      if (lumbar_finding_holds_options (finding))
        answer = lumbar_answer_new_options ((guint64) 1 << (finding->options->len - 1));
      else if (lumbar_finding_holds_number (finding))
        answer = lumbar_answer_new_number (finding->maximum);
      lumbar_response_set_answer (response, i, answer);
    }
  return response;
}

int
main (void)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_autoptr (LumbarResponse) response = answer_all (knowledge);
  static gint64 times[RUNS];

  setlocale (LC_ALL, "");
  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      lumbar_assessment_unref (lumbar_assess (knowledge, response));
      times[i] = g_get_monotonic_time () - start;
    }
  qsort (times, RUNS, sizeof *times, compare_times);
  g_print ("assess, %u answers: median %" G_GINT64_FORMAT " µs, worst %" G_GINT64_FORMAT " µs (bound: median %d µs)\n",
           lumbar_response_get_n_answers (response), times[RUNS / 2], times[RUNS - 1], BOUND_MICROSECONDS);
  return 0;
}
