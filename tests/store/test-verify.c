/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tampering that goes round the guards is found and named. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-audit-table.h"
#include "lumbar-checkpoint.h"
#include "lumbar-head.h"

#define DROP_GUARDS \
  "DROP TRIGGER audit_insert; DROP TRIGGER audit_update; DROP TRIGGER audit_delete;" \
  "DROP TRIGGER encounter_update; DROP TRIGGER answer_update; DROP TRIGGER answer_delete;" \
  "DROP TRIGGER answer_insert; DROP TRIGGER conclusion_update; DROP TRIGGER measure_update;" \
  "DROP TRIGGER outcome_insert; DROP TRIGGER outcome_update; DROP TRIGGER outcome_delete;" \
  "DROP TRIGGER addendum_update; DROP TRIGGER addendum_delete; DROP TRIGGER acknowledgement_delete;" \
  "DROP TRIGGER conclusion_cause_update; DROP TRIGGER encounter_delete; DROP TRIGGER encounter_insert;"

typedef struct {
  const char *name;
  const char *sql;
  const char *said;
} TamperCase;

/* The log has rows 1 create record, 2 create patient, 3 create visit, 4 sign, 5 addendum, 6 outcome, 7 view. */
static const TamperCase cases[] = {
  { "row-edited", "UPDATE audit SET who = 'Somebody' WHERE seq = 3", "at row 3: its content was changed" },
  { "time-edited", "UPDATE audit SET at = '2020-01-01T00:00:00Z' WHERE seq = 1", "at row 1: its content was changed" },
  { "subject-edited", "UPDATE audit SET subject_id = 'x' WHERE seq = 7", "at row 7: its content was changed" },
  { "first-row-deleted", "DELETE FROM audit WHERE seq = 1", "at row 1: it is missing" },
  { "row-deleted", "DELETE FROM audit WHERE seq = 3", "at row 3: it is missing" },
  { "last-row-deleted", "DELETE FROM audit WHERE seq = 7", "at row 7: it is missing" },
  { "row-deleted-and-closed-up",
    "DELETE FROM audit WHERE seq = 3; UPDATE audit SET seq = seq - 1 WHERE seq > 3",
    "at row 3: it does not follow" },
  { "row-appended",
    "INSERT INTO audit SELECT 8, at, who, action, subject_kind, subject_id, detail, previous_hash, hash FROM audit"
    " WHERE seq = 7",
    "at row 8: it does not follow" },
  { "row-forged",
    "INSERT INTO audit SELECT 8, at, who, 'view', '', '', '', hash, hash FROM audit WHERE seq = 7",
    "at row 8: its content was changed" },
  { "fields-shifted", "UPDATE audit SET who = who || action, action = 'x' WHERE seq = 2",
    "at row 2: its content was changed" },
  { "answer-edited", "UPDATE answer SET value = 'none' WHERE finding_id = 'saddle-numbness'",
    "is not as it was signed" },
  { "answer-deleted", "DELETE FROM answer WHERE finding_id = 'saddle-numbness'", "is not as it was signed" },
  { "answer-added",
    "INSERT INTO answer SELECT id, 'smoker', 'yes', 0, '', '' FROM encounter", "is not as it was signed" },
  { "assessment-edited", "UPDATE encounter SET assessment = '{}'", "is not as it was signed" },
  { "date-edited", "UPDATE encounter SET started_at = '2020-01-01T00:00:00Z'", "is not as it was signed" },
  { "plan-edited", "UPDATE conclusion SET plan = 'x'", "is not as it was signed" },
  { "cause-edited", "UPDATE conclusion_cause SET cause_id = 'x' WHERE position = 1", "is not as it was signed" },
  { "acknowledgement-deleted", "DELETE FROM acknowledgement", "is not as it was signed" },
  { "measure-edited", "UPDATE measure SET value = 1", "is not as it was signed" },
  { "visit-deleted",
    "DELETE FROM addendum; DELETE FROM outcome; DROP TRIGGER measure_delete; DELETE FROM measure; DROP TRIGGER conclusion_delete;"
    "DROP TRIGGER conclusion_cause_delete; DELETE FROM conclusion; DELETE FROM conclusion_cause;"
    "DELETE FROM acknowledgement; DELETE FROM answer; DELETE FROM encounter",
    "is not as it was signed" },
  { "patient-edited", "UPDATE patient SET family_name = 'Other'", "the data of the patient" },
  { "patient-and-trail-edited",
    "DROP TRIGGER patient_version_update; UPDATE patient SET family_name = 'Other';"
    "UPDATE patient_version SET family_name = 'Other'",
    "the data of the patient" },
  { "patient-trail-deleted",
    "DROP TRIGGER patient_version_delete; DELETE FROM patient_version", "the data of the patient" },
  { "merge-forged",
    "INSERT INTO patient (id, record_number, family_name, given_name, family_folded, given_folded, birth_date, gender,"
    " note, example, created_at, changed_at) SELECT 'x', '', family_name, '', '', '', '', gender, '', 0, 'x', 'x'"
    " FROM patient; DROP TRIGGER patient_version_insert; INSERT INTO patient_version SELECT 'x', 0, 'x/0', '', '', '',"
    " family_name, '', '', gender, '' FROM patient WHERE id = 'x';"
    "INSERT INTO merge SELECT id, 'x', 'x', '', '' FROM patient WHERE id <> 'x'",
    "the data of the patient" },
  { "visit-forged",
    "INSERT INTO encounter (id, patient_id, status, started_at, signed_at, author, assessment)"
    " SELECT 'forged', patient_id, 'signed', started_at, signed_at, author, assessment FROM encounter",
    "the visit forged is not as it was signed" },
  { "addendum-edited", "UPDATE addendum SET text = 'x'", "is not as it was written" },
  { "addendum-deleted", "DELETE FROM addendum", "is not as it was written" },
  { "outcome-edited", "UPDATE outcome SET causes = 'spinal-stenosis'", "is not as it was recorded" },
  { "outcome-deleted", "DELETE FROM outcome", "is not as it was recorded" },
  { "outcome-forged",
    "INSERT INTO outcome SELECT encounter_id, 1, 'forged', at, author, 'ms', '', 'course', '' FROM outcome",
    "the outcome forged is not as it was recorded" },
  { "orphan", "INSERT INTO event VALUES ('e', 'nobody', 'fall', '2026-01-01', '', 0)", "a row of “event”" },
};

