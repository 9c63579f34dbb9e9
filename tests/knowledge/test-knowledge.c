/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that come with the program: they are whole, and worded as the house promises. */

#include "lumbar-knowledge.h"

#include <math.h>

#include "lumbar-test.h"

static LumbarKnowledge *knowledge;

typedef guint (*CountFunc) (LumbarKnowledge *);

static guint
count_causes_of (LumbarGroup group)
{
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    n += lumbar_knowledge_get_cause (knowledge, i)->group == group;
  return n;
}

static guint
count_ms (LumbarKnowledge *self)
{
  return count_causes_of (LUMBAR_GROUP_MS);
}

static guint
count_non_ms (LumbarKnowledge *self)
{
  return count_causes_of (LUMBAR_GROUP_NON_MS);
}

static guint
count_referred (LumbarKnowledge *self)
{
  return count_causes_of (LUMBAR_GROUP_REFERRED);
}

static guint
count_basis (LumbarBasis basis)
{
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    n += lumbar_knowledge_get_evidence (knowledge, i)->basis == basis;
  return n;
}

static guint
count_published (LumbarKnowledge *self)
{
  return count_basis (LUMBAR_BASIS_PUBLISHED);
}

static guint
count_derived (LumbarKnowledge *self)
{
  return count_basis (LUMBAR_BASIS_DERIVED);
}

static const struct {
  const char *name;
  CountFunc count;
  guint n;
} count_cases[] = {
  { "sections", lumbar_knowledge_get_n_sections, 16 },
  { "findings", lumbar_knowledge_get_n_findings, 194 },
  { "causes", lumbar_knowledge_get_n_causes, 52 },
  { "causes-ms", count_ms, 14 },
  { "causes-non-ms", count_non_ms, 19 },
  { "causes-referred", count_referred, 19 },
  { "evidence", lumbar_knowledge_get_n_evidence, 1281 },
  { "evidence-published", count_published, 42 },
  { "evidence-derived", count_derived, 115 },
  { "red-flags", lumbar_knowledge_get_n_red_flags, 58 },
  { "management", lumbar_knowledge_get_n_management, 139 },
  { "treatments", lumbar_knowledge_get_n_treatments, 46 },
  { "cautions", lumbar_knowledge_get_n_cautions, 100 },
  { "interactions", lumbar_knowledge_get_n_interactions, 35 },
  { "instruments", lumbar_knowledge_get_n_instruments, 18 },
  { "sources", lumbar_knowledge_get_n_sources, 205 },
  { "consistency", lumbar_knowledge_get_n_consistency, 27 },
  { "body-regions", lumbar_knowledge_get_n_body_regions, 32 },
};

static void
test_count (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpuint (count_cases[i].count (knowledge), ==, count_cases[i].n);
}

static void
test_header (void)
{
  g_assert_cmpstr (lumbar_knowledge_get_version (knowledge), ==, "2026.2");
  g_assert_cmpstr (lumbar_knowledge_get_date (knowledge), ==, "2026-11-26");
  g_assert_nonnull (strstr (lumbar_knowledge_get_intended_use (knowledge), "clinician"));
  g_assert_nonnull (strstr (lumbar_knowledge_get_limits (knowledge), "Not a medical device"));
  g_assert_cmpfloat (lumbar_knowledge_get_model (knowledge)->likely, ==, 0.5);
  g_assert_cmpfloat_with_epsilon (lumbar_knowledge_get_model (knowledge)->support, log (1.5), 1e-12);
}

static void
test_compiled_in_is_the_folder (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "data", "knowledge", NULL);
  g_autoptr (GError) error = NULL;
  LumbarKnowledge *folder = lumbar_knowledge_new_from_directory (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lumbar_knowledge_get_version (folder), ==, lumbar_knowledge_get_version (knowledge));
  g_assert_cmpuint (lumbar_knowledge_get_n_groups (folder), ==, lumbar_knowledge_get_n_groups (knowledge));
  lumbar_knowledge_unref (folder);
}

