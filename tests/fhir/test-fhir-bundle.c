/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole records out and in again: nothing is lost, nothing doubled, no probability leaves; and what
 * another program sends is taken as far as it goes, or refused with its place. */

#include "lumbar-fhir-bundle.h"

#include <json-glib/json-glib.h>

#include "lumbar-answer-check.h"
#include "lumbar-fhir-test.h"
#include "lumbar-interview.h"
#include "lumbar-json.h"

#define NOW "2026-11-22T12:00:00Z"

static const char hostile[] = "O'Hara \"Q\" </div><script> \\ {\"a\":1} & Ł😀";

/* What is answered with a seed: always the same, always something else. */
static LumbarAnswer *
make_answer (GRand *random, const LumbarFinding *finding)
{
  if (lumbar_finding_holds_options (finding))
    return lumbar_answer_new_options ((guint64) 1 << g_rand_int_range (random, 0, (int) finding->options->len));
  if (lumbar_finding_holds_number (finding))
    {
      int whole = g_rand_int_range (random, (int) finding->minimum, (int) finding->maximum);

      return lumbar_answer_new_number (finding->decimals > 0 ? whole + 0.5 : whole);
    }
  return lumbar_answer_new_text (finding->type == LUMBAR_FINDING_DATE ? "2025-03-01" : hostile);
}

static LumbarResponse *
make_response (guint32 seed)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (lumbar_interview_is_asked (interview, i) && g_rand_int_range (random, 0, 5) > 0)
      {
        g_autoptr (LumbarAnswer) answer = make_answer (random, lumbar_knowledge_get_finding (knowledge, i));

        lumbar_interview_set_answer (interview, i, answer);
        if (i % 40 == 0)
          lumbar_interview_set_note (interview, i, hostile);
      }
  return lumbar_response_ref (lumbar_interview_get_response (interview));
}

static void
fill_conclusion (LumbarEncounter *encounter)
{
  LumbarConclusion *conclusion = lumbar_conclusion_new ();
  static const char *const causes[] = { "ms-spasticity", "ms-lhermitte", NULL };

  conclusion->group = LUMBAR_GROUP_MIXED;
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strdupv ((GStrv) causes);
  conclusion->agreement = LUMBAR_AGREEMENT_OVERRIDE;
  g_free (conclusion->override_reason);
  conclusion->override_reason = g_strdup ("clinical-judgement");
  g_free (conclusion->comment);
  conclusion->comment = g_strdup (hostile);
  g_free (conclusion->impression);
  conclusion->impression = g_strdup (hostile);
  g_free (conclusion->plan);
  conclusion->plan = g_strdup ("Stretching\nReview in 6 weeks");
  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "referred", hostile, "2026-05-01T10:20:00Z");
  encounter->conclusion = conclusion;
}

/* First not known, then two causes. */
static void
fill_outcomes (LumbarEncounter *encounter)
{
  static const char *const causes[] = { "lumbar-radiculopathy", "ms-spasticity", NULL };
  static const char *const times[] = { "2026-06-01T10:00:00Z", "2026-09-01T10:00:00Z" };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      LumbarOutcome *outcome = lumbar_outcome_new (encounter->id);

      g_free (outcome->at);
      outcome->at = g_strdup (times[i]);
      g_free (outcome->author);
      outcome->author = g_strdup ("Dr. Invented");
      g_ptr_array_add (encounter->outcomes, outcome);
      if (i == 0)
        continue;
      lumbar_outcome_set_causes (outcome, knowledge, causes);
      g_free (outcome->established);
      outcome->established = g_strdup ("imaging");
      g_free (outcome->comment);
      outcome->comment = g_strdup (hostile);
    }
}

static LumbarEncounter *
make_encounter (const char *patient_id, const char *started_at, guint32 seed)
{
  LumbarEncounter *encounter = lumbar_encounter_new (patient_id, started_at, "Dr. Invented");

  encounter->status = LUMBAR_ENCOUNTER_SIGNED;
  g_free (encounter->signed_at);
  encounter->signed_at = g_strdup ("2026-05-01T10:30:00Z");
  encounter->response = make_response (seed);
  encounter->assessment = lumbar_assess (knowledge, encounter->response);
  g_free (encounter->knowledge_version);
  encounter->knowledge_version = g_strdup (encounter->assessment->knowledge_version);
  fill_conclusion (encounter);
  fill_outcomes (encounter);
  g_ptr_array_add (encounter->addenda, lumbar_addendum_new ("2026-05-02T08:00:00Z", "Dr. Invented", hostile));
  return encounter;
}

