/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two programs that write into one record at the same time, and a third that reads, verifies and backs it up: no
 * answer is lost, nobody is told that the record is busy, and the write-ahead log does not grow without bound.
 *
 * For LUMBAR_SECONDS, by default 10. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_WRITERS 2
/* SQLite folds the log in at 1000 pages of 4 KiB; a reader may hold it up for a while. */
#define MAX_LOG (64 * 1024 * 1024)
/* A person waits for no save longer than that; the record gives up after 5 s. */
#define MAX_WAIT_US (5 * G_USEC_PER_SEC)

typedef struct {
  Record *record;
  char *own[N_WRITERS]; /* A draft that only one of them writes */
  char *common;         /* One that both write, each its own questions */
  gint64 seconds;
} Clinic;

/* What a child found out: a number in a file beside the record. */
static void
tell (Clinic *clinic, const char *who, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
tell (Clinic *clinic, const char *who, const char *format, ...)
{
  g_autofree char *path = record_file (clinic->record, who);
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gint64
ask (Clinic *clinic, const char *who)
{
  g_autofree char *path = record_file (clinic->record, who);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_ascii_strtoll (text, NULL, 10);
}

static LumbarStore *
open_in_child (Clinic *clinic, LumbarStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  LumbarStore *store = lumbar_store_open (test_knowledge (), clinic->record->path, mode, "Dr Test", &error);

  g_assert_no_error (error);
  return store;
}

static void
save (LumbarStore *store, const char *visit, const char *finding, gint64 value, gint64 *longest)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  lumbar_store_save_item (store, visit, finding, text, FALSE, NULL, &error);
  g_assert_no_error (error);
  *longest = MAX (*longest, g_get_monotonic_time () - start);
}

/* Each answer is one more than the last, in its own draft and in the common one; now and then a row of the log,
 * whose chain both lengthen. */
static int
write_answers (Clinic *clinic, guint number)
{
  g_autofree char *who = g_strdup_printf ("writer-%u", number);
  g_autofree char *wait_name = g_strdup_printf ("wait-%u", number);
  g_autofree char *finding = g_strdup_printf ("common-%u", number);
  g_autoptr (LumbarStore) store = open_in_child (clinic, LUMBAR_STORE_READ_WRITE);
  gint64 end = g_get_monotonic_time () + clinic->seconds * G_USEC_PER_SEC;
  gint64 n = 0, longest = 0;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (GError) error = NULL;

      n++;
      save (store, clinic->own[number], "own", n, &longest);
      save (store, clinic->common, finding, n, &longest);
      if (n % 10 == 0)
        lumbar_store_log (store, "view", "encounter", clinic->common, NULL, &error);
      g_assert_no_error (error);
      /* No person answers faster; without a pause, a lock that is tried for again by the clock may starve. */
      g_usleep (3000);
    }
  tell (clinic, who, "%" G_GINT64_FORMAT, n);
  tell (clinic, wait_name, "%" G_GINT64_FORMAT, longest);
  return 0;
}

static gint64
get_log_size (Clinic *clinic)
{
  g_autofree char *log = g_strconcat (clinic->record->path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 ? (gint64) info.st_size : 0;
}

/* Verifies through a connection of its own and through one that is long open, and makes backups. */
static int
watch (Clinic *clinic)
{
  g_autoptr (LumbarStore) store = open_in_child (clinic, LUMBAR_STORE_READ_WRITE);
  g_autofree char *copy = record_file (clinic->record, "copy.db");
  gint64 end = g_get_monotonic_time () + clinic->seconds * G_USEC_PER_SEC;
  gint64 n = 0, longest_log = 0;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (LumbarStore) reader = open_in_child (clinic, LUMBAR_STORE_READ_ONLY);
      g_autoptr (GError) error = NULL;

      lumbar_store_verify (reader, NULL, &error);
      g_assert_no_error (error);
      lumbar_store_verify (store, NULL, &error);
      g_assert_no_error (error);
      lumbar_store_backup (store, copy, &error);
      g_assert_no_error (error);
      longest_log = MAX (longest_log, get_log_size (clinic));
      n++;
      g_usleep (20000);
    }
  tell (clinic, "watcher", "%" G_GINT64_FORMAT, n);
  tell (clinic, "log", "%" G_GINT64_FORMAT, longest_log);
  return 0;
}

