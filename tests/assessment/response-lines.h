/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "lumbar-response.h"

G_BEGIN_DECLS

char *response_lines_read_text (const char *name);
JsonNode *response_lines_parse_json (const char *text);
GPtrArray *response_lines_read (const char *name);
LumbarResponse *response_lines_parse (LumbarKnowledge *knowledge, JsonObject *answers);

G_END_DECLS
