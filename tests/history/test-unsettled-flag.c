/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A red flag that a visit left open stays on the summary until somebody answers it. The histories are invented; in
 * each visit all is normal but what the table says. */

#include <string.h>

#include "lumbar-interview.h"
#include "lumbar-problem-summary.h"
#include "lumbar-text.h"
#include "lumbar-unsettled-flag.h"

#define TODAY "2026-11-26"
#define MOST_VISITS 4

static LumbarKnowledge *knowledge;

/* One visit of a history. */
typedef struct {
  const char *day;
  const char *answers; /* "finding=value" with blanks between; "finding" alone was not assessed */
  const char *said;    /* "flag=word" or "flag=word=text"; NULL = nothing */
} Visit;

typedef struct {
  const char *name;
  Visit visits[MOST_VISITS]; /* Latest first, as a record lists them */
  const char *title;         /* Of the first line, where it is about earlier visits; NULL = no such line */
  const char *text;
} History;

#define STILL "Still open from earlier visits"
#define UNCLEARED "Not cleared since earlier visits"
#define COLLAPSE "age-years=61 collapse-or-faint=yes"
#define NO_COLLAPSE "age-years=61 collapse-or-faint=no"
#define NOT_ASKED "age-years=61 collapse-or-faint"
#define IN_MARCH "Back pain with collapse or faint (Now, visit of 3 Mar 2026): "
#define NOTHING "nothing recorded as done yet"

static const History histories[] = {
  { "one-visit-is-the-last", { { "2026-03-03", COLLAPSE, NULL } }, NULL, NULL },
  { "not-asked-later", { { "2026-06-01", NOT_ASKED, NULL }, { "2026-03-03", COLLAPSE, NULL } }, STILL,
    IN_MARCH NOTHING },
  { "not-asked-twice", { { "2026-09-01", NOT_ASKED, NULL },
      { "2026-06-01", NOT_ASKED, NULL },
      { "2026-03-03", COLLAPSE, NULL } },
    STILL, IN_MARCH NOTHING },
  { "cleared-later", { { "2026-06-01", NO_COLLAPSE, NULL }, { "2026-03-03", COLLAPSE, NULL } }, NULL, NULL },
  { "cleared-between", { { "2026-09-01", NOT_ASKED, NULL },
      { "2026-06-01", NO_COLLAPSE, NULL },
      { "2026-03-03", COLLAPSE, NULL } },
    NULL, NULL },
  { "cleared-before-it-was-raised", { { "2026-09-01", NOT_ASKED, NULL },
      { "2026-06-01", COLLAPSE, NULL },
      { "2026-03-03", NO_COLLAPSE, NULL } },
    STILL, "Back pain with collapse or faint (Now, visit of 1 Jun 2026): " NOTHING },
  /* A question that does not arise is no answer to what was said before. */
  { "a-question-that-did-not-arise", { { "2026-06-01", "age-years=40 collapse-or-faint", NULL },
      { "2026-03-03", COLLAPSE, NULL } },
    STILL, IN_MARCH NOTHING },
  { "a-detail-told-by-its-question", { { "2026-06-01", "bladder-change=none", NULL },
      { "2026-03-03", "bladder-change=new bladder-change-type=retention", NULL } }, NULL, NULL },
  { "a-detail-whose-question-was-not-asked", { { "2026-06-01", "bladder-change", NULL },
      { "2026-03-03", "bladder-change=new bladder-change-type=retention", NULL } },
    STILL, "Possible cauda equina syndrome (Now, visit of 3 Mar 2026): " NOTHING
    "; New or worse bladder or bowel function, urge, stream or stool only (Within days, visit of 3 Mar 2026): " NOTHING },
  { "a-sign-not-looked-for-again", { { "2026-06-01", "saddle-numbness=none exam-perianal", NULL },
      { "2026-03-03", "saddle-numbness=worse exam-perianal=reduced-new", "rf-ces=pending=MRI" } },
    STILL, "Possible cauda equina syndrome (Now, visit of 3 Mar 2026): Pending, MRI" },
  { "done", { { "2026-06-01", NOT_ASKED, NULL },
      { "2026-03-03", COLLAPSE, "rf-collapse=done=ECG normal" } }, NULL, NULL },
  { "referred", { { "2026-06-01", NOT_ASKED, NULL },
      { "2026-03-03", COLLAPSE, "rf-collapse=referred=Emergency" } }, NULL, NULL },
  { "not-applicable", { { "2026-06-01", NOT_ASKED, NULL },
      { "2026-03-03", COLLAPSE, "rf-collapse=not-applicable" } }, NULL, NULL },
  { "pending", { { "2026-06-01", NOT_ASKED, NULL },
      { "2026-03-03", COLLAPSE, "rf-collapse=pending=ECG asked for" } }, STILL,
    IN_MARCH "Pending, ECG asked for" },
  { "done-at-a-later-visit", { { "2026-06-01", NOT_ASKED, "rf-collapse=done=ECG normal" },
      { "2026-03-03", COLLAPSE, NULL } },
    NULL, NULL },
  { "pending-at-a-later-visit", { { "2026-06-01", NOT_ASKED, "rf-collapse=pending=ECG next week" },
      { "2026-03-03", COLLAPSE, NULL } },
    STILL, IN_MARCH "Pending, ECG next week" },
  { "raised-twice-stands-at-the-last", { { "2026-06-01", COLLAPSE, NULL },
      { "2026-03-03", COLLAPSE, NULL } }, NULL, NULL },
  { "raised-twice-and-done", { { "2026-09-01", NOT_ASKED, NULL },
      { "2026-06-01", COLLAPSE, "rf-collapse=done" }, { "2026-03-03", COLLAPSE, NULL } },
    NULL, NULL },
  { "raised-twice-before-the-last", { { "2026-09-01", NOT_ASKED, NULL },
      { "2026-06-01", COLLAPSE, NULL },
      { "2026-03-03", COLLAPSE, "rf-collapse=done" } },
    STILL, "Back pain with collapse or faint (Now, visit of 1 Jun 2026): " NOTHING },
  { "two-flags-the-later-first", { { "2026-09-01", "age-years=61 trauma-recent collapse-or-faint", NULL },
      { "2026-06-01", "trauma-recent=major", NULL },
      { "2026-03-03", COLLAPSE, NULL } },
    STILL, "Major trauma (Now, visit of 1 Jun 2026): " NOTHING "; " IN_MARCH NOTHING },
  { "never-asked", { { "2026-06-01", NOT_ASKED, NULL }, { "2026-03-03", NOT_ASKED, NULL } }, UNCLEARED,
    "Back pain with collapse or faint (Now): not asked or not known since 3 Mar 2026" },
  { "not-asked-only-at-the-last", { { "2026-06-01", NOT_ASKED, NULL },
      { "2026-03-03", NO_COLLAPSE, NULL } }, NULL, NULL },
  { "asked-in-the-end", { { "2026-06-01", NO_COLLAPSE, NULL }, { "2026-03-03", NOT_ASKED, NULL } }, NULL, NULL },
};

