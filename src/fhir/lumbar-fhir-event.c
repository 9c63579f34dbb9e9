/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dated event (a treatment, a relapse, a fall) as an Observation: its kind a code of ours, its words as
 * they were written. A withdrawn one is marked as entered in error. */

#include "lumbar-fhir-event.h"

#include <string.h>

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-date.h"
#include "lumbar-text.h"

/**
 * lumbar_fhir_event_write:
 * @writer: a writer inside Bundle.entry
 * @event: what happened
 * @patient_id: id of the Patient resource
 */
void
lumbar_fhir_event_write (LumbarJsonWriter *writer, LumbarEvent *event, const char *patient_id)
{
  g_autofree char *id = lumbar_fhir_id (event->id);

  lumbar_fhir_begin_entry (writer, "Observation", id);
  lumbar_json_writer_string (writer, "status", event->withdrawn ? "entered-in-error" : "final");
  lumbar_json_writer_begin_array (writer, "category");
  lumbar_fhir_write_concept (writer, NULL, LUMBAR_FHIR_EVENT_SYSTEM, "history", NULL);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_write_concept (writer, "code", LUMBAR_FHIR_EVENT_SYSTEM, lumbar_event_kind_to_id (event->kind),
                             lumbar_event_kind_get_title (event->kind));
  lumbar_fhir_write_reference (writer, "subject", patient_id);
  lumbar_json_writer_string (writer, "effectiveDateTime", event->on);
  lumbar_fhir_write_text (writer, "valueString", event->text);
  lumbar_fhir_end_entry (writer, "Observation", id);
}

static JsonObject *
get_first_coding (JsonObject *observation)
{
  JsonObject *code = lumbar_json_get_object (observation, "code");
  JsonArray *codings = code ? lumbar_json_get_array (code, "coding") : NULL;

  return codings && json_array_get_length (codings) > 0 ? lumbar_json_element_object (codings, 0) : NULL;
}

/**
 * lumbar_fhir_event_is:
 * @observation: an Observation
 *
 * Returns: whether it is an event that Lumbar wrote
 */
gboolean
lumbar_fhir_event_is (JsonObject *observation)
{
  JsonObject *coding = get_first_coding (observation);

  return coding != NULL &&
         g_strcmp0 (lumbar_json_get_string (coding, "system"), LUMBAR_FHIR_EVENT_SYSTEM) == 0;
}

/**
 * lumbar_fhir_event_read:
 * @input: where it comes from
 * @observation: an Observation that is an event
 * @path: its JSON path
 * @patient_id: the patient
 *
 * Returns: (transfer full): the event, or %NULL with @error naming file, path and what would be right
 */
LumbarEvent *
lumbar_fhir_event_read (const LumbarFhirInput *input,
                        JsonObject *observation,
                        const char *path,
                        const char *patient_id,
                        GError **error)
{
  g_autofree char *code = g_strconcat (path, ".code.coding[0].code", NULL);
  g_autofree char *day = g_strconcat (path, ".effectiveDateTime", NULL);
  const char *kind_id = lumbar_json_get_string (get_first_coding (observation), "code");
  const char *on, *text;
  g_autofree char *clean = NULL;
  LumbarEventKind kind;
  LumbarEvent *event;

  if (!lumbar_event_kind_from_id (kind_id, &kind))
    {
      lumbar_fhir_input_fail (input, code, error, "“%s” is no kind of event; the first is “%s”",
                              kind_id ? kind_id : "",
                              lumbar_event_kind_to_id (LUMBAR_EVENT_TREATMENT_STARTED));
      return NULL;
    }
  if (!lumbar_fhir_input_read_time (input, observation, path, "effectiveDateTime", &on, error) ||
      !lumbar_fhir_input_read_string (input, observation, path, "valueString", &text, error))
    return NULL;
  if (!lumbar_date_is_valid (on))
    {
      lumbar_fhir_input_fail (input, day, error, "must be a whole day, as 2026-11-22");
      return NULL;
    }
  clean = lumbar_text_clean (text, FALSE);
  event = lumbar_event_new (patient_id, kind, on, clean);
  event->withdrawn = g_strcmp0 (lumbar_json_get_string (observation, "status"), "entered-in-error") == 0;
  return event;
}
