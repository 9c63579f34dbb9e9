/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that report, command line and window share. */

#include "fixture.h"
#include "lumbar-report-words.h"

typedef struct {
  const char *name;
  const char *finding;
  const char *answer;
  const char *words;
} ReasonCase;

static const ReasonCase reasons[] = {
  { "option", "saddle-numbness", "new", "Saddle numbness: New" },
  { "options", "pain-quality", "burning;tingling", "Pain quality: Burning, Tingling" },
  { "boolean", "fever-or-rigors", "no", "Fever or shivering: No" },
  { "number", "age-years", "54", "Age: 54 years" },
  { "region", "pain-map", "upper-abdomen", "Pain map: Upper abdomen" },
  { "unknown-option", "saddle-numbness", "gone", "Saddle numbness: gone" },
  { "unknown-finding", "gone", "yes", "gone: yes" },
};

static void
test_reason (gconstpointer data)
{
  const ReasonCase *the = data;
  LumbarReason reason = { .finding_id = (char *) the->finding, .answer = (char *) the->answer, .ratio = 2 };
  g_autofree char *words = lumbar_report_reason_text (fixture_knowledge (), &reason);

  g_assert_cmpstr (words, ==, the->words);
}

/* The steps are 5 and 10 in the tables; against counts like for. */
static void
test_strength (void)
{
  static const struct {
    double ratio;
    guint strength;
  } cases[] = { { 1.5, 1 }, { 2, 1 }, { 4.9, 1 }, { 5, 2 }, { 9.9, 2 }, { 10, 3 }, { 50, 3 }, { 0.5, 1 },
                { 0.21, 1 }, { 0.2, 2 }, { 0.1, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LumbarReason reason = { .ratio = cases[i].ratio };

      g_assert_cmpuint (lumbar_report_reason_get_strength (fixture_knowledge (), &reason), ==,
                        cases[i].strength);
    }
}

static void
test_basis (void)
{
  g_assert_cmpstr (lumbar_report_basis_get_letter (LUMBAR_BASIS_PUBLISHED), ==, "P");
  g_assert_cmpstr (lumbar_report_basis_get_letter (LUMBAR_BASIS_DERIVED), ==, "D");
  g_assert_cmpstr (lumbar_report_basis_get_letter (LUMBAR_BASIS_EXPERT), ==, "E");
  g_assert_cmpstr (lumbar_report_basis_get_title (LUMBAR_BASIS_EXPERT), ==, "expert estimate");
}

typedef struct {
  const char *id;
  const char *words;
} SourceCase;

static const SourceCase sources[] = {
  { "finucane-2020", "Finucane 2020" },
  { "vroomen-2002", "Vroomen 2002" },
  { "vanderwindt-2010", "van der Windt 2010" },
  { "alaraji-2005", "Al-Araji 2005" },
  { "nice-ng59", "NICE NG59 Low back pain and… 2016" },
  { "umem-relapse", "Khoujah 2016" },
  { "sasson-1976", "Retroperitoneal haemorrhage…" },
};

static void
test_source (gconstpointer data)
{
  const SourceCase *the = data;
  const LumbarSource *source = lumbar_knowledge_find_source (fixture_knowledge (), the->id);
  g_autofree char *words = lumbar_report_source_text (source);

  g_assert_true (g_str_has_prefix (words, the->words));
}

/* Each source gets a name that fits a column, and none is cut inside a character. */
static void
test_every_source (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_sources (fixture_knowledge ()); i++)
    {
      g_autofree char *words =
        lumbar_report_source_text (lumbar_knowledge_get_source (fixture_knowledge (), i));

      g_assert_true (g_utf8_validate (words, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (words, -1), >=, 4);
      g_assert_cmpint (g_utf8_strlen (words, -1), <=, 37);
    }
}

typedef struct {
  const char *name;
  LumbarGroup group;
  LumbarGroup leaning;
  LumbarMixedMeaning meaning;
  LumbarBand lead; /* How well the leading cause is supported */
  const char *words;
} GroupCase;

static const GroupCase groups[] = {
  { "ms", LUMBAR_GROUP_MS, LUMBAR_GROUP_MS, LUMBAR_MIXED_NONE, LUMBAR_BAND_LIKELY, "MS-related" },
  { "non-ms", LUMBAR_GROUP_NON_MS, LUMBAR_GROUP_NON_MS, LUMBAR_MIXED_NONE, LUMBAR_BAND_LIKELY, "Not MS-related" },
  { "referred", LUMBAR_GROUP_REFERRED, LUMBAR_GROUP_REFERRED, LUMBAR_MIXED_NONE, LUMBAR_BAND_LIKELY,
    "Referred: felt in the back, coming from elsewhere" },
  { "ms-open", LUMBAR_GROUP_MS, LUMBAR_GROUP_MS, LUMBAR_MIXED_NONE, LUMBAR_BAND_POSSIBLE,
    "MS-related, no single cause likely yet" },
  { "non-ms-open", LUMBAR_GROUP_NON_MS, LUMBAR_GROUP_NON_MS, LUMBAR_MIXED_NONE, LUMBAR_BAND_LESS_LIKELY,
    "Not MS-related, no single cause likely yet" },
  { "referred-open", LUMBAR_GROUP_REFERRED, LUMBAR_GROUP_REFERRED, LUMBAR_MIXED_NONE, LUMBAR_BAND_POSSIBLE,
    "Referred from elsewhere, no single cause likely yet" },
  { "mixed-sources", LUMBAR_GROUP_MIXED, LUMBAR_GROUP_MS, LUMBAR_MIXED_MORE_THAN_ONE_SOURCE, LUMBAR_BAND_LIKELY,
    "Mixed: more than one source" },
  { "mixed-ms", LUMBAR_GROUP_MIXED, LUMBAR_GROUP_MS, LUMBAR_MIXED_MORE_THAN_ONE_MS_PROCESS, LUMBAR_BAND_LIKELY,
    "Mixed: more than one MS process" },
  { "leaning-ms", LUMBAR_GROUP_UNDETERMINED, LUMBAR_GROUP_MS, LUMBAR_MIXED_NONE, LUMBAR_BAND_POSSIBLE,
    "Undetermined, leaning MS-related" },
  { "leaning-non-ms", LUMBAR_GROUP_UNDETERMINED, LUMBAR_GROUP_NON_MS, LUMBAR_MIXED_NONE, LUMBAR_BAND_POSSIBLE,
    "Undetermined, leaning not MS-related" },
  { "leaning-referred", LUMBAR_GROUP_UNDETERMINED, LUMBAR_GROUP_REFERRED, LUMBAR_MIXED_NONE, LUMBAR_BAND_LESS_LIKELY,
    "Undetermined, leaning referred" },
  { "undetermined", LUMBAR_GROUP_UNDETERMINED, LUMBAR_GROUP_UNDETERMINED, LUMBAR_MIXED_NONE, LUMBAR_BAND_LIKELY, "Undetermined" },
};

static void
test_group (gconstpointer data)
{
  const GroupCase *the = data;
  g_autoptr (LumbarAssessment) assessment = lumbar_assessment_new ();
  g_autofree char *words = NULL;

  assessment->group = the->group;
  assessment->leaning = the->leaning;
  assessment->mixed_meaning = the->meaning;
  assessment->lead = g_strdup ("some-cause");
  g_ptr_array_add (assessment->causes, lumbar_ranked_cause_new ("some-cause", the->leaning, the->lead));

  words = lumbar_report_group_text (assessment);
  g_assert_cmpstr (words, ==, the->words);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *path = g_strconcat ("/report-words/reason/", reasons[i].name, NULL);

      g_test_add_data_func (path, &reasons[i], test_reason);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *path = g_strconcat ("/report-words/source/", sources[i].id, NULL);

      g_test_add_data_func (path, &sources[i], test_source);
    }
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *path = g_strconcat ("/report-words/group/", groups[i].name, NULL);

      g_test_add_data_func (path, &groups[i], test_group);
    }
  g_test_add_func ("/report-words/source/every-one-fits", test_every_source);
  g_test_add_func ("/report-words/strength", test_strength);
  g_test_add_func ("/report-words/basis", test_basis);
  return g_test_run ();
}
