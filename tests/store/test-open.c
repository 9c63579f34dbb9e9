/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: new records, files that are none, newer ones, read-only places, full disks, two programs. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-migrations.h"
#include "lumbar-record-file.h"
#include "lumbar-salvage.h"

static mode_t
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_new (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *deep = record_file (record, "a");
  g_autofree char *path = g_build_filename (deep, "b", "record.db", NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  LumbarStore *store = lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lumbar_store_get_path (store), ==, path);
  g_assert_false (lumbar_store_is_read_only (store));
  g_assert_true (lumbar_store_log (store, "view", NULL, NULL, NULL, &error));
  g_assert_cmpint (get_mode (directory), ==, 0700);
  g_assert_cmpint (get_mode (path), ==, 0600);
  g_assert_cmpint (get_mode (wal), ==, 0600);
  g_assert_cmpint (count_files (directory, ".lumbar-"), ==, 0);
  lumbar_store_close (store);
  g_unlink (path);
  g_rmdir (directory);
  g_rmdir (deep);
}

static void
test_default_path (void)
{
  g_autofree char *path = lumbar_store_get_default_path ();
  g_autofree char *wanted = g_build_filename (g_get_user_data_dir (), "lumbar", "record.db", NULL);

  g_assert_cmpstr (path, ==, wanted);
}

static void
test_file_marks (void)
{
  g_autoptr (Record) record = record_new ();

  g_assert_cmpint (raw_int (record->path, "PRAGMA application_id"), ==, LUMBAR_APPLICATION_ID);
  g_assert_cmpint (raw_int (record->path, "PRAGMA user_version"), ==, lumbar_migrations_get_newest ());
}

typedef struct {
  const char *name;
  const char *sql;
  gint64 value;
} PragmaCase;

static const PragmaCase pragmas[] = {
  { "synchronous-full", "SELECT synchronous FROM pragma_synchronous", 2 },
  { "foreign-keys", "SELECT foreign_keys FROM pragma_foreign_keys", 1 },
  { "untrusted-schema", "SELECT trusted_schema FROM pragma_trusted_schema", 0 },
  { "secure-delete", "SELECT secure_delete FROM pragma_secure_delete", 1 },
  { "wal", "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
  { "all-tables-strict",
    "SELECT count (*) = 0 FROM pragma_table_list WHERE type = 'table' AND strict = 0"
    " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'patient_search%' AND name NOT LIKE 'patient_spelling%'",
    1 },
};

static void
test_pragma (gconstpointer data)
{
  const PragmaCase *test = data;
  g_autoptr (Record) record = record_new ();
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  g_assert_true (
    lumbar_database_query_int (lumbar_store_get_database (record->store), test->sql, &value, &error));
  g_assert_cmpint (value, ==, test->value);
}

typedef enum {
  DAMAGE_EMPTY,
  DAMAGE_TEXT,
  DAMAGE_SHORT_HEADER,
  DAMAGE_MAGIC,
  DAMAGE_TRUNCATED,
  DAMAGE_LAST_BYTE,
  DAMAGE_OTHER_PROGRAM,
  DAMAGE_ZEROS,
} Damage;

typedef struct {
  const char *name;
  Damage damage;
  const char *said;
} DamageCase;

static const DamageCase damages[] = {
  { "empty", DAMAGE_EMPTY, "it is empty" },
  { "text", DAMAGE_TEXT, "no record of Lumbar" },
  { "half-a-header", DAMAGE_SHORT_HEADER, "its end is missing" },
  { "damaged-header", DAMAGE_MAGIC, "its beginning is damaged" },
  { "truncated", DAMAGE_TRUNCATED, "its end is missing" },
  { "last-byte-missing", DAMAGE_LAST_BYTE, "its end is missing" },
  { "other-program", DAMAGE_OTHER_PROGRAM, "another program" },
  { "zeros", DAMAGE_ZEROS, "no record of Lumbar" },
};

static void
damage_file (const char *path, Damage damage)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  switch (damage)
    {
    case DAMAGE_EMPTY:
      length = 0;
      break;
    case DAMAGE_TEXT:
      strcpy (content, "Dear diary");
      length = strlen (content);
      break;
    case DAMAGE_SHORT_HEADER:
      length = 50;
      break;
    case DAMAGE_MAGIC:
      content[3] ^= 0x55;
      break;
    case DAMAGE_TRUNCATED:
      length = length / 2;
      break;
    case DAMAGE_LAST_BYTE:
      length--;
      break;
    case DAMAGE_OTHER_PROGRAM:
      memset (content + 68, 1, 4);
      break;
    case DAMAGE_ZEROS:
    default:
      memset (content, 0, length);
      break;
    }
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* A damaged file is refused with a reason, and is afterwards what it was, to the byte. */
static void
test_damage (gconstpointer data)
{
  const DamageCase *test = data;
  static const LumbarStoreMode modes[] = { LUMBAR_STORE_READ_WRITE, LUMBAR_STORE_READ_ONLY };
  g_autoptr (Record) record = record_new ();
  g_autofree char *before = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  damage_file (record->path, test->damage);
  before = file_digest (record->path);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_null (lumbar_store_open (test_knowledge (), record->path, modes[i], "Dr Test", &error));
      assert_error (error, LUMBAR_ERROR_RECORD, test->said);
      assert_error (error, LUMBAR_ERROR_RECORD, record->path);
      after = file_digest (record->path);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpint (count_files (record->directory, "record.db"), ==, 1);
}

static void
test_directory (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
    lumbar_store_open (test_knowledge (), record->directory, LUMBAR_STORE_READ_WRITE, "Dr Test", &error));
  assert_error (error, LUMBAR_ERROR_RECORD, record->directory);
}

