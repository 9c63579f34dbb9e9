/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the research export mean, and each answer and scale as the tables have it. */

#include <math.h>

#include "lumbar-csv.h"
#include "lumbar-research-private.h"
#include "lumbar-small-cells.h"

#define KEY_MEANING "the patient, by chance and different in each export"
#define VISIT_MEANING "the visit, by chance and different in each export"
#define DATE_MEANING "the day, moved by a number of days that is the same for all dates of a patient and kept nowhere"
#define GROUPS "ms; non-ms; referred; mixed; undetermined"

static const ResearchColumn patients[] = {
  { "patient_key", KEY_MEANING, "", "" },
  { "gender", "administrative gender", "female; male; other; unknown", "" },
  { "age", "age at the first signed visit",
    "90 = 90 or older on the last day that is told, if not before; empty = not known", "a" },
  { "visits", "how many signed visits", "", "" },
  { NULL },
};

static const ResearchColumn visits[] = {
  { "patient_key", KEY_MEANING, "", "" },
  { "visit_key", VISIT_MEANING, "", "" },
  { "date", DATE_MEANING, "YYYY-MM-DD", "" },
  { "knowledge_version", "the version of the clinical tables it was assessed with", "", "" },
  { "computed_group", "the group that was computed", GROUPS, "" },
  { "computed_lead", "the cause that was computed as the leading one", "id of a cause; empty = none", "" },
  { "concluded_group", "the group that the clinician concluded", GROUPS "; empty = no conclusion", "" },
  { "concluded_causes", "the causes that the clinician concluded, the leading one first", "ids of causes, joined by ;", "" },
  { "agreement", "whether the clinician agreed with what was computed", "none; agree; override", "" },
  { "override_reason", "why the clinician did not", "id of a reason; empty = none", "" },
  { "outcome_group", "what it turned out to be: the group", GROUPS " = looked into and not known; empty = none recorded", "" },
  { "outcome_causes", "what it turned out to be: the causes, the main one first", "ids of causes, joined by ;", "" },
  { "outcome_established", "how that was established",
    "imaging; laboratory; specialist; course; treatment-response; post-mortem; other; empty", "" },
  { NULL },
};

static const ResearchColumn flags[] = {
  { "patient_key", KEY_MEANING, "", "" },
  { "visit_key", VISIT_MEANING, "", "" },
  { "flag", "a red flag that was raised", "id of a red flag", "" },
  { "done", "what was done about it", "done; not-applicable; referred; pending; empty = nothing said", "" },
  { "minutes", "from the first question of the visit until that was said", "empty = not known", "min" },
  { NULL },
};

static const ResearchColumn answers[] = {
  { "patient_key", KEY_MEANING, "", "" },
  { "visit_key", VISIT_MEANING, "", "" },
  { "finding",
    "the question; one that was not assessed has no row, nor has one in years (a) of a patient who is 90 or older by "
    "the last day that is told",
    "id of a finding", "" },
  { "value", "the answer; its meaning and unit are listed below by finding", "", "" },
  { NULL },
};

static const ResearchColumn measures[] = {
  { "patient_key", KEY_MEANING, "", "" },
  { "visit_key", VISIT_MEANING, "", "" },
  { "date", DATE_MEANING, "YYYY-MM-DD", "" },
  { "instrument", "the scale", "id of an instrument", "" },
  { "value", "the score; its range is listed below by instrument", "", "" },
  { NULL },
};

static const ResearchColumn events[] = {
  { "patient_key", KEY_MEANING, "", "" },
  { "date", DATE_MEANING, "YYYY-MM-DD", "" },
  { "kind", "what happened; its words are not exported",
    "treatment-started; treatment-changed; treatment-stopped; relapse; steroid-course; fall; imaging; referral; outcome",
    "" },
  { NULL },
};

static const ResearchColumn counts[] = {
  { "table", "of whom the counts are: patients, at their latest signed visit", "gender; group; cause", "" },
  { "group", "the group that was concluded", GROUPS "; none = no conclusion; total", "" },
  { "category", "what is counted", "gender, or id of a cause; none; total", "" },
  { "patients", "how many patients",
    "empty = not told: fewer than " G_STRINGIFY (LUMBAR_SMALL_CELL_LEAST) ", or it would reveal one that is", "" },
  { NULL },
};

