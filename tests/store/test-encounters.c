/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits: drafts that survive, signing, what lists show, addenda, measures, events. */

#include "store-support.h"

#include <string.h>

#include "lumbar-assessment-json.h"

typedef struct {
  Record *record;
  LumbarPatient *patient;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->record = record_new ();
  self->patient = record_add_patient (self->record, "Nowak", "Anna", "1979-03-12", "004711");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->patient);
  record_free (self->record);
}

static guint
find (const char *finding_id)
{
  return lumbar_knowledge_find_finding (test_knowledge (), finding_id)->index;
}

static void
save (Fixture *self, const char *id, const char *finding, const char *value, gboolean unconfirmed, const char *note)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_save_item (self->record->store, id, finding, value, unconfirmed, note, &error));
  g_assert_no_error (error);
}

static LumbarInterview *
load (Fixture *self, const char *id)
{
  LumbarInterview *interview = lumbar_interview_new (test_knowledge ());
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_load_draft (self->record->store, id, interview, &error));
  lumbar_interview_carry_forward (interview, NULL);
  return interview;
}

static char *
get_value (LumbarInterview *interview, const char *finding_id)
{
  LumbarAnswer *answer = lumbar_interview_get_answer (interview, find (finding_id));

  return answer ? lumbar_answer_to_string (answer, lumbar_knowledge_find_finding (test_knowledge (), finding_id))
                : NULL;
}

static void
test_draft_survives_reopen (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, "2026-01-05T09:00:00Z");
  g_autoptr (LumbarInterview) interview = NULL;
  g_autofree char *age = NULL;
  g_autofree char *words = NULL;

  save (self, id, "age-years", "54", FALSE, NULL);
  save (self, id, "patient-words", "It \"pulls\"; '--", FALSE, "verbatim");
  save (self, id, "ms-course", NULL, FALSE, "not sure");
  record_reopen (self->record);
  interview = load (self, id);
  age = get_value (interview, "age-years");
  words = get_value (interview, "patient-words");
  g_assert_cmpstr (age, ==, "54");
  g_assert_cmpstr (words, ==, "It \"pulls\"; '--");
  g_assert_cmpstr (lumbar_interview_get_note (interview, find ("patient-words")), ==, "verbatim");
  g_assert_null (lumbar_interview_get_answer (interview, find ("ms-course")));
  g_assert_cmpstr (lumbar_interview_get_note (interview, find ("ms-course")), ==, "not sure");
}

/* What is committed is on disk although the record was never closed. */
static void
test_draft_survives_crash (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, "2026-01-05T09:00:00Z");
  g_autofree char *copy = record_file (self->record, "crashed.db");
  g_autofree char *wal = g_strconcat (self->record->path, "-wal", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  static const char *const suffixes[] = { "", "-wal" };

  save (self, id, "age-years", "54", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (i == 0 ? self->record->path : wal, &content, &length, NULL));
      g_assert_true (g_file_set_contents (i == 0 ? copy : copy_wal, content, (gssize) length, NULL));
    }
  g_assert_cmpint (raw_int (copy, "SELECT value FROM answer WHERE finding_id = 'age-years'"), ==, 54);
}

static void
test_save_replaces (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarInterview) interview = NULL;
  g_autofree char *age = NULL;

  save (self, id, "age-years", "54", TRUE, NULL);
  save (self, id, "age-years", "55", FALSE, NULL);
  interview = load (self, id);
  age = get_value (interview, "age-years");
  g_assert_cmpstr (age, ==, "55");
  g_assert_cmpint (lumbar_interview_get_state (interview, find ("age-years")), ==, LUMBAR_ITEM_ANSWERED);
}

static void
test_taking_back_removes (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);

  save (self, id, "age-years", "54", FALSE, NULL);
  save (self, id, "age-years", NULL, FALSE, NULL);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM answer"), ==, 0);
}

