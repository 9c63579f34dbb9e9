/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient as a FHIR Patient. */

#include "lumbar-fhir-patient.h"

#include <string.h>

#include "lumbar-error.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-text.h"

/* How FHIR marks test data: https://terminology.hl7.org/CodeSystem-v3-ActReason.html#v3-ActReason-HTEST */
#define TEST_SYSTEM LUMBAR_FHIR_TERMINOLOGY "v3-ActReason"
#define TEST_CODE "HTEST"

static void
write_note (LumbarJsonWriter *writer, const char *note)
{
  if (*note == '\0')
    return;
  lumbar_json_writer_begin_array (writer, "extension");
  lumbar_fhir_write_extension (writer, LUMBAR_FHIR_EXTENSION_NOTE, "valueString", note);
  lumbar_json_writer_end_array (writer);
}

static void
write_example_tag (LumbarJsonWriter *writer)
{
  lumbar_json_writer_begin_object (writer, "meta");
  lumbar_json_writer_begin_array (writer, "tag");
  lumbar_fhir_write_coding (writer, NULL, TEST_SYSTEM, TEST_CODE, "test health data");
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_object (writer);
}

static void
write_record_number (LumbarJsonWriter *writer, const char *number)
{
  if (*number == '\0')
    return;
  lumbar_json_writer_begin_array (writer, "identifier");
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "system", LUMBAR_FHIR_RECORD_NUMBER_SYSTEM);
  lumbar_fhir_write_text (writer, "value", number);
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_end_array (writer);
}

static void
write_patient_name (LumbarJsonWriter *writer, LumbarPatient *patient)
{
  if (*patient->family_name == '\0' && *patient->given_name == '\0')
    return;
  lumbar_json_writer_begin_array (writer, "name");
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_fhir_write_text (writer, "family", patient->family_name);
  if (*patient->given_name != '\0')
    {
      lumbar_json_writer_begin_array (writer, "given");
      lumbar_fhir_write_text (writer, NULL, patient->given_name);
      lumbar_json_writer_end_array (writer);
    }
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_end_array (writer);
}

/**
 * lumbar_fhir_patient_write:
 * @writer: a writer inside Bundle.entry
 * @patient: who
 * @id: id of the resource
 */
void
lumbar_fhir_patient_write (LumbarJsonWriter *writer, LumbarPatient *patient, const char *id)
{
  lumbar_fhir_begin_entry (writer, "Patient", id);
  if (patient->example)
    write_example_tag (writer);
  write_note (writer, patient->note);
  write_record_number (writer, patient->record_number);
  write_patient_name (writer, patient);
  lumbar_fhir_write_text (writer, "gender", patient->gender);
  lumbar_fhir_write_text (writer, "birthDate", patient->birth_date);
  lumbar_fhir_end_entry (writer, "Patient", id);
}

/* The clinic's own number: ours where there is one, otherwise the first that has a value. */
static gboolean
read_record_number (
    const LumbarFhirInput *input, JsonObject *resource, const char *path, const char **number, GError **error)
{
  JsonArray *identifiers;

  *number = NULL;
  if (!lumbar_fhir_input_read_objects (input, resource, path, "identifier", &identifiers, error))
    return FALSE;
  for (guint i = 0; identifiers != NULL && i < json_array_get_length (identifiers); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.identifier[%u]", path, i);
      JsonObject *identifier = lumbar_json_element_object (identifiers, i);
      gboolean ours =
          g_strcmp0 (lumbar_json_get_string (identifier, "system"), LUMBAR_FHIR_RECORD_NUMBER_SYSTEM) == 0;
      const char *value;

      if (!lumbar_fhir_input_read_string (input, identifier, place, "value", &value, error))
        return FALSE;
      if (ours || *number == NULL)
        *number = value;
      if (ours)
        return TRUE;
    }
  return TRUE;
}

/* Given names, joined by blanks. */
static char *
read_given (const LumbarFhirInput *input, JsonObject *name, const char *path, GError **error)
{
  g_autoptr (GString) given = g_string_new (NULL);
  g_autofree char *place = g_strconcat (path, ".given", NULL);
  JsonNode *node = json_object_get_member (name, "given");
  JsonArray *names = lumbar_json_get_array (name, "given");

  if (node != NULL && names == NULL)
    {
      lumbar_fhir_input_fail (input, place, error, "is %s; it must be an array of strings",
                              lumbar_json_type_name (node));
      return NULL;
    }
  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *element = json_array_get_element (names, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        {
          lumbar_fhir_input_fail (input, place, error, "holds %s; it must be an array of strings",
                                  lumbar_json_type_name (element));
          return NULL;
        }
      g_string_append_printf (given, "%s%s", i > 0 ? " " : "", json_node_get_string (element));
    }
  return g_strdup (given->str);
}

