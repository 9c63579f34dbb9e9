/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-fhir-input.h"
#include "lumbar-response.h"

G_BEGIN_DECLS

LumbarResponse *
lumbar_fhir_plain_answers_read (const LumbarFhirInput *input, JsonObject *root, GError **error);

G_END_DECLS
