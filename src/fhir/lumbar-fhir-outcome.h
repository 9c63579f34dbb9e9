/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-fhir-visit.h"

G_BEGIN_DECLS

void lumbar_fhir_outcome_write_extensions (const LumbarFhirVisit *visit);
void lumbar_fhir_outcome_write_conditions (const LumbarFhirVisit *visit);

G_END_DECLS