/* A pain is described in the same words, whichever of the pains it is. */
static void
test_pains_have_the_same_words (void)
{
  static const char *const copies[] = { "second-pain-quality", "third-pain-quality" };
  const LumbarFinding *quality = lumbar_knowledge_find_finding (knowledge, "pain-quality");

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      const LumbarFinding *copy = lumbar_knowledge_find_finding (knowledge, copies[i]);

      g_assert_cmpuint (copy->options->len, ==, quality->options->len);
      for (guint j = 0; j < quality->options->len; j++)
        {
          const LumbarOption *one = lumbar_finding_get_option (quality, j);
          const LumbarOption *other = lumbar_finding_get_option (copy, j);

          g_assert_cmpstr (other->id, ==, one->id);
          g_assert_cmpstr (other->text, ==, one->text);
          g_assert_cmpint (other->key, ==, one->key);
        }
    }
}

/* What a clinical review has read stays as it was read. */
static void
test_reviewed_findings (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "knowledge", "reviewed-findings.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, cells[0]);
      g_autoptr (GString) options = g_string_new (NULL);

      g_assert_nonnull (finding);
      g_assert_cmpstr (lumbar_finding_type_to_id (finding->type), ==, cells[1]);
      for (guint j = 0; j < finding->options->len && finding->type != LUMBAR_FINDING_BOOLEAN; j++)
        g_string_append_printf (options, "%s%s", j > 0 ? ";" : "", lumbar_finding_get_option (finding, j)->id);
      /* The regions of the body map came after the review. */
      if (finding->type != LUMBAR_FINDING_BODY_MAP)
        g_assert_cmpstr (options->str, ==, cells[2]);
      n++;
    }
  g_assert_cmpuint (n, ==, 171);
}

static void
test_keys (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      gboolean taken[128] = { FALSE };

      for (guint j = 0; j < finding->options->len; j++)
        {
          const LumbarOption *option = lumbar_finding_get_option (finding, j);

          if (option->key == 0)
            continue;
          if (!g_ascii_isdigit (option->key) && !g_ascii_islower (option->key))
            g_error ("%s: the key of “%s” is no small letter or digit", finding->id, option->id);
          if (taken[(int) option->key] || option->key == 'u')
            g_error ("%s: the key “%c” is taken", finding->id, option->key);
          taken[(int) option->key] = TRUE;
        }
    }
}

/* Every single choice can be answered by one key, and every region marked by one. */
static void
test_choices_have_keys (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      gboolean keyed = !lumbar_finding_holds_many (finding) || finding->type == LUMBAR_FINDING_BODY_MAP;

      for (guint j = 0; j < finding->options->len && keyed; j++)
        if (lumbar_finding_get_option (finding, j)->key == 0)
          g_error ("%s: “%s” has no key", finding->id, lumbar_finding_get_option (finding, j)->id);
    }
}

static void
assert_length (const char *where, const char *text, glong most)
{
  glong length = g_utf8_strlen (text, -1);

  if (length == 0 || length > most)
    g_error ("%s: “%s” has %ld characters where 1 to %ld fit", where, text, length, most);
}

/* Labels stand in narrow columns, questions on one card. The statements of a published form are longer
 * than we would write them, and stay as they were published. */
static void
test_lengths (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);

      assert_length (finding->id, finding->label, 30);
      assert_length (finding->id, finding->question, 110);
      assert_length (finding->id, finding->why, 220);
      if (*finding->help != '\0')
        assert_length (finding->id, finding->help, 220);
      for (guint j = 0; j < finding->options->len; j++)
        assert_length (finding->id, lumbar_finding_get_option (finding, j)->text,
                       finding->part_of != NULL ? 90 : 48);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    assert_length (lumbar_knowledge_get_cause (knowledge, i)->id, lumbar_knowledge_get_cause (knowledge, i)->name,
                   96);
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (knowledge); i++)
    assert_length (lumbar_knowledge_get_section (knowledge, i)->id,
                   lumbar_knowledge_get_section (knowledge, i)->title, 30);
}

