/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connection to a record refuses whatever SQL it comes by, and in what words SQLite's refusals are told. */

#include "store-support.h"

typedef struct {
  const char *name;
  const char *sql;
  gboolean allowed;
} GuardCase;

static const GuardCase guards[] = {
  { "drop-trigger", "DROP TRIGGER practitioner_delete" },
  { "drop-table", "DROP TABLE addendum" },
  { "drop-search", "DROP TABLE patient_search" },
  { "new-trigger", "CREATE TRIGGER t BEFORE INSERT ON audit BEGIN SELECT RAISE (IGNORE); END" },
  { "new-view", "CREATE VIEW v AS SELECT * FROM patient" },
  { "rename", "ALTER TABLE audit RENAME TO log" },
  { "new-column", "ALTER TABLE patient ADD COLUMN x TEXT" },
  { "attach", "ATTACH ':memory:' AS other" },
  { "detach", "DETACH other" },
  { "change-log", "UPDATE audit SET detail = 'x'" },
  { "cut-log", "DELETE FROM audit" },
  { "change-signature", "UPDATE checkpoint SET signature = ''" },
  { "cut-signatures", "DELETE FROM checkpoint" },
  { "set-counter-back", "UPDATE sqlite_sequence SET seq = 1" },
  { "forget-counter", "DELETE FROM sqlite_sequence" },
  { "open-schema", "PRAGMA writable_schema = ON" },
  { "open-schema-shouted", "PRAGMA WRITABLE_SCHEMA = RESET" },
  { "read", "SELECT count (*) FROM patient", TRUE },
  { "change-patient", "UPDATE patient SET note = 'x'", TRUE },
  { "delete-answers", "DELETE FROM answer WHERE encounter_id = 'x'", TRUE },
  { "setting", "PRAGMA busy_timeout = 1000", TRUE },
};

/* Refused as what it is, and nothing is changed. */
static void
test_guarded (gconstpointer data)
{
  const GuardCase *row = data;
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1");
  g_autofree char *signed_id = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *before = content_digest (record->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = lumbar_database_execute (lumbar_store_get_database (record->store), row->sql, &error);

  g_assert_cmpint (done, ==, row->allowed);
  if (row->allowed)
    return;
  assert_error (error, LUMBAR_ERROR_SIGNED, "keeps its guards and its log");
  after = content_digest (record->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (lumbar_store_verify (record->store, NULL, NULL));
}

typedef struct {
  const char *name;
  const char *setting; /* Of the connection */
  int limit;           /* Of a text, in bytes; 0: none */
  LumbarError code;
  const char *said;
} ToldCase;

static const ToldCase told[] = {
  { "may-not-write", "PRAGMA query_only = ON", 0, LUMBAR_ERROR_READ_ONLY, "you may only read it" },
  { "too-long", "", 1000, LUMBAR_ERROR_INPUT, "too long for the record" },
  { "no-room", "PRAGMA max_page_count = 1", 0, LUMBAR_ERROR_FULL, "There is no room left" },
};

/* Room for one page is not room for as many as these need. */
#define MOST_PATIENTS 200

/* The call fails in these words, and succeeds once the reason is gone. */
static void
test_told (gconstpointer data)
{
  const ToldCase *row = data;
  g_autoptr (Record) record = record_new ();
  LumbarDatabase *database = lumbar_store_get_database (record->store);
  g_autofree char *note = g_strnfill (2000, 'x');
  g_autoptr (LumbarPatient) patient = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (lumbar_database_execute (database, row->setting, &error));
  if (row->limit > 0)
    sqlite3_limit (lumbar_database_get_handle (database), SQLITE_LIMIT_LENGTH, row->limit);
  do
    {
      g_clear_object (&patient);
      patient = lumbar_patient_new ("Berg", "Olga", "1970-01-01", "female", "");
      lumbar_set_str (&patient->note, note);
    }
  while (n++ < MOST_PATIENTS && lumbar_store_save_patient (record->store, patient, &error));
  assert_error (error, row->code, row->said);
  g_clear_error (&error);
  g_assert_false (lumbar_database_in_transaction (database));
  record_reopen (record);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM patient"), ==, n - 1);
  g_assert_true (lumbar_store_save_patient (record->store, patient, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (guards); i++)
    {
      g_autofree char *name = g_strconcat ("/guard/", guards[i].name, NULL);

      g_test_add_data_func (name, &guards[i], test_guarded);
    }
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *name = g_strconcat ("/guard/told/", told[i].name, NULL);

      g_test_add_data_func (name, &told[i], test_told);
    }
  return g_test_run ();
}