static LumbarFhirPerson *
make_person (guint32 seed)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new (hostile, "Анна Maria", "1979-03", "female", "00-4711");
  LumbarFhirPerson *person = lumbar_fhir_person_new (patient);

  patient->example = TRUE;
  g_free (patient->note);
  patient->note = g_strdup ("first line\nsecond line");
  g_ptr_array_add (person->encounters, make_encounter (patient->id, "2026-01-01T10:00:00Z", seed));
  g_ptr_array_add (person->encounters, make_encounter (patient->id, "2026-05-01T10:00:00Z", seed + 1));
  for (int kind = 0; kind < LUMBAR_N_EVENT_KINDS; kind++)
    g_ptr_array_add (person->events, lumbar_event_new (patient->id, (LumbarEventKind) kind, "2026-02-03", hostile));
  ((LumbarEvent *) person->events->pdata[LUMBAR_EVENT_FALL])->withdrawn = TRUE;
  return person;
}

static GPtrArray *
make_persons (void)
{
  GPtrArray *persons = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_fhir_person_free);

  g_ptr_array_add (persons, make_person (1));
  g_ptr_array_add (persons, make_person (5));
  return persons;
}

static GPtrArray *
read_text (const char *text, GPtrArray *ignored, GError **error)
{
  g_autofree char *path = write_file (text, -1);
  GPtrArray *persons = lumbar_fhir_bundle_read_file (knowledge, path, TODAY, ignored, error);

  g_remove (path);
  return persons;
}

/* Writes and reads; nothing may be passed over. */
static GPtrArray *
send_round (GPtrArray *persons)
{
  g_autofree char *text = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  g_autoptr (GPtrArray) ignored = new_ignored ();
  g_autoptr (GError) error = NULL;
  GPtrArray *back = read_text (text, ignored, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < ignored->len; i++)
    g_error ("passed over: %s", ((LumbarIgnored *) ignored->pdata[i])->finding_id);
  g_assert_cmpuint (back->len, ==, persons->len);
  return back;
}

static LumbarFhirPerson *
get_person (GPtrArray *persons, guint i)
{
  return persons->pdata[i];
}

static void
test_round_trip_patients (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autoptr (GPtrArray) back = send_round (persons);

  for (guint i = 0; i < persons->len; i++)
    {
      LumbarPatient *a = get_person (persons, i)->patient, *b = get_person (back, i)->patient;

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (a->family_name, ==, b->family_name);
      g_assert_cmpstr (a->given_name, ==, b->given_name);
      g_assert_cmpstr (a->birth_date, ==, b->birth_date);
      g_assert_cmpstr (a->gender, ==, b->gender);
      g_assert_cmpstr (a->record_number, ==, b->record_number);
      g_assert_cmpstr (a->note, ==, b->note);
      g_assert_true (b->example);
    }
}

static void
assert_same_answers (LumbarResponse *a, LumbarResponse *b)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      g_assert_true (lumbar_answer_equal (lumbar_response_get_answer (a, i), lumbar_response_get_answer (b, i)));
      g_assert_cmpstr (lumbar_response_get_note (a, i), ==, lumbar_response_get_note (b, i));
    }
}

static void
test_round_trip_encounters (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autoptr (GPtrArray) back = send_round (persons);

  for (guint i = 0; i < persons->len; i++)
    for (guint j = 0; j < 2; j++)
      {
        LumbarEncounter *a = get_person (persons, i)->encounters->pdata[j];
        LumbarEncounter *b = get_person (back, i)->encounters->pdata[j];

        g_assert_cmpstr (a->id, ==, b->id);
        g_assert_cmpstr (a->patient_id, ==, b->patient_id);
        g_assert_cmpint (b->status, ==, LUMBAR_ENCOUNTER_SIGNED);
        g_assert_cmpstr (a->started_at, ==, b->started_at);
        g_assert_cmpstr (a->signed_at, ==, b->signed_at);
        g_assert_cmpstr (a->author, ==, b->author);
        g_assert_cmpstr (a->knowledge_version, ==, b->knowledge_version);
        g_assert_cmpuint (lumbar_response_get_n_answers (b->response), >, 50);
        assert_same_answers (a->response, b->response);
        g_assert_cmpint (a->assessment->group, ==, b->assessment->group);
        g_assert_cmpstr (a->assessment->lead, ==, b->assessment->lead);
      }
}

