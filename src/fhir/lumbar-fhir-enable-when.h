/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-json-writer.h"
#include "lumbar-knowledge.h"

G_BEGIN_DECLS

gboolean lumbar_fhir_enable_when_write (LumbarJsonWriter *writer,
                                        LumbarKnowledge *knowledge,
                                        const LumbarExpression *expression);
gboolean lumbar_fhir_enable_when_is_plain (LumbarKnowledge *knowledge, const LumbarExpression *expression);
char *lumbar_fhir_enable_when_to_fhirpath (LumbarKnowledge *knowledge, const LumbarExpression *expression);

G_END_DECLS