static Record *
make_record (void)
{
  Record *record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *id = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
  g_autoptr (LumbarOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_add_addendum (record->store, id, "MRI: no compression", &error));
  outcome = outcome_new (id, "facet-joint", "imaging");
  g_assert_true (lumbar_store_add_outcome (record->store, outcome, &error));
  g_assert_true (lumbar_store_log (record->store, "view", "patient", patient->id, NULL, &error));
  return record;
}

static void
test_tampering (gconstpointer data)
{
  const TamperCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *sql = g_strconcat (DROP_GUARDS, test->sql, NULL);
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (raw_execute (record->path, sql, NULL), ==, SQLITE_OK);
  g_assert_false (lumbar_store_verify (record->store, &summary, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, test->said);
  assert_error (error, LUMBAR_ERROR_RECORD, record->path);
  g_assert_null (summary);
}

static void
test_whole (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_verify (record->store, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (summary, ==,
                   "Whole: patients 1, signed visits 1, drafts 0, answers 5, measures 1, events 0, log rows 7");
}

static void
test_log_rows (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *rows =
    raw_text (record->path, "SELECT group_concat (action || ' ' || subject_kind, ', ') FROM audit ORDER BY seq");
  g_autofree char *who = raw_text (record->path, "SELECT group_concat (DISTINCT who) FROM audit");

  g_assert_cmpstr (rows, ==,
                   "create record, create patient, create encounter, sign encounter, addendum addendum, outcome outcome, view patient");
  g_assert_cmpstr (who, ==, "Dr Test");
}

/* What schema/001-initial.sql says is hashed, done by hand. */
static void
test_hash_is_as_documented (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *text = raw_text (
    record->path,
    "SELECT length (seq) || ':' || seq || ',' || length (at) || ':' || at || ',' || length (who) || ':' || who || ','"
    " || length (action) || ':' || action || ',' || length (subject_kind) || ':' || subject_kind || ','"
    " || length (subject_id) || ':' || subject_id || ',' || length (detail) || ':' || detail || ','"
    " || length (previous_hash) || ':' || previous_hash || ',' FROM audit WHERE seq = 3");
  g_autofree char *hash = raw_text (record->path, "SELECT hash FROM audit WHERE seq = 3");
  g_autofree char *wanted = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_assert_cmpstr (hash, ==, wanted);
}

typedef struct {
  const char *name;
  const char *sql;
  const char *said;
} CutCase;

/* A cut chain is whole again; what vouches for it is not. The log has 12 rows: 7 as above, create practitioner,
 * protect, login, logout, login. */
static const CutCase cuts[] = {
  { "end-cut-and-counter-set-back",
    "DELETE FROM audit WHERE seq = 12; DELETE FROM checkpoint WHERE seq = 12;"
    "UPDATE sqlite_sequence SET seq = 11 WHERE name = 'audit'",
    "at row 12: this computer saw that row" },
  { "end-cut-down-to-one-row",
    "DELETE FROM addendum; DELETE FROM outcome; DELETE FROM audit WHERE seq > 1; DELETE FROM checkpoint;"
    "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'audit'",
    "at row 12: this computer saw that row" },
  { "checkpoint-deleted", "DELETE FROM checkpoint WHERE seq = 10", "up to row 10: its signature is missing" },
  { "all-checkpoints-deleted", "DELETE FROM checkpoint", "up to row 9: its signature is missing" },
  { "checkpoint-forged", "UPDATE checkpoint SET signature = lower (hex (randomblob (64))) WHERE seq = 12",
    "up to row 12: its signature is missing" },
  { "checkpoint-moved", "UPDATE checkpoint SET signature = (SELECT signature FROM checkpoint WHERE seq = 9)"
                        " WHERE seq = 12",
    "up to row 12: its signature is missing" },
  { "checkpoint-no-hexadecimal",
    "UPDATE checkpoint SET signature = replace (lower (hex (zeroblob (64))), '0', 'z') WHERE seq = 12",
    "up to row 12: its signature is missing" },
};

static void
test_cut (gconstpointer data)
{
  const CutCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *recovery = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  g_assert_true (lumbar_store_protect (record->store, person, "an invented passphrase", &recovery, &error));
  all = lumbar_store_list_practitioners (record->store, &error);
  id = ((LumbarPractitioner *) all->pdata[0])->id;
  lumbar_store_lock (record->store);
  g_assert_true (lumbar_store_login (record->store, id, "an invented passphrase", &error));
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_cmpint (raw_int (record->path, "SELECT max (seq) FROM audit"), ==, 12);
  lumbar_head_note (lumbar_store_get_database (record->store));

  sql = g_strconcat (DROP_GUARDS "DROP TRIGGER checkpoint_update; DROP TRIGGER checkpoint_delete;", test->sql, NULL);
  g_assert_cmpint (raw_execute (record->path, sql, NULL), ==, SQLITE_OK);
  g_assert_false (lumbar_store_verify (record->store, NULL, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, test->said);
  /* What was seen stays seen, so that going on does not cover it up. */
  lumbar_head_note (lumbar_store_get_database (record->store));
  g_assert_false (lumbar_store_verify (record->store, NULL, NULL));
}

/* Who can write the file can compute a chain anew, but has no key to sign it with. */
static void
test_own_key_put_in (void)
{
  g_autoptr (Record) record = make_record ();
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (LumbarKey) other = lumbar_key_new_random ();
  g_autofree char *recovery = NULL;
  g_autofree char *key = lumbar_checkpoint_get_public_key (other);
  LumbarDatabase *database = lumbar_store_get_database (record->store);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_protect (record->store, person, "an invented passphrase", &recovery, &error));
  g_assert_true (lumbar_database_begin (database, &error));
  g_assert_true (lumbar_audit_table_append (database, "x", "protect", "record", NULL, key, &error));
  g_assert_true (lumbar_checkpoint_add (database, other, &error));
  g_assert_true (lumbar_database_commit (database, &error));
  g_assert_false (lumbar_store_verify (record->store, NULL, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "up to row 11: its signature is missing");
}

/* A page in the middle overwritten: the header still looks fine. */
static void
test_damaged_page (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_true (g_file_get_contents (record->path, &content, &length, NULL));
  for (gsize i = 4096 * 3; i < length; i++)
    content[i] = (char) (i * 7);
  g_assert_true (g_file_set_contents (record->path, content, (gssize) length, NULL));
  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
  if (record->store != NULL)
    g_assert_false (lumbar_store_verify (record->store, NULL, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "is damaged");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_tampering);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify/cut/", cuts[i].name, NULL);

      g_test_add_data_func (path, &cuts[i], test_cut);
    }
  g_test_add_func ("/store/verify/own-key-put-in", test_own_key_put_in);
  g_test_add_func ("/store/verify/whole", test_whole);
  g_test_add_func ("/store/verify/log-rows", test_log_rows);
  g_test_add_func ("/store/verify/hash-is-as-documented", test_hash_is_as_documented);
  g_test_add_func ("/store/verify/damaged-page", test_damaged_page);
  return g_test_run ();
}
