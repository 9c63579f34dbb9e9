/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two assessments of the same answers don't agree about, and the words for it. */

#include "lumbar-assessment-difference.h"

#include <string.h>

#include "lumbar-assessment-json.h"
#include "lumbar-reassessment.h"

static LumbarKnowledge *knowledge;

/**
 * Sketch:
 * @group: group, and after "/" what is part of it
 * @lead: (nullable): the leading cause
 * @causes: "id=band" joined by blanks
 * @excluded: ids joined by blanks
 * @flags: "id=timeframe" joined by blanks
 *
 * An assessment in few words.
 */
typedef struct {
  const char *group;
  const char *lead;
  const char *causes;
  const char *excluded;
  const char *flags;
} Sketch;

typedef struct {
  const char *name;
  Sketch before;
  Sketch after;
  const char *texts[6];
} Case;

#define SPASTICITY { "ms", "ms-spasticity", "ms-spasticity=likely", "", "" }

static const Case cases[] = {
  { "nothing", SPASTICITY, SPASTICITY, { NULL } },
  { "group",
    SPASTICITY,
    { "non-ms", "ms-spasticity", "ms-spasticity=likely", "", "" },
    { "Group: earlier “MS-related”, later “Not MS-related”" } },
  { "leaning",
    { "undetermined/ms", NULL, "", "", "" },
    { "undetermined/referred", NULL, "", "", "" },
    { "Group: earlier “Undetermined, leaning: MS-related”, later “Undetermined, leaning: Referred”" } },
  { "meaning-of-mixed",
    { "mixed/more-than-one-source", NULL, "", "", "" },
    { "mixed/more-than-one-ms-process", NULL, "", "", "" },
    { "Group: earlier “Mixed: more than one source”, later “Mixed: more than one MS process”" } },
  { "lead",
    SPASTICITY,
    { "ms", "ms-lhermitte", "ms-spasticity=likely", "", "" },
    { "Leading cause: earlier “Spasticity felt in the low back”, later “Lhermitte" } },
  { "lead-lost", SPASTICITY, { "ms", NULL, "ms-spasticity=likely", "", "" }, { "Leading cause: earlier “Spasticity felt in the low back”, none later" } },
  { "lead-found", { "ms", NULL, "ms-spasticity=likely", "", "" }, SPASTICITY, { "Leading cause: none earlier, later “Spasticity felt in the low back”" } },
  { "band",
    SPASTICITY,
    { "ms", "ms-spasticity", "ms-spasticity=possible", "", "" },
    { "Spasticity felt in the low back: earlier “Likely”, later “Possible”" } },
  { "cause-listed-and-gone",
    { "ms", "ms-spasticity", "ms-spasticity=likely cauda-equina-syndrome=possible", "", "" },
    { "ms", "ms-spasticity", "ms-lhermitte=less-likely ms-spasticity=likely", "", "" },
    { "not listed earlier, later “Less likely”", "earlier “Possible”, not listed later" } },
  { "order-alone-is-no-difference",
    { "ms", "ms-spasticity", "ms-spasticity=likely cauda-equina-syndrome=possible", "a b", "" },
    { "ms", "ms-spasticity", "cauda-equina-syndrome=possible ms-spasticity=likely", "b a", "" },
    { NULL } },
  { "to-exclude",
    { "ms", "ms-spasticity", "ms-spasticity=likely", "cauda-equina-syndrome", "" },
    { "ms", "ms-spasticity", "ms-spasticity=likely", "axial-spondyloarthritis", "" },
    { "Must not be missed, only later: ", "Must not be missed, only earlier: Cauda equina" } },
  { "red-flags",
    { "ms", "ms-spasticity", "ms-spasticity=likely", "", "rf-ces=now rf-ces-bilateral=now" },
    { "ms", "ms-spasticity", "ms-spasticity=likely", "", "rf-ces=within-days rf-retired=now" },
    { "earlier “Now”, later “Within days”", "Red flag raised only later: rf-retired", "Red flag raised only earlier: " } },
  { "what-the-tables-no-longer-know-is-called-by-its-id",
    { "ms", "ms-old-cause", "ms-old-cause=likely", "", "" },
    { "ms", NULL, "", "", "" },
    { "Leading cause: earlier “ms-old-cause”, none later", "ms-old-cause: earlier “Likely”, not listed later" } },
  { "everything-in-its-order",
    SPASTICITY,
    { "referred", "cauda-equina-syndrome", "cauda-equina-syndrome=likely", "cauda-equina-syndrome", "rf-ces=now" },
    { "Red flag", "Group", "Leading cause", "Must not be missed", "not listed earlier", "not listed later" } },
};

static GStrv
split (const char *words)
{
  return *words ? g_strsplit (words, " ", -1) : g_new0 (char *, 1);
}

