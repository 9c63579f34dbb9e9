/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts over a clinic's own visits, each checked against numbers worked out by hand. */

#include <string.h>

#include "lumbar-calibration.h"
#include "lumbar-outcome-csv.h"
#include "lumbar-text.h"

#define NOW "2026-11-26T12:00:00Z"

static LumbarKnowledge *knowledge;

/* The interval */

typedef struct {
  const char *name;
  guint n;
  guint of;
  double low;
  double high;
} IntervalCase;

/* The first four are printed in R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3;
 * the others worked out by hand. */
static const IntervalCase intervals[] = {
  { "newcombe-81-of-263", 81, 263, 0.2553, 0.3662 },
  { "newcombe-15-of-148", 15, 148, 0.0624, 0.1605 },
  { "newcombe-0-of-20", 0, 20, 0, 0.1611 },
  { "newcombe-1-of-29", 1, 29, 0.0061, 0.1718 },
  { "7-of-12", 7, 12, 0.3195, 0.8067 },
  { "all-of-10", 10, 10, 0.7225, 1 },
  { "none-of-10", 0, 10, 0, 0.2775 },
  { "1-of-1", 1, 1, 0.2065, 1 },
  { "none-yet", 0, 0, 0, 1 },
};

static void
test_interval (gconstpointer data)
{
  const IntervalCase *test = data;
  LumbarShare share = { test->n, test->of };
  double low, high;

  lumbar_share_get_interval (&share, &low, &high);
  g_assert_cmpfloat_with_epsilon (low, test->low, 0.00006);
  g_assert_cmpfloat_with_epsilon (high, test->high, 0.00006);
}

/* What the constant says of itself: from it on, every interval spans less than half of the scale. */
static void
test_least_is_where_half_is_known (void)
{
  for (guint of = LUMBAR_SHARE_LEAST - 1; of < LUMBAR_SHARE_LEAST + 30; of++)
    {
      double widest = 0;

      for (guint n = 0; n <= of; n++)
        {
          LumbarShare share = { n, of };
          double low, high;

          lumbar_share_get_interval (&share, &low, &high);
          widest = MAX (widest, high - low);
        }
      g_assert_true ((widest < 0.5) == (of >= LUMBAR_SHARE_LEAST));
    }
}

static void
test_words (void)
{
  static const struct {
    LumbarShare share;
    const char *words;
  } cases[] = {
    { { 0, 0 }, "none yet" },
    { { 7, 11 }, "7 of 11, too few to judge" },
    { { 7, 12 }, "7 of 12" },
    { { 0, 300 }, "0 of 300" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = lumbar_share_describe (&cases[i].share);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_null (strchr (words, '%'));
    }
}

/* The counts */

/* A visit; lists of ids are joined by ";", of causes with their band: "hip-joint:likely". */
typedef struct {
  const char *name;
  LumbarGroup computed;
  const char *causes;
  const char *exclude;
  const char *flags;
  LumbarGroup concluded;
  const char *reason; /* "" = agreed, NULL = said nothing */
  const char *outcomes; /* "group:cause;cause" joined by "|"; "" = none */
} Visit;

static void
add_causes (LumbarAssessment *assessment, const char *text)
{
  g_auto (GStrv) causes = g_strsplit (text, ";", -1);

  for (guint i = 0; causes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (causes[i], ":", 2);
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, parts[0]);
      LumbarBand band;

      g_assert_nonnull (cause);
      g_assert_true (lumbar_band_from_id (parts[1], &band));
      g_ptr_array_add (assessment->causes, lumbar_ranked_cause_new (cause->id, cause->group, band));
    }
}

static void
add_flags (LumbarAssessment *assessment, const char *text)
{
  g_auto (GStrv) flags = g_strsplit (text, ";", -1);

  for (guint i = 0; flags[i] != NULL; i++)
    g_ptr_array_add (assessment->red_flags, lumbar_fired_flag_new (g_intern_string (flags[i]), LUMBAR_TIMEFRAME_NOW, ""));
}

