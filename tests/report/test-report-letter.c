/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter says what carries the conclusion and counts the rest; what is urgent is never shortened. */

#include <string.h>

#include "fixture.h"
#include "lumbar-report-maker.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

/* As many of everything as the two causes have, and more than a letter takes. */
#define MANY \
  "spasticity-known=severe spasticity-change=worse pain-duration=over-3-months pain-course=worsening " \
  "pain-site=midline-lumbar;buttock pain-quality=stiffness;cramping;burning leg-pain=below-knee-one " \
  "leg-pain-dermatomal=yes leg-worse-than-back=yes exam-slr=radicular-one exam-crossed-slr=yes exam-tone=mas-3 " \
  "pain-event=lifting-or-twisting pain-onset=sudden pain-timing=constant night-pain=constant sleep-disturbed=yes " \
  "worse-with=standing-walking better-with=lying pain-familiar=yes gait-uneven=yes leg-numbness=new " \
  "leg-weakness=worse saddle-numbness=new"

static LumbarReport *
make_letter (LumbarEncounter *encounter, guint without)
{
  LumbarReportChoice choice = { .profile = LUMBAR_PROFILE_LETTER, .without = without };

  return lumbar_report_new_chosen (fixture_knowledge (), NULL, encounter, NULL, "2026-11-22T15:30:00Z", &choice);
}

static const LumbarBlock *
find_block (LumbarReport *report, const char *marker)
{
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];

      if (g_strcmp0 (block->marker, marker) == 0)
        return block;
    }
  return NULL;
}

/* "" where there is none. */
static const char *
get_words (LumbarReport *report, const char *marker)
{
  const LumbarBlock *block = find_block (report, marker);

  return block ? block->text : "";
}

static guint
count (const char *text, const char *words)
{
  guint n = 0;

  for (const char *at = strstr (text, words); at != NULL; at = strstr (at + 1, words))
    n++;
  return n;
}

typedef struct {
  const char *name;
  const char *answers;
  guint without;
  const char *says[4];
  const char *omits[4];
} LetterCase;

static const LetterCase cases[] = {
  { "safety-net", "pain-onset=sudden", 0,
    { "Safety-net advice", "numbness between the legs", "bladder or bowel", "fever or shivering" } },
  { "safety-net-left-out", "pain-onset=sudden", LUMBAR_REPORT_SAFETY_NET,
    { "Left out of this report\nSafety-net advice" },
    { "numbness between the legs" } },
  { "few-findings-are-all-said", "pain-onset=sudden pain-course=worsening", 0,
    { "Pain onset: Suddenly", "Course of the pain: Getting worse" }, { "more in the full report" } },
  { "many-are-counted", MANY, 0, { "more in the full report" }, { NULL } },
  { "normal-is-only-counted", "fever-or-rigors=no weight-loss=no", 0, { "2 normal, absent or longer answers" },
    { "Weight loss" } },
  { "history-only", "pain-onset=sudden", 0, { "no examination was recorded" }, { NULL } },
  { "findings-left-out", MANY, LUMBAR_REPORT_FINDINGS, { "Possible cauda equina syndrome", "Saddle numbness: New" },
    { "Further key findings", "In the full report" } },
};

static void
test_says (gconstpointer data)
{
  const LetterCase *item = data;
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (item->answers);
  g_autoptr (LumbarReport) letter = make_letter (encounter, item->without);
  g_autofree char *words = fixture_words (letter);

  for (guint i = 0; i < G_N_ELEMENTS (item->says) && item->says[i] != NULL; i++)
    if (strstr (words, item->says[i]) == NULL)
      g_error ("“%s” is not in: %s", item->says[i], words);
  for (guint i = 0; i < G_N_ELEMENTS (item->omits) && item->omits[i] != NULL; i++)
    if (strstr (words, item->omits[i]) != NULL)
      g_error ("“%s” is in: %s", item->omits[i], words);
}

/* However much there is: every flag with what raised it, what was done and what guidelines list, whole. */
static void
test_urgent_is_whole (void)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (MANY);
  g_autofree char *done = g_strnfill (900, 'x');
  g_autoptr (LumbarReport) letter = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpuint (encounter->assessment->red_flags->len, >, 2);
  encounter->conclusion = lumbar_conclusion_new ();
  for (guint i = 0; i < encounter->assessment->red_flags->len; i++)
    lumbar_conclusion_acknowledge (encounter->conclusion,
                                   ((LumbarFiredFlag *) encounter->assessment->red_flags->pdata[i])->id, "done", done,
                                   "2026-11-22T14:40:00Z");
  letter = make_letter (encounter, LUMBAR_REPORT_ALL_SECTIONS);
  words = fixture_words (letter);
  g_assert_cmpuint (count (words, done), ==, encounter->assessment->red_flags->len);
  for (guint i = 0; i < encounter->assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = encounter->assessment->red_flags->pdata[i];

      g_assert_nonnull (strstr (words, lumbar_knowledge_find_red_flag (fixture_knowledge (), fired->id)->name));
      g_assert_nonnull (strstr (words, fired->action));
      for (guint j = 0; fired->because[j] != NULL; j++)
        {
          g_autofree char *answer = lumbar_report_answer_text (encounter->response, fired->because[j]);

          g_assert_nonnull (strstr (words, answer));
        }
    }
}

