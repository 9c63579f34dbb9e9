/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-fhir-visit.h"

G_BEGIN_DECLS

void lumbar_fhir_conclusion_write (const LumbarFhirVisit *visit);

G_END_DECLS
