/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A response, a questionnaire or a clinic's bundle is far below this; what is above is a mistake. */
#define LUMBAR_JSON_MAX_BYTES ((gsize) 32 * 1024 * 1024)

JsonNode *lumbar_json_read_file (const char *path, GError **error);
JsonNode *lumbar_json_read_file_up_to (const char *path, gsize max_bytes, GError **error);
JsonNode *lumbar_json_read_bytes (const char *name, GBytes *bytes, GError **error);

JsonObject *lumbar_json_get_object (JsonObject *object, const char *member);
JsonArray *lumbar_json_get_array (JsonObject *object, const char *member);
const char *lumbar_json_get_string (JsonObject *object, const char *member);
JsonObject *lumbar_json_element_object (JsonArray *array, guint i);
const char *lumbar_json_type_name (JsonNode *node);

G_END_DECLS