static void
test_missing_for_reading (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = record_file (record, "none.db");
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "none.db");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A log whose record is gone holds what is left of it. */
static void
test_log_without_record (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *wal = g_strconcat (record->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_unlink (record->path);
  g_assert_true (g_file_set_contents (wal, "pages", -1, NULL));
  g_assert_null (lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "record.db-wal");
  g_assert_false (g_file_test (record->path, G_FILE_TEST_EXISTS));
}

static void
test_newer (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LumbarStore) reader = NULL;
  g_autoptr (GError) error = NULL;

  g_object_unref (record_add_patient (record, "Nowak", "Anna", "", "1"));
  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_cmpint (raw_execute (record->path, "PRAGMA user_version = 99", NULL), ==, SQLITE_OK);
  before = file_digest (record->path);
  g_assert_null (lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error));
  assert_error (error, LUMBAR_ERROR_NEWER, "newer version of Lumbar");
  g_clear_error (&error);
  after = file_digest (record->path);
  g_assert_cmpstr (after, ==, before);

  reader = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
  g_assert_no_error (error);
  g_assert_true (lumbar_store_is_read_only (reader));
}

typedef gboolean (*Change) (LumbarStore *store, GError **error);

static gboolean
change_patient (LumbarStore *store, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("New", "Name", "", "female", "");

  return lumbar_store_save_patient (store, patient, error);
}

static gboolean
change_log (LumbarStore *store, GError **error)
{
  return lumbar_store_log (store, "view", NULL, NULL, NULL, error);
}

static gboolean
change_item (LumbarStore *store, GError **error)
{
  return lumbar_store_save_item (store, "any", "smoker", "yes", FALSE, NULL, error);
}

static gboolean
change_discard (LumbarStore *store, GError **error)
{
  return lumbar_store_discard_draft (store, "any", error);
}

static gboolean
change_begin (LumbarStore *store, GError **error)
{
  return lumbar_store_begin (store, error);
}

typedef struct {
  const char *name;
  Change change;
} ChangeCase;

static const ChangeCase changes[] = {
  { "save-patient", change_patient }, { "log", change_log },     { "save-item", change_item },
  { "discard", change_discard },      { "begin", change_begin },
};

static void
test_read_only_mode (gconstpointer data)
{
  const ChangeCase *test = data;
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarStore) reader = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_object_unref (record_add_patient (record, "Nowak", "Anna", "", "1"));
  reader = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
  g_assert_no_error (error);
  found = lumbar_store_search_patients (reader, "nowak", 0, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_false (test->change (reader, &error));
  assert_error (error, LUMBAR_ERROR_READ_ONLY, record->path);
}

