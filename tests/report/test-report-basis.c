/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement rests on, as sentences about this patient. */

#include <math.h>

#include "fixture.h"
#include "lumbar-report-basis.h"

typedef struct {
  const char *name;
  double ratio;
  const char *words;
} WeightCase;

/* The steps of the tables; against a cause they are the reciprocals. */
static const WeightCase weights[] = {
  { "slightly", 1.9, "for, slightly" },          { "somewhat", 2, "for, somewhat" },
  { "still-somewhat", 4.9, "for, somewhat" },    { "clearly", 5, "for, clearly" },
  { "still-clearly", 9.9, "for, clearly" },      { "strongly", 10, "for, strongly" },
  { "against-slightly", 0.6, "against, slightly" }, { "against-somewhat", 0.5, "against, somewhat" },
  { "against-clearly", 0.2, "against, clearly" }, { "against-strongly", 0.1, "against, strongly" },
};

static void
test_weight (gconstpointer data)
{
  const WeightCase *the = data;

  g_assert_cmpstr (lumbar_report_weight_text (fixture_knowledge (), log (the->ratio)), ==, the->words);
}

typedef struct {
  const char *name;
  LumbarReason reason;
  const char *sentence;
} ReasonCase;

#define REASON(finding, answer, ratio, basis, source)                                                          \
  { (char *) finding, (char *) answer, ratio, LUMBAR_BASIS_##basis, (char *) source }

static const ReasonCase reasons[] = {
  { "for", REASON ("saddle-numbness", "new", 11, PUBLISHED, "shaw-2020"),
    "Saddle numbness: New – for, strongly, published figure: Shaw 2020" },
  { "against", REASON ("saddle-numbness", "none", 0.5, DERIVED, "dionne-2019"),
    "Saddle numbness: None – against, somewhat, derived from a published figure: Dionne 2019" },
  { "expert", REASON ("tonic-spasm-attacks", "yes", 1.5, EXPERT, "rizzo-2004"),
    "Tonic spasm attacks: Yes – for, slightly, expert estimate: Rizzo 2004" },
  { "source-that-is-gone", REASON ("tonic-spasm-attacks", "yes", 6, EXPERT, "old-source"),
    "Tonic spasm attacks: Yes – for, clearly, expert estimate: old-source" },
};

static void
test_reason (gconstpointer data)
{
  const ReasonCase *the = data;
  g_autofree char *sentence = lumbar_report_reason_sentence (fixture_knowledge (), &the->reason);

  g_assert_cmpstr (sentence, ==, the->sentence);
}

typedef struct {
  const char *name;
  const char *lead;
  const char *second;
  LumbarGroup group;
  const char *sentence;
} GroupCase;

static const GroupCase groups[] = {
  { "nothing", NULL, NULL, LUMBAR_GROUP_UNDETERMINED, "No cause has support of its own in what was recorded." },
  { "leaning", "renal-colic", NULL, LUMBAR_GROUP_UNDETERMINED, "Best supported, but not yet likely: " },
  { "one", "renal-colic", NULL, LUMBAR_GROUP_REFERRED, "Best supported: " },
  { "mixed", "renal-colic", "ms-spasticity", LUMBAR_GROUP_MIXED, "Likely too, on answers that this does not explain: " },
};

static void
test_group (gconstpointer data)
{
  const GroupCase *the = data;
  LumbarAssessment assessment = { .lead = (char *) the->lead, .second = (char *) the->second, .group = the->group };
  g_autofree char *sentence = lumbar_report_group_reason_text (fixture_knowledge (), &assessment);

  g_assert_nonnull (strstr (sentence, the->sentence));
  if (the->lead != NULL)
    g_assert_nonnull (strstr (sentence, lumbar_knowledge_find_cause (fixture_knowledge (), the->lead)->name));
  if (the->second != NULL)
    g_assert_nonnull (strstr (sentence, lumbar_knowledge_find_cause (fixture_knowledge (), the->second)->name));
}

static LumbarResponse *
make_response (const char *words)
{
  LumbarResponse *response = lumbar_response_new (fixture_knowledge ());
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (list[i], "=", 2);
      const LumbarFinding *finding = lumbar_knowledge_find_finding (fixture_knowledge (), pair[0]);
      g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, pair[1], NULL);

      g_assert_nonnull (answer);
      lumbar_response_set_answer (response, finding->index, answer);
    }
  return response;
}

/* All sentences of a basis, one a line. */
static char *
tell (LumbarCauseBasis *basis)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < basis->contributions->len; i++)
    {
      g_autofree char *line = lumbar_report_contribution_text (basis->knowledge, basis->contributions->pdata[i]);

      g_string_append_printf (text, "%s\n", line);
    }
  for (guint i = 0; i < basis->switched_off->len; i++)
    {
      g_autofree char *line = lumbar_report_switched_off_text (basis->knowledge, basis->switched_off->pdata[i]);

      g_string_append_printf (text, "%s\n", line);
    }
  for (guint i = 0; i < basis->reaches->len; i++)
    {
      g_autofree char *line = lumbar_report_reach_text (basis->reaches->pdata[i]);

      g_string_append_printf (text, "%s\n", line);
    }
  return g_strdup (text->str);
}

typedef struct {
  const char *name;
  const char *answers;
  const char *sentence;
} BasisCase;

/* Of cauda equina syndrome. */
static const BasisCase bases[] = {
  { "counts", "saddle-numbness=new", "Saddle numbness: New – for, strongly, published figure: Shaw 2020\n" },
  { "outweighed", "saddle-numbness=new exam-perianal=reduced-new",
    " – not counted beside “Saddle numbness”, which says the same more strongly\n" },
  { "switched-off", "exam-pvr=300 bladder-baseline=indwelling-catheter",
    "Post-void residual: 300 mL – does not count here, because of: Usual bladder function\n" },
  { "not-yet-counted", "exam-pvr=300", " – would count, once these are answered: Usual bladder function\n" },
  { "could-make-likely", "saddle-numbness=new exam-anal-tone=normal", "Bladder change – could make it likely\n" },
  { "both-ways", "bowel-change=new", "Anal tone – could speak for or against it\n" },
  { "only-for", "bowel-change=new", "Change in sexual function – could speak for it\n" },
};

static void
test_basis (gconstpointer data)
{
  const BasisCase *the = data;
  g_autoptr (LumbarResponse) response = make_response (the->answers);
  g_autoptr (LumbarCauseBasis) basis =
    lumbar_cause_basis_new (fixture_knowledge (), response, "cauda-equina-syndrome");
  g_autofree char *told = tell (basis);

  if (strstr (told, the->sentence) == NULL)
    g_error ("expected “%s” in “%s”", the->sentence, told);
}

#define ADD_CASES(prefix, list, test)                                                                          \
  for (guint i = 0; i < G_N_ELEMENTS (list); i++)                                                              \
    {                                                                                                          \
      g_autofree char *path = g_strconcat ("/report-basis/" prefix "/", list[i].name, NULL);                   \
                                                                                                               \
      g_test_add_data_func (path, &list[i], test);                                                             \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_CASES ("weight", weights, test_weight)
  ADD_CASES ("reason", reasons, test_reason)
  ADD_CASES ("group", groups, test_group)
  ADD_CASES ("cause", bases, test_basis)
  return g_test_run ();
}
