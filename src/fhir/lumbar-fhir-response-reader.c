/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a FHIR R4 QuestionnaireResponse. Groups may nest as they like: only linkIds count. */

#include "lumbar-fhir-response-reader.h"

#include <string.h>

#include "lumbar-answer-check.h"
#include "lumbar-fhir-answer.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-questionnaire.h"
#include "lumbar-fhir-score.h"
#include "lumbar-text.h"

typedef struct
{
  const LumbarFhirInput *input;
  LumbarResponse *response;
  GHashTable *scores; /* instrument to linkId of the computed scores that were met */
} Reader;

static gboolean read_items (Reader *self, JsonObject *parent, const char *path, GError **error);

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

      if (g_strcmp0 (lumbar_json_get_string (extension, "url"), LUMBAR_FHIR_EXTENSION_NOTE) != 0)
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
    return lumbar_fhir_input_fail (self->input, path, error, "“%s” is answered twice; keep one item",
                                   finding->id);
  answer = lumbar_fhir_answer_read (self->input, finding, answers, path, error);
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

      if (link_id != NULL && !lumbar_fhir_score_compute (instrument, response, &score))
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
  static const char *const known[] = { "id",   "extension", "linkId", "definition",
                                       "text", "answer",    "item",   NULL };
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
    return lumbar_fhir_input_fail (
        input, path, error, "has both item and answer; what belongs to an answer stands in answer[].item");
  finding = lumbar_knowledge_find_finding (input->knowledge, link_id);
  if (finding != NULL && json_object_has_member (item, "item"))
    return lumbar_fhir_input_fail (input, path, error, "“%s” is a question and can't hold other items",
                                   link_id);
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
    return lumbar_fhir_input_fail (
        input, place, error, "“%s” is no status; use in-progress, completed, amended or stopped", status);
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
    lumbar_fhir_input_ignore (input, place, "version %s of the questionnaire: read as version %s",
                              version + 1, lumbar_knowledge_get_version (input->knowledge));
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
lumbar_fhir_response_read (const LumbarFhirInput *input,
                           JsonObject *resource,
                           const char *path,
                           GError **error)
{
  static const char *const known[] = {
    "resourceType", "id",         "meta",    "implicitRules", "language",      "text",   "contained",
    "extension",    "identifier", "basedOn", "partOf",        "questionnaire", "status", "subject",
    "encounter",    "authored",   "author",  "source",        "item",          NULL,
  };
  g_autoptr (LumbarResponse) response = lumbar_response_new (input->knowledge);
  g_autoptr (GHashTable) scores = g_hash_table_new (NULL, NULL);
  Reader reader = { .input = input, .response = response, .scores = scores };
  const char *authored;

  if (!lumbar_fhir_input_check_members (input, resource, path, known, error) ||
      !check_status (input, resource, path, error) || !check_questionnaire (input, resource, path, error) ||
      !lumbar_fhir_input_read_time (input, resource, path, "authored", &authored, error) ||
      !read_items (&reader, resource, path, error))
    return NULL;
  pass_over_scores (input, response, scores);
  lumbar_fhir_score_fill (input, response);
  return g_steal_pointer (&response);
}