static void
test_unconfirmed_stays_unconfirmed (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarInterview) interview = NULL;

  save (self, id, "age-years", "54", TRUE, NULL);
  interview = load (self, id);
  g_assert_cmpint (lumbar_interview_get_state (interview, find ("age-years")), ==, LUMBAR_ITEM_UNCONFIRMED);
}

static void
test_set_aside_is_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarInterview) interview = NULL;

  save (self, id, "age-years", "30", FALSE, NULL);
  save (self, id, "known-aneurysm", "yes", FALSE, NULL);
  interview = load (self, id);
  g_assert_cmpint (lumbar_interview_get_state (interview, find ("known-aneurysm")), ==, LUMBAR_ITEM_SET_ASIDE);
  g_assert_cmpuint (lumbar_interview_get_n_set_aside (interview), ==, 1);
}

static void
test_unknown_finding_stays (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarInterview) interview = NULL;

  save (self, id, "finding-of-1999", "yes", FALSE, NULL);
  save (self, id, "pain-onset", "option-of-1999", FALSE, NULL);
  save (self, id, "age-years", "54", FALSE, NULL);
  interview = load (self, id);
  g_assert_null (lumbar_interview_get_answer (interview, find ("pain-onset")));
  g_assert_nonnull (lumbar_interview_get_answer (interview, find ("age-years")));
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM answer"), ==, 3);
}

static void
test_long_answer (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autofree char *text = g_strnfill (10000, 'w');
  g_autoptr (LumbarInterview) interview = NULL;
  g_autofree char *read = NULL;

  save (self, id, "patient-words", text, FALSE, NULL);
  interview = load (self, id);
  read = get_value (interview, "patient-words");
  g_assert_cmpstr (read, ==, text);
}

static void
test_place (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autofree char *none = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GError) error = NULL;

  none = lumbar_store_get_place (self->record->store, id, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_true (lumbar_store_save_place (self->record->store, id, "pain-map", &error));
  g_assert_true (lumbar_store_save_place (self->record->store, id, "leg-pain", &error));
  record_reopen (self->record);
  place = lumbar_store_get_place (self->record->store, id, &error);
  g_assert_cmpstr (place, ==, "leg-pain");
  g_assert_true (lumbar_store_discard_draft (self->record->store, id, &error));
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM draft_place"), ==, 0);
}

static void
test_save_item_without_visit (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_save_item (self->record->store, "nowhere", "age-years", "54", FALSE, NULL, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such patient or visit");
}

static void
test_load_without_visit (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (test_knowledge ());
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_load_draft (self->record->store, "nowhere", interview, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such visit");
}

static void
test_start_without_patient (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_store_start_encounter (self->record->store, "nobody", NULL, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such patient");
}

static void
test_start_at_nonsense (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_store_start_encounter (self->record->store, self->patient->id, "yesterday", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "“yesterday” is no instant");
}

static void
test_find_draft (Fixture *self, gconstpointer data)
{
  g_autofree char *first = record_add_draft (self->record, self->patient->id, "2026-01-05T09:00:00Z");
  g_autofree char *second = record_add_draft (self->record, self->patient->id, "2026-01-06T09:00:00Z");
  g_autoptr (LumbarEncounter) found = NULL;
  g_autoptr (GError) error = NULL;

  save (self, second, "age-years", "54", FALSE, NULL);
  found = lumbar_store_find_draft (self->record->store, self->patient->id, &error);
  g_assert_cmpstr (found->id, ==, second);
  g_assert_cmpint (found->status, ==, LUMBAR_ENCOUNTER_DRAFT);
  g_assert_cmpuint (lumbar_response_get_n_answers (found->response), ==, 1);
  g_assert_null (found->assessment);
  g_assert_null (found->conclusion);
}

static void
test_find_no_draft (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_store_find_draft (self->record->store, self->patient->id, &error));
  g_assert_no_error (error);
}

static void
test_discard (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, "2026-01-05T09:00:00Z");
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (LumbarPatient) patient = NULL;
  g_autoptr (GError) error = NULL;

  save (self, id, "age-years", "54", FALSE, NULL);
  g_assert_true (lumbar_store_save_conclusion (self->record->store, id, conclusion, &error));
  g_assert_true (lumbar_store_discard_draft (self->record->store, id, &error));
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM answer"), ==, 0);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM conclusion_cause"), ==, 0);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM audit WHERE action = 'discard'"), ==, 1);
  patient = lumbar_store_get_patient (self->record->store, self->patient->id, &error);
  g_assert_cmpstr (patient->last_visit, ==, "");
}

