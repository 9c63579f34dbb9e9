/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The power fails at any moment of a day's work. Whatever the disk kept, the record opens, is whole, and holds all
 * that was said to be saved; a backup that has its name is whole. What is modelled: power-vfs.c.
 *
 * Some of the moments by default, evenly; all with LUMBAR_FAULTS=all. */

#include "day-script.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fixed-world.h"
#include "lumbar-record-file.h"
#include "power-vfs.h"

#define N_SEEDS 40
#define N_POINTS 2200
#define N_FIRST 25

typedef struct {
  char *folder;
  PowerLog *log;
  guint *acknowledged; /* By step: how long the log was when it was done */
} Run;

static Run *
run_day (void)
{
  Run *run = g_new0 (Run, 1);
  g_autoptr (Day) day = NULL;
  g_autoptr (GError) error = NULL;

  run->folder = g_dir_make_tmp ("lumbar-power-XXXXXX", &error);
  g_assert_no_error (error);
  run->acknowledged = g_new0 (guint, day_n_steps);
  day_prepare (run->folder);
  run->log = power_log_new (run->folder);
  day = day_new (run->folder);
  power_log_start (run->log);
  for (guint i = 0; i < day_n_steps; i++)
    {
      day_run (day, i, &error);
      g_assert_no_error (error);
      run->acknowledged[i] = power_log_get_length (run->log);
    }
  g_clear_pointer (&day, day_free);
  shim_observe (NULL);
  return run;
}

static void
run_free (Run *run)
{
  remove_folder (run->folder);
  power_log_free (run->log);
  g_free (run->acknowledged);
  g_free (run->folder);
  g_free (run);
}

static guint
count_done (Run *run, guint step)
{
  guint n = 0;

  while (n < day_n_steps && run->acknowledged[n] <= step)
    n++;
  return n;
}

/* What was done as the step says: where the power failed while the older record was being replaced, it is one or
 * the other. */
static gboolean
holds (LumbarStore *store, guint n_done, DayFile file, const char **problem)
{
  return day_resumes (store, n_done, file, problem) ||
         (file == DAY_OLDER && n_done == day_find ("restore") && day_resumes (store, n_done + 1, file, problem));
}

static gboolean
check_file (const char *folder, DayFile file, guint n_done, char **problem)
{
  g_autofree char *path = day_get_path (folder, file);
  const char *step = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store =
    lumbar_store_open (test_knowledge (), path, file == DAY_COPY ? LUMBAR_STORE_READ_ONLY : LUMBAR_STORE_READ_WRITE,
                       "Dr Test", &error);

  if (store == NULL || !lumbar_store_verify (store, NULL, &error))
    *problem = g_strdup (error->message);
  else if (!holds (store, n_done, file, &step))
    *problem = g_strdup_printf ("“%s” is not kept", step);
  return *problem == NULL;
}

/* What was in the record when the backup began is in the backup. */
static gboolean
check_copy (const char *folder, guint n_done, char **problem)
{
  static const char *const names[] = { "backup", "backup-again" };
  g_autofree char *path = day_get_path (folder, DAY_COPY);
  guint held = 0;
  g_autoptr (LumbarStore) copy = NULL;
  const char *step;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (n_done > day_find (names[i]))
      held = day_find (names[i]);
  if (held == 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!check_file (folder, DAY_COPY, n_done, problem))
    return FALSE;
  copy = lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_ONLY, "Dr Test", NULL);
  if (day_resumes (copy, held, DAY_RECORD, &step))
    return TRUE;
  *problem = g_strdup_printf ("the backup lacks “%s”", step);
  return FALSE;
}

/* The file with its log and journal, and what must be in it. */
static char *
make_key (const char *folder, DayFile file, guint n_done)
{
  static const char *const suffixes[] = { "", "-wal", "-journal" };
  g_autofree char *path = day_get_path (folder, file);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *content = NULL;
      gsize n = 0;

      if (g_file_get_contents (name, &content, &n, NULL))
        g_checksum_update (checksum, (const guchar *) content, (gssize) n);
      g_checksum_update (checksum, (const guchar *) &n, sizeof n);
    }
  return g_strdup_printf ("%u %u %s", file, n_done, g_checksum_get_string (checksum));
}

/* Returns: (nullable): what is wrong with what the cut left. */
static char *
check_cut (PowerWorld *world, guint seed, guint n_done, GHashTable *seen)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-cut-XXXXXX", NULL);
  char *problem = NULL;

  power_world_cut (world, seed, folder);
  for (DayFile file = 0; file < N_DAY_FILES && problem == NULL; file++)
    {
      g_autofree char *key = make_key (folder, file, n_done);

      if (!g_hash_table_add (seen, g_steal_pointer (&key)))
        continue;
      if (file == DAY_COPY)
        check_copy (folder, n_done, &problem);
      else
        check_file (folder, file, n_done, &problem);
    }
  remove_folder (folder);
  return problem;
}

static void
check_world (Run *run, PowerWorld *world, guint seed, GHashTable *seen)
{
  guint step = power_world_get_step (world), n_done = count_done (run, step);
  g_autofree char *problem = check_cut (world, seed, n_done, seen);
  g_autofree char *call = NULL;
  g_autofree char *kept = NULL;

  if (problem == NULL)
    return;
  call = power_log_describe (run->log, step);
  kept = g_dir_make_tmp ("lumbar-kept-XXXXXX", NULL);
  power_world_cut (world, seed, kept);
  g_error ("power cut %u, seed %u (before %s; %u steps done, then “%s”): %s (left in %s)", step, seed, call, n_done,
           n_done < day_n_steps ? day_steps[n_done].name : "nothing", problem, kept);
}