static void
test_round_trip_conclusions (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autoptr (GPtrArray) back = send_round (persons);
  LumbarEncounter *encounter = get_person (back, 1)->encounters->pdata[1];
  LumbarConclusion *conclusion = encounter->conclusion;
  const LumbarAcknowledgement *entry = lumbar_conclusion_find_acknowledgement (conclusion, "rf-ces");
  const LumbarAddendum *addendum = encounter->addenda->pdata[0];
  LumbarEncounter *sent = get_person (persons, 1)->encounters->pdata[1];

  g_assert_cmpint (conclusion->group, ==, LUMBAR_GROUP_MIXED);
  g_assert_cmpuint (g_strv_length (conclusion->causes), ==, 2);
  g_assert_cmpstr (conclusion->causes[0], ==, "ms-spasticity");
  g_assert_cmpstr (conclusion->causes[1], ==, "ms-lhermitte");
  g_assert_cmpint (conclusion->agreement, ==, LUMBAR_AGREEMENT_OVERRIDE);
  g_assert_cmpstr (conclusion->override_reason, ==, "clinical-judgement");
  g_assert_cmpstr (conclusion->comment, ==, hostile);
  g_assert_cmpstr (conclusion->impression, ==, hostile);
  g_assert_cmpstr (conclusion->plan, ==, "Stretching\nReview in 6 weeks");
  g_assert_cmpstr (entry->done, ==, "referred");
  g_assert_cmpstr (entry->text, ==, hostile);
  g_assert_cmpstr (entry->at, ==, "2026-05-01T10:20:00Z");
  g_assert_cmpstr (encounter->lead, ==, "ms-spasticity");
  g_assert_cmpuint (encounter->addenda->len, ==, 1);
  g_assert_cmpstr (addendum->id, ==, ((LumbarAddendum *) sent->addenda->pdata[0])->id);
  g_assert_cmpstr (addendum->at, ==, "2026-05-02T08:00:00Z");
  g_assert_cmpstr (addendum->author, ==, "Dr. Invented");
  g_assert_cmpstr (addendum->text, ==, hostile);
}

static void
test_round_trip_outcomes (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autoptr (GPtrArray) back = send_round (persons);
  LumbarEncounter *sent = get_person (persons, 1)->encounters->pdata[1];
  LumbarEncounter *encounter = get_person (back, 1)->encounters->pdata[1];
  const LumbarOutcome *last;

  g_assert_cmpuint (encounter->outcomes->len, ==, 2);
  g_assert_false (lumbar_outcome_is_known (encounter->outcomes->pdata[0]));
  last = lumbar_outcome_get_last (encounter->outcomes);
  g_assert_cmpstr (last->id, ==, lumbar_outcome_get_last (sent->outcomes)->id);
  g_assert_cmpstr (last->encounter_id, ==, encounter->id);
  g_assert_cmpstr (last->at, ==, "2026-09-01T10:00:00Z");
  g_assert_cmpstr (last->author, ==, "Dr. Invented");
  g_assert_cmpint (last->group, ==, LUMBAR_GROUP_MIXED);
  g_assert_cmpstr (last->causes[0], ==, "lumbar-radiculopathy");
  g_assert_cmpstr (last->causes[1], ==, "ms-spasticity");
  g_assert_cmpstr (last->established, ==, "imaging");
  g_assert_cmpstr (last->comment, ==, hostile);
}

static void
test_round_trip_events (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autoptr (GPtrArray) back = send_round (persons);
  GPtrArray *events = get_person (back, 0)->events;

  g_assert_cmpuint (events->len, ==, LUMBAR_N_EVENT_KINDS);
  for (guint i = 0; i < events->len; i++)
    {
      LumbarEvent *a = get_person (persons, 0)->events->pdata[i], *b = events->pdata[i];

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (a->patient_id, ==, b->patient_id);
      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpstr (a->on, ==, b->on);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpint (a->withdrawn, ==, b->withdrawn);
    }
}

static void
test_written_twice_is_the_same (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autoptr (GPtrArray) back = send_round (persons);
  g_autofree char *first = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  g_autofree char *second = lumbar_fhir_bundle_write (knowledge, back, NOW);

  g_assert_cmpstr (first, ==, second);
}

static JsonNode *
write_bundle (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autofree char *text = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *node = lumbar_json_read_bytes ("bundle", bytes, &error);

  g_assert_no_error (error);
  return node;
}

/* Every resource has its own address, a request that may be repeated, and refers only to what is there. */
static void
check_references (JsonNode *node, GHashTable *urls)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      check_references (json_array_get_element (json_node_get_array (node), i), urls);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *inner;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &member, &inner))
        if (strcmp (member, "reference") == 0)
          g_assert_true (g_hash_table_contains (urls, json_node_get_string (inner)));
        else
          check_references (inner, urls);
    }
}

