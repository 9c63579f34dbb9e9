/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"
#include "lumbar-fhir-input.h"

G_BEGIN_DECLS

gboolean lumbar_fhir_conclusion_is (JsonObject *impression);
gboolean lumbar_fhir_conclusion_read (const LumbarFhirInput *input,
                                      JsonObject *impression,
                                      const char *path,
                                      LumbarEncounter *encounter,
                                      GError **error);

G_END_DECLS
