/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"
#include "lumbar-event.h"
#include "lumbar-patient.h"

G_BEGIN_DECLS

/**
 * LumbarFhirPerson:
 * @patient: who
 * @encounters: (element-type LumbarEncounter): whole signed encounters, oldest first
 * @events: (element-type LumbarEvent): dated events
 *
 * One person's record on its way in or out.
 */
typedef struct
{
  LumbarPatient *patient;
  GPtrArray *encounters;
  GPtrArray *events;
} LumbarFhirPerson;

LumbarFhirPerson *lumbar_fhir_person_new (LumbarPatient *patient);
void lumbar_fhir_person_free (LumbarFhirPerson *self);

char *lumbar_fhir_bundle_write (LumbarKnowledge *knowledge, GPtrArray *persons, const char *created_at);
GPtrArray *lumbar_fhir_bundle_read_file (
    LumbarKnowledge *knowledge, const char *path, const char *today, GPtrArray *ignored, GError **error);

G_END_DECLS
