/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups from the command line: the one of today, how it stands with all of them, what one would bring; and what can be
 * read where there is none. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-cli-run.h"

static char *folder;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Runs the program, which must end with @status and say each of @words, on either output. */
static void
expect (CliRun *run, int status, const char *words)
{
  g_autoptr (CliRun) owned = run;
  g_autofree char *said = g_strconcat (run->out, run->err, NULL);
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);

  if (run->status != status)
    g_error ("status %d: %s", run->status, said);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (said, parts[i]) == NULL)
      g_error ("“%s” is missing in: %s", parts[i], said);
}

static char *
make_record (const char *name)
{
  char *record = in_folder (name);

  expect (cli_run (NULL, "example", "--patients=3", "--visits=2", "--seed=4", "--record", record, NULL), 0, "");
  return record;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) listing = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (listing != NULL && g_dir_read_name (listing) != NULL)
    n++;
  return n;
}

static void
test_daily (void)
{
  g_autofree char *record = make_record ("daily.db");
  g_autofree char *stick = in_folder ("stick");
  g_autofree char *backups = in_folder ("backups");

  expect (cli_run (NULL, "backup", "--status", "--record", record, NULL), 0,
          "Daily backups: 0 in|Newest: none|Last test-restore: never");
  expect (cli_run (NULL, "backup", "--daily", "--second", stick, "--record", record, NULL), 0,
          "daily.db.daily-20|written and verified|to test it: whole|stick” is not there");
  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  expect (cli_run (NULL, "backup", "--daily", "--second", stick, "--record", record, NULL), 0,
          "made earlier today|Copied to ");
  expect (cli_run (NULL, "backup", "--daily", "--second", stick, "--record", record, NULL), 0,
          "made earlier today|already");
  expect (cli_run (NULL, "backup", "--status", "--second", stick, "--record", record, NULL), 0,
          "Daily backups: 1 in|(today)|stick, reachable|Last test-restore: |, whole");
  expect (cli_run (NULL, "backup", "--status", "--format=json", "--record", record, NULL), 0,
          "\"daily\": 1|\"secondPlace\": null|\"testRestorePassed\": true");
  g_assert_cmpuint (count_files (backups), ==, 1);
  expect (cli_run (NULL, "verify", record, NULL), 0, "Whole");
}

static char *
digest (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

static void
test_preview (void)
{
  g_autofree char *record = make_record ("preview.db");
  g_autofree char *backup = in_folder ("preview-copy.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *rubbish = cli_write (folder, "rubbish.db", "rubbish");

  expect (cli_run (NULL, "backup", backup, "--record", record, NULL), 0, "verified");
  expect (cli_run (NULL, "restore", "--preview", backup, "--record", record, NULL), 0,
          "In the backup: patients 3|Nothing would be missing");
  expect (cli_run (NULL, "example", "--patients=2", "--seed=5", "--record", record, NULL), 0, "");
  before = digest (record);
  expect (cli_run (NULL, "restore", "--preview", backup, "--record", record, NULL), 0,
          "In the present record: patients 5|Would be missing: patients 2|Nothing was changed");
  after = digest (record);
  g_assert_cmpstr (before, ==, after);
  expect (cli_run (NULL, "restore", backup, "--record", record, NULL), 0, "restored from|kept beside it|.set-aside-");
  expect (cli_run (NULL, "restore", "--preview", backup, "--record", record, NULL), 0,
          "In the present record: patients 3|Nothing would be missing");
  expect (cli_run (NULL, "restore", "--preview", backup, "--record", rubbish, NULL), 0, "rubbish.db|can't be said");
  expect (cli_run (NULL, "restore", "--preview", rubbish, "--record", record, NULL), 3, "rubbish.db");
}

static void
test_salvage (void)
{
  g_autofree char *record = make_record ("salvage.db");
  g_autofree char *output = in_folder ("salvaged.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (record, &content, &length, NULL));
  memset (content, 0x55, 4096);
  g_assert_true (g_file_set_contents (record, content, (gssize) length, NULL));
  before = digest (record);
  expect (cli_run (NULL, "cohort", "--record", record, NULL), 3, "salvage.db");
  expect (cli_run (NULL, "salvage", record, output, NULL), 0, "Read: patients 3, visits |Lost: pages |was not changed");
  after = digest (record);
  g_assert_cmpstr (after, ==, before);
  expect (cli_run (NULL, "cohort", "--record", output, NULL), 0, "Patients: 3");
  expect (cli_run (NULL, "salvage", record, output, NULL), 1, "is there already");
  expect (cli_run (NULL, "salvage", record, NULL), 2, "name the damaged file");
}

static void
test_no_record (void)
{
  static const char *const words[] = { "--daily", "--status", "copy.db" };
  g_autofree char *record = in_folder ("nowhere.db");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      expect (cli_run (NULL, "backup", words[i], "--record", record, NULL), 3, "nowhere.db");
      g_assert_false (g_file_test (record, G_FILE_TEST_EXISTS));
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  g_test_add_func ("/cli/backups/daily", test_daily);
  g_test_add_func ("/cli/backups/preview", test_preview);
  g_test_add_func ("/cli/backups/salvage", test_salvage);
  g_test_add_func ("/cli/backups/no-record", test_no_record);
  status = g_test_run ();
  cli_remove_folder (folder);
  g_free (folder);
  return status;
}
