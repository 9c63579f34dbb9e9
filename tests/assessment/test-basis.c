/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement about a cause rests on: which answers count, which are outweighed or switched off, what is
 * open, and which answers contradict each other. */

#include "lumbar-basis.h"

#include <math.h>
#include <string.h>

#include "lumbar-contradictions.h"
#include "lumbar-weighing.h"
#include "response-file.h"

static LumbarKnowledge *knowledge;
static GStrv generated;

#define CES "cauda-equina-syndrome"
#define N_GENERATED 2000
#define BLOCK 100

/* Words apart by blanks: "finding=answer". */
static LumbarResponse *
make_response (const char *words)
{
  LumbarResponse *response = lumbar_response_new (knowledge);
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (list[i], "=", 2);
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, pair[0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarAnswer) answer = NULL;

      g_assert_nonnull (finding);
      answer = lumbar_answer_new_from_string (finding, pair[1], &error);
      g_assert_no_error (error);
      lumbar_response_set_answer (response, finding->index, answer);
    }
  return response;
}

static LumbarCauseBasis *
make_basis (const char *cause, const char *words)
{
  g_autoptr (LumbarResponse) response = make_response (words);

  return lumbar_cause_basis_new (knowledge, response, cause);
}

/* One line says all: "finding>+" counts for, "finding>-" against, "finding<other" is outweighed by the row of
 * the other finding, "finding!a,b" switched off by false, "finding?a" by what is missing. */
static char *
tell (LumbarCauseBasis *basis)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < basis->contributions->len; i++)
    {
      const LumbarContribution *entry = basis->contributions->pdata[i];

      if (entry->counted)
        g_string_append_printf (line, "%s>%c ", entry->row->finding->id, entry->weight > 0 ? '+' : '-');
      else
        g_string_append_printf (line, "%s<%s ", entry->row->finding->id,
                                entry->outweighed_by ? entry->outweighed_by->finding->id : "");
    }
  for (guint i = 0; i < basis->switched_off->len; i++)
    {
      const LumbarSwitchedOff *entry = basis->switched_off->pdata[i];
      g_autofree char *because = g_strjoinv (",", entry->because);

      g_string_append_printf (line, "%s%c%s ", entry->row->finding->id, entry->unknown ? '?' : '!', because);
    }
  return g_strdup (g_strchomp (line->str));
}

typedef struct {
  const char *name;
  const char *cause;
  const char *answers;
  const char *told;
} Case;

