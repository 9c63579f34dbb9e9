/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What visits turned out to come from, kept: in order, under one's name, never instead of another. */

#include "store-support.h"

typedef struct {
  Record *record;
  LumbarPatient *patient;
  char *visit;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->record = record_new ();
  self->patient = record_add_patient (self->record, "Nowak", "Anna", "", "1");
  self->visit = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  record_free (self->record);
  g_object_unref (self->patient);
  g_free (self->visit);
}

static void
add (Fixture *self, LumbarOutcome *outcome)
{
  g_autoptr (GError) error = NULL;

  lumbar_store_add_outcome (self->record->store, outcome, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarOutcome) outcome = outcome_new (self->visit, "lumbar-radiculopathy;ms-spasticity", "imaging");
  g_autoptr (LumbarEncounter) visit = NULL;
  const LumbarOutcome *read;

  lumbar_set_str (&outcome->comment, "MRI of March:\nL5 root");
  add (self, outcome);
  record_reopen (self->record);
  visit = lumbar_store_get_encounter (self->record->store, self->visit, NULL);
  g_assert_cmpuint (visit->outcomes->len, ==, 1);
  read = visit->outcomes->pdata[0];
  g_assert_cmpstr (read->id, ==, outcome->id);
  g_assert_cmpstr (read->encounter_id, ==, self->visit);
  g_assert_cmpstr (read->author, ==, "Dr Test");
  g_assert_cmpstr (read->at, ==, outcome->at);
  g_assert_cmpuint (strlen (read->at), ==, strlen ("2026-01-05T09:00:00Z"));
  g_assert_cmpint (read->group, ==, LUMBAR_GROUP_MIXED);
  g_assert_cmpuint (g_strv_length (read->causes), ==, 2);
  g_assert_cmpstr (read->causes[0], ==, "lumbar-radiculopathy");
  g_assert_cmpstr (read->causes[1], ==, "ms-spasticity");
  g_assert_cmpstr (read->established, ==, "imaging");
  g_assert_cmpstr (read->comment, ==, "MRI of March:\nL5 root");
}

static void
test_last_counts_none_is_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarOutcome) unknown = lumbar_outcome_new (self->visit);
  g_autoptr (LumbarOutcome) group = outcome_new (self->visit, "", "course");
  g_autoptr (LumbarOutcome) cause = outcome_new (self->visit, "hip-joint", "imaging");
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  group->group = LUMBAR_GROUP_NON_MS;
  /* Recorded at one and the same moment: the order is that of recording. */
  lumbar_set_str (&unknown->at, "2026-05-01T10:00:00Z");
  lumbar_set_str (&group->at, "2026-05-01T10:00:00Z");
  lumbar_set_str (&cause->at, "2026-05-01T10:00:00Z");
  add (self, unknown);
  add (self, group);
  add (self, cause);
  outcomes = lumbar_store_list_outcomes (self->record->store, self->patient->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 3);
  g_assert_false (lumbar_outcome_is_known (outcomes->pdata[0]));
  g_assert_cmpint (((LumbarOutcome *) outcomes->pdata[1])->group, ==, LUMBAR_GROUP_NON_MS);
  g_assert_cmpstr (lumbar_outcome_get_last (outcomes)->id, ==, cause->id);
  g_assert_true (lumbar_store_verify (self->record->store, NULL, &error));
}

static void
test_refused_for_draft (Fixture *self, gconstpointer data)
{
  g_autofree char *draft = record_add_draft (self->record, self->patient->id, "2026-02-05T09:00:00Z");
  g_autoptr (LumbarOutcome) outcome = lumbar_outcome_new (draft);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_add_outcome (self->record->store, outcome, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "still a draft");
}

static void
test_refused_without_visit (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarOutcome) outcome = lumbar_outcome_new ("nowhere");
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_add_outcome (self->record->store, outcome, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND);
}

static void
test_refused_unchecked (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarOutcome) outcome = outcome_new (self->visit, "hip-joint", "");
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_add_outcome (self->record->store, outcome, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "how the final cause was established");
  g_assert_cmpint (raw_int (self->record->path, "SELECT count (*) FROM outcome"), ==, 0);
}

static void
test_signed_in_portions (Fixture *self, gconstpointer data)
{
  g_autofree char *second = record_add_signed (self->record, self->patient->id, "2026-01-04T09:00:00Z", 4);
  g_autofree char *draft = record_add_draft (self->record, self->patient->id, "2026-02-05T09:00:00Z");
  g_autofree char *third = record_add_signed (self->record, self->patient->id, "2026-03-04T09:00:00Z", 4);
  g_autoptr (LumbarOutcome) outcome = outcome_new (self->visit, "hip-joint", "imaging");
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  LumbarEncounter *visit;

  add (self, outcome);
  first = lumbar_store_list_signed (self->record->store, NULL, 2, NULL);
  g_assert_cmpuint (first->len, ==, 2);
  visit = first->pdata[0];
  g_assert_cmpstr (visit->id, ==, self->visit);
  g_assert_cmpuint (visit->outcomes->len, ==, 1);
  g_assert_nonnull (visit->assessment);
  g_assert_nonnull (visit->conclusion);
  g_assert_null (visit->response);
  visit = first->pdata[1];
  g_assert_cmpstr (visit->id, ==, second);
  rest = lumbar_store_list_signed (self->record->store, visit->id, 2, NULL);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (((LumbarEncounter *) rest->pdata[0])->id, ==, third);
}

static void
test_signed_without_deleted (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = NULL;

  g_assert_true (lumbar_store_delete_patient (self->record->store, self->patient->id, NULL));
  visits = lumbar_store_list_signed (self->record->store, NULL, 10, NULL);
  g_assert_cmpuint (visits->len, ==, 0);
}

/* A visit from elsewhere brings its outcomes with it. */
static void
test_import (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (self->record->store, self->visit, NULL);
  g_autoptr (Record) other = record_new ();
  g_autoptr (LumbarEncounter) read = NULL;
  g_autoptr (GError) error = NULL;
  LumbarOutcome *outcome = outcome_new (self->visit, "hip-joint", "imaging");

  lumbar_set_str (&outcome->at, "2026-05-01T10:00:00Z");
  lumbar_set_str (&outcome->author, "Dr Elsewhere");
  g_ptr_array_add (visit->outcomes, outcome);
  g_assert_true (lumbar_store_save_patient (other->store, self->patient, &error));
  g_assert_true (lumbar_store_insert_encounter (other->store, visit, &error));
  g_assert_no_error (error);
  read = lumbar_store_get_encounter (other->store, self->visit, &error);
  g_assert_cmpuint (read->outcomes->len, ==, 1);
  g_assert_cmpstr (lumbar_outcome_get_last (read->outcomes)->author, ==, "Dr Elsewhere");
  g_assert_true (lumbar_store_verify (other->store, NULL, &error));
  g_assert_no_error (error);
}

#define ADD(path, func) g_test_add ("/store/outcome/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("last-counts-none-is-lost", test_last_counts_none_is_lost);
  ADD ("refused-for-draft", test_refused_for_draft);
  ADD ("refused-without-visit", test_refused_without_visit);
  ADD ("refused-unchecked", test_refused_unchecked);
  ADD ("signed-in-portions", test_signed_in_portions);
  ADD ("signed-without-deleted", test_signed_without_deleted);
  ADD ("import", test_import);
  return g_test_run ();
}
