/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All faults of a folder at once: each mistake is told exactly once, and nothing that only follows from it. And what
 * tells a clinic's own tables from the program's. */

#include "lumbar-knowledge.h"

#include <string.h>

#include "lumbar-test-tables.h"

#define MOST 6

/**
 * FaultCase:
 * @changes: mistakes: a file, a text in it, and what stands there instead; %NULL removes the file
 * @faults: what each fault says, in this order; all of them
 */
typedef struct {
  const char *name;
  struct {
    const char *file;
    const char *old;
    const char *new;
  } changes[MOST];
  const char *faults[MOST];
} FaultCase;

static const FaultCase fault_cases[] = {
  { "two-in-one-row",
    { { "causes.tsv", "\tms\tms-spasticity\t0\tsoon\t", "\tMS\tms-spasticity\t0\tsometime\t" } },
    { "causes.tsv, row 2, column “group”: “MS” is none of", "causes.tsv, row 2, column “urgency”: “sometime” is none of" } },
  { "in-several-tables",
    { { "sources.tsv", "seed-v2\t", "Seed-v2\t" },
      { "evidence.tsv", "ms-spasticity\tspasticity-known\tmild\t1.5", "ms-spasticity\tspasticity-known\tmild\t-1.5" },
      { "knowledge.ini", "likely=0.50", "likely=often" } },
    { "knowledge.ini, [model]: “likely” needs a number", "sources.tsv, row 3, column “source_id”: “Seed-v2” is no id",
      "evidence.tsv, row 3, column “lr_present”: a likelihood ratio is a positive number" } },
  { "two-rows-of-a-table-that-keep-their-numbers",
    { { "evidence.tsv", "ms-spasticity\tspasticity-known\tmoderate,severe\t4", "ms-spasticity\tspasticity-known\tmoderate,severe\t0" },
      { "evidence.tsv", "ms-spasticity\tspasticity-known\tmild\t1.5", "ms-spasticity\tspasticity-known\tmild\thigh" } },
    { "evidence.tsv, row 2, column “lr_present”", "evidence.tsv, row 3, column “lr_present”: “high” is not a number" } },
  { "rows-of-a-faulty-finding-are-no-faults",
    { { "findings.tsv", "spasticity-known\tms-history\tchoice", "spasticity-known\tms-history\tpick" } },
    { "column “type”: “pick” is none of" } },
  { "rules-about-a-faulty-finding-are-no-faults",
    { { "findings.tsv", "saddle-numbness\tneurological\tchoice", "saddle-numbness\tneurological\tpick" } },
    { "column “type”: “pick” is none of" } },
  { "rows-of-a-faulty-cause-are-no-faults",
    { { "causes.tsv", "\tms\tms-spasticity\t0\tsoon\t", "\tms\tms-spasticity\t0\tsometime\t" } },
    { "causes.tsv, row 2, column “urgency”" } },
  { "findings-of-a-faulty-section-are-no-faults",
    { { "sections.tsv", "closing\t11", "closing\tlast" } },
    { "sections.tsv, row 17, column “screen”" } },
  { "a-row-with-too-many-cells",
    { { "sources.tsv", "\nseed\t", "\nseed\t\t" } },
    { "sources.tsv, row 2: 6 columns where 5 are needed" } },
  { "a-missing-table-is-one-fault",
    { { "sources.tsv", "", NULL } },
    { "sources.tsv: No such file; a folder of knowledge must be whole" } },
  { "missing-options-are-one-fault",
    { { "options.tsv", "", NULL } },
    { "options.tsv: No such file; a folder of knowledge must be whole" } },
  { "missing-files-are-named-each",
    { { "causes.tsv", "", NULL }, { "findings.tsv", "", NULL }, { "knowledge.ini", "", NULL } },
    { "knowledge.ini: No such file", "findings.tsv: No such file", "causes.tsv: No such file" } },
  { "two-circles",
    { { "findings.tsv", "age-years >= 50\tdetail\t1\t\tbackground\tno", "smoker = yes\tdetail\t1\t\tbackground\tno" },
      { "findings.tsv", "prior-cancer\tpatient-context\tchoice\t\t\t\t\t", "prior-cancer\tpatient-context\tchoice\t\t\t\t\tprior-cancer = past" } },
    { "round in a circle", "round in a circle" } },
  { "a-slip-of-the-hand-is-guessed",
    { { "evidence.tsv", "ms-spasticity\tspasticity-known", "ms-spastisity\tspasticity-know" } },
    { "there is no cause “ms-spastisity”; did you mean “ms-spasticity”?",
      "there is no finding “spasticity-know”; did you mean “spasticity-known”?" } },
  { "options-to-choose-from-are-listed",
    { { "evidence.tsv", "\tspasticity-known\tmild\t", "\tspasticity-known\tlight\t" } },
    { "“light” is not an option of “spasticity-known”; its options: none, mild, moderate, severe" } },
  { "a-version-that-claims-a-fingerprint",
    { { "knowledge.ini", "version=2026.2", "version=2026.2+1a2b3c4d" } },
    { "“version” is made of letters, digits, “.” and “-”" } },
  { "a-flag-for-figure-seen",
    { { "evidence.tsv", "tone\t\t\t\n", "tone\t\t\tyes\n" } },
    { "evidence.tsv, row 2, column “figure_seen”: “yes” where 1, 0 or nothing is needed" } },
};

