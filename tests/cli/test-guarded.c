/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record that needs a passphrase, from the command line: who enters, what is said to who does not, and what needs
 * nobody to enter. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-cli-run.h"
#include "lumbar-store.h"

#define RIGHT "an invented passphrase"

static char *folder;
static char *record;
static char *right;
static char *wrong;
static char *open_to_all;

static void
make_record (gboolean second)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_autoptr (LumbarStore) store = NULL;
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (LumbarPractitioner) other = lumbar_practitioner_new ("Nurse Example", LUMBAR_ROLE_READER);
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;

  record = g_build_filename (folder, second ? "two.db" : "one.db", NULL);
  store = lumbar_store_open (knowledge, record, LUMBAR_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lumbar_store_protect (store, first, RIGHT, &recovery, &error));
  if (second)
    g_assert_true (lumbar_store_save_practitioner (store, other, RIGHT, &error));
}

typedef struct {
  const char *name;
  gboolean two;       /* People who may enter */
  const char *user;   /* LUMBAR_USER */
  char **file;        /* LUMBAR_PASSPHRASE_FILE */
  const char *command;
  int status;
  const char *said;
} EnterCase;

static const EnterCase cases[] = {
  { "the-only-one", FALSE, NULL, &right, "cohort", 0, "" },
  { "named", TRUE, "Dr Example", &right, "cohort", 0, "" },
  { "a-reader-reads", TRUE, "Nurse Example", &right, "cohort", 0, "" },
  { "a-reader-does-not-write", TRUE, "Nurse Example", &right, "example", 3, "not change it" },
  { "which-of-two", TRUE, NULL, &right, "cohort", 3, "LUMBAR_USER" },
  { "nobody-of-that-name", TRUE, "Dr Other", &right, "cohort", 3, "LUMBAR_USER" },
  { "wrong-passphrase", FALSE, NULL, &wrong, "cohort", 3, "not the passphrase" },
  { "others-may-read-it", FALSE, NULL, &open_to_all, "cohort", 1, "chmod 600" },
  { "not-a-file", FALSE, NULL, &folder, "cohort", 1, "its first line is empty" },
  { "no-terminal", FALSE, NULL, NULL, "cohort", 3, "--passphrase-file" },
  { "verify-needs-nobody", TRUE, NULL, NULL, "verify", 0, "" },
};

static void
test_enter (gconstpointer data)
{
  const EnterCase *test = data;
  g_autoptr (CliRun) run = NULL;

  make_record (test->two);
  if (test->user != NULL)
    g_setenv ("LUMBAR_USER", test->user, TRUE);
  else
    g_unsetenv ("LUMBAR_USER");
  if (test->file != NULL)
    g_setenv ("LUMBAR_PASSPHRASE_FILE", *test->file, TRUE);
  else
    g_unsetenv ("LUMBAR_PASSPHRASE_FILE");
  run = cli_run (NULL, test->command, "--record", record, NULL);
  g_assert_cmpint (run->status, ==, test->status);
  if (strstr (run->err, test->said) == NULL)
    g_error ("“%s” is missing in: %s", test->said, run->err);
  g_assert_null (strstr (run->err, RIGHT));
  g_unlink (record);
  g_clear_pointer (&record, g_free);
}

static void
test_backup_needs_nobody (void)
{
  g_autofree char *backup = g_build_filename (folder, "backup.db", NULL);
  g_autoptr (CliRun) copied = NULL;
  g_autoptr (CliRun) read = NULL;

  make_record (FALSE);
  g_unsetenv ("LUMBAR_USER");
  g_unsetenv ("LUMBAR_PASSPHRASE_FILE");
  copied = cli_run (NULL, "backup", "--record", record, backup, NULL);
  g_assert_cmpint (copied->status, ==, 0);
  /* And is as guarded as the record. */
  read = cli_run (NULL, "cohort", "--record", backup, NULL);
  g_assert_cmpint (read->status, ==, 3);
  g_clear_pointer (&record, g_free);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  right = cli_write (folder, "right", RIGHT "\n");
  wrong = cli_write (folder, "wrong", "another invented one");
  open_to_all = cli_write (folder, "open", RIGHT);
  g_assert_cmpint (g_chmod (right, 0600) | g_chmod (wrong, 0600) | g_chmod (open_to_all, 0644), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/guarded/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_enter);
    }
  g_test_add_func ("/guarded/backup-needs-nobody", test_backup_needs_nobody);
  status = g_test_run ();
  cli_remove_folder (folder);
  g_free (right);
  g_free (wrong);
  g_free (open_to_all);
  g_free (folder);
  return status;
}
