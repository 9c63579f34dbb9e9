/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says, and in which order. */

#include <string.h>

#include "fixture.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

typedef struct {
  const char *name;
  const char *answers;
  const char *says[6];
  const char *omits[4];
} Statement;

static const Statement statements[] = {
  { "urgent/nothing-recorded", "", { "None of the", "safety items was recorded" }, { "none positive" } },
  { "urgent/none-positive",
    "fever-or-rigors=no saddle-numbness=none weight-loss=no",
    { "3 of ", "safety items recorded, none positive", "Not yet cleared" },
    { "Raised by" } },
  { "urgent/raised-by-in-words",
    "saddle-numbness=new",
    { "Possible cauda equina syndrome", "Saddle numbness: New", "Guidelines list", "In MS" },
    { "saddle-numbness", "none positive" } },
  { "urgent/timeframe", "saddle-numbness=new", { "Now" }, { NULL } },
  { "urgent/not-acknowledged", "saddle-numbness=new", { "Not yet acknowledged" }, { NULL } },
  { "urgent/baseline-is-no-alarm", "saddle-numbness=baseline", { "none positive" }, { "Raised by" } },
  { "conclusion/missing",
    "pain-onset=sudden",
    { "No conclusion recorded.", "No plan recorded." },
    { "Overrides" } },
  { "group/provisional", "saddle-numbness=new", { "Provisional while this is open" }, { NULL } },
  { "group/undetermined", "", { "Undetermined" }, { "leaning", "Provisional" } },
  { "group/not-excluded",
    "saddle-numbness=new",
    { "not excluded by what was recorded", "Cauda equina syndrome" },
    { NULL } },
  { "causes/none", "", { "No cause has support of its own" }, { "●" } },
  { "causes/next", "pain-onset=sudden", { "consider asking next" }, { NULL } },
  { "findings/label-and-answer",
    "pain-onset=sudden",
    { "Pain onset", "Suddenly, within seconds or minutes" },
    { NULL } },
  { "findings/unit", "age-years=54", { "54 years" }, { NULL } },
  { "findings/not-assessed", "pain-nrs-now=5", { "Not assessed", "Average pain, past week" }, { NULL } },
  { "findings/closed-gate-is-silent", "pain-nrs-now=5", { "Not assessed" }, { "Pain with periods" } },
  { "examination/history-only",
    "pain-nrs-now=5",
    { "History only", "no examination was recorded" },
    { NULL } },
  { "examination/recorded", "exam-slr=negative", { "Straight leg raise: Negative" }, { "History only" } },
  { "measures/score", "pain-nrs-average=6", { "Measures", "6 of 10" }, { NULL } },
  { "findings/items-of-a-score",
    "phq2-interest=several-days phq2-low-mood=more-than-half phq2-score=3",
    { "PHQ-2 score (mood)", "PHQ-2: little interest", "Several days", "More than half the days", "3 of 6" },
    { "phq2" } },
  { "findings/statements-are-counted",
    "rmdq-items=rmdq-05-handrail;rmdq-20-sit rmdq-score=2",
    { "Roland-Morris statements (2 of 24)",
      "Because of my back, I use a handrail to get upstairs; I sit down for most of the day because of my back",
      "2 of 24" },
    { "rmdq" } },
  { "findings/no-statement-applies",
    "rmdq-items=none rmdq-score=0",
    { "Roland-Morris statements", "None of these", "0 of 24" },
    { "(0 of 24)" } },
  { "findings/because-of-ms-stands-apart",
    "rmdq-ms-items=rmdq-05-handrail",
    { "Roland-Morris: due to MS (1 of 24)" },
    { "Measures" } },
  { "findings/a-form-behind-a-score-is-not-missed",
    "sleep-disturbed=no",
    { "PHQ-2 score (mood)", "Roland-Morris score" },
    { "PHQ-2: low mood", "Roland-Morris statements" } },
  { "measures/score-only",
    "odi-score=42 paindetect-score=-1",
    { "42 of 100", "-1 of 38" },
    { NULL } },
  { "measures/none", "pain-onset=sudden", { "Findings" }, { "Measures" } },
  { "patient/missing", "", { "Response without a patient" }, { NULL } },
  { "closing/safety-net",
    "",
    { "Safety-net advice", "numbness between the legs", "bladder or bowel", "weakness of a leg", "fever" },
    { NULL } },
  { "closing/basis",
    "",
    { "Low back pain in multiple sclerosis, version", "Intended use", "Limits", "Not a medical device",
      "does not decide" },
    { NULL } },
  { "closing/draft", "", { "Draft, not signed" }, { "Signed by" } },
};