static void
add_outcomes (LumbarEncounter *encounter, const char *text)
{
  g_auto (GStrv) outcomes = g_strsplit (text, "|", -1);

  for (guint i = 0; outcomes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (outcomes[i], ":", 2);
      g_auto (GStrv) causes = g_strsplit (parts[1] ? parts[1] : "", ";", -1);
      LumbarOutcome *outcome = lumbar_outcome_new (encounter->id);

      lumbar_outcome_set_causes (outcome, knowledge, (const char *const *) causes);
      g_assert_true (lumbar_group_from_id (parts[0], &outcome->group));
      if (lumbar_outcome_is_known (outcome))
        lumbar_set_str (&outcome->established, "imaging");
      g_ptr_array_add (encounter->outcomes, outcome);
    }
}

static LumbarEncounter *
make_visit (const Visit *visit)
{
  LumbarEncounter *encounter = lumbar_encounter_new ("patient", "2026-01-05T09:00:00Z", "Dr Test");

  lumbar_set_str (&encounter->id, visit->name);
  lumbar_set_str (&encounter->signed_at, "2026-01-05T09:30:00Z");
  encounter->status = LUMBAR_ENCOUNTER_SIGNED;
  encounter->assessment = lumbar_assessment_new ();
  lumbar_set_str (&encounter->assessment->knowledge_version, "2026.1");
  encounter->assessment->group = visit->computed;
  add_causes (encounter->assessment, visit->causes);
  g_free (encounter->assessment->must_exclude);
  encounter->assessment->must_exclude = g_strsplit (visit->exclude, ";", -1);
  for (guint i = 0; encounter->assessment->must_exclude[i] != NULL; i++)
    {
      g_autofree char *id = encounter->assessment->must_exclude[i];

      encounter->assessment->must_exclude[i] = (char *) g_intern_string (id);
    }
  add_flags (encounter->assessment, visit->flags);
  encounter->conclusion = lumbar_conclusion_new ();
  encounter->conclusion->group = visit->concluded;
  if (visit->reason != NULL)
    encounter->conclusion->agreement = *visit->reason ? LUMBAR_AGREEMENT_OVERRIDE : LUMBAR_AGREEMENT_AGREE;
  lumbar_set_str (&encounter->conclusion->override_reason, visit->reason ? visit->reason : "");
  add_outcomes (encounter, visit->outcomes);
  return encounter;
}

/* Ten visits of a clinic. */
static const Visit clinic[] = {
  { "first", LUMBAR_GROUP_MS, "ms-spasticity:likely;nonspecific-strain:possible", "", "", LUMBAR_GROUP_MS, "",
    "ms:ms-spasticity" },
  { "third", LUMBAR_GROUP_MS, "ms-spasticity:likely;ms-lhermitte:possible;hip-joint:less-likely", "", "",
    LUMBAR_GROUP_REFERRED, "clinical-judgement", "referred:hip-joint" },
  { "fourth-is-not-shown", LUMBAR_GROUP_MS,
    "ms-spasticity:likely;ms-lhermitte:possible;hip-joint:less-likely;spinal-stenosis:less-likely", "", "",
    LUMBAR_GROUP_MS, "", "non-ms:spinal-stenosis" },
  { "excluded-is-shown", LUMBAR_GROUP_NON_MS, "nonspecific-strain:likely", "vertebral-fracture", "rf-fracture",
    LUMBAR_GROUP_NON_MS, "", "non-ms:vertebral-fracture" },
  { "serious-unflagged", LUMBAR_GROUP_NON_MS, "nonspecific-strain:possible", "", "", LUMBAR_GROUP_NON_MS, NULL,
    "non-ms:spinal-infection" },
  { "flag-alone", LUMBAR_GROUP_MS, "ms-spasticity:possible", "cauda-equina-syndrome", "rf-ces;rf-fever",
    LUMBAR_GROUP_NON_MS, "imaging-or-tests", "non-ms:nonspecific-strain|ms:ms-spasticity" },
  { "two-causes", LUMBAR_GROUP_MIXED, "ms-spasticity:likely;lumbar-radiculopathy:likely", "", "",
    LUMBAR_GROUP_MIXED, "", "mixed:lumbar-radiculopathy;ms-spasticity" },
  { "group-alone", LUMBAR_GROUP_UNDETERMINED, "ms-spasticity:less-likely", "", "rf-ces", LUMBAR_GROUP_MS,
    "clinical-judgement", "ms" },
  { "not-known", LUMBAR_GROUP_MS, "ms-spasticity:likely", "", "rf-ces", LUMBAR_GROUP_MS, "",
    "ms:ms-spasticity|undetermined" },
  { "due", LUMBAR_GROUP_MS, "ms-spasticity:likely", "", "", LUMBAR_GROUP_MS, "", "" },
};