/* What the visit says of @finding: NULL where it is left to be normal, "" where it was not assessed. */
static const char *
find_word (char **words, const LumbarFinding *finding)
{
  gsize length = strlen (finding->id);

  for (guint i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], finding->id, length) == 0 && (words[i][length] == '=' || words[i][length] == '\0'))
      return words[i][length] == '=' ? words[i] + length + 1 : "";
  return NULL;
}

/* A plain answer: the normal one, else the first option or the least number. */
static LumbarAnswer *
make_plain (const LumbarFinding *finding)
{
  if (finding->normal != 0)
    return lumbar_answer_new_options (finding->normal);
  if (finding->options->len > 0)
    return lumbar_answer_new_options (1);
  if (finding->type == LUMBAR_FINDING_DATE || finding->type == LUMBAR_FINDING_TEXT)
    return NULL;
  return lumbar_answer_new_number (MAX (finding->minimum, 0));
}

/* Returns whether a question was answered, which may have opened others. */
static gboolean
answer_what_is_asked (LumbarInterview *interview, char **words)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      const char *word = find_word (words, finding);
      g_autoptr (LumbarAnswer) answer = NULL;

      if (lumbar_interview_get_state (interview, i) != LUMBAR_ITEM_OPEN || (word != NULL && *word == '\0'))
        continue;
      answer = word ? lumbar_answer_new_from_string (finding, word, NULL) : make_plain (finding);
      g_assert_true (answer != NULL || word == NULL);
      if (answer == NULL)
        continue;
      lumbar_interview_set_answer (interview, i, answer);
      changed = TRUE;
    }
  return changed;
}

static LumbarEncounter *
make_visit (const Visit *item)
{
  g_autofree char *at = g_strconcat (item->day, "T10:00:00Z", NULL);
  LumbarEncounter *visit = lumbar_encounter_new ("invented", at, "Dr Example");
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_auto (GStrv) words = g_strsplit (item->answers, " ", -1);

  while (answer_what_is_asked (interview, words))
    ;
  visit->status = LUMBAR_ENCOUNTER_SIGNED;
  visit->response = lumbar_response_ref (lumbar_interview_get_response (interview));
  visit->assessment = lumbar_assess (knowledge, visit->response);
  visit->conclusion = lumbar_conclusion_new ();
  if (item->said != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (item->said, "=", 3);

      lumbar_conclusion_acknowledge (visit->conclusion, parts[0], parts[1], parts[2] ? parts[2] : "", at);
    }
  return visit;
}

static GPtrArray *
make_visits (const History *history)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MOST_VISITS && history->visits[i].day != NULL; i++)
    g_ptr_array_add (visits, make_visit (&history->visits[i]));
  return visits;
}

static const LumbarProblemLine *
get_first (GPtrArray *lines)
{
  const LumbarProblemLine *line = lines->len > 0 ? lines->pdata[0] : NULL;

  return line != NULL && line->kind <= LUMBAR_PROBLEM_LINE_NOT_CLEARED ? line : NULL;
}