static void
check_words (const char *words, const char *const *says, const char *const *omits)
{
  for (guint i = 0; says[i] != NULL; i++)
    if (strstr (words, says[i]) == NULL)
      g_error ("“%s” is missing in:\n%s", says[i], words);
  for (guint i = 0; omits[i] != NULL; i++)
    if (strstr (words, omits[i]) != NULL)
      g_error ("“%s” should not be in:\n%s", omits[i], words);
}

static void
test_statement (gconstpointer data)
{
  const Statement *statement = data;
  g_autoptr (LumbarReport) report = fixture_report (statement->answers);
  g_autofree char *words = fixture_words (report);

  check_words (words, statement->says, statement->omits);
}

/* The number of the first block whose text is @text. */
static guint
find_block (LumbarReport *report, LumbarBlockKind kind, const char *text)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];

      if (block->kind == kind && (text == NULL || strcmp (block->text, text) == 0))
        return i;
    }
  g_error ("there is no “%s”", text);
}

static void
test_order (void)
{
  static const char *const headings[] = {
    "Findings that guidelines list for urgent assessment",
    "Clinician’s conclusion",
    "Computed assessment",
    "Plan",
    "Findings",
    "Pain map and course",
    "Measures",
    "Red flags not yet cleared",
    "Safety-net advice",
    "Addenda",
    "Basis and limits",
  };
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  guint last = 0;

  g_assert_cmpuint (find_block (report, LUMBAR_BLOCK_HEADING, headings[0]), ==, 0);
  for (guint i = 1; i < G_N_ELEMENTS (headings); i++)
    {
      guint place = find_block (report, LUMBAR_BLOCK_HEADING, headings[i]);

      g_assert_cmpuint (place, >, last);
      last = place;
    }
  g_assert_cmpuint (find_block (report, LUMBAR_BLOCK_SIGNATURE, NULL), <,
                    find_block (report, LUMBAR_BLOCK_HEADING, "Basis and limits"));
}

static void
test_soonest_first (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  const LumbarBlock *first = report->blocks->pdata[1];
  gboolean later = FALSE;

  g_assert_cmpint (first->kind, ==, LUMBAR_BLOCK_URGENT);
  g_assert_cmpstr (first->marker, ==, "Now");
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];

      if (block->kind != LUMBAR_BLOCK_URGENT)
        continue;
      if (strcmp (block->marker, "Now") != 0)
        later = TRUE;
      else
        g_assert_false (later);
    }
  g_assert_true (later);
}

static void
test_acknowledged (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  const LumbarBlock *done = NULL;

  for (guint i = 0; done == NULL; i++)
    if (((LumbarBlock *) report->blocks->pdata[i])->kind == LUMBAR_BLOCK_URGENT_DONE)
      done = report->blocks->pdata[i];
  g_assert_cmpstr (done->detail, ==,
                   "Referred: On-call spinal surgeon informed, MRI done (22 Nov 2026, 14:20)");
}

static void
test_override (void)
{
  static const char *const says[] = {
    "Overrides the computed assessment (Not MS-related).",
    "Imaging or test results",
    "MRI shows a large central disc at L4/5.",
    "Cauda equina syndrome; Sciatica",
    "Bladder catheter, volume noted",
    NULL,
  };
  static const char *const omits[] = { "No conclusion recorded.", "No plan recorded.", NULL };
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *words = fixture_words (report);

  check_words (words, says, omits);
}

static LumbarReport *
conclude (LumbarConclusion *conclusion)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_SCIATICA);

  encounter->conclusion = lumbar_conclusion_ref (conclusion);
  return lumbar_report_new (fixture_knowledge (), NULL, encounter, NULL, "2026-11-22T15:30:00Z");
}