static void
test_transaction (void)
{
  g_autoptr (JsonNode) bundle = write_bundle ();
  g_autoptr (GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *entries = lumbar_json_get_array (json_node_get_object (bundle), "entry");

  g_assert_cmpstr (lumbar_json_get_string (json_node_get_object (bundle), "type"), ==, "transaction");
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = lumbar_json_element_object (entries, i);
      JsonObject *resource = lumbar_json_get_object (entry, "resource");
      JsonObject *request = lumbar_json_get_object (entry, "request");
      g_autofree char *url = g_strconcat (lumbar_json_get_string (resource, "resourceType"), "/",
                                          lumbar_json_get_string (resource, "id"), NULL);

      g_assert_true (g_hash_table_add (urls, (gpointer) lumbar_json_get_string (entry, "fullUrl")));
      g_assert_cmpstr (lumbar_json_get_string (request, "method"), ==, "PUT");
      g_assert_cmpstr (lumbar_json_get_string (request, "url"), ==, url);
    }
  check_references (bundle, urls);
}

static guint
count_words (const char *text, const char *word)
{
  guint n = 0;

  for (const char *found = text; (found = strstr (found, word)) != NULL; found++)
    n++;
  return n;
}

static guint
count_visits (GPtrArray *persons)
{
  guint n = 0;

  for (guint i = 0; i < persons->len; i++)
    n += get_person (persons, i)->encounters->len;
  return n;
}

static void
test_says_no_more_than_it_should (void)
{
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autofree char *text = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  g_autofree char *before = NULL;

  /* Only what a visit turned out to be is confirmed: of each visit the two causes of its last outcome. */
  g_assert_cmpuint (count_words (text, "\"confirmed\""), ==, 2 * count_visits (persons));
  for (guint i = 0; i < persons->len; i++)
    for (guint j = 0; j < get_person (persons, i)->encounters->len; j++)
      g_ptr_array_set_size (((LumbarEncounter *) get_person (persons, i)->encounters->pdata[j])->outcomes, 0);
  before = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  g_assert_null (strstr (before, "\"confirmed\""));
  g_assert_null (strstr (text, "probability"));
  g_assert_null (strstr (text, "iagnos"));
  g_assert_null (strchr (text, '%'));
}

static guint
count_type (JsonNode *bundle, const char *type)
{
  JsonArray *entries = lumbar_json_get_array (json_node_get_object (bundle), "entry");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    n += strcmp (lumbar_json_get_string (
                     lumbar_json_get_object (lumbar_json_element_object (entries, i), "resource"), "resourceType"),
                 type) == 0;
  return n;
}

typedef struct {
  const char *type;
  guint n; /* of two persons with two visits each */
} KindCase;

static const KindCase kind_cases[] = {
  { "Patient", 2 },           { "Encounter", 4 }, { "QuestionnaireResponse", 4 }, { "ClinicalImpression", 8 },
  { "RiskAssessment", 4 },    { "Condition", 16 }, { "CarePlan", 4 },              { "Provenance", 4 },
};

static void
test_kind (gconstpointer data)
{
  const KindCase *given = data;
  g_autoptr (JsonNode) bundle = write_bundle ();

  g_assert_cmpuint (count_type (bundle, given->type), ==, given->n);
}

/* The value of the only visit's score by an instrument. */
static JsonObject *
find_score (JsonNode *bundle, const char *instrument)
{
  JsonArray *entries = lumbar_json_get_array (json_node_get_object (bundle), "entry");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *resource = lumbar_json_get_object (lumbar_json_element_object (entries, i), "resource");
      JsonObject *value = lumbar_json_get_object (resource, "valueQuantity");
      JsonArray *codings = value ? lumbar_json_get_array (lumbar_json_get_object (resource, "code"), "coding") : NULL;
      guint n = codings ? json_array_get_length (codings) : 0;

      if (n > 0 &&
          strcmp (lumbar_json_get_string (lumbar_json_element_object (codings, n - 1), "code"), instrument) == 0)
        return value;
    }
  return NULL;
}

typedef struct {
  const char *name;
  const char *finding;
  const char *instrument;
  const char *unit;
} UnitCase;

static const UnitCase unit_cases[] = {
  { "points", "pain-nrs-worst", "nrs-pain-worst", "{score}" },
  { "days", "pain-days", "pain-days", "d" },
};

