/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-fhir-input.h"
#include "lumbar-json-writer.h"
#include "lumbar-patient.h"

G_BEGIN_DECLS

void lumbar_fhir_patient_write (LumbarJsonWriter *writer, LumbarPatient *patient, const char *id);
LumbarPatient *lumbar_fhir_patient_read (
    const LumbarFhirInput *input, JsonObject *resource, const char *path, const char *id, GError **error);

G_END_DECLS
