/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every record ever written must open with today's code: each data/store/<case>-v<N>.sql is the dump of
 * one of version N. A new case is a new file. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-migrations.h"
#include "lumbar-text.h"

static const char *const tables[] = {
  "patient", "encounter", "answer", "conclusion", "conclusion_cause", "acknowledgement", "addendum", "measure", "event",
};

static gint64
count_rows (const char *path, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);

  return raw_int (path, sql);
}

/* A record as the dump describes it; nobody has it open. */
static Record *
load_dump (const char *dump)
{
  Record *record = record_new ();
  g_autofree char *sql = NULL;
  g_autofree char *message = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_unlink (record->path);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  if (raw_execute (record->path, sql, &message) != SQLITE_OK)
    g_error ("%s: %s", dump, message);
  return record;
}

static char *
get_schema (const char *path)
{
  return raw_text (path, "SELECT group_concat (type || ' ' || name || ' ' || coalesce (sql, ''), char (10)) FROM"
                         " (SELECT * FROM sqlite_schema ORDER BY type, name)");
}

static void
test_dump (gconstpointer data)
{
  g_autoptr (Record) record = load_dump (data);
  g_autoptr (Record) fresh = record_new ();
  gint64 before[G_N_ELEMENTS (tables)];
  g_autofree char *schema = NULL;
  g_autofree char *wanted_schema = NULL;
  g_autoptr (GPtrArray) patients = NULL;
  g_autoptr (GError) error = NULL;
  gint64 old_version = raw_int (record->path, "PRAGMA user_version");

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    before[i] = count_rows (record->path, tables[i]);
  record_reopen (record);
  g_assert_cmpint (raw_int (record->path, "PRAGMA user_version"), ==, lumbar_migrations_get_newest ());
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (count_rows (record->path, tables[i]), ==, before[i]);
  schema = get_schema (record->path);
  wanted_schema = get_schema (fresh->path);
  g_assert_cmpstr (schema, ==, wanted_schema);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);

  /* Every patient is found by name, and every visit can be read. */
  patients = lumbar_store_search_patients (record->store, "", 0, &error);
  g_assert_cmpuint (patients->len, >, 0);
  for (guint i = 0; i < patients->len; i++)
    {
      LumbarPatient *patient = patients->pdata[i];
      g_autoptr (GPtrArray) found = lumbar_store_search_patients (record->store, patient->family_name, 0, &error);
      g_autoptr (GPtrArray) visits = lumbar_store_list_encounters (record->store, patient->id, &error);

      g_assert_cmpuint (found->len, >, 0);
      for (guint j = 0; j < visits->len; j++)
        {
          g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (
            record->store, ((LumbarEncounter *) visits->pdata[j])->id, &error);

          g_assert_no_error (error);
          g_assert_nonnull (visit->response);
        }
    }
  if (old_version < lumbar_migrations_get_newest ())
    g_assert_cmpint (count_files (record->directory, "record.db.version-"), ==, 1);
}

/* How many outcomes a record of any version has. */
static gint64
count_outcomes (const char *path)
{
  return raw_int (path, "SELECT count (*) FROM sqlite_schema WHERE name = 'outcome'") > 0 ? count_rows (path, "outcome")
                                                                                        : 0;
}

