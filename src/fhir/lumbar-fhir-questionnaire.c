/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intake as a FHIR R4 Questionnaire with the SDC extensions, made from the tables: what another
 * program needs to ask the same questions in the same order under the same conditions. */

#include "lumbar-fhir-questionnaire.h"

#include <math.h>
#include <string.h>

#include "lumbar-answer-check.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-fhir-enable-when.h"
#include "lumbar-fhir-score.h"
#include "lumbar-text.h"

/* The notice that goes with LOINC codes. */
#define LOINC_NOTICE                                                                                         \
  "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief "         \
  "Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is "        \
  "available at no cost under the license at http://loinc.org/license."

typedef struct
{
  LumbarJsonWriter *writer;
  LumbarKnowledge *knowledge;
  gboolean open; /* the array of extensions of the item is begun */
} Writer;

/* Extensions stand in one array, which must not be empty. */
static void
begin_extension (Writer *self, const char *base, const char *name)
{
  g_autofree char *url = g_strconcat (base, name, NULL);

  if (!self->open)
    lumbar_json_writer_begin_array (self->writer, "extension");
  self->open = TRUE;
  lumbar_json_writer_begin_object (self->writer, NULL);
  lumbar_json_writer_string (self->writer, "url", url);
}

static void
end_extensions (Writer *self)
{
  if (self->open)
    lumbar_json_writer_end_array (self->writer);
  self->open = FALSE;
}

static void
write_item_control (Writer *self, const char *code)
{
  begin_extension (self, LUMBAR_FHIR_CORE_EXTENSIONS, "questionnaire-itemControl");
  lumbar_json_writer_begin_object (self->writer, "valueCodeableConcept");
  lumbar_json_writer_begin_array (self->writer, "coding");
  lumbar_fhir_write_coding (self->writer, NULL, "http://hl7.org/fhir/questionnaire-item-control", code, NULL);
  lumbar_json_writer_end_array (self->writer);
  lumbar_json_writer_end_object (self->writer);
  lumbar_json_writer_end_object (self->writer);
}

static void
write_expression (Writer *self, const char *name, const char *expression)
{
  begin_extension (self, LUMBAR_FHIR_SDC_EXTENSIONS, name);
  lumbar_json_writer_begin_object (self->writer, "valueExpression");
  lumbar_json_writer_string (self->writer, "language", "text/fhirpath");
  lumbar_json_writer_string (self->writer, "expression", expression);
  lumbar_json_writer_end_object (self->writer);
  lumbar_json_writer_end_object (self->writer);
}

static void
write_limit (Writer *self, const LumbarFinding *finding, const char *name, double limit)
{
  if (!isfinite (limit))
    return;
  begin_extension (self, LUMBAR_FHIR_CORE_EXTENSIONS, name);
  if (finding->type == LUMBAR_FINDING_DECIMAL)
    lumbar_fhir_write_number (self->writer, "valueDecimal", finding, limit);
  else
    lumbar_json_writer_integer (self->writer, "valueInteger", (gint64) limit);
  lumbar_json_writer_end_object (self->writer);
}

static void
write_number_extensions (Writer *self, const LumbarFinding *finding)
{
  write_limit (self, finding, "minValue", finding->minimum);
  write_limit (self, finding, "maxValue", finding->maximum);
  if (finding->type == LUMBAR_FINDING_DECIMAL)
    {
      begin_extension (self, LUMBAR_FHIR_CORE_EXTENSIONS, "maxDecimalPlaces");
      lumbar_json_writer_integer (self->writer, "valueInteger", finding->decimals);
      lumbar_json_writer_end_object (self->writer);
    }
  if (*finding->unit != '\0')
    {
      begin_extension (self, LUMBAR_FHIR_CORE_EXTENSIONS, "questionnaire-unit");
      lumbar_fhir_write_coding (self->writer, "valueCoding", LUMBAR_FHIR_UCUM, finding->unit, finding->unit);
      lumbar_json_writer_end_object (self->writer);
    }
}

static void
write_extensions (Writer *self, const LumbarFinding *finding)
{
  if (finding->type == LUMBAR_FINDING_CHOICE)
    write_item_control (self, "radio-button");
  else if (lumbar_finding_holds_many (finding))
    write_item_control (self, "check-box");
  else if (finding->type == LUMBAR_FINDING_NRS)
    write_item_control (self, "slider");
  if (lumbar_finding_holds_number (finding))
    write_number_extensions (self, finding);
  if (finding->ask_when != NULL && !lumbar_fhir_enable_when_is_plain (self->knowledge, finding->ask_when))
    {
      g_autofree char *path = lumbar_fhir_enable_when_to_fhirpath (self->knowledge, finding->ask_when);

      write_expression (self, "sdc-questionnaire-enableWhenExpression", path);
    }
  end_extensions (self);
}

