/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a locum reads first: urgent findings on top, a few lines, and only what was recorded. The patients
 * are invented. */

#include <string.h>

#include "lumbar-problem-summary.h"
#include "lumbar-text.h"

#define TODAY "2026-11-26"
#define VISIT "2026-11-16T10:00:00Z"

static LumbarKnowledge *knowledge;

static const char *const relapsing = "ms-status=definite ms-course=relapsing ms-years=16 edss=4.5 dmt=interferon-beta "
                                     "mobility=one-aid pain-nrs-average=5";

static const char *const cauda_equina =
  "age-years=47 ms-course=relapsing pain-onset=sudden leg-pain=below-knee-both saddle-numbness=new bladder-change=new "
  "bladder-change-type=retention leg-weakness=worse";

static LumbarResponse *
read_answers (const char *answers)
{
  LumbarResponse *response = lumbar_response_new (knowledge);
  g_auto (GStrv) items = g_strsplit (answers, " ", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (items[i], "=", 2);
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, sides[0]);
      g_autoptr (LumbarAnswer) answer = NULL;

      g_assert (finding != NULL);
      answer = lumbar_answer_new_from_string (finding, sides[1], NULL);
      g_assert_nonnull (answer);
      lumbar_response_set_answer (response, finding->index, answer);
    }
  return response;
}

static LumbarEncounter *
visit_of (const char *answers, const char *causes, const char *impression, const char *plan)
{
  LumbarEncounter *visit = lumbar_encounter_new ("invented", VISIT, "Dr Example");

  visit->status = LUMBAR_ENCOUNTER_SIGNED;
  lumbar_set_str (&visit->signed_at, VISIT);
  visit->response = read_answers (answers);
  visit->assessment = lumbar_assess (knowledge, visit->response);
  visit->conclusion = lumbar_conclusion_new ();
  visit->conclusion->group = LUMBAR_GROUP_NON_MS;
  visit->conclusion->agreement = LUMBAR_AGREEMENT_AGREE;
  g_strfreev (visit->conclusion->causes);
  visit->conclusion->causes = g_strsplit (causes, ";", -1);
  lumbar_set_str (&visit->conclusion->impression, impression);
  lumbar_set_str (&visit->conclusion->plan, plan);
  return visit;
}

/* "DAY SCORE" joined by ";" */
static GPtrArray *
read_pain (const char *text)
{
  GPtrArray *measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_auto (GStrv) rows = g_strsplit (text, ";", -1);

  for (guint i = 0; rows[i] != NULL && *rows[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], " ", 2);

      g_ptr_array_add (measures,
                       lumbar_measure_new ("nrs-pain-average", "", cells[0], g_ascii_strtod (cells[1], NULL)));
    }
  return measures;
}

static const LumbarProblemLine *
find_line (GPtrArray *lines, LumbarProblemLineKind kind)
{
  for (guint i = 0; i < lines->len; i++)
    if (((LumbarProblemLine *) lines->pdata[i])->kind == kind)
      return lines->pdata[i];
  return NULL;
}

/* "" where there is none. */
static const char *
get_text (GPtrArray *lines, LumbarProblemLineKind kind)
{
  const LumbarProblemLine *line = find_line (lines, kind);

  return line ? line->text : "";
}

static GPtrArray *
summarize (LumbarEncounter *visit, const char *pain)
{
  g_autoptr (GPtrArray) measures = read_pain (pain);
  g_autoptr (GPtrArray) visits = g_ptr_array_new ();

  g_ptr_array_add (visits, visit);
  return lumbar_problem_summary_new (knowledge, visits, NULL, measures, TODAY);
}

typedef struct {
  const char *name;
  const char *pain;
  const char *wanted;
} PainCase;