static const Case cases[] = {
  { "nothing", CES, "", "" },
  { "for", CES, "saddle-numbness=new", "saddle-numbness>+" },
  { "against", CES, "saddle-numbness=none", "saddle-numbness>-" },
  { "silent-answer", CES, "saddle-numbness=baseline", "" },
  { "strongest-first", CES, "sexual-change=new saddle-numbness=new", "saddle-numbness>+ sexual-change>+" },
  { "outweighed", CES, "saddle-numbness=new exam-perianal=reduced-new",
    "saddle-numbness>+ exam-perianal<saddle-numbness" },
  { "outweighed-against", CES, "saddle-numbness=none exam-perianal=normal",
    "exam-perianal>- saddle-numbness<exam-perianal" },
  { "both-sides-of-a-group-count", CES, "saddle-numbness=new exam-perianal=normal",
    "saddle-numbness>+ exam-perianal>-" },
  { "equal-the-first-counts", CES, "weakness-tempo=hours neuro-change-tempo=days",
    "weakness-tempo>+ neuro-change-tempo<weakness-tempo" },
  { "switched-off-by-an-answer", CES, "exam-pvr=300 bladder-baseline=indwelling-catheter", "exam-pvr!bladder-baseline" },
  { "switched-off-by-what-is-missing", CES, "exam-pvr=300", "exam-pvr?bladder-baseline" },
  { "switched-on", CES, "exam-pvr=300 bladder-baseline=normal", "exam-pvr>+" },
  { "every-answer-of-a-false-or", "ms-spasticity", "pain-site=groin spasticity-known=none spasticity-change=baseline exam-tone=mas-0",
    "spasticity-known>- spasticity-change>- exam-tone<spasticity-known pain-site!spasticity-known,spasticity-change,exam-tone" },
  { "silent-rows-are-not-switched-off", "ms-spasticity", "pain-site=flank", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *the = data;
  g_autoptr (LumbarCauseBasis) basis = make_basis (the->cause, the->answers);
  g_autofree char *told = tell (basis);

  g_assert_cmpstr (told, ==, the->told);
}

static const LumbarReach *
find_reach (LumbarCauseBasis *basis, const char *finding)
{
  for (guint i = 0; i < basis->reaches->len; i++)
    if (strcmp (((const LumbarReach *) basis->reaches->pdata[i])->finding->id, finding) == 0)
      return basis->reaches->pdata[i];
  return NULL;
}

typedef struct {
  const char *name;
  const char *answers;
  const char *finding;
  double low; /* ratios, 1 = none */
  double high;
  gboolean to_likely;
  gboolean from_likely;
} ReachCase;

/* Of cauda equina syndrome. */
static const ReachCase reach_cases[] = {
  { "both-ways", "bowel-change=new", "exam-anal-tone", 0.7, 6.3, FALSE, FALSE },
  { "only-up", "bowel-change=new", "sexual-change", 1, 3, FALSE, FALSE },
  { "a-group-that-is-full", "exam-perianal=reduced-new", "saddle-numbness", 0.5, 11 / 4.0, FALSE, FALSE },
  { "number-on-both-sides", "bladder-baseline=normal bladder-change=worse", "exam-pvr", 0.4, 1, FALSE, FALSE },
  { "could-become-likely", "saddle-numbness=new exam-anal-tone=normal", "bladder-change", 0.5, 18, TRUE, FALSE },
  { "switches-other-rows-on", "bladder-change=new bowel-change=new", "saddle-numbness", 0.5, 11 * 6, TRUE, FALSE },
  { "could-cease-to-be-likely", "saddle-numbness=new exam-anal-tone=reduced-new bladder-change=none",
    "exam-perianal", 0.3, 1, FALSE, TRUE },
};

static void
test_reach (gconstpointer data)
{
  const ReachCase *the = data;
  g_autoptr (LumbarCauseBasis) basis = make_basis (CES, the->answers);
  const LumbarReach *reach = find_reach (basis, the->finding);

  if (reach == NULL)
    g_error ("%s moves nothing", the->finding);
  g_assert_cmpfloat_with_epsilon (exp (reach->low), the->low, 1e-6);
  g_assert_cmpfloat_with_epsilon (exp (reach->high), the->high, 1e-6);
  g_assert_cmpint (reach->to_likely, ==, the->to_likely);
  g_assert_cmpint (reach->from_likely, ==, the->from_likely);
}

static void
test_reach_leaves_out_what_is_answered_or_not_asked (void)
{
  g_autoptr (LumbarCauseBasis) basis = make_basis (CES, "saddle-numbness=new bladder-change=none");

  g_assert_null (find_reach (basis, "saddle-numbness"));
  g_assert_null (find_reach (basis, "bladder-change-type"));
  g_assert_null (find_reach (basis, "smoker"));
  g_assert_nonnull (find_reach (basis, "leg-pain"));
}

static void
test_unknown_cause (void)
{
  g_autoptr (LumbarResponse) response = make_response ("");

  g_assert_null (lumbar_cause_basis_new (knowledge, response, "gone"));
}

static void
test_reference_counting (void)
{
  LumbarCauseBasis *basis = make_basis (CES, "saddle-numbness=new");
  LumbarCauseBasis *other = lumbar_cause_basis_ref (basis);

  lumbar_cause_basis_unref (basis);
  g_assert_cmpstr (other->cause->id, ==, CES);
  lumbar_cause_basis_unref (other);
}

static double
sum_counted (LumbarCauseBasis *basis)
{
  double sum = 0;

  for (guint i = 0; i < basis->contributions->len; i++)
    {
      const LumbarContribution *entry = basis->contributions->pdata[i];

      g_assert_true (entry->counted || entry->outweighed_by != NULL || fabs (entry->weight) <= 0);
      g_assert_true (entry->outweighed_by == NULL || entry->outweighed_by->group == entry->row->group);
      sum += entry->counted ? entry->weight : 0;
    }
  return sum;
}

/* At most one row a side of every evidence group counts. */
static void
assert_groups_count_once (LumbarCauseBasis *basis)
{
  for (guint i = 0; i < basis->contributions->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const LumbarContribution *a = basis->contributions->pdata[i], *b = basis->contributions->pdata[j];

        if (a->counted && b->counted && a->row->group == b->row->group)
          g_assert_true ((a->weight > 0) != (b->weight > 0));
      }
}

static gboolean
becomes_likely (LumbarResponse *response, const LumbarFinding *finding, guint64 options, const char *cause)
{
  g_autoptr (LumbarResponse) changed = lumbar_response_new (knowledge);
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_options (options);
  g_autoptr (LumbarAssessment) assessment = NULL;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (lumbar_response_get_answer (response, i) != NULL)
      lumbar_response_set_answer (changed, i, lumbar_response_get_answer (response, i));
  lumbar_response_set_answer (changed, finding->index, answer);
  assessment = lumbar_assess (knowledge, changed);
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *ranked = assessment->causes->pdata[i];

      if (strcmp (ranked->id, cause) == 0)
        return ranked->band == LUMBAR_BAND_LIKELY;
    }
  return FALSE;
}