/* Root may write anywhere, so these run as nobody. */
static void
become_nobody (Record *record)
{
  g_assert_cmpint (g_chmod (record->directory, 0555), ==, 0);
  g_assert_cmpint (g_chmod (record->path, 0444), ==, 0);
  if (geteuid () == 0)
    {
      g_assert_cmpint (setgid (65534), ==, 0);
      g_assert_cmpint (setuid (65534), ==, 0);
    }
}

static void
test_read_only_place (void)
{
  g_autoptr (Record) record = NULL;

  if (g_test_subprocess ())
    {
      g_autoptr (LumbarStore) reader = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autofree char *new_path = NULL;
      g_autoptr (GError) error = NULL;

      record = g_new0 (Record, 1);
      record->path = g_strdup (g_getenv ("LUMBAR_TEST_RECORD"));
      record->directory = g_path_get_dirname (record->path);
      become_nobody (record);
      g_assert_null (
        lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error));
      assert_error (error, LUMBAR_ERROR_READ_ONLY, record->path);
      g_clear_error (&error);
      new_path = record_file (record, "new.db");
      g_assert_null (lumbar_store_open (test_knowledge (), new_path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error));
      assert_error (error, LUMBAR_ERROR_READ_ONLY, new_path);
      g_clear_error (&error);
      reader = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
      g_assert_no_error (error);
      found = lumbar_store_search_patients (reader, "nowak", 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_true (lumbar_store_verify (reader, NULL, &error));
      _exit (0);
    }
  record = record_new ();
  g_object_unref (record_add_patient (record, "Nowak", "Anna", "", "1"));
  g_clear_pointer (&record->store, lumbar_store_close);
  g_setenv ("LUMBAR_TEST_RECORD", record->path, TRUE);
  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
}

/* The limit of pages stands for a disk: SQLite gives the same SQLITE_FULL. */
static void
limit_pages (Record *record, int more)
{
  LumbarDatabase *database = lumbar_store_get_database (record->store);
  g_autofree char *sql = NULL;
  gint64 n = 0;

  g_assert_true (lumbar_database_query_int (database, "SELECT page_count FROM pragma_page_count", &n, NULL));
  sql = g_strdup_printf ("PRAGMA max_page_count = %d", (int) n + more);
  g_assert_true (lumbar_database_execute (database, sql, NULL));
}