static const struct {
  const char *name;
  const ResearchColumn *columns;
} tables[N_RESEARCH_TABLES] = {
  { "patients.csv", patients }, { "visits.csv", visits },     { "flags.csv", flags },
  { "answers.csv", answers },   { "measures.csv", measures }, { "events.csv", events },
};

/*
 * research_table_name:
 * Returns: the name of its file
 */
const char *
research_table_name (ResearchTable table)
{
  return tables[table].name;
}

const ResearchColumn *
research_table_columns (ResearchTable table)
{
  return tables[table].columns;
}

static void
append_row (GString *csv, const char *file, const char *column, const char *meaning, const char *values, const char *unit)
{
  const char *const cells[] = { file, column, meaning, values, unit, NULL };

  lumbar_csv_append_row (csv, cells);
}

static void
append_columns (GString *csv, const char *file, const ResearchColumn *columns)
{
  for (; columns->name != NULL; columns++)
    append_row (csv, file, columns->name, columns->meaning, columns->values, columns->unit);
}

static char *
describe_range (double minimum, double maximum)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (minimum) || !isfinite (maximum))
    return g_strdup ("a number");
  return g_strdup_printf ("%s to %s", g_ascii_formatd (low, sizeof low, "%g", minimum),
                          g_ascii_formatd (high, sizeof high, "%g", maximum));
}

/* "none = None; new = New" */
static char *
describe_values (const LumbarFinding *finding)
{
  g_autoptr (GString) text = g_string_new (lumbar_finding_holds_many (finding) ? "several, joined by ;: " : NULL);

  if (finding->type == LUMBAR_FINDING_DATE)
    return g_strdup ("YYYY-MM-DD, moved as all dates of the patient");
  if (lumbar_finding_holds_number (finding))
    return describe_range (finding->minimum, finding->maximum);
  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = finding->options->pdata[i];

      g_string_append_printf (text, "%s%s = %s", i > 0 ? "; " : "", option->id, option->text);
    }
  if (finding->options->len == 0)
    g_string_append (text, finding->type == LUMBAR_FINDING_BODY_MAP ? "ids of body regions" : "yes; no");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_findings (GString *csv, LumbarKnowledge *knowledge)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      g_autofree char *column = g_strdup_printf ("value of %s", finding->id);
      g_autofree char *values = describe_values (finding);

      if (finding->type != LUMBAR_FINDING_TEXT)
        append_row (csv, "answers.csv", column, finding->question, values, finding->unit);
    }
}

static void
append_instruments (GString *csv, LumbarKnowledge *knowledge)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (knowledge, i);
      g_autofree char *column = g_strdup_printf ("value of %s", instrument->id);
      g_autofree char *values = describe_range (instrument->minimum, instrument->maximum);

      append_row (csv, "measures.csv", column, instrument->name, values, "points");
    }
}

static void
append_ids (GString *csv, LumbarKnowledge *knowledge)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    append_row (csv, "visits.csv", "id of a cause", lumbar_knowledge_get_cause (knowledge, i)->name,
                lumbar_knowledge_get_cause (knowledge, i)->id, "");
  for (guint i = 0; i < lumbar_knowledge_get_n_override_reasons (knowledge); i++)
    append_row (csv, "visits.csv", "id of a reason", lumbar_knowledge_get_override_reason (knowledge, i)->text,
                lumbar_knowledge_get_override_reason (knowledge, i)->id, "");
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    append_row (csv, "flags.csv", "id of a red flag", lumbar_knowledge_get_red_flag (knowledge, i)->name,
                lumbar_knowledge_get_red_flag (knowledge, i)->id, "");
}

/*
 * research_dictionary_write:
 * @knowledge: the tables
 *
 * Returns: (transfer full): the data dictionary, in English as the ids are
 */
char *
research_dictionary_write (LumbarKnowledge *knowledge)
{
  GString *csv = g_string_new (NULL);

  append_row (csv, "file", "column", "meaning", "values", "unit");
  for (guint i = 0; i < N_RESEARCH_TABLES; i++)
    append_columns (csv, tables[i].name, tables[i].columns);
  append_columns (csv, "counts.csv", counts);
  append_findings (csv, knowledge);
  append_instruments (csv, knowledge);
  append_ids (csv, knowledge);
  return g_string_free (csv, FALSE);
}