static pid_t
start (Clinic *clinic, guint number)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (number < N_WRITERS ? write_answers (clinic, number) : watch (clinic));
  return child;
}

static gint64
read_answer (Clinic *clinic, const char *visit, const char *finding)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT value FROM answer WHERE encounter_id = '%s' AND finding_id = '%s'", visit, finding);

  return raw_int (clinic->record->path, sql);
}

static void
check_writer (Clinic *clinic, guint number)
{
  g_autofree char *who = g_strdup_printf ("writer-%u", number);
  g_autofree char *wait_name = g_strdup_printf ("wait-%u", number);
  g_autofree char *finding = g_strdup_printf ("common-%u", number);
  gint64 n = ask (clinic, who), longest = ask (clinic, wait_name);

  g_test_message ("%s: 2 x %" G_GINT64_FORMAT " answers, the longest wait %.1f ms", who, n, (double) longest / 1000);
  g_assert_cmpint (n, >, 0);
  g_assert_cmpint (read_answer (clinic, clinic->own[number], "own"), ==, n);
  g_assert_cmpint (read_answer (clinic, clinic->common, finding), ==, n);
  g_assert_cmpint (longest, <, MAX_WAIT_US);
}

static void
check_watcher (Clinic *clinic)
{
  g_autofree char *copy = record_file (clinic->record, "copy.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store = open_in_child (clinic, LUMBAR_STORE_READ_WRITE);
  g_autoptr (LumbarStore) backup =
    lumbar_store_open (test_knowledge (), copy, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);

  g_assert_no_error (error);
  lumbar_store_verify (store, NULL, &error);
  g_assert_no_error (error);
  lumbar_store_verify (backup, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("watcher: verified and backed up %" G_GINT64_FORMAT " times; the log at most %" G_GINT64_FORMAT " KiB",
                  ask (clinic, "watcher"), ask (clinic, "log") / 1024);
  g_assert_cmpint (ask (clinic, "watcher"), >, 0);
  g_assert_cmpint (ask (clinic, "log"), <, MAX_LOG);
}

static void
test_two_writers (void)
{
  Clinic clinic = { record_new () };
  const char *seconds = g_getenv ("LUMBAR_SECONDS");
  g_autoptr (LumbarPatient) both = record_add_patient (clinic.record, "Common", "Anna", "", "1");
  pid_t children[N_WRITERS + 1];

  clinic.seconds = seconds ? g_ascii_strtoll (seconds, NULL, 10) : 10;
  clinic.common = record_add_draft (clinic.record, both->id, NULL);
  for (guint i = 0; i < N_WRITERS; i++)
    {
      g_autoptr (LumbarPatient) own = record_add_patient (clinic.record, "Own", "Patient", "", "");

      clinic.own[i] = record_add_draft (clinic.record, own->id, NULL);
    }
  /* No connection may outlive a fork. */
  g_clear_pointer (&clinic.record->store, lumbar_store_close);
  for (guint i = 0; i <= N_WRITERS; i++)
    children[i] = start (&clinic, i);
  for (guint i = 0; i <= N_WRITERS; i++)
    {
      int status = 0;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  for (guint i = 0; i < N_WRITERS; i++)
    check_writer (&clinic, i);
  check_watcher (&clinic);
  for (guint i = 0; i < N_WRITERS; i++)
    g_free (clinic.own[i]);
  g_free (clinic.common);
  record_free (clinic.record);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/two-writers", test_two_writers);
  return g_test_run ();
}
