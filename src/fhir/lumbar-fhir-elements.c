/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small parts that all FHIR resources are written from. */

#include "lumbar-fhir-elements.h"

#include "lumbar-fhir-codes.h"
#include "lumbar-text.h"

/**
 * lumbar_fhir_write_coding:
 * @writer: a writer
 * @name: (nullable): the member's name; %NULL inside an array
 * @system: the code system
 * @code: the code
 * @display: (nullable): what it means in words
 */
void
lumbar_fhir_write_coding (
    LumbarJsonWriter *writer, const char *name, const char *system, const char *code, const char *display)
{
  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_string (writer, "system", system);
  lumbar_json_writer_string (writer, "code", code);
  lumbar_fhir_write_text (writer, "display", display);
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_write_text:
 * @writer: a writer
 * @name: the member's name
 * @text: (nullable): a text
 *
 * Writes @text without what FHIR forbids in a string (control characters); nothing where nothing is
 * left, since a FHIR string is never empty.
 */
void
lumbar_fhir_write_text (LumbarJsonWriter *writer, const char *name, const char *text)
{
  g_autofree char *clean = lumbar_text_clean (text, TRUE);

  if (*clean != '\0')
    lumbar_json_writer_string (writer, name, clean);
}

/**
 * lumbar_fhir_write_number:
 * @writer: a writer
 * @name: the member's name
 * @finding: whose answer it is
 * @number: the answer
 *
 * Writes a number with the digits its finding keeps, since a FHIR decimal means its precision; with
 * more where it would not read back as the same.
 */
void
lumbar_fhir_write_number (LumbarJsonWriter *writer,
                          const char *name,
                          const LumbarFinding *finding,
                          double number)
{
  g_autofree char *format = g_strdup_printf ("%%.%uf", finding->decimals);
  char buffer[512];

  g_ascii_formatd (buffer, sizeof buffer, format, number);
  if (g_ascii_strtod (buffer, NULL) == number)
    lumbar_json_writer_decimal (writer, name, number, (int) finding->decimals);
  else
    lumbar_json_writer_number (writer, name, number);
}

/**
 * lumbar_fhir_write_concept:
 * @writer: a writer
 * @name: (nullable): the member's name; %NULL inside an array
 * @system: the code system
 * @code: the code
 * @text: (nullable): what it means in words
 *
 * Writes a CodeableConcept of one coding.
 */
void
lumbar_fhir_write_concept (
    LumbarJsonWriter *writer, const char *name, const char *system, const char *code, const char *text)
{
  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_begin_array (writer, "coding");
  lumbar_fhir_write_coding (writer, NULL, system, code, NULL);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_write_text (writer, "text", text);
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_write_cause:
 * @writer: a writer
 * @name: the member's name
 * @cause: a cause
 *
 * Writes a cause as a CodeableConcept: our own code first, then ICD-10 and SNOMED CT where the table has
 * them.
 */
void
lumbar_fhir_write_cause (LumbarJsonWriter *writer, const char *name, const LumbarCause *cause)
{
  g_auto (GStrv) icd10 = g_strsplit (cause->icd10, ";", -1);
  g_auto (GStrv) snomed = g_strsplit (cause->snomed, ";", -1);

  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_begin_array (writer, "coding");
  lumbar_fhir_write_coding (writer, NULL, LUMBAR_FHIR_CAUSE_SYSTEM, cause->id, NULL);
  for (guint i = 0; icd10[i] != NULL; i++)
    if (*icd10[i] != '\0')
      lumbar_fhir_write_coding (writer, NULL, "http://hl7.org/fhir/sid/icd-10", icd10[i], NULL);
  for (guint i = 0; snomed[i] != NULL; i++)
    if (*snomed[i] != '\0')
      lumbar_fhir_write_coding (writer, NULL, "http://snomed.info/sct", snomed[i], NULL);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_write_text (writer, "text", lumbar_text_translate (cause->name));
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_write_extension:
 * @writer: a writer inside an array of extensions
 * @url: its address, or its name inside another extension
 * @value: the type of its value: "valueString", "valueCode" …
 * @text: (nullable): its value
 *
 * Writes an extension; nothing where there is no value.
 */
void
lumbar_fhir_write_extension (LumbarJsonWriter *writer, const char *url, const char *value, const char *text)
{
  g_autofree char *clean = lumbar_text_clean (text, TRUE);

  if (*clean == '\0')
    return;
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "url", url);
  lumbar_json_writer_string (writer, value, clean);
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_write_reference:
 * @writer: a writer
 * @name: (nullable): the member's name; %NULL inside an array
 * @id: the id of a resource in the same Bundle
 */
void
lumbar_fhir_write_reference (LumbarJsonWriter *writer, const char *name, const char *id)
{
  g_autofree char *reference = g_strconcat ("urn:uuid:", id, NULL);

  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_string (writer, "reference", reference);
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_write_name:
 * @writer: a writer
 * @name: (nullable): the member's name; %NULL inside an array
 * @person: who; "" writes nothing inside an object
 *
 * Writes a reference to somebody of whom only the name is known.
 */
void
lumbar_fhir_write_name (LumbarJsonWriter *writer, const char *name, const char *person)
{
  g_autofree char *clean = lumbar_text_clean (person, FALSE);

  if (*clean == '\0')
    return;
  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_string (writer, "display", clean);
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_begin_entry:
 * @writer: a writer inside Bundle.entry
 * @type: the type of the resource
 * @id: its id, a UUID
 *
 * Begins an entry and the resource in it.
 */
void
lumbar_fhir_begin_entry (LumbarJsonWriter *writer, const char *type, const char *id)
{
  g_autofree char *url = g_strconcat ("urn:uuid:", id, NULL);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "fullUrl", url);
  lumbar_json_writer_begin_object (writer, "resource");
  lumbar_json_writer_string (writer, "resourceType", type);
  lumbar_json_writer_string (writer, "id", id);
}

/**
 * lumbar_fhir_end_entry:
 * @writer: a writer inside the resource of an entry
 * @type: the type of the resource
 * @id: its id
 *
 * Ends the resource and its entry with a request that a server may carry out twice without harm.
 */
void
lumbar_fhir_end_entry (LumbarJsonWriter *writer, const char *type, const char *id)
{
  g_autofree char *url = g_strconcat (type, "/", id, NULL);

  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_begin_object (writer, "request");
  lumbar_json_writer_string (writer, "method", "PUT");
  lumbar_json_writer_string (writer, "url", url);
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_end_object (writer);
}
