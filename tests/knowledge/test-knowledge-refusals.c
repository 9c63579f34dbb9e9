/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each case makes one mistake in a copy of the tables; the loader must name file, row and column. */

#include "lumbar-knowledge.h"

#include <glib/gstdio.h>

#include "lumbar-test.h"

static const char *const files[] = {
  "body-regions.tsv", "causes.tsv",       "cautions.tsv",  "consistency.tsv", "evidence.tsv", "findings.tsv",
  "instruments.tsv",  "interactions.tsv", "knowledge.ini", "management.tsv",  "options.tsv",  "override-reasons.tsv",
  "red-flags.tsv",    "sections.tsv",     "sources.tsv",   "treatments.tsv",
};

static char *
get_table_path (const char *name)
{
  return g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "data", "knowledge", name, NULL);
}

static char *
make_copy (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("lumbar-tables-XXXXXX", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *from = get_table_path (files[i]);
      g_autofree char *to = g_build_filename (folder, files[i], NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_file_get_contents (from, &text, &length, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_set_contents (to, text, (gssize) length, &error));
    }
  return folder;
}

static void
remove_copy (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static char *
read_copy (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
write_copy (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The folder is loaded, removed, and must have been refused with a message that says both parts. */
static void
assert_folder_refused (const char *folder, const char *place, const char *message)
{
  g_autoptr (GError) error = NULL;
  LumbarKnowledge *knowledge = lumbar_knowledge_new_from_directory (folder, &error);

  remove_copy (folder);
  g_assert_null (knowledge);
  assert_refused (error, place);
  assert_refused (error, message);
}

/**
 * CellCase:
 * @row: the first cell of the row that gets the mistake; the first such row
 * @column: the name of the column that gets it
 * @cell: the mistake
 * @blamed: the column that the message names; NULL for the same
 * @message: what it says
 */
typedef struct {
  const char *name;
  const char *file;
  const char *row;
  const char *column;
  const char *cell;
  const char *blamed;
  const char *message;
} CellCase;

static const CellCase cell_cases[] = {
  { "source/id-twice", "sources.tsv", "seed-v2", "source_id", "seed", NULL, "“seed” stands twice" },
  { "source/id-in-capitals", "sources.tsv", "seed-v2", "source_id", "Seed", NULL, "“Seed” is no id" },
  { "source/id-empty", "sources.tsv", "seed-v2", "source_id", "", NULL, "“” is no id" },
  { "source/without-citation", "sources.tsv", "rizzo-2004", "citation", "", NULL, "“rizzo-2004” needs a citation" },
  { "source/seen-is-no-flag", "sources.tsv", "rizzo-2004", "verified", "yes", NULL, "“yes” where 1, 0 or nothing" },

  { "section/id-twice", "sections.tsv", "closing", "id", "location", NULL, "“location” stands twice" },
  { "section/id-with-blank", "sections.tsv", "closing", "id", "the end", NULL, "“the end” is no id" },

  { "section/screen-is-no-number", "sections.tsv", "closing", "screen", "last", NULL, "“last”" },
  { "section/screen-half", "sections.tsv", "closing", "screen", "11.5", NULL, "“11.5” where the number of a screen" },
  { "section/screen-left-out", "sections.tsv", "closing", "screen", "13", NULL, "screen 13 after screen 11" },
  { "section/screen-goes-back", "sections.tsv", "closing", "screen", "3", NULL, "screen 3 after screen 11" },

  { "finding/part-of-unknown", "findings.tsv", "phq2-interest", "part_of", "phq2", NULL, "there is no finding “phq2”" },
  { "finding/part-of-a-choice", "findings.tsv", "phq2-low-mood", "part_of", "phq2-interest", NULL, "“phq2-interest” holds no number" },
  { "finding/part-above-its-score", "findings.tsv", "phq2-interest", "part_of", "gad2-score", NULL, "“gad2-score” does not stand above its part" },
  { "finding/part-in-another-section", "findings.tsv", "phq2-interest", "part_of", "pain-nrs-now", NULL, "“pain-nrs-now” does not stand above its part, in the same section" },
  { "finding/part-of-itself", "findings.tsv", "phq2-score", "part_of", "phq2-score", NULL, "“phq2-score” is itself a part" },
  { "finding/part-asked-at-other-times", "findings.tsv", "phq2-interest", "ask_when", "smoker = yes", "part_of", "“phq2-score” is asked under another condition" },
  { "finding/part-carried-over", "findings.tsv", "phq2-interest", "carry_forward", "1", "part_of", "“phq2-score” has a part that is carried over" },
  { "finding/id-twice", "findings.tsv", "sex-at-birth", "id", "age-years", NULL, "“age-years” stands twice" },
  { "finding/id-with-underscore", "findings.tsv", "bmi", "id", "body_mass", NULL, "“body_mass” is no id" },
  { "finding/unknown-section", "findings.tsv", "bmi", "section", "body", NULL, "there is no section “body”" },
  { "finding/unknown-type", "findings.tsv", "bmi", "type", "float", NULL, "“float” is none of: boolean, choice" },
  { "finding/minimum-is-a-word", "findings.tsv", "bmi", "minimum", "low", NULL, "“low” is not a number" },
  { "finding/maximum-missing", "findings.tsv", "bmi", "maximum", "", "minimum", "needs a minimum and a maximum" },
  { "finding/unknown-tier", "findings.tsv", "bmi", "tier", "extra", NULL, "“extra” is none of: detail, core" },
  { "finding/carry-forward-is-no-flag", "findings.tsv", "bmi", "carry_forward", "always", NULL, "“always” where 1, 0" },
  { "finding/unknown-model", "findings.tsv", "leg-weakness", "model", "change", NULL, "“change” is none of" },
  { "finding/unknown-role", "findings.tsv", "bmi", "role", "risk", NULL, "“risk” is none of: background, specific" },
  { "finding/unknown-use", "findings.tsv", "bmi", "use", "print", NULL, "“print” is none of" },
  { "finding/without-label", "findings.tsv", "bmi", "label", "", NULL, "“bmi” needs a label, a question and why" },
  { "finding/without-question", "findings.tsv", "bmi", "question", "", "label", "“bmi” needs a label, a question" },
  { "finding/without-reason", "findings.tsv", "bmi", "why", "", "label", "“bmi” needs a label, a question" },
  { "finding/normal-is-no-option", "findings.tsv", "leg-pain", "normal", "fine", NULL, "“fine” is not an option of “leg-pain”" },
  { "finding/without-options", "findings.tsv", "patient-words", "type", "choice", NULL, "needs at least two options" },
  { "finding/rule-unknown-finding", "findings.tsv", "smoker", "ask_when", "years >= 50", NULL, "there is no finding “years”" },
  { "finding/rule-unknown-option", "findings.tsv", "smoker", "ask_when", "leg-pain = some", NULL, "“some” is not an option of “leg-pain”" },
  { "finding/rule-syntax", "findings.tsv", "smoker", "ask_when", "age-years >=", NULL, "expected a number but found the end" },
  { "finding/rule-on-itself", "findings.tsv", "smoker", "ask_when", "smoker = yes", NULL, "round in a circle" },
  { "finding/rule-in-a-circle", "findings.tsv", "leg-pain", "ask_when", "exam-slr = negative", NULL, "round in a circle" },
  { "finding/rule-on-words", "findings.tsv", "smoker", "ask_when", "patient-words = yes", NULL, "but “patient-words” holds nothing" },

  { "option/unknown-finding", "options.tsv", "sex-at-birth", "finding_id", "sex", NULL, "there is no finding “sex”" },
  { "option/of-a-number", "options.tsv", "sex-at-birth", "finding_id", "age-years", NULL, "“age-years” takes no options" },
  { "option/of-yes-or-no", "options.tsv", "sex-at-birth", "finding_id", "smoker", NULL, "“smoker” takes no options" },
  { "option/without-id", "options.tsv", "sex-at-birth", "id", "", NULL, "an option needs an id and a text" },
  { "option/without-text", "options.tsv", "sex-at-birth", "text", "", "id", "an option needs an id and a text" },
  { "option/long-key", "options.tsv", "sex-at-birth", "key", "fe", NULL, "a key is one letter or digit" },
  { "option/key-of-not-assessed", "options.tsv", "sex-at-birth", "key", "u", NULL, "not u (not assessed)" },

  { "cause/id-twice", "causes.tsv", "ms-lhermitte", "id", "ms-spasticity", NULL, "“ms-spasticity” stands twice" },
  { "cause/group-of-assessments", "causes.tsv", "ms-spasticity", "group", "mixed", NULL, "“mixed” is none of: ms, non-ms, referred" },
  { "cause/unknown-urgency", "causes.tsv", "ms-spasticity", "urgency", "asap", NULL, "“asap” is none of: routine, soon" },
  { "cause/serious-is-no-flag", "causes.tsv", "ms-spasticity", "serious", "2", NULL, "“2” where 1, 0" },
  { "cause/prior-zero", "causes.tsv", "ms-spasticity", "prior", "0", NULL, "a prior lies between 0 and 1" },
  { "cause/prior-one", "causes.tsv", "ms-spasticity", "prior", "1", NULL, "a prior lies between 0 and 1" },
  { "cause/prior-missing", "causes.tsv", "ms-spasticity", "prior", "", NULL, "a prior lies between 0 and 1" },
  { "cause/prior-is-a-share", "causes.tsv", "ms-spasticity", "prior", "25%", NULL, "“25%” is not a number" },
  { "cause/unknown-rule", "causes.tsv", "ms-spasticity", "counting_rule", "always", NULL, "“always” is none of: normal" },
  { "cause/rule-without-group", "causes.tsv", "ms-spasticity", "counting_rule", "needs-positive-group:", NULL, "is none of: normal" },
  { "cause/without-name", "causes.tsv", "ms-spasticity", "name", "", NULL, "“ms-spasticity” needs a name" },
  { "cause/without-mechanism", "causes.tsv", "ms-spasticity", "mechanism", "", "name", "“ms-spasticity” needs a name" },

  { "evidence/unknown-cause", "evidence.tsv", "ms-spasticity", "cause_id", "spasticity", NULL, "there is no cause “spasticity”" },
  { "evidence/unknown-finding", "evidence.tsv", "ms-spasticity", "finding_id", "tone", NULL, "there is no finding “tone”" },
  { "evidence/unknown-source", "evidence.tsv", "ms-spasticity", "source_id", "rizzo", NULL, "there is no source “rizzo”" },
  { "evidence/without-source", "evidence.tsv", "ms-spasticity", "source_id", "", NULL, "there is no source “”" },
  { "evidence/unknown-option", "evidence.tsv", "ms-spasticity", "value", "moderate,strong", NULL, "“strong” is not an option of “spasticity-known”" },
  { "evidence/value-empty", "evidence.tsv", "ms-spasticity", "value", "", NULL, "the value is empty" },
  { "evidence/value-of-words", "evidence.tsv", "ms-spasticity", "finding_id", "patient-words", "value", "is not an option of “patient-words”" },
  { "evidence/number-without-sign", "evidence.tsv", "ms-spasticity", "finding_id", "age-years", "value", "is no comparison with a number such as >=50" },
  { "evidence/ratio-zero", "evidence.tsv", "ms-spasticity", "lr_present", "0", NULL, "a likelihood ratio is a positive number" },
  { "evidence/ratio-negative", "evidence.tsv", "ms-spasticity", "lr_present", "-2", NULL, "a likelihood ratio is a positive number" },
  { "evidence/ratio-is-a-word", "evidence.tsv", "ms-spasticity", "lr_present", "high", NULL, "“high” is not a number" },
  { "evidence/ratio-infinite", "evidence.tsv", "ms-spasticity", "lr_present", "1e999", NULL, "“1e999” is not a number" },
  { "evidence/absent-negative", "evidence.tsv", "ms-spasticity", "lr_absent", "-0.5", NULL, "a likelihood ratio is a positive number" },
  { "evidence/no-ratio", "evidence.tsv", "ms-spasticity", "lr_present", "", NULL, "a row needs at least one likelihood ratio" },
  { "evidence/unknown-basis", "evidence.tsv", "ms-spasticity", "basis", "guess", NULL, "“guess” is none of: published, derived, expert" },
  { "evidence/without-group", "evidence.tsv", "ms-spasticity", "evidence_group", "", NULL, "a row belongs to an evidence group" },
  { "evidence/condition-unknown-finding", "evidence.tsv", "ms-spasticity", "only_if", "tone = high", NULL, "there is no finding “tone”" },
  { "evidence/condition-syntax", "evidence.tsv", "ms-spasticity", "only_if", "(leg-pain = none", NULL, "expected “)” but found the end" },

  { "red-flag/id-twice", "red-flags.tsv", "rf-ces-bilateral", "id", "rf-ces", NULL, "“rf-ces” stands twice" },
  { "red-flag/without-rule", "red-flags.tsv", "rf-ces", "rule", "", NULL, "expected a finding but found the end" },
  { "red-flag/rule-unknown-finding", "red-flags.tsv", "rf-ces", "rule", "numbness = new", NULL, "there is no finding “numbness”" },
  { "red-flag/rule-unknown-option", "red-flags.tsv", "rf-ces", "rule", "saddle-numbness = some", NULL, "“some” is not an option" },
  { "red-flag/rule-wrong-operator", "red-flags.tsv", "rf-ces", "rule", "pain-site = groin", NULL, "“=” works on one option" },
  { "red-flag/unless-syntax", "red-flags.tsv", "rf-ces", "unless", "not", NULL, "expected a finding but found the end" },
  { "red-flag/unknown-cause", "red-flags.tsv", "rf-ces", "for_cause_ids", "cauda", NULL, "there is no cause “cauda”" },
  { "red-flag/unknown-timeframe", "red-flags.tsv", "rf-ces", "timeframe", "today", NULL, "“today” is none of: now" },
  { "red-flag/unknown-source", "red-flags.tsv", "rf-ces", "source_id", "nobody", NULL, "there is no source “nobody”" },
  { "red-flag/without-action", "red-flags.tsv", "rf-ces", "action", "", "name", "“rf-ces” needs a name and an action" },

  { "management/unknown-cause", "management.tsv", "ms-spasticity", "cause_id", "spasms", NULL, "there is no cause “spasms”" },
  { "management/unknown-step", "management.tsv", "ms-spasticity", "step", "third-line", NULL, "“third-line” is none of: first-line" },
  { "management/empty-item", "management.tsv", "ms-spasticity", "item", "", NULL, "the item is empty" },
  { "management/unknown-source", "management.tsv", "ms-spasticity", "source_id", "web", NULL, "there is no source “web”" },
  { "management/unknown-treatment", "management.tsv", "ms-spasticity", "treatments", "avoid-heat;ice", NULL, "there is no treatment “ice”" },
  { "management/treatment-twice", "management.tsv", "ms-spasticity", "treatments", "heat;heat", NULL, "“heat” stands twice" },
  { "management/seed-is-no-flag", "management.tsv", "ms-spasticity", "from_seed", "x", NULL, "“x” where 1, 0" },

  { "treatment/id-twice", "treatments.tsv", "massage", "id", "heat", NULL, "“heat” stands twice" },
  { "treatment/id-in-capitals", "treatments.tsv", "massage", "id", "Massage", NULL, "“Massage” is no id" },
  { "treatment/without-name", "treatments.tsv", "massage", "name", "", NULL, "“massage” needs a name" },
  { "treatment/unknown-class", "treatments.tsv", "massage", "classes", "manual", NULL, "there is no treatment “manual”" },
  { "treatment/class-of-itself", "treatments.tsv", "massage", "classes", "massage", NULL, "there is no treatment “massage”" },
  { "treatment/class-below-its-member", "treatments.tsv", "heat", "classes", "massage", NULL, "there is no treatment “massage”" },
  { "treatment/class-twice", "treatments.tsv", "massage", "classes", "hands-on;hands-on", NULL, "“hands-on” stands twice" },
  { "treatment/taken-unknown-option", "treatments.tsv", "opioid", "taken_when", "current-drugs has tramadol", NULL, "“tramadol” is not an option of “current-drugs”" },
  { "treatment/taken-syntax", "treatments.tsv", "opioid", "taken_when", "current-drugs has", NULL, "found the end" },

  { "caution/id-twice", "cautions.tsv", "nsaid-stomach", "id", "nsaid-kidney", NULL, "“nsaid-kidney” stands twice" },
  { "caution/id-with-blank", "cautions.tsv", "nsaid-stomach", "id", "nsaid stomach", NULL, "“nsaid stomach” is no id" },
  { "caution/unknown-treatment", "cautions.tsv", "nsaid-stomach", "treatment", "aspirin", NULL, "there is no treatment “aspirin”" },
  { "caution/unknown-finding", "cautions.tsv", "nsaid-stomach", "when", "stomach = yes", NULL, "there is no finding “stomach”" },
  { "caution/unknown-option", "cautions.tsv", "nsaid-stomach", "when", "nsaid-risk has ulcer", NULL, "“ulcer” is not an option of “nsaid-risk”" },
  { "caution/syntax", "cautions.tsv", "nsaid-stomach", "when", "(nsaid-risk has kidney", NULL, "expected “)”" },
  { "caution/holds-always", "cautions.tsv", "nsaid-age", "when", "", NULL, "only a “check” may hold always" },
  { "caution/unknown-cause", "cautions.tsv", "nsaid-ulcer-open", "while_open", "ulcer", NULL, "there is no cause “ulcer”, and it is not “now”" },
  { "caution/cause-never-excluded", "cautions.tsv", "nsaid-ulcer-open", "while_open", "ms-spasticity", NULL, "“ms-spasticity” is never listed as to be excluded" },
  { "caution/unknown-effect", "cautions.tsv", "nsaid-stomach", "effect", "stop", NULL, "“stop” is none of: avoid, caution, check" },
  { "caution/ask-unknown", "cautions.tsv", "nsaid-stomach", "ask", "stomach", NULL, "there is no finding “stomach”" },
  { "caution/ask-settles-nothing", "cautions.tsv", "nsaid-stomach", "ask", "pain-onset", NULL, "“when” does not depend on “pain-onset”" },
  { "caution/ask-without-rule", "cautions.tsv", "nsaid-ulcer-open", "ask", "nsaid-risk", NULL, "nothing is asked for without a “when”" },
  { "caution/ask-if-syntax", "cautions.tsv", "nsaid-pregnant", "ask_if", "sex-at-birth", NULL, "expected" },
  { "caution/without-text", "cautions.tsv", "nsaid-stomach", "text", "", NULL, "“nsaid-stomach” needs a text" },
  { "caution/unknown-source", "cautions.tsv", "nsaid-stomach", "source_id", "label", NULL, "there is no source “label”" },
  { "caution/without-source", "cautions.tsv", "nsaid-stomach", "source_id", "", NULL, "there is no source “”" },
  { "caution/unknown-basis", "cautions.tsv", "nsaid-stomach", "basis", "guess", NULL, "“guess” is none of: published, derived, expert" },

  { "consistency/id-twice", "consistency.tsv", "leg-none-claudication", "id", "leg-none-leg-worse", NULL, "“leg-none-leg-worse” stands twice" },
  { "consistency/id-with-blank", "consistency.tsv", "leg-none-claudication", "id", "no leg", NULL, "“no leg” is no id" },
  { "consistency/unknown-finding", "consistency.tsv", "leg-none-claudication", "rule", "leg-pain = none and limp = yes", NULL, "there is no finding “limp”" },
  { "consistency/unknown-option", "consistency.tsv", "leg-none-claudication", "rule", "leg-pain = gone and claudication-leg = yes", NULL, "“gone” is not an option of “leg-pain”" },
  { "consistency/syntax", "consistency.tsv", "leg-none-claudication", "rule", "leg-pain = none and", NULL, "expected" },
  { "consistency/without-rule", "consistency.tsv", "leg-none-claudication", "rule", "", NULL, "expected" },
  { "consistency/one-finding", "consistency.tsv", "leg-none-claudication", "rule", "leg-pain = none or leg-pain = above-knee-one", NULL, "needs at least two findings" },
  { "consistency/without-text", "consistency.tsv", "leg-none-claudication", "text", "", NULL, "“leg-none-claudication” needs a text" },
  { "consistency/unknown-source", "consistency.tsv", "leg-none-claudication", "source_id", "label", NULL, "there is no source “label”" },

  { "interaction/id-twice", "interactions.tsv", "nsaid-snri", "id", "nsaid-anticoagulant", NULL, "“nsaid-anticoagulant” stands twice" },
  { "interaction/id-of-a-caution", "interactions.tsv", "nsaid-snri", "id", "nsaid-kidney", NULL, "“nsaid-kidney” stands twice" },
  { "interaction/unknown-first", "interactions.tsv", "nsaid-snri", "first", "aspirin", NULL, "there is no treatment “aspirin”" },
  { "interaction/unknown-second", "interactions.tsv", "nsaid-snri", "second", "ssri", NULL, "there is no treatment “ssri”" },
  { "interaction/pair-twice", "interactions.tsv", "nsaid-snri", "second", "anticoagulant", "first", "the pair stands in “nsaid-anticoagulant” already" },
  { "interaction/pair-turned-round", "interactions.tsv", "snri-tricyclic", "second", "nsaid", "first", "the pair stands in “nsaid-snri” already" },
  { "interaction/unknown-effect", "interactions.tsv", "nsaid-snri", "effect", "", NULL, "“” is none of: avoid, caution, check" },
  { "interaction/ask-unknown", "interactions.tsv", "nsaid-snri", "ask", "drugs", NULL, "there is no finding “drugs”" },
  { "interaction/without-text", "interactions.tsv", "nsaid-snri", "text", "", NULL, "“nsaid-snri” needs a text" },
  { "interaction/unknown-source", "interactions.tsv", "nsaid-snri", "source_id", "label", NULL, "there is no source “label”" },
  { "interaction/unknown-basis", "interactions.tsv", "nsaid-snri", "basis", "", NULL, "“” is none of: published, derived, expert" },
  { "override-reason/id-twice", "override-reasons.tsv", "other", "id", "known-before", NULL, "“known-before” stands twice" },
  { "override-reason/id-with-blank", "override-reasons.tsv", "other", "id", "any other", NULL, "“any other” is no id" },
  { "override-reason/without-text", "override-reasons.tsv", "other", "text", "", NULL, "“other” needs a text" },

  { "instrument/id-twice", "instruments.tsv", "peg", "id", "nrs-pain-now", NULL, "“nrs-pain-now” stands twice" },
  { "instrument/unknown-finding", "instruments.tsv", "peg", "findings", "pain-nrs-average;peg", NULL, "there is no finding “peg”" },
  { "instrument/unknown-scoring", "instruments.tsv", "peg", "scoring", "sum", NULL, "“sum” is none of: none, item" },
  { "instrument/scoring-without-findings", "instruments.tsv", "peg", "findings", "", "scoring", "the scoring does not fit" },
  { "instrument/findings-without-scoring", "instruments.tsv", "peg", "scoring", "none", NULL, "the scoring does not fit" },
  { "instrument/empty-range", "instruments.tsv", "peg", "maximum", "0", NULL, "the range of “peg” is empty" },
  { "instrument/points-are-words", "instruments.tsv", "peg", "mcid_points", "about 1", NULL, "“about 1” is not a number" },
  { "instrument/unknown-item", "instruments.tsv", "phq-2", "items", "phq2-interest;phq2-mood", NULL, "there is no finding “phq2-mood”" },
  { "instrument/unknown-item-scoring", "instruments.tsv", "phq-2", "item_scoring", "mean", NULL, "“mean” is none of: , sum, count" },
  { "instrument/items-without-scoring", "instruments.tsv", "phq-2", "item_scoring", "", NULL, "items need a scoring" },
  { "instrument/item-scoring-without-items", "instruments.tsv", "phq-2", "items", "", "item_scoring", "a scoring needs items" },
  { "instrument/items-of-a-mean", "instruments.tsv", "phq-2", "scoring", "mean", NULL, "items make up one finding, scored as “item”" },
  { "instrument/items-of-two-findings", "instruments.tsv", "phq-2", "findings", "phq2-score;gad2-score", "scoring", "items make up one finding" },
  { "instrument/items-of-no-finding", "instruments.tsv", "phq-2", "findings", "", "scoring", "the scoring does not fit" },
  { "instrument/item-is-a-number", "instruments.tsv", "phq-2", "items", "phq2-interest;gad2-score", NULL, "“gad2-score” is no part of the score" },
  { "instrument/item-of-another-score", "instruments.tsv", "phq-2", "items", "phq2-interest;gad2-worry", NULL, "“gad2-worry” is no part of the score" },
  { "instrument/sum-of-many-options", "instruments.tsv", "rmdq-24", "item_scoring", "sum", "items", "“rmdq-items” is no choice, which a sum needs" },
  { "instrument/count-of-one-option", "instruments.tsv", "phq-2", "item_scoring", "count", "items", "“phq2-interest” is no multi-choice, which a count needs" },
  { "instrument/total-above-the-maximum", "instruments.tsv", "rmdq-24", "items", "rmdq-items;rmdq-ms-items", NULL, "they make 0 to 48, which “rmdq-score” (0 to 24) does not hold" },
  { "instrument/unknown-source", "instruments.tsv", "peg", "mcid_source", "reed", NULL, "there is no source “reed”" },

  { "region/unknown", "body-regions.tsv", "sacrum", "region", "tail", NULL, "“tail” is not an option of “pain-map”" },
  { "region/unknown-view", "body-regions.tsv", "sacrum", "view", "side", NULL, "“side” is none of: front, back" },
  { "region/unknown-side", "body-regions.tsv", "sacrum", "side", "both", NULL, "“both” is none of: middle, left, right" },
  { "region/unknown-site", "body-regions.tsv", "sacrum", "site_one", "sacrum", NULL, "“sacrum” is not an option of “pain-site”" },
  { "region/unknown-leg", "body-regions.tsv", "calf-left", "leg_both", "calves", NULL, "“calves” is not an option of “leg-pain”" },
  { "region/order", "body-regions.tsv", "sacrum", "region", "heel-left", NULL, "the regions stand in the order" },
};

static int
find_column (char **header, const char *name)
{
  for (int i = 0; header[i] != NULL; i++)
    if (strcmp (header[i], name) == 0)
      return i;
  g_error ("no column “%s”", name);
}

static void
test_cell (gconstpointer data)
{
  const CellCase *test = data;
  g_autofree char *folder = make_copy ();
  g_autofree char *text = read_copy (folder, test->file);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) header = g_strsplit (lines[0], "\t", -1);
  g_auto (GStrv) cells = NULL;
  g_autofree char *key = g_strconcat (test->row, "\t", NULL);
  g_autofree char *changed = NULL;
  g_autofree char *message = NULL;
  int column = find_column (header, test->column);
  guint row = 1;

  while (lines[row] != NULL && !g_str_has_prefix (lines[row], key))
    row++;
  g_assert_nonnull (lines[row]);
  cells = g_strsplit (lines[row], "\t", -1);
  g_assert_cmpstr (cells[column], !=, test->cell);
  g_free (cells[column]);
  cells[column] = g_strdup (test->cell);
  g_free (lines[row]);
  lines[row] = g_strjoinv ("\t", cells);
  changed = g_strjoinv ("\n", lines);
  write_copy (folder, test->file, changed);

  message = g_strdup_printf ("%s, row %u, column “%s”: ", test->file, row + 1,
                             test->blamed ? test->blamed : test->column);
  assert_folder_refused (folder, message, test->message);
}

/* Replaces the first @old in a file by @new; an empty @old stands for the end of the file. The message names
 * that file, or @blamed where the mistake shows only there. */
typedef struct {
  const char *name;
  const char *file;
  const char *old;
  const char *new;
  const char *message;
  const char *blamed;
} TextCase;

static const TextCase text_cases[] = {
  { "table/carriage-returns", "causes.tsv", "\n", "\r\n", "lines end in carriage returns" },
  { "table/bad-utf8", "causes.tsv", "ms-lhermitte", "ms-lhermitt\xe9", "causes.tsv, row 3: the text is not valid UTF-8" },
  { "table/header", "evidence.tsv", "lr_present", "ratio", "evidence.tsv, row 1: column 4 is “ratio” where “lr_present”" },
  { "table/blank-line-at-the-end", "sections.tsv", "", "\n", "sections.tsv, row 18: 1 columns where 4 are needed" },
  { "table/cut-off", "sections.tsv", "", "extra\tExtra", "sections.tsv, row 18: 2 columns where 4 are needed" },
  { "option/twice", "options.tsv", "sex-at-birth\tmale", "sex-at-birth\tfemale", "options.tsv, row 3, column “id”: “female” stands twice" },
  { "option/key-twice", "options.tsv", "sex-at-birth\tmale\tm", "sex-at-birth\tmale\tf", "options.tsv, row 3, column “key”: the key “f” stands twice" },
  { "finding/part-of-a-part", "findings.tsv", "\t\t55758-7", "\tpeg-activity\t55758-7", "“phq2-score” is itself a part" },
  { "instrument/total-below-the-minimum", "findings.tsv", "integer\t{score}\t0\t6\t0\t\tcore", "integer\t{score}\t1\t6\t0\t\tcore", "they make 0 to 6, which “phq2-score” (1 to 6) does not hold", "instruments.tsv, row 15" },
  { "instrument/count-without-none", "options.tsv", "rmdq-items\tnone", "rmdq-items\trmdq-00-no", "“rmdq-items” has no option such as “none”", "instruments.tsv, row 7" },
  { "evidence/comparison-nan", "evidence.tsv", "age-years\t>=50", "age-years\t>=nan", "is no comparison with a number" },
  { "finding/unused", "findings.tsv", "detail\t1\t\tbackground\t\treport", "detail\t1\t\tbackground\t\t", "no evidence, rule or instrument uses “bmi”" },
  { "cause/group-without-evidence", "causes.tsv", "\tnormal\n", "\tneeds-positive-group:nowhere\n", "no evidence in the group its counting rule names" },
  { "region/missing", "body-regions.tsv", "heel-right\tback\tright\t\t\tbelow-knee-one\tbelow-knee-both\n", "", "body-regions.tsv: “heel-right” of pain-map has no region" },
  { "map/region-missing", "options.tsv", "second-pain-map\tsacrum\tc\tSacrum and coccyx\n", "", "“second-pain-map” differs from “pain-map” at “buttock-left”" },
  { "map/last-region-missing", "options.tsv", "third-pain-map\theel-right\tr\tRight heel and sole\n", "", "“third-pain-map” differs from “pain-map” at “heel-right”" },
  { "map/another-key", "options.tsv", "pain-radiation\tsacrum\tc", "pain-radiation\tsacrum\tz", "“pain-radiation” differs from “pain-map” at “sacrum”" },
  { "map/another-text", "options.tsv", "pain-radiation\tsacrum\tc\tSacrum", "pain-radiation\tsacrum\tc\tTail", "“pain-radiation” differs from “pain-map” at “sacrum”" },
  { "map/region-more", "options.tsv", "second-pain-quality\tstiffness", "second-pain-map\ttail\tz\tTail\nsecond-pain-quality\tstiffness", "“second-pain-map” differs from “pain-map” at “tail”" },
  { "header/no-key-file", "knowledge.ini", "[knowledge]", "knowledge", "knowledge.ini: " },
  { "header/version-missing", "knowledge.ini", "version=2026.2\n", "", "knowledge.ini, [knowledge]: “version” is missing" },
  { "header/title-empty", "knowledge.ini", "title=Low back pain in multiple sclerosis", "title=", "[knowledge]: “title” is missing" },
  { "header/limits-missing", "knowledge.ini", "limits=", "limit=", "[knowledge]: “limits” is missing" },
  { "model/group-missing", "knowledge.ini", "[model]", "[constants]", "knowledge.ini, [model]: “bonus_now” needs a number" },
  { "model/key-missing", "knowledge.ini", "prior_weight=", "weight_of_prior=", "knowledge.ini, [model]: “prior_weight” needs a number" },
  { "model/word", "knowledge.ini", "\nlikely=0.50", "\nlikely=often", "knowledge.ini, [model]: “likely” needs a number" },
  { "model/infinite", "knowledge.ini", "prior_centre=-1.0", "prior_centre=inf", "“prior_centre” needs a number" },
  { "model/ratio-below-one", "knowledge.ini", "support_ratio=1.5", "support_ratio=0.5", "“support_ratio” needs a ratio of at least 1" },
  { "model/count-with-fraction", "knowledge.ini", "likely_groups=2", "likely_groups=1.5", "“likely_groups” needs a whole number from 1 to 100" },
  { "model/count-zero", "knowledge.ini", "next_most=5", "next_most=0", "“next_most” needs a whole number from 1 to 100" },
  { "model/no-row-limit", "knowledge.ini", "row_limit=20", "row_limit=1", "“row_limit” needs a ratio above 1" },
  { "model/limits-crossed", "knowledge.ini", "total_minimum=-5", "total_minimum=8", "“total_minimum” must lie below" },
  { "model/strength-missing", "knowledge.ini", "clearly_ratio=5", "", "“clearly_ratio” needs a number" },
  { "model/strengths-crossed", "knowledge.ini", "clearly_ratio=5", "clearly_ratio=12", "“clearly_ratio” and “strongly_ratio” must rise" },
  { "model/strength-below-one", "knowledge.ini", "somewhat_ratio=2", "somewhat_ratio=0.5", "“somewhat_ratio” needs a ratio of at least 1" },
  { "model/gain-negative", "knowledge.ini", "gain_least=0.5", "gain_least=-1", "“gain_least” must not be negative" },
  { "model/no-checks", "knowledge.ini", "checks_most=8", "checks_most=0", "“checks_most” needs a whole number from 1 to 100" },
  { "model/bands-crossed", "knowledge.ini", "possible=0.20", "possible=0.60", "“possible” and “likely” lie in this order" },
};

static void
test_text (gconstpointer data)
{
  const TextCase *test = data;
  g_autofree char *folder = make_copy ();
  g_autofree char *text = read_copy (folder, test->file);
  const char *place = *test->old ? strstr (text, test->old) : text + strlen (text);
  g_autofree char *changed = NULL;

  g_assert_nonnull (place);
  changed = g_strdup_printf ("%.*s%s%s", (int) (place - text), text, test->new, place + strlen (test->old));
  write_copy (folder, test->file, changed);
  assert_folder_refused (folder, test->blamed ? test->blamed : test->file, test->message);
}

/* Leaves out all but the first rows of a cause. */
typedef struct {
  const char *name;
  const char *file;
  guint kept;
  const char *message;
} DropCase;

static const DropCase drop_cases[] = {
  { "cause/without-evidence", "evidence.tsv", 0, "“ms-lhermitte” has 0 evidence rows (at least 5 are needed)" },
  { "cause/with-little-evidence", "evidence.tsv", 4, "“ms-lhermitte” has 4 evidence rows (at least 5 are needed)" },
  { "cause/without-management", "management.tsv", 0, "0 management rows (at least one)" },
};

static void
test_drop (gconstpointer data)
{
  const DropCase *test = data;
  g_autofree char *folder = make_copy ();
  g_autofree char *text = read_copy (folder, test->file);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) changed = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (!g_str_has_prefix (lines[i], "ms-lhermitte\t") || n++ < test->kept)
      g_string_append_printf (changed, "%s\n", lines[i]);
  g_assert_cmpuint (n, >, test->kept);
  write_copy (folder, test->file, changed->str);
  assert_folder_refused (folder, "causes.tsv, row 3: ", test->message);
}

static void
test_missing_file (gconstpointer data)
{
  const char *file = data;
  g_autofree char *folder = make_copy ();
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  assert_folder_refused (folder, path, "No such file");
}

/* Without a mistake the copy loads: what the other cases see is their own mistake. */
static void
test_faithful_copy (void)
{
  g_autofree char *folder = make_copy ();
  g_autoptr (GError) error = NULL;
  LumbarKnowledge *knowledge = lumbar_knowledge_new_from_directory (folder, &error);

  remove_copy (folder);
  g_assert_no_error (error);
  g_assert_cmpuint (lumbar_knowledge_get_n_causes (knowledge), ==, 52);
  lumbar_knowledge_unref (knowledge);
}

#define ADD_CASES(cases, function)                                                                      \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                      \
    {                                                                                                   \
      g_autofree char *path = g_strconcat ("/knowledge/refuse/", cases[i].name, NULL);                  \
                                                                                                        \
      g_test_add_data_func (path, &cases[i], function);                                                 \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/knowledge/refuse/nothing-in-a-faithful-copy", test_faithful_copy);
  ADD_CASES (cell_cases, test_cell)
  ADD_CASES (text_cases, test_text)
  ADD_CASES (drop_cases, test_drop)
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/knowledge/refuse/missing/", files[i], NULL);

      g_test_add_data_func (path, files[i], test_missing_file);
    }

  return g_test_run ();
}
