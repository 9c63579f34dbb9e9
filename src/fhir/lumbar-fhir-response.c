/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the answers of one visit from a file, in either form that is accepted. */

#include "lumbar-fhir-response.h"

#include <string.h>

#include "lumbar-fhir-plain-answers.h"
#include "lumbar-fhir-response-reader.h"

/* What a response says about itself that Lumbar has no use for is listed, not dropped in silence. */
static void
list_unread (const LumbarFhirInput *input, JsonObject *resource)
{
  static const char *const unread[] = {
    "implicitRules", "text",    "contained", "extension", "identifier", "basedOn",
    "partOf",        "subject", "encounter", "author",    "source",     NULL,
  };

  for (guint i = 0; unread[i] != NULL; i++)
    if (json_object_has_member (resource, unread[i]))
      lumbar_fhir_input_ignore (input, unread[i], "not read");
}

static LumbarResponse *
read_resource (const LumbarFhirInput *input, JsonObject *root, GError **error)
{
  const char *type = lumbar_json_get_string (root, "resourceType");

  if (g_strcmp0 (type, "QuestionnaireResponse") != 0)
    {
      lumbar_fhir_input_fail (
          input, "resourceType", error,
          "is %s%s%s; a response is a QuestionnaireResponse or an object of plain answers%s", type ? "“" : "",
          type ? type : "no string", type ? "”" : "",
          g_strcmp0 (type, "Bundle") == 0 ? " (“lumbar import” reads a Bundle)" : "");
      return NULL;
    }
  list_unread (input, root);
  return lumbar_fhir_response_read (input, root, type, error);
}

static LumbarResponse *
read_root (const LumbarFhirInput *input, JsonNode *node, GError **error)
{
  JsonObject *root;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      lumbar_fhir_input_fail (input, "the whole file", error,
                              "is %s; a response is a QuestionnaireResponse or an object of plain answers",
                              lumbar_json_type_name (node));
      return NULL;
    }
  root = json_node_get_object (node);
  if (json_object_has_member (root, "resourceType"))
    return read_resource (input, root, error);
  if (json_object_has_member (root, "item"))
    {
      lumbar_fhir_input_fail (input, "resourceType", error,
                              "is missing; it must be “QuestionnaireResponse”");
      return NULL;
    }
  return lumbar_fhir_plain_answers_read (input, root, error);
}

/**
 * lumbar_fhir_response_read_file:
 * @knowledge: the findings that can be answered
 * @path: a file name, or "-" for standard input
 * @today: the day after which a date lies in the future
 * @ignored: (nullable) (element-type LumbarIgnored): what is passed over is appended
 *
 * Reads the answers of one visit: a FHIR R4 QuestionnaireResponse, or plain answers with one member a
 * finding. Nothing in the file is trusted.
 *
 * Returns: (transfer full): the answers, or %NULL with %LUMBAR_ERROR_INPUT naming the file, the place in it
 *   and what would be right
 */
LumbarResponse *
lumbar_fhir_response_read_file (
    LumbarKnowledge *knowledge, const char *path, const char *today, GPtrArray *ignored, GError **error)
{
  const LumbarFhirInput input = {
    .knowledge = knowledge,
    .name = strcmp (path, "-") == 0 ? "standard input" : path,
    .today = today,
    .ignored = ignored,
  };
  g_autoptr (JsonNode) node = lumbar_json_read_file (path, error);

  return node ? read_root (&input, node, error) : NULL;
}

/**
 * lumbar_fhir_response_read_bytes:
 * @knowledge: the findings that can be answered
 * @name: what to call the text in messages
 * @bytes: JSON text
 * @today: the day after which a date lies in the future
 * @ignored: (nullable) (element-type LumbarIgnored): what is passed over is appended
 *
 * Reads the answers of one visit as lumbar_fhir_response_read_file() does. May be called from any thread.
 *
 * Returns: (transfer full): the answers, or %NULL with %LUMBAR_ERROR_INPUT naming @name, the place in it and what
 *   would be right
 */
LumbarResponse *
lumbar_fhir_response_read_bytes (LumbarKnowledge *knowledge,
                                 const char *name,
                                 GBytes *bytes,
                                 const char *today,
                                 GPtrArray *ignored,
                                 GError **error)
{
  const LumbarFhirInput input = { .knowledge = knowledge, .name = name, .today = today, .ignored = ignored };
  g_autoptr (JsonNode) node = lumbar_json_read_bytes (name, bytes, error);

  return node ? read_root (&input, node, error) : NULL;
}
