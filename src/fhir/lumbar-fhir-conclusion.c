/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinician's own conclusion: a ClinicalImpression that holds all of it, and for programs that read no
 * more, a Condition for each concluded cause and a CarePlan with the plan. */

#include "lumbar-fhir-conclusion.h"

#include <string.h>

#include "lumbar-date.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-text.h"

#define AGREEMENT LUMBAR_FHIR_EXTENSIONS "agreement"
#define ACKNOWLEDGEMENT LUMBAR_FHIR_EXTENSIONS "acknowledgement"
#define PLAN LUMBAR_FHIR_EXTENSIONS "plan"

static char *
make_cause_id (const LumbarFhirVisit *visit, const char *cause_id)
{
  g_autofree char *name = g_strconcat ("cause/", cause_id, NULL);

  return lumbar_fhir_id_derive (visit->encounter_id, name);
}

/* A concluded cause: provisional where it leads, otherwise one that is still weighed beside it. */
static void
write_condition (const LumbarFhirVisit *visit, const LumbarCause *cause, gboolean leading)
{
  LumbarJsonWriter *writer = visit->writer;
  g_autofree char *name = g_strconcat ("cause/", cause->id, NULL);
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "Condition", name);

  lumbar_fhir_write_concept (writer, "clinicalStatus", LUMBAR_FHIR_TERMINOLOGY "condition-clinical", "active", NULL);
  lumbar_fhir_write_concept (writer, "verificationStatus", LUMBAR_FHIR_TERMINOLOGY "condition-ver-status",
                             leading ? "provisional" : "differential", NULL);
  lumbar_fhir_write_cause (writer, "code", cause);
  lumbar_fhir_write_text (writer, "recordedDate", visit->encounter->signed_at);
  lumbar_fhir_write_name (writer, "recorder", visit->encounter->author);
  lumbar_fhir_end_entry (writer, "Condition", id);
}

static void
write_plan (const LumbarFhirVisit *visit, const char *plan)
{
  LumbarJsonWriter *writer = visit->writer;
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "CarePlan", "plan");

  lumbar_json_writer_string (writer, "status", "active");
  lumbar_json_writer_string (writer, "intent", "plan");
  lumbar_fhir_write_text (writer, "description", plan);
  lumbar_fhir_write_text (writer, "created", visit->encounter->signed_at);
  lumbar_fhir_end_entry (writer, "CarePlan", id);
}

static void
write_acknowledgement (LumbarJsonWriter *writer, const LumbarAcknowledgement *entry)
{
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_begin_array (writer, "extension");
  lumbar_fhir_write_extension (writer, "flag", "valueCode", entry->flag_id);
  lumbar_fhir_write_extension (writer, "done", "valueCode", entry->done);
  lumbar_fhir_write_extension (writer, "text", "valueString", entry->text);
  lumbar_fhir_write_extension (writer, "at", "valueDateTime", entry->at);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_string (writer, "url", ACKNOWLEDGEMENT);
  lumbar_json_writer_end_object (writer);
}

/* What FHIR has no place for. */
static void
write_extensions (LumbarJsonWriter *writer, const LumbarConclusion *conclusion)
{
  lumbar_json_writer_begin_array (writer, "extension");
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_begin_array (writer, "extension");
  lumbar_fhir_write_extension (writer, "agreement", "valueCode", lumbar_agreement_to_id (conclusion->agreement));
  lumbar_fhir_write_extension (writer, "reason", "valueCode", conclusion->override_reason);
  lumbar_fhir_write_extension (writer, "comment", "valueString", conclusion->comment);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_string (writer, "url", AGREEMENT);
  lumbar_json_writer_end_object (writer);
  for (guint i = 0; i < conclusion->acknowledgements->len; i++)
    write_acknowledgement (writer, conclusion->acknowledgements->pdata[i]);
  lumbar_fhir_write_extension (writer, PLAN, "valueString", conclusion->plan);
  lumbar_json_writer_end_array (writer);
}

