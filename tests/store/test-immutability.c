/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is signed or logged can't be changed by SQL, through any connection. */

#include "store-support.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *sql;
} GuardCase;

/* Each is tried on the one signed visit of the record, beside which lies a draft "…". */
static const GuardCase refused[] = {
  { "encounter/update", "UPDATE encounter SET author = 'x' WHERE status = 'signed'" },
  { "encounter/back-to-draft", "UPDATE encounter SET status = 'draft', signed_at = '', assessment = NULL" },
  { "encounter/update-nothing", "UPDATE encounter SET author = author WHERE status = 'signed'" },
  { "encounter/delete", "DELETE FROM encounter WHERE status = 'signed'" },
  { "encounter/delete-all", "DELETE FROM encounter" },
  { "encounter/replace",
    "REPLACE INTO encounter (id, patient_id, status, started_at, author)"
    " SELECT id, patient_id, 'draft', started_at, author FROM encounter WHERE status = 'signed'" },
  { "encounter/replace-by-number",
    "REPLACE INTO encounter (number, id, patient_id, status, started_at, author)"
    " SELECT number, 'other', patient_id, 'draft', started_at, author FROM encounter WHERE status = 'signed'" },
  { "encounter/replace-by-rowid",
    "REPLACE INTO encounter (rowid, id, patient_id, status, started_at, author)"
    " SELECT rowid, 'other', patient_id, 'draft', started_at, author FROM encounter WHERE status = 'signed'" },
  { "encounter/update-or-replace",
    "UPDATE OR REPLACE encounter SET id = (SELECT id FROM encounter WHERE status = 'signed')"
    " WHERE status = 'draft'" },
  { "encounter/update-number",
    "UPDATE OR REPLACE encounter SET number = (SELECT number FROM encounter WHERE status = 'signed')"
    " WHERE status = 'draft'" },
  { "encounter/insert-signed",
    "INSERT INTO encounter (id, patient_id, status, started_at, signed_at, author, assessment)"
    " SELECT 'forged', patient_id, 'signed', started_at, signed_at, author, assessment FROM encounter"
    " WHERE status = 'signed'" },
  { "encounter/other-patient", "UPDATE encounter SET patient_id = 'x' WHERE status = 'draft'" },
  { "answer/update", "UPDATE answer SET value = 'no' WHERE finding_id = 'saddle-numbness'" },
  { "answer/delete", "DELETE FROM answer WHERE finding_id = 'saddle-numbness'" },
  { "answer/insert",
    "INSERT INTO answer SELECT id, 'smoker', 'yes', 0, '', '' FROM encounter WHERE status = 'signed'" },
  { "answer/replace",
    "REPLACE INTO answer SELECT id, 'age-years', '99', 0, '', '' FROM encounter WHERE status = 'signed'" },
  { "answer/move-in",
    "UPDATE answer SET encounter_id = (SELECT id FROM encounter WHERE status = 'signed')"
    " WHERE finding_id = 'smoker'" },
  { "answer/move-out",
    "UPDATE answer SET encounter_id = (SELECT id FROM encounter WHERE status = 'draft')"
    " WHERE finding_id = 'age-years'" },
  { "conclusion/update", "UPDATE conclusion SET plan = ''" },
  { "conclusion/delete", "DELETE FROM conclusion" },
  { "conclusion/replace",
    "REPLACE INTO conclusion SELECT encounter_id, 'ms', '', 'none', '', '', '' FROM conclusion" },
  { "conclusion-cause/update", "UPDATE conclusion_cause SET cause_id = 'x'" },
  { "conclusion-cause/delete", "DELETE FROM conclusion_cause" },
  { "conclusion-cause/insert", "INSERT INTO conclusion_cause SELECT encounter_id, 9, 'x' FROM conclusion" },
  { "acknowledgement/update", "UPDATE acknowledgement SET done = 'done'" },
  { "acknowledgement/delete", "DELETE FROM acknowledgement" },
  { "acknowledgement/insert",
    "INSERT INTO acknowledgement SELECT encounter_id, 9, 'x', 'done', '', '', '' FROM conclusion" },
  { "measure/update", "UPDATE measure SET value = 0" },
  { "measure/delete", "DELETE FROM measure" },
  { "measure/insert", "INSERT INTO measure SELECT patient_id, 'edss', at, encounter_id, 3 FROM measure" },
  { "addendum/update", "UPDATE addendum SET text = 'x'" },
  { "addendum/delete", "DELETE FROM addendum" },
  { "addendum/replace", "REPLACE INTO addendum SELECT encounter_id, position, 'new', at, author, 'x' FROM addendum" },
  { "addendum/replace-by-id", "REPLACE INTO addendum SELECT encounter_id, 9, id, at, author, 'x' FROM addendum" },
  { "addendum/to-a-draft",
    "INSERT INTO addendum SELECT id, 0, 'new', '', '', 'x' FROM encounter WHERE status = 'draft'" },
  { "outcome/update", "UPDATE outcome SET causes = ''" },
  { "outcome/delete", "DELETE FROM outcome" },
  { "outcome/replace",
    "REPLACE INTO outcome SELECT encounter_id, position, 'new', at, author, 'ms', '', 'course', '' FROM outcome" },
  { "outcome/replace-by-id",
    "REPLACE INTO outcome SELECT encounter_id, 9, id, at, author, 'ms', '', 'course', '' FROM outcome" },
  { "outcome/to-a-draft",
    "INSERT INTO outcome SELECT id, 0, 'new', 'x', '', 'ms', '', 'course', '' FROM encounter WHERE status = 'draft'" },
  { "event/delete", "DELETE FROM event" },
  { "event/replace", "REPLACE INTO event SELECT id, patient_id, 'fall', \"on\", 'x', 0 FROM event" },
  { "event/other-id", "UPDATE event SET id = 'x'" },
  { "event/other-patient", "UPDATE event SET patient_id = 'x'" },
  { "event-version/update", "UPDATE event_version SET text = 'x'" },
  { "event-version/delete", "DELETE FROM event_version" },
  { "event-version/replace",
    "REPLACE INTO event_version SELECT event_id, position, 'new', at, author, kind, \"on\", 'x', 0 FROM event_version" },
  { "event-version/replace-by-id",
    "REPLACE INTO event_version SELECT event_id, 9, id, at, author, kind, \"on\", 'x', 0 FROM event_version" },
  { "event-version/before-the-trail",
    "INSERT INTO event_version SELECT event_id, 0, 'new', at, author, kind, \"on\", 'x', 0 FROM event_version" },
  { "audit/update", "UPDATE audit SET who = 'x' WHERE seq = 1" },
  { "audit/delete", "DELETE FROM audit WHERE seq = 1" },
  { "audit/delete-last", "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)" },
  { "audit/replace", "REPLACE INTO audit SELECT seq, at, 'x', action, '', '', '', previous_hash, hash FROM audit" },
  { "checkpoint/update", "UPDATE checkpoint SET signature = lower (hex (randomblob (64)))" },
  { "checkpoint/delete", "DELETE FROM checkpoint" },
  { "checkpoint/replace", "REPLACE INTO checkpoint SELECT seq, lower (hex (randomblob (64))) FROM checkpoint" },
  { "practitioner/delete", "DELETE FROM practitioner" },
  { "patient-version/update", "UPDATE patient_version SET family_name = 'x'" },
  { "patient-version/delete", "DELETE FROM patient_version" },
  { "patient-version/replace",
    "REPLACE INTO patient_version SELECT patient_id, position, 'new', at, author, '', 'x', '', '', '', '' FROM patient_version" },
  { "patient-version/before-the-trail",
    "INSERT INTO patient_version SELECT patient_id, 0, 'new', at, author, '', 'x', '', '', '', '' FROM patient_version" },
  { "patient/delete", "DELETE FROM patient" },
  { "patient/other-id", "UPDATE patient SET id = 'x'" },
};

