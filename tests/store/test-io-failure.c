/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any call that the record makes of the system fails, once or from then on, as a failing or a full disk lets it
 * fail. The step says so in words with a code to act on, or needed the call for nothing; the record holds what it
 * held before, or the whole step; it is whole; and once the disk is well the same connection goes on.
 *
 * Each step of the day begins from its own copy of the files. Some of the calls by default, evenly; all with
 * LUMBAR_FAULTS=all. */

#include "day-script.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fault-vfs.h"
#include "fixed-world.h"
#include "lumbar-record-file.h"

#define N_POINTS 600

typedef struct {
  guint step;
  FaultKind kind;
  guint at;
  gboolean lasting;
} Point;

typedef struct {
  char *folder;            /* A copy of the files before each step, and after the last: 0, 1, … */
  char *states[64];        /* By step: what all files hold before it */
  guint n_calls[64][N_FAULT_KINDS];
  guint n_refused, n_harmless;
} Run;

static char *state_folder;

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) listing = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *content = NULL;
      FILE *file;
      gsize n;

      if (g_str_has_suffix (name, "-shm"))
        continue;
      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        {
          copy_folder (source, target);
          continue;
        }
      g_assert_true (g_file_get_contents (source, &content, &n, NULL));
      file = g_fopen (target, "w");
      g_assert_nonnull (file);
      g_assert_cmpuint (fwrite (content, 1, n, file), ==, n);
      fclose (file);
    }
}

static void
add_rows (sqlite3 *handle, const char *table, GChecksum *checksum)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *rows = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (rows); i++)
      {
        const char *text = (const char *) sqlite3_column_text (rows, i);

        g_checksum_update (checksum, (const guchar *) (text ? text : "-"), -1);
        g_checksum_update (checksum, (const guchar *) "|", 1);
      }
  sqlite3_finalize (rows);
}

/* All rows of a file, or why they can't be read. */
static void
add_file (const char *path, GChecksum *checksum)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *tables = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (handle,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'patient_search_%'"
                          " AND name NOT LIKE 'patient_spelling_%' ORDER BY name",
                          -1, &tables, NULL) != SQLITE_OK)
    g_checksum_update (checksum, (const guchar *) sqlite3_errmsg (handle), -1);
  while (tables != NULL && sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (tables, 0);

      g_checksum_update (checksum, (const guchar *) table, -1);
      /* Made by chance, and another in each run. */
      if (strcmp (table, "identity") != 0)
        add_rows (handle, table, checksum);
    }
  sqlite3_finalize (tables);
  sqlite3_close (handle);
}

