/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole records on their way in. A Bundle that Lumbar wrote comes back as it was; from one of another
 * program come the patients, and the visits in which our questionnaire was answered. What follows from
 * the answers (scores, assessment) is computed anew, never believed. */

#include <string.h>

#include "lumbar-fhir-bundle.h"
#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-conclusion-reader.h"
#include "lumbar-fhir-event.h"
#include "lumbar-fhir-input.h"
#include "lumbar-fhir-patient.h"
#include "lumbar-fhir-response-reader.h"
#include "lumbar-text.h"

/* More than a clinic of a thousand patients exports; what is above is a mistake. */
#define MAX_BYTES ((gsize) 256 * 1024 * 1024)

typedef struct
{
  JsonObject *resource;
  const char *type;
  char *id;                   /* in the record */
  char *path;                 /* Bundle.entry[i].resource */
  LumbarFhirPerson *person;   /* what a Patient became; owned by the result */
  LumbarEncounter *encounter; /* Owned: what an Encounter became */
  gboolean concluded;         /* its conclusion was read */
} Entry;

typedef struct
{
  const LumbarFhirInput *input;
  GPtrArray *entries;  /* Owned, of Entry */
  GHashTable *by_name; /* "urn:uuid:…" and "Patient/…" to Entry */
  GPtrArray *persons;  /* Owned, of LumbarFhirPerson: the result */
} Reader;

static void
entry_free (Entry *self)
{
  g_clear_object (&self->encounter);
  g_free (self->id);
  g_free (self->path);
  g_free (self);
}

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
add_name (Reader *self, Entry *entry, char *name, GError **error)
{
  if (g_hash_table_contains (self->by_name, name))
    {
      lumbar_fhir_input_fail (self->input, entry->path, error, "%s stands twice in the Bundle", name);
      g_free (name);
      return FALSE;
    }
  g_hash_table_insert (self->by_name, name, entry);
  return TRUE;
}

/* Takes in one entry under the names by which others may refer to it. */
static gboolean
add_entry (Reader *self, JsonObject *object, guint i, GError **error)
{
  g_autofree char *place = g_strdup_printf ("Bundle.entry[%u]", i);
  Entry *entry = g_new0 (Entry, 1);
  const char *id, *url;

  entry->path = g_strconcat (place, ".resource", NULL);
  g_ptr_array_add (self->entries, entry);
  if (!lumbar_fhir_input_read_object (self->input, object, place, "resource", &entry->resource, error) ||
      !lumbar_fhir_input_read_string (self->input, object, place, "fullUrl", &url, error))
    return FALSE;
  if (entry->resource == NULL)
    return lumbar_fhir_input_fail (self->input, entry->path, error, "is missing");
  if (!lumbar_fhir_input_read_string (self->input, entry->resource, entry->path, "resourceType", &entry->type,
                                      error) ||
      !lumbar_fhir_input_read_string (self->input, entry->resource, entry->path, "id", &id, error))
    return FALSE;
  if (entry->type == NULL)
    return lumbar_fhir_input_fail (self->input, entry->path, error, "has no resourceType");

  if (id == NULL && url == NULL)
    entry->id = lumbar_fhir_id_derive (self->input->name, entry->path);
  else if (id == NULL)
    entry->id = lumbar_fhir_id (g_str_has_prefix (url, "urn:uuid:") ? url + strlen ("urn:uuid:") : url);
  else
    entry->id = lumbar_fhir_id (id);
  if (url != NULL && !add_name (self, entry, g_strdup (url), error))
    return FALSE;
  if (id != NULL && !add_name (self, entry, g_strconcat (entry->type, "/", id, NULL), error))
    return FALSE;
  /* Ids that differ for FHIR may be the same for the record (upper case). */
  return add_name (self, entry, g_strconcat ("record:", entry->type, "/", entry->id, NULL), error);
}