static LumbarCalibration *
count_clinic (void)
{
  LumbarCalibration *calibration = lumbar_calibration_new (knowledge, NOW);

  for (guint i = 0; i < G_N_ELEMENTS (clinic); i++)
    {
      g_autoptr (LumbarEncounter) visit = make_visit (&clinic[i]);

      lumbar_calibration_add (calibration, visit);
    }
  return calibration;
}

static void
assert_share (LumbarShare share, guint n, guint of)
{
  g_assert_cmpuint (share.n, ==, n);
  g_assert_cmpuint (share.of, ==, of);
}

static void
assert_visits (GPtrArray *list, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const LumbarCheckedVisit *visit = list->pdata[i];
      g_autofree char *what = g_strjoinv (";", visit->what);

      g_string_append_printf (text, "%s=%s ", visit->encounter_id, what);
      g_assert_cmpstr (visit->patient_id, ==, "patient");
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_visits (void)
{
  g_autoptr (LumbarCalibration) calibration = count_clinic ();

  g_assert_cmpuint (calibration->n_visits, ==, 10);
  g_assert_cmpuint (calibration->n_followed, ==, 9);
  g_assert_cmpuint (calibration->n_known, ==, 8);
  g_assert_cmpuint (calibration->n_due, ==, 1);
}

static void
test_agreement (void)
{
  g_autoptr (LumbarCalibration) calibration = count_clinic ();

  g_assert_cmpuint (calibration->n_agreements[LUMBAR_AGREEMENT_NONE], ==, 1);
  g_assert_cmpuint (calibration->n_agreements[LUMBAR_AGREEMENT_AGREE], ==, 6);
  g_assert_cmpuint (calibration->n_agreements[LUMBAR_AGREEMENT_OVERRIDE], ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (calibration->reasons, "clinical-judgement")), ==, 2);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (calibration->reasons, "imaging-or-tests")), ==, 1);
  assert_share (calibration->same_group, 7, 10);
}

static void
test_groups (void)
{
  static const guint wanted[LUMBAR_N_GROUPS][LUMBAR_N_GROUPS] = {
    [LUMBAR_GROUP_MS] = { [LUMBAR_GROUP_MS] = 2, [LUMBAR_GROUP_NON_MS] = 1, [LUMBAR_GROUP_REFERRED] = 1 },
    [LUMBAR_GROUP_NON_MS] = { [LUMBAR_GROUP_NON_MS] = 2 },
    [LUMBAR_GROUP_MIXED] = { [LUMBAR_GROUP_MIXED] = 1 },
    [LUMBAR_GROUP_UNDETERMINED] = { [LUMBAR_GROUP_MS] = 1 },
  };
  g_autoptr (LumbarCalibration) calibration = count_clinic ();

  for (guint i = 0; i < LUMBAR_N_GROUPS; i++)
    for (guint j = 0; j < LUMBAR_N_GROUPS; j++)
      g_assert_cmpuint (calibration->groups[i][j], ==, wanted[i][j]);
  assert_share (calibration->computed_right, 5, 8);
  assert_share (calibration->concluded_right, 6, 8);
}

/* Final causes: spasticity, hip, stenosis, fracture, infection, spasticity, radiculopathy, spasticity. */
static void
test_causes (void)
{
  g_autoptr (LumbarCalibration) calibration = count_clinic ();

  assert_share (calibration->first, 3, 8);
  assert_share (calibration->in_three, 5, 8);
  assert_share (calibration->shown, 6, 8);
  assert_visits (calibration->missed, "fourth-is-not-shown=spinal-stenosis serious-unflagged=spinal-infection ");
}

