/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-fhir-input.h"
#include "lumbar-response.h"

G_BEGIN_DECLS

gboolean lumbar_fhir_response_is_ours (const char *canonical);
LumbarResponse *lumbar_fhir_response_read (const LumbarFhirInput *input,
                                           JsonObject *resource,
                                           const char *path,
                                           GError **error);

G_END_DECLS