static void
assert_first (GPtrArray *visits, const char *title, const char *text)
{
  g_autoptr (GPtrArray) lines = lumbar_problem_summary_new (knowledge, visits, NULL, NULL, TODAY);
  const LumbarProblemLine *line = get_first (lines);

  g_assert_cmpstr (line ? line->title : NULL, ==, title);
  g_assert_cmpstr (line ? line->text : NULL, ==, text);
}

static void
test_history (gconstpointer data)
{
  const History *history = data;
  g_autoptr (GPtrArray) visits = make_visits (history);

  assert_first (visits, history->title, history->text);
}

static const History *
find_history (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    if (g_str_equal (histories[i].name, name))
      return &histories[i];
  g_assert_not_reached ();
}

/* Free words and the final cause are for people; they don't settle a flag. */
static void
test_addenda_and_outcomes_silence_nothing (void)
{
  g_autoptr (GPtrArray) visits = make_visits (find_history ("not-asked-later"));
  LumbarEncounter *raised = visits->pdata[1];

  g_ptr_array_add (raised->addenda, lumbar_addendum_new ("2026-03-05T10:00:00Z", "Dr Example", "ECG normal"));
  g_ptr_array_add (raised->outcomes, lumbar_outcome_new (raised->id));
  assert_first (visits, STILL, IN_MARCH NOTHING);
}

/* A visit in which the flag did fire, whatever the tables of today say of its answers. */
static void
test_stored_assessment_counts (void)
{
  g_autoptr (GPtrArray) visits = make_visits (find_history ("asked-in-the-end"));
  LumbarEncounter *earlier = visits->pdata[1];
  LumbarFiredFlag *gone = lumbar_fired_flag_new ("rf-of-older-tables", LUMBAR_TIMEFRAME_WITHIN_DAYS, "");

  gone->because = g_new0 (char *, 1);
  g_ptr_array_add (earlier->assessment->red_flags, gone);
  assert_first (visits, STILL, "rf-of-older-tables (Within days, visit of 3 Mar 2026): " NOTHING);
}

/* A visit that could not be read is said to be unread, and hides nothing of the others. */
static void
test_unread_visits_are_named (void)
{
  g_autoptr (GPtrArray) visits = make_visits (find_history ("not-asked-twice"));
  LumbarEncounter *unread = visits->pdata[1];

  g_clear_pointer (&unread->assessment, lumbar_assessment_unref);
  assert_first (visits, STILL, IN_MARCH NOTHING "; 1 visit, of 1 Jun 2026, was not looked through");
}

/* By name as far as there is room; the others by number, those raised apart from those only not cleared. */
static void
test_many_are_counted (void)
{
  static const History many = {
    "many",
    { { "2026-06-01", "age-years=61 collapse-or-faint trauma-recent abdominal-symptoms", NULL },
      { "2026-03-03", "age-years=61 collapse-or-faint=yes trauma-recent=major abdominal-symptoms=black-stool", NULL } },
    NULL,
    NULL,
  };
  g_autoptr (GPtrArray) visits = make_visits (&many);
  g_autoptr (GPtrArray) flags = lumbar_unsettled_flags_find (knowledge, visits);
  g_autoptr (GPtrArray) lines = lumbar_problem_summary_new (knowledge, visits, NULL, NULL, TODAY);
  const char *text = ((LumbarProblemLine *) lines->pdata[0])->text;
  guint n_raised = 0;
  g_autofree char *more = NULL;

  for (guint i = 0; i < flags->len; i++)
    n_raised += ((LumbarUnsettledFlag *) flags->pdata[i])->because != NULL;
  g_assert_cmpuint (n_raised, >, 2);
  more = g_strdup_printf ("; and %u more", n_raised - 2);
  g_assert_nonnull (strstr (text, more));
  g_assert_cmpint (strstr (text, "besides") != NULL, ==, flags->len > n_raised);
}

/* What a visit raised stands before what it only did not ask. */
static void
test_raised_before_uncleared (void)
{
  static const History both = {
    "both",
    { { "2026-06-01", "age-years=61 collapse-or-faint trauma-recent", NULL },
      { "2026-03-03", "age-years=61 collapse-or-faint trauma-recent=major", NULL } },
    NULL,
    NULL,
  };
  g_autoptr (GPtrArray) visits = make_visits (&both);

  assert_first (visits, STILL,
                "Major trauma (Now, visit of 3 Mar 2026): " NOTHING
                "; besides, 1 red flag for the same day is not cleared");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autofree char *path = g_strconcat ("/history/unsettled-flag/", histories[i].name, NULL);

      g_test_add_data_func (path, &histories[i], test_history);
    }
  g_test_add_func ("/history/unsettled-flag/addenda-and-outcomes-silence-nothing",
                   test_addenda_and_outcomes_silence_nothing);
  g_test_add_func ("/history/unsettled-flag/stored-assessment-counts", test_stored_assessment_counts);
  g_test_add_func ("/history/unsettled-flag/unread-visits-are-named", test_unread_visits_are_named);
  g_test_add_func ("/history/unsettled-flag/many-are-counted", test_many_are_counted);
  g_test_add_func ("/history/unsettled-flag/raised-before-uncleared", test_raised_before_uncleared);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