static void
test_bands (void)
{
  g_autoptr (LumbarCalibration) calibration = count_clinic ();

  assert_share (calibration->bands[LUMBAR_BAND_LIKELY], 3, 6);
  assert_share (calibration->bands[LUMBAR_BAND_POSSIBLE], 1, 5);
  assert_share (calibration->bands[LUMBAR_BAND_LESS_LIKELY], 2, 3);
}

static void
test_flags (void)
{
  g_autoptr (LumbarCalibration) calibration = count_clinic ();

  g_assert_cmpuint (calibration->flagged[TRUE][TRUE], ==, 1);
  g_assert_cmpuint (calibration->flagged[TRUE][FALSE], ==, 1);
  g_assert_cmpuint (calibration->flagged[FALSE][TRUE], ==, 1);
  g_assert_cmpuint (calibration->flagged[FALSE][FALSE], ==, 4);
  assert_visits (calibration->flags_alone, "flag-alone=rf-ces;rf-fever ");
  assert_visits (calibration->unflagged, "serious-unflagged=spinal-infection ");
}

static void
test_drafts_and_nothing (void)
{
  g_autoptr (LumbarCalibration) calibration = lumbar_calibration_new (knowledge, NOW);
  g_autoptr (LumbarEncounter) draft = lumbar_encounter_new ("patient", "2026-01-05T09:00:00Z", "Dr Test");

  lumbar_calibration_add (calibration, draft);
  g_assert_cmpuint (calibration->n_visits, ==, 0);
  g_assert_cmpuint (calibration->n_due, ==, 0);
  assert_share (calibration->first, 0, 0);
}

/* The table */

static void
test_csv (void)
{
  g_autoptr (GString) csv = lumbar_outcome_csv_new ();
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (clinic); i++)
    {
      g_autoptr (LumbarEncounter) visit = make_visit (&clinic[i]);

      lumbar_set_str (&visit->conclusion->comment, "Mrs Nowak's own words");
      lumbar_outcome_csv_append (csv, visit);
    }
  lines = g_strsplit (csv->str, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 12);
  g_assert_cmpstr (lines[0], ==,
                   "\"visit_id\",\"knowledge_version\",\"computed_group\",\"computed_lead\",\"bands\","
                   "\"must_exclude\",\"red_flags\",\"concluded_group\",\"concluded_causes\",\"agreement\","
                   "\"override_reason\",\"outcome\",\"outcome_group\",\"outcome_causes\","
                   "\"outcome_established\"");
  g_assert_cmpstr (lines[6], ==,
                   "\"flag-alone\",\"2026.1\",\"ms\",\"\",\"ms-spasticity:possible\",\"cauda-equina-syndrome\","
                   "\"rf-ces;rf-fever\",\"non-ms\",\"\",\"override\",\"imaging-or-tests\",\"known\",\"ms\","
                   "\"ms-spasticity\",\"imaging\"");
  g_assert_true (g_str_has_suffix (lines[9], "\"not-known\",\"\",\"\",\"\""));
  g_assert_true (g_str_has_suffix (lines[10], "\"none\",\"\",\"\",\"\""));
  g_assert_null (strstr (csv->str, "Nowak"));
  g_assert_null (strstr (csv->str, "Dr Test"));
  g_assert_null (strstr (csv->str, "2026-01-05"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);

  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/history/calibration/interval/%s", intervals[i].name);

      g_test_add_data_func (path, &intervals[i], test_interval);
    }
  g_test_add_func ("/history/calibration/least-is-where-half-is-known", test_least_is_where_half_is_known);
  g_test_add_func ("/history/calibration/words", test_words);
  g_test_add_func ("/history/calibration/visits", test_visits);
  g_test_add_func ("/history/calibration/agreement", test_agreement);
  g_test_add_func ("/history/calibration/groups", test_groups);
  g_test_add_func ("/history/calibration/causes", test_causes);
  g_test_add_func ("/history/calibration/bands", test_bands);
  g_test_add_func ("/history/calibration/flags", test_flags);
  g_test_add_func ("/history/calibration/drafts-and-nothing", test_drafts_and_nothing);
  g_test_add_func ("/history/calibration/csv", test_csv);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