static void
test_score_has_its_unit (gconstpointer data)
{
  const UnitCase *given = data;
  g_autoptr (GPtrArray) persons = make_persons ();
  LumbarEncounter *encounter = get_person (persons, 0)->encounters->pdata[0];
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_number (6);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) bundle = NULL;
  JsonObject *value;

  g_ptr_array_set_size (persons, 1);
  g_ptr_array_set_size (get_person (persons, 0)->encounters, 1);
  lumbar_response_set_answer (encounter->response,
                              lumbar_knowledge_find_finding (knowledge, given->finding)->index, answer);
  text = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  bundle = json_from_string (text, NULL);
  value = find_score (bundle, given->instrument);
  g_assert_nonnull (value);
  g_assert_cmpfloat (json_object_get_double_member (value, "value"), ==, 6);
  g_assert_cmpstr (lumbar_json_get_string (value, "unit"), ==, given->unit);
  g_assert_cmpstr (lumbar_json_get_string (value, "code"), ==, given->unit);
}

static void
test_flags_are_those_that_fired (void)
{
  g_autoptr (JsonNode) bundle = write_bundle ();
  g_autoptr (GPtrArray) persons = make_persons ();
  guint n = 0;

  for (guint i = 0; i < persons->len; i++)
    for (guint j = 0; j < 2; j++)
      n += ((LumbarEncounter *) get_person (persons, i)->encounters->pdata[j])->assessment->red_flags->len;
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (count_type (bundle, "Flag"), ==, n);
}

static void
test_nobody (void)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) back = send_round (nobody);

  g_assert_cmpuint (back->len, ==, 0);
}

/* What another program may send. */
#define BUNDLE(entries) "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [" entries "]}"
#define ENTRY(id, resource) "{\"fullUrl\": \"urn:uuid:" id "\", \"resource\": {" resource "}}"
#define P "6b0a2b5e-0001-4000-8000-000000000001"
#define E "6b0a2b5e-0002-4000-8000-000000000002"
#define Q "6b0a2b5e-0003-4000-8000-000000000003"
#define PATIENT \
  ENTRY (P, "\"resourceType\": \"Patient\", \"name\": [{\"family\": \"Invented\", \"given\": [\"A\", \"B\"]}], " \
            "\"identifier\": [{\"system\": \"http://example.org\", \"value\": \"77\"}]")
#define SUBJECT "\"subject\": {\"reference\": \"urn:uuid:" P "\"}"
#define VISIT ENTRY (E, "\"resourceType\": \"Encounter\", " SUBJECT ", \"period\": {\"start\": \"2026-03-04T09:00:00+01:00\"}")
#define ANSWERS(more) \
  ENTRY (Q, "\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", " SUBJECT ", " more \
            ", \"item\": [{\"linkId\": \"age-years\", \"answer\": [{\"valueInteger\": 54}]}]")
#define IN_VISIT "\"encounter\": {\"reference\": \"urn:uuid:" E "\"}"

static void
test_foreign_response (void)
{
  g_autoptr (GPtrArray) persons = read_text (BUNDLE (ANSWERS ("\"authored\": \"2026-03-04\"") "," PATIENT), NULL, NULL);
  LumbarFhirPerson *person;
  LumbarEncounter *encounter;

  g_assert_nonnull (persons);
  person = get_person (persons, 0);
  encounter = person->encounters->pdata[0];
  g_assert_cmpstr (person->patient->id, ==, P);
  g_assert_cmpstr (person->patient->given_name, ==, "A B");
  g_assert_cmpstr (person->patient->record_number, ==, "77");
  g_assert_cmpstr (person->patient->gender, ==, "unknown");
  g_assert_cmpstr (encounter->id, ==, Q);
  g_assert_cmpstr (encounter->started_at, ==, "2026-03-04T00:00:00Z");
  g_assert_cmpuint (lumbar_response_get_n_answers (encounter->response), ==, 1);
  g_assert_nonnull (encounter->assessment);
  g_assert_nonnull (encounter->conclusion);
}

static void
test_foreign_encounter (void)
{
  g_autoptr (GPtrArray) persons = read_text (BUNDLE (ANSWERS (IN_VISIT) "," VISIT "," PATIENT), NULL, NULL);
  LumbarEncounter *encounter;

  g_assert_nonnull (persons);
  encounter = get_person (persons, 0)->encounters->pdata[0];
  g_assert_cmpstr (encounter->id, ==, E);
  g_assert_cmpstr (encounter->started_at, ==, "2026-03-04T08:00:00Z");
}