static void
write_options (Writer *self, const LumbarFinding *finding)
{
  g_autofree char *system = lumbar_fhir_option_system (finding);

  lumbar_json_writer_begin_array (self->writer, "answerOption");
  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = lumbar_finding_get_option (finding, i);

      lumbar_json_writer_begin_object (self->writer, NULL);
      if (lumbar_finding_holds_many (finding) && lumbar_answer_option_is_denial (option))
        {
          begin_extension (self, LUMBAR_FHIR_CORE_EXTENSIONS, "questionnaire-optionExclusive");
          lumbar_json_writer_boolean (self->writer, "valueBoolean", TRUE);
          lumbar_json_writer_end_object (self->writer);
          end_extensions (self);
        }
      lumbar_fhir_write_coding (self->writer, "valueCoding", system, option->id,
                                lumbar_text_translate (option->text));
      lumbar_json_writer_end_object (self->writer);
    }
  lumbar_json_writer_end_array (self->writer);
}

/* The help of a question: an item of its own inside it, with the control that says so. */
static void
write_help (Writer *self, const LumbarFinding *finding)
{
  g_autofree char *id = g_strconcat (finding->id, "-help", NULL);
  g_autofree char *text =
      g_strdup_printf ("%s\n%s", lumbar_text_translate (finding->help), lumbar_text_translate (finding->why));

  g_strstrip (text);
  if (*text == '\0')
    return;
  lumbar_json_writer_begin_array (self->writer, "item");
  lumbar_json_writer_begin_object (self->writer, NULL);
  write_item_control (self, "help");
  end_extensions (self);
  lumbar_json_writer_string (self->writer, "linkId", id);
  lumbar_fhir_write_text (self->writer, "text", text);
  lumbar_json_writer_string (self->writer, "type", "display");
  lumbar_json_writer_end_object (self->writer);
  lumbar_json_writer_end_array (self->writer);
}

static void
write_loinc (Writer *self, const char *loinc)
{
  if (*loinc == '\0')
    return;
  lumbar_json_writer_begin_array (self->writer, "code");
  lumbar_fhir_write_coding (self->writer, NULL, LUMBAR_FHIR_LOINC, loinc, NULL);
  lumbar_json_writer_end_array (self->writer);
}

static void
write_finding (Writer *self, const LumbarFinding *finding)
{
  static const char *const types[] = {
    [LUMBAR_FINDING_BOOLEAN] = "boolean",     [LUMBAR_FINDING_CHOICE] = "choice",
    [LUMBAR_FINDING_MULTI_CHOICE] = "choice", [LUMBAR_FINDING_BODY_MAP] = "choice",
    [LUMBAR_FINDING_INTEGER] = "integer",     [LUMBAR_FINDING_DECIMAL] = "decimal",
    [LUMBAR_FINDING_NRS] = "integer",         [LUMBAR_FINDING_DATE] = "date",
    [LUMBAR_FINDING_TEXT] = "text",
  };

  lumbar_json_writer_begin_object (self->writer, NULL);
  write_extensions (self, finding);
  lumbar_json_writer_string (self->writer, "linkId", finding->id);
  write_loinc (self, finding->loinc);
  lumbar_fhir_write_text (self->writer, "text", lumbar_text_translate (finding->question));
  lumbar_json_writer_string (self->writer, "type", types[finding->type]);
  if (finding->ask_when != NULL)
    lumbar_fhir_enable_when_write (self->writer, self->knowledge, finding->ask_when);
  if (lumbar_finding_holds_many (finding))
    lumbar_json_writer_boolean (self->writer, "repeats", TRUE);
  if (finding->type == LUMBAR_FINDING_TEXT)
    lumbar_json_writer_integer (self->writer, "maxLength", LUMBAR_ANSWER_MAX_TEXT);
  if (lumbar_finding_holds_options (finding) && finding->type != LUMBAR_FINDING_BOOLEAN)
    write_options (self, finding);
  write_help (self, finding);
  lumbar_json_writer_end_object (self->writer);
}