static const PainCase pain_cases[] = {
  { "none", "", "" },
  { "once", "2026-11-16 5", "Average pain, past week: 5 on 16 Nov 2026, recorded once so far" },
  { "more-than-important", "2026-05-01 7;2026-11-16 4",
    "Average pain, past week: 7 → 4 since 1 May 2026, more than the minimal important difference of 2" },
  { "as-much-as-important", "2026-05-01 7;2026-11-16 5",
    "Average pain, past week: 7 → 5 since 1 May 2026, as much as the minimal important difference of 2" },
  { "less-than-important", "2026-05-01 7;2026-11-16 6",
    "Average pain, past week: 7 → 6 since 1 May 2026, less than the minimal important difference of 2" },
  { "unchanged", "2026-05-01 7;2026-11-16 7", "Average pain, past week: 7, unchanged since 1 May 2026" },
  { "from-the-first-of-a-year", "2024-01-01 9;2026-02-01 6;2026-05-01 8;2026-11-16 4",
    "Average pain, past week: 6 → 4 since 1 Feb 2026, as much as the minimal important difference of 2" },
  { "from-long-ago-where-nothing-is-nearer", "2020-01-01 9;2023-01-01 6;2026-11-16 4",
    "Average pain, past week: 6 → 4 since 1 Jan 2023, as much as the minimal important difference of 2" },
  { "read-in-any-order", "2026-11-16 4;2026-05-01 7",
    "Average pain, past week: 7 → 4 since 1 May 2026, more than the minimal important difference of 2" },
};

static void
test_pain (gconstpointer data)
{
  const PainCase *item = data;
  g_autoptr (LumbarEncounter) visit = visit_of (relapsing, "root-compression", "", "");
  g_autoptr (GPtrArray) lines = summarize (visit, item->pain);

  g_assert_cmpstr (get_text (lines, LUMBAR_PROBLEM_LINE_PAIN), ==, item->wanted);
}

static void
test_nothing_known (void)
{
  g_autoptr (GPtrArray) lines = lumbar_problem_summary_new (knowledge, NULL, NULL, NULL, TODAY);

  g_assert_cmpuint (lines->len, ==, 0);
}

static void
test_only_a_draft (void)
{
  g_autoptr (LumbarEncounter) draft = lumbar_encounter_new ("invented", "2026-11-25T10:00:00Z", "Dr Example");
  g_autoptr (GPtrArray) lines = lumbar_problem_summary_new (knowledge, NULL, draft, NULL, TODAY);

  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (((LumbarProblemLine *) lines->pdata[0])->text, ==,
                   "a draft of 25 Nov 2026 (yesterday) waits to be continued");
}

static void
test_the_person (void)
{
  g_autoptr (LumbarEncounter) visit = visit_of (relapsing, "", "", "");
  g_autoptr (GPtrArray) lines = summarize (visit, "");

  g_assert_cmpstr (get_text (lines, LUMBAR_PROBLEM_LINE_PERSON), ==,
                   "Definite MS · Relapsing · MS for 16 years · EDSS 4.5 · MS medicine: Interferon beta · "
                   "Walking with one aid, such as a stick");
}

static void
test_the_conclusion (void)
{
  g_autoptr (LumbarEncounter) visit =
    visit_of (relapsing, "lumbar-radiculopathy", "Typical leg pain.\nNo deficit.", "Physiotherapy\n\nReview in May");
  g_autoptr (GPtrArray) lines = NULL;
  const LumbarProblemLine *line;

  lines = summarize (visit, "");
  line = find_line (lines, LUMBAR_PROBLEM_LINE_CONCLUSION);
  g_assert (line != NULL);
  g_assert_cmpstr (line->title, ==, "Concluded on 16 Nov 2026, 10 days ago");
  g_assert_true (g_str_has_prefix (line->text, "Not MS-related: "));
  g_assert_true (g_str_has_suffix (line->text, " · Typical leg pain. No deficit."));
  g_assert_cmpint (line->group, ==, LUMBAR_GROUP_NON_MS);
  g_assert_cmpstr (get_text (lines, LUMBAR_PROBLEM_LINE_PLAN), ==, "Physiotherapy; Review in May");
}