/* Wording supports, never directs, and never claims a probability. */
static void
assert_wording (const char *where, const char *text)
{
  static const char *const forbidden[] = { "diagnos", "ruled out", "rule out", "rules out", "probability", "%" };
  g_autofree char *small = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (strstr (small, forbidden[i]) != NULL)
      g_error ("%s: “%s” says “%s”", where, text, forbidden[i]);
}

static void
test_wording_findings (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);

      assert_wording (finding->id, finding->label);
      assert_wording (finding->id, finding->question);
      assert_wording (finding->id, finding->help);
      assert_wording (finding->id, finding->why);
      for (guint j = 0; j < finding->options->len; j++)
        assert_wording (finding->id, lumbar_finding_get_option (finding, j)->text);
    }
}

static void
test_wording_causes (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    {
      const LumbarCause *cause = lumbar_knowledge_get_cause (knowledge, i);

      assert_wording (cause->id, cause->name);
      assert_wording (cause->id, cause->mechanism);
    }
}

static void
test_wording_red_flags (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);

      assert_wording (flag->id, flag->name);
      assert_wording (flag->id, flag->action);
      assert_wording (flag->id, flag->ms_caveat);
    }
}

static void
test_wording_management (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_management (knowledge); i++)
    {
      const LumbarManagement *item = lumbar_knowledge_get_management (knowledge, i);

      assert_wording (item->cause->id, item->item);
      assert_wording (item->cause->id, item->caution);
    }
}

static void
test_wording_cautions (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_cautions (knowledge); i++)
    {
      const LumbarCaution *caution = lumbar_knowledge_get_caution (knowledge, i);

      assert_wording (caution->id, caution->text);
      assert_length (caution->id, caution->text, 120);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_interactions (knowledge); i++)
    {
      const LumbarInteraction *interaction = lumbar_knowledge_get_interaction (knowledge, i);

      assert_wording (interaction->id, interaction->text);
      assert_length (interaction->id, interaction->text, 120);
    }
}

/* A plan names what to consider; how much of it is looked up elsewhere. */
static void
assert_no_dose (const char *where, const char *text)
{
  if (g_regex_match_simple ("\\d\\s*(mg|g|ml|micrograms?|units?|tablets?)\\b", text, G_REGEX_CASELESS, 0))
    g_error ("%s: “%s” names a dose", where, text);
}

static void
test_no_doses (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_management (knowledge); i++)
    {
      const LumbarManagement *item = lumbar_knowledge_get_management (knowledge, i);

      assert_no_dose (item->cause->id, item->item);
      assert_no_dose (item->cause->id, item->caution);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_cautions (knowledge); i++)
    assert_no_dose ("cautions.tsv", lumbar_knowledge_get_caution (knowledge, i)->text);
  for (guint i = 0; i < lumbar_knowledge_get_n_interactions (knowledge); i++)
    assert_no_dose ("interactions.tsv", lumbar_knowledge_get_interaction (knowledge, i)->text);
}

/* What the article that the program started from names as treatment is offered. */
static void
test_seed_treatments (void)
{
  static const char *const named[] = { "heat",          "massage",   "physiotherapy",   "tizanidine",     "gabapentinoid",
                                       "benzodiazepine", "cannabinoid", "itb-pump",      "botulinum-toxin", "chemical-block",
                                       "surgery",       "avoid-heat", "device-training", "nsaid",          "corticosteroid" };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      const LumbarTreatment *treatment = lumbar_knowledge_find_treatment (knowledge, named[i]);
      gboolean offered = FALSE;

      for (guint j = 0; j < lumbar_knowledge_get_n_management (knowledge); j++)
        {
          const LumbarManagement *item = lumbar_knowledge_get_management (knowledge, j);

          offered = offered || (item->from_seed && g_ptr_array_find (item->treatments, treatment, NULL));
        }
      if (!offered)
        g_error ("no step from the article offers “%s”", named[i]);
    }
}

