/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visit turned out to come from: all of it as extensions of the conclusion, and for programs that read
 * no more, a confirmed Condition for each final cause. */

#include "lumbar-fhir-outcome.h"

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"

static void
write_extension (LumbarJsonWriter *writer, const LumbarOutcome *outcome)
{
  g_autofree char *causes = g_strjoinv (";", outcome->causes);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_begin_array (writer, "extension");
  lumbar_fhir_write_extension (writer, "id", "valueId", outcome->id);
  lumbar_fhir_write_extension (writer, "at", "valueDateTime", outcome->at);
  lumbar_fhir_write_extension (writer, "author", "valueString", outcome->author);
  lumbar_fhir_write_extension (writer, "group", "valueCode", lumbar_group_to_id (outcome->group));
  lumbar_fhir_write_extension (writer, "causes", "valueString", causes);
  lumbar_fhir_write_extension (writer, "established", "valueCode", outcome->established);
  lumbar_fhir_write_extension (writer, "comment", "valueString", outcome->comment);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_string (writer, "url", LUMBAR_FHIR_EXTENSION_OUTCOME);
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_outcome_write_extensions:
 * @visit: a visit, within the array of extensions of its conclusion
 *
 * Writes all outcomes in the order recorded.
 */
void
lumbar_fhir_outcome_write_extensions (const LumbarFhirVisit *visit)
{
  GPtrArray *outcomes = visit->encounter->outcomes;

  for (guint i = 0; i < outcomes->len; i++)
    write_extension (visit->writer, outcomes->pdata[i]);
}

static void
write_condition (const LumbarFhirVisit *visit, const LumbarOutcome *outcome, const LumbarCause *cause)
{
  LumbarJsonWriter *writer = visit->writer;
  g_autofree char *name = g_strconcat ("final/", cause->id, NULL);
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "Condition", name);

  lumbar_fhir_write_concept (writer, "verificationStatus", LUMBAR_FHIR_TERMINOLOGY "condition-ver-status",
                             "confirmed", NULL);
  lumbar_fhir_write_cause (writer, "code", cause);
  lumbar_fhir_write_text (writer, "recordedDate", outcome->at);
  lumbar_fhir_write_name (writer, "recorder", outcome->author);
  lumbar_fhir_end_entry (writer, "Condition", id);
}

/**
 * lumbar_fhir_outcome_write_conditions:
 * @visit: a visit
 *
 * Writes the causes of the last outcome, the one that counts.
 */
void
lumbar_fhir_outcome_write_conditions (const LumbarFhirVisit *visit)
{
  const LumbarOutcome *outcome = lumbar_outcome_get_last (visit->encounter->outcomes);

  for (guint i = 0; outcome != NULL && outcome->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (visit->knowledge, outcome->causes[i]);

      if (cause != NULL)
        write_condition (visit, outcome, cause);
    }
}
