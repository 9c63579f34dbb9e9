/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What saving one answer costs beside one raw commit of SQLite with the same settings, in one run and by
 * turns, so that both see the same disk. Prints medians and their ratio. */

#include "store-support.h"

#include <stdlib.h>

#define N_ROUNDS 300

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gint64
take_median (gint64 *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare);
  return times[N_ROUNDS / 2];
}

static void
check (int code)
{
  g_assert_true (code == SQLITE_OK || code == SQLITE_DONE);
}

int
main (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *raw_path = record_file (record, "raw.db");
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *id = record_add_draft (record, patient->id, NULL);
  sqlite3 *raw = NULL;
  sqlite3_stmt *insert = NULL;
  gint64 raw_times[N_ROUNDS], store_times[N_ROUNDS], raw_median, store_median;

  check (sqlite3_open (raw_path, &raw));
  check (sqlite3_exec (raw,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "CREATE TABLE answer (finding TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
                       NULL, NULL, NULL));
  check (sqlite3_prepare_v2 (raw, "REPLACE INTO answer VALUES (?1, ?2)", -1, &insert, NULL));
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *finding = g_strdup_printf ("finding-%u", i % 100);
      g_autofree char *value = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      sqlite3_bind_text (insert, 1, finding, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (insert, 2, value, -1, SQLITE_TRANSIENT);
      check (sqlite3_step (insert));
      check (sqlite3_reset (insert));
      raw_times[i] = g_get_monotonic_time () - start;

      start = g_get_monotonic_time ();
      lumbar_store_save_item (record->store, id, finding, value, FALSE, NULL, &error);
      store_times[i] = g_get_monotonic_time () - start;
      g_assert_no_error (error);
    }
  sqlite3_finalize (insert);
  sqlite3_close (raw);

  raw_median = take_median (raw_times);
  store_median = take_median (store_times);
  g_print ("one raw commit %d us, one saved answer %d us, ratio %.2f\n", (int) raw_median, (int) store_median,
           (double) store_median / (double) MAX (raw_median, 1));
  return 0;
}