/* What yes and no would do is what the assessment says once they are answered. */
static void
assert_reach_is_true (LumbarCauseBasis *basis, LumbarResponse *response)
{
  for (guint i = 0; i < MIN (basis->reaches->len, 4); i++)
    {
      const LumbarReach *reach = basis->reaches->pdata[i];
      gboolean yes, no;

      if (reach->finding->type != LUMBAR_FINDING_BOOLEAN)
        continue;
      yes = becomes_likely (response, reach->finding, LUMBAR_VALUE_YES, basis->cause->id);
      no = becomes_likely (response, reach->finding, LUMBAR_VALUE_NO, basis->cause->id);
      g_assert_cmpint (reach->to_likely, ==, !basis->likely && (yes || no));
      g_assert_cmpint (reach->from_likely, ==, basis->likely && (!yes || !no));
    }
}

/* Of every generated response some causes, in turn. */
static void
test_generated (gconstpointer data)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  guint first = GPOINTER_TO_UINT (data);

  for (guint i = first; i < first + BLOCK; i++)
    {
      g_autoptr (JsonNode) line = response_file_parse (generated[i]);
      JsonObject *answers = json_object_get_object_member (json_node_get_object (line), "answers");
      g_autoptr (LumbarResponse) response = response_file_respond (knowledge, answers);
      const LumbarValue *values = lumbar_response_get_values (response);
      g_autoptr (GArray) applied = lumbar_weighing_apply (knowledge, values);
      g_autoptr (LumbarWeighing) weighing = lumbar_weighing_new (knowledge, values, applied, NULL);

      for (guint j = i % 13; j < lumbar_knowledge_get_n_causes (knowledge); j += 13)
        {
          g_autoptr (LumbarCauseBasis) basis =
            lumbar_cause_basis_new (knowledge, response, lumbar_knowledge_get_cause (knowledge, j)->id);
          double sum = sum_counted (basis);

          g_assert_cmpfloat_with_epsilon (sum, basis->sum, 1e-9);
          g_assert_cmpfloat_with_epsilon (CLAMP (sum, model->total_minimum, model->total_maximum),
                                          weighing->totals[j], 1e-9);
          g_assert_cmpfloat_with_epsilon (basis->total, weighing->totals[j], 1e-9);
          assert_groups_count_once (basis);
          assert_reach_is_true (basis, response);
        }
    }
}