/* A question that can never be asked is a mistake: every chain of ask_when must start somewhere. */
static void
test_every_question_can_be_asked (void)
{
  guint n = lumbar_knowledge_get_n_findings (knowledge);
  g_autofree gboolean *reached = g_new0 (gboolean, n);
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (guint i = 0; i < n; i++)
        {
          const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
          g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (int));
          gboolean open = finding->ask_when == NULL;

          if (reached[i])
            continue;
          if (finding->ask_when != NULL)
            lumbar_expression_findings (finding->ask_when, needs);
          for (guint j = 0; j < needs->len; j++)
            open = open || reached[g_array_index (needs, int, j)];
          reached[i] = open;
          changed = changed || open;
        }
    }
  for (guint i = 0; i < n; i++)
    if (!reached[i])
      g_error ("“%s” can never be asked", lumbar_knowledge_get_finding (knowledge, i)->id);
}

/* What is not answered fires nothing. */
static void
test_no_flag_fires_on_nothing (void)
{
  g_autofree LumbarValue *values = g_new0 (LumbarValue, lumbar_knowledge_get_n_findings (knowledge));

  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);

      g_assert_cmpint (lumbar_expression_evaluate (flag->rule, values), ==, LUMBAR_TRUTH_UNKNOWN);
      g_assert_cmpuint (flag->causes->len, >, 0);
    }
}

static void
test_safety_items (void)
{
  g_assert_true (lumbar_knowledge_find_finding (knowledge, "saddle-numbness")->safety);
  g_assert_true (lumbar_knowledge_find_finding (knowledge, "fever-or-rigors")->safety);
  g_assert_false (lumbar_knowledge_find_finding (knowledge, "bmi")->safety);
  g_assert_false (lumbar_knowledge_find_finding (knowledge, "patient-words")->safety);
}

static const struct {
  const char *name;
  const char *instrument;
  LumbarItemScoring scoring;
  const char *score;
  const char *items;
} item_cases[] = {
  { "phq-2", "phq-2", LUMBAR_ITEM_SCORING_SUM, "phq2-score", "phq2-interest phq2-low-mood" },
  { "gad-2", "gad-2", LUMBAR_ITEM_SCORING_SUM, "gad2-score", "gad2-nervous gad2-worry" },
  { "roland-morris", "rmdq-24", LUMBAR_ITEM_SCORING_COUNT, "rmdq-score", "rmdq-items" },
  { "score-only", "odi", LUMBAR_ITEM_SCORING_NONE, "odi-score", "" },
};

static void
test_items (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const LumbarInstrument *instrument = lumbar_knowledge_find_instrument (knowledge, item_cases[i].instrument);
  const LumbarFinding *score = lumbar_knowledge_find_finding (knowledge, item_cases[i].score);
  g_auto (GStrv) items = g_strsplit (item_cases[i].items, " ", -1);

  g_assert_cmpint (instrument->item_scoring, ==, item_cases[i].scoring);
  g_assert_true (instrument->findings->pdata[0] == score);
  g_assert_null (score->part_of);
  g_assert_cmpuint (instrument->items->len, ==, *item_cases[i].items ? g_strv_length (items) : 0);
  for (guint j = 0; j < instrument->items->len; j++)
    {
      const LumbarFinding *item = instrument->items->pdata[j];

      g_assert_cmpstr (item->id, ==, items[j]);
      g_assert_true (item->part_of == score);
    }
}

/* The form behind a score is for people: the assessment reads the score and nothing else, and the parts
 * stand right below it. */
static void
test_parts (void)
{
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *part = lumbar_knowledge_get_finding (knowledge, i);

      if (part->part_of == NULL)
        continue;
      n++;
      g_assert_true (part->report_only);
      g_assert_false (part->safety || part->core || part->carry_forward);
      for (guint j = part->part_of->index + 1; j < i; j++)
        g_assert_true (lumbar_knowledge_get_finding (knowledge, j)->part_of == part->part_of);
      for (guint j = 0; j < lumbar_knowledge_get_n_evidence (knowledge); j++)
        g_assert_true (lumbar_knowledge_get_evidence (knowledge, j)->finding != part);
    }
  g_assert_cmpuint (n, ==, 6);
}

