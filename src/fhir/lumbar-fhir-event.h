/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-event.h"
#include "lumbar-fhir-input.h"
#include "lumbar-json-writer.h"

G_BEGIN_DECLS

void lumbar_fhir_event_write (LumbarJsonWriter *writer, LumbarEvent *event, const char *patient_id);

gboolean lumbar_fhir_event_is (JsonObject *observation);
LumbarEvent *lumbar_fhir_event_read (const LumbarFhirInput *input,
                                     JsonObject *observation,
                                     const char *path,
                                     const char *patient_id,
                                     GError **error);

G_END_DECLS
