/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items of an instrument make up its score: all of them or none, as they stand now. */

#include "lumbar-instrument-score.h"

#include "lumbar-interview.h"
#include "lumbar-test.h"

#define ALL_24                                                                                              \
  "rmdq-01-home;rmdq-02-position;rmdq-03-slow-walk;rmdq-04-no-jobs;rmdq-05-handrail;rmdq-06-lie-down;"    \
  "rmdq-07-hold-on;rmdq-08-others;rmdq-09-slow-dress;rmdq-10-short-stand;rmdq-11-no-bend;rmdq-12-chair;"  \
  "rmdq-13-pain;rmdq-14-turn;rmdq-15-appetite;rmdq-16-socks;rmdq-17-short-walk;rmdq-18-sleep;"            \
  "rmdq-19-dress-help;rmdq-20-sit;rmdq-21-no-heavy;rmdq-22-irritable;rmdq-23-slow-stairs;rmdq-24-bed"

static LumbarKnowledge *knowledge;

static const LumbarFinding *
find (const char *id)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, id);

  g_assert_nonnull (finding);
  return finding;
}

/* Answers "finding=answer finding=answer" in this order; "-" takes an answer back. */
static void
play (LumbarInterview *interview, const char *answers)
{
  g_auto (GStrv) pairs = g_strsplit (answers, " ", -1);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      const LumbarFinding *finding = find (pair[0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarAnswer) answer = NULL;

      if (strcmp (pair[1], "-") != 0)
        answer = lumbar_answer_new_from_string (finding, pair[1], &error);
      g_assert_no_error (error);
      lumbar_interview_set_answer (interview, finding->index, answer);
    }
}

static void
assert_kept (LumbarInterview *interview, const char *id, const char *text)
{
  LumbarAnswer *held = lumbar_interview_get_answer (interview, find (id)->index);
  g_autofree char *words = held ? lumbar_answer_to_string (held, find (id)) : g_strdup ("");

  g_assert_cmpstr (words, ==, text);
}

typedef struct {
  const char *name;
  const char *instrument;
  const char *answers;
  double score; /* -1 where the items don't suffice */
} ItemCase;

static const ItemCase item_cases[] = {
  { "sum/nothing", "phq-2", "", -1 },
  { "sum/first-only", "phq-2", "phq2-interest=nearly-every-day", -1 },
  { "sum/second-only", "phq-2", "phq2-low-mood=nearly-every-day", -1 },
  { "sum/least", "phq-2", "phq2-interest=not-at-all phq2-low-mood=not-at-all", 0 },
  { "sum/both", "phq-2", "phq2-interest=several-days phq2-low-mood=more-than-half", 3 },
  { "sum/most", "phq-2", "phq2-interest=nearly-every-day phq2-low-mood=nearly-every-day", 6 },
  { "sum/anxiety", "gad-2", "gad2-nervous=more-than-half gad2-worry=not-at-all", 2 },
  { "sum/items-of-another", "gad-2", "phq2-interest=several-days phq2-low-mood=several-days", -1 },
  { "sum/typed-score-is-no-item", "phq-2", "phq2-score=4", -1 },
  { "count/nothing", "rmdq-24", "", -1 },
  { "count/none-is-zero", "rmdq-24", "rmdq-items=none", 0 },
  { "count/one", "rmdq-24", "rmdq-items=rmdq-01-home", 1 },
  { "count/last-is-one-too", "rmdq-24", "rmdq-items=rmdq-24-bed", 1 },
  { "count/some", "rmdq-24", "rmdq-items=rmdq-03-slow-walk;rmdq-05-handrail;rmdq-20-sit", 3 },
  { "count/all", "rmdq-24", "rmdq-items=" ALL_24, 24 },
  { "count/because-of-ms-is-never-scored", "rmdq-24", "rmdq-ms-items=" ALL_24, -1 },
  { "count/because-of-ms-takes-nothing-off", "rmdq-24", "rmdq-items=rmdq-20-sit rmdq-ms-items=rmdq-20-sit", 1 },
  { "without-items/one-finding", "odi", "odi-score=40", -1 },
  { "without-items/mean", "peg", "pain-nrs-average=6 peg-enjoyment=7 peg-activity=8", -1 },
};

static void
test_items (gconstpointer data)
{
  const ItemCase *test = data;
  const LumbarInstrument *instrument = lumbar_knowledge_find_instrument (knowledge, test->instrument);
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  double score = -1;
  gboolean enough;

  play (interview, test->answers);
  enough = lumbar_instrument_score_items (
      instrument, lumbar_response_get_answers (lumbar_interview_get_response (interview)), &score);
  g_assert_cmpint (enough, ==, test->score >= 0);
  g_assert_cmpfloat (score, ==, test->score);
}

typedef struct {
  const char *name;
  const char *answers;
  const char *finding;
  const char *kept;
} FeedCase;

#define BOTH "phq2-interest=several-days phq2-low-mood=more-than-half"

