/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that saves answers is ended from outside, kindly or not, at any moment: what it said was saved is
 * there. And a disk that fills up for real (files may not grow): each change is done, or refused in words. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 25

typedef struct {
  const char *name;
  int signal;
} EndCase;

static const EndCase ends[] = {
  { "sigterm", SIGTERM },
  { "sighup", SIGHUP },
  { "sigkill", SIGKILL },
};

/* Saves answers for ever, telling each that is saved. */
static void
save_for_ever (const char *path, const char *visit, int told)
{
  g_autoptr (LumbarStore) store =
    lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "Dr Test", NULL);

  for (gint64 n = 1;; n++)
    {
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, n);

      if (!lumbar_store_save_item (store, visit, "patient-words", value, FALSE, NULL, NULL) ||
          write (told, &n, sizeof n) != sizeof n)
        _exit (1);
    }
}

static gint64
end_while_saving (Record *record, const char *visit, int sent, guint after)
{
  int ends_of_pipe[2], status = 0;
  gint64 n, last = 0;
  pid_t child;

  g_assert_cmpint (pipe (ends_of_pipe), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      /* Whoever runs the tests may ignore it, as nohup does. */
      signal (sent, SIG_DFL);
      close (ends_of_pipe[0]);
      save_for_ever (record->path, visit, ends_of_pipe[1]);
    }
  close (ends_of_pipe[1]);
  /* Some answers, and a little more, so that the end comes at another moment each time. */
  while (last < 3 && read (ends_of_pipe[0], &n, sizeof n) == sizeof n)
    last = n;
  g_usleep (after);
  g_assert_cmpint (kill (child, sent), ==, 0);
  while (read (ends_of_pipe[0], &n, sizeof n) == sizeof n)
    last = n;
  close (ends_of_pipe[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, sent);
  return last;
}

static void
test_ended (gconstpointer data)
{
  const EndCase *test = data;
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *visit = record_add_draft (record, patient->id, NULL);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 told, kept;

      g_clear_pointer (&record->store, lumbar_store_close);
      told = end_while_saving (record, visit, test->signal, i * 137);
      record_reopen (record);
      kept = raw_int (record->path, "SELECT value FROM answer");
      g_assert_cmpint (told, >=, 3);
      /* It may have been ended after saving and before telling. */
      g_assert_true (kept == told || kept == told + 1);
      lumbar_store_verify (record->store, NULL, &error);
      g_assert_no_error (error);
    }
}

typedef struct {
  const char *name;
  gboolean (*change) (Record *record, const char *visit, GError **error);
} FullCase;

static gboolean
save_long_answer (Record *record, const char *visit, GError **error)
{
  g_autofree char *text = g_strnfill (20000, 'x');

  return lumbar_store_save_item (record->store, visit, "patient-words", text, FALSE, NULL, error);
}

static gboolean
back_up (Record *record, const char *visit, GError **error)
{
  g_autofree char *copy = record_file (record, "copy.db");

  return lumbar_store_backup (record->store, copy, error);
}

static gboolean
make_another (Record *record, const char *visit, GError **error)
{
  g_autofree char *path = g_build_filename (record->directory, "another.db", NULL);
  g_autoptr (LumbarStore) another =
    lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "Dr Test", error);

  return another != NULL;
}

static const FullCase full_cases[] = {
  { "answer", save_long_answer },
  { "backup", back_up },
  { "new-record", make_another },
};

/* With a limit of the system on the size of files: 0 = done, 1 = refused as it must be. */
static int
change_with_limit (const FullCase *test, const char *directory, const char *visit, rlim_t size)
{
  Record record = { .directory = (char *) directory, .path = g_build_filename (directory, "record.db", NULL) };
  struct rlimit limit = { size, size };
  g_autoptr (GError) error = NULL;

  record.store = lumbar_store_open (test_knowledge (), record.path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_assert_no_error (error);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  if (test->change (&record, visit, &error))
    return 0;
  if (!g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_FULL) || strstr (error->message, "no room") == NULL)
    g_error ("%s with %u bytes: %s", test->name, (guint) size, error->message);
  return 1;
}

/* From no room at all to enough, each time in a program of its own. */
static void
test_full (gconstpointer data)
{
  const FullCase *test = data;
  guint n_refused = 0;
  gboolean done = FALSE;

  for (rlim_t size = 0; !done; size += 12288)
    {
      g_autoptr (Record) record = record_new ();
      g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
      g_autofree char *visit = record_add_draft (record, patient->id, NULL);
      g_autofree char *another = record_file (record, "another.db");
      g_autoptr (GError) error = NULL;
      int status = 0;
      pid_t child;

      g_clear_pointer (&record->store, lumbar_store_close);
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        _exit (change_with_limit (test, record->directory, visit, size));
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFEXITED (status));
      done = WEXITSTATUS (status) == 0;
      n_refused += !done;
      record_reopen (record);
      lumbar_store_verify (record->store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
      if (!done)
        {
          g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM answer"), ==, 0);
          g_assert_cmpint (count_files (record->directory, "copy.db"), ==, 0);
          g_assert_false (g_file_test (another, G_FILE_TEST_EXISTS));
        }
      g_assert_cmpuint (size, <, 100 * 1024 * 1024);
    }
  g_assert_cmpuint (n_refused, >, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat ("/store/interrupted/", ends[i].name, NULL);

      g_test_add_data_func (path, &ends[i], test_ended);
    }
  for (guint i = 0; i < G_N_ELEMENTS (full_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/no-room/", full_cases[i].name, NULL);

      g_test_add_data_func (path, &full_cases[i], test_full);
    }
  return g_test_run ();
}