typedef struct {
  const char *id;
  const char *fires;
  const char *does_not;
} ContradictionCase;

static const ContradictionCase contradictions[] = {
  { "spasticity-severe-tone-normal", "spasticity-known=severe exam-tone=mas-0", "spasticity-known=severe exam-tone=mas-1" },
  { "spasticity-none-tone-high", "spasticity-known=none exam-tone=mas-3", "spasticity-known=none exam-tone=mas-1" },
  { "unaided-edss-high", "mobility=unaided edss=7", "mobility=unaided edss=6.5" },
  { "wheelchair-edss-low", "mobility=wheelchair-full edss=5.5", "mobility=wheelchair-full edss=7" },
  { "unaided-pdds-high", "mobility=unaided pdds=6", "mobility=unaided pdds=5" },
  { "wheelchair-pdds-low", "mobility=bed pdds=2", "mobility=bed pdds=8" },
  { "pdds-against-edss", "pdds=7 edss=4", "pdds=7 edss=7" },
  { "leg-none-leg-worse", "leg-pain=none leg-worse-than-back=yes", "leg-pain=none leg-worse-than-back=no" },
  { "leg-none-claudication", "leg-pain=none claudication-leg=yes", "leg-pain=above-knee-one claudication-leg=yes" },
  { "leg-none-straight-leg-raise", "leg-pain=none exam-slr=radicular-one", "leg-pain=none exam-slr=hamstring-tight" },
  { "bladder-none-retention", "bladder-change=none bladder-change-type=retention", "bladder-change=new bladder-change-type=retention" },
  { "bladder-none-residual", "bladder-change=none bladder-baseline=normal exam-pvr=200",
    "bladder-change=none bladder-baseline=intermittent-catheter exam-pvr=300" },
  { "bowel-none-incontinence", "bowel-change=none bowel-change-type=incontinence", "bowel-change=none bowel-change-type=constipation" },
  { "saddle-none-perianal-reduced", "saddle-numbness=none exam-perianal=reduced-new", "saddle-numbness=none exam-perianal=reduced-known" },
  { "saddle-new-perianal-normal", "saddle-numbness=new exam-perianal=normal", "saddle-numbness=worse exam-perianal=normal" },
  { "weakness-none-power-lost", "leg-weakness=none exam-power=one-root", "leg-weakness=none exam-power=baseline" },
  { "weakness-new-power-normal", "leg-weakness=new exam-power=normal", "leg-weakness=baseline exam-power=normal" },
  { "neuro-none-deficit-new", "neuro-change=none leg-numbness=new", "neuro-change=over-24-hours leg-numbness=new" },
  { "worst-below-average", "pain-nrs-worst=4 pain-nrs-now=7", "pain-nrs-worst=7 pain-nrs-now=7" },
  { "words-against-numbers", "pain-severity=severe pain-nrs-average=2", "pain-severity=mild pain-nrs-average=2" },
  { "fever-no-temperature-high", "fever-or-rigors=no exam-temperature=38", "fever-or-rigors=no exam-temperature=37.9" },
  { "short-and-six-weeks", "pain-duration=1-7-days no-improvement-6-weeks=yes", "pain-duration=1-6-weeks no-improvement-6-weeks=yes" },
  { "position-same-and-better", "position-independent=yes better-with=lying", "position-independent=yes better-with=heat" },
  { "seated-free-and-worse", "pain-free-seated=yes worse-with=sitting", "pain-free-seated=yes worse-with=heat" },
  { "not-pregnant-test-positive", "pregnancy-status=not-pregnant pregnancy-test=positive", "pregnancy-status=possible pregnancy-test=positive" },
  { "no-pump-pump-warning", "itb-pump=no itb-warning=alarm", "itb-pump=yes itb-warning=alarm" },
  { "no-dmt-pain-after", "dmt=none pain-follows-dmt=yes", "dmt=glatiramer pain-follows-dmt=yes" },
};