static void
test_discard_signed (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_discard_draft (self->record->store, id, &error));
  assert_error (error, LUMBAR_ERROR_SIGNED, "addendum");
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM encounter"), ==, 1);
}

static void
assert_conclusion (LumbarConclusion *read)
{
  g_autoptr (LumbarConclusion) wanted = conclusion_new ();
  const LumbarAcknowledgement *entry;

  g_assert_cmpint (read->group, ==, wanted->group);
  g_assert_cmpstrv (read->causes, wanted->causes);
  g_assert_cmpint (read->agreement, ==, wanted->agreement);
  g_assert_cmpstr (read->impression, ==, wanted->impression);
  g_assert_cmpstr (read->override_reason, ==, wanted->override_reason);
  g_assert_cmpstr (read->comment, ==, wanted->comment);
  g_assert_cmpstr (read->plan, ==, wanted->plan);
  g_assert_cmpuint (read->acknowledgements->len, ==, 1);
  entry = lumbar_conclusion_find_acknowledgement (read, "rf-ces");
  g_assert_cmpstr (entry->done, ==, "referred");
  g_assert_cmpstr (entry->text, ==, "To the spinal service");
  g_assert_cmpstr (entry->at, ==, "2026-01-05T09:20:00Z");
}

static void
test_draft_conclusion (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarConclusion) first = lumbar_conclusion_new ();
  g_autoptr (LumbarConclusion) second = conclusion_new ();
  g_autoptr (LumbarEncounter) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_save_conclusion (self->record->store, id, first, &error));
  g_assert_true (lumbar_store_save_conclusion (self->record->store, id, second, &error));
  record_reopen (self->record);
  read = lumbar_store_find_draft (self->record->store, self->patient->id, &error);
  assert_conclusion (read->conclusion);
}

/* What today's tables have no question or no option for stays in the record and is listed with what was said. */
static void
test_lists_unread_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, "2026-01-05T09:00:00Z");
  g_autoptr (GPtrArray) unread = NULL;
  g_autoptr (GError) error = NULL;
  const LumbarIgnored *gone, *other;

  save (self, id, "age-years", "54", FALSE, NULL);
  save (self, id, "ms-course", NULL, FALSE, "not sure");
  save (self, id, "retired-question", "yes", FALSE, NULL);
  save (self, id, "spasticity-known", "horrible", FALSE, NULL);
  unread = lumbar_store_list_unread_answers (self->record->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unread->len, ==, 2);
  gone = unread->pdata[0];
  other = unread->pdata[1];
  g_assert_cmpstr (gone->finding_id, ==, "retired-question");
  g_assert_cmpstr (gone->reason, ==, "answered “yes”; this question is no longer there");
  g_assert_cmpstr (other->finding_id, ==, "spasticity-known");
  g_assert_cmpstr (other->reason, ==, "“horrible” is no answer to this question any more");
}

