/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An encrypted record: nothing of what is written is readable in any file, whatever interrupts it, and what is wrong
 * with the key, the key file or the record is told apart. Only in a build with SQLCipher. */

#define _GNU_SOURCE /* memmem () */

#include "store-support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lumbar-encryption.h"
#include "lumbar-key-file.h"
#include "lumbar-record-file.h"

#define PASSPHRASE "a passphrase for tests"

/* Names, answers, notes, in every place a person can type them; ASCII, so that folding changes only the case. */
#define MARKER "Zyxwvutmark"

static LumbarKey *key;
static char *wrapped;

static void
save_keys (const char *path)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (key);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_key_file_set (keys, "u-1", "Dr Test", wrapped, &error));
  g_assert_true (lumbar_key_file_save (keys, path, &error));
  g_assert_no_error (error);
}

static LumbarStore *
open_with_key (const char *path)
{
  g_autoptr (GError) error = NULL;
  LumbarStore *store =
    lumbar_store_open_with_key (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, key, "Dr Test", &error);

  g_assert_no_error (error);
  return store;
}

/* The one way record_new () knows is plain; its file makes room for an encrypted one. */
static Record *
encrypted_new (void)
{
  Record *record = record_new ();

  g_clear_pointer (&record->store, lumbar_store_close);
  g_unlink (record->path);
  save_keys (record->path);
  record->store = open_with_key (record->path);
  return record;
}

static void
work (Record *record)
{
  g_autoptr (LumbarPatient) patient = record_add_patient (record, MARKER, MARKER "given", "1970-03-01", MARKER "-7");
  g_autofree char *signed_id = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *draft = record_add_draft (record, patient->id, "2026-02-05T09:00:00Z");
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_set_str (&patient->note, "note " MARKER);
  g_assert_true (lumbar_store_save_patient (record->store, patient, &error));
  g_assert_true (lumbar_store_save_item (record->store, draft, "patient-words", MARKER " answer", FALSE,
                                         MARKER " at the answer", &error));
  lumbar_set_str (&conclusion->plan, MARKER " plan");
  g_assert_true (lumbar_store_save_conclusion (record->store, draft, conclusion, &error));
  g_assert_true (lumbar_store_add_addendum (record->store, signed_id, MARKER " addendum", &error));
  g_assert_no_error (error);
  found = lumbar_store_search_patients (record->store, "zyxwvut", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
}

static gboolean
contains (const char *content, gsize length, const char *part, gsize part_length)
{
  return memmem (content, length, part, part_length) != NULL;
}

/* How often the marker stands in all files of a folder: as it is, folded, and as UTF-16. */
static guint
count_markers (const char *directory)
{
  static const char *const spellings[] = { MARKER, "zyxwvutmark", "ZYXWVUTMARK" };
  g_autoptr (GDir) listing = g_dir_open (directory, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
        {
          gsize wide_length = 0;
          g_autofree char *wide = g_convert (spellings[i], -1, "UTF-16LE", "UTF-8", NULL, &wide_length, NULL);

          n += contains (content, length, spellings[i], strlen (spellings[i]));
          n += contains (content, length, wide, wide_length);
        }
    }
  return n;
}

/* The search itself must be able to find what it looks for. */
static void
test_plain_shows (void)
{
  g_autoptr (Record) record = record_new ();

  work (record);
  g_assert_cmpuint (count_markers (record->directory), >, 0);
}

static void
test_nothing_readable (void)
{
  g_autoptr (Record) record = encrypted_new ();
  g_autofree char *backup = record_file (record, "backup.db");
  g_autofree char *log = record_file (record, "record.db-wal");
  g_autoptr (GError) error = NULL;

  work (record);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_markers (record->directory), ==, 0);
  g_assert_true (lumbar_store_backup (record->store, backup, &error));
  g_assert_true (lumbar_store_backup (record->store, backup, &error));
  g_assert_no_error (error);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_cmpuint (count_markers (record->directory), ==, 0);
  record->store = open_with_key (record->path);
  g_assert_cmpuint (count_markers (record->directory), ==, 0);
}

/* Killed at another point each time, with a transaction open, the record is whole and nothing shows. */
static void
test_killed (void)
{
  g_autoptr (Record) record = encrypted_new ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  for (guint round = 1; round <= 8; round++)
    {
      pid_t child = fork ();

      if (child == 0)
        {
          record->store = open_with_key (record->path);
          lumbar_store_begin (record->store, NULL);
          for (guint i = 0;; i++)
            {
              g_autoptr (LumbarPatient) patient = lumbar_patient_new (MARKER, MARKER, "1970-03-01", "male", "");

              lumbar_store_save_patient (record->store, patient, NULL);
              if (i % 40 == 39)
                {
                  lumbar_store_commit (record->store, NULL);
                  lumbar_store_begin (record->store, NULL);
                }
            }
        }
      g_usleep (round * 40000);
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      g_assert_cmpuint (count_markers (record->directory), ==, 0);
    }
  record->store = open_with_key (record->path);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_markers (record->directory), ==, 0);
}

