/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads back the clinician's own conclusion that Lumbar wrote. */

#include "lumbar-fhir-conclusion-reader.h"

#include <string.h>

#include "lumbar-date.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-text.h"

static gboolean
read_text (const LumbarFhirInput *input,
           JsonObject *object,
           const char *path,
           const char *member,
           char **place,
           GError **error)
{
  const char *text;

  if (!lumbar_fhir_input_read_string (input, object, path, member, &text, error))
    return FALSE;
  g_free (*place);
  *place = lumbar_text_clean (text, TRUE);
  return TRUE;
}

/* The value of a part of one of our extensions: "" where there is none. */
static gboolean
read_part (const LumbarFhirInput *input,
           JsonObject *extension,
           const char *path,
           const char *name,
           const char *value,
           char **text,
           GError **error)
{
  JsonArray *parts;

  *text = g_strdup ("");
  if (!lumbar_fhir_input_read_objects (input, extension, path, "extension", &parts, error))
    return FALSE;
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = lumbar_json_element_object (parts, i);
      g_autofree char *place = g_strdup_printf ("%s.extension[%u]", path, i);

      if (g_strcmp0 (lumbar_json_get_string (part, "url"), name) == 0)
        return read_text (input, part, place, value, text, error);
    }
  return TRUE;
}

static char *
list_reasons (LumbarKnowledge *knowledge)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lumbar_knowledge_get_n_override_reasons (knowledge); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", lumbar_knowledge_get_override_reason (knowledge, i)->id);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_agreement (const LumbarFhirInput *input,
                JsonObject *extension,
                const char *path,
                LumbarConclusion *conclusion,
                GError **error)
{
  g_autofree char *agreement = NULL, *reason = NULL, *comment = NULL;

  if (!read_part (input, extension, path, "agreement", "valueCode", &agreement, error) ||
      !read_part (input, extension, path, "reason", "valueCode", &reason, error) ||
      !read_part (input, extension, path, "comment", "valueString", &comment, error))
    return FALSE;
  if (!lumbar_agreement_from_id (agreement, &conclusion->agreement))
    return lumbar_fhir_input_fail (input, path, error, "“%s” is no agreement; use none, agree or override",
                                   agreement);
  if (*reason != '\0' && lumbar_knowledge_find_override_reason (input->knowledge, reason) == NULL)
    {
      g_autofree char *right = list_reasons (input->knowledge);

      return lumbar_fhir_input_fail (input, path, error, "“%s” is no reason; use: %s", reason, right);
    }
  lumbar_set_str (&conclusion->override_reason, reason);
  lumbar_set_str (&conclusion->comment, comment);
  return TRUE;
}

static gboolean
read_acknowledgement (const LumbarFhirInput *input,
                      JsonObject *extension,
                      const char *path,
                      LumbarConclusion *conclusion,
                      GError **error)
{
  g_autofree char *flag = NULL, *done = NULL, *text = NULL, *at = NULL;

  if (!read_part (input, extension, path, "flag", "valueCode", &flag, error) ||
      !read_part (input, extension, path, "done", "valueCode", &done, error) ||
      !read_part (input, extension, path, "text", "valueString", &text, error) ||
      !read_part (input, extension, path, "at", "valueDateTime", &at, error))
    return FALSE;
  if (lumbar_knowledge_find_red_flag (input->knowledge, flag) == NULL)
    return lumbar_fhir_input_fail (input, path, error, "there is no red flag “%s”", flag);
  if (!g_strv_contains (lumbar_acknowledgement_words (), done))
    {
      g_autofree char *right = g_strjoinv (", ", (GStrv) lumbar_acknowledgement_words ());

      return lumbar_fhir_input_fail (input, path, error, "“%s” is not what can be done about a flag; use: %s",
                                     done, right);
    }
  if (*at != '\0' && !lumbar_date_time_is_valid (at))
    return lumbar_fhir_input_fail (input, path, error, "“%s” is no time with a zone", at);
  lumbar_conclusion_acknowledge (conclusion, flag, done, text, at);
  return TRUE;
}

