/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a change matters is judged by instruments.tsv, and said in words that do not overstate it. */

#include <math.h>

#include "lumbar-knowledge.h"
#include "lumbar-trend-change.h"

static LumbarKnowledge *knowledge;

typedef struct {
  const char *name;
  const char *instrument;
  double from;
  double to;
  LumbarTrendChange change;
  const char *words;
} Case;

static const Case cases[] = {
  { "better-by-more", "nrs-pain-average", 7, 4, LUMBAR_TREND_CHANGE_MORE,
    "Average pain, past week: 7 → 4 since 12 Mar 2025, more than the minimal important difference of 2" },
  { "worse-by-more", "nrs-pain-average", 4, 7, LUMBAR_TREND_CHANGE_MORE,
    "Average pain, past week: 4 → 7 since 12 Mar 2025, more than the minimal important difference of 2" },
  { "by-exactly-it", "nrs-pain-average", 7, 5, LUMBAR_TREND_CHANGE_EQUAL,
    "Average pain, past week: 7 → 5 since 12 Mar 2025, as much as the minimal important difference of 2" },
  { "by-less", "nrs-pain-average", 7, 6, LUMBAR_TREND_CHANGE_LESS,
    "Average pain, past week: 7 → 6 since 12 Mar 2025, less than the minimal important difference of 2" },
  { "unchanged", "nrs-pain-average", 7, 7, LUMBAR_TREND_CHANGE_NONE,
    "Average pain, past week: 7, unchanged since 12 Mar 2025" },
  { "one-step-at-a-low-score-is-not-enough", "nrs-pain-average", 2, 1, LUMBAR_TREND_CHANGE_LESS, NULL },
  { "roland-morris", "rmdq-24", 14, 8, LUMBAR_TREND_CHANGE_MORE,
    "Roland-Morris score: 14 → 8 since 12 Mar 2025, more than the minimal important difference of 5" },
  { "share-of-the-baseline", "nrs-spasticity", 8, 5, LUMBAR_TREND_CHANGE_MORE,
    "Spasticity, past 24 hours: 8 → 5 since 12 Mar 2025, more than the minimal important difference of 2.4" },
  { "share-not-reached", "nrs-spasticity", 8, 6, LUMBAR_TREND_CHANGE_LESS, NULL },
  { "share-of-nothing", "nrs-spasticity", 0, 3, LUMBAR_TREND_CHANGE_UNKNOWN,
    "Spasticity, past 24 hours: 0 → 3 since 12 Mar 2025" },
  { "none-published", "penn-spasm", 3, 1, LUMBAR_TREND_CHANGE_UNKNOWN, NULL },
  { "days-are-told-and-not-judged", "pain-days", 7, 2, LUMBAR_TREND_CHANGE_UNKNOWN,
    "Days with pain, past week: 7 → 2 since 12 Mar 2025" },
  { "means-compare-as-printed", "peg", 19 / 3.0, 16 / 3.0, LUMBAR_TREND_CHANGE_EQUAL,
    "PEG (pain, enjoyment, general activity): 6.3 → 5.3 since 12 Mar 2025, as much as the minimal important "
    "difference of 1" },
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  const LumbarInstrument *instrument = lumbar_knowledge_find_instrument (knowledge, item->instrument);
  g_autofree char *words =
    lumbar_trend_change_describe (instrument, item->from, item->to, "2025-03-12T10:00:00Z");

  g_assert_cmpint (lumbar_trend_change_judge (instrument, item->from, item->to), ==, item->change);
  if (item->words != NULL)
    g_assert_cmpstr (words, ==, item->words);
}

/* Whatever the tables will hold: the difference is the table's, or none. */
static void
test_differences_come_from_the_table (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (knowledge, i);
      double important = lumbar_trend_important_difference (instrument, 10);

      if (instrument->mcid_points > 0)
        g_assert_cmpfloat (important, ==, instrument->mcid_points);
      else if (instrument->mcid_percent > 0)
        g_assert_cmpfloat_with_epsilon (important, instrument->mcid_percent / 10, 1e-9);
      else
        g_assert_true (isnan (important));
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/history/change/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/history/change/differences-come-from-the-table", test_differences_come_from_the_table);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