/* A list of interned ids, as assessments have them. */
static GStrv
intern (const char *words)
{
  g_auto (GStrv) list = split (words);
  GStrv ids = g_new0 (char *, g_strv_length (list) + 1);

  for (guint i = 0; list[i] != NULL; i++)
    ids[i] = (char *) g_intern_string (list[i]);
  return ids;
}

static LumbarAssessment *
draw (const Sketch *sketch)
{
  LumbarAssessment *self = lumbar_assessment_new ();
  g_auto (GStrv) group = g_strsplit (sketch->group, "/", 2);
  g_auto (GStrv) causes = split (sketch->causes);
  g_auto (GStrv) flags = split (sketch->flags);

  g_assert_true (lumbar_group_from_id (group[0], &self->group));
  if (self->group == LUMBAR_GROUP_MIXED)
    g_assert_true (lumbar_mixed_meaning_from_id (group[1], &self->mixed_meaning));
  else if (group[1] != NULL)
    g_assert_true (lumbar_group_from_id (group[1], &self->leaning));
  self->lead = g_strdup (sketch->lead);
  self->must_exclude = intern (sketch->excluded);
  for (guint i = 0; causes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (causes[i], "=", 2);
      LumbarBand band;

      g_assert_true (lumbar_band_from_id (parts[1], &band));
      g_ptr_array_add (self->causes, lumbar_ranked_cause_new (g_intern_string (parts[0]), LUMBAR_GROUP_MS, band));
    }
  for (guint i = 0; flags[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (flags[i], "=", 2);
      LumbarTimeframe timeframe;

      g_assert_true (lumbar_timeframe_from_id (parts[1], &timeframe));
      g_ptr_array_add (self->red_flags, lumbar_fired_flag_new (g_intern_string (parts[0]), timeframe, ""));
    }
  return self;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (LumbarAssessment) before = draw (&test->before);
  g_autoptr (LumbarAssessment) after = draw (&test->after);
  g_autoptr (GPtrArray) differences = lumbar_assessment_compare (before, after);
  guint n = 0;

  for (; n < G_N_ELEMENTS (test->texts) && test->texts[n] != NULL; n++)
    {
      g_autofree char *text = NULL;

      g_assert_cmpuint (n, <, differences->len);
      text = lumbar_difference_to_text (differences->pdata[n], knowledge);
      if (strstr (text, test->texts[n]) == NULL)
        g_error ("expected “%s” in “%s”", test->texts[n], text);
    }
  g_assert_cmpuint (differences->len, ==, n);
}

/* A view asks about each of its lines. */
static void
test_find (void)
{
  g_autoptr (LumbarAssessment) before = draw (&cases[G_N_ELEMENTS (cases) - 1].before);
  g_autoptr (LumbarAssessment) after = draw (&cases[G_N_ELEMENTS (cases) - 1].after);
  g_autoptr (GPtrArray) differences = lumbar_assessment_compare (before, after);

  g_assert_nonnull (lumbar_difference_find (differences, LUMBAR_DIFFERENCE_GROUP, ""));
  g_assert_nonnull (lumbar_difference_find (differences, LUMBAR_DIFFERENCE_CAUSE, "ms-spasticity"));
  g_assert_null (lumbar_difference_find (differences, LUMBAR_DIFFERENCE_CAUSE, "ms-lhermitte"));
  g_assert_null (lumbar_difference_find (differences, LUMBAR_DIFFERENCE_FLAG, "cauda-equina-syndrome"));
}

static void
answer (LumbarResponse *response, const char *id, const char *text)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, id);
  g_autoptr (LumbarAnswer) value = lumbar_answer_new_from_string (finding, text, NULL);

  g_assert_nonnull (value);
  lumbar_response_set_answer (response, finding->index, value);
}

/* Assessing again is what an intake with these answers would do: same tables, same result; what is not asked after
 * these answers is named and not assessed. */
static void
test_reassess (void)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  g_autoptr (GPtrArray) unused = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autoptr (LumbarAssessment) once = NULL, again = NULL, without = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  answer (response, "age-years", "61");
  answer (response, "spasticity-known", "moderate");
  once = lumbar_assess (knowledge, response);
  again = lumbar_reassess (knowledge, response, unused);
  g_assert_cmpuint (unused->len, ==, 0);
  differences = lumbar_assessment_compare (once, again);
  g_assert_cmpuint (differences->len, ==, 0);

  answer (response, "age-years", "30");
  answer (response, "smoker", "yes");
  without = lumbar_reassess (knowledge, response, unused);
  g_assert_cmpuint (unused->len, ==, 1);
  g_assert_cmpstr (((LumbarIgnored *) unused->pdata[0])->finding_id, ==, "smoker");
  g_assert_nonnull (without);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/assessment/difference/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/assessment/difference/find", test_find);
  g_test_add_func ("/assessment/reassess", test_reassess);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
