/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-fhir-input.h"
#include "lumbar-fhir-visit.h"

G_BEGIN_DECLS

void lumbar_fhir_conclusion_write (const LumbarFhirVisit *visit);

gboolean lumbar_fhir_conclusion_is (JsonObject *impression);
gboolean lumbar_fhir_conclusion_read (const LumbarFhirInput *input,
                                      JsonObject *impression,
                                      const char *path,
                                      LumbarEncounter *encounter,
                                      GError **error);

G_END_DECLS
