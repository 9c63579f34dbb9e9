/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

#define LUMBAR_FHIR_QUESTIONNAIRE_URL "https://lumbar.github.io/fhir/Questionnaire/low-back-pain-in-ms"

char *lumbar_fhir_questionnaire_write (LumbarKnowledge *knowledge, const char *language);

G_END_DECLS