/* The published form: 24 statements, and the same ones to say what MS accounts for. */
static void
test_roland_morris (void)
{
  const LumbarFinding *back = lumbar_knowledge_find_finding (knowledge, "rmdq-items");
  const LumbarFinding *ms = lumbar_knowledge_find_finding (knowledge, "rmdq-ms-items");

  g_assert_cmpuint (back->options->len, ==, 25);
  g_assert_cmpuint (ms->options->len, ==, 25);
  g_assert_true (lumbar_finding_get_option (back, 0)->denial);
  for (guint i = 0; i < 25; i++)
    {
      const LumbarOption *a = lumbar_finding_get_option (back, i), *b = lumbar_finding_get_option (ms, i);
      g_autofree char *number = g_strdup_printf ("rmdq-%02u-", i);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpint (a->key, ==, b->key);
      g_assert_true (i == 0 || (g_str_has_prefix (a->id, number) && strstr (a->text, "back") != NULL));
      g_assert_cmpint (a->denial, ==, i == 0);
    }
}

static void
test_evidence_bounds (void)
{
  double limit = log (lumbar_knowledge_get_model (knowledge)->row_limit);

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    {
      const LumbarEvidence *row = lumbar_knowledge_get_evidence (knowledge, i);

      g_assert_cmpfloat (fabs (row->log_present), <=, limit);
      g_assert_cmpfloat (fabs (row->log_absent), <=, limit);
      g_assert_true (row->present > 0 || row->absent > 0);
      g_assert_cmpuint (row->group, <, lumbar_knowledge_get_n_groups (knowledge));
    }
}

/* Rows of one cause and one evidence group share a number; other rows don't. */
static void
test_evidence_groups (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    for (guint j = 0; j < i; j++)
      {
        const LumbarEvidence *a = lumbar_knowledge_get_evidence (knowledge, i);
        const LumbarEvidence *b = lumbar_knowledge_get_evidence (knowledge, j);
        gboolean together = a->cause == b->cause && strcmp (a->group_id, b->group_id) == 0;

        g_assert_cmpint (a->group == b->group, ==, together);
      }
}

static const struct {
  const char *name;
  LumbarMatch match;
  double limit;
  double number;
  gboolean holds;
} match_cases[] = {
  { "at-least/equal", LUMBAR_MATCH_AT_LEAST, 50, 50, TRUE }, { "at-least/below", LUMBAR_MATCH_AT_LEAST, 50, 49, FALSE },
  { "at-most/equal", LUMBAR_MATCH_AT_MOST, 50, 50, TRUE },   { "at-most/above", LUMBAR_MATCH_AT_MOST, 50, 51, FALSE },
  { "more/equal", LUMBAR_MATCH_MORE, 50, 50, FALSE },        { "more/above", LUMBAR_MATCH_MORE, 50, 50.5, TRUE },
  { "less/equal", LUMBAR_MATCH_LESS, 50, 50, FALSE },        { "less/below", LUMBAR_MATCH_LESS, 50, 49.5, TRUE },
};

static void
test_match (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  LumbarEvidence row = { .match = match_cases[i].match, .number = match_cases[i].limit };
  LumbarValue value = { .kind = LUMBAR_VALUE_NUMBER, .number = match_cases[i].number };

  g_assert_cmpint (lumbar_evidence_holds (&row, &value), ==, match_cases[i].holds);
}

static void
test_match_options (void)
{
  LumbarEvidence row = { .match = LUMBAR_MATCH_OPTIONS, .options = 6 };
  LumbarValue one = { .kind = LUMBAR_VALUE_OPTIONS, .options = 4 + 8 };
  LumbarValue none = { .kind = LUMBAR_VALUE_OPTIONS, .options = 1 + 8 };

  g_assert_true (lumbar_evidence_holds (&row, &one));
  g_assert_false (lumbar_evidence_holds (&row, &none));
}