/* What one file holds; "" where it is not there. */
static char *
read_file_state (const char *folder, DayFile file)
{
  g_autofree char *path = day_get_path (folder, file);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup ("");
  add_file (path, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

static char *
read_state (const char *folder)
{
  g_autofree char *record = read_file_state (folder, DAY_RECORD);
  g_autofree char *copy = read_file_state (folder, DAY_COPY);
  g_autofree char *older = read_file_state (folder, DAY_OLDER);

  return g_strdup_printf ("%s %s %s", record, copy, older);
}

static char *
get_copy (Run *run, guint step)
{
  g_autofree char *name = g_strdup_printf ("%u", step);

  return g_build_filename (run->folder, name, NULL);
}

/* The copies. Each step is then done once without a fault, from its copy, to count its calls. */
static Run *
run_new (void)
{
  Run *run = g_new0 (Run, 1);
  g_autofree char *folder = NULL;
  g_autoptr (Day) day = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (day_n_steps, <, G_N_ELEMENTS (run->states));
  run->folder = g_dir_make_tmp ("lumbar-faults-XXXXXX", &error);
  folder = g_build_filename (run->folder, "day", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  day_prepare (folder);
  day = day_new (folder);
  for (guint i = 0; i <= day_n_steps; i++)
    {
      g_autofree char *copy = get_copy (run, i);

      copy_folder (folder, copy);
      run->states[i] = read_state (folder);
      if (i < day_n_steps)
        day_run (day, i, &error);
      g_assert_no_error (error);
    }
  return run;
}

static void
run_free (Run *run)
{
  remove_folder (run->folder);
  for (guint i = 0; i <= day_n_steps; i++)
    g_free (run->states[i]);
  g_free (run->folder);
  g_free (run);
}

static Day *
begin_step (Run *run, guint step)
{
  g_autofree char *copy = get_copy (run, step);
  g_autofree char *folder = g_build_filename (run->folder, "now", NULL);
  Day *day;

  remove_folder (folder);
  copy_folder (copy, folder);
  /* What this computer saw of the record of the run before. */
  remove_folder (state_folder);
  day = day_new (folder);
  day_join (day, step);
  return day;
}

static void
count_calls (Run *run)
{
  for (guint i = 0; i < day_n_steps; i++)
    {
      g_autoptr (Day) day = begin_step (run, i);
      g_autoptr (GError) error = NULL;

      fault_count ();
      day_run (day, i, &error);
      for (FaultKind kind = 0; kind < N_FAULT_KINDS; kind++)
        run->n_calls[i][kind] = fault_get_n_calls (kind);
      fault_clear ();
      g_assert_no_error (error);
    }
}

static guint n_problems;

/* One failing call seldom comes alone: all are told, and the test fails at its end. */
static void G_GNUC_PRINTF (1, 2)
complain (const char *format, ...)
{
  g_autofree char *problem = NULL;
  va_list args;

  va_start (args, format);
  problem = g_strdup_vprintf (format, args);
  va_end (args);
  if (++n_problems <= 40)
    g_printerr ("%s\n", problem);
}

static char *
describe (const Point *point)
{
  return g_strdup_printf ("%s, %s, call %u%s (%s)", day_steps[point->step].name, fault_kind_get_name (point->kind),
                          point->at, point->lasting ? " and after" : "", fault_get_what () ? fault_get_what () : "");
}

/* A message for a person: our own code, and words that say something. */
static void
check_message (const Point *point, const GError *error)
{
  static const char *const empty_words[] = { "not an error", "unknown", "Success", "(null)" };
  g_autofree char *where = describe (point);

  if (error->domain != LUMBAR_ERROR)
    complain ("%s: “%s” is none of our errors", where, error->message);
  /* A backup that can't be read may be anything, and is not replaced. */
  if (error->code == LUMBAR_ERROR_INPUT && point->step == day_find ("backup-again"))
    return;
  if (error->code != LUMBAR_ERROR_RECORD && error->code != LUMBAR_ERROR_FULL && error->code != LUMBAR_ERROR_OUTPUT)
    complain ("%s: “%s” has the code %d", where, error->message, error->code);
  if (point->kind != FAULT_IO && error->code != LUMBAR_ERROR_FULL)
    complain ("%s: “%s” does not say that there is no room", where, error->message);
  if (strstr (error->message, ".lumbar-") != NULL)
    complain ("%s: “%s” names a file that nobody knows", where, error->message);
  for (guint i = 0; i < G_N_ELEMENTS (empty_words); i++)
    if (strstr (error->message, empty_words[i]) != NULL)
      complain ("%s: “%s” says nothing", where, error->message);
}

/* Which of the files are as before the step, and which as after it. */
static gboolean
is_between (const char *state, const char *before, const char *after)
{
  g_auto (GStrv) now = g_strsplit (state, " ", -1);
  g_auto (GStrv) first = g_strsplit (before, " ", -1);
  g_auto (GStrv) then = g_strsplit (after, " ", -1);

  for (guint i = 0; i < N_DAY_FILES; i++)
    if (strcmp (now[i], first[i]) != 0 && strcmp (now[i], then[i]) != 0)
      return FALSE;
  return TRUE;
}

static void
verify_all (const char *folder, const char *where)
{
  for (DayFile file = 0; file < N_DAY_FILES; file++)
    {
      g_autofree char *path = day_get_path (folder, file);
      g_autoptr (LumbarStore) store = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      store = lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_ONLY, "Dr Test", &error);
      if (store == NULL || !lumbar_store_verify (store, NULL, &error))
        complain ("%s: %s", where, error->message);
    }
}

static void
check_state (Run *run, const char *folder, const Point *point, gboolean done)
{
  g_autofree char *where = describe (point);
  g_autofree char *state = read_state (folder);
  const char *after = run->states[point->step + 1];

  verify_all (folder, where);
  if (done && strcmp (state, after) != 0)
    complain ("%s: it was said to be done, and is not", where);
  if (!done && !is_between (state, run->states[point->step], after))
    complain ("%s: it is neither as before nor as after", where);
}

/* A disk that is full lets go of what was begun. */
static void
check_tidy (const char *folder, const Point *point)
{
  g_autofree char *data = g_build_filename (folder, "data", "lumbar", NULL);
  g_autofree char *where = describe (point);

  if (point->kind == FAULT_IO)
    return;
  if (count_files (folder, ".lumbar-") > 0 ||
      (g_file_test (data, G_FILE_TEST_IS_DIR) && count_files (data, ".lumbar-") > 0))
    complain ("%s: a temporary file is left", where);
}

static void
check_point (Run *run, const Point *point)
{
  g_autoptr (Day) day = begin_step (run, point->step);
  g_autoptr (GError) error = NULL;
  g_autofree char *where = NULL;
  LumbarStore *store;
  gboolean done;

  fault_set (point->kind, point->at, point->lasting);
  done = day_run (day, point->step, &error);
  fault_clear ();
  g_assert_true (done == (error == NULL));
  where = describe (point);
  if (error != NULL)
    check_message (point, error);
  check_state (run, day->folder, point, done);
  check_tidy (day->folder, point);
  run->n_harmless += done;
  run->n_refused += !done;
  if (done)
    return;

  /* The disk is well again. */
  g_clear_error (&error);
  if (!day_run (day, point->step, &error))
    complain ("%s: it does not go on: %s", where, error->message);
  verify_all (day->folder, where);
  store = day_steps[point->step].file == DAY_OLDER ? day->older : day->store;
  if (store != NULL && !day_steps[point->step].check (store))
    complain ("%s: it is not kept", where);
}

static GArray *
list_points (Run *run)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));

  for (guint step = 0; step < day_n_steps; step++)
    for (FaultKind kind = 0; kind < N_FAULT_KINDS; kind++)
      for (guint at = 1; at <= run->n_calls[step][kind]; at++)
        for (guint lasting = 0; lasting < 2; lasting++)
          {
            Point point = { step, kind, at, (gboolean) lasting };

            g_array_append_val (points, point);
          }
  return points;
}