static void
test_foreign_ids_stay_the_same (void)
{
  static const char text[] =
      BUNDLE ("{\"resource\": {\"resourceType\": \"Patient\", \"id\": \"pat-1\", \"name\": [{\"text\": \"Invented\"}]}}");
  g_autoptr (GPtrArray) first = read_text (text, NULL, NULL);
  g_autoptr (GPtrArray) second = read_text (text, NULL, NULL);

  g_assert_true (g_uuid_string_is_valid (get_person (first, 0)->patient->id));
  g_assert_cmpstr (get_person (first, 0)->patient->id, ==, get_person (second, 0)->patient->id);
  g_assert_cmpstr (get_person (first, 0)->patient->family_name, ==, "Invented");
}

typedef struct {
  const char *name;
  const char *text;
  const char *what;
  const char *reason;
} PassedCase;

static const PassedCase passed_cases[] = {
  { "other-resource", BUNDLE (PATIENT ", {\"resource\": {\"resourceType\": \"AllergyIntolerance\"}}"),
    "Bundle.entry[1].resource", "AllergyIntolerance" },
  { "other-questionnaire", BUNDLE (PATIENT "," ANSWERS ("\"questionnaire\": \"http://example.org/phq\"")),
    "Bundle.entry[1].resource", "another questionnaire" },
  { "encounter-without-answers", BUNDLE (PATIENT "," VISIT), "Bundle.entry[1].resource", "without answers" },
  { "patient-telecom",
    BUNDLE (ENTRY (P, "\"resourceType\": \"Patient\", \"name\": [{\"family\": \"X\"}], \"telecom\": [{}]")),
    "Bundle.entry[0].resource.telecom", "not read" },
  { "second-name",
    BUNDLE (ENTRY (P, "\"resourceType\": \"Patient\", \"name\": [{\"family\": \"X\"}, {\"family\": \"Y\"}]")),
    "Bundle.entry[0].resource.name[1]", "not read" },
  { "draft",
    BUNDLE (PATIENT "," ENTRY (Q, "\"resourceType\": \"QuestionnaireResponse\", \"status\": \"in-progress\"")),
    "Bundle.entry[1].resource", "in progress" },
  { "withdrawn",
    BUNDLE (PATIENT "," ENTRY (Q, "\"resourceType\": \"QuestionnaireResponse\", \"status\": \"entered-in-error\"")),
    "Bundle.entry[1].resource", "entered in error" },
};

static void
test_passed_over (gconstpointer data)
{
  const PassedCase *given = data;
  g_autoptr (GPtrArray) ignored = new_ignored ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = read_text (given->text, ignored, &error);
  const char *reason;

  g_assert_no_error (error);
  g_assert_cmpuint (persons->len, ==, 1);
  reason = find_ignored (ignored, given->what);
  g_assert_nonnull (reason);
  g_assert_nonnull (strstr (reason, given->reason));
}

typedef struct {
  const char *name;
  const char *text;
  const char *path;
  const char *right;
} BadCase;