static void
test_sign_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (LumbarEncounter) read = NULL;
  g_autoptr (GError) error = NULL;

  record_reopen (self->record);
  read = lumbar_store_get_encounter (self->record->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->status, ==, LUMBAR_ENCOUNTER_SIGNED);
  g_assert_cmpstr (read->patient_id, ==, self->patient->id);
  g_assert_cmpstr (read->started_at, ==, "2026-01-05T09:00:00Z");
  g_assert_cmpstr (read->signed_at, ==, "2026-01-05T09:30:00Z");
  g_assert_cmpstr (read->author, ==, "Dr Test");
  g_assert_cmpstr (read->knowledge_version, ==, lumbar_knowledge_get_version (test_knowledge ()));
  g_assert_cmpuint (lumbar_response_get_n_answers (read->response), ==, 5);
  g_assert_cmpstr (lumbar_answer_get_text (lumbar_response_find_answer (read->response, "patient-words")), ==,
                   "It pulls");
  assert_conclusion (read->conclusion);
}

/* The rebuilt assessment says, to the last digit, what was computed. */
static void
test_assessment_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) read = lumbar_store_get_encounter (self->record->store, id, &error);
  g_autoptr (LumbarAssessment) computed = lumbar_assess (test_knowledge (), read->response);
  g_autofree char *wanted = lumbar_assessment_to_json (computed, NULL, TRUE);
  g_autofree char *got = lumbar_assessment_to_json (read->assessment, NULL, TRUE);

  g_assert_cmpuint (computed->red_flags->len, >, 0);
  g_assert_cmpuint (computed->causes->len, >, 0);
  g_assert_cmpstr (got, ==, wanted);
}

/* Without the causes, what is read is what the whole visit says, red flags and what was done about them. */
static void
test_flags_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) whole = lumbar_store_get_encounter (self->record->store, id, &error);
  g_autoptr (LumbarEncounter) read = lumbar_store_get_encounter_flags (self->record->store, id, &error);
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (read->assessment->red_flags->len, >, 0);
  g_assert_cmpuint (read->assessment->uncleared->len, >, 0);
  g_assert_cmpuint (read->assessment->causes->len, ==, 0);
  g_ptr_array_set_size (whole->assessment->causes, 0);
  g_ptr_array_set_size (whole->assessment->next, 0);
  wanted = lumbar_assessment_to_json (whole->assessment, NULL, TRUE);
  got = lumbar_assessment_to_json (read->assessment, NULL, TRUE);
  g_assert_cmpstr (got, ==, wanted);
  g_assert_cmpuint (lumbar_response_get_n_answers (read->response), ==, 5);
  assert_conclusion (read->conclusion);
  g_assert_null (lumbar_store_get_encounter_flags (self->record->store, "nowhere", &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such visit");
}

static void
test_sign_drops_the_rest (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarResponse) response = response_new ("age-years", "30", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  save (self, id, "age-years", "30", FALSE, NULL);
  save (self, id, "known-aneurysm", "yes", FALSE, NULL);
  save (self, id, "smoker", "yes", TRUE, NULL);
  save (self, id, "finding-of-1999", "yes", FALSE, NULL);
  g_assert_true (
    lumbar_store_sign_encounter (self->record->store, id, response, assessment, conclusion, NULL, &error));
  left = raw_text (self->record->path, "SELECT group_concat (finding_id || '=' || value) FROM answer");
  g_assert_cmpstr (left, ==, "age-years=30");
}

static void
test_signed_notes (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarResponse) response = response_new ("age-years", "30", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (LumbarEncounter) read = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_response_set_note (response, find ("ms-course"), "unclear\nask again");
  g_assert_true (
    lumbar_store_sign_encounter (self->record->store, id, response, assessment, conclusion, NULL, &error));
  read = lumbar_store_get_encounter (self->record->store, id, &error);
  g_assert_cmpstr (lumbar_response_get_note (read->response, find ("ms-course")), ==, "unclear\nask again");
  g_assert_cmpuint (lumbar_response_get_n_answers (read->response), ==, 1);
}

static void
test_sign_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (LumbarResponse) response = response_new ("age-years", "99", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (
    lumbar_store_sign_encounter (self->record->store, id, response, assessment, conclusion, NULL, &error));
  assert_error (error, LUMBAR_ERROR_SIGNED, "addendum");
  g_assert_cmpint (raw_int (self->record->path, "SELECT value FROM answer WHERE finding_id = 'age-years'"), ==, 54);
}

/* A reason in free words can't be counted. */
static void
test_override_needs_coded_reason (Fixture *self, gconstpointer data)
{
  static const char *const reasons[] = { "", "because I say so" };
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarResponse) response = response_new ("age-years", "54", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GError) error = NULL;

      lumbar_set_str (&conclusion->override_reason, reasons[i]);
      g_assert_false (
        lumbar_store_sign_encounter (self->record->store, id, response, assessment, conclusion, NULL, &error));
      assert_error (error, LUMBAR_ERROR_INPUT, "Choose a reason for overriding");
    }
  lumbar_set_str (&conclusion->override_reason, "known-before");
  g_assert_true (
    lumbar_store_sign_encounter (self->record->store, id, response, assessment, conclusion, NULL, NULL));
}

