/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"
#include "lumbar-json-writer.h"

G_BEGIN_DECLS

/**
 * LumbarFhirVisit:
 * @writer: a writer inside Bundle.entry
 * @knowledge: the tables
 * @encounter: the visit
 * @patient_id: id of the Patient resource
 * @encounter_id: id of the Encounter resource
 * @response_id: id of the QuestionnaireResponse
 *
 * What every resource of a visit is written from. Borrows the writer, the tables and the visit.
 */
typedef struct
{
  LumbarJsonWriter *writer;
  LumbarKnowledge *knowledge;
  LumbarEncounter *encounter;
  char *patient_id;
  char *encounter_id;
  char *response_id;
} LumbarFhirVisit;

void lumbar_fhir_visit_write (LumbarJsonWriter *writer,
                              LumbarKnowledge *knowledge,
                              LumbarEncounter *encounter,
                              const char *patient_id);
char *lumbar_fhir_visit_begin (const LumbarFhirVisit *self, const char *type, const char *name);

G_END_DECLS