/* What is new or worse is said however many findings weigh more. */
static void
test_what_changed_is_never_counted (void)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (MANY);
  g_autoptr (LumbarReport) letter = make_letter (encounter, 0);
  g_autofree char *words = fixture_words (letter);
  guint n = 0;

  g_assert_nonnull (strstr (words, "more in the full report"));
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (fixture_knowledge ()); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (fixture_knowledge (), i);
      g_autofree char *answer = lumbar_report_answer_text (encounter->response, finding->id);

      if (!finding->change_model || lumbar_response_get_answer (encounter->response, i) == NULL)
        continue;
      g_assert_nonnull (strstr (words, answer));
      n++;
    }
  g_assert_cmpuint (n, ==, 4);
}

/* A finding that a letter could name. */
static gboolean
stands_out (LumbarEncounter *encounter, const LumbarFinding *finding)
{
  LumbarAnswer *answer = lumbar_response_get_answer (encounter->response, finding->index);

  return answer != NULL && finding->specific && finding->part_of == NULL && !lumbar_finding_holds_number (finding) &&
         finding->type != LUMBAR_FINDING_TEXT && !lumbar_report_is_quiet (finding, answer);
}

/* Each finding is among the reasons, with its flag, further below, or counted: exactly one of them. */
static void
test_nothing_is_said_twice_or_lost (void)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (MANY);
  g_autoptr (LumbarReport) letter = make_letter (encounter, 0);
  g_autofree char *further =
    g_strdup_printf ("%s; %s", get_words (letter, "History"), get_words (letter, "Examination"));
  g_autofree char *words = fixture_words (letter);
  guint n_further = 0, n_silent = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (fixture_knowledge ()); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (fixture_knowledge (), i);
      g_autofree char *answer = lumbar_report_answer_text (encounter->response, finding->id);

      if (!stands_out (encounter, finding))
        continue;
      n_further += strstr (further, answer) != NULL;
      n_silent += strstr (words, answer) == NULL;
      g_assert_false (strstr (further, answer) != NULL && strstr (get_words (letter, "For it"), answer) != NULL);
    }
  g_assert_cmpuint (n_further, >=, 5);
  g_assert_cmpuint (n_silent, >, 0);
  g_assert_cmpuint (g_ascii_strtoull (strstr (further, "; and ") + strlen ("; and "), NULL, 10), ==, n_silent);
}

/* In the conclusion, with all that the full report has of it, and nowhere else. */
static void
test_final_cause_stands_once (void)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_SCIATICA);
  g_autoptr (LumbarReport) letter = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < 2; i++)
    {
      LumbarOutcome *outcome = lumbar_outcome_new (encounter->id);

      lumbar_set_str (&outcome->at, "2026-12-22T14:40:00Z");
      lumbar_set_str (&outcome->author, "Dr Later");
      lumbar_set_str (&outcome->comment, i == 0 ? "Thought so" : "MRI shows it");
      g_ptr_array_add (encounter->outcomes, outcome);
    }
  letter = make_letter (encounter, 0);
  words = fixture_words (letter);
  g_assert_cmpuint (count (words, "MRI shows it"), ==, 1);
  g_assert_cmpuint (count (words, "Dr Later"), ==, 1);
  g_assert_cmpuint (count (words, "Thought so"), ==, 0);
  g_assert_nonnull (strstr (get_words (letter, "Final cause, recorded after signing"),
                            "1 earlier entry in the full report"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/report/letter/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_says);
    }
  g_test_add_func ("/report/letter/urgent-is-whole", test_urgent_is_whole);
  g_test_add_func ("/report/letter/what-changed-is-never-counted", test_what_changed_is_never_counted);
  g_test_add_func ("/report/letter/nothing-is-said-twice-or-lost", test_nothing_is_said_twice_or_lost);
  g_test_add_func ("/report/letter/final-cause-stands-once", test_final_cause_stands_once);
  return g_test_run ();
}
