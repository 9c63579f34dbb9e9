/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of a visit, by the rule of each instrument. */

#include "lumbar-measure.h"

#include <math.h>

#include "lumbar-test.h"

static LumbarKnowledge *knowledge;

/* Reads "peg-activity=7 exam-tone=mas-2". */
static LumbarResponse *
make_response (const char *answers)
{
  LumbarResponse *response = lumbar_response_new (knowledge);
  g_auto (GStrv) pairs = g_strsplit (answers, " ", -1);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, pair[0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, pair[1], &error);

      g_assert_no_error (error);
      lumbar_response_set_answer (response, finding->index, answer);
    }
  return response;
}

typedef struct {
  const char *name;
  const char *instrument;
  const char *answers;
  double score; /* NAN where the answers don't suffice */
} ScoreCase;

static const ScoreCase score_cases[] = {
  { "item", "nrs-pain-now", "pain-nrs-now=7", 7 },
  { "item-zero-is-a-score", "nrs-pain-now", "pain-nrs-now=0", 0 },
  { "item-in-days", "pain-days", "pain-days=5", 5 },
  { "no-day-is-a-score", "pain-days", "pain-days=0", 0 },
  { "days-missing", "pain-days", "pain-duration=over-3-months pain-nrs-average=5", NAN },
  { "item-missing", "nrs-pain-now", "pain-nrs-average=7", NAN },
  { "mean-of-three", "peg", "pain-nrs-average=6 peg-enjoyment=7 peg-activity=8", 7 },
  { "mean-with-a-fraction", "peg", "pain-nrs-average=6 peg-enjoyment=7 peg-activity=7", 20.0 / 3 },
  { "mean-of-zeros", "peg", "pain-nrs-average=0 peg-enjoyment=0 peg-activity=0", 0 },
  { "mean-without-the-first", "peg", "peg-enjoyment=7 peg-activity=8", NAN },
  { "mean-without-the-second", "peg", "pain-nrs-average=6 peg-activity=8", NAN },
  { "mean-without-the-third", "peg", "pain-nrs-average=6 peg-enjoyment=7", NAN },
  { "option-first", "modified-ashworth", "exam-tone=mas-0", 0 },
  { "option-one-plus-is-its-own-step", "modified-ashworth", "exam-tone=mas-1plus", 2 },
  { "option-last", "modified-ashworth", "exam-tone=mas-4", 5 },
  { "option-missing", "modified-ashworth", "", NAN },
  { "decimal", "edss", "edss=6.5", 6.5 },
  { "score-only", "odi", "odi-score=42", 42 },
  { "score-only-missing", "odi", "pain-nrs-now=7", NAN },
  { "score-only-below-zero", "paindetect", "paindetect-score=-1", -1 },
  { "score-of-items", "phq-2", "phq2-interest=several-days phq2-low-mood=several-days phq2-score=2", 2 },
  { "count-of-items", "rmdq-24", "rmdq-items=rmdq-20-sit rmdq-score=1", 1 },
  /* Whoever makes a response answers the score too; a form half filled is none. */
  { "items-without-a-score", "phq-2", "phq2-interest=several-days", NAN },
  { "because-of-ms-is-no-score", "rmdq-24", "rmdq-ms-items=rmdq-20-sit", NAN },
};

static void
test_score (gconstpointer data)
{
  const ScoreCase *test = data;
  const LumbarInstrument *instrument = lumbar_knowledge_find_instrument (knowledge, test->instrument);
  g_autoptr (LumbarResponse) response = make_response (test->answers);
  double score = NAN;
  gboolean enough = lumbar_measure_score (instrument, response, &score);

  g_assert_cmpint (enough, ==, !isnan (test->score));
  if (enough)
    g_assert_cmpfloat_with_epsilon (score, test->score, 1e-12);
}

/* A scale that is only known, and scored nowhere. */
static void
test_not_scored (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const LumbarInstrument instrument = { .scoring = LUMBAR_SCORING_NONE, .findings = none, .items = none };
  g_autoptr (LumbarResponse) response = make_response ("pain-nrs-now=7");
  double score;

  g_assert_false (lumbar_measure_score (&instrument, response, &score));
}

static void
test_all (void)
{
  g_autoptr (LumbarResponse) response =
      make_response ("pain-nrs-average=6 peg-enjoyment=7 peg-activity=8 exam-tone=mas-3");
  g_autoptr (GPtrArray) measures = lumbar_measure_all (response, "visit", "2026-11-22T10:00:00Z");
  static const struct {
    const char *instrument;
    double value;
  } expected[] = { { "nrs-pain-average", 6 }, { "peg", 7 }, { "modified-ashworth", 4 } };

  g_assert_cmpuint (measures->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];

      g_assert_cmpstr (measure->instrument_id, ==, expected[i].instrument);
      g_assert_cmpfloat (measure->value, ==, expected[i].value);
      g_assert_cmpstr (measure->encounter_id, ==, "visit");
      g_assert_cmpstr (measure->at, ==, "2026-11-22T10:00:00Z");
    }
}

static void
test_nothing (void)
{
  g_autoptr (LumbarResponse) response = make_response ("");
  g_autoptr (GPtrArray) measures = lumbar_measure_all (response, "visit", "2026-11-22T10:00:00Z");

  g_assert_cmpuint (measures->len, ==, 0);
}

/* Every score lies in its instrument's range, at both ends of the answers. */
static void
test_ranges (gconstpointer data)
{
  gboolean highest = GPOINTER_TO_INT (data);
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  g_autoptr (GPtrArray) measures = NULL;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      g_autoptr (LumbarAnswer) answer = NULL;

      if (lumbar_finding_holds_number (finding))
        answer = lumbar_answer_new_number (highest ? finding->maximum : finding->minimum);
      else if (lumbar_finding_holds_options (finding))
        answer = lumbar_answer_new_options ((guint64) 1 << (highest ? finding->options->len - 1 : 0));
      lumbar_response_set_answer (response, i, answer);
    }
  measures = lumbar_measure_all (response, "", "");
  g_assert_cmpuint (measures->len, ==, 18);
  for (guint i = 0; i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];
      const LumbarInstrument *instrument =
          lumbar_knowledge_find_instrument (knowledge, measure->instrument_id);

      g_assert_cmpfloat (measure->value, ==, highest ? instrument->maximum : instrument->minimum);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (score_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/record/measure/score/", score_cases[i].name, NULL);

      g_test_add_data_func (path, &score_cases[i], test_score);
    }
  g_test_add_func ("/record/measure/not-scored", test_not_scored);
  g_test_add_func ("/record/measure/all", test_all);
  g_test_add_func ("/record/measure/nothing", test_nothing);
  g_test_add_data_func ("/record/measure/range/lowest", GINT_TO_POINTER (FALSE), test_ranges);
  g_test_add_data_func ("/record/measure/range/highest", GINT_TO_POINTER (TRUE), test_ranges);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