static Record *
make_record (void)
{
  Record *record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *id = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *draft = record_add_draft (record, patient->id, "2026-02-05T09:00:00Z");
  g_autoptr (LumbarOutcome) outcome = NULL;
  g_autoptr (LumbarEvent) event = NULL;
  g_autoptr (LumbarPractitioner) clinician = lumbar_practitioner_new ("Dr Test", LUMBAR_ROLE_CLINICIAN);
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_add_addendum (record->store, id, "MRI: no compression", &error));
  outcome = outcome_new (id, "facet-joint", "imaging");
  g_assert_true (lumbar_store_add_outcome (record->store, outcome, &error));
  event = lumbar_event_new (patient->id, LUMBAR_EVENT_FALL, "2026-01-07", "At home");
  g_assert_true (lumbar_store_save_event (record->store, event, &error));
  g_assert_true (lumbar_store_save_item (record->store, draft, "smoker", "yes", FALSE, NULL, &error));
  g_assert_true (lumbar_store_protect (record->store, clinician, "an invented passphrase", &recovery, &error));
  return record;
}

static void
assert_untouched (Record *record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM encounter"), ==, 2);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM answer"), ==, 6);
}

static void
test_other_connection (gconstpointer data)
{
  const GuardCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *message = NULL;

  g_assert_cmpint (raw_execute (record->path, test->sql, &message), ==, SQLITE_CONSTRAINT);
  assert_untouched (record);
}

static void
test_own_connection (gconstpointer data)
{
  const GuardCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_database_execute (lumbar_store_get_database (record->store), test->sql, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED);
  assert_untouched (record);
}

/* The guards keep nothing out that is allowed. */
static void
test_draft_may_change (void)
{
  g_autoptr (Record) record = make_record ();

  g_assert_cmpint (raw_execute (record->path, "UPDATE answer SET value = 'no' WHERE finding_id = 'smoker'", NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (raw_execute (record->path, "DELETE FROM encounter WHERE status = 'draft'", NULL), ==, SQLITE_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *other = g_strconcat ("/store/guard/other-connection/", refused[i].name, NULL);
      g_autofree char *own = g_strconcat ("/store/guard/own-connection/", refused[i].name, NULL);

      g_test_add_data_func (other, &refused[i], test_other_connection);
      g_test_add_data_func (own, &refused[i], test_own_connection);
    }
  g_test_add_func ("/store/guard/draft-may-change", test_draft_may_change);
  return g_test_run ();
}
