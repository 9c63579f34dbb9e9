/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar export: records as a FHIR bundle or as a table of answers; what became of visits as a table;
 * everything for research, without the people. */

#include <glib/gi18n-lib.h>

#include "lumbar-cli.h"
#include "lumbar-csv.h"
#include "lumbar-date.h"
#include "lumbar-fhir-bundle.h"
#include "lumbar-outcome-csv.h"
#include "lumbar-research.h"
#include "lumbar-text.h"

/* How many visits are read at once. */
#define PORTION 200

/* One person with all signed visits, whole, oldest first, and events, withdrawn ones too. Drafts stay at home. */
static LumbarFhirPerson *
load_person (LumbarStore *store, const char *id, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_store_get_patient (store, id, error);
  g_autoptr (GPtrArray) list = patient ? lumbar_store_list_encounters (store, id, error) : NULL;
  g_autoptr (GPtrArray) events = list ? lumbar_store_list_all_events (store, id, error) : NULL;
  LumbarFhirPerson *person;

  if (events == NULL)
    return NULL;
  person = lumbar_fhir_person_new (patient);
  for (guint i = list->len; i > 0; i--)
    {
      LumbarEncounter *listed = list->pdata[i - 1];
      LumbarEncounter *whole;

      if (listed->status != LUMBAR_ENCOUNTER_SIGNED)
        continue;
      whole = lumbar_store_get_encounter (store, listed->id, error);
      if (whole == NULL)
        {
          lumbar_fhir_person_free (person);
          return NULL;
        }
      g_ptr_array_add (person->encounters, whole);
    }
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (person->events, g_object_ref (events->pdata[i]));
  return person;
}

static GPtrArray *
load_persons (LumbarStore *store, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) persons =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_fhir_person_free);
  g_autoptr (GPtrArray) patients = NULL;

  if (patient_id != NULL)
    {
      LumbarFhirPerson *person = load_person (store, patient_id, error);

      if (person == NULL)
        return NULL;
      g_ptr_array_add (persons, person);
      return g_steal_pointer (&persons);
    }
  patients = lumbar_store_search_patients (store, "", G_MAXINT, error);
  if (patients == NULL)
    return NULL;
  for (guint i = 0; i < patients->len; i++)
    {
      LumbarFhirPerson *person = load_person (store, ((LumbarPatient *) patients->pdata[i])->id, error);

      if (person == NULL)
        return NULL;
      g_ptr_array_add (persons, person);
    }
  return g_steal_pointer (&persons);
}

static void
append_answers (GString *csv, LumbarKnowledge *knowledge, LumbarPatient *patient, LumbarEncounter *encounter)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarAnswer *answer = lumbar_response_get_answer (encounter->response, i);
      const char *note = lumbar_response_get_note (encounter->response, i);
      g_autofree char *value = answer ? lumbar_answer_to_string (answer, finding) : g_strdup ("");
      g_autofree char *words = answer ? lumbar_answer_to_display (answer, finding) : g_strdup ("");
      const char *cells[] = { patient->record_number,
                              patient->family_name,
                              patient->given_name,
                              patient->birth_date,
                              encounter->started_at,
                              encounter->id,
                              finding->section->id,
                              finding->id,
                              value,
                              words,
                              note ? note : "",
                              NULL };

      if (answer != NULL || note != NULL)
        lumbar_csv_append_row (csv, cells);
    }
}

/* One answer a row: the long form that every statistics program reads. */
static char *
write_csv (LumbarKnowledge *knowledge, GPtrArray *persons)
{
  static const char *const header[] = { "record_number", "family_name", "given_name", "birth_date",
                                        "visit",         "visit_id",    "section",    "finding",
                                        "value",         "in_words",    "note",       NULL };
  GString *csv = g_string_new (NULL);

  lumbar_csv_append_row (csv, header);
  for (guint i = 0; i < persons->len; i++)
    {
      const LumbarFhirPerson *person = persons->pdata[i];

      for (guint j = 0; j < person->encounters->len; j++)
        append_answers (csv, knowledge, person->patient, person->encounters->pdata[j]);
    }
  return g_string_free (csv, FALSE);
}

/* One signed visit a row, without the person. */
static char *
write_outcomes (LumbarStore *store, GError **error)
{
  g_autoptr (GString) csv = lumbar_outcome_csv_new ();
  g_autofree char *after = NULL;
  guint n;

  do
    {
      g_autoptr (GPtrArray) visits = lumbar_store_list_signed (store, after, PORTION, error);

      if (visits == NULL)
        return NULL;
      n = visits->len;
      for (guint i = 0; i < n; i++)
        lumbar_outcome_csv_append (csv, visits->pdata[i]);
      if (n > 0)
        lumbar_set_str (&after, ((LumbarEncounter *) visits->pdata[n - 1])->id);
    }
  while (n == PORTION);
  return g_string_free (g_steal_pointer (&csv), FALSE);
}

static gboolean
export_outcomes (LumbarKnowledge *knowledge, const char *record, const char *output, GError **error)
{
  g_autoptr (LumbarStore) store = lumbar_cli_open (knowledge, record, LUMBAR_STORE_READ_WRITE, error);
  g_autofree char *text = store ? write_outcomes (store, error) : NULL;

  return text != NULL && lumbar_cli_write (output, text, error) &&
         lumbar_store_log (store, "export", "patient", "all", "outcomes", error);
}

