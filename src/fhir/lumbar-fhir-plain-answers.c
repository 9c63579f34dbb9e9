/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads plain answers: one member a finding, {"pain-onset": "sudden", "pain-site": ["flank"],
 * "fever-or-rigors": "yes", "age-years": 54}, alone or as "answers" of an object that says more. */

#include "lumbar-fhir-plain-answers.h"

#include <string.h>

#include "lumbar-answer-check.h"
#include "lumbar-error.h"
#include "lumbar-fhir-score.h"

static gboolean
holds_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
holds_boolean (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

static gboolean
holds_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && !holds_string (node) && !holds_boolean (node);
}

static LumbarAnswer *
refuse_type (const LumbarFinding *finding, JsonNode *node, GError **error)
{
  static const char *const wanted[] = {
    [LUMBAR_FINDING_BOOLEAN] = "“yes”, “no”, true or false",
    [LUMBAR_FINDING_CHOICE] = "one option, as a string",
    [LUMBAR_FINDING_MULTI_CHOICE] = "options, as an array of strings",
    [LUMBAR_FINDING_BODY_MAP] = "body regions, as an array of strings",
    [LUMBAR_FINDING_INTEGER] = "a whole number, without quotes",
    [LUMBAR_FINDING_DECIMAL] = "a number, without quotes",
    [LUMBAR_FINDING_NRS] = "a whole number from 0 to 10, without quotes",
    [LUMBAR_FINDING_DATE] = "a day, as a string: “2026-11-22”",
    [LUMBAR_FINDING_TEXT] = "a text, as a string",
  };

  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "“%s” takes %s; this is %s", finding->id,
               wanted[finding->type], lumbar_json_type_name (node));
  return NULL;
}

static LumbarAnswer *
read_options (const LumbarFinding *finding, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (holds_boolean (node) && finding->type == LUMBAR_FINDING_BOOLEAN)
    return lumbar_answer_new_options (json_node_get_boolean (node) ? LUMBAR_VALUE_YES : LUMBAR_VALUE_NO);
  if (holds_string (node))
    g_ptr_array_add (ids, (gpointer) json_node_get_string (node));
  else if (array == NULL)
    return refuse_type (finding, node, error);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!holds_string (element))
        return refuse_type (finding, element, error);
      g_ptr_array_add (ids, (gpointer) json_node_get_string (element));
    }
  g_ptr_array_add (ids, NULL);
  return lumbar_answer_check_options (finding, (const char *const *) ids->pdata, error);
}

static LumbarAnswer *
read_answer (const LumbarFhirInput *input, const LumbarFinding *finding, JsonNode *node, GError **error)
{
  if (lumbar_finding_holds_options (finding))
    return read_options (finding, node, error);
  if (lumbar_finding_holds_number (finding))
    return holds_number (node) ? lumbar_answer_check_number (finding, json_node_get_double (node), error)
                               : refuse_type (finding, node, error);
  return holds_string (node)
             ? lumbar_answer_check_text (finding, json_node_get_string (node), input->today, error)
             : refuse_type (finding, node, error);
}

static gboolean
read_member (const LumbarFhirInput *input,
             LumbarResponse *response,
             const char *path,
             const char *id,
             JsonNode *node,
             GError **error)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (input->knowledge, id);
  g_autoptr (LumbarAnswer) answer = NULL;
  GError *problem = NULL;

  if (finding == NULL && (*id == '_' || *id == '$'))
    {
      lumbar_fhir_input_ignore (input, path, "no finding; not read");
      return TRUE;
    }
  if (finding == NULL)
    return lumbar_fhir_input_fail_unknown (input, path, id, error);
  if (JSON_NODE_HOLDS_NULL (node))
    {
      lumbar_fhir_input_ignore (input, id, "null: not assessed");
      return TRUE;
    }
  answer = read_answer (input, finding, node, &problem);
  if (answer == NULL)
    return lumbar_fhir_input_place (input, path, problem, error);
  lumbar_response_set_answer (response, finding->index, answer);
  return TRUE;
}

/* What stands beside "answers": not read, unless it is an answer in the wrong place. */
static gboolean
pass_over_rest (const LumbarFhirInput *input, JsonObject *root, GError **error)
{
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init_ordered (&iter, root);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (lumbar_knowledge_find_finding (input->knowledge, member) != NULL)
      return lumbar_fhir_input_fail (input, member, error,
                                     "stands beside “answers”; put it inside, or it would not be read");
    else if (strcmp (member, "answers") != 0)
      lumbar_fhir_input_ignore (input, member, "beside the answers; not read");
  return TRUE;
}

/**
 * lumbar_fhir_plain_answers_read:
 * @input: where it comes from
 * @root: an object of answers, or one whose member "answers" is that
 *
 * Returns: (transfer full): the answers, or %NULL with an error that names file, finding and what would
 *   be right
 */
LumbarResponse *
lumbar_fhir_plain_answers_read (const LumbarFhirInput *input, JsonObject *root, GError **error)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (input->knowledge);
  JsonNode *wrapped = json_object_get_member (root, "answers");
  JsonObject *answers = root;
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (wrapped != NULL)
    {
      answers = lumbar_json_get_object (root, "answers");
      if (answers == NULL)
        {
          lumbar_fhir_input_fail (input, "answers", error,
                                  "is %s; it must be an object with one member a finding",
                                  lumbar_json_type_name (wrapped));
          return NULL;
        }
      if (!pass_over_rest (input, root, error))
        return NULL;
    }
  json_object_iter_init_ordered (&iter, answers);
  while (json_object_iter_next_ordered (&iter, &id, &node))
    {
      g_autofree char *path = wrapped ? g_strconcat ("answers.", id, NULL) : g_strdup (id);

      if (!read_member (input, response, path, id, node, error))
        return NULL;
    }
  lumbar_fhir_score_fill (input, response);
  return g_steal_pointer (&response);
}
