/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinician's own conclusion: a ClinicalImpression that holds all of it, and for programs that read no
 * more, a Condition for each concluded cause and a CarePlan with the plan. */

#include "lumbar-fhir-conclusion.h"

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-fhir-outcome.h"

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

  lumbar_fhir_write_concept (writer, "clinicalStatus", LUMBAR_FHIR_TERMINOLOGY "condition-clinical", "active",
                             NULL);
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
  lumbar_json_writer_string (writer, "url", LUMBAR_FHIR_EXTENSION_ACKNOWLEDGEMENT);
  lumbar_json_writer_end_object (writer);
}

/* What FHIR has no place for. */
static void
write_extensions (const LumbarFhirVisit *visit, const LumbarConclusion *conclusion)
{
  LumbarJsonWriter *writer = visit->writer;

  lumbar_json_writer_begin_array (writer, "extension");
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_begin_array (writer, "extension");
  lumbar_fhir_write_extension (writer, "agreement", "valueCode",
                               lumbar_agreement_to_id (conclusion->agreement));
  lumbar_fhir_write_extension (writer, "reason", "valueCode", conclusion->override_reason);
  lumbar_fhir_write_extension (writer, "comment", "valueString", conclusion->comment);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_string (writer, "url", LUMBAR_FHIR_EXTENSION_AGREEMENT);
  lumbar_json_writer_end_object (writer);
  for (guint i = 0; i < conclusion->acknowledgements->len; i++)
    write_acknowledgement (writer, conclusion->acknowledgements->pdata[i]);
  lumbar_fhir_write_extension (writer, LUMBAR_FHIR_EXTENSION_PLAN, "valueString", conclusion->plan);
  lumbar_fhir_outcome_write_extensions (visit);
  lumbar_json_writer_end_array (writer);
}

static void
write_findings (const LumbarFhirVisit *visit, const LumbarConclusion *conclusion)
{
  LumbarJsonWriter *writer = visit->writer;

  lumbar_json_writer_begin_array (writer, "finding");
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_fhir_write_concept (writer, "itemCodeableConcept", LUMBAR_FHIR_GROUP_SYSTEM,
                             lumbar_group_to_id (conclusion->group),
                             lumbar_group_get_title (conclusion->group));
  lumbar_json_writer_end_object (writer);
  for (guint i = 0; conclusion->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (visit->knowledge, conclusion->causes[i]);

      lumbar_json_writer_begin_object (writer, NULL);
      if (cause != NULL)
        lumbar_fhir_write_cause (writer, "itemCodeableConcept", cause);
      else
        lumbar_fhir_write_concept (writer, "itemCodeableConcept", LUMBAR_FHIR_CAUSE_SYSTEM,
                                   conclusion->causes[i], NULL);
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
 * Writes what the clinician concluded, the addenda to it, and what it turned out to be.
 */
void
lumbar_fhir_conclusion_write (const LumbarFhirVisit *visit)
{
  LumbarJsonWriter *writer = visit->writer;
  const LumbarConclusion *conclusion = visit->encounter->conclusion;
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "ClinicalImpression", "conclusion");

  write_extensions (visit, conclusion);
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
  lumbar_fhir_outcome_write_conditions (visit);
  if (*conclusion->plan != '\0')
    write_plan (visit, conclusion->plan);
}