static gboolean
read_outcome_parts (const LumbarFhirInput *input,
                    JsonObject *extension,
                    const char *path,
                    LumbarOutcome *outcome,
                    GError **error)
{
  g_autofree char *id = NULL, *at = NULL, *author = NULL, *group = NULL, *causes = NULL;
  g_autofree char *established = NULL, *comment = NULL;
  g_auto (GStrv) ids = NULL;

  if (!read_part (input, extension, path, "id", "valueId", &id, error) ||
      !read_part (input, extension, path, "at", "valueDateTime", &at, error) ||
      !read_part (input, extension, path, "author", "valueString", &author, error) ||
      !read_part (input, extension, path, "group", "valueCode", &group, error) ||
      !read_part (input, extension, path, "causes", "valueString", &causes, error) ||
      !read_part (input, extension, path, "established", "valueCode", &established, error) ||
      !read_part (input, extension, path, "comment", "valueString", &comment, error))
    return FALSE;
  ids = g_strsplit (causes, ";", -1);
  lumbar_outcome_set_causes (outcome, input->knowledge, (const char *const *) ids);
  if (!lumbar_group_from_id (group, &outcome->group))
    return lumbar_fhir_input_fail (input, path, error, "“%s” is no group", group);
  if (*at == '\0')
    return lumbar_fhir_input_fail (input, path, error, "an outcome needs the time it was recorded");
  g_free (outcome->id);
  outcome->id = *id ? lumbar_fhir_id (id) : lumbar_fhir_id_derive (outcome->encounter_id, path);
  lumbar_set_str (&outcome->at, at);
  lumbar_set_str (&outcome->author, author);
  lumbar_set_str (&outcome->established, established);
  lumbar_set_str (&outcome->comment, comment);
  return TRUE;
}

static gboolean
read_outcome (const LumbarFhirInput *input,
              JsonObject *extension,
              const char *path,
              LumbarEncounter *encounter,
              GError **error)
{
  g_autoptr (LumbarOutcome) outcome = lumbar_outcome_new (encounter->id);
  g_autoptr (GError) problem = NULL;

  if (!read_outcome_parts (input, extension, path, outcome, error))
    return FALSE;
  if (!lumbar_outcome_check (outcome, input->knowledge, &problem))
    return lumbar_fhir_input_fail (input, path, error, "%s", problem->message);
  g_ptr_array_add (encounter->outcomes, g_steal_pointer (&outcome));
  return TRUE;
}

static gboolean
read_extension (const LumbarFhirInput *input,
                JsonObject *extension,
                const char *path,
                LumbarEncounter *encounter,
                LumbarConclusion *conclusion,
                GError **error)
{
  const char *url = lumbar_json_get_string (extension, "url");

  if (g_strcmp0 (url, LUMBAR_FHIR_EXTENSION_AGREEMENT) == 0)
    return read_agreement (input, extension, path, conclusion, error);
  if (g_strcmp0 (url, LUMBAR_FHIR_EXTENSION_ACKNOWLEDGEMENT) == 0)
    return read_acknowledgement (input, extension, path, conclusion, error);
  if (g_strcmp0 (url, LUMBAR_FHIR_EXTENSION_PLAN) == 0)
    return read_text (input, extension, path, "valueString", &conclusion->plan, error);
  if (g_strcmp0 (url, LUMBAR_FHIR_EXTENSION_OUTCOME) == 0)
    return read_outcome (input, extension, path, encounter, error);
  lumbar_fhir_input_ignore (input, path, "extension; not read");
  return TRUE;
}

/* One coding of a concluded finding: the group, or a cause. Other systems say the same once more. */
static gboolean
read_coding (const LumbarFhirInput *input,
             JsonObject *coding,
             const char *path,
             LumbarConclusion *conclusion,
             GPtrArray *causes,
             GError **error)
{
  const char *system, *code;
  g_autofree char *place = g_strconcat (path, ".code", NULL);

  if (!lumbar_fhir_input_read_string (input, coding, path, "system", &system, error) ||
      !lumbar_fhir_input_read_string (input, coding, path, "code", &code, error))
    return FALSE;
  if (g_strcmp0 (system, LUMBAR_FHIR_GROUP_SYSTEM) == 0 && !lumbar_group_from_id (code, &conclusion->group))
    {
      g_autofree char *right = g_strjoinv (", ", (GStrv) lumbar_group_ids ());

      return lumbar_fhir_input_fail (input, place, error, "“%s” is no group; use: %s", code ? code : "",
                                     right);
    }
  if (g_strcmp0 (system, LUMBAR_FHIR_CAUSE_SYSTEM) != 0)
    return TRUE;
  if (code == NULL || lumbar_knowledge_find_cause (input->knowledge, code) == NULL)
    return lumbar_fhir_input_fail (input, place, error, "there is no cause “%s”", code ? code : "");
  if (!g_ptr_array_find_with_equal_func (causes, code, g_str_equal, NULL))
    g_ptr_array_add (causes, g_strdup (code));
  return TRUE;
}