static void
test_any_call (void)
{
  Run *run = run_new ();
  g_autoptr (GArray) points = NULL;
  gboolean all = g_strcmp0 (g_getenv ("LUMBAR_FAULTS"), "all") == 0;
  double start = (double) g_get_monotonic_time ();
  guint n;

  count_calls (run);
  points = list_points (run);
  n = all ? points->len : MIN (N_POINTS, points->len);
  for (guint i = 0; i < n; i++)
    check_point (run, &g_array_index (points, Point, (guint) ((guint64) i * points->len / n)));
  g_test_message ("%u failing calls of %u: %u refused, %u harmless; %.1f s", n, points->len, run->n_refused,
                  run->n_harmless, ((double) g_get_monotonic_time () - start) / 1e6);
  g_assert_cmpuint (n_problems, ==, 0);
  g_assert_cmpuint (run->n_refused, >, run->n_harmless);
  fixed_world_set_time (NULL);
  fixed_world_set_ids (0);
  run_free (run);
}

int
main (int argc, char **argv)
{
  int result;

  state_folder = g_dir_make_tmp ("lumbar-state-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", state_folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  shim_install ();

  g_test_add_func ("/store/failure/any-call", test_any_call);
  result = g_test_run ();
  remove_folder (state_folder);
  g_free (state_folder);
  return result;
}