static const FeedCase feed_cases[] = {
  { "partial", "phq2-interest=several-days", "phq2-score", "" },
  { "complete", BOTH, "phq2-score", "3" },
  { "complete-with-zero", "phq2-interest=not-at-all phq2-low-mood=not-at-all", "phq2-score", "0" },
  { "other-order", "phq2-low-mood=more-than-half phq2-interest=several-days", "phq2-score", "3" },
  { "changed", BOTH " phq2-interest=nearly-every-day", "phq2-score", "5" },
  { "changed-to-the-same-total", BOTH " phq2-interest=more-than-half phq2-low-mood=several-days", "phq2-score", "3" },
  { "withdrawn", BOTH " phq2-interest=-", "phq2-score", "" },
  { "withdrawn-and-again", BOTH " phq2-interest=- phq2-interest=not-at-all", "phq2-score", "2" },
  { "both-withdrawn", BOTH " phq2-interest=- phq2-low-mood=-", "phq2-score", "" },
  { "typed-alone", "phq2-score=5", "phq2-score", "5" },
  { "typed-before-partial", "phq2-score=5 phq2-interest=several-days", "phq2-score", "5" },
  { "typed-before-partial-withdrawn", "phq2-score=5 phq2-interest=several-days phq2-interest=-", "phq2-score", "5" },
  { "typed-before-partial-changed", "phq2-score=5 phq2-interest=several-days phq2-interest=not-at-all", "phq2-score", "5" },
  { "typed-between", "phq2-interest=several-days phq2-score=5", "phq2-score", "5" },
  { "typed-before-complete", "phq2-score=5 " BOTH, "phq2-score", "3" },
  { "typed-before-complete-withdrawn", "phq2-score=5 " BOTH " phq2-low-mood=-", "phq2-score", "" },
  { "typed-over-the-total", BOTH " phq2-score=6", "phq2-score", "3" },
  { "total-taken-back", BOTH " phq2-score=-", "phq2-score", "3" },
  { "typed-after-withdrawn", BOTH " phq2-low-mood=- phq2-score=6", "phq2-score", "6" },
  { "typed-taken-back", "phq2-interest=several-days phq2-score=5 phq2-score=-", "phq2-score", "" },
  { "others-stay", "gad2-score=4 " BOTH, "gad2-score", "4" },
  { "ticked", "rmdq-items=rmdq-03-slow-walk;rmdq-20-sit", "rmdq-score", "2" },
  { "ticked-one-more", "rmdq-items=rmdq-20-sit rmdq-items=rmdq-20-sit;rmdq-24-bed", "rmdq-score", "2" },
  { "ticked-one-less", "rmdq-items=rmdq-20-sit;rmdq-24-bed rmdq-items=rmdq-24-bed", "rmdq-score", "1" },
  { "ticked-all", "rmdq-items=" ALL_24, "rmdq-score", "24" },
  { "ticked-none", "rmdq-items=none", "rmdq-score", "0" },
  { "ticked-then-none", "rmdq-items=rmdq-20-sit rmdq-items=none", "rmdq-score", "0" },
  { "none-withdrawn", "rmdq-items=none rmdq-items=-", "rmdq-score", "" },
  { "because-of-ms", "rmdq-ms-items=rmdq-20-sit", "rmdq-score", "" },
  { "because-of-ms-beside-typed", "rmdq-score=7 rmdq-ms-items=rmdq-20-sit rmdq-ms-items=-", "rmdq-score", "7" },
  { "items-stay-as-they-are", BOTH " phq2-score=6", "phq2-low-mood", "more-than-half" },
};

static void
test_feed (gconstpointer data)
{
  const FeedCase *test = data;
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  play (interview, test->answers);
  assert_kept (interview, test->finding, test->kept);
}

/* Rules see the total as if it had been typed. */
static void
test_total_counts (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  LumbarAnswer *answer;

  play (interview, BOTH);
  answer = lumbar_response_find_answer (lumbar_interview_get_response (interview), "phq2-score");
  g_assert_cmpfloat (lumbar_answer_get_value (answer)->number, ==, 3);
  g_assert_cmpint (lumbar_interview_get_state (interview, find ("phq2-score")->index), ==, LUMBAR_ITEM_ANSWERED);
}

static void
item_changed_cb (LumbarInterview *interview, guint finding, gpointer data)
{
  GString *heard = data;

  g_string_append_printf (heard, "%s ", lumbar_knowledge_get_finding (knowledge, finding)->id);
}

/* Whoever saves hears of the score when it follows, and only then. */
static void
test_saved (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect (interview, "item-changed", G_CALLBACK (item_changed_cb), heard);
  play (interview, "phq2-interest=several-days phq2-low-mood=not-at-all phq2-interest=not-at-all phq2-low-mood=-");
  g_assert_cmpstr (heard->str, ==,
                   "phq2-interest phq2-low-mood phq2-score phq2-interest phq2-score phq2-low-mood phq2-score ");
}

/* A draft is put back as it was saved: nothing is added up behind it. */
static void
test_restored (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarAnswer) typed = lumbar_answer_new_number (5);
  g_autoptr (LumbarAnswer) first = lumbar_answer_new_options (1);

  lumbar_interview_restore (interview, find ("phq2-score")->index, typed, FALSE, NULL);
  lumbar_interview_restore (interview, find ("phq2-interest")->index, first, FALSE, NULL);
  lumbar_interview_carry_forward (interview, NULL);
  assert_kept (interview, "phq2-score", "5");
  play (interview, "phq2-low-mood=several-days");
  assert_kept (interview, "phq2-score", "1");
}

#define ADD_CASES(prefix, cases, function)                                                              \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                      \
    {                                                                                                   \
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);                                \
                                                                                                        \
      g_test_add_data_func (path, &cases[i], function);                                                 \
    }

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  ADD_CASES ("/intake/instrument-score/items/", item_cases, test_items)
  ADD_CASES ("/intake/instrument-score/feed/", feed_cases, test_feed)
  g_test_add_func ("/intake/instrument-score/feed/counts-like-a-typed-one", test_total_counts);
  g_test_add_func ("/intake/instrument-score/feed/saved", test_saved);
  g_test_add_func ("/intake/instrument-score/feed/restored", test_restored);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