/* A visit that was signed before there were outcomes takes one, and the whole still verifies. */
static void
test_old_visit_takes_outcome (gconstpointer data)
{
  g_autoptr (Record) record = load_dump (data);
  gint64 n_before = count_outcomes (record->path);
  g_autoptr (LumbarOutcome) outcome = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GError) error = NULL;

  record_reopen (record);
  visits = lumbar_store_list_signed (record->store, NULL, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (visits->len, >, 0);
  outcome = lumbar_outcome_new (((LumbarEncounter *) visits->pdata[0])->id);
  g_assert_true (lumbar_store_add_outcome (record->store, outcome, &error));
  g_assert_cmpint (count_outcomes (record->path), ==, n_before + 1);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* An event that was written before there was a trail begins one with what it said and who wrote it, as the log
 * tells; it can be changed and withdrawn, and the whole still verifies. */
static void
test_old_event_begins_a_trail (gconstpointer data)
{
  g_autoptr (Record) record = load_dump (data);
  g_autofree char *patient = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  LumbarEventVersion *first;
  LumbarEvent *event;

  record_reopen (record);
  patient = raw_text (record->path, "SELECT patient_id FROM event");
  events = lumbar_store_list_events (record->store, patient, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  event = events->pdata[0];
  lumbar_set_str (&event->text, "Changed");
  g_assert_true (lumbar_store_save_event (record->store, event, &error));
  g_assert_true (lumbar_store_withdraw_event (record->store, event->id, &error));
  versions = lumbar_store_list_event_versions (record->store, event->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 3);
  first = versions->pdata[0];
  g_assert_cmpstr (first->author, ==, "Dr Test");
  g_assert_true (g_str_has_prefix (first->at, "2026-11-2"));
  g_assert_cmpstr (first->event->text, !=, "Changed");
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* Read only, the events of an older record are shown with the beginning of their trail, and its file stays as it is. */
static void
test_old_record_is_read (gconstpointer data)
{
  g_autoptr (Record) record = load_dump (data);
  g_autofree char *patient = raw_text (record->path, "SELECT patient_id FROM event");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;

  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
  g_assert_no_error (error);
  events = lumbar_store_list_all_events (record->store, patient, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_false (((LumbarEvent *) events->pdata[0])->withdrawn);
  versions = lumbar_store_list_event_versions (record->store, ((LumbarEvent *) events->pdata[0])->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_false (lumbar_store_save_event (record->store, events->pdata[0], &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* Read only, an older record shows the outcomes it has; one from before there were any has none. */
static void
test_old_record_tells_its_outcomes (gconstpointer data)
{
  g_autoptr (Record) record = load_dump (data);
  gint64 n_before = count_outcomes (record->path);
  g_autoptr (GPtrArray) patients = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
  g_assert_no_error (error);
  patients = lumbar_store_search_patients (record->store, "", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (patients->len, >, 0);
  for (guint i = 0; i < patients->len; i++)
    {
      g_autoptr (GPtrArray) outcomes =
        lumbar_store_list_outcomes (record->store, ((LumbarPatient *) patients->pdata[i])->id, &error);

      g_assert_no_error (error);
      n += outcomes->len;
    }
  g_assert_cmpint (n, ==, n_before);
}

/* A record of version 1, whatever today's is. */
static Record *
load_version_1 (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "store", "clinic-v1.sql", NULL);

  return load_dump (path);
}

static void
test_backup_first (void)
{
  g_autoptr (Record) record = load_version_1 ();
  g_autoptr (GDir) listing = NULL;
  g_autofree char *backup = NULL;
  const char *name;

  record_reopen (record);
  listing = g_dir_open (record->directory, 0, NULL);
  while ((name = g_dir_read_name (listing)) != NULL)
    if (strstr (name, "record.db.version-1-") != NULL)
      backup = record_file (record, name);
  g_assert_nonnull (backup);
  g_assert_cmpint (raw_int (backup, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (count_rows (backup, "patient"), ==, count_rows (record->path, "patient"));
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM audit WHERE action = 'upgrade'"), ==, 1);
}

/* A step that can't be done leaves the record at the version before, whole. */
static void
test_failing_step (void)
{
  g_autoptr (Record) record = load_version_1 ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  raw_execute (record->path, "CREATE TABLE patient_spelling (in_the_way TEXT)", NULL);
  before = get_schema (record->path);
  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_assert_null (record->store);
  assert_error (error, LUMBAR_ERROR_RECORD, "002-search.sql: ");
  g_assert_cmpint (raw_int (record->path, "PRAGMA user_version"), ==, 1);
  after = get_schema (record->path);
  g_assert_cmpstr (after, ==, before);
}

/* No upgrade without a backup: here the record's chain is broken, so that none can be made. */
static void
test_no_backup_no_upgrade (void)
{
  g_autoptr (Record) record = load_version_1 ();
  g_autoptr (GError) error = NULL;

  raw_execute (record->path, "DROP TRIGGER audit_update; UPDATE audit SET who = 'x' WHERE seq = 1", NULL);
  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_assert_null (record->store);
  assert_error (error, LUMBAR_ERROR_RECORD, "The backup was not made.");
  g_assert_cmpint (raw_int (record->path, "PRAGMA user_version"), ==, 1);
}

static void
test_read_only_does_not_upgrade (void)
{
  g_autoptr (Record) record = load_version_1 ();
  g_autofree char *before = file_digest (record->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
  g_assert_no_error (error);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
  after = file_digest (record->path);
  g_assert_cmpstr (after, ==, before);
}

/* An older backup is restored as it is and brought up to date when it is opened. */
static void
test_restore_older (void)
{
  g_autoptr (Record) old = load_version_1 ();
  g_autoptr (Record) record = record_new ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_true (lumbar_store_restore (old->path, record->path, &error));
  g_assert_no_error (error);
  record_reopen (record);
  g_assert_cmpint (count_rows (record->path, "patient"), ==, count_rows (old->path, "patient"));
}

static void
add_named (const char *prefix, const char *name, gconstpointer dump, GTestDataFunc test)
{
  g_autofree char *path = g_strconcat (prefix, name, NULL);

  g_test_add_data_func (path, dump, test);
}

int
main (int argc, char **argv)
{
  g_autofree char *directory = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "store", NULL);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) listing = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  listing = g_dir_open (directory, 0, NULL);
  g_assert_nonnull (listing);
  while ((name = g_dir_read_name (listing)) != NULL)
    if (g_str_has_suffix (name, ".sql"))
      {
        g_autofree char *path = g_strconcat ("/store/migration/", name, NULL);

        g_ptr_array_add (dumps, g_build_filename (directory, name, NULL));
        g_test_add_data_func (path, dumps->pdata[dumps->len - 1], test_dump);
        add_named ("/store/migration/old-visit-takes-outcome/", name, dumps->pdata[dumps->len - 1],
                   test_old_visit_takes_outcome);
        add_named ("/store/migration/old-record-tells-its-outcomes/", name, dumps->pdata[dumps->len - 1],
                   test_old_record_tells_its_outcomes);
        add_named ("/store/migration/old-event-begins-a-trail/", name, dumps->pdata[dumps->len - 1],
                   test_old_event_begins_a_trail);
        add_named ("/store/migration/old-record-is-read/", name, dumps->pdata[dumps->len - 1],
                   test_old_record_is_read);
      }
  g_test_add_func ("/store/migration/backup-first", test_backup_first);
  g_test_add_func ("/store/migration/failing-step", test_failing_step);
  g_test_add_func ("/store/migration/no-backup-no-upgrade", test_no_backup_no_upgrade);
  g_test_add_func ("/store/migration/read-only-does-not-upgrade", test_read_only_does_not_upgrade);
  g_test_add_func ("/store/migration/restore-older", test_restore_older);
  return g_test_run ();
}