/* Notes what is done when the program is started again after a cut. */
static PowerLog *
start_again (const char *folder, guint n_done)
{
  static const DayFile files[] = { DAY_RECORD, DAY_OLDER };
  PowerLog *log = power_log_new (folder);

  power_log_start (log);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = day_get_path (folder, files[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarStore) store = NULL;

      /* Only what the day had come to. */
      if (files[i] == DAY_OLDER && n_done < day_find ("open-older"))
        continue;
      store = lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
      g_assert_no_error (error);
    }
  shim_observe (NULL);
  return log;
}

/* The power fails again while the record is being opened after the first time. */
static guint
cut_again (Run *run, PowerWorld *world, guint seed, GHashTable *seen)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-cut-XXXXXX", NULL);
  guint n_done = count_done (run, power_world_get_step (world));
  g_autoptr (PowerLog) log = NULL;
  g_autoptr (PowerWorld) second = NULL;
  guint n;

  power_world_cut (world, seed, folder);
  log = start_again (folder, n_done);
  remove_folder (folder);
  second = power_world_new (log);
  for (n = 0;; n++)
    {
      g_autofree char *problem = check_cut (second, seed + n, n_done, seen);

      if (problem != NULL)
        {
          g_autofree char *call = power_log_describe (log, n);

          g_error ("power cut %u, seed %u, and again %u, seed %u (before %s): %s", power_world_get_step (world), seed,
                   n, seed + n, call, problem);
        }
      if (n == power_log_get_length (log))
        return n + 1;
      power_world_advance (second);
    }
}

static void
test_twice (void)
{
  Run *run = run_day ();
  g_autoptr (PowerWorld) world = power_world_new (run->log);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_steps = power_log_get_length (run->log);
  gboolean all = g_strcmp0 (g_getenv ("LUMBAR_FAULTS"), "all") == 0;
  guint n_first = all ? n_steps : N_FIRST, n = 0;

  fixed_world_set_time (NULL);
  fixed_world_set_ids (0);
  for (guint i = 0; i < n_first; i++)
    {
      while (power_world_get_step (world) < (guint) ((guint64) i * n_steps / n_first))
        power_world_advance (world);
      n += cut_again (run, world, i, seen);
    }
  g_test_message ("%u power cuts, each followed by others while the record was opened again: %u; %u different files",
                  n_first, n, g_hash_table_size (seen));
  run_free (run);
}

static void
test_any_moment (void)
{
  Run *run = run_day ();
  g_autoptr (PowerWorld) world = power_world_new (run->log);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_steps = power_log_get_length (run->log);
  guint n_all = (n_steps + 1) * N_SEEDS;
  guint n = g_strcmp0 (g_getenv ("LUMBAR_FAULTS"), "all") == 0 ? n_all : MIN (N_POINTS, n_all);
  guint last = G_MAXUINT;
  double start = (double) g_get_monotonic_time ();

  fixed_world_set_time (NULL);
  fixed_world_set_ids (0);
  for (guint i = 0; i < n; i++)
    {
      guint point = (guint) ((guint64) i * n_all / n);
      guint step = point / N_SEEDS;

      g_assert_cmpuint (point, !=, last);
      last = point;
      while (power_world_get_step (world) < step)
        power_world_advance (world);
      /* Every kind of loss meets every call, also where only some of the points are taken. */
      check_world (run, world, n == n_all ? point % N_SEEDS : i, seen);
    }
  g_test_message ("%u power cuts of %u, over %u calls; %u different files opened; %.1f s", n, n_all, n_steps,
                  g_hash_table_size (seen), ((double) g_get_monotonic_time () - start) / 1e6);
  run_free (run);
}

/* The simulation can fail: without the sync before its answer, an answer would be lost. */
static void
test_lost_without_sync (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-power-XXXXXX", NULL);
  g_autofree char *survived = g_dir_make_tmp ("lumbar-cut-XXXXXX", NULL);
  g_autofree char *path = day_get_path (folder, DAY_OLDER);
  g_autofree char *left = day_get_path (survived, DAY_OLDER);
  g_autoptr (PowerLog) log = NULL;
  g_autoptr (PowerWorld) world = NULL;

  day_prepare (folder);
  log = power_log_new (folder);
  power_log_start (log);
  g_assert_cmpint (raw_execute (path, "PRAGMA synchronous = OFF; PRAGMA user_version = 77", NULL), ==, SQLITE_OK);
  shim_observe (NULL);
  world = power_world_new (log);
  while (power_world_get_step (world) < power_log_get_length (log))
    power_world_advance (world);
  power_world_cut (world, 0, survived);
  g_assert_cmpint (raw_int (left, "PRAGMA user_version"), ==, 1);
  remove_folder (survived);
  g_assert_cmpint (g_mkdir (survived, 0700), ==, 0);
  power_world_cut (world, 1, survived);
  g_assert_cmpint (raw_int (left, "PRAGMA user_version"), ==, 77);
  remove_folder (folder);
  remove_folder (survived);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shim_install ();

  g_test_add_func ("/store/power/lost-without-sync", test_lost_without_sync);
  g_test_add_func ("/store/power/any-moment", test_any_moment);
  g_test_add_func ("/store/power/twice", test_twice);
  return g_test_run ();
}
