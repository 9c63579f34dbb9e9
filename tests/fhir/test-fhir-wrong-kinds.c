/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every value of a record that Lumbar wrote, one at a time of another kind or left out: the record is refused with
 * its file and place, or read without what was changed. Never half of it, and never without a word. */

#include "lumbar-fhir-bundle.h"

#include <json-glib/json-glib.h>

#include "lumbar-fhir-test.h"
#include "lumbar-json.h"
#include "lumbar-text.h"

#define NOW "2026-11-22T12:00:00Z"

/* What is read back; the rest is computed anew. */
static const char *const read_types[] = {
  "Patient", "Encounter", "QuestionnaireResponse", "ClinicalImpression", "Observation", NULL,
};

typedef struct {
  const char *name;
  const char *json; /* NULL: left out */
} WrongKind;

static const WrongKind wrong_kinds[] = {
  { "number", "7" },      { "word", "\"other\"" }, { "empty-list", "[]" }, { "list-of-numbers", "[7]" },
  { "empty-object", "{}" }, { "null", "null" },    { "left-out", NULL },
};

typedef struct {
  JsonNode *bundle;
  const WrongKind *kind;
  guint n_refused, n_read;
} Sweep;

static void
set_answer (LumbarResponse *response, const char *id, const char *value)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, value, &error);

  g_assert_no_error (error);
  lumbar_response_set_answer (response, finding->index, answer);
}

static LumbarConclusion *
make_conclusion (void)
{
  static const char *const causes[] = { "ms-spasticity", NULL };
  LumbarConclusion *conclusion = lumbar_conclusion_new ();

  conclusion->group = LUMBAR_GROUP_MIXED;
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strdupv ((GStrv) causes);
  conclusion->agreement = LUMBAR_AGREEMENT_OVERRIDE;
  lumbar_set_str (&conclusion->override_reason, "clinical-judgement");
  lumbar_set_str (&conclusion->comment, "Seen before");
  lumbar_set_str (&conclusion->impression, "Stiff in the morning");
  lumbar_set_str (&conclusion->plan, "Stretching");
  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "referred", "Today", "2026-05-01T10:20:00Z");
  return conclusion;
}

static LumbarOutcome *
make_outcome (const char *encounter_id)
{
  static const char *const causes[] = { "lumbar-radiculopathy", NULL };
  LumbarOutcome *outcome = lumbar_outcome_new (encounter_id);

  lumbar_outcome_set_causes (outcome, knowledge, causes);
  lumbar_set_str (&outcome->at, "2026-09-01T10:00:00Z");
  lumbar_set_str (&outcome->established, "imaging");
  lumbar_set_str (&outcome->comment, "Disc seen");
  return outcome;
}

static LumbarEncounter *
make_visit (const char *patient_id)
{
  LumbarEncounter *visit = lumbar_encounter_new (patient_id, "2026-05-01T10:00:00Z", "Dr. Invented");

  visit->status = LUMBAR_ENCOUNTER_SIGNED;
  lumbar_set_str (&visit->signed_at, "2026-05-01T10:30:00Z");
  visit->response = lumbar_response_new (knowledge);
  set_answer (visit->response, "age-years", "54");
  set_answer (visit->response, "saddle-numbness", "new");
  set_answer (visit->response, "patient-words", "It pulls");
  lumbar_response_set_note (visit->response,
                            lumbar_knowledge_find_finding (knowledge, "saddle-numbness")->index, "left");
  visit->assessment = lumbar_assess (knowledge, visit->response);
  lumbar_set_str (&visit->knowledge_version, visit->assessment->knowledge_version);
  visit->conclusion = make_conclusion ();
  g_ptr_array_add (visit->outcomes, make_outcome (visit->id));
  g_ptr_array_add (visit->addenda, lumbar_addendum_new ("2026-05-02T08:00:00Z", "Dr. Invented", "MRI"));
  return visit;
}