static void
test_backup_restored (void)
{
  g_autoptr (Record) record = encrypted_new ();
  g_autofree char *backup = record_file (record, "backup.db");
  g_autoptr (LumbarKeyFile) keys = NULL;
  g_autoptr (LumbarKey) unlocked = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  work (record);
  g_assert_true (lumbar_store_backup (record->store, backup, &error));
  g_assert_no_error (error);
  g_clear_pointer (&record->store, lumbar_store_close);
  keys = lumbar_key_file_load (backup, &error);
  g_assert_no_error (error);
  unlocked = lumbar_key_file_unlock (keys, NULL, PASSPHRASE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (lumbar_store_restore (backup, record->path, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "its passphrase is needed");
  g_clear_error (&error);
  g_assert_true (lumbar_store_restore_with_key (backup, record->path, unlocked, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 2);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  record->store = open_with_key (record->path);
  found = lumbar_store_search_patients (record->store, MARKER, 0, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (count_markers (record->directory), ==, 0);
}

typedef enum {
  WRONG_NO_KEY,
  WRONG_KEY,
  WRONG_NO_KEY_FILE,
  WRONG_OTHER_KEY_FILE,
  WRONG_FIRST_PAGE,
  WRONG_SALT,
  WRONG_MIDDLE,
  WRONG_TRUNCATED,
  WRONG_TORN,
  WRONG_EMPTY,
  WRONG_PLAIN,
} Wrong;

typedef struct {
  const char *name;
  Wrong wrong;
  LumbarError code;
  const char *said;
} WrongCase;

static const WrongCase wrongs[] = {
  { "no-key", WRONG_NO_KEY, LUMBAR_ERROR_DENIED, "its passphrase is needed" },
  { "wrong-key", WRONG_KEY, LUMBAR_ERROR_DENIED, "does not open" },
  { "no-key-file", WRONG_NO_KEY_FILE, LUMBAR_ERROR_RECORD, "its key file" },
  { "key-file-of-another", WRONG_OTHER_KEY_FILE, LUMBAR_ERROR_RECORD, "although the key is the right one" },
  { "first-page", WRONG_FIRST_PAGE, LUMBAR_ERROR_RECORD, "although the key is the right one" },
  { "salt", WRONG_SALT, LUMBAR_ERROR_RECORD, "although the key is the right one" },
  { "middle", WRONG_MIDDLE, LUMBAR_ERROR_RECORD, "damaged" },
  { "truncated", WRONG_TRUNCATED, LUMBAR_ERROR_RECORD, "damaged" },
  { "torn-page", WRONG_TORN, LUMBAR_ERROR_RECORD, "its end is missing" },
  { "empty", WRONG_EMPTY, LUMBAR_ERROR_RECORD, "it is empty" },
  { "plain-in-its-place", WRONG_PLAIN, LUMBAR_ERROR_RECORD, "is not encrypted" },
};

static void
change (const char *path, gsize at, gssize length)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpuint (at, <, size);
  content[at] ^= 0x10;
  g_assert_true (g_file_set_contents (path, content, length >= 0 ? length : (gssize) size, NULL));
}

static void
make_wrong (Record *record, Wrong wrong)
{
  g_autofree char *key_path = lumbar_key_file_make_path (record->path);
  g_autoptr (LumbarKey) other = lumbar_key_new_random ();

  switch (wrong)
    {
    case WRONG_NO_KEY_FILE:
      g_unlink (key_path);
      break;
    case WRONG_OTHER_KEY_FILE:
      {
        LumbarKey *mine = key;

        /* A record of another key lies where this key file is. */
        g_unlink (record->path);
        key = other;
        save_keys (record->path);
        lumbar_store_close (open_with_key (record->path));
        key = mine;
        save_keys (record->path);
        break;
      }
    case WRONG_FIRST_PAGE:
      change (record->path, 2000, -1);
      break;
    case WRONG_SALT:
      change (record->path, 3, -1);
      break;
    case WRONG_MIDDLE:
      for (gsize page = 1; page < 30; page++)
        change (record->path, page * 4096 + 1000, -1);
      break;
    case WRONG_TRUNCATED:
      change (record->path, 5 * 4096, 5 * 4096);
      break;
    case WRONG_TORN:
      change (record->path, 5 * 4096, 5 * 4096 + 100);
      break;
    case WRONG_EMPTY:
      change (record->path, 0, 0);
      break;
    case WRONG_PLAIN:
      {
        g_unlink (record->path);
        g_unlink (key_path);
        record_reopen (record);
        g_clear_pointer (&record->store, lumbar_store_close);
        save_keys (record->path);
        break;
      }
    default:
      break;
    }
}

/* Each is told by its own words, and the file is left as it is. */
static void
test_wrong (gconstpointer data)
{
  const WrongCase *row = data;
  g_autoptr (Record) record = encrypted_new ();
  g_autoptr (LumbarKey) other = lumbar_key_new_random ();
  const LumbarKey *taken = row->wrong == WRONG_NO_KEY ? NULL : row->wrong == WRONG_KEY ? other : key;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  work (record);
  g_clear_pointer (&record->store, lumbar_store_close);
  make_wrong (record, row->wrong);
  before = file_digest (record->path);
  record->store = lumbar_store_open_with_key (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, taken,
                                              "Dr Test", &error);
  if (record->store != NULL)
    g_assert_false (lumbar_store_verify (record->store, NULL, &error));
  assert_error (error, row->code, row->said);
  g_clear_pointer (&record->store, lumbar_store_close);
  after = file_digest (record->path);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
encrypt (Record *record, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (key);

  g_assert_true (lumbar_key_file_set (keys, "u-1", "Dr Test", wrapped, NULL));
  return lumbar_encryption_encrypt (record->path, key, keys, error);
}

/* There and back: the same record, nothing readable in between, nothing left lying. */
static void
test_converted (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  const char *sql = "SELECT group_concat (family_name || note || last_visit) || (SELECT count (*) FROM answer)"
                    " || (SELECT group_concat (text) FROM addendum) FROM patient";

  work (record);
  lumbar_store_close (g_steal_pointer (&record->store));
  before = raw_text (record->path, sql);
  g_assert_true (encrypt (record, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_markers (record->directory), ==, 0);
  g_assert_cmpint (count_files (record->directory, ""), ==, 2);
  record->store = open_with_key (record->path);
  g_assert_true (lumbar_store_verify (record->store, &between, &error));
  g_assert_no_error (error);
  lumbar_store_close (g_steal_pointer (&record->store));
  g_assert_true (lumbar_encryption_decrypt (record->path, key, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_files (record->directory, ""), ==, 1);
  after = raw_text (record->path, sql);
  g_assert_cmpstr (before, ==, after);
  record_reopen (record);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* Somebody works with it: nothing is changed, nothing is left behind. */
static void
test_convert_busy (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (GError) error = NULL;

  work (record);
  g_assert_false (encrypt (record, &error));
  assert_error (error, LUMBAR_ERROR_BUSY, "The record stays as it was");
  g_clear_error (&error);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  g_assert_cmpint (count_files (record->directory, "log"), ==, 0);
  g_assert_cmpint (count_files (record->directory, "-keys"), ==, 0);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

static void
test_convert_wrong_key (void)
{
  g_autoptr (Record) record = encrypted_new ();
  g_autoptr (LumbarKey) other = lumbar_key_new_random ();
  g_autoptr (GError) error = NULL;

  lumbar_store_close (g_steal_pointer (&record->store));
  g_assert_false (lumbar_encryption_decrypt (record->path, other, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "does not open");
  g_clear_error (&error);
  g_assert_true (lumbar_encryption_check_key (record->path, key, &error));
  g_assert_no_error (error);
  g_assert_false (lumbar_encryption_check_key (record->path, other, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "This recovery key does not open");
}

/* Copies from before the encryption are named, encrypted ones are not. */
static void
test_plain_copies (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *plain = record_file (record, "record.db.version-4");
  g_autofree char *sealed = record_file (record, "record.db.later");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;

  g_assert_true (lumbar_store_backup (record->store, plain, &error));
  lumbar_store_close (g_steal_pointer (&record->store));
  g_assert_true (encrypt (record, &error));
  record->store = open_with_key (record->path);
  g_assert_true (lumbar_store_backup (record->store, sealed, &error));
  g_assert_no_error (error);
  found = lumbar_encryption_list_plain (record->path);
  g_assert_cmpuint (g_strv_length (found), ==, 1);
  g_assert_cmpstr (found[0], ==, plain);
}

/* A key alone makes no record: nobody's passphrase would open it. */
static void
test_never_without_key_file (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = record_file (record, "new.db");
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_store_open_with_key (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, key, "x", &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "it is missing");
  g_clear_error (&error);
  save_keys (path);
  g_assert_null (lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "x", &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "new.db-keys”, which belongs to it");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  key = lumbar_key_new_random ();
  wrapped = lumbar_key_wrap (key, PASSPHRASE, NULL);
  g_test_add_func ("/encrypted/plain-shows", test_plain_shows);
  g_test_add_func ("/encrypted/nothing-readable", test_nothing_readable);
  g_test_add_func ("/encrypted/killed", test_killed);
  g_test_add_func ("/encrypted/backup-restored", test_backup_restored);
  g_test_add_func ("/encrypted/converted", test_converted);
  g_test_add_func ("/encrypted/convert-busy", test_convert_busy);
  g_test_add_func ("/encrypted/convert-wrong-key", test_convert_wrong_key);
  g_test_add_func ("/encrypted/plain-copies", test_plain_copies);
  g_test_add_func ("/encrypted/never-without-key-file", test_never_without_key_file);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *name = g_strconcat ("/encrypted/wrong/", wrongs[i].name, NULL);

      g_test_add_data_func (name, &wrongs[i], test_wrong);
    }
  result = g_test_run ();
  lumbar_key_free (key);
  g_free (wrapped);
  return result;
}
