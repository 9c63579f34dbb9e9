/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benchmarks of charts share: a trend of very many visits, and the order of times. */
#pragma once

#include "lumbar-trend.h"

#define N_POINTS 5000

static inline int
compare (const void *a, const void *b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/* A visit a day, with scores that jump as no patient's do. */
static inline LumbarTrend *
make_trend (LumbarKnowledge *knowledge)
{
  static const char *const ids[] = { "nrs-pain-average", NULL };
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GDate date;
  char day[16];

  for (guint i = 0; i < N_POINTS; i++)
    {
      g_date_clear (&date, 1);
      g_date_set_julian (&date, 735000 + i);
      g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
      g_ptr_array_add (measures, lumbar_measure_new (ids[0], "", day, g_rand_int_range (random, 0, 11)));
    }
  return lumbar_trend_new (knowledge, ids, measures, NULL);
}
