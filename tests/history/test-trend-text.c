/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trend for a spreadsheet and for the ear: everything that is in the chart, and no cell that runs. */

#include <string.h>

#include "lumbar-trend-text.h"
#include "lumbar-trend-walk.h"

static LumbarKnowledge *knowledge;

static LumbarTrend *
make_trend (const char *event_text)
{
  static const char *const ids[] = { "nrs-pain-average", "peg", NULL };
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (measures, lumbar_measure_new ("nrs-pain-average", "a", "2025-01-12", 7));
  g_ptr_array_add (measures, lumbar_measure_new ("peg", "a", "2025-01-12", 6.5));
  g_ptr_array_add (measures, lumbar_measure_new ("nrs-pain-average", "b", "2025-03-12", 4));
  g_ptr_array_add (measures, lumbar_measure_new ("nrs-pain-average", "c", "2025-03-12", 5));
  g_ptr_array_add (events, lumbar_event_new ("p", LUMBAR_EVENT_RELAPSE, "2025-02-01", event_text));
  return lumbar_trend_new (knowledge, ids, measures, events);
}

static void
test_csv (void)
{
  g_autoptr (LumbarTrend) trend = make_trend ("Left \"leg\"");
  g_autofree char *csv = lumbar_trend_to_csv (trend);

  g_assert_cmpstr (
    csv, ==,
    "\"Visit\",\"Average pain, past week\",\"PEG (pain, enjoyment, general activity)\",\"Event\"\r\n"
    "\"2025-01-12\",\"7\",\"6.5\",\"\"\r\n"
    "\"2025-02-01\",\"\",\"\",\"Relapse: Left \"\"leg\"\"\"\r\n"
    "\"2025-03-12\",\"4\",\"\",\"\"\r\n"
    "\"2025-03-12\",\"5\",\"\",\"\"\r\n");
}

/* A tab, a line end or a formula in the words of an event stays words. */
static void
test_tabs (void)
{
  g_autoptr (LumbarTrend) trend = make_trend ("=HYPERLINK(\"x\")\tA\nB");
  g_autofree char *text = lumbar_trend_to_tabs (trend);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  for (guint i = 0; i < 5; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      for (guint j = 0; cells[j] != NULL; j++)
        g_assert_true (*cells[j] == '\0' || strchr ("=+-@", *cells[j]) == NULL);
    }
  g_assert_cmpstr (lines[2], ==, "2025-02-01\t\t\tRelapse: =HYPERLINK(\"x\") A B");
}

static void
test_spoken (void)
{
  g_autoptr (LumbarTrend) trend = make_trend ("Left leg");
  g_autofree char *point = lumbar_trend_describe_point (trend, 0, 0);
  g_autofree char *mark = lumbar_trend_describe_mark (trend, 0);

  g_assert_cmpstr (point, ==, "Average pain, past week: 7 on 12 Jan 2025, 1 of 3");
  g_assert_cmpstr (mark, ==, "Relapse: Left leg on 1 Feb 2025, event 1 of 1");
}

static void
test_days (void)
{
  static const struct {
    LumbarTrendViewport viewport;
    const char *words;
  } rows[] = {
    { { 739263.0, 739265.0 }, "12 Jan 2025 to 14 Jan 2025" },
    { { 739263.99, 739265.01 }, "12 Jan 2025 to 14 Jan 2025" },
    { { 730120.5, 3652059.0 }, "1 Jan 2000 to 31 Dec 9999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = lumbar_trend_describe_days (rows[i].viewport);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
assert_place (LumbarTrendPlace place, int row, int stop)
{
  g_assert_cmpint (place.row, ==, row);
  g_assert_cmpint (place.stop, ==, stop);
}

/* From nowhere to the last score; to the walls of a row; round the rows, to what is nearest in time. */
static void
test_walk (void)
{
  g_autoptr (LumbarTrend) trend = make_trend ("Left leg");
  LumbarTrendPlace place = lumbar_trend_walk (trend, (LumbarTrendPlace){ -1, -1 }, LUMBAR_TREND_WALK_NEXT);

  assert_place (place, 0, 2);
  assert_place (lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_NEXT), 0, 2);
  place = lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_PREVIOUS);
  assert_place (place, 0, 1);
  place = lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_BELOW);
  assert_place (place, 1, 0);
  place = lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_BELOW);
  assert_place (place, 2, 0);
  g_assert_true (lumbar_trend_place_is_mark (trend, place));
  place = lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_BELOW);
  assert_place (place, 0, 0);
  assert_place (lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_PREVIOUS), 0, 0);
  assert_place (lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_ABOVE), 2, 0);
  assert_place (lumbar_trend_walk (trend, place, LUMBAR_TREND_WALK_LAST), 0, 2);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  g_test_add_func ("/history/text/csv", test_csv);
  g_test_add_func ("/history/text/tabs", test_tabs);
  g_test_add_func ("/history/text/spoken", test_spoken);
  g_test_add_func ("/history/text/days", test_days);
  g_test_add_func ("/history/text/walk", test_walk);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