static const BadCase bad_cases[] = {
  { "no-bundle", "{\"resourceType\": \"Patient\"}", ": resourceType: ", "only a FHIR Bundle" },
  { "no-type", "{\"a\": 1}", ": resourceType: ", "only a FHIR Bundle" },
  { "list", "[]", ": the whole file: ", "only a FHIR Bundle" },
  { "entry-no-array", "{\"resourceType\": \"Bundle\", \"entry\": {}}", ": Bundle.entry: ", "an array" },
  { "entry-without-resource", BUNDLE ("{}"), ": Bundle.entry[0].resource: ", "is missing" },
  { "resource-without-type", BUNDLE ("{\"resource\": {}}"), ": Bundle.entry[0].resource: ", "no resourceType" },
  { "doubled-url", BUNDLE (PATIENT "," PATIENT), ": Bundle.entry[1].resource: ", "stands twice" },
  { "patient-without-name", BUNDLE (ENTRY (P, "\"resourceType\": \"Patient\"")), ": Bundle.entry[0].resource: ",
    "needs a name" },
  { "patient-given-no-list",
    BUNDLE (ENTRY (P, "\"resourceType\": \"Patient\", \"name\": [{\"given\": \"A\"}]")),
    ": Bundle.entry[0].resource.name[0].given: ", "an array of strings" },
  { "patient-future-birth",
    BUNDLE (ENTRY (P, "\"resourceType\": \"Patient\", \"name\": [{\"family\": \"X\"}], \"birthDate\": \"2027\"")),
    ": Bundle.entry[0].resource.birthDate: ", "in the future" },
  { "patient-impossible-birth",
    BUNDLE (ENTRY (P, "\"resourceType\": \"Patient\", \"name\": [{\"family\": \"X\"}], \"birthDate\": \"1979-13\"")),
    ": Bundle.entry[0].resource.birthDate: ", "write it as" },
  { "patient-gender",
    BUNDLE (ENTRY (P, "\"resourceType\": \"Patient\", \"name\": [{\"family\": \"X\"}], \"gender\": \"F\"")),
    ": Bundle.entry[0].resource: ", "female, male, other, unknown" },
  { "response-without-subject",
    BUNDLE (ENTRY (Q, "\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\"")),
    ": Bundle.entry[0].resource.subject: ", "a Patient in the same Bundle" },
  { "response-of-an-encounter",
    BUNDLE (PATIENT "," VISIT "," ENTRY (Q, "\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", "
                                           "\"subject\": {\"reference\": \"urn:uuid:" E "\"}")),
    ": Bundle.entry[2].resource.subject: ", "must be a Patient" },
  { "response-without-day", BUNDLE (PATIENT "," ANSWERS ("\"id\": \"x\"")), ": Bundle.entry[1].resource.authored: ",
    "the day of the visit" },
  { "response-answer",
    BUNDLE (PATIENT "," ENTRY (Q, "\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", " SUBJECT
                                  ", \"authored\": \"2026-01-01\", \"item\": [{\"linkId\": \"age-years\", \"answer\": "
                                  "[{\"valueInteger\": 154}]}]")),
    ": Bundle.entry[1].resource.item[0].answer[0].valueInteger: ", "use 0 to 120" },
  { "encounter-without-start",
    BUNDLE (PATIENT "," ENTRY (E, "\"resourceType\": \"Encounter\", " SUBJECT)), ": Bundle.entry[1].resource.period: ",
    "the start of the visit" },
  { "encounter-in-the-future",
    BUNDLE (PATIENT "," ENTRY (E, "\"resourceType\": \"Encounter\", " SUBJECT ", \"period\": {\"start\": \"2030-01-01\"}")),
    ": Bundle.entry[1].resource.period.start: ", "in the future" },
  { "event-kind",
    BUNDLE (PATIENT "," ENTRY (E, "\"resourceType\": \"Observation\", " SUBJECT ", \"code\": {\"coding\": [{\"system\": "
                                  "\"https://lumbar.github.io/fhir/CodeSystem/lumbar-event\", \"code\": \"party\"}]}")),
    ": Bundle.entry[1].resource.code.coding[0].code: ", "treatment-started" },
  { "event-without-day",
    BUNDLE (PATIENT "," ENTRY (E, "\"resourceType\": \"Observation\", " SUBJECT ", \"code\": {\"coding\": [{\"system\": "
                                  "\"https://lumbar.github.io/fhir/CodeSystem/lumbar-event\", \"code\": \"relapse\"}]}")),
    ": Bundle.entry[1].resource.effectiveDateTime: ", "a whole day" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (bad->text, NULL, &error));
  assert_refused (error, bad->path);
  assert_refused (error, bad->right);
  assert_refused (error, "-case.json");
}

/* What Lumbar wrote, with one word changed. */
static const BadCase changed_cases[] = {
  { "unknown-cause", "lumbar-cause\",\"code\":\"ms-spasticity\"", "lumbar-cause\",\"code\":\"ms-plasticity\"",
    "there is no cause “ms-plasticity”" },
  { "unknown-group", "\"code\":\"mixed\"", "\"code\":\"both\"", "use: ms, non-ms, referred, mixed, undetermined" },
  { "unknown-agreement", "\"valueCode\":\"override\"", "\"valueCode\":\"maybe\"", "use none, agree or override" },
  { "unknown-reason", "\"valueCode\":\"clinical-judgement\"", "\"valueCode\":\"whim\"", "imaging-or-tests" },
  { "unknown-flag", "\"valueCode\":\"rf-ces\"", "\"valueCode\":\"rf-none\"", "no red flag “rf-none”" },
  { "unknown-word", "\"valueCode\":\"referred\"", "\"valueCode\":\"sent\"", "use: done, referred" },
  { "acknowledged-at-no-time", "\"valueDateTime\":\"2026-05-01T10:20:00Z\"", "\"valueDateTime\":\"in May\"",
    "is no time with a zone" },
  { "outcome-without-time", "\"url\":\"at\",\"valueDateTime\":\"2026-09-01T10:00:00Z\"", "\"url\":\"by\"",
    "needs the time it was recorded" },
  { "outcome-at-no-time", "\"valueDateTime\":\"2026-09-01T10:00:00Z\"", "\"valueDateTime\":\"soon\"",
    "an instant such as" },
  { "outcome-established-unknown", "\"valueCode\":\"imaging\"", "\"valueCode\":\"hope\"",
    "how the final cause was established" },
  { "addendum-without-time", "\"time\":\"2026-05-02T08:00:00Z\",", "", "needs text and time" },
};