static void
test_sign_failure_leaves_draft (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (LumbarResponse) response = response_new ("age-years", "99", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (GError) error = NULL;

  save (self, id, "smoker", "yes", TRUE, NULL);
  /* An empty cause can't be kept, and it comes after the answers. */
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strsplit ("facet-joint,,", ",", -1);
  g_assert_false (
    lumbar_store_sign_encounter (self->record->store, id, response, assessment, conclusion, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM answer WHERE finding_id = 'smoker'"), ==, 1);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM answer"), ==, 1);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM encounter WHERE status = 'draft'"), ==, 1);
}

static void
test_save_into_signed (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (
    lumbar_store_save_item (self->record->store, id, "age-years", "55", FALSE, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED);
  g_clear_error (&error);
  g_assert_false (lumbar_store_save_place (self->record->store, id, "smoker", &error));
  g_clear_error (&error);
  g_assert_false (lumbar_store_save_item (self->record->store, id, "smoker", "yes", FALSE, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED);
  g_clear_error (&error);
  g_assert_false (lumbar_store_save_item (self->record->store, id, "age-years", NULL, FALSE, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED);
  g_clear_error (&error);
  g_assert_false (lumbar_store_save_conclusion (self->record->store, id, conclusion, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED);
}

static void
test_get_unknown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_store_get_encounter (self->record->store, "nowhere", &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such visit");
}

static void
test_last_signed (Fixture *self, gconstpointer data)
{
  g_autofree char *late = record_add_signed (self->record, self->patient->id, "2026-03-05T09:00:00Z", 3);
  g_autofree char *early = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *draft = record_add_draft (self->record, self->patient->id, "2026-04-05T09:00:00Z");
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) last = lumbar_store_get_last_signed (self->record->store, self->patient->id, &error);

  g_assert_cmpstr (last->id, ==, late);
  g_assert_nonnull (last->response);
  g_assert_null (lumbar_store_get_last_signed (self->record->store, "nobody", &error));
  g_assert_no_error (error);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autofree char *early = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *draft = record_add_draft (self->record, self->patient->id, "2026-04-05T09:00:00Z");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = lumbar_store_list_encounters (self->record->store, self->patient->id, &error);
  LumbarEncounter *first, *second;

  g_assert_cmpuint (list->len, ==, 2);
  first = list->pdata[0];
  second = list->pdata[1];
  g_assert_cmpstr (first->id, ==, draft);
  g_assert_cmpint (first->group, ==, LUMBAR_GROUP_UNDETERMINED);
  g_assert_cmpfloat (first->pain_average, ==, -1);
  g_assert_cmpstr (second->id, ==, early);
  g_assert_cmpint (second->group, ==, LUMBAR_GROUP_NON_MS);
  g_assert_cmpstr (second->lead, ==, "facet-joint");
  g_assert_cmpuint (second->n_now_flags, >, 0);
  g_assert_cmpfloat (second->pain_average, ==, 6);
  g_assert_null (second->response);
}

/* What lists show stands in the index: an assessment is longer than a page, and a thousand are not read for a list. */
static void
test_list_reads_no_assessment (Fixture *self, gconstpointer data)
{
  g_autofree char *others = raw_text (
    self->record->path, "SELECT group_concat (name) FROM pragma_table_info ('encounter') WHERE name NOT IN"
                        " (SELECT name FROM pragma_index_info ('encounter_by_patient'))");

  g_assert_cmpstr (others, ==, "number,assessment,computed_group,computed_lead");
}

static void
test_addendum (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (LumbarEncounter) read = NULL;
  const LumbarAddendum *second;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_add_addendum (self->record->store, id, "MRI: no compression", &error));
  g_assert_true (lumbar_store_add_addendum (self->record->store, id, "Two lines\n<b>'", &error));
  record_reopen (self->record);
  read = lumbar_store_get_encounter (self->record->store, id, &error);
  g_assert_cmpuint (read->addenda->len, ==, 2);
  g_assert_cmpstr (((const LumbarAddendum *) read->addenda->pdata[0])->text, ==, "MRI: no compression");
  second = read->addenda->pdata[1];
  g_assert_cmpstr (second->text, ==, "Two lines\n<b>'");
  g_assert_cmpstr (second->author, ==, "Dr Test");
}

static void
test_addendum_to_draft (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_draft (self->record, self->patient->id, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_add_addendum (self->record->store, id, "text", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "draft");
}

static void
test_addendum_empty (Fixture *self, gconstpointer data)
{
  g_autofree char *id = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_add_addendum (self->record->store, id, " \n ", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "needs a text");
}

static LumbarEncounter *
make_visit_from_elsewhere (Fixture *self)
{
  LumbarEncounter *visit = lumbar_encounter_new (self->patient->id, "2025-06-01T11:00:00+02:00", "Dr Elsewhere");

  lumbar_set_str (&visit->signed_at, "2025-06-01T11:30:00+02:00");
  visit->response = response_new ("age-years", "53", "pain-nrs-average", "7", NULL);
  visit->assessment = lumbar_assess (test_knowledge (), visit->response);
  visit->conclusion = conclusion_new ();
  g_ptr_array_add (visit->addenda, lumbar_addendum_new ("2025-06-02T08:00:00Z", "Dr Third", "MRI: no compression"));
  return visit;
}

static void
test_insert (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarEncounter) visit = make_visit_from_elsewhere (self);
  g_autoptr (LumbarEncounter) read = NULL;
  const LumbarAddendum *addendum;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_insert_encounter (self->record->store, visit, &error));
  read = lumbar_store_get_encounter (self->record->store, visit->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->status, ==, LUMBAR_ENCOUNTER_SIGNED);
  g_assert_cmpstr (read->author, ==, "Dr Elsewhere");
  g_assert_cmpstr (read->started_at, ==, "2025-06-01T09:00:00Z");
  g_assert_cmpstr (read->signed_at, ==, "2025-06-01T09:30:00Z");
  g_assert_cmpfloat (read->pain_average, ==, 7);
  addendum = read->addenda->pdata[0];
  g_assert_cmpstr (addendum->author, ==, "Dr Third");
  g_assert_cmpstr (addendum->at, ==, "2025-06-02T08:00:00Z");
  g_assert_true (lumbar_store_verify (self->record->store, NULL, &error));
  g_assert_no_error (error);
}

static void
test_insert_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarEncounter) visit = make_visit_from_elsewhere (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_insert_encounter (self->record->store, visit, &error));
  g_assert_false (lumbar_store_insert_encounter (self->record->store, visit, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM audit WHERE action = 'import'"), ==, 1);
}

/* A part that can't be taken in leaves nothing of the visit behind. */
static void
test_insert_is_all_or_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarEncounter) visit = make_visit_from_elsewhere (self);
  gint64 before = raw_int (self->record->path, "SELECT count (*) FROM audit");
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (visit->addenda, lumbar_addendum_new ("2025-06-03T08:00:00Z", "Dr Third", ""));
  g_assert_false (lumbar_store_insert_encounter (self->record->store, visit, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM encounter"), ==, 0);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM audit"), ==, before);
}