static void
write_score (Writer *self, const LumbarInstrument *instrument)
{
  g_autofree char *id = lumbar_fhir_score_link_id (instrument);
  g_autofree char *expression = lumbar_fhir_score_expression (instrument);

  lumbar_json_writer_begin_object (self->writer, NULL);
  write_expression (self, "sdc-questionnaire-calculatedExpression", expression);
  end_extensions (self);
  lumbar_json_writer_string (self->writer, "linkId", id);
  write_loinc (self, instrument->loinc);
  lumbar_fhir_write_text (self->writer, "text", lumbar_text_translate (instrument->name));
  lumbar_json_writer_string (self->writer, "type", instrument->items->len > 0 ? "integer" : "decimal");
  lumbar_json_writer_boolean (self->writer, "readOnly", TRUE);
  lumbar_json_writer_end_object (self->writer);
}

static void
write_section (Writer *self, const LumbarSection *section)
{
  g_autofree char *id = lumbar_fhir_section_link_id (section);

  lumbar_json_writer_begin_object (self->writer, NULL);
  lumbar_json_writer_string (self->writer, "linkId", id);
  lumbar_fhir_write_text (self->writer, "text", lumbar_text_translate (section->title));
  lumbar_json_writer_string (self->writer, "type", "group");
  lumbar_json_writer_begin_array (self->writer, "item");
  for (guint i = 0; i < section->findings->len; i++)
    write_finding (self, section->findings->pdata[i]);
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (self->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (self->knowledge, i);

      if (lumbar_fhir_score_section (instrument) == section)
        write_score (self, instrument);
    }
  lumbar_json_writer_end_array (self->writer);
  lumbar_json_writer_end_object (self->writer);
}

/* Who holds the rights to what the questions quote. */
static char *
make_copyright (LumbarKnowledge *knowledge)
{
  GString *text = g_string_new (LOINC_NOTICE);

  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (knowledge, i);

      if (instrument->findings->len > 0 && *instrument->licence_status != '\0')
        g_string_append_printf (text, "\n\n%s: %s.", lumbar_text_translate (instrument->name),
                                instrument->licence_status);
    }
  return g_string_free (text, FALSE);
}

/* "pt_BR.UTF-8" as FHIR spells it (BCP 47): "pt-BR". */
static void
write_language (Writer *self, const char *language)
{
  g_autofree char *code = g_strndup (language, strcspn (language, ".@"));

  g_strdelimit (code, "_", '-');
  if (strcmp (code, "C") != 0 && strcmp (code, "POSIX") != 0)
    lumbar_fhir_write_text (self->writer, "language", code);
}

/**
 * lumbar_fhir_questionnaire_write:
 * @knowledge: the tables
 * @language: (nullable): the language the program speaks, as in "de" or "de_AT.UTF-8"; texts are
 *   translated into the locale that is set
 *
 * Writes the intake as a FHIR R4 Questionnaire: one group a section, one item a finding, shown under the
 * same conditions as our own interview.
 *
 * Returns: (transfer full): JSON text
 */
char *
lumbar_fhir_questionnaire_write (LumbarKnowledge *knowledge, const char *language)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (TRUE);
  g_autofree char *copyright = make_copyright (knowledge);
  Writer self = { .writer = writer, .knowledge = knowledge };

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "resourceType", "Questionnaire");
  lumbar_json_writer_string (writer, "id", strrchr (LUMBAR_FHIR_QUESTIONNAIRE_URL, '/') + 1);
  write_language (&self, language ? language : "en");
  lumbar_json_writer_string (writer, "url", LUMBAR_FHIR_QUESTIONNAIRE_URL);
  lumbar_json_writer_string (writer, "version", lumbar_knowledge_get_version (knowledge));
  lumbar_json_writer_string (writer, "name", "LowBackPainInMs");
  lumbar_fhir_write_text (writer, "title", lumbar_text_translate (lumbar_knowledge_get_title (knowledge)));
  lumbar_json_writer_string (writer, "status", "active");
  lumbar_json_writer_begin_array (writer, "subjectType");
  lumbar_json_writer_string (writer, NULL, "Patient");
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_string (writer, "date", lumbar_knowledge_get_date (knowledge));
  lumbar_json_writer_string (writer, "publisher", "Lumbar");
  lumbar_fhir_write_text (writer, "description",
                          lumbar_text_translate (lumbar_knowledge_get_intended_use (knowledge)));
  lumbar_fhir_write_text (writer, "copyright", copyright);
  lumbar_json_writer_begin_array (writer, "item");
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (knowledge); i++)
    write_section (&self, lumbar_knowledge_get_section (knowledge, i));
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}
