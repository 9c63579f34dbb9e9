/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups are whole or not made; restoring loses nothing. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-record-file.h"

static Record *
make_record (void)
{
  Record *record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1");

  g_free (record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6));
  return record;
}

static char *
back_up (Record *record, const char *name)
{
  char *path = record_file (record, name);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_backup (record->store, path, &error));
  g_assert_no_error (error);
  return path;
}

static gint64
count_patients (const char *path)
{
  return raw_int (path, "SELECT count (*) FROM patient");
}

static void
test_backup (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *path = back_up (record, "copy.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) copy = lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_ONLY, "x", &error);
  g_autofree char *summary = NULL;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_true (lumbar_store_verify (copy, &summary, &error));
  g_assert_cmpstr (summary, ==,
                   "Whole: patients 1, signed visits 1, drafts 0, answers 5, measures 1, events 0, log rows 4");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM audit WHERE action = 'backup'"), ==, 1);
}

/* One plain file: nothing beside it is needed to read it. */
static void
test_backup_is_plain (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *path = back_up (record, "copy.db");
  g_autofree char *mode = raw_text (path, "PRAGMA journal_mode");

  g_assert_cmpstr (mode, ==, "delete");
  g_assert_cmpint (count_files (record->directory, "copy.db"), ==, 1);
}

static void
test_backup_while_others_write (void)
{
  g_autoptr (Record) record = make_record ();
  sqlite3 *other = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpint (sqlite3_open (record->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE; UPDATE patient SET note = 'half'", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  path = record_file (record, "copy.db");
  lumbar_database_set_busy_timeout (lumbar_store_get_database (record->store), 50);
  /* The copy is made; only its row in the log has to wait for the other. */
  g_assert_false (lumbar_store_backup (record->store, path, NULL));
  sqlite3_close (other);
  g_assert_cmpint (raw_int (path, "SELECT count (*) FROM patient WHERE note = ''"), ==, 1);
}

static void
test_backup_replaces_older (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *path = back_up (record, "copy.db");

  g_object_unref (record_add_patient (record, "Second", "Patient", "", "2"));
  g_free (back_up (record, "copy.db"));
  g_assert_cmpint (count_patients (path), ==, 2);
}

static void
test_backup_from_read_only (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *path = record_file (record, "copy.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) reader =
    lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "x", &error);

  g_assert_true (lumbar_store_backup (reader, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_patients (path), ==, 1);
}

typedef enum {
  TARGET_RECORD_ITSELF,
  TARGET_LINK_TO_RECORD,
  TARGET_OTHER_FILE,
  TARGET_HOLDS_MORE,
  TARGET_NO_FOLDER,
  TARGET_FOLDER,
} Target;

typedef struct {
  const char *name;
  Target target;
  LumbarError code;
  const char *said;
} TargetCase;

static const TargetCase targets[] = {
  { "record-itself", TARGET_RECORD_ITSELF, LUMBAR_ERROR_INPUT, "is the record itself" },
  { "link-to-record", TARGET_LINK_TO_RECORD, LUMBAR_ERROR_INPUT, "is the record itself" },
  { "other-file", TARGET_OTHER_FILE, LUMBAR_ERROR_INPUT, "no backup of Lumbar" },
  { "holds-more", TARGET_HOLDS_MORE, LUMBAR_ERROR_INPUT, "holds more" },
  { "no-folder", TARGET_NO_FOLDER, LUMBAR_ERROR_NOT_FOUND, "There is no" },
  { "folder", TARGET_FOLDER, LUMBAR_ERROR_INPUT, "no backup of Lumbar" },
};

static char *
make_target (Record *record, Target target)
{
  char *path = record_file (record, "target.db");

  switch (target)
    {
    case TARGET_RECORD_ITSELF:
      g_free (path);
      return g_strdup (record->path);
    case TARGET_LINK_TO_RECORD:
      g_assert_cmpint (link (record->path, path), ==, 0);
      return path;
    case TARGET_OTHER_FILE:
      g_assert_true (g_file_set_contents (path, "My thesis", -1, NULL));
      return path;
    case TARGET_HOLDS_MORE:
      {
        g_autoptr (Record) fuller = make_record ();
        g_autoptr (GError) error = NULL;

        g_object_unref (record_add_patient (fuller, "More", "Patients", "", "2"));
        g_assert_true (lumbar_store_backup (fuller->store, path, &error));
        return path;
      }
    case TARGET_NO_FOLDER:
      g_free (path);
      return g_build_filename (record->directory, "nowhere", "copy.db", NULL);
    case TARGET_FOLDER:
    default:
      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      return path;
    }
}

static void
test_refused_target (gconstpointer data)
{
  const TargetCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *path = make_target (record, test->target);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    before = file_digest (path);
  g_assert_false (lumbar_store_backup (record->store, path, &error));
  assert_error (error, test->code, test->said);
  if (before != NULL)
    after = file_digest (path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  if (test->target == TARGET_FOLDER)
    g_rmdir (path);
}

/* A record that is damaged inside must not push out the last good backup. */
static void
test_damage_does_not_spread (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *path = back_up (record, "copy.db");
  g_autofree char *before = file_digest (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (raw_execute (record->path,
                                "DROP TRIGGER answer_update; UPDATE answer SET value = 'none'"
                                " WHERE finding_id = 'saddle-numbness'",
                                NULL),
                   ==, SQLITE_OK);
  g_assert_false (lumbar_store_backup (record->store, path, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "The backup was not made.");
  after = file_digest (path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

/* What a copy leaves that was cut short is no backup and in nobody's way. */
static void
test_interrupted_backup (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *half = record_file (record, ".lumbar-ABCDEF");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (half, "SQLite format 3", -1, NULL));
  g_assert_false (lumbar_store_restore (half, record->path, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD);
  path = back_up (record, "copy.db");
  g_assert_cmpint (count_patients (path), ==, 1);
}

typedef struct {
  const char *name;
  gboolean sealed;
  gboolean restore;
} RoomCase;

static const RoomCase rooms[] = { { "plain", FALSE, FALSE }, { "sealed", TRUE, FALSE }, { "restore", FALSE, TRUE } };

/* Files may not grow to what a copy needs: a limit of the system stands for a full disk. */
static void
test_no_room (gconstpointer data)
{
  const RoomCase *test = data;
  g_autofree char *test_path = g_strdup_printf ("/store/backup/no-room/%s", test->name);
  g_autoptr (Record) record = NULL;
  g_autofree char *path = NULL;
  g_autofree char *backup = NULL;
  struct rlimit limit = { 0 };
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (test_path, 60 * G_USEC_PER_SEC, 0);
      g_test_trap_assert_passed ();
      return;
    }
  record = make_record ();
  path = record_file (record, "target.db");
  backup = back_up (record, "copy.db");
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = 65536;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  if (test->restore)
    g_assert_false (lumbar_store_restore (backup, path, &error));
  else if (test->sealed)
    g_assert_false (lumbar_store_backup_sealed (record->store, path, "an invented passphrase", &error));
  else
    g_assert_false (lumbar_store_backup (record->store, path, &error));
  /* The plain copy that is to be sealed lies beside the record. */
  assert_error (error, LUMBAR_ERROR_FULL, test->sealed ? record->path : path);
  g_assert_null (strstr (error->message, ".lumbar-"));
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

static char *
find_aside (Record *record)
{
  g_autoptr (GDir) listing = g_dir_open (record->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (listing)) != NULL)
    if (strstr (name, "record.db.set-aside-") != NULL)
      return record_file (record, name);
  return NULL;
}

static void
test_restore (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record, "copy.db");
  g_autofree char *backup_digest = file_digest (backup);
  g_autofree char *digest_after = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_object_unref (record_add_patient (record, "Second", "Patient", "", "2"));
  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_true (lumbar_store_restore (backup, record->path, &error));
  g_assert_no_error (error);

  g_assert_cmpint (count_patients (record->path), ==, 1);
  aside = find_aside (record);
  g_assert_cmpint (count_patients (aside), ==, 2);
  digest_after = file_digest (backup);
  g_assert_cmpstr (digest_after, ==, backup_digest);
  g_assert_cmpint (g_stat (record->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM audit WHERE action = 'restore'"), ==, 1);
  record_reopen (record);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

static void
test_restore_where_none_is (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record, "copy.db");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_unlink (record->path);
  g_assert_true (lumbar_store_restore (backup, record->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_patients (record->path), ==, 1);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 0);
}

/* A log left of the damaged record must not be played into the one that comes after. */
static void
test_restore_over_damage (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record, "copy.db");
  g_autofree char *wal = g_strconcat (record->path, "-wal", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_true (g_file_set_contents (record->path, "rubble", -1, NULL));
  g_assert_true (g_file_set_contents (wal, "more rubble", -1, NULL));
  g_assert_true (lumbar_store_restore (backup, record->path, &error));
  g_assert_no_error (error);
  aside = find_aside (record);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 2);
  g_assert_true (g_str_has_prefix (aside, record->path));
  record_reopen (record);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* Pages as they were before a change that was not ended, taken while it runs. */
static void
leave_journal (Record *record)
{
  g_autofree char *journal = g_strconcat (record->path, "-journal", NULL);
  g_autofree char *content = NULL;
  sqlite3 *handle = NULL;
  gsize length;

  g_assert_cmpint (sqlite3_open (record->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN;"
                                 "CREATE TABLE more (text);"
                                 "INSERT INTO more SELECT zeroblob (8000) FROM patient, audit, sqlite_schema",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (journal, &content, &length, NULL));
  sqlite3_close (handle);
  g_assert_true (g_file_set_contents (journal, content, (gssize) length, NULL));
}

/* The same for a journal that could not be removed: it is the damaged record's, and goes with it. */
static void
test_restore_over_journal (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record, "copy.db");
  g_autofree char *journal = g_strconcat (record->path, "-journal", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  leave_journal (record);
  g_assert_true (g_file_set_contents (record->path, "rubble", -1, NULL));
  g_assert_true (lumbar_store_restore (backup, record->path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 2);
  record_reopen (record);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

static void
test_restore_twice (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record, "copy.db");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_true (lumbar_store_restore (backup, record->path, &error));
  g_assert_true (lumbar_store_restore (backup, record->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 2);
}

static void
test_restore_while_open (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record, "copy.db");
  g_autoptr (GError) error = NULL;

  g_object_unref (record_add_patient (record, "Second", "Patient", "", "2"));
  g_assert_false (lumbar_store_restore (backup, record->path, &error));
  assert_error (error, LUMBAR_ERROR_BUSY, "Another program");
  g_clear_error (&error);
  g_assert_cmpint (count_patients (record->path), ==, 2);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 0);
  g_object_unref (record_add_patient (record, "Third", "Patient", "", "3"));
}

typedef enum {
  BACKUP_MISSING,
  BACKUP_TEXT,
  BACKUP_TRUNCATED,
  BACKUP_TAMPERED,
  BACKUP_NEWER,
  BACKUP_RECORD_ITSELF,
} BadBackup;

typedef struct {
  const char *name;
  BadBackup backup;
  LumbarError code;
  const char *said;
} BadBackupCase;

static const BadBackupCase bad_backups[] = {
  { "missing", BACKUP_MISSING, LUMBAR_ERROR_NOT_FOUND, "copy.db" },
  { "text", BACKUP_TEXT, LUMBAR_ERROR_RECORD, "no record of Lumbar" },
  { "truncated", BACKUP_TRUNCATED, LUMBAR_ERROR_RECORD, "its end is missing" },
  { "tampered", BACKUP_TAMPERED, LUMBAR_ERROR_RECORD, "not as it was signed" },
  { "newer", BACKUP_NEWER, LUMBAR_ERROR_NEWER, "newer version" },
  { "record-itself", BACKUP_RECORD_ITSELF, LUMBAR_ERROR_INPUT, "is the record itself" },
};

static void
spoil (const char *path, BadBackup how)
{
  g_autofree char *content = NULL;
  gsize length;

  switch (how)
    {
    case BACKUP_MISSING:
      g_unlink (path);
      break;
    case BACKUP_TEXT:
      g_assert_true (g_file_set_contents (path, "Dear diary", -1, NULL));
      break;
    case BACKUP_TRUNCATED:
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_true (g_file_set_contents (path, content, (gssize) length / 2, NULL));
      break;
    case BACKUP_TAMPERED:
      raw_execute (path, "DROP TRIGGER measure_update; UPDATE measure SET value = 0", NULL);
      break;
    case BACKUP_NEWER:
      raw_execute (path, "PRAGMA user_version = 99", NULL);
      break;
    case BACKUP_RECORD_ITSELF:
    default:
      break;
    }
}

/* A backup that is not good leaves the record as it was. */
static void
test_bad_backup (gconstpointer data)
{
  const BadBackupCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record, "copy.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  before = file_digest (record->path);
  spoil (backup, test->backup);
  g_assert_false (lumbar_store_restore (test->backup == BACKUP_RECORD_ITSELF ? record->path : backup, record->path,
                                        &error));
  assert_error (error, test->code, test->said);
  after = file_digest (record->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 0);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/backup/round-trip", test_backup);
  g_test_add_func ("/store/backup/is-plain", test_backup_is_plain);
  g_test_add_func ("/store/backup/while-others-write", test_backup_while_others_write);
  g_test_add_func ("/store/backup/replaces-older", test_backup_replaces_older);
  g_test_add_func ("/store/backup/from-read-only", test_backup_from_read_only);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path = g_strconcat ("/store/backup/refused/", targets[i].name, NULL);

      g_test_add_data_func (path, &targets[i], test_refused_target);
    }
  g_test_add_func ("/store/backup/damage-does-not-spread", test_damage_does_not_spread);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *path = g_strconcat ("/store/backup/no-room/", rooms[i].name, NULL);

      g_test_add_data_func (path, &rooms[i], test_no_room);
    }
  g_test_add_func ("/store/backup/interrupted", test_interrupted_backup);
  g_test_add_func ("/store/restore/round-trip", test_restore);
  g_test_add_func ("/store/restore/where-none-is", test_restore_where_none_is);
  g_test_add_func ("/store/restore/over-damage", test_restore_over_damage);
  g_test_add_func ("/store/restore/over-journal", test_restore_over_journal);
  g_test_add_func ("/store/restore/twice", test_restore_twice);
  g_test_add_func ("/store/restore/while-open", test_restore_while_open);
  for (guint i = 0; i < G_N_ELEMENTS (bad_backups); i++)
    {
      g_autofree char *path = g_strconcat ("/store/restore/refused/", bad_backups[i].name, NULL);

      g_test_add_data_func (path, &bad_backups[i], test_bad_backup);
    }
  return g_test_run ();
}