static void
test_measures (Fixture *self, gconstpointer data)
{
  g_autofree char *late = record_add_signed (self->record, self->patient->id, "2026-03-05T09:00:00Z", 3);
  g_autofree char *early = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) measures = lumbar_store_list_measures (self->record->store, self->patient->id, &error);
  const LumbarMeasure *first, *second;

  g_assert_cmpuint (measures->len, ==, 2);
  first = measures->pdata[0];
  second = measures->pdata[1];
  g_assert_cmpstr (first->instrument_id, ==, "nrs-pain-average");
  g_assert_cmpstr (first->encounter_id, ==, early);
  g_assert_cmpstr (first->at, ==, "2026-01-05T09:00:00Z");
  g_assert_cmpfloat (first->value, ==, 6);
  g_assert_cmpfloat (second->value, ==, 3);
}

/* What the rows of a list draw: of every patient its own, by time, from the first day on. */
static void
test_recent_pain (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarPatient) other = record_add_patient (self->record, "Other", "Olga", "1970-01-01", "O-1");
  g_autofree char *old = record_add_signed (self->record, self->patient->id, "2024-01-05T09:00:00Z", 9);
  g_autofree char *later = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 4);
  g_autofree char *first = record_add_signed (self->record, self->patient->id, "2025-06-05T09:00:00Z", 6);
  g_autoptr (GPtrArray) patients = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (patients, self->patient);
  g_ptr_array_add (patients, other);
  g_assert_true (lumbar_store_add_recent_pain (self->record->store, patients, "2025-01-01", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->patient->recent_pain->len, ==, 2);
  g_assert_cmpfloat (((LumbarMeasure *) self->patient->recent_pain->pdata[0])->value, ==, 6);
  g_assert_cmpfloat (((LumbarMeasure *) self->patient->recent_pain->pdata[1])->value, ==, 4);
  g_assert_cmpuint (other->recent_pain->len, ==, 0);
}