static void
test_full (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *id = record_add_draft (record, patient->id, NULL);
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;

  limit_pages (record, 0);
  g_assert_false (lumbar_store_save_item (record->store, id, "patient-words", text, FALSE, NULL, &error));
  assert_error (error, LUMBAR_ERROR_FULL, "make room");
  g_clear_error (&error);
  limit_pages (record, 1000);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM answer"), ==, 0);
  g_assert_true (lumbar_store_save_item (record->store, id, "patient-words", text, FALSE, NULL, &error));
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* A full disk in the middle of an import: what could not be written is refused, the rest stands or falls as
 * one, and the record goes on. */
static void
test_full_in_bulk (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *id = record_add_draft (record, patient->id, NULL);
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;

  limit_pages (record, 0);
  g_assert_true (lumbar_store_begin (record->store, &error));
  g_assert_true (lumbar_store_save_item (record->store, id, "smoker", "yes", FALSE, NULL, &error));
  g_assert_false (lumbar_store_save_item (record->store, id, "patient-words", text, FALSE, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_FULL);
  lumbar_store_rollback (record->store);
  g_clear_error (&error);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM answer"), ==, 0);
  limit_pages (record, 1000);
  g_assert_true (lumbar_store_save_item (record->store, id, "patient-words", text, FALSE, NULL, &error));
  g_assert_no_error (error);
}

/* After some errors SQLite undoes the whole transaction by itself. No later step may pass for a part of it. */
static void
test_undone_bulk (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *id = record_add_draft (record, patient->id, NULL);
  sqlite3 *handle = lumbar_database_get_handle (lumbar_store_get_database (record->store));
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_begin (record->store, &error));
  g_assert_true (lumbar_store_save_item (record->store, id, "smoker", "yes", FALSE, NULL, &error));
  g_assert_cmpint (sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (lumbar_store_save_item (record->store, id, "weight-loss", "yes", FALSE, NULL, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "all of it was undone");
  g_clear_error (&error);
  g_assert_false (lumbar_store_commit (record->store, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "all of it was undone");
  g_clear_error (&error);
  g_assert_true (lumbar_store_save_item (record->store, id, "malaise", "yes", FALSE, NULL, &error));
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM answer"), ==, 1);
}

/* A real limit of the system: files may not grow. */
static void
test_file_too_large (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (Record) record = record_new ();
      g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
      g_autofree char *id = record_add_draft (record, patient->id, NULL);
      g_autofree char *wal = g_strconcat (record->path, "-wal", NULL);
      g_autofree char *text = g_strnfill (20000, 'x');
      struct rlimit limit = { 0 };
      GStatBuf info;
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (g_stat (wal, &info), ==, 0);
      getrlimit (RLIMIT_FSIZE, &limit);
      limit.rlim_cur = (rlim_t) info.st_size;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_false (lumbar_store_save_item (record->store, id, "patient-words", text, FALSE, NULL, &error));
      assert_error (error, LUMBAR_ERROR_FULL, "make room");
      return;
    }
  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
}

static gpointer
commit_later (gpointer data)
{
  sqlite3 *other = data;

  g_usleep (200000);
  g_assert_cmpint (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  return NULL;
}

static sqlite3 *
begin_elsewhere (const char *path)
{
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return other;
}

static void
test_busy_waits (void)
{
  g_autoptr (Record) record = record_new ();
  sqlite3 *other = begin_elsewhere (record->path);
  GThread *thread = g_thread_new ("other", commit_later, other);
  g_autoptr (GError) error = NULL;

  g_assert_true (change_patient (record->store, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  sqlite3_close (other);
}

static void
test_busy_gives_up (void)
{
  g_autoptr (Record) record = record_new ();
  sqlite3 *other = begin_elsewhere (record->path);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_database_set_busy_timeout (lumbar_store_get_database (record->store), 50);
  g_assert_false (change_patient (record->store, &error));
  assert_error (error, LUMBAR_ERROR_BUSY, "try again");
  g_clear_error (&error);
  found = lumbar_store_search_patients (record->store, "", 0, &error);
  g_assert_no_error (error);
  sqlite3_close (other);
  g_assert_true (change_patient (record->store, &error));
}

static void
test_two_stores (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) second =
    lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Other", &error);

  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (change_patient (record->store, &error));
      g_assert_true (change_patient (second, &error));
    }
  g_assert_true (lumbar_store_verify (second, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM audit"), ==, 11);
}

/* What looks at a file from outside SQLite while this process has it open. A process that closes any handle on a
 * file loses all the locks it has on it (POSIX): another program that then closes the record takes itself for the
 * last and removes the log, and what is written after that is gone with the process. */
typedef enum {
  LOOK_OPEN,
  LOOK_OPEN_TO_READ,
  LOOK_OPEN_IN_ITS_PLACE,
  LOOK_CHECK,
  LOOK_ENCRYPTED,
  LOOK_ENCRYPTED_LINK,
  LOOK_SALVAGE,
  LOOK_READ,
} Look;

static const struct {
  const char *name;
  Look look;
} looks[] = {
  { "opened-again", LOOK_OPEN },
  { "opened-to-read", LOOK_OPEN_TO_READ },
  { "opened-in-its-place", LOOK_OPEN_IN_ITS_PLACE },
  { "checked", LOOK_CHECK },
  { "asked-whether-encrypted", LOOK_ENCRYPTED },
  { "asked-by-another-name", LOOK_ENCRYPTED_LINK },
  { "salvaged", LOOK_SALVAGE },
  { "read-by-a-library", LOOK_READ },
};

static LumbarStore *
open_again (Record *record, LumbarStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  LumbarStore *store = lumbar_store_open (test_knowledge (), record->path, mode, "Dr Other", &error);

  g_assert_no_error (error);
  return store;
}

/* As a file dialog does with what lies in its folder. */
static void
read_all (Record *record)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (record->path, endings[i], NULL);
      g_autofree char *content = NULL;

      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
    }
}

static void
look_at (Record *record, Look look)
{
  g_autofree char *link_path = record_file (record, "link.db"), *output = record_file (record, "output.db");
  LumbarStore *other;

  switch (look)
    {
    case LOOK_OPEN:
    case LOOK_OPEN_TO_READ:
      lumbar_store_close (open_again (record, look == LOOK_OPEN ? LUMBAR_STORE_READ_WRITE : LUMBAR_STORE_READ_ONLY));
      break;
    case LOOK_OPEN_IN_ITS_PLACE:
      other = open_again (record, LUMBAR_STORE_READ_WRITE);
      lumbar_store_close (record->store);
      record->store = other;
      break;
    case LOOK_CHECK:
      g_assert_true (lumbar_record_file_check (record->path, NULL));
      break;
    case LOOK_ENCRYPTED:
      g_assert_false (lumbar_record_file_is_encrypted (record->path));
      break;
    case LOOK_ENCRYPTED_LINK:
      g_assert_cmpint (symlink (record->path, link_path), ==, 0);
      g_assert_false (lumbar_record_file_is_encrypted (link_path));
      g_unlink (link_path);
      break;
    case LOOK_SALVAGE:
      /* It refuses what is open. */
      g_assert_null (lumbar_salvage_run (record->path, output, NULL));
      break;
    case LOOK_READ:
      read_all (record);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_looked_at (gconstpointer data)
{
  const Look look = looks[GPOINTER_TO_UINT (data)].look;
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) before = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1");
  g_autoptr (LumbarPatient) after = NULL;
  g_autofree char *log = g_strconcat (record->path, "-wal", NULL);
  const char *const beside[] = { "sqlite3", record->path, "SELECT count(*) FROM patient", NULL };
  g_autofree char *seen = NULL;
  g_autoptr (GError) error = NULL;

  look_at (record, look);
  g_assert_true (g_spawn_sync (NULL, (char **) beside, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &seen, NULL, NULL, &error));
  g_assert_cmpstr (seen, ==, "1\n");
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  after = record_add_patient (record, "Kowalski", "Jan", "1969-03-12", "2");
  g_clear_pointer (&seen, g_free);
  g_assert_true (g_spawn_sync (NULL, (char **) beside, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &seen, NULL, NULL, &error));
  g_assert_cmpstr (seen, ==, "2\n");
  /* The last one to close it folds the log in. */
  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/open/new", test_new);
  g_test_add_func ("/store/open/default-path", test_default_path);
  g_test_add_func ("/store/open/file-marks", test_file_marks);
  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    {
      g_autofree char *path = g_strconcat ("/store/open/setting/", pragmas[i].name, NULL);

      g_test_add_data_func (path, &pragmas[i], test_pragma);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/open/refused/", damages[i].name, NULL);

      g_test_add_data_func (path, &damages[i], test_damage);
    }
  g_test_add_func ("/store/open/refused/directory", test_directory);
  g_test_add_func ("/store/open/refused/missing-for-reading", test_missing_for_reading);
  g_test_add_func ("/store/open/refused/log-without-record", test_log_without_record);
  g_test_add_func ("/store/open/newer", test_newer);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/store/read-only/", changes[i].name, NULL);

      g_test_add_data_func (path, &changes[i], test_read_only_mode);
    }
  g_test_add_func ("/store/read-only/place", test_read_only_place);
  g_test_add_func ("/store/full/answer", test_full);
  g_test_add_func ("/store/full/bulk", test_full_in_bulk);
  g_test_add_func ("/store/full/undone-bulk", test_undone_bulk);
  g_test_add_func ("/store/full/file-too-large", test_file_too_large);
  g_test_add_func ("/store/busy/waits", test_busy_waits);
  g_test_add_func ("/store/busy/gives-up", test_busy_gives_up);
  g_test_add_func ("/store/busy/two-stores", test_two_stores);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/store/locks-stay/", looks[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_looked_at);
    }
  return g_test_run ();
}
