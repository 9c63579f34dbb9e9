/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the scores of a visit as Observations, for programs that follow numbers but read no
 * questionnaires. They are never read back: they follow from the answers. */

#include "lumbar-fhir-measure.h"

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-fhir-score.h"
#include "lumbar-measure.h"
#include "lumbar-text.h"

static void
write_code (LumbarJsonWriter *writer, const LumbarInstrument *instrument)
{
  lumbar_json_writer_begin_object (writer, "code");
  lumbar_json_writer_begin_array (writer, "coding");
  if (*instrument->loinc != '\0')
    lumbar_fhir_write_coding (writer, NULL, LUMBAR_FHIR_LOINC, instrument->loinc, NULL);
  lumbar_fhir_write_coding (writer, NULL, LUMBAR_FHIR_INSTRUMENT_SYSTEM, instrument->id, NULL);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_write_text (writer, "text", lumbar_text_translate (instrument->name));
  lumbar_json_writer_end_object (writer);
}

static void
write_value (LumbarJsonWriter *writer, const LumbarInstrument *instrument, double value)
{
  gboolean counted = instrument->scoring == LUMBAR_SCORING_ITEM;
  /* Days are days in UCUM too; all else is points. */
  const char *unit = counted ? ((const LumbarFinding *) instrument->findings->pdata[0])->unit : "{score}";

  lumbar_json_writer_begin_object (writer, "valueQuantity");
  if (counted)
    lumbar_fhir_write_number (writer, "value", instrument->findings->pdata[0], value);
  else
    lumbar_json_writer_decimal (writer, "value", value,
                                instrument->scoring == LUMBAR_SCORING_MEAN ? LUMBAR_FHIR_SCORE_DECIMALS : 0);
  lumbar_json_writer_string (writer, "unit", unit);
  lumbar_json_writer_string (writer, "system", LUMBAR_FHIR_UCUM);
  lumbar_json_writer_string (writer, "code", unit);
  lumbar_json_writer_end_object (writer);
}

static void
write_measure (const LumbarFhirVisit *visit, const LumbarMeasure *measure)
{
  const LumbarInstrument *instrument =
      lumbar_knowledge_find_instrument (visit->knowledge, measure->instrument_id);
  g_autofree char *name = g_strconcat ("measure/", measure->instrument_id, NULL);
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "Observation", name);
  LumbarJsonWriter *writer = visit->writer;

  lumbar_json_writer_string (writer, "status", "final");
  lumbar_json_writer_begin_array (writer, "category");
  lumbar_fhir_write_concept (writer, NULL, LUMBAR_FHIR_TERMINOLOGY "observation-category", "survey", NULL);
  lumbar_json_writer_end_array (writer);
  write_code (writer, instrument);
  lumbar_fhir_write_text (writer, "effectiveDateTime", measure->at);
  write_value (writer, instrument, measure->value);
  lumbar_json_writer_begin_array (writer, "derivedFrom");
  lumbar_fhir_write_reference (writer, NULL, visit->response_id);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_end_entry (writer, "Observation", id);
}

/**
 * lumbar_fhir_measure_write_all:
 * @visit: the visit
 *
 * Writes an Observation for every score that the answers suffice for.
 */
void
lumbar_fhir_measure_write_all (const LumbarFhirVisit *visit)
{
  LumbarEncounter *encounter = visit->encounter;
  g_autoptr (GPtrArray) measures =
      lumbar_measure_all (encounter->response, encounter->id, encounter->started_at);

  for (guint i = 0; i < measures->len; i++)
    write_measure (visit, measures->pdata[i]);
}