static void
test_an_override_names_both (void)
{
  g_autoptr (LumbarEncounter) visit = visit_of (relapsing, "", "", "");
  g_autoptr (GPtrArray) lines = NULL;

  visit->conclusion->agreement = LUMBAR_AGREEMENT_OVERRIDE;
  visit->assessment->group = LUMBAR_GROUP_MS;
  lines = summarize (visit, "");
  g_assert_true (g_str_has_suffix (get_text (lines, LUMBAR_PROBLEM_LINE_CONCLUSION),
                                   " · Lumbar computed: MS-related"));
}

static void
test_a_final_cause_is_named (void)
{
  g_autoptr (LumbarEncounter) visit = visit_of (relapsing, "", "", "");
  g_autoptr (GPtrArray) lines = NULL;

  g_ptr_array_add (visit->outcomes, lumbar_outcome_new (visit->id));
  lines = summarize (visit, "");
  g_assert_true (g_str_has_suffix (get_text (lines, LUMBAR_PROBLEM_LINE_CONCLUSION),
                                   " · final cause: Not known"));
}

typedef struct {
  const char *name;
  const char *done;
  const char *text;
  LumbarProblemLineKind kind;
  const char *words;
} FlagCase;

static const FlagCase flag_cases[] = {
  { "said-nothing", NULL, NULL, LUMBAR_PROBLEM_LINE_URGENT, "): nothing recorded as done yet" },
  { "pending", "pending", "MRI asked for", LUMBAR_PROBLEM_LINE_URGENT, "): Pending, MRI asked for" },
  { "referred", "referred", "Emergency department.", LUMBAR_PROBLEM_LINE_ATTENDED,
    "): Referred, Emergency department" },
  { "done-without-words", "done", "", LUMBAR_PROBLEM_LINE_ATTENDED, "): Done" },
};

static void
test_flags (gconstpointer data)
{
  const FlagCase *item = data;
  g_autoptr (LumbarEncounter) visit = visit_of (cauda_equina, "", "", "");
  g_autoptr (GPtrArray) lines = NULL;
  const LumbarProblemLine *line;

  g_assert_cmpuint (visit->assessment->red_flags->len, >, 0);
  for (guint i = 0; item->done != NULL && i < visit->assessment->red_flags->len; i++)
    lumbar_conclusion_acknowledge (visit->conclusion, ((LumbarFiredFlag *) visit->assessment->red_flags->pdata[i])->id,
                                   item->done, item->text, VISIT);
  lines = summarize (visit, "");
  line = lines->pdata[0];
  g_assert_cmpint (line->kind, ==, item->kind);
  g_assert_nonnull (strstr (line->title, "16 Nov 2026"));
  g_assert_nonnull (strstr (line->text, item->words));
}

/* One that is open is never hidden by those that are not. */
static void
test_open_before_attended (void)
{
  g_autoptr (LumbarEncounter) visit = visit_of (cauda_equina, "", "", "");
  GPtrArray *flags = visit->assessment->red_flags;
  g_autoptr (GPtrArray) lines = NULL;
  const char *left;

  g_assert_cmpuint (flags->len, >, 1);
  for (guint i = 0; i + 1 < flags->len; i++)
    lumbar_conclusion_acknowledge (visit->conclusion, ((LumbarFiredFlag *) flags->pdata[i])->id, "done", "", VISIT);
  left = ((LumbarFiredFlag *) flags->pdata[flags->len - 1])->id;
  lines = summarize (visit, "");
  g_assert_cmpint (((LumbarProblemLine *) lines->pdata[0])->kind, ==, LUMBAR_PROBLEM_LINE_URGENT);
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);

      g_assert_cmpint (g_str_has_prefix (((LumbarProblemLine *) lines->pdata[0])->text, flag->name), ==,
                       g_str_equal (flag->id, left));
    }
}

