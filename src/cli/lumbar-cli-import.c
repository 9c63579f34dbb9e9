/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar import: FHIR bundles into the record. Importing the same file twice changes nothing. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-assessment-json.h"
#include "lumbar-cli.h"
#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-fhir-bundle.h"

typedef struct {
  guint patients;
  guint encounters;
  guint events;
  guint known;
} Counts;

/* Whether a lookup failed only because there is no such thing; other errors stay errors. */
static gboolean
is_missing (GError **local, GError **error)
{
  if (g_error_matches (*local, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND))
    {
      g_clear_error (local);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (local));
  return FALSE;
}

static gboolean
import_encounter (LumbarStore *store,
                  LumbarKnowledge *knowledge,
                  LumbarEncounter *encounter,
                  Counts *counts,
                  GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (LumbarEncounter) known = lumbar_store_get_encounter (store, encounter->id, &local);

  if (known != NULL)
    {
      counts->known++;
      return TRUE;
    }
  if (!is_missing (&local, error))
    return FALSE;
  if (encounter->assessment == NULL)
    encounter->assessment = lumbar_assess (knowledge, encounter->response);
  counts->encounters++;
  return lumbar_store_insert_encounter (store, encounter, error);
}

static gboolean
is_known (GPtrArray *events, LumbarEvent *event)
{
  for (guint i = 0; i < events->len; i++)
    if (strcmp (((LumbarEvent *) events->pdata[i])->id, event->id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
import_events (LumbarStore *store, LumbarFhirPerson *person, Counts *counts, GError **error)
{
  g_autoptr (GPtrArray) known = lumbar_store_list_all_events (store, person->patient->id, error);

  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < person->events->len; i++)
    {
      if (is_known (known, person->events->pdata[i]))
        continue;
      if (!lumbar_store_save_event (store, person->events->pdata[i], error))
        return FALSE;
      counts->events++;
    }
  return TRUE;
}

static gboolean
import_person (LumbarStore *store,
               LumbarKnowledge *knowledge,
               LumbarFhirPerson *person,
               Counts *counts,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (LumbarPatient) known = lumbar_store_get_patient (store, person->patient->id, &local);
  g_autofree char *today = lumbar_date_today ();

  if (known == NULL)
    {
      if (!is_missing (&local, error) || !lumbar_patient_check (person->patient, today, error) ||
          !lumbar_store_save_patient (store, person->patient, error))
        return FALSE;
      counts->patients++;
    }
  for (guint i = 0; i < person->encounters->len; i++)
    if (!import_encounter (store, knowledge, person->encounters->pdata[i], counts, error))
      return FALSE;
  return import_events (store, person, counts, error);
}

/* A file is imported as a whole or not at all. */
static gboolean
import_file (LumbarStore *store, LumbarKnowledge *knowledge, const char *path, GError **error)
{
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autofree char *today = lumbar_date_today ();
  g_autoptr (GPtrArray) persons = lumbar_fhir_bundle_read_file (knowledge, path, today, ignored, error);
  Counts counts = { 0 };

  if (persons == NULL || !lumbar_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < persons->len; i++)
    if (!import_person (store, knowledge, persons->pdata[i], &counts, error))
      {
        lumbar_store_rollback (store);
        g_prefix_error (error, "%s: ", path);
        return FALSE;
      }
  if (!lumbar_store_log (store, "import", "file", "", "fhir", error) || !lumbar_store_commit (store, error))
    {
      lumbar_store_rollback (store);
      return FALSE;
    }
  g_print (_("%s: %u patients, %u visits and %u events imported; %u visits were there already\n"), path,
           counts.patients, counts.encounters, counts.events, counts.known);
  for (guint i = 0; i < ignored->len; i++)
    g_print (_("  passed over: %s: %s\n"), ((LumbarIgnored *) ignored->pdata[i])->finding_id,
             ((LumbarIgnored *) ignored->pdata[i])->reason);
  return TRUE;
}

/**
 * lumbar_cli_import:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Reads FHIR bundles into the record.
 *
 * Returns: the exit status
 */
int
lumbar_cli_import (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    LUMBAR_CLI_KNOWLEDGE_ENTRY (&folder),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarStore) store = NULL;
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return lumbar_cli_usage (command, _("name at least one file"));
  knowledge = lumbar_cli_load_knowledge (folder, &error);
  if (knowledge != NULL)
    store = lumbar_cli_open (knowledge, record, LUMBAR_STORE_READ_WRITE, &error);
  if (store == NULL)
    return lumbar_cli_fail (error);
  for (int i = 1; i < argc; i++)
    if (!import_file (store, knowledge, argv[i], &error))
      return lumbar_cli_fail (error);
  return LUMBAR_EXIT_DONE;
}