static void
change (const char *folder, const FaultCase *test)
{
  for (guint i = 0; i < MOST && test->changes[i].file != NULL; i++)
    lumbar_test_tables_change (folder, test->changes[i].file, test->changes[i].old, test->changes[i].new);
}

static void
test_faults (gconstpointer data)
{
  const FaultCase *test = data;
  char *folder = lumbar_test_tables_copy ();
  g_auto (GStrv) faults = NULL;
  g_autofree char *all = NULL;
  guint n = 0;

  change (folder, test);
  g_assert_null (lumbar_knowledge_new_or_faults (folder, &faults));
  lumbar_test_tables_remove (folder);
  all = g_strjoinv ("\n", faults);
  for (; n < MOST && test->faults[n] != NULL; n++)
    if (n >= g_strv_length (faults) || strstr (faults[n], test->faults[n]) == NULL)
      g_error ("expected “%s” as fault %u of:\n%s", test->faults[n], n + 1, all);
  if (n != g_strv_length (faults))
    g_error ("expected %u faults:\n%s", n, all);
}

static void
test_no_folder (void)
{
  g_auto (GStrv) faults = NULL;

  g_assert_null (lumbar_knowledge_new_or_faults ("/nowhere/at/all", &faults));
  g_assert_cmpuint (g_strv_length (faults), ==, 1);
  g_assert_cmpstr (faults[0], ==, "/nowhere/at/all: there is no such folder");
}

static char *
load_version (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new_from_directory (folder, &error);

  g_assert_no_error (error);
  return g_strdup (lumbar_knowledge_get_version (knowledge));
}

/* Own tables are told from the program's whatever they claim, and from each other. */
static void
test_fingerprint (void)
{
  char *folder = lumbar_test_tables_copy ();
  g_autofree char *same = load_version (folder);
  g_autofree char *one = NULL, *again = NULL, *other = NULL, *named = NULL;

  lumbar_test_tables_change (folder, "causes.tsv", "\t0.", "\t0.0");
  one = load_version (folder);
  again = load_version (folder);
  lumbar_test_tables_change (folder, "sources.tsv", "19", "18");
  other = load_version (folder);
  lumbar_test_tables_change (folder, "knowledge.ini", "version=2026.2", "version=clinic-7");
  named = load_version (folder);
  lumbar_test_tables_remove (folder);

  g_assert_cmpstr (same, ==, "2026.2");
  g_assert_true (g_regex_match_simple ("^2026\\.2\\+[0-9a-f]{8}$", one, 0, 0));
  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, other);
  g_assert_true (g_regex_match_simple ("^clinic-7\\+[0-9a-f]{8}$", named, 0, 0));
}

static void
test_version_in_words (void)
{
  g_autofree char *ours = lumbar_knowledge_version_to_text ("2026.2");
  g_autofree char *theirs = lumbar_knowledge_version_to_text ("2026.2+1a2b3c4d");

  g_assert_cmpstr (ours, ==, "2026.2");
  g_assert_cmpstr (theirs, ==, "2026.2 · own tables 1a2b3c4d");
}

static const char *const warning_cases[][2] = {
  { "figure-from-memory", "from memory: nobody has seen the figure for “esr” in “deyo-1988”" },
  { "source-from-memory", "“deyo-1992” is cited from memory" },
  { "cause-without-published-evidence", "“ms-spasticity” has no published evidence" },
  { "option-that-nothing-reads", "options.tsv: no evidence and no rule names these options of “neuro-change-context”: drug-change" },
};

static void
test_warnings (gconstpointer data)
{
  const char *const *test = data;
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_auto (GStrv) warnings = lumbar_knowledge_get_warnings (knowledge);
  g_autofree char *all = g_strjoinv ("\n", warnings);

  g_assert_nonnull (strstr (all, test[1]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fault_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/knowledge/faults/", fault_cases[i].name, NULL);

      g_test_add_data_func (path, &fault_cases[i], test_faults);
    }
  g_test_add_func ("/knowledge/faults/no-folder", test_no_folder);
  g_test_add_func ("/knowledge/version/fingerprint", test_fingerprint);
  g_test_add_func ("/knowledge/version/in-words", test_version_in_words);
  for (guint i = 0; i < G_N_ELEMENTS (warning_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/knowledge/warning/", warning_cases[i][0], NULL);

      g_test_add_data_func (path, warning_cases[i], test_warnings);
    }
  return g_test_run ();
}