static void
test_not_applicable_says_nothing (void)
{
  g_autoptr (LumbarEncounter) visit = visit_of (cauda_equina, "", "", "");
  g_autoptr (GPtrArray) lines = NULL;

  for (guint i = 0; i < visit->assessment->red_flags->len; i++)
    lumbar_conclusion_acknowledge (visit->conclusion, ((LumbarFiredFlag *) visit->assessment->red_flags->pdata[i])->id,
                                   "not-applicable", "", VISIT);
  lines = summarize (visit, "");
  g_assert_null (find_line (lines, LUMBAR_PROBLEM_LINE_URGENT));
  g_assert_null (find_line (lines, LUMBAR_PROBLEM_LINE_ATTENDED));
}

/* Everything at once, with words without end: a few lines that can be read, in order, with no word that claims more
 * than was recorded. */
static void
test_stays_short_and_careful (void)
{
  static const char *const never[] = { "diagnos", "ruled out", "%", "probab", NULL };
  g_autoptr (LumbarEncounter) draft = lumbar_encounter_new ("invented", "2026-11-25T10:00:00Z", "Dr Example");
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autoptr (GPtrArray) measures = read_pain ("2026-05-01 7;2026-11-16 4");
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) lines = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (long_text, "words without end ");
  g_ptr_array_add (visits, visit_of (cauda_equina, "lumbar-radiculopathy", long_text->str, long_text->str));
  g_ptr_array_add (visits, visit_of ("trauma-recent=major", "", "", ""));
  lines = lumbar_problem_summary_new (knowledge, visits, draft, measures, TODAY);
  g_assert_cmpuint (lines->len, ==, LUMBAR_PROBLEM_SUMMARY_MOST);
  for (guint i = 0; i < lines->len; i++)
    {
      const LumbarProblemLine *line = lines->pdata[i];
      g_autofree char *folded = lumbar_text_fold (line->text);

      g_assert_cmpuint (g_utf8_strlen (line->text, -1), <, 400);
      g_assert_null (strchr (line->text, '\n'));
      if (i > 0)
        g_assert_cmpint (((LumbarProblemLine *) lines->pdata[i - 1])->kind, <, line->kind);
      for (guint j = 0; never[j] != NULL; j++)
        g_assert_null (strstr (folded, never[j]));
    }
  g_assert_nonnull (strstr (((LumbarProblemLine *) lines->pdata[LUMBAR_PROBLEM_SUMMARY_MOST - 1])->text, "a draft of 25 Nov 2026 (yesterday)"));
}

static void
add_named (const char *prefix, const char *name, gconstpointer data, GTestDataFunc test)
{
  g_autofree char *path = g_strconcat (prefix, name, NULL);

  g_test_add_data_func (path, data, test);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  for (guint i = 0; i < G_N_ELEMENTS (pain_cases); i++)
    add_named ("/history/problem-summary/pain/", pain_cases[i].name, &pain_cases[i], test_pain);
  for (guint i = 0; i < G_N_ELEMENTS (flag_cases); i++)
    add_named ("/history/problem-summary/flags/", flag_cases[i].name, &flag_cases[i], test_flags);
  g_test_add_func ("/history/problem-summary/flags/open-before-attended", test_open_before_attended);
  g_test_add_func ("/history/problem-summary/flags/not-applicable-says-nothing", test_not_applicable_says_nothing);
  g_test_add_func ("/history/problem-summary/nothing-known", test_nothing_known);
  g_test_add_func ("/history/problem-summary/only-a-draft", test_only_a_draft);
  g_test_add_func ("/history/problem-summary/the-person", test_the_person);
  g_test_add_func ("/history/problem-summary/the-conclusion", test_the_conclusion);
  g_test_add_func ("/history/problem-summary/an-override-names-both", test_an_override_names_both);
  g_test_add_func ("/history/problem-summary/a-final-cause-is-named", test_a_final_cause_is_named);
  g_test_add_func ("/history/problem-summary/stays-short-and-careful", test_stays_short_and_careful);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
