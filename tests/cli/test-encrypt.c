/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands around an encrypted record, or what they say in a build that has no encryption. */

#include "lumbar-cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-store.h"

static char *folder;
static char *record;
static char *first;
static char *second;

static void
expect (CliRun *run, int status, const char *part)
{
  g_autofree char *said = g_strconcat (run->out, run->err, NULL);

  if (run->status != status || strstr (said, part) == NULL)
    g_error ("expected %d and “%s”, but got %d and “%s”", status, part, run->status, said);
  g_free (run->out);
  g_free (run->err);
  g_free (run);
}

/* Others may not read it. */
static char *
write_secret (const char *name, const char *content)
{
  char *path = cli_write (folder, name, content);

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  return path;
}

static void
make_record (void)
{
  expect (cli_run (NULL, "example", "--record", record, "--patients", "2", "--visits", "2", NULL), 0, "filled");
}

#ifdef LUMBAR_SQLCIPHER
static void
test_life (void)
{
  g_autofree char *backup = g_build_filename (folder, "backup.db", NULL);
  g_autofree char *keys = g_strconcat (record, "-keys", NULL);
  g_autofree char *recovery = NULL;
  g_autofree char *groups = NULL;
  CliRun *run;

  make_record ();
  expect (cli_run (NULL, "passphrase", "--record", record, NULL), 1, "is not encrypted");
  run = cli_run (NULL, "encrypt", "--record", record, "--passphrase-file", first, NULL);
  groups = g_strndup (strstr (run->out, "\n    ") + 5, 64);
  recovery = write_secret ("recovery", groups);
  expect (run, 0, "encrypted and verified");
  expect (cli_run (NULL, "encrypt", "--record", record, "--passphrase-file", first, NULL), 1, "encrypted already");
  expect (cli_run (NULL, "verify", "--record", record, "--passphrase-file", first, NULL), 0, "Whole: patients 2");
  expect (cli_run (NULL, "verify", "--record", record, "--passphrase-file", second, NULL), 3, "not the passphrase");
  expect (cli_run (NULL, "passphrase", "--record", record, "--passphrase-file", first, "--new-passphrase-file", second,
                   NULL),
          0, "is changed");
  expect (cli_run (NULL, "verify", "--record", record, "--passphrase-file", first, NULL), 3, "not the passphrase");
  expect (cli_run (NULL, "backup", backup, "--record", record, "--passphrase-file", second, NULL), 0, "verified");
  expect (cli_run (NULL, "restore", backup, "--record", record, "--passphrase-file", second, NULL), 0, "restored");
  g_assert_cmpint (g_unlink (keys), ==, 0);
  expect (cli_run (NULL, "verify", "--record", record, "--passphrase-file", second, NULL), 3, "key file");
  expect (cli_run (NULL, "passphrase", "--record", record, "--recovery-file", second, "--new-passphrase-file", first,
                   NULL),
          1, "no recovery key");
  expect (cli_run (NULL, "passphrase", "--record", record, "--recovery-file", recovery, "--new-passphrase-file", first,
                   NULL),
          0, "is changed");
  expect (cli_run (NULL, "decrypt", "--record", record, "--passphrase-file", second, NULL), 3, "not the passphrase");
  expect (cli_run (NULL, "decrypt", "--record", record, "--passphrase-file", first, NULL), 0, "decrypted and verified");
  expect (cli_run (NULL, "verify", "--record", record, NULL), 0, "Whole: patients 2");
}

/* Nothing of the cipher's own comes on the terminal: one line, ours. */
static void
test_one_line (void)
{
  g_autofree char *path = g_build_filename (folder, "line.db", NULL);
  g_autofree char *paper =
    write_secret ("another", "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000\n");
  g_autoptr (CliRun) made = cli_run (NULL, "example", "--record", path, "--patients", "1", "--visits", "1", NULL);
  g_autoptr (CliRun) encrypted = cli_run (NULL, "encrypt", "--record", path, "--passphrase-file", first, NULL);
  g_autoptr (CliRun) refused = cli_run (NULL, "passphrase", "--record", path, "--recovery-file", paper,
                                        "--new-passphrase-file", first, NULL);

  g_assert_cmpint (made->status, ==, 0);
  g_assert_cmpint (encrypted->status, ==, 0);
  g_assert_cmpstr (encrypted->err, ==, "");
  g_assert_cmpint (refused->status, ==, 3);
  g_assert_true (g_str_has_prefix (refused->err, "lumbar: This recovery key does not open"));
  g_assert_cmpuint (strcspn (refused->err, "\n"), ==, strlen (refused->err) - 1);
}

/* Two people with a passphrase each. Returns the recovery key. */
static char *
make_guarded (const char *path)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_autoptr (LumbarPractitioner) doctor = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (LumbarPractitioner) nurse = lumbar_practitioner_new ("Nurse Example", LUMBAR_ROLE_READER);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store = lumbar_store_open (knowledge, path, LUMBAR_STORE_READ_WRITE, NULL, &error);
  char *recovery = NULL;

  g_assert_no_error (error);
  g_assert_true (lumbar_store_protect (store, doctor, "the first passphrase", &recovery, &error));
  g_assert_true (lumbar_store_save_practitioner (store, nurse, "the second passphrase", &error));
  g_assert_no_error (error);
  return recovery;
}

