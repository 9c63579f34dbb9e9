/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places that can't be written: a folder or a record that may only be read, and files that find no room. Every
 * command that writes says so, naming the place, ends with a status that tells, and leaves nothing half behind. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lumbar-cli-run.h"

/* From linux/capability.h, which a system for building need not have. */
#define OVERRIDE_MODES 1
#define OVERRIDE_READING 2

static char *folder;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Root may write anywhere; without these two rights, which the program can't get back, it is bound by modes as
 * everybody is. */
static void
obey_modes (gpointer data)
{
  if (geteuid () == 0)
    {
      prctl (PR_CAPBSET_DROP, OVERRIDE_MODES, 0, 0, 0);
      prctl (PR_CAPBSET_DROP, OVERRIDE_READING, 0, 0, 0);
    }
}

/* No file may grow beyond two KiB. Without the signal, writing fails as on a full disk. */
static void
leave_no_room (gpointer data)
{
  struct rlimit limit = { 2048, 2048 };

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
remove_file (const char *name)
{
  g_autofree char *path = in_folder (name);

  g_unlink (path);
}

/* Everything lies in one record, which is made anew for each case. */
static char *
make_record (void)
{
  g_autofree char *place = in_folder ("record");
  char *record = in_folder ("record/record.db");

  g_chmod (place, 0700);
  cli_remove_folder (place);
  {
    g_autoptr (CliRun) run = cli_run (NULL, "example", "--patients", "3", "--record", record, NULL);

    g_assert_cmpint (run->status, ==, 0);
  }
  return record;
}

static char *
make_empty (const char *name)
{
  char *place = in_folder (name);

  g_chmod (place, 0700);
  cli_remove_folder (place);
  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  return place;
}

static guint
count_files (const char *place)
{
  g_autoptr (GDir) listing = g_dir_open (place, 0, NULL);
  guint n = 0;

  g_assert_nonnull (listing);
  while (g_dir_read_name (listing) != NULL)
    n++;
  return n;
}

typedef enum {
  PLACE_READ_ONLY,
  PLACE_NO_ROOM,
} Place;

typedef struct {
  const char *name;
  const char *words[5]; /* Before the place */
  const char *file;
} OutCase;

static const OutCase outs[] = {
  { "backup", { "backup" }, "copy.db" },
  { "export-fhir", { "export", "--all", "-o" }, "all.json" },
  { "export-csv", { "export", "--all", "--format", "csv", "-o" }, "all.csv" },
  { "export-research", { "export", "--research", "-o" }, "research" },
};

/* The order of words is free, so the place comes right after them. */
static CliRun *
run_out (const OutCase *test, const char *path, const char *record)
{
  const char *const *w = test->words;
  guint n = 0;

  while (n < G_N_ELEMENTS (test->words) && w[n] != NULL)
    n++;
  switch (n)
    {
    case 1:
      return cli_run (NULL, w[0], path, "--record", record, NULL);
    case 3:
      return cli_run (NULL, w[0], w[1], w[2], path, "--record", record, NULL);
    default:
      return cli_run (NULL, w[0], w[1], w[2], w[3], w[4], path, "--record", record, NULL);
    }
}

static void
assert_says (CliRun *run, const char *place, Place why)
{
  static const char *const reasons[][5] = {
    { "can't be written", "may only read", "Permission denied", "ermission", NULL },
    { "no room", "No space left", "File too large", NULL },
  };

  g_test_message ("%d: %s", run->status, run->err);
  g_assert_cmpint (run->status, !=, 0);
  /* Without room, the log of the record may be the first that finds none. */
  g_assert_nonnull (strstr (run->err, why == PLACE_NO_ROOM ? folder : place));
  for (guint i = 0; reasons[why][i] != NULL; i++)
    if (strstr (run->err, reasons[why][i]) != NULL)
      return;
  g_error ("it does not say why: %s", run->err);
}

static void
test_out (const OutCase *test, Place why)
{
  g_autofree char *record = make_record ();
  g_autofree char *place = make_empty ("out");
  g_autofree char *path = g_build_filename (place, test->file, NULL);
  g_autoptr (CliRun) run = NULL;
  g_autoptr (CliRun) again = NULL;

  if (why == PLACE_READ_ONLY)
    g_chmod (place, 0555);
  cli_set_child_setup (why == PLACE_READ_ONLY ? obey_modes : leave_no_room);
  run = run_out (test, path, record);
  cli_set_child_setup (NULL);
  assert_says (run, place, why);
  g_assert_cmpuint (count_files (place), ==, 0);
  g_chmod (place, 0700);
  again = run_out (test, path, record);
  g_assert_cmpint (again->status, ==, 0);
  cli_remove_folder (place);
}

static void
test_out_read_only (gconstpointer data)
{
  test_out (data, PLACE_READ_ONLY);
}

static void
test_out_no_room (gconstpointer data)
{
  test_out (data, PLACE_NO_ROOM);
}

typedef struct {
  const char *name;
  const char *words[3];
} InCase;

static const InCase ins[] = {
  { "example", { "example", "--seed", "7" } },
  { "import", { "import", "bundle.json" } },
  { "restore", { "restore", "backup.db" } },
};

static CliRun *
run_in (const InCase *test, const char *record)
{
  g_autofree char *file = test->words[1] && !g_str_has_prefix (test->words[1], "-") ? in_folder (test->words[1]) : NULL;

  return file ? cli_run (NULL, test->words[0], file, "--record", record, NULL)
              : cli_run (NULL, test->words[0], test->words[1], test->words[2], "--record", record, NULL);
}

static char *
verify (const char *record)
{
  g_autoptr (CliRun) run = cli_run (NULL, "verify", record, NULL);

  g_test_message ("%s", run->err);
  g_assert_cmpint (run->status, ==, 0);
  return g_strdup (run->out);
}

/* What would change the record finds that it can't, and the record is what it was. */
static void
test_in (const InCase *test, Place why)
{
  g_autofree char *record = make_record ();
  g_autofree char *place = g_path_get_dirname (record);
  g_autofree char *before = verify (record);
  g_autofree char *after = NULL;
  g_autoptr (CliRun) run = NULL;

  if (why == PLACE_READ_ONLY)
    {
      g_chmod (record, 0444);
      g_chmod (place, 0555);
    }
  cli_set_child_setup (why == PLACE_READ_ONLY ? obey_modes : leave_no_room);
  run = run_in (test, record);
  cli_set_child_setup (NULL);
  g_chmod (place, 0700);
  g_chmod (record, 0600);
  assert_says (run, place, why);
  after = verify (record);
  g_assert_cmpstr (after, ==, before);
}

static void
test_in_read_only (gconstpointer data)
{
  test_in (data, PLACE_READ_ONLY);
}

static void
test_in_no_room (gconstpointer data)
{
  test_in (data, PLACE_NO_ROOM);
}

/* A record that may only be read is read: verified, counted and copied. */
static void
test_reading_read_only (void)
{
  g_autofree char *record = make_record ();
  g_autofree char *place = g_path_get_dirname (record);
  g_autofree char *copy = in_folder ("read.db");
  g_autoptr (CliRun) check = NULL;
  g_autoptr (CliRun) count = NULL;

  g_chmod (record, 0444);
  g_chmod (place, 0555);
  cli_set_child_setup (obey_modes);
  check = cli_run (NULL, "verify", record, NULL);
  count = cli_run (NULL, "cohort", "--record", record, NULL);
  cli_set_child_setup (NULL);
  g_chmod (place, 0700);
  g_test_message ("%s%s", check->err, count->err);
  g_assert_cmpint (check->status, ==, 0);
  g_assert_cmpint (count->status, ==, 0);
}

static void
make_sources (void)
{
  g_autofree char *record = make_record ();
  g_autofree char *backup = in_folder ("backup.db");
  g_autofree char *bundle = in_folder ("bundle.json");
  g_autofree char *other = in_folder ("other.db");
  g_autoptr (CliRun) copy = cli_run (NULL, "backup", backup, "--record", record, NULL);
  g_autoptr (CliRun) example = cli_run (NULL, "example", "--seed", "11", "--record", other, NULL);
  g_autoptr (CliRun) export = cli_run (NULL, "export", "--all", "-o", bundle, "--record", other, NULL);

  g_assert_cmpint (copy->status, ==, 0);
  g_assert_cmpint (example->status, ==, 0);
  g_assert_cmpint (export->status, ==, 0);
  remove_file ("other.db");
}

static void
add (const char *prefix, const char *name, gconstpointer data, GTestDataFunc test)
{
  g_autofree char *path = g_strconcat (prefix, name, NULL);

  g_test_add_data_func (path, data, test);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  make_sources ();

  for (guint i = 0; i < G_N_ELEMENTS (outs); i++)
    {
      add ("/cli/places/out/read-only/", outs[i].name, &outs[i], test_out_read_only);
      add ("/cli/places/out/no-room/", outs[i].name, &outs[i], test_out_no_room);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ins); i++)
    {
      add ("/cli/places/in/read-only/", ins[i].name, &ins[i], test_in_read_only);
      add ("/cli/places/in/no-room/", ins[i].name, &ins[i], test_in_no_room);
    }
  g_test_add_func ("/cli/places/reading-read-only", test_reading_read_only);
  result = g_test_run ();
  cli_remove_folder (folder);
  g_free (folder);
  return result;
}
