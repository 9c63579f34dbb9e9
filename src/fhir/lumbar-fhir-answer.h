/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-answer.h"
#include "lumbar-fhir-input.h"

G_BEGIN_DECLS

LumbarAnswer *lumbar_fhir_answer_read (const LumbarFhirInput *input,
                                       const LumbarFinding *finding,
                                       JsonArray *answers,
                                       const char *path,
                                       GError **error);

G_END_DECLS