static void
test_agreement (void)
{
  static const char *const says[] = { "Agrees with the computed assessment (Not MS-related).", NULL };
  static const char *const omits[] = { "Overrides", "Not compared", NULL };
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (LumbarReport) report = NULL;
  g_autofree char *words = NULL;

  conclusion->group = LUMBAR_GROUP_NON_MS;
  conclusion->agreement = LUMBAR_AGREEMENT_AGREE;
  report = conclude (conclusion);
  words = fixture_words (report);
  check_words (words, says, omits);
}

static void
test_untouched_conclusion (void)
{
  static const char *const says[] = { "No conclusion recorded.", NULL };
  static const char *const omits[] = { "Not compared", NULL };
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (LumbarReport) report = conclude (conclusion);
  g_autofree char *words = fixture_words (report);

  check_words (words, says, omits);
}

/* A step taken from the tables brings the caution that belongs to it. */
static void
test_plan_caution (void)
{
  const LumbarManagement *management = NULL;
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (LumbarReport) report = NULL;
  const LumbarBlock *step;

  for (guint i = 0; management == NULL || *management->caution == '\0'; i++)
    management = lumbar_knowledge_get_management (fixture_knowledge (), i);
  lumbar_set_str (&conclusion->plan, management->item);
  report = conclude (conclusion);
  step = report->blocks->pdata[find_block (report, LUMBAR_BLOCK_STEP, management->item)];
  g_assert_true (g_str_has_prefix (step->detail, "Caution: "));
  g_assert_true (g_str_has_suffix (step->detail, management->caution));
}

/* What was held back and is chosen all the same says why it was held back, and why it was chosen. */
static void
test_plan_held_back (void)
{
  const char *line = "Short-term NSAID — two days, kidney team agrees";
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_SCIATICA);
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (LumbarAnswer) kidney = NULL;
  g_autoptr (LumbarReport) report = NULL;
  const LumbarFinding *risk = lumbar_knowledge_find_finding (fixture_knowledge (), "nsaid-risk");
  const LumbarBlock *step;
  g_autofree char *words = NULL;

  kidney = lumbar_answer_new_from_string (risk, "kidney", NULL);
  lumbar_response_set_answer (encounter->response, risk->index, kidney);
  lumbar_set_str (&conclusion->plan, line);
  encounter->conclusion = lumbar_conclusion_ref (conclusion);
  report = lumbar_report_new (fixture_knowledge (), NULL, encounter, NULL, "2026-11-22T15:30:00Z");
  step = report->blocks->pdata[find_block (report, LUMBAR_BLOCK_STEP, line)];
  g_assert_true (g_str_has_prefix (step->detail, "Held back by what was recorded: Kidney disease"));
  words = fixture_words (report);
  g_assert_nonnull (strstr (words, "Davis's Drug Guide, naproxen"));
}

/* Steps that don't go together say so where both are chosen, and only there. */
static void
test_plan_conflict (void)
{
  static const char *const plans[] = { "Gabapentin", "Gabapentin\nOral baclofen (guideline first choice)" };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
      g_autoptr (LumbarReport) report = NULL;
      const LumbarBlock *step;

      conclusion->causes = (g_strfreev (conclusion->causes), g_strsplit ("ms-spasticity", ";", -1));
      lumbar_set_str (&conclusion->plan, plans[i]);
      report = conclude (conclusion);
      step = report->blocks->pdata[find_block (report, LUMBAR_BLOCK_STEP, "Gabapentin")];
      g_assert_cmpint (strstr (step->detail, "More than one sedating medicine") != NULL, ==, i == 1);
    }
}

static void
test_addenda (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  guint addenda = find_block (report, LUMBAR_BLOCK_HEADING, "Addenda");
  const LumbarBlock *first = report->blocks->pdata[addenda + 1];
  g_autofree char *words = fixture_words (report);

  g_assert_cmpstr (first->marker, ==, "24 Nov 2026, 08:00 · Dr Example");
  g_assert_cmpstr (first->text, ==, "Operated on 23 November, voids again.");
  g_assert_nonnull (strstr (words, "Added after signing"));
}