static const struct {
  const char *name;
  const char *identifiers;
  const char *page;
  const char *link;
} link_cases[] = {
  { "doi", "10.1016/j.pain.2012.11.002", "http://x.example/", "https://doi.org/10.1016/j.pain.2012.11.002" },
  { "pmid", "PMID 22335313", "", "https://pubmed.ncbi.nlm.nih.gov/22335313/" },
  { "pmc", "PMC9313873", "", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9313873/" },
  { "first-of-two", "10.1/a; PMID 2", "", "https://doi.org/10.1/a" },
  { "first-that-is-known", "CD008643; PMID 2", "", "https://pubmed.ncbi.nlm.nih.gov/2/" },
  { "page", "NG144", "https://x.example/ng144", "https://x.example/ng144" },
  { "nothing", "", "", NULL },
  { "page-that-is-no-address", "", "javascript:alert(1)", NULL },
  { "pmid-without-number", "PMID", "", NULL },
};

static void
test_link (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  LumbarSource source = { .identifiers = (char *) link_cases[i].identifiers, .page = (char *) link_cases[i].page };
  g_autofree char *link = lumbar_source_get_link (&source);

  g_assert_cmpstr (link, ==, link_cases[i].link);
}

static void
test_links_are_well_formed (void)
{
  guint without = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_sources (knowledge); i++)
    {
      const LumbarSource *source = lumbar_knowledge_get_source (knowledge, i);
      g_autofree char *link = lumbar_source_get_link (source);
      g_autoptr (GError) error = NULL;

      if (link == NULL)
        {
          without++;
          continue;
        }
      g_uri_is_valid (link, G_URI_FLAGS_NONE, &error);
      g_assert_no_error (error);
      if (!g_regex_match_simple ("^https?://[a-z0-9.-]+\\.[a-z]+/\\S*$", link, 0, 0) &&
          !g_regex_match_simple ("^https?://[a-z0-9.-]+\\.[a-z]+$", link, 0, 0))
        g_error ("%s: “%s” is no web address", source->id, link);
    }
  g_assert_cmpuint (without, <, 15);
}

/* The body map: what means both sides also means one. */
static void
test_body_regions (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (knowledge); i++)
    {
      const LumbarBodyRegion *region = lumbar_knowledge_get_body_region (knowledge, i);

      g_assert_cmpuint (region->option, ==, i);
      g_assert_cmpint (region->site_one < 0, ==, region->site_both < 0);
      g_assert_cmpint (region->leg_one < 0, ==, region->leg_both < 0);
      g_assert_true (region->site_one >= 0 || region->leg_one >= 0);
    }
}

static void
test_find (void)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, "leg-pain");

  g_assert_nonnull (finding);
  g_assert_true (lumbar_knowledge_get_finding (knowledge, finding->index) == finding);
  g_assert_null (lumbar_knowledge_find_finding (knowledge, "Leg-pain"));
  g_assert_null (lumbar_knowledge_find_finding (knowledge, NULL));
  g_assert_nonnull (lumbar_knowledge_find_cause (knowledge, "cauda-equina-syndrome"));
  g_assert_null (lumbar_knowledge_find_cause (knowledge, ""));
  g_assert_nonnull (lumbar_knowledge_find_red_flag (knowledge, "rf-ces"));
  g_assert_nonnull (lumbar_knowledge_find_instrument (knowledge, "peg"));
  g_assert_nonnull (lumbar_knowledge_find_source (knowledge, "rizzo-2004"));
}