static void
test_events (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarEvent) late =
    lumbar_event_new (self->patient->id, LUMBAR_EVENT_TREATMENT_STARTED, "2026-02-01", "Tizanidine 'x'");
  g_autoptr (LumbarEvent) early = lumbar_event_new (self->patient->id, LUMBAR_EVENT_RELAPSE, "2026-01-01", "");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_save_event (self->record->store, late, &error));
  g_assert_true (lumbar_store_save_event (self->record->store, early, &error));
  lumbar_set_str (&late->on, "2026-02-02");
  g_assert_true (lumbar_store_save_event (self->record->store, late, &error));
  events = lumbar_store_list_events (self->record->store, self->patient->id, &error);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (((LumbarEvent *) events->pdata[0])->id, ==, early->id);
  g_assert_cmpint (((LumbarEvent *) events->pdata[1])->kind, ==, LUMBAR_EVENT_TREATMENT_STARTED);
  g_assert_cmpstr (((LumbarEvent *) events->pdata[1])->on, ==, "2026-02-02");
  g_assert_cmpstr (((LumbarEvent *) events->pdata[1])->text, ==, "Tizanidine 'x'");
  g_assert_true (lumbar_store_withdraw_event (self->record->store, early->id, &error));
  left = lumbar_store_list_events (self->record->store, self->patient->id, &error);
  g_assert_cmpuint (left->len, ==, 1);
}

static void
test_event_refusals (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarEvent) never = lumbar_event_new (self->patient->id, LUMBAR_EVENT_FALL, "2026-02-30", "");
  g_autoptr (LumbarEvent) nobody = lumbar_event_new ("nobody", LUMBAR_EVENT_FALL, "2026-02-20", "");
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_save_event (self->record->store, never, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "2026-02-30");
  g_clear_error (&error);
  g_assert_false (lumbar_store_save_event (self->record->store, nobody, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lumbar_store_withdraw_event (self->record->store, "none", &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND);
}

static void
test_bulk_rollback (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 before = raw_int (self->record->path, "SELECT count (*) FROM audit");

  g_assert_true (lumbar_store_begin (self->record->store, &error));
  g_free (record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6));
  lumbar_store_rollback (self->record->store);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM encounter"), ==, 0);
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM audit"), ==, before);
  g_assert_true (lumbar_store_verify (self->record->store, NULL, &error));
}