/* The entry that counts stands first, and who reads only the first page knows of it. */
static void
test_final_cause (void)
{
  static const char *const causes[] = { "lumbar-radiculopathy", NULL };
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_SCIATICA);
  g_autoptr (LumbarReport) report = NULL;
  g_autofree char *words = NULL;
  LumbarOutcome *before = lumbar_outcome_new (encounter->id);
  LumbarOutcome *last = lumbar_outcome_new (encounter->id);
  guint heading;

  lumbar_set_str (&before->at, "2026-12-01T10:00:00Z");
  lumbar_set_str (&before->author, "Dr Example");
  lumbar_set_str (&last->at, "2027-02-01T10:00:00Z");
  lumbar_set_str (&last->author, "Dr Sample");
  lumbar_outcome_set_causes (last, fixture_knowledge (), causes);
  lumbar_set_str (&last->established, "imaging");
  lumbar_set_str (&last->comment, "Disc at L5/S1");
  g_ptr_array_add (encounter->outcomes, before);
  g_ptr_array_add (encounter->outcomes, last);
  report = lumbar_report_new (fixture_knowledge (), NULL, encounter, NULL, "2027-03-01T10:00:00Z");
  heading = find_block (report, LUMBAR_BLOCK_HEADING, "Final cause");
  g_assert_cmpstr (((const LumbarBlock *) report->blocks->pdata[heading + 1])->text, ==,
                   "Sciatica or other lumbar nerve-root compression · Imaging. Disc at L5/S1");
  g_assert_cmpstr (((const LumbarBlock *) report->blocks->pdata[heading + 1])->marker, ==,
                   "1 Feb 2027, 10:00 · Dr Sample");
  g_assert_cmpstr (((const LumbarBlock *) report->blocks->pdata[heading + 2])->text, ==, "Not known");
  g_assert_cmpstr (((const LumbarBlock *) report->blocks->pdata[heading + 2])->marker, ==,
                   "Superseded: 1 Dec 2026, 10:00 · Dr Example");
  words = fixture_words (report);
  g_assert_nonnull (strstr (words, "Final cause, recorded after signing"));
}

static void
test_identity (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);

  g_assert_cmpstr (report->identity, ==, "Nowak, Anna · 12 Mar 1979 (47) · 004711 · invented example");
  g_assert_cmpstr (report->visit, ==, "Visit of 22 Nov 2026 · Dr Example");
  g_assert_null (strstr (report->title, "Nowak"));
}

static void
test_signed (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);

  find_block (report, LUMBAR_BLOCK_SIGNATURE, "Signed by Dr Example on 22 Nov 2026, 14:31");
}

static void
test_change (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  const LumbarBlock *worst =
    report->blocks->pdata[find_block (report, LUMBAR_BLOCK_MEASURE, "Worst pain, past week")];

  g_assert_cmpstr (worst->marker, ==, "9 of 10");
  g_assert_cmpstr (worst->detail, ==, "from 6 on 11 Sep 2026: more than the minimal important difference");
}

/* A colleague reads under the map which pain is which, and the map draws what is read there. */
static void
test_several_pains (void)
{
  g_autoptr (LumbarReport) report =
    fixture_report ("pain-map=lumbar-midline pain-radiation=calf-left pain-nrs-average=7 pain-quality=burning "
                    "second-pain=yes second-pain-map=groin-left second-pain-nrs=3 third-pain=no");
  const LumbarBlock *map = report->blocks->pdata[find_block (report, LUMBAR_BLOCK_BODY, NULL)];

  g_assert_cmpstr (map->text, ==,
                   "1: Low back, over the spine · NRS 7 · Burning · spreads to: Left calf\n2: Left groin · NRS 3");
  g_assert_cmphex (report->marks.pains[0], !=, 0);
  g_assert_cmphex (report->marks.pains[1], !=, 0);
  g_assert_cmphex (report->marks.pains[2], ==, 0);
  g_assert_cmphex (report->marks.radiation, !=, 0);
}

static void
test_positives_first (void)
{
  g_autoptr (LumbarReport) report =
    fixture_report ("saddle-numbness=none leg-numbness=new leg-weakness=none");
  guint positive = find_block (report, LUMBAR_BLOCK_PAIR, "Leg numbness");
  const LumbarBlock *quiet = report->blocks->pdata[positive + 1];

  g_assert_cmpint (quiet->kind, ==, LUMBAR_BLOCK_SMALL);
  g_assert_cmpstr (quiet->marker, ==, "Normal or absent");
  g_assert_cmpstr (quiet->text, ==, "Leg weakness: None; Saddle numbness: None");
}

