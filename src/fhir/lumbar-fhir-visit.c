/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One visit on its way out: the Encounter, what hangs on it, and who vouches for it (Provenance). */

#include "lumbar-fhir-visit.h"

#include "lumbar-fhir-assessment.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-conclusion.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-fhir-measure.h"
#include "lumbar-fhir-response-writer.h"

static void
write_encounter (const LumbarFhirVisit *self)
{
  LumbarJsonWriter *writer = self->writer;
  LumbarEncounter *encounter = self->encounter;

  lumbar_fhir_begin_entry (writer, "Encounter", self->encounter_id);
  lumbar_json_writer_string (writer, "status", "finished");
  lumbar_fhir_write_coding (writer, "class", LUMBAR_FHIR_TERMINOLOGY "v3-ActCode", "AMB", "ambulatory");
  lumbar_fhir_write_reference (writer, "subject", self->patient_id);
  if (*encounter->author != '\0')
    {
      lumbar_json_writer_begin_array (writer, "participant");
      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_fhir_write_name (writer, "individual", encounter->author);
      lumbar_json_writer_end_object (writer);
      lumbar_json_writer_end_array (writer);
    }
  lumbar_json_writer_begin_object (writer, "period");
  lumbar_fhir_write_text (writer, "start", encounter->started_at);
  lumbar_fhir_write_text (writer, "end", encounter->signed_at);
  lumbar_json_writer_end_object (writer);
  lumbar_fhir_end_entry (writer, "Encounter", self->encounter_id);
}

/* By this an import knows what it makes anew rather than reads. */
static void
write_source (LumbarJsonWriter *writer)
{
  lumbar_json_writer_begin_object (writer, "meta");
  lumbar_json_writer_string (writer, "source", LUMBAR_FHIR_BASE);
  lumbar_json_writer_end_object (writer);
}

static void
write_agent (LumbarJsonWriter *writer, const char *type, const char *who)
{
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_fhir_write_concept (writer, "type", LUMBAR_FHIR_TERMINOLOGY "provenance-participant-type", type,
                             NULL);
  lumbar_fhir_write_name (writer, "who", who);
  lumbar_json_writer_end_object (writer);
}

/* Who answered for the visit and by which rules it was assessed. */
static void
write_provenance (const LumbarFhirVisit *self)
{
  LumbarJsonWriter *writer = self->writer;
  LumbarEncounter *encounter = self->encounter;
  g_autofree char *id = lumbar_fhir_id_derive (self->encounter_id, "provenance");
  g_autofree char *canonical = lumbar_fhir_canonical (self->knowledge, encounter->knowledge_version);
  const char *recorded = *encounter->signed_at ? encounter->signed_at : encounter->started_at;

  lumbar_fhir_begin_entry (writer, "Provenance", id);
  write_source (writer);
  lumbar_json_writer_begin_array (writer, "target");
  lumbar_fhir_write_reference (writer, NULL, self->encounter_id);
  lumbar_fhir_write_reference (writer, NULL, self->response_id);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_string (writer, "recorded", recorded);
  lumbar_json_writer_begin_array (writer, "agent");
  if (*encounter->author != '\0')
    write_agent (writer, "author", encounter->author);
  write_agent (writer, "assembler", "Lumbar");
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_begin_array (writer, "entity");
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "role", "source");
  lumbar_json_writer_begin_object (writer, "what");
  lumbar_json_writer_begin_object (writer, "identifier");
  lumbar_json_writer_string (writer, "value", canonical);
  lumbar_json_writer_end_object (writer);
  lumbar_fhir_write_text (writer, "display", lumbar_knowledge_get_title (self->knowledge));
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_end_entry (writer, "Provenance", id);
}

/**
 * lumbar_fhir_visit_begin:
 * @self: a visit
 * @type: the type of a resource about the patient
 * @name: what tells it from the other resources of the visit
 *
 * Begins an entry with the references to patient and visit.
 *
 * Returns: (transfer full): the id of the resource, for lumbar_fhir_end_entry()
 */
char *
lumbar_fhir_visit_begin (const LumbarFhirVisit *self, const char *type, const char *name)
{
  char *id = lumbar_fhir_id_derive (self->encounter_id, name);

  lumbar_fhir_begin_entry (self->writer, type, id);
  write_source (self->writer);
  lumbar_fhir_write_reference (self->writer, "subject", self->patient_id);
  lumbar_fhir_write_reference (self->writer, "encounter", self->encounter_id);
  return id;
}

/**
 * lumbar_fhir_visit_write:
 * @writer: a writer inside Bundle.entry
 * @knowledge: the tables
 * @encounter: a signed visit with its answers
 * @patient_id: id of the Patient resource
 *
 * Writes everything that a visit is in FHIR.
 */
void
lumbar_fhir_visit_write (LumbarJsonWriter *writer,
                         LumbarKnowledge *knowledge,
                         LumbarEncounter *encounter,
                         const char *patient_id)
{
  g_autofree char *encounter_id = lumbar_fhir_id (encounter->id);
  g_autofree char *response_id = lumbar_fhir_id_derive (encounter_id, "response");
  g_autofree char *patient = g_strdup (patient_id);
  const LumbarFhirVisit self = { writer, knowledge, encounter, patient, encounter_id, response_id };

  write_encounter (&self);
  lumbar_fhir_response_write (&self);
  lumbar_fhir_measure_write_all (&self);
  if (encounter->assessment != NULL)
    lumbar_fhir_assessment_write (&self);
  if (encounter->conclusion != NULL)
    lumbar_fhir_conclusion_write (&self);
  write_provenance (&self);
}