static void
test_words (void)
{
  LumbarGroup group;
  LumbarBasis basis;
  LumbarTimeframe timeframe;

  for (int i = 0; i < LUMBAR_N_GROUPS; i++)
    g_assert_true (lumbar_group_from_id (lumbar_group_to_id ((LumbarGroup) i), &group) && (int) group == i);
  for (int i = 0; i <= LUMBAR_BASIS_EXPERT; i++)
    g_assert_true (lumbar_basis_from_id (lumbar_basis_to_id ((LumbarBasis) i), &basis) && (int) basis == i);
  for (int i = 0; i < LUMBAR_N_TIMEFRAMES; i++)
    g_assert_true (lumbar_timeframe_from_id (lumbar_timeframe_to_id ((LumbarTimeframe) i), &timeframe) &&
                   (int) timeframe == i);
  g_assert_false (lumbar_group_from_id ("ms-related", &group));
  g_assert_false (lumbar_group_from_id (NULL, &group));
  g_assert_false (lumbar_basis_from_id ("guess", &basis));
  g_assert_false (lumbar_timeframe_from_id ("later", &timeframe));
}

static void
test_shared (void)
{
  LumbarKnowledge *again = lumbar_knowledge_ref (knowledge);
  LumbarKnowledge *boxed = g_boxed_copy (LUMBAR_TYPE_KNOWLEDGE, again);

  g_assert_true (boxed == knowledge);
  g_boxed_free (LUMBAR_TYPE_KNOWLEDGE, boxed);
  lumbar_knowledge_unref (again);
  g_assert_cmpuint (lumbar_knowledge_get_n_causes (knowledge), ==, 52);
}

#define ADD_CASES(prefix, cases, function)                                                              \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                      \
    {                                                                                                   \
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);                                \
                                                                                                        \
      g_test_add_data_func (path, GUINT_TO_POINTER (i), function);                                      \
    }

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  ADD_CASES ("/knowledge/count/", count_cases, test_count)
  ADD_CASES ("/knowledge/match/", match_cases, test_match)
  ADD_CASES ("/knowledge/link/", link_cases, test_link)
  ADD_CASES ("/knowledge/items/", item_cases, test_items)
  g_test_add_func ("/knowledge/items/parts-stand-below-their-score", test_parts);
  g_test_add_func ("/knowledge/items/roland-morris-as-published", test_roland_morris);
  g_test_add_func ("/knowledge/match/options", test_match_options);
  g_test_add_func ("/knowledge/link/all-are-well-formed", test_links_are_well_formed);
  g_test_add_func ("/knowledge/header", test_header);
  g_test_add_func ("/knowledge/compiled-in-is-the-folder", test_compiled_in_is_the_folder);
  g_test_add_func ("/knowledge/reviewed-findings", test_reviewed_findings);
  g_test_add_func ("/knowledge/keys/unique", test_keys);
  g_test_add_func ("/knowledge/keys/every-choice-has-one", test_choices_have_keys);
  g_test_add_func ("/knowledge/pains-have-the-same-words", test_pains_have_the_same_words);
  g_test_add_func ("/knowledge/lengths", test_lengths);
  g_test_add_func ("/knowledge/wording/findings", test_wording_findings);
  g_test_add_func ("/knowledge/wording/causes", test_wording_causes);
  g_test_add_func ("/knowledge/wording/red-flags", test_wording_red_flags);
  g_test_add_func ("/knowledge/wording/management", test_wording_management);
  g_test_add_func ("/knowledge/wording/cautions", test_wording_cautions);
  g_test_add_func ("/knowledge/wording/no-doses", test_no_doses);
  g_test_add_func ("/knowledge/seed-treatments", test_seed_treatments);
  g_test_add_func ("/knowledge/every-question-can-be-asked", test_every_question_can_be_asked);
  g_test_add_func ("/knowledge/no-flag-fires-on-nothing", test_no_flag_fires_on_nothing);
  g_test_add_func ("/knowledge/safety-items", test_safety_items);
  g_test_add_func ("/knowledge/evidence/bounds", test_evidence_bounds);
  g_test_add_func ("/knowledge/evidence/groups", test_evidence_groups);
  g_test_add_func ("/knowledge/body-regions", test_body_regions);
  g_test_add_func ("/knowledge/find", test_find);
  g_test_add_func ("/knowledge/words", test_words);
  g_test_add_func ("/knowledge/shared", test_shared);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