static void
test_note_hangs_under_answer (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report ("Walks bent forward.");
  const LumbarBlock *note = report->blocks->pdata[find_block (report, LUMBAR_BLOCK_PAIR, "Pain now") + 1];

  g_assert_cmpint (note->kind, ==, LUMBAR_BLOCK_NOTE);
  g_assert_cmpstr (note->text, ==, "Walks bent forward.");
}

static void
test_reason_links (void)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_SCIATICA);
  const LumbarBlock *reason =
    report->blocks->pdata[find_block (report, LUMBAR_BLOCK_REASON, "Leg pain: One leg, below the knee – for, clearly")];

  g_assert_true (g_str_has_prefix (reason->marker, "+"));
  g_assert_true (g_str_has_prefix (reason->link, "https://"));
  g_assert_cmpint (reason->detail[0], ==, 'D');
}

static void
test_cited_sources (void)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_SCIATICA);

  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];

      if (block->kind == LUMBAR_BLOCK_REASON)
        find_block (report, LUMBAR_BLOCK_SOURCE, strstr (block->detail, " · ") + strlen (" · "));
    }
}

/* An older assessment is shown as it was, and the reader is told. */
static void
test_older_knowledge (void)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_CAUDA_EQUINA);
  g_autoptr (LumbarReport) report = NULL;
  g_autofree char *words = NULL;
  static const char *const says[] = { "computed with version 2019.9", "gone-cause", "gone-flag", NULL };
  static const char *const omits[] = { NULL };
  LumbarFiredFlag *flag = lumbar_fired_flag_new ("gone-flag", LUMBAR_TIMEFRAME_NOW, "Act");

  flag->causes = g_memdup2 ((char *[]){ (char *) "gone-cause", NULL }, 2 * sizeof (char *));
  flag->because = g_memdup2 ((char *[]){ (char *) "gone-finding", NULL }, 2 * sizeof (char *));
  g_ptr_array_add (encounter->assessment->red_flags, flag);
  g_ptr_array_add (encounter->assessment->causes,
                   lumbar_ranked_cause_new ("gone-cause", LUMBAR_GROUP_MS, LUMBAR_BAND_LIKELY));
  lumbar_set_str (&encounter->assessment->knowledge_version, "2019.9");
  report = lumbar_report_new (fixture_knowledge (), NULL, encounter, NULL, "2026-11-22T15:30:00Z");
  words = fixture_words (report);
  check_words (words, says, omits);
}

static void
test_unassessed_draft (void)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter ("saddle-numbness=new");
  g_autoptr (LumbarReport) report = NULL;

  g_clear_pointer (&encounter->assessment, lumbar_assessment_unref);
  report = lumbar_report_new (fixture_knowledge (), NULL, encounter, NULL, "2026-11-22T15:30:00Z");
  find_block (report, LUMBAR_BLOCK_URGENT, "Possible cauda equina syndrome");
}

static void
test_unseen_marks_go (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report ("left\u202Eright\007");
  const LumbarBlock *note = report->blocks->pdata[find_block (report, LUMBAR_BLOCK_PAIR, "Pain now") + 1];

  g_assert_cmpstr (note->text, ==, "leftright");
}

/* Whatever is answered, no percentage, no probability but in the limits that deny it, no word that decides.
 */
static void
check_restraint (LumbarReport *report)
{
  static const char *const forbidden[] = { "diagnosis", "diagnoses", "ruled out",
                                           "rule out",  "%",         "probability" };
  const char *limits = lumbar_knowledge_get_limits (fixture_knowledge ());
  g_autofree char *all = fixture_words (report);
  g_autofree char *before = g_strndup (all, (gsize) (strstr (all, limits) - all));
  g_autofree char *words = g_strconcat (before, strstr (all, limits) + strlen (limits), NULL);
  g_autofree char *lower = g_utf8_strdown (words, -1);

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (strstr (lower, forbidden[i]) != NULL)
      g_error ("“%.60s” in a report", strstr (lower, forbidden[i]));
}

