/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a FHIR R4 QuestionnaireResponse. Groups may nest as they like: only linkIds count. */

#include "lumbar-fhir-response-reader.h"

#include <string.h>

#include "lumbar-answer-check.h"
#include "lumbar-error.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-questionnaire.h"
#include "lumbar-measure.h"
#include "lumbar-text.h"

typedef struct {
  const LumbarFhirInput *input;
  LumbarResponse *response;
  GHashTable *scores; /* instrument to linkId of the computed scores that were met */
} Reader;

static gboolean read_items (Reader *self, JsonObject *parent, const char *path, GError **error);

/* The one value[x] of an answer. */
static const char *
find_value (const LumbarFhirInput *input, JsonObject *answer, const char *path, GError **error)
{
  static const char *const known[] = {
    "id",           "extension",     "item",        "valueBoolean",  "valueDecimal",    "valueInteger",
    "valueDate",    "valueDateTime", "valueTime",   "valueString",   "valueUri",        "valueAttachment",
    "valueCoding",  "valueQuantity", "valueReference", NULL,
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
          lumbar_fhir_input_fail (input, path, error, "has both %s and %s; an answer has one value", value, member);
          return NULL;
        }
      value = member;
    }
  if (value == NULL)
    lumbar_fhir_input_fail (input, path, error,
                            "has no value; leave the item out where it was not assessed");
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
    lumbar_fhir_input_ignore (input, finding->id, "system “%s” of the code “%s”: taken as %s", system, *option, ours);
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

      if (value == NULL || !read_option (input, finding, value, json_object_get_member (object, value), place,
                                         &ids[i], error))
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
    return lumbar_fhir_input_fail (input, path, error,
                                   "has the comparator “%s”; “%s” takes a measured number", comparator,
                                   finding->id);
  if (code != NULL && !lumbar_fhir_unit_matches (finding, code))
    return lumbar_fhir_input_fail (input, path, error, "is in “%s”; “%s” is recorded in “%s”", code, finding->id,
                                   *finding->unit ? finding->unit : "1");
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

static LumbarAnswer *
read_answer (const LumbarFhirInput *input,
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

/* A note hangs on an item as an extension of ours; others are passed over. */
static gboolean
read_note (Reader *self, const LumbarFinding *finding, JsonObject *item, const char *path, GError **error)
{
  JsonArray *extensions;

  if (!lumbar_fhir_input_read_objects (self->input, item, path, "extension", &extensions, error))
    return FALSE;
  for (guint i = 0; extensions != NULL && i < json_array_get_length (extensions); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.extension[%u]", path, i);
      JsonObject *extension = lumbar_json_element_object (extensions, i);
      const char *note;
      g_autofree char *clean = NULL;

      if (g_strcmp0 (lumbar_json_get_string (extension, "url"), LUMBAR_FHIR_EXTENSIONS "note") != 0)
        {
          lumbar_fhir_input_ignore (self->input, place, "extension; not read");
          continue;
        }
      if (!lumbar_fhir_input_read_string (self->input, extension, place, "valueString", &note, error))
        return FALSE;
      clean = lumbar_text_clean (note, TRUE);
      if (g_utf8_strlen (clean, -1) > LUMBAR_ANSWER_MAX_TEXT)
        return lumbar_fhir_input_fail (self->input, place, error, "the note is longer than %d characters",
                                       LUMBAR_ANSWER_MAX_TEXT);
      lumbar_response_set_note (self->response, finding->index, clean);
    }
  return TRUE;
}

static gboolean
read_finding (Reader *self, const LumbarFinding *finding, JsonObject *item, const char *path, GError **error)
{
  g_autoptr (LumbarAnswer) answer = NULL;
  JsonArray *answers;

  if (!read_note (self, finding, item, path, error) ||
      !lumbar_fhir_input_read_objects (self->input, item, path, "answer", &answers, error))
    return FALSE;
  if (answers == NULL)
    return TRUE;
  if (lumbar_response_get_answer (self->response, finding->index) != NULL)
    return lumbar_fhir_input_fail (self->input, path, error, "“%s” is answered twice; keep one item", finding->id);
  answer = read_answer (self->input, finding, answers, path, error);
  if (answer == NULL)
    return FALSE;
  lumbar_response_set_answer (self->response, finding->index, answer);
  return TRUE;
}

static const LumbarInstrument *
find_score (LumbarKnowledge *knowledge, const char *link_id)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (knowledge, i);
      g_autofree char *id = lumbar_fhir_score_link_id (instrument);

      if (lumbar_fhir_score_section (instrument) != NULL && strcmp (id, link_id) == 0)
        return instrument;
    }
  return NULL;
}

