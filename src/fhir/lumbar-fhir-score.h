/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-fhir-input.h"
#include "lumbar-response.h"

G_BEGIN_DECLS

/* A computed mean is written with so many digits after the point. */
#define LUMBAR_FHIR_SCORE_DECIMALS 1

const LumbarSection *lumbar_fhir_score_section (const LumbarInstrument *instrument);
char *lumbar_fhir_score_link_id (const LumbarInstrument *instrument);
char *lumbar_fhir_score_expression (const LumbarInstrument *instrument);
gboolean lumbar_fhir_score_compute (const LumbarInstrument *instrument, LumbarResponse *response, double *score);
void lumbar_fhir_score_fill (const LumbarFhirInput *input, LumbarResponse *response);

G_END_DECLS