/* Every option of every finding is answered once, one finding at a time on top of a history. */
static void
test_restraint_findings (gconstpointer data)
{
  LumbarKnowledge *knowledge = fixture_knowledge ();
  guint share = GPOINTER_TO_UINT (data);

  for (guint i = share; i < lumbar_knowledge_get_n_findings (knowledge); i += 8)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      guint n = lumbar_finding_holds_options (finding) ? finding->options->len : 1;

      for (guint option = 0; option < n; option++)
        {
          g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_QUIET);
          g_autoptr (LumbarAnswer) answer = NULL;
          g_autoptr (LumbarReport) report = NULL;

          if (lumbar_finding_holds_options (finding))
            answer = lumbar_answer_new_options ((guint64) 1 << option);
          else if (lumbar_finding_holds_number (finding))
            answer = lumbar_answer_new_number (finding->maximum);
          else
            answer = lumbar_answer_new_text ("2026-11-01");
          lumbar_response_set_answer (encounter->response, i, answer);
          g_clear_pointer (&encounter->assessment, lumbar_assessment_unref);
          report = lumbar_report_new (knowledge, NULL, encounter, NULL, "2026-11-22T15:30:00Z");
          check_restraint (report);
        }
    }
}

/* Each red flag of the tables, as if it had fired. */
static void
test_restraint_flags (void)
{
  LumbarKnowledge *knowledge = fixture_knowledge ();

  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);
      g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_QUIET);
      g_autoptr (LumbarReport) report = NULL;
      LumbarFiredFlag *fired = lumbar_fired_flag_new (flag->id, flag->timeframe, flag->action);

      fired->causes = g_new0 (char *, 1);
      fired->because = g_memdup2 ((char *[]){ (char *) "fever-or-rigors", NULL }, 2 * sizeof (char *));
      g_ptr_array_add (encounter->assessment->red_flags, fired);
      report = lumbar_report_new (knowledge, NULL, encounter, NULL, "2026-11-22T15:30:00Z");
      check_restraint (report);
      find_block (report, LUMBAR_BLOCK_URGENT, flag->name);
    }
}

/* A plan that takes every step of the tables. */
static void
test_restraint_plan (void)
{
  LumbarKnowledge *knowledge = fixture_knowledge ();
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (GString) plan = g_string_new (NULL);
  g_autoptr (LumbarReport) report = NULL;

  for (guint i = 0; i < lumbar_knowledge_get_n_management (knowledge); i++)
    g_string_append_printf (plan, "%s\n", lumbar_knowledge_get_management (knowledge, i)->item);
  lumbar_set_str (&conclusion->plan, plan->str);
  report = conclude (conclusion);
  check_restraint (report);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *path = g_strconcat ("/report/", statements[i].name, NULL);

      g_test_add_data_func (path, &statements[i], test_statement);
    }
  g_test_add_func ("/report/order", test_order);
  g_test_add_func ("/report/urgent/soonest-first", test_soonest_first);
  g_test_add_func ("/report/urgent/acknowledged", test_acknowledged);
  g_test_add_func ("/report/conclusion/override", test_override);
  g_test_add_func ("/report/conclusion/agreement", test_agreement);
  g_test_add_func ("/report/conclusion/untouched-is-none", test_untouched_conclusion);
  g_test_add_func ("/report/plan/caution", test_plan_caution);
  g_test_add_func ("/report/plan/held-back", test_plan_held_back);
  g_test_add_func ("/report/plan/conflict", test_plan_conflict);
  g_test_add_func ("/report/addenda", test_addenda);
  g_test_add_func ("/report/final-cause", test_final_cause);
  g_test_add_func ("/report/identity", test_identity);
  g_test_add_func ("/report/signed", test_signed);
  g_test_add_func ("/report/measures/change", test_change);
  g_test_add_func ("/report/findings/positives-first", test_positives_first);
  g_test_add_func ("/report/findings/note-hangs-under-answer", test_note_hangs_under_answer);
  g_test_add_func ("/report/causes/reason-links", test_reason_links);
  g_test_add_func ("/report/causes/sources-are-listed", test_cited_sources);
  g_test_add_func ("/report/older-knowledge", test_older_knowledge);
  g_test_add_func ("/report/several-pains", test_several_pains);
  g_test_add_func ("/report/draft-is-assessed-now", test_unassessed_draft);
  g_test_add_func ("/report/unseen-marks-go", test_unseen_marks_go);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/report/restraint/every-answer-%u-of-8", i + 1);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_restraint_findings);
    }
  g_test_add_func ("/report/restraint/every-red-flag", test_restraint_flags);
  g_test_add_func ("/report/restraint/every-plan-step", test_restraint_plan);
  return g_test_run ();
}
