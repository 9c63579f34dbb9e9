/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "lumbar-response.h"

G_BEGIN_DECLS

char *response_file_read_text (const char *name);
JsonNode *response_file_parse (const char *text);
GStrv response_file_read_lines (const char *name);
LumbarResponse *response_file_respond (LumbarKnowledge *knowledge, JsonObject *answers);

G_END_DECLS