/* One passphrase opens the file and enters the record, and is changed for both; the paper stays as it was. */
static void
test_people (void)
{
  g_autofree char *path = g_build_filename (folder, "people.db", NULL);
  g_autofree char *recovery = make_guarded (path);
  g_autofree char *paper = write_secret ("paper", recovery);
  g_autofree char *third = write_secret ("third", "the third passphrase\n");
  CliRun *run;

  expect (cli_run (NULL, "encrypt", "--record", path, "--passphrase-file", second, NULL), 3, "LUMBAR_USER");
  g_setenv ("LUMBAR_USER", "Nurse Example", TRUE);
  expect (cli_run (NULL, "encrypt", "--record", path, "--passphrase-file", second, NULL), 3, "Only a clinician");
  g_setenv ("LUMBAR_USER", "Dr Example", TRUE);
  run = cli_run (NULL, "encrypt", "--record", path, "--passphrase-file", first, NULL);
  g_assert_null (strstr (run->out, "only this once"));
  expect (run, 0, "Everybody opens it with the passphrase they have");
  expect (cli_run (NULL, "cohort", "--record", path, "--passphrase-file", first, NULL), 0, "");
  expect (cli_run (NULL, "cohort", "--record", path, "--passphrase-file", second, NULL), 3, "not the passphrase");
  g_unsetenv ("LUMBAR_USER");
  expect (cli_run (NULL, "cohort", "--record", path, "--passphrase-file", second, NULL), 0, "");
  expect (cli_run (NULL, "passphrase", "--record", path, "--passphrase-file", second, "--new-passphrase-file", third,
                   NULL),
          0, "is changed");
  expect (cli_run (NULL, "cohort", "--record", path, "--passphrase-file", second, NULL), 3, "not the passphrase");
  expect (cli_run (NULL, "cohort", "--record", path, "--passphrase-file", third, NULL), 0, "");
  g_setenv ("LUMBAR_USER", "Dr Example", TRUE);
  expect (cli_run (NULL, "passphrase", "--record", path, "--recovery-file", paper, "--new-passphrase-file", second, NULL),
          0, "is changed");
  expect (cli_run (NULL, "cohort", "--record", path, "--passphrase-file", second, NULL), 0, "");
  expect (cli_run (NULL, "verify", "--record", path, "--passphrase-file", second, NULL), 0, "Whole");
  expect (cli_run (NULL, "decrypt", "--record", path, "--passphrase-file", second, NULL), 0, "decrypted and verified");
  expect (cli_run (NULL, "cohort", "--record", path, "--passphrase-file", second, NULL), 0, "");
  g_unsetenv ("LUMBAR_USER");
}
#else
/* Told from a damaged one, and left as it is. */
static void
test_told (void)
{
  g_autofree char *keys = g_strconcat (record, "-keys", NULL);

  make_record ();
  expect (cli_run (NULL, "encrypt", "--record", record, "--passphrase-file", first, NULL), 1, "can't encrypt records");
  expect (cli_run (NULL, "decrypt", "--record", record, NULL), 1, "can't encrypt records");
  expect (cli_run (NULL, "passphrase", "--record", record, NULL), 1, "can't encrypt records");
  g_assert_true (g_file_set_contents (record, "no header of SQLite, as an encrypted file has none", -1, NULL));
  expect (cli_run (NULL, "verify", "--record", record, NULL), 3, "its beginning is damaged");
  g_assert_true (g_file_set_contents (keys, "[record]\nformat=1\n", -1, NULL));
  expect (cli_run (NULL, "verify", "--record", record, NULL), 3,
          "is encrypted; this build of Lumbar can't open it");
}
#endif

static void
test_short (void)
{
  g_autofree char *path = write_secret ("short", "seven77\n");
  g_autofree char *empty = write_secret ("empty", "\n");

#ifdef LUMBAR_SQLCIPHER
  expect (cli_run (NULL, "encrypt", "--record", record, "--passphrase-file", path, NULL), 1, "too short");
  expect (cli_run (NULL, "encrypt", "--record", record, "--passphrase-file", empty, NULL), 1, "is empty");
#endif
  expect (cli_run (NULL, "encrypt", "--record", record, "a word", "--passphrase-file", path, NULL), 2, "too many");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  record = g_build_filename (folder, "record.db", NULL);
  first = write_secret ("first", "the first passphrase\n");
  second = write_secret ("second", "the second passphrase\n");
#ifdef LUMBAR_SQLCIPHER
  g_test_add_func ("/encrypt/life", test_life);
  g_test_add_func ("/encrypt/one-line", test_one_line);
  g_test_add_func ("/encrypt/people", test_people);
#else
  g_test_add_func ("/encrypt/told", test_told);
#endif
  g_test_add_func ("/encrypt/short", test_short);
  result = g_test_run ();
  cli_remove_folder (folder);
  g_free (folder);
  g_free (record);
  g_free (first);
  g_free (second);
  return result;
}