/* The entry that @member of @entry refers to; %NULL without an error where it refers to none. */
static gboolean
follow (Reader *self, Entry *entry, const char *member, const char *type, Entry **target, GError **error)
{
  g_autofree char *place = g_strconcat (entry->path, ".", member, NULL);
  JsonObject *reference;
  const char *name;

  *target = NULL;
  if (!lumbar_fhir_input_read_object (self->input, entry->resource, entry->path, member, &reference, error))
    return FALSE;
  if (reference == NULL)
    return TRUE;
  if (!lumbar_fhir_input_read_string (self->input, reference, place, "reference", &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;
  *target = g_hash_table_lookup (self->by_name, name);
  if (*target != NULL && strcmp ((*target)->type, type) != 0)
    return lumbar_fhir_input_fail (self->input, place, error, "refers to a %s; it must be a %s",
                                   (*target)->type, type);
  return TRUE;
}

/* The person whom a resource is about, who must be in the Bundle. */
static gboolean
follow_subject (Reader *self, Entry *entry, LumbarFhirPerson **person, GError **error)
{
  g_autofree char *place = g_strconcat (entry->path, ".subject", NULL);
  Entry *patient;

  if (!follow (self, entry, "subject", "Patient", &patient, error))
    return FALSE;
  if (patient == NULL)
    return lumbar_fhir_input_fail (self->input, place, error, "must refer to a Patient in the same Bundle");
  *person = patient->person;
  return TRUE;
}

static gboolean
read_patient (Reader *self, Entry *entry, GError **error)
{
  g_autoptr (LumbarPatient) patient =
      lumbar_fhir_patient_read (self->input, entry->resource, entry->path, entry->id, error);

  if (patient == NULL)
    return FALSE;
  entry->person = lumbar_fhir_person_new (patient);
  g_ptr_array_add (self->persons, entry->person);
  return TRUE;
}

/* A moment of the record: a whole instant, in UTC. A day alone counts from its beginning. */
static char *
make_instant (const char *time)
{
  g_autofree char *whole = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) utc = NULL;

  if (strlen (time) <= 10)
    whole = g_strdup_printf ("%s%sT00:00:00Z", time,
                             strlen (time) == 4   ? "-01-01"
                             : strlen (time) == 7 ? "-01"
                                                  : "");
  local = g_date_time_new_from_iso8601 (whole ? whole : time, NULL);
  utc = g_date_time_to_utc (local);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

static const char *
get_author (JsonObject *resource)
{
  JsonArray *participants = lumbar_json_get_array (resource, "participant");
  JsonObject *participant = participants && json_array_get_length (participants) > 0
                                ? lumbar_json_element_object (participants, 0)
                                : NULL;
  JsonObject *individual = participant ? lumbar_json_get_object (participant, "individual") : NULL;

  return individual ? lumbar_json_get_string (individual, "display") : NULL;
}

static LumbarEncounter *
make_encounter (Entry *entry, const char *patient_id, const char *start, const char *end, const char *author)
{
  g_autofree char *started_at = make_instant (start);
  g_autofree char *name = lumbar_text_clean (author, FALSE);
  LumbarEncounter *encounter = lumbar_encounter_new (patient_id, started_at, name);

  lumbar_set_str (&encounter->id, entry->id);
  g_free (encounter->signed_at);
  encounter->signed_at = make_instant (end ? end : start);
  encounter->status = LUMBAR_ENCOUNTER_SIGNED;
  return encounter;
}

static gboolean
read_encounter (Reader *self, Entry *entry, GError **error)
{
  static const char *const read[] = { "resourceType", "id",      "meta",        "text",   "status",
                                      "class",        "subject", "participant", "period", NULL };
  g_autofree char *place = g_strconcat (entry->path, ".period", NULL);
  LumbarFhirPerson *person;
  JsonObject *period;
  const char *start = NULL, *end = NULL;

  if (!follow_subject (self, entry, &person, error) ||
      !lumbar_fhir_input_read_object (self->input, entry->resource, entry->path, "period", &period, error))
    return FALSE;
  if (period != NULL && (!lumbar_fhir_input_read_time (self->input, period, place, "start", &start, error) ||
                         !lumbar_fhir_input_read_time (self->input, period, place, "end", &end, error)))
    return FALSE;
  if (start == NULL)
    return lumbar_fhir_input_fail (self->input, place, error, "needs the start of the visit");
  entry->encounter = make_encounter (entry, person->patient->id, start, end, get_author (entry->resource));
  lumbar_fhir_input_ignore_rest (self->input, entry->resource, entry->path, read);
  return TRUE;
}

/* A response without an Encounter is a visit of its own, of the day it was authored. */
static gboolean
find_visit (Reader *self, Entry *entry, LumbarFhirPerson *person, LumbarEncounter **encounter, GError **error)
{
  g_autofree char *place = g_strconcat (entry->path, ".authored", NULL);
  JsonObject *author = lumbar_json_get_object (entry->resource, "author");
  const char *authored;
  Entry *visit;

  if (!follow (self, entry, "encounter", "Encounter", &visit, error) ||
      !lumbar_fhir_input_read_time (self->input, entry->resource, entry->path, "authored", &authored, error))
    return FALSE;
  if (visit == NULL && authored == NULL)
    return lumbar_fhir_input_fail (self->input, place, error,
                                   "is missing; without an Encounter it tells the day of the visit");
  if (visit == NULL)
    entry->encounter = make_encounter (entry, person->patient->id, authored, NULL,
                                       author ? lumbar_json_get_string (author, "display") : NULL);
  *encounter = visit ? visit->encounter : entry->encounter;
  if ((*encounter)->response != NULL)
    return lumbar_fhir_input_fail (self->input, entry->path, error,
                                   "is the second response of one visit; keep one");
  if (strcmp ((*encounter)->patient_id, person->patient->id) != 0)
    return lumbar_fhir_input_fail (self->input, entry->path, error,
                                   "and its Encounter are about different patients");
  return TRUE;
}

/* Responses to other questionnaires, drafts and withdrawn ones stay outside. */
static const char *
find_hindrance (JsonObject *resource)
{
  const char *canonical = lumbar_json_get_string (resource, "questionnaire");
  const char *status = lumbar_json_get_string (resource, "status");

  if (canonical != NULL && !lumbar_fhir_response_is_ours (canonical))
    return "a response to another questionnaire; not read";
  if (g_strcmp0 (status, "in-progress") == 0)
    return "a response in progress; only finished ones are imported";
  if (g_strcmp0 (status, "entered-in-error") == 0)
    return "entered in error; not imported";
  return NULL;
}

static gboolean
read_response (Reader *self, Entry *entry, GError **error)
{
  static const char *const read[] = { "resourceType",  "id",     "meta",    "text",
                                      "questionnaire", "status", "subject", "encounter",
                                      "authored",      "author", "item",    NULL };
  const char *hindrance = find_hindrance (entry->resource);
  LumbarFhirPerson *person;
  LumbarEncounter *encounter = NULL;

  if (hindrance != NULL)
    {
      lumbar_fhir_input_ignore (self->input, entry->path, "%s", hindrance);
      return TRUE;
    }
  if (!follow_subject (self, entry, &person, error) || !find_visit (self, entry, person, &encounter, error))
    return FALSE;
  encounter->response = lumbar_fhir_response_read (self->input, entry->resource, entry->path, error);
  if (encounter->response == NULL)
    return FALSE;
  encounter->assessment = lumbar_assess (self->input->knowledge, encounter->response);
  lumbar_set_str (&encounter->knowledge_version, encounter->assessment->knowledge_version);
  encounter->conclusion = lumbar_conclusion_new ();
  g_ptr_array_add (person->encounters, g_object_ref (encounter));
  lumbar_fhir_input_ignore_rest (self->input, entry->resource, entry->path, read);
  return TRUE;
}

static gboolean
read_impression (Reader *self, Entry *entry, GError **error)
{
  g_autofree char *place = g_strconcat (entry->path, ".encounter", NULL);
  Entry *visit;

  if (!follow (self, entry, "encounter", "Encounter", &visit, error))
    return FALSE;
  if (visit == NULL || visit->encounter->response == NULL)
    return lumbar_fhir_input_fail (self->input, place, error,
                                   "must refer to an Encounter whose response is in the same Bundle");
  if (visit->concluded)
    return lumbar_fhir_input_fail (self->input, entry->path, error,
                                   "is the second conclusion of one visit; keep one");
  visit->concluded = TRUE;
  if (!lumbar_fhir_conclusion_read (self->input, entry->resource, entry->path, visit->encounter, error))
    return FALSE;
  visit->encounter->group = visit->encounter->conclusion->group;
  lumbar_set_str (&visit->encounter->lead,
                  visit->encounter->conclusion->causes[0] ? visit->encounter->conclusion->causes[0] : "");
  return TRUE;
}

static gboolean
read_event (Reader *self, Entry *entry, GError **error)
{
  LumbarFhirPerson *person;
  LumbarEvent *event;

  if (!follow_subject (self, entry, &person, error))
    return FALSE;
  event = lumbar_fhir_event_read (self->input, entry->resource, entry->path, person->patient->id, error);
  if (event == NULL)
    return FALSE;
  lumbar_set_str (&event->id, entry->id);
  g_ptr_array_add (person->events, event);
  return TRUE;
}

/* What Lumbar itself writes beside the answers, and makes anew from them. */
static gboolean
is_derived (Entry *entry)
{
  JsonObject *meta = lumbar_json_get_object (entry->resource, "meta");

  return strcmp (entry->type, "Composition") == 0 ||
         (meta != NULL && g_strcmp0 (lumbar_json_get_string (meta, "source"), LUMBAR_FHIR_BASE) == 0);
}

typedef gboolean (*ReadFunc) (Reader *self, Entry *entry, GError **error);

static ReadFunc
find_reader (Entry *entry)
{
  if (strcmp (entry->type, "Patient") == 0)
    return read_patient;
  if (strcmp (entry->type, "Encounter") == 0)
    return read_encounter;
  if (strcmp (entry->type, "QuestionnaireResponse") == 0)
    return read_response;
  if (strcmp (entry->type, "ClinicalImpression") == 0 && lumbar_fhir_conclusion_is (entry->resource))
    return read_impression;
  if (strcmp (entry->type, "Observation") == 0 && lumbar_fhir_event_is (entry->resource))
    return read_event;
  return NULL;
}

/* Entries stand in any order, so each kind is read after those it refers to. */
static gboolean
read_all (Reader *self, GError **error)
{
  static const ReadFunc order[] = { read_patient, read_encounter, read_response, read_impression,
                                    read_event };

  for (guint step = 0; step < G_N_ELEMENTS (order); step++)
    for (guint i = 0; i < self->entries->len; i++)
      if (find_reader (self->entries->pdata[i]) == order[step] &&
          !order[step](self, self->entries->pdata[i], error))
        return FALSE;
  return TRUE;
}

static void
list_unread (Reader *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (find_reader (entry) == NULL && !is_derived (entry))
        lumbar_fhir_input_ignore (self->input, entry->path, "%s; not read", entry->type);
      if (entry->encounter != NULL && entry->encounter->response == NULL)
        lumbar_fhir_input_ignore (self->input, entry->path, "an Encounter without answers; not imported");
    }
}

static int
compare_started (gconstpointer a, gconstpointer b)
{
  const LumbarEncounter *x = *(LumbarEncounter *const *) a, *y = *(LumbarEncounter *const *) b;

  return strcmp (x->started_at, y->started_at);
}

static gboolean
read_bundle (Reader *self, JsonObject *bundle, GError **error)
{
  const char *type = lumbar_json_get_string (bundle, "resourceType");
  JsonArray *entries;

  if (g_strcmp0 (type, "Bundle") != 0)
    return lumbar_fhir_input_fail (self->input, "resourceType", error,
                                   "is %s%s%s; only a FHIR Bundle can be imported", type ? "“" : "",
                                   type ? type : "missing", type ? "”" : "");
  if (!lumbar_fhir_input_read_objects (self->input, bundle, "Bundle", "entry", &entries, error))
    return FALSE;
  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    if (!add_entry (self, lumbar_json_element_object (entries, i), i, error))
      return FALSE;
  if (!read_all (self, error))
    return FALSE;
  for (guint i = 0; i < self->persons->len; i++)
    g_ptr_array_sort (((LumbarFhirPerson *) self->persons->pdata[i])->encounters, compare_started);
  list_unread (self);
  return TRUE;
}

/**
 * lumbar_fhir_bundle_read_file:
 * @knowledge: the findings that can be answered
 * @path: a file name, or "-" for standard input
 * @today: the day after which a date lies in the future
 * @ignored: (nullable) (element-type LumbarIgnored): what is passed over is appended
 * @error: return location
 *
 * Reads patients, visits and events from a FHIR R4 Bundle of any type. Ids are kept where they are
 * UUIDs, otherwise made from what they are, so that reading the same file twice gives the same ids.
 * Visits are assessed with @knowledge; one without a conclusion has an empty one. Nothing in the file
 * is trusted.
 *
 * Returns: (transfer full) (element-type LumbarFhirPerson): the persons, or %NULL with
 *   %LUMBAR_ERROR_INPUT naming the file, the JSON path and what would be right
 */
GPtrArray *
lumbar_fhir_bundle_read_file (
    LumbarKnowledge *knowledge, const char *path, const char *today, GPtrArray *ignored, GError **error)
{
  const LumbarFhirInput input = {
    .knowledge = knowledge,
    .name = strcmp (path, "-") == 0 ? "standard input" : path,
    .today = today,
    .ignored = ignored,
  };
  g_autoptr (JsonNode) node = lumbar_json_read_file_up_to (path, MAX_BYTES, error);
  g_auto (Reader) reader = {
    .input = &input,
    .entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free),
    .by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .persons = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_fhir_person_free),
  };

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      lumbar_fhir_input_fail (&input, "the whole file", error, "is %s; only a FHIR Bundle can be imported",
                              lumbar_json_type_name (node));
      return NULL;
    }
  if (!read_bundle (&reader, json_node_get_object (node), error))
    return NULL;
  return g_steal_pointer (&reader.persons);
}