/* A computed score is computed anew, which says the same; but not where items are missing. */
static void
pass_over_scores (const LumbarFhirInput *input, LumbarResponse *response, GHashTable *scores)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (input->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (input->knowledge, i);
      const char *link_id = g_hash_table_lookup (scores, instrument);
      double score;

      if (link_id != NULL && !lumbar_measure_score (instrument, response, &score))
        lumbar_fhir_input_ignore (input, link_id, "a score without all of its items; not read");
    }
}

/* An item that is no finding: a group, a computed score, or a mistake. */
static gboolean
pass_over_item (Reader *self, JsonObject *item, const char *link_id, const char *path, GError **error)
{
  const LumbarInstrument *instrument = find_score (self->input->knowledge, link_id);
  g_autofree char *place = g_strconcat (path, ".linkId", NULL);

  if (instrument != NULL)
    g_hash_table_insert (self->scores, (gpointer) instrument, (gpointer) link_id);
  else if (json_object_has_member (item, "answer"))
    return lumbar_fhir_input_fail_unknown (self->input, place, link_id, error);
  else if (!json_object_has_member (item, "item"))
    lumbar_fhir_input_ignore (self->input, link_id, "an item without an answer that is no finding");
  return TRUE;
}

/* Items that hang on an answer rather than in a group. */
static gboolean
read_answer_items (Reader *self, JsonObject *item, const char *path, GError **error)
{
  JsonArray *answers;

  if (!lumbar_fhir_input_read_objects (self->input, item, path, "answer", &answers, error))
    return FALSE;
  for (guint i = 0; answers != NULL && i < json_array_get_length (answers); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.answer[%u]", path, i);

      if (!read_items (self, lumbar_json_element_object (answers, i), place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_item (Reader *self, JsonObject *item, const char *path, GError **error)
{
  static const char *const known[] = { "id", "extension", "linkId", "definition", "text", "answer", "item", NULL };
  const LumbarFhirInput *input = self->input;
  const LumbarFinding *finding;
  const char *link_id;
  g_autofree char *place = g_strconcat (path, ".linkId", NULL);

  if (!lumbar_fhir_input_check_members (input, item, path, known, error) ||
      !lumbar_fhir_input_read_string (input, item, path, "linkId", &link_id, error))
    return FALSE;
  if (link_id == NULL)
    return lumbar_fhir_input_fail (input, place, error, "is missing; it names the finding");
  if (json_object_has_member (item, "answer") && json_object_has_member (item, "item"))
    return lumbar_fhir_input_fail (input, path, error,
                                   "has both item and answer; what belongs to an answer stands in answer[].item");
  finding = lumbar_knowledge_find_finding (input->knowledge, link_id);
  if (finding != NULL && json_object_has_member (item, "item"))
    return lumbar_fhir_input_fail (input, path, error, "“%s” is a question and can't hold other items", link_id);
  if (finding != NULL ? !read_finding (self, finding, item, path, error)
                      : !pass_over_item (self, item, link_id, path, error))
    return FALSE;
  return read_answer_items (self, item, path, error) && read_items (self, item, path, error);
}

static gboolean
read_items (Reader *self, JsonObject *parent, const char *path, GError **error)
{
  JsonArray *items;

  if (!lumbar_fhir_input_read_objects (self->input, parent, path, "item", &items, error))
    return FALSE;
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.item[%u]", path, i);

      if (!read_item (self, lumbar_json_element_object (items, i), place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_status (const LumbarFhirInput *input, JsonObject *resource, const char *path, GError **error)
{
  static const char *const right[] = { "in-progress", "completed", "amended", "stopped", NULL };
  g_autofree char *place = g_strconcat (path, ".status", NULL);
  const char *status;

  if (!lumbar_fhir_input_read_string (input, resource, path, "status", &status, error))
    return FALSE;
  if (status == NULL)
    return lumbar_fhir_input_fail (input, place, error, "is missing; use in-progress, completed or amended");
  if (strcmp (status, "entered-in-error") == 0)
    return lumbar_fhir_input_fail (input, place, error,
                                   "is entered-in-error: the response was withdrawn and is not assessed");
  if (!g_strv_contains (right, status))
    return lumbar_fhir_input_fail (input, place, error,
                                   "“%s” is no status; use in-progress, completed, amended or stopped", status);
  return TRUE;
}

/**
 * lumbar_fhir_response_is_ours:
 * @canonical: the questionnaire that a response answers
 *
 * Returns: whether it is Lumbar's, in any version
 */
gboolean
lumbar_fhir_response_is_ours (const char *canonical)
{
  gsize length = strcspn (canonical, "|");

  return length == strlen (LUMBAR_FHIR_QUESTIONNAIRE_URL) &&
         strncmp (canonical, LUMBAR_FHIR_QUESTIONNAIRE_URL, length) == 0;
}

/* Answers to another questionnaire may use our words for other things; another version of ours need
 * not, but it is said. */
static gboolean
check_questionnaire (const LumbarFhirInput *input, JsonObject *resource, const char *path, GError **error)
{
  g_autofree char *place = g_strconcat (path, ".questionnaire", NULL);
  const char *canonical, *version;

  if (!lumbar_fhir_input_read_string (input, resource, path, "questionnaire", &canonical, error))
    return FALSE;
  if (canonical == NULL)
    return TRUE;
  if (!lumbar_fhir_response_is_ours (canonical))
    return lumbar_fhir_input_fail (input, place, error, "is “%s”; Lumbar reads answers to %s", canonical,
                                   LUMBAR_FHIR_QUESTIONNAIRE_URL);
  version = strchr (canonical, '|');
  if (version != NULL && strcmp (version + 1, lumbar_knowledge_get_version (input->knowledge)) != 0)
    lumbar_fhir_input_ignore (input, place, "version %s of the questionnaire: read as version %s", version + 1,
                              lumbar_knowledge_get_version (input->knowledge));
  return TRUE;
}

/**
 * lumbar_fhir_response_read:
 * @input: where it comes from
 * @resource: a QuestionnaireResponse
 * @path: its JSON path
 *
 * Returns: (transfer full): the answers, or %NULL with an error that names file, path and what would be
 *   right
 */
LumbarResponse *
lumbar_fhir_response_read (const LumbarFhirInput *input, JsonObject *resource, const char *path, GError **error)
{
  static const char *const known[] = {
    "resourceType", "id",        "meta",       "implicitRules", "language",      "text",    "contained",
    "extension",    "identifier", "basedOn",   "partOf",        "questionnaire", "status",  "subject",
    "encounter",    "authored",  "author",     "source",        "item",          NULL,
  };
  g_autoptr (LumbarResponse) response = lumbar_response_new (input->knowledge);
  g_autoptr (GHashTable) scores = g_hash_table_new (NULL, NULL);
  Reader reader = { .input = input, .response = response, .scores = scores };
  const char *authored;

  if (!lumbar_fhir_input_check_members (input, resource, path, known, error) ||
      !check_status (input, resource, path, error) ||
      !check_questionnaire (input, resource, path, error) ||
      !lumbar_fhir_input_read_time (input, resource, path, "authored", &authored, error) ||
      !read_items (&reader, resource, path, error))
    return NULL;
  pass_over_scores (input, response, scores);
  return g_steal_pointer (&response);
}
