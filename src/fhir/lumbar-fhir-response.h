/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

LumbarResponse *lumbar_fhir_response_read_file (
    LumbarKnowledge *knowledge, const char *path, const char *today, GPtrArray *ignored, GError **error);
LumbarResponse *lumbar_fhir_response_read_bytes (LumbarKnowledge *knowledge,
                                                 const char *name,
                                                 GBytes *bytes,
                                                 const char *today,
                                                 GPtrArray *ignored,
                                                 GError **error);

G_END_DECLS
