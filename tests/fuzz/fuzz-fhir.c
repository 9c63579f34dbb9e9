/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Bundle of another program or ours: what was read and written is read back the same. */

#include "fuzz.h"

#include <glib/gstdio.h>

#include "lumbar-assessment-json.h"
#include "lumbar-fhir-bundle.h"

static LumbarKnowledge *knowledge;

static GPtrArray *
read_persons (const char *path, GError **error)
{
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);

  return lumbar_fhir_bundle_read_file (knowledge, path, "2026-11-22", ignored, error);
}

/* As the import does: only patients that can be kept, and every visit is assessed. */
static void
prepare (GPtrArray *persons)
{
  for (guint i = persons->len; i-- > 0;)
    {
      LumbarFhirPerson *person = persons->pdata[i];

      for (guint j = 0; j < person->encounters->len; j++)
        {
          LumbarEncounter *encounter = person->encounters->pdata[j];

          g_assert_nonnull (encounter->response);
          if (encounter->assessment == NULL)
            encounter->assessment = lumbar_assess (knowledge, encounter->response);
        }
      if (!lumbar_patient_check (person->patient, "2026-11-22", NULL))
        g_ptr_array_remove_index (persons, i);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = fuzz_write ("bundle.json", data, size);
  g_autofree char *first = NULL, *second = NULL, *written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = NULL, again = NULL;

  if (knowledge == NULL)
    knowledge = lumbar_knowledge_new (NULL);
  persons = read_persons (path, &error);
  if (persons == NULL)
    {
      fuzz_check_error (error, "bundle.json");
      return 0;
    }
  g_assert_no_error (error);
  prepare (persons);
  if (persons->len == 0)
    return 0;
  first = lumbar_fhir_bundle_write (knowledge, persons, "2026-11-22T10:00:00Z");
  written = fuzz_write ("written.json", first, strlen (first));
  again = read_persons (written, &error);
  g_assert_no_error (error);
  prepare (again);
  second = lumbar_fhir_bundle_write (knowledge, again, "2026-11-22T10:00:00Z");
  g_assert_cmpstr (first, ==, second);
  return 0;
}