/* A step that fails inside a bulk is undone alone; the rest can still be committed. */
static void
test_bulk_goes_on_after_failure (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_begin (self->record->store, &error));
  g_free (record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6));
  g_assert_false (lumbar_store_discard_draft (self->record->store, "nowhere", &error));
  g_clear_error (&error);
  g_free (record_add_signed (self->record, self->patient->id, "2026-02-05T09:00:00Z", 6));
  g_assert_true (lumbar_store_commit (self->record->store, &error));
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM encounter"), ==, 2);
  g_assert_true (lumbar_store_verify (self->record->store, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/store/draft/survives-reopen", test_draft_survives_reopen },
    { "/store/draft/survives-crash", test_draft_survives_crash },
    { "/store/draft/save-replaces", test_save_replaces },
    { "/store/draft/taking-back-removes", test_taking_back_removes },
    { "/store/draft/unconfirmed-stays-unconfirmed", test_unconfirmed_stays_unconfirmed },
    { "/store/draft/set-aside-is-kept", test_set_aside_is_kept },
    { "/store/draft/unknown-finding-stays", test_unknown_finding_stays },
    { "/store/draft/long-answer", test_long_answer },
    { "/store/draft/place", test_place },
    { "/store/draft/save-without-visit", test_save_item_without_visit },
    { "/store/draft/load-without-visit", test_load_without_visit },
    { "/store/draft/start-without-patient", test_start_without_patient },
    { "/store/draft/start-at-nonsense", test_start_at_nonsense },
    { "/store/draft/find", test_find_draft },
    { "/store/draft/find-none", test_find_no_draft },
    { "/store/draft/discard", test_discard },
    { "/store/draft/discard-signed", test_discard_signed },
    { "/store/draft/conclusion", test_draft_conclusion },
    { "/store/draft/lists-unread-answers", test_lists_unread_answers },
    { "/store/sign/round-trip", test_sign_round_trip },
    { "/store/sign/assessment-to-the-last-digit", test_assessment_round_trip },
    { "/store/sign/flags-alone", test_flags_round_trip },
    { "/store/sign/drops-the-rest", test_sign_drops_the_rest },
    { "/store/sign/notes", test_signed_notes },
    { "/store/sign/twice", test_sign_twice },
    { "/store/sign/override-needs-a-coded-reason", test_override_needs_coded_reason },
    { "/store/sign/failure-leaves-the-draft", test_sign_failure_leaves_draft },
    { "/store/sign/then-save", test_save_into_signed },
    { "/store/encounter/get-unknown", test_get_unknown },
    { "/store/encounter/last-signed", test_last_signed },
    { "/store/encounter/list", test_list },
    { "/store/encounter/list-reads-no-assessment", test_list_reads_no_assessment },
    { "/store/addendum/round-trip", test_addendum },
    { "/store/addendum/to-a-draft", test_addendum_to_draft },
    { "/store/addendum/empty", test_addendum_empty },
    { "/store/insert/round-trip", test_insert },
    { "/store/insert/twice", test_insert_twice },
    { "/store/insert/all-or-nothing", test_insert_is_all_or_nothing },
    { "/store/measure/list", test_measures },
    { "/store/measure/recent-pain", test_recent_pain },
    { "/store/event/round-trip", test_events },
    { "/store/event/refusals", test_event_refusals },
    { "/store/bulk/rollback", test_bulk_rollback },
    { "/store/bulk/goes-on-after-failure", test_bulk_goes_on_after_failure },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
