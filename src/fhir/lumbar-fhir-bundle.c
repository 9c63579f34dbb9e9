/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole records as one FHIR transaction Bundle, on their way out. */

#include "lumbar-fhir-bundle.h"

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-event.h"
#include "lumbar-fhir-patient.h"
#include "lumbar-fhir-visit.h"

/**
 * lumbar_fhir_person_new:
 * @patient: who
 *
 * Returns: (transfer full): a person without visits or events
 */
LumbarFhirPerson *
lumbar_fhir_person_new (LumbarPatient *patient)
{
  LumbarFhirPerson *self = g_new0 (LumbarFhirPerson, 1);

  self->patient = g_object_ref (patient);
  self->encounters = g_ptr_array_new_with_free_func (g_object_unref);
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * lumbar_fhir_person_free:
 * @self: (nullable): a person
 */
void
lumbar_fhir_person_free (LumbarFhirPerson *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->patient);
  g_ptr_array_unref (self->encounters);
  g_ptr_array_unref (self->events);
  g_free (self);
}

static void
write_person (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, LumbarFhirPerson *person)
{
  g_autofree char *id = lumbar_fhir_id (person->patient->id);

  lumbar_fhir_patient_write (writer, person->patient, id);
  for (guint i = 0; i < person->encounters->len; i++)
    lumbar_fhir_visit_write (writer, knowledge, person->encounters->pdata[i], id);
  for (guint i = 0; i < person->events->len; i++)
    lumbar_fhir_event_write (writer, person->events->pdata[i], id);
}

/**
 * lumbar_fhir_bundle_write:
 * @knowledge: the tables
 * @persons: (element-type LumbarFhirPerson): whose records, with whole signed visits
 * @created_at: this instant
 *
 * Writes records as a FHIR R4 transaction Bundle. Every resource has an id that is the same each time,
 * and is put rather than posted, so that sending or reading it twice doubles nothing. It is written
 * without indentation: a clinic's record is large.
 *
 * Returns: (transfer full): JSON text
 */
char *
lumbar_fhir_bundle_write (LumbarKnowledge *knowledge, GPtrArray *persons, const char *created_at)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "resourceType", "Bundle");
  lumbar_json_writer_string (writer, "type", "transaction");
  lumbar_json_writer_string (writer, "timestamp", created_at);
  if (persons->len > 0)
    lumbar_json_writer_begin_array (writer, "entry");
  for (guint i = 0; i < persons->len; i++)
    write_person (writer, knowledge, persons->pdata[i]);
  if (persons->len > 0)
    lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}
