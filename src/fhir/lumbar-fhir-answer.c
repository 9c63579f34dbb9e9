/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the answers of one item of a QuestionnaireResponse: which value[x] fits which finding. */

#include "lumbar-fhir-answer.h"

#include <string.h>

#include "lumbar-answer-check.h"
#include "lumbar-fhir-codes.h"

/* The one value[x] of an answer. */
static const char *
find_value (const LumbarFhirInput *input, JsonObject *answer, const char *path, GError **error)
{
  static const char *const known[] = {
    "id",          "extension",     "item",           "valueBoolean", "valueDecimal", "valueInteger",
    "valueDate",   "valueDateTime", "valueTime",      "valueString",  "valueUri",     "valueAttachment",
    "valueCoding", "valueQuantity", "valueReference", NULL,
  };
  const char *value = NULL, *member;
  JsonObjectIter iter;

  if (!lumbar_fhir_input_check_members (input, answer, path, known, error))
    return NULL;
  json_object_iter_init_ordered (&iter, answer);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    {
      if (!g_str_has_prefix (member, "value"))
        continue;
      if (value != NULL)
        {
          lumbar_fhir_input_fail (input, path, error, "has both %s and %s; an answer has one value", value,
                                  member);
          return NULL;
        }
      value = member;
    }
  if (value == NULL)
    lumbar_fhir_input_fail (input, path, error, "has no value; leave the item out where it was not assessed");
  return value;
}

static gboolean
refuse_value (const LumbarFhirInput *input,
              const LumbarFinding *finding,
              const char *path,
              JsonNode *node,
              GError **error)
{
  static const char *const wanted[] = {
    [LUMBAR_FINDING_BOOLEAN] = "valueBoolean (true or false), or valueCoding with code “yes” or “no”",
    [LUMBAR_FINDING_CHOICE] = "valueCoding with the option as its code",
    [LUMBAR_FINDING_MULTI_CHOICE] = "valueCoding with the option as its code, one answer an option",
    [LUMBAR_FINDING_BODY_MAP] = "valueCoding with the body region as its code, one answer a region",
    [LUMBAR_FINDING_INTEGER] = "valueInteger with a whole number",
    [LUMBAR_FINDING_DECIMAL] = "valueDecimal with a number",
    [LUMBAR_FINDING_NRS] = "valueInteger with a whole number from 0 to 10",
    [LUMBAR_FINDING_DATE] = "valueDate with a string as “2026-11-22”",
    [LUMBAR_FINDING_TEXT] = "valueString with a string",
  };

  return lumbar_fhir_input_fail (input, path, error, "“%s” takes %s; this is %s", finding->id,
                                 wanted[finding->type], lumbar_json_type_name (node));
}