static void
test_changed (gconstpointer data)
{
  const BadCase *changed = data;
  g_autoptr (GPtrArray) persons = make_persons ();
  g_autofree char *text = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  g_autoptr (GString) mistaken = NULL;
  /* Only the conclusions hold what is changed here; the computed part is not read. */
  char *conclusion = strstr (text, "StructureDefinition/agreement");
  const char *start;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (conclusion);
  for (start = conclusion; !g_str_has_prefix (start, "\"resourceType\":\"ClinicalImpression\""); start--)
    g_assert_true (start > text);
  mistaken = g_string_new (start);
  g_assert_cmpuint (g_string_replace (mistaken, changed->text, changed->path, 1), ==, 1);
  g_string_prepend_len (mistaken, text, start - text);
  g_assert_null (read_text (mistaken->str, NULL, &error));
  assert_refused (error, changed->right);
  assert_refused (error, "Bundle.entry[");
}

static void
test_survives_anything (void)
{
  static const char alphabet[] = "{}[]\",:0123456789-truefalsn\\ Zx";
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_fhir_person_free);
  g_autofree char *good = NULL;
  guint n_refused = 0;

  g_ptr_array_add (persons, make_person (3));
  good = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *text = g_strdup (good);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) back = NULL;

      /* Letters only, so that most of it stays JSON and reaches the readers. */
      for (guint changes = 0; changes < 20; changes++)
        {
          char *place = text + g_rand_int_range (random, 0, (int) strlen (text));

          if (g_ascii_isalnum (*place))
            *place = alphabet[g_rand_int_range (random, i % 2 ? 7 : 0, (int) sizeof alphabet - 1)];
        }
      back = read_text (text, NULL, &error);
      g_assert_true ((back == NULL) == (error != NULL));
      n_refused += back == NULL;
    }
  g_assert_cmpuint (n_refused, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  load_knowledge ();

  g_test_add_func ("/fhir/bundle/round-trip/patients", test_round_trip_patients);
  g_test_add_func ("/fhir/bundle/round-trip/encounters", test_round_trip_encounters);
  g_test_add_func ("/fhir/bundle/round-trip/conclusions", test_round_trip_conclusions);
  g_test_add_func ("/fhir/bundle/round-trip/outcomes", test_round_trip_outcomes);
  g_test_add_func ("/fhir/bundle/round-trip/events", test_round_trip_events);
  g_test_add_func ("/fhir/bundle/round-trip/nobody", test_nobody);
  g_test_add_func ("/fhir/bundle/written-twice-is-the-same", test_written_twice_is_the_same);
  g_test_add_func ("/fhir/bundle/transaction", test_transaction);
  g_test_add_func ("/fhir/bundle/says-no-more-than-it-should", test_says_no_more_than_it_should);
  g_test_add_func ("/fhir/bundle/flags-are-those-that-fired", test_flags_are_those_that_fired);
  for (guint i = 0; i < G_N_ELEMENTS (kind_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/bundle/writes/", kind_cases[i].type, NULL);

      g_test_add_data_func (path, &kind_cases[i], test_kind);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unit_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/bundle/score-has-its-unit/", unit_cases[i].name, NULL);

      g_test_add_data_func (path, &unit_cases[i], test_score_has_its_unit);
    }
  g_test_add_func ("/fhir/bundle/foreign/response-without-encounter", test_foreign_response);
  g_test_add_func ("/fhir/bundle/foreign/encounter", test_foreign_encounter);
  g_test_add_func ("/fhir/bundle/foreign/ids-stay-the-same", test_foreign_ids_stay_the_same);
  for (guint i = 0; i < G_N_ELEMENTS (passed_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/bundle/pass-over/", passed_cases[i].name, NULL);

      g_test_add_data_func (path, &passed_cases[i], test_passed_over);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/bundle/refuse/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  for (guint i = 0; i < G_N_ELEMENTS (changed_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/bundle/refuse/", changed_cases[i].name, NULL);

      g_test_add_data_func (path, &changed_cases[i], test_changed);
    }
  g_test_add_func ("/fhir/bundle/survives-anything", test_survives_anything);
  return g_test_run ();
}
