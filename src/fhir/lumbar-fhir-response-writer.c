/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the answers of a visit as a QuestionnaireResponse to our own Questionnaire. */

#include "lumbar-fhir-response-writer.h"

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-fhir-score.h"
#include "lumbar-text.h"

static void
write_option (LumbarJsonWriter *writer, const LumbarFinding *finding, const char *system, guint i)
{
  const LumbarOption *option = lumbar_finding_get_option (finding, i);

  lumbar_json_writer_begin_object (writer, NULL);
  if (finding->type == LUMBAR_FINDING_BOOLEAN)
    lumbar_json_writer_boolean (writer, "valueBoolean", (guint64) 1 << i == LUMBAR_VALUE_YES);
  else
    lumbar_fhir_write_coding (writer, "valueCoding", system, option->id,
                              lumbar_text_translate (option->text));
  lumbar_json_writer_end_object (writer);
}

static void
write_options (LumbarJsonWriter *writer, const LumbarFinding *finding, guint64 options)
{
  g_autofree char *system = lumbar_fhir_option_system (finding);

  for (guint i = 0; i < finding->options->len; i++)
    if ((options & ((guint64) 1 << i)) != 0)
      write_option (writer, finding, system, i);
}

static void
write_answer (LumbarJsonWriter *writer, const LumbarFinding *finding, LumbarAnswer *answer)
{
  const LumbarValue *value = lumbar_answer_get_value (answer);

  lumbar_json_writer_begin_array (writer, "answer");
  if (value->kind == LUMBAR_VALUE_OPTIONS)
    write_options (writer, finding, value->options);
  else
    {
      lumbar_json_writer_begin_object (writer, NULL);
      if (value->kind == LUMBAR_VALUE_NUMBER && finding->type == LUMBAR_FINDING_DECIMAL)
        lumbar_fhir_write_number (writer, "valueDecimal", finding, value->number);
      else if (value->kind == LUMBAR_VALUE_NUMBER)
        lumbar_json_writer_integer (writer, "valueInteger", (gint64) value->number);
      else
        lumbar_fhir_write_text (writer, finding->type == LUMBAR_FINDING_DATE ? "valueDate" : "valueString",
                                lumbar_answer_get_text (answer));
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

static void
write_finding (const LumbarFhirVisit *visit, const LumbarFinding *finding)
{
  LumbarResponse *response = visit->encounter->response;
  LumbarAnswer *answer = lumbar_response_get_answer (response, finding->index);
  const char *note = lumbar_response_get_note (response, finding->index);

  lumbar_json_writer_begin_object (visit->writer, NULL);
  if (note != NULL)
    {
      lumbar_json_writer_begin_array (visit->writer, "extension");
      lumbar_fhir_write_extension (visit->writer, LUMBAR_FHIR_EXTENSION_NOTE, "valueString", note);
      lumbar_json_writer_end_array (visit->writer);
    }
  lumbar_json_writer_string (visit->writer, "linkId", finding->id);
  lumbar_fhir_write_text (visit->writer, "text", lumbar_text_translate (finding->question));
  if (answer != NULL)
    write_answer (visit->writer, finding, answer);
  lumbar_json_writer_end_object (visit->writer);
}

/* The calculated item of a scale, as a form would fill it. */
static void
write_score (const LumbarFhirVisit *visit, const LumbarInstrument *instrument)
{
  g_autofree char *id = lumbar_fhir_score_link_id (instrument);
  double score;

  if (!lumbar_fhir_score_compute (instrument, visit->encounter->response, &score))
    return;
  lumbar_json_writer_begin_object (visit->writer, NULL);
  lumbar_json_writer_string (visit->writer, "linkId", id);
  lumbar_json_writer_begin_array (visit->writer, "answer");
  lumbar_json_writer_begin_object (visit->writer, NULL);
  if (instrument->items->len > 0)
    lumbar_json_writer_integer (visit->writer, "valueInteger", (gint64) score);
  else
    lumbar_json_writer_decimal (visit->writer, "valueDecimal", score, LUMBAR_FHIR_SCORE_DECIMALS);
  lumbar_json_writer_end_object (visit->writer);
  lumbar_json_writer_end_array (visit->writer);
  lumbar_json_writer_end_object (visit->writer);
}

static gboolean
is_written (LumbarResponse *response, const LumbarFinding *finding)
{
  return lumbar_response_get_answer (response, finding->index) != NULL ||
         lumbar_response_get_note (response, finding->index) != NULL;
}

static gboolean
has_answers (LumbarResponse *response, const LumbarSection *section)
{
  for (guint i = 0; i < section->findings->len; i++)
    if (is_written (response, section->findings->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
write_section (const LumbarFhirVisit *visit, const LumbarSection *section)
{
  g_autofree char *id = lumbar_fhir_section_link_id (section);

  lumbar_json_writer_begin_object (visit->writer, NULL);
  lumbar_json_writer_string (visit->writer, "linkId", id);
  lumbar_fhir_write_text (visit->writer, "text", lumbar_text_translate (section->title));
  lumbar_json_writer_begin_array (visit->writer, "item");
  for (guint i = 0; i < section->findings->len; i++)
    if (is_written (visit->encounter->response, section->findings->pdata[i]))
      write_finding (visit, section->findings->pdata[i]);
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (visit->knowledge); i++)
    if (lumbar_fhir_score_section (lumbar_knowledge_get_instrument (visit->knowledge, i)) == section)
      write_score (visit, lumbar_knowledge_get_instrument (visit->knowledge, i));
  lumbar_json_writer_end_array (visit->writer);
  lumbar_json_writer_end_object (visit->writer);
}

static void
write_sections (const LumbarFhirVisit *visit)
{
  LumbarResponse *response = visit->encounter->response;
  gboolean open = FALSE;

  for (guint i = 0; i < lumbar_knowledge_get_n_sections (visit->knowledge); i++)
    {
      const LumbarSection *section = lumbar_knowledge_get_section (visit->knowledge, i);

      if (!has_answers (response, section))
        continue;
      if (!open)
        lumbar_json_writer_begin_array (visit->writer, "item");
      open = TRUE;
      write_section (visit, section);
    }
  if (open)
    lumbar_json_writer_end_array (visit->writer);
}

/**
 * lumbar_fhir_response_write:
 * @visit: the visit
 *
 * Writes the answers, with the notes that hang on them.
 */
void
lumbar_fhir_response_write (const LumbarFhirVisit *visit)
{
  LumbarJsonWriter *writer = visit->writer;
  LumbarEncounter *encounter = visit->encounter;
  g_autofree char *canonical = lumbar_fhir_canonical (visit->knowledge, encounter->knowledge_version);

  lumbar_fhir_begin_entry (writer, "QuestionnaireResponse", visit->response_id);
  lumbar_json_writer_string (writer, "questionnaire", canonical);
  lumbar_json_writer_string (writer, "status", "completed");
  lumbar_fhir_write_reference (writer, "subject", visit->patient_id);
  lumbar_fhir_write_reference (writer, "encounter", visit->encounter_id);
  lumbar_fhir_write_text (writer, "authored",
                          *encounter->signed_at ? encounter->signed_at : encounter->started_at);
  lumbar_fhir_write_name (writer, "author", encounter->author);
  write_sections (visit);
  lumbar_fhir_end_entry (writer, "QuestionnaireResponse", visit->response_id);
}