static void
write_findings (const LumbarFhirVisit *visit, const LumbarConclusion *conclusion)
{
  LumbarJsonWriter *writer = visit->writer;

  lumbar_json_writer_begin_array (writer, "finding");
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_fhir_write_concept (writer, "itemCodeableConcept", LUMBAR_FHIR_GROUP_SYSTEM,
                             lumbar_group_to_id (conclusion->group), lumbar_group_get_title (conclusion->group));
  lumbar_json_writer_end_object (writer);
  for (guint i = 0; conclusion->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (visit->knowledge, conclusion->causes[i]);

      lumbar_json_writer_begin_object (writer, NULL);
      if (cause != NULL)
        lumbar_fhir_write_cause (writer, "itemCodeableConcept", cause);
      else
        lumbar_fhir_write_concept (writer, "itemCodeableConcept", LUMBAR_FHIR_CAUSE_SYSTEM, conclusion->causes[i],
                                   NULL);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

static void
write_problems (const LumbarFhirVisit *visit, const LumbarConclusion *conclusion)
{
  gboolean open = FALSE;

  for (guint i = 0; conclusion->causes[i] != NULL; i++)
    {
      g_autofree char *id = make_cause_id (visit, conclusion->causes[i]);

      if (lumbar_knowledge_find_cause (visit->knowledge, conclusion->causes[i]) == NULL)
        continue;
      if (!open)
        lumbar_json_writer_begin_array (visit->writer, "problem");
      open = TRUE;
      lumbar_fhir_write_reference (visit->writer, NULL, id);
    }
  if (open)
    lumbar_json_writer_end_array (visit->writer);
}

static void
write_addenda (LumbarJsonWriter *writer, GPtrArray *addenda)
{
  if (addenda->len == 0)
    return;
  lumbar_json_writer_begin_array (writer, "note");
  for (guint i = 0; i < addenda->len; i++)
    {
      const LumbarAddendum *addendum = addenda->pdata[i];

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "id", addendum->id);
      lumbar_fhir_write_text (writer, "authorString", addendum->author);
      lumbar_fhir_write_text (writer, "time", addendum->at);
      lumbar_fhir_write_text (writer, "text", addendum->text);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

/**
 * lumbar_fhir_conclusion_write:
 * @visit: a visit with its conclusion
 *
 * Writes what the clinician concluded, and the addenda to it.
 */
void
lumbar_fhir_conclusion_write (const LumbarFhirVisit *visit)
{
  LumbarJsonWriter *writer = visit->writer;
  const LumbarConclusion *conclusion = visit->encounter->conclusion;
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "ClinicalImpression", "conclusion");

  write_extensions (writer, conclusion);
  lumbar_json_writer_string (writer, "status", "completed");
  lumbar_fhir_write_concept (writer, "code", LUMBAR_FHIR_IMPRESSION_SYSTEM, "conclusion", NULL);
  lumbar_fhir_write_text (writer, "description", conclusion->impression);
  lumbar_fhir_write_text (writer, "effectiveDateTime", visit->encounter->started_at);
  lumbar_fhir_write_text (writer, "date", visit->encounter->signed_at);
  lumbar_fhir_write_name (writer, "assessor", visit->encounter->author);
  write_problems (visit, conclusion);
  lumbar_fhir_write_text (writer, "summary", lumbar_group_get_title (conclusion->group));
  write_findings (visit, conclusion);
  write_addenda (writer, visit->encounter->addenda);
  lumbar_fhir_end_entry (writer, "ClinicalImpression", id);

  for (guint i = 0; conclusion->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (visit->knowledge, conclusion->causes[i]);

      if (cause != NULL)
        write_condition (visit, cause, i == 0);
    }
  if (*conclusion->plan != '\0')
    write_plan (visit, conclusion->plan);
}

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
  if (*reason != '\0' && !g_strv_contains (lumbar_conclusion_override_reasons (), reason))
    {
      g_autofree char *right = g_strjoinv (", ", (GStrv) lumbar_conclusion_override_reasons ());

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

      return lumbar_fhir_input_fail (input, path, error, "“%s” is not what can be done about a flag; use: %s", done,
                                     right);
    }
  if (*at != '\0' && !lumbar_date_time_is_valid (at))
    return lumbar_fhir_input_fail (input, path, error, "“%s” is no time with a zone", at);
  lumbar_conclusion_acknowledge (conclusion, flag, done, text, at);
  return TRUE;
}

static gboolean
read_extension (const LumbarFhirInput *input,
                JsonObject *extension,
                const char *path,
                LumbarConclusion *conclusion,
                GError **error)
{
  const char *url = lumbar_json_get_string (extension, "url");

  if (g_strcmp0 (url, AGREEMENT) == 0)
    return read_agreement (input, extension, path, conclusion, error);
  if (g_strcmp0 (url, ACKNOWLEDGEMENT) == 0)
    return read_acknowledgement (input, extension, path, conclusion, error);
  if (g_strcmp0 (url, PLAN) == 0)
    return read_text (input, extension, path, "valueString", &conclusion->plan, error);
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

      return lumbar_fhir_input_fail (input, place, error, "“%s” is no group; use: %s", code ? code : "", right);
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

          if (!read_coding (input, lumbar_json_element_object (codings, j), coding, conclusion, causes, error))
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
 * @encounter: the visit that it concludes; gets conclusion (in place of what it has) and addenda
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

      if (!read_extension (input, lumbar_json_element_object (extensions, i), place, conclusion, error))
        return FALSE;
    }
  g_ptr_array_add (causes, NULL);
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strdupv ((GStrv) causes->pdata);
  g_clear_pointer (&encounter->conclusion, lumbar_conclusion_unref);
  encounter->conclusion = g_steal_pointer (&conclusion);
  return TRUE;
}