static gboolean
read_names (const LumbarFhirInput *input,
            JsonObject *resource,
            const char *path,
            const char **family,
            char **given,
            GError **error)
{
  g_autofree char *place = g_strconcat (path, ".name[0]", NULL);
  g_autofree char *others = g_strconcat (path, ".name[1]", NULL);
  JsonArray *names;
  JsonObject *name;

  *family = NULL;
  if (!lumbar_fhir_input_read_objects (input, resource, path, "name", &names, error))
    return FALSE;
  if (names == NULL)
    return TRUE;
  name = lumbar_json_element_object (names, 0);
  if (json_array_get_length (names) > 1)
    lumbar_fhir_input_ignore (input, others, "a further name; not read");
  *given = read_given (input, name, place, error);
  if (*given == NULL || !lumbar_fhir_input_read_string (input, name, place, "family", family, error))
    return FALSE;
  /* A name in one piece is better than none. */
  if (*family == NULL && **given == '\0')
    return lumbar_fhir_input_read_string (input, name, place, "text", family, error);
  return TRUE;
}

static gboolean
has_example_tag (JsonObject *resource)
{
  JsonObject *meta = lumbar_json_get_object (resource, "meta");
  JsonArray *tags = meta ? lumbar_json_get_array (meta, "tag") : NULL;

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonObject *tag = lumbar_json_element_object (tags, i);

      if (tag != NULL && g_strcmp0 (lumbar_json_get_string (tag, "code"), TEST_CODE) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_note (const LumbarFhirInput *input,
           JsonObject *resource,
           const char *path,
           LumbarPatient *patient,
           GError **error)
{
  JsonArray *extensions;

  if (!lumbar_fhir_input_read_objects (input, resource, path, "extension", &extensions, error))
    return FALSE;
  for (guint i = 0; extensions != NULL && i < json_array_get_length (extensions); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.extension[%u]", path, i);
      JsonObject *extension = lumbar_json_element_object (extensions, i);
      const char *note;

      if (g_strcmp0 (lumbar_json_get_string (extension, "url"), LUMBAR_FHIR_EXTENSION_NOTE) != 0)
        {
          lumbar_fhir_input_ignore (input, place, "extension; not read");
          continue;
        }
      if (!lumbar_fhir_input_read_string (input, extension, place, "valueString", &note, error))
        return FALSE;
      g_free (patient->note);
      patient->note = lumbar_text_clean (note, TRUE);
    }
  return TRUE;
}

/**
 * lumbar_fhir_patient_read:
 * @input: where it comes from
 * @resource: a Patient
 * @path: its JSON path
 * @id: the id that the record gives it
 *
 * Returns: (transfer full): the patient, or %NULL with @error naming file, path and what would be right
 */
LumbarPatient *
lumbar_fhir_patient_read (
    const LumbarFhirInput *input, JsonObject *resource, const char *path, const char *id, GError **error)
{
  static const char *const read[] = { "resourceType", "id",   "meta",   "text",      "extension",
                                      "identifier",   "name", "gender", "birthDate", NULL };
  g_autoptr (LumbarPatient) patient = NULL;
  g_autofree char *given = NULL;
  const char *family, *number, *gender, *birth_date;
  GError *problem = NULL;

  if (!read_names (input, resource, path, &family, &given, error) ||
      !read_record_number (input, resource, path, &number, error) ||
      !lumbar_fhir_input_read_string (input, resource, path, "gender", &gender, error) ||
      !lumbar_fhir_input_read_time (input, resource, path, "birthDate", &birth_date, error))
    return NULL;
  patient = lumbar_patient_new (family, given, birth_date, gender, number);
  lumbar_set_str (&patient->id, id);
  patient->example = has_example_tag (resource);
  if (!read_note (input, resource, path, patient, error))
    return NULL;
  if (!lumbar_patient_check (patient, input->today, &problem))
    {
      lumbar_fhir_input_place (input, path, problem, error);
      return NULL;
    }
  lumbar_fhir_input_ignore_rest (input, resource, path, read);
  return g_steal_pointer (&patient);
}