static JsonNode *
make_bundle (void)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Invented", "Anna", "1979-03-12", "female", "4711");
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_fhir_person_free);
  LumbarFhirPerson *person = lumbar_fhir_person_new (patient);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *bundle;

  patient->example = TRUE;
  lumbar_set_str (&patient->note, "A note");
  g_ptr_array_add (persons, person);
  g_ptr_array_add (person->encounters, make_visit (patient->id));
  g_ptr_array_add (person->events, lumbar_event_new (patient->id, LUMBAR_EVENT_FALL, "2026-02-03", "Stairs"));
  text = lumbar_fhir_bundle_write (knowledge, persons, NOW);
  bundle = json_from_string (text, &error);
  g_assert_no_error (error);
  return bundle;
}

/* Reads the bundle as it stands now. */
static void
read_changed (Sweep *self, const char *place)
{
  g_autofree char *text = json_to_string (self->bundle, FALSE);
  g_autofree char *path = write_file (text, -1);
  g_autoptr (GPtrArray) ignored = new_ignored ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = lumbar_fhir_bundle_read_file (knowledge, path, TODAY, ignored, &error);

  g_remove (path);
  if (persons != NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (persons->len, <=, 1);
      self->n_read++;
      return;
    }
  g_test_message ("%s: %s", place, error->message);
  assert_refused (error, "-case.json: Bundle.entry[");
  self->n_refused++;
}

static void change_inside (Sweep *self, JsonNode *node, const char *place);

static JsonNode *
make_wrong (Sweep *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (self->kind->json, &error);

  g_assert_no_error (error);
  return node != NULL ? node : json_node_new (JSON_NODE_NULL);
}

static void
change_member (Sweep *self, JsonObject *object, const char *name, const char *place)
{
  g_autofree char *where = g_strconcat (place, ".", name, NULL);
  JsonNode *kept = json_node_copy (json_object_get_member (object, name));

  if (self->kind->json != NULL)
    json_object_set_member (object, name, make_wrong (self));
  else
    json_object_remove_member (object, name);
  read_changed (self, where);
  json_object_set_member (object, name, kept);
  change_inside (self, json_object_get_member (object, name), where);
}

static void
change_inside (Sweep *self, JsonNode *node, const char *place)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        g_autofree char *where = g_strdup_printf ("%s[%u]", place, i);

        change_inside (self, json_array_get_element (json_node_get_array (node), i), where);
      }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));
      g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_free);

      /* The object's own names go when a member is replaced. */
      for (GList *name = names; name != NULL; name = name->next)
        g_ptr_array_add (copies, g_strdup (name->data));
      for (guint i = 0; i < copies->len; i++)
        change_member (self, json_node_get_object (node), copies->pdata[i], place);
    }
}

static void
test_wrong_kind (gconstpointer data)
{
  g_autoptr (JsonNode) bundle = make_bundle ();
  JsonArray *entries = lumbar_json_get_array (json_node_get_object (bundle), "entry");
  Sweep sweep = { .bundle = bundle, .kind = data };

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *resource = lumbar_json_get_object (lumbar_json_element_object (entries, i), "resource");
      g_autofree char *place = g_strdup_printf ("entry[%u].resource", i);
      const char *type = lumbar_json_get_string (resource, "resourceType");

      if (g_strv_contains (read_types, type))
        change_inside (&sweep, json_object_get_member (json_array_get_object_element (entries, i), "resource"),
                       place);
    }
  g_test_message ("%u refused, %u read", sweep.n_refused, sweep.n_read);
  g_assert_cmpuint (sweep.n_refused, >=, 20);
  g_assert_cmpuint (sweep.n_read, >=, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  load_knowledge ();
  for (guint i = 0; i < G_N_ELEMENTS (wrong_kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/bundle/wrong-kind/", wrong_kinds[i].name, NULL);

      g_test_add_data_func (path, &wrong_kinds[i], test_wrong_kind);
    }
  return g_test_run ();
}