static gboolean
is_type (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_number (JsonNode *node)
{
  return is_type (node, G_TYPE_INT64) || is_type (node, G_TYPE_DOUBLE);
}

/* The option id of one answer. */
static gboolean
read_option (const LumbarFhirInput *input,
             const LumbarFinding *finding,
             const char *value,
             JsonNode *node,
             const char *path,
             const char **option,
             GError **error)
{
  g_autofree char *place = g_strconcat (path, ".", value, NULL);
  g_autofree char *code = g_strconcat (place, ".code", NULL);
  g_autofree char *ours = lumbar_fhir_option_system (finding);
  const char *system;
  JsonObject *coding;

  if (strcmp (value, "valueBoolean") == 0 && finding->type == LUMBAR_FINDING_BOOLEAN &&
      is_type (node, G_TYPE_BOOLEAN))
    {
      *option = json_node_get_boolean (node) ? "yes" : "no";
      return TRUE;
    }
  if (strcmp (value, "valueCoding") != 0 || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse_value (input, finding, place, node, error);
  coding = json_node_get_object (node);
  if (!lumbar_fhir_input_read_string (input, coding, place, "code", option, error) ||
      !lumbar_fhir_input_read_string (input, coding, place, "system", &system, error))
    return FALSE;
  if (*option == NULL)
    return lumbar_fhir_input_fail (input, code, error, "is missing; the option stands in it, not in display");
  if (system != NULL && strcmp (system, ours) != 0)
    lumbar_fhir_input_ignore (input, finding->id, "system “%s” of the code “%s”: taken as %s", system,
                              *option, ours);
  return TRUE;
}

static LumbarAnswer *
read_options (const LumbarFhirInput *input,
              const LumbarFinding *finding,
              JsonArray *answers,
              const char *path,
              GError **error)
{
  const char *ids[LUMBAR_VALUE_MAX_OPTIONS + 1] = { NULL };
  g_autoptr (LumbarAnswer) answer = NULL;

  if (json_array_get_length (answers) > finding->options->len)
    {
      lumbar_fhir_input_fail (input, path, error, "has %u answers; “%s” has %u options",
                              json_array_get_length (answers), finding->id, finding->options->len);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.answer[%u]", path, i);
      g_autofree char *leaf = NULL;
      JsonObject *object = lumbar_json_element_object (answers, i);
      const char *value = find_value (input, object, place, error);
      GError *problem = NULL;

      if (value == NULL ||
          !read_option (input, finding, value, json_object_get_member (object, value), place, &ids[i], error))
        return NULL;
      /* Checked one by one, so that the message names the answer that is wrong. */
      g_clear_pointer (&answer, lumbar_answer_unref);
      answer = lumbar_answer_check_options (finding, ids, &problem);
      if (answer == NULL)
        {
          leaf = g_strconcat (place, ".", value, strcmp (value, "valueCoding") == 0 ? ".code" : "", NULL);
          lumbar_fhir_input_place (input, leaf, problem, error);
          return NULL;
        }
    }
  return g_steal_pointer (&answer);
}

/* A Quantity counts only in the finding's own unit and without "<" or ">". */
static gboolean
read_quantity (const LumbarFhirInput *input,
               const LumbarFinding *finding,
               JsonObject *quantity,
               const char *path,
               JsonNode **number,
               GError **error)
{
  const char *unit, *code, *comparator;
  g_autofree char *place = g_strconcat (path, ".value", NULL);

  if (!lumbar_fhir_input_read_string (input, quantity, path, "unit", &unit, error) ||
      !lumbar_fhir_input_read_string (input, quantity, path, "code", &code, error) ||
      !lumbar_fhir_input_read_string (input, quantity, path, "comparator", &comparator, error))
    return FALSE;
  if (code == NULL)
    code = unit;
  if (comparator != NULL)
    return lumbar_fhir_input_fail (
        input, path, error, "has the comparator “%s”; “%s” takes a measured number", comparator, finding->id);
  if (code != NULL && !lumbar_fhir_unit_matches (finding, code))
    return lumbar_fhir_input_fail (input, path, error, "is in “%s”; “%s” is recorded in “%s”", code,
                                   finding->id, *finding->unit ? finding->unit : "1");
  *number = json_object_get_member (quantity, "value");
  if (*number == NULL)
    return lumbar_fhir_input_fail (input, place, error, "is missing");
  if (!is_number (*number))
    return lumbar_fhir_input_fail (input, place, error, "is %s; it must be a number",
                                   lumbar_json_type_name (*number));
  return TRUE;
}

static LumbarAnswer *
read_number (const LumbarFhirInput *input,
             const LumbarFinding *finding,
             const char *value,
             JsonNode *node,
             const char *path,
             GError **error)
{
  GError *problem = NULL;
  LumbarAnswer *answer;

  if (strcmp (value, "valueQuantity") == 0 && JSON_NODE_HOLDS_OBJECT (node))
    {
      if (!read_quantity (input, finding, json_node_get_object (node), path, &node, error))
        return NULL;
    }
  else if ((strcmp (value, "valueInteger") != 0 && strcmp (value, "valueDecimal") != 0) || !is_number (node))
    {
      refuse_value (input, finding, path, node, error);
      return NULL;
    }
  answer = lumbar_answer_check_number (finding, json_node_get_double (node), &problem);
  if (answer == NULL)
    lumbar_fhir_input_place (input, path, problem, error);
  return answer;
}

static LumbarAnswer *
read_text (const LumbarFhirInput *input,
           const LumbarFinding *finding,
           const char *value,
           JsonNode *node,
           const char *path,
           GError **error)
{
  const char *wanted = finding->type == LUMBAR_FINDING_DATE ? "valueDate" : "valueString";
  GError *problem = NULL;
  LumbarAnswer *answer;

  if (strcmp (value, wanted) != 0 || !is_type (node, G_TYPE_STRING))
    {
      refuse_value (input, finding, path, node, error);
      return NULL;
    }
  answer = lumbar_answer_check_text (finding, json_node_get_string (node), input->today, &problem);
  if (answer == NULL)
    lumbar_fhir_input_place (input, path, problem, error);
  return answer;
}

/**
 * lumbar_fhir_answer_read:
 * @input: where it comes from
 * @finding: the finding that is answered
 * @answers: its answers: objects, at least one
 * @path: the JSON path of the item
 *
 * Returns: (transfer full): the answer, or %NULL with an error that names file, path and what would be
 *   right
 */
LumbarAnswer *
lumbar_fhir_answer_read (const LumbarFhirInput *input,
                         const LumbarFinding *finding,
                         JsonArray *answers,
                         const char *path,
                         GError **error)
{
  g_autofree char *place = g_strconcat (path, ".answer[0]", NULL);
  g_autofree char *second = g_strconcat (path, ".answer[1]", NULL);
  g_autofree char *leaf = NULL;
  JsonObject *object = lumbar_json_element_object (answers, 0);
  const char *value;
  JsonNode *node;

  if (json_array_get_length (answers) > 1 && !lumbar_finding_holds_many (finding))
    {
      lumbar_fhir_input_fail (input, second, error, "“%s” takes one answer, not %u", finding->id,
                              json_array_get_length (answers));
      return NULL;
    }
  if (lumbar_finding_holds_options (finding))
    return read_options (input, finding, answers, path, error);
  value = find_value (input, object, place, error);
  if (value == NULL)
    return NULL;
  leaf = g_strconcat (place, ".", value, NULL);
  node = json_object_get_member (object, value);
  return lumbar_finding_holds_number (finding) ? read_number (input, finding, value, node, leaf, error)
                                               : read_text (input, finding, value, node, leaf, error);
}