static gboolean
fires (const char *id, const char *answers)
{
  g_autoptr (LumbarResponse) response = make_response (answers);
  const LumbarValue *values = lumbar_response_get_values (response);
  g_autoptr (GPtrArray) found = lumbar_contradictions_find (knowledge, values);

  for (guint i = 0; i < found->len; i++)
    {
      const LumbarConsistency *rule = found->pdata[i];
      g_auto (GStrv) findings = lumbar_contradictions_get_findings (rule, knowledge, values);

      if (strcmp (rule->id, id) != 0)
        continue;
      g_assert_cmpuint (g_strv_length (findings), >=, 2);
      return TRUE;
    }
  return FALSE;
}

static void
test_contradiction (gconstpointer data)
{
  const ContradictionCase *the = data;
  g_auto (GStrv) answers = g_strsplit (the->fires, " ", -1);

  g_assert_true (fires (the->id, the->fires));
  g_assert_false (fires (the->id, the->does_not));
  /* One answer alone contradicts nothing. */
  for (guint i = 0; answers[i] != NULL; i++)
    g_assert_false (fires (the->id, answers[i]));
}

static void
test_every_contradiction_is_tested (void)
{
  g_assert_cmpuint (lumbar_knowledge_get_n_consistency (knowledge), ==, G_N_ELEMENTS (contradictions));
  for (guint i = 0; i < G_N_ELEMENTS (contradictions); i++)
    g_assert_cmpstr (lumbar_knowledge_get_consistency (knowledge, i)->id, ==, contradictions[i].id);
}

/* The basis of a cause names those that touch it. */
static void
test_contradictions_of_a_cause (void)
{
  const char *answers = "saddle-numbness=none exam-perianal=reduced-new mobility=unaided edss=8";
  g_autoptr (LumbarCauseBasis) ces = make_basis (CES, answers);
  g_autoptr (LumbarCauseBasis) colic = make_basis ("renal-colic", answers);

  g_assert_cmpuint (ces->contradictions->len, ==, 1);
  g_assert_cmpstr (((const LumbarConsistency *) ces->contradictions->pdata[0])->id, ==, "saddle-none-perianal-reduced");
  g_assert_cmpuint (colic->contradictions->len, ==, 0);
}

#define ADD_CASES(prefix, list, label, test)                                    \
  for (guint i = 0; i < G_N_ELEMENTS (list); i++)                               \
    {                                                                           \
      g_autofree char *path = g_strconcat ("/basis/" prefix "/", list[i].label, NULL); \
      g_test_add_data_func (path, &list[i], test);                              \
    }

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  generated = response_file_read_lines ("generated/responses.jsonl");
  g_assert_cmpuint (g_strv_length (generated), ==, N_GENERATED);

  ADD_CASES ("contributions", cases, name, test_case)
  ADD_CASES ("reach", reach_cases, name, test_reach)
  ADD_CASES ("contradiction", contradictions, id, test_contradiction)
  g_test_add_func ("/basis/reach/answered-or-not-asked", test_reach_leaves_out_what_is_answered_or_not_asked);
  g_test_add_func ("/basis/unknown-cause", test_unknown_cause);
  g_test_add_func ("/basis/reference-counting", test_reference_counting);
  g_test_add_func ("/basis/contradiction/every-one-is-tested", test_every_contradiction_is_tested);
  g_test_add_func ("/basis/contradiction/of-a-cause", test_contradictions_of_a_cause);
  for (guint i = 0; i < N_GENERATED; i += BLOCK)
    {
      g_autofree char *path = g_strdup_printf ("/basis/generated/%04u-%04u", i + 1, i + BLOCK);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_generated);
    }
  status = g_test_run ();
  g_strfreev (generated);
  lumbar_knowledge_unref (knowledge);
  return status;
}