static gboolean
read_findings (const LumbarFhirInput *input,
               JsonObject *impression,
               const char *path,
               LumbarConclusion *conclusion,
               GPtrArray *causes,
               GError **error)
{
  JsonArray *findings, *codings;
  JsonObject *concept;

  if (!lumbar_fhir_input_read_objects (input, impression, path, "finding", &findings, error))
    return FALSE;
  for (guint i = 0; findings != NULL && i < json_array_get_length (findings); i++)
    {
      g_autofree char *finding = g_strdup_printf ("%s.finding[%u]", path, i);
      g_autofree char *place = g_strconcat (finding, ".itemCodeableConcept", NULL);

      if (!lumbar_fhir_input_read_object (input, lumbar_json_element_object (findings, i), finding,
                                          "itemCodeableConcept", &concept, error))
        return FALSE;
      if (concept == NULL)
        continue;
      if (!lumbar_fhir_input_read_objects (input, concept, place, "coding", &codings, error))
        return FALSE;
      for (guint j = 0; codings != NULL && j < json_array_get_length (codings); j++)
        {
          g_autofree char *coding = g_strdup_printf ("%s.coding[%u]", place, j);

          if (!read_coding (input, lumbar_json_element_object (codings, j), coding, conclusion, causes,
                            error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_addendum (const LumbarFhirInput *input,
               JsonObject *note,
               const char *path,
               LumbarEncounter *encounter,
               GError **error)
{
  g_autofree char *text = NULL, *author = NULL;
  const char *id, *at;
  LumbarAddendum *addendum;

  if (!read_text (input, note, path, "text", &text, error) ||
      !read_text (input, note, path, "authorString", &author, error) ||
      !lumbar_fhir_input_read_string (input, note, path, "id", &id, error) ||
      !lumbar_fhir_input_read_time (input, note, path, "time", &at, error))
    return FALSE;
  if (*text == '\0' || at == NULL)
    return lumbar_fhir_input_fail (input, path, error, "an addendum needs text and time");
  addendum = lumbar_addendum_new (at, author, text);
  g_free (addendum->id);
  addendum->id = id ? lumbar_fhir_id (id) : lumbar_fhir_id_derive (encounter->id, path);
  g_ptr_array_add (encounter->addenda, addendum);
  return TRUE;
}

static gboolean
read_addenda (const LumbarFhirInput *input,
              JsonObject *impression,
              const char *path,
              LumbarEncounter *encounter,
              GError **error)
{
  JsonArray *notes;

  if (!lumbar_fhir_input_read_objects (input, impression, path, "note", &notes, error))
    return FALSE;
  for (guint i = 0; notes != NULL && i < json_array_get_length (notes); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.note[%u]", path, i);

      if (!read_addendum (input, lumbar_json_element_object (notes, i), place, encounter, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lumbar_fhir_conclusion_is:
 * @impression: a ClinicalImpression
 *
 * Returns: whether it is a conclusion that Lumbar wrote
 */
gboolean
lumbar_fhir_conclusion_is (JsonObject *impression)
{
  JsonObject *code = lumbar_json_get_object (impression, "code");
  JsonArray *codings = code ? lumbar_json_get_array (code, "coding") : NULL;
  JsonObject *coding =
      codings && json_array_get_length (codings) > 0 ? lumbar_json_element_object (codings, 0) : NULL;

  return coding != NULL &&
         g_strcmp0 (lumbar_json_get_string (coding, "system"), LUMBAR_FHIR_IMPRESSION_SYSTEM) == 0 &&
         g_strcmp0 (lumbar_json_get_string (coding, "code"), "conclusion") == 0;
}

/**
 * lumbar_fhir_conclusion_read:
 * @input: where it comes from
 * @impression: a ClinicalImpression that is a conclusion
 * @path: its JSON path
 * @encounter: the visit that it concludes; gets conclusion (in place of what it has), addenda
 *   and outcomes
 *
 * Returns: %FALSE with @error naming file, path and what would be right
 */
gboolean
lumbar_fhir_conclusion_read (const LumbarFhirInput *input,
                             JsonObject *impression,
                             const char *path,
                             LumbarEncounter *encounter,
                             GError **error)
{
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (GPtrArray) causes = g_ptr_array_new_with_free_func (g_free);
  JsonArray *extensions;

  if (!read_text (input, impression, path, "description", &conclusion->impression, error) ||
      !lumbar_fhir_input_read_objects (input, impression, path, "extension", &extensions, error) ||
      !read_findings (input, impression, path, conclusion, causes, error) ||
      !read_addenda (input, impression, path, encounter, error))
    return FALSE;
  for (guint i = 0; extensions != NULL && i < json_array_get_length (extensions); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.extension[%u]", path, i);

      if (!read_extension (input, lumbar_json_element_object (extensions, i), place, encounter, conclusion, error))
        return FALSE;
    }
  g_ptr_array_add (causes, NULL);
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strdupv ((GStrv) causes->pdata);
  g_clear_pointer (&encounter->conclusion, lumbar_conclusion_unref);
  encounter->conclusion = g_steal_pointer (&conclusion);
  return TRUE;
}
