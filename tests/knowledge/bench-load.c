/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long loading and checking the clinical tables takes; everything waits for it at start. */

#include "lumbar-knowledge.h"

#include <stdlib.h>

#define RUNS 51

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

int
main (void)
{
  gint64 times[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      LumbarKnowledge *knowledge = lumbar_knowledge_new (NULL);

      times[i] = g_get_monotonic_time () - start;
      if (knowledge == NULL)
        return 1;
      lumbar_knowledge_unref (knowledge);
    }
  qsort (times, RUNS, sizeof *times, compare);
  g_print ("load: median %.2f ms of %d, worst %.2f ms (wanted: at most 10)\n", times[RUNS / 2] / 1000.0, RUNS,
           times[RUNS - 1] / 1000.0);
  return times[RUNS / 2] > 10000;
}