static gboolean
add_research (LumbarStore *store, LumbarResearch *research, const LumbarCourse *course, GError **error)
{
  g_autoptr (GPtrArray) encounters = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) events = lumbar_store_list_events (store, course->patient->id, error);

  for (guint i = 0; events != NULL && i < course->visits->len; i++)
    {
      const LumbarCourseVisit *visit = course->visits->pdata[i];
      LumbarEncounter *whole = lumbar_store_get_encounter (store, visit->encounter_id, error);

      if (whole == NULL)
        return FALSE;
      g_ptr_array_add (encounters, whole);
    }
  return events != NULL && lumbar_research_add (research, course, encounters, events, error);
}

static gboolean
read_research (LumbarStore *store, LumbarResearch *research, GError **error)
{
  g_autofree char *after = NULL;
  guint n;

  do
    {
      g_autoptr (GPtrArray) courses = lumbar_store_list_courses (store, NULL, NULL, after, PORTION, error);

      if (courses == NULL)
        return FALSE;
      n = courses->len;
      for (guint i = 0; i < n; i++)
        if (!add_research (store, research, courses->pdata[i], error))
          return FALSE;
      if (n > 0)
        lumbar_set_str (&after, ((LumbarCourse *) courses->pdata[n - 1])->patient->id);
    }
  while (n == PORTION);
  return TRUE;
}

static gboolean
export_research (LumbarKnowledge *knowledge, const char *record, const char *folder, GError **error)
{
  g_autoptr (LumbarStore) store = lumbar_cli_open (knowledge, record, LUMBAR_STORE_READ_WRITE, error);
  g_autoptr (LumbarResearch) research = lumbar_research_new (knowledge);

  return store != NULL && read_research (store, research, error) && lumbar_research_write (research, folder, error) &&
         lumbar_store_log (store, "export", "patient", "all", "research", error);
}

static gboolean
write_export (LumbarKnowledge *knowledge,
              const char *record,
              const char *patient,
              gboolean as_csv,
              const char *output,
              GError **error)
{
  g_autoptr (LumbarStore) store = lumbar_cli_open (knowledge, record, LUMBAR_STORE_READ_WRITE, error);
  g_autoptr (GPtrArray) persons = store ? load_persons (store, patient, error) : NULL;
  g_autofree char *now = lumbar_date_time_now ();
  g_autofree char *text = NULL;

  if (persons == NULL)
    return FALSE;
  text = as_csv ? write_csv (knowledge, persons) : lumbar_fhir_bundle_write (knowledge, persons, now);
  return lumbar_cli_write (output, text, error) &&
         lumbar_store_log (store, "export", "patient", patient ? patient : "all", as_csv ? "csv" : "fhir",
                           error);
}

/**
 * lumbar_cli_export:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Writes one patient's record, or all, to a file; or what became of all visits, without the patients; or all
 * visits for research, to a folder.
 *
 * Returns: the exit status
 */
int
lumbar_cli_export (const LumbarCommand *command, int argc, char **argv)
{
  static const char *const formats[] = { "fhir", "csv", NULL };
  g_autofree char *patient = NULL;
  g_autofree char *format = NULL;
  g_autofree char *output = NULL;
  g_autofree char *record = NULL;
  g_autofree char *folder = NULL;
  gboolean all = FALSE, outcomes = FALSE, research = FALSE, done;
  const GOptionEntry entries[] = {
    { "patient", 0, 0, G_OPTION_ARG_STRING, &patient, N_ ("one patient of the record"), "ID" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("every patient"), NULL },
    { "outcomes", 0, 0, G_OPTION_ARG_NONE, &outcomes, N_ ("what became of all visits, as CSV without names"), NULL },
    { "research", 0, 0, G_OPTION_ARG_NONE, &research, N_ ("all visits for research, as a folder of CSV without names, with moved dates"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("fhir or csv"), "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where to write"), "FILE" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    LUMBAR_CLI_KNOWLEDGE_ENTRY (&folder),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 1 || output == NULL || all + outcomes + research + (patient != NULL) != 1)
    return lumbar_cli_usage (command, _("name a patient, --all, --outcomes or --research, and where to write"));
  if (outcomes && format != NULL)
    return lumbar_cli_usage (command, _("--outcomes writes CSV: leave --format out"));
  if (research && format != NULL)
    return lumbar_cli_usage (command, _("--research writes CSV: leave --format out"));
  if (format != NULL && !g_strv_contains (formats, format))
    return lumbar_cli_usage (command, _("the format is fhir or csv"));

  knowledge = lumbar_cli_load_knowledge (folder, &error);
  if (knowledge == NULL)
    return lumbar_cli_fail (error);
  done = outcomes   ? export_outcomes (knowledge, record, output, &error)
         : research ? export_research (knowledge, record, output, &error)
                    : write_export (knowledge, record, patient, g_strcmp0 (format, "csv") == 0, output, &error);
  return done ? LUMBAR_EXIT_DONE : lumbar_cli_fail (error);
}
