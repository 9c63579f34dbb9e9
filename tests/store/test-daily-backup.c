/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backup of the day: made once, tested once a month, copied to a second place; and what goes when. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "fault-vfs.h"
#include "fixed-world.h"
#include "lumbar-backup-folder.h"
#include "lumbar-backup-status.h"
#include "lumbar-daily-backup.h"
#include "lumbar-test-restore.h"
#include "shim-vfs.h"

#define RECORD "/anywhere/record.db"
/* A day, a week and a month can end at once. */
#define MOST_A_DAY 3

static GPtrArray *
list_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_day (GPtrArray *names, const char *day)
{
  char *name = lumbar_backup_folder_make_name (RECORD, day, 1);

  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_free (name);
  else
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare);
}

/* One day of work, without files. Returns: how many went */
static guint
live (GPtrArray *names, const char *day)
{
  g_autoptr (GPtrArray) chosen = NULL;

  add_day (names, day);
  chosen = lumbar_backup_folder_choose (names, RECORD, day);
  for (guint i = 0; i < chosen->len; i++)
    {
      guint at = 0;

      g_assert_true (g_ptr_array_find_with_equal_func (names, chosen->pdata[i], g_str_equal, &at));
      g_ptr_array_remove_index (names, at);
    }
  return chosen->len;
}

static void
live_days (GPtrArray *names, const char *first, guint n, guint step)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (first, NULL);

  for (guint i = 0; i < n; i += step)
    {
      g_autoptr (GDateTime) now = g_date_time_add_days (day, (int) i);
      g_autofree char *text = g_date_time_format (now, "%Y-%m-%d");

      g_assert_cmpuint (live (names, text), <=, MOST_A_DAY);
    }
}

static char *
join_days (GPtrArray *names)
{
  g_autoptr (GString) days = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *day = lumbar_backup_folder_get_day (RECORD, names->pdata[i]);

      g_string_append_printf (days, "%s%s", i > 0 ? " " : "", day);
    }
  return g_string_free (g_steal_pointer (&days), FALSE);
}

typedef struct {
  const char *name;
  const char *first; /* Day of work, at noon */
  guint n_days;
  guint step;
  const char *kept;
} LifeCase;

static const LifeCase lives[] = {
  { "a-week", "2026-11-21T12:00:00Z", 7, 1,
    "2026-11-21 2026-11-22 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27" },
  /* Sundays of the weeks before, where they are not among the seven days. */
  { "a-month", "2026-10-28T12:00:00Z", 31, 1,
    "2026-10-31 2026-11-08 2026-11-15 2026-11-21 2026-11-22 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27" },
  { "two-years", "2024-11-27T12:00:00Z", 731, 1,
    "2025-12-31 2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 2026-07-31 2026-08-31 2026-09-30 "
    "2026-10-31 2026-11-08 2026-11-15 2026-11-21 2026-11-22 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27" },
  /* Opened once a week: the days that have a backup count, not those that went by. */
  { "fridays", "2026-08-28T12:00:00Z", 92, 7,
    "2026-08-28 2026-09-25 2026-10-16 2026-10-23 2026-10-30 2026-11-06 2026-11-13 2026-11-20 2026-11-27" },
};

static void
test_life (gconstpointer data)
{
  const LifeCase *test = data;
  g_autoptr (GPtrArray) names = list_new ();
  g_autofree char *kept = NULL;

  live_days (names, test->first, test->n_days, test->step);
  kept = join_days (names);
  g_assert_cmpstr (kept, ==, test->kept);
}

typedef struct {
  const char *name;
  const char *wrong[4]; /* What the clock shows on days between */
} ClockCase;

static const ClockCase clocks[] = {
  { "stands-at-1970", { "1970-01-01", "1970-01-01", "1970-01-01" } },
  { "back-a-day", { "2026-11-26", "2026-11-26" } },
  { "ahead-to-2038", { "2038-01-19" } },
  { "ahead-by-turns", { "2030-05-05", "2033-06-06", "2038-01-19" } },
  { "ahead-a-month", { "2026-12-31" } },
};

/* Two years of backups, and then the clock is wrong: no more goes than on any day, then or when it is right again. */
static void
test_clock (gconstpointer data)
{
  const ClockCase *test = data;
  g_autoptr (GPtrArray) names = list_new ();
  g_autofree char *newest = lumbar_backup_folder_make_name (RECORD, "2026-11-27", 1);
  guint n_gone = 0, n_wrong = 0, n_before;

  live_days (names, "2024-11-27T12:00:00Z", 731, 1);
  n_before = names->len;
  for (; n_wrong < G_N_ELEMENTS (test->wrong) && test->wrong[n_wrong] != NULL; n_wrong++)
    n_gone += live (names, test->wrong[n_wrong]);
  /* No more than days went by; never the last one before. */
  g_assert_cmpuint (n_gone, <=, MOST_A_DAY * n_wrong);
  g_assert_true (g_ptr_array_find_with_equal_func (names, newest, g_str_equal, NULL));
  live_days (names, "2026-11-28T12:00:00Z", 1, 1);
  g_assert_true (g_ptr_array_find_with_equal_func (names, newest, g_str_equal, NULL));
  g_assert_cmpuint (names->len, >=, n_before - n_gone - MOST_A_DAY);
}

typedef struct {
  const char *name;
  gboolean ours;
} NameCase;

static const NameCase names_of_files[] = {
  { "record.db.daily-2026-11-27", TRUE },     { "record.db.daily-2026-11-27-2", TRUE },
  { "record.db.daily-2026-11-27-10", TRUE },  { "record.db.daily-2026-02-30", FALSE },
  { "record.db.daily-2026-11-27-", FALSE },   { "record.db.daily-2026-11-27-0", FALSE },
  { "record.db.daily-2026-11-27-2b", FALSE }, { "record.db.daily-2026-11-27-keys", FALSE },
  { "record.db.daily-2026-11-27.old", FALSE }, { "record.db.daily-2026-11", FALSE },
  { "record.db.daily-", FALSE },              { "record.db", FALSE },
  { "other.db.daily-2026-11-27", FALSE },     { "record.db.version-6-20261127T101500Z", FALSE },
  { "my record.db.daily-2026-11-27", FALSE }, { "", FALSE },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names_of_files); i++)
    {
      g_autofree char *day = lumbar_backup_folder_get_day (RECORD, names_of_files[i].name);

      if ((day != NULL) != names_of_files[i].ours)
        g_error ("%s: %s", names_of_files[i].name, day ? day : "not ours");
    }
}

static Record *
make_record (const char *now)
{
  Record *record;

  fixed_world_set_time (now);
  record = record_new ();
  g_object_unref (record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1"));
  return record;
}

static LumbarDailyBackup *
back_up (Record *record, const char *now, const char *second)
{
  g_autoptr (GError) error = NULL;
  LumbarDailyBackup *backup;

  fixed_world_set_time (now);
  backup = lumbar_daily_backup_run (record->store, second, &error);
  g_assert_no_error (error);
  return backup;
}

static gint64
count_log (Record *record, const char *action)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM audit WHERE action = '%s'", action);

  return raw_int (record->path, sql);
}

static gboolean
daily (Record *record, const char *now, const char *second)
{
  g_autoptr (LumbarDailyBackup) backup = back_up (record, now, second);

  g_assert_true (g_file_test (backup->path, G_FILE_TEST_IS_REGULAR));
  return backup->made;
}

static void
test_once_a_day (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);
  g_autofree char *first = g_build_filename (folder, "record.db.daily-2026-11-27", NULL);

  g_assert_true (daily (record, "2026-11-27T09:00:00Z", NULL));
  g_assert_cmpint (raw_int (first, "SELECT count (*) FROM patient"), ==, 1);
  g_assert_false (daily (record, "2026-11-27T17:00:00Z", NULL));
  g_assert_true (daily (record, "2026-11-28T09:00:00Z", NULL));
  g_assert_cmpint (count_files (folder, ""), ==, 2);
  g_assert_cmpint (count_log (record, "backup"), ==, 2);
  g_assert_cmpint (count_log (record, "test-restore"), ==, 1);
  fixed_world_set_time (NULL);
}

/* A clock that stands still at its factory date sees no new day; what is entered is backed up all the same. */
static void
test_clock_stands (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);
  g_autofree char *good = g_build_filename (folder, "record.db.daily-2026-11-27", NULL);
  g_autofree char *stuck = g_build_filename (folder, "record.db.daily-1970-01-01", NULL);

  g_assert_true (daily (record, "2026-11-27T09:00:00Z", NULL));
  g_assert_true (daily (record, "1970-01-01T00:00:00Z", NULL));
  g_object_unref (record_add_patient (record, "Second", "Patient", "", "2"));
  g_assert_true (daily (record, "1970-01-01T00:00:00Z", NULL));
  g_assert_cmpint (raw_int (stuck, "SELECT count (*) FROM patient"), ==, 2);
  g_assert_cmpint (raw_int (good, "SELECT count (*) FROM patient"), ==, 1);
  g_assert_cmpint (count_files (folder, ""), ==, 2);
  fixed_world_set_time (NULL);
}

static void
test_damaged_record (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarDailyBackup) backup = NULL;

  for (guint day = 10; day < 20; day++)
    {
      g_autofree char *now = g_strdup_printf ("2026-11-%uT09:00:00Z", day);

      g_assert_true (daily (record, now, NULL));
    }
  g_assert_cmpint (count_files (folder, ""), ==, 7);
  g_assert_cmpint (raw_execute (record->path,
                                "DROP TRIGGER patient_version_update; UPDATE patient_version SET family_name = 'x'",
                                NULL),
                   ==, SQLITE_OK);
  fixed_world_set_time ("2026-11-27T09:00:00Z");
  backup = lumbar_daily_backup_run (record->store, NULL, &error);
  g_assert_null (backup);
  assert_error (error, LUMBAR_ERROR_RECORD, "The backup was not made.");
  g_assert_cmpint (count_files (folder, ""), ==, 7);
  fixed_world_set_time (NULL);
}

static void
test_strangers_stay (void)
{
  static const char *const strangers[] = { "holiday.jpg", "record.db.daily-2020-01-01.old", "other.db.daily-2020-01-01",
                                           "record.db.daily-2020-01-01-mine" };
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);
  g_autofree char *link_path = g_build_filename (folder, "record.db.daily-2019-01-01", NULL);
  g_autofree char *before = record_file (record, "record.db.version-6-20200101T000000Z");

  g_assert_true (daily (record, "2026-01-01T09:00:00Z", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path = g_build_filename (folder, strangers[i], NULL);

      g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
    }
  g_assert_cmpint (symlink (record->path, link_path), ==, 0);
  g_assert_true (g_file_set_contents (before, "older", -1, NULL));
  for (guint day = 2; day < 32; day++)
    {
      g_autofree char *now = g_strdup_printf ("2026-01-%02uT09:00:00Z", day);

      g_assert_true (daily (record, now, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path = g_build_filename (folder, strangers[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_true (g_file_test (before, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  /* Of January: seven days, and Sundays 11 and 18. */
  g_assert_cmpint (count_files (folder, "record.db.daily-2026"), ==, 9);
  fixed_world_set_time (NULL);
}

typedef enum {
  PLACE_THERE,
  PLACE_AWAY,
  PLACE_FILE,
  PLACE_TAKEN,
} Place;

typedef struct {
  const char *name;
  Place place;
  LumbarSecondPlace first;
  LumbarSecondPlace again;
} PlaceCase;

static const PlaceCase places[] = {
  { "there", PLACE_THERE, LUMBAR_SECOND_PLACE_COPIED, LUMBAR_SECOND_PLACE_THERE },
  { "away", PLACE_AWAY, LUMBAR_SECOND_PLACE_AWAY, LUMBAR_SECOND_PLACE_AWAY },
  { "a-file", PLACE_FILE, LUMBAR_SECOND_PLACE_AWAY, LUMBAR_SECOND_PLACE_AWAY },
  { "its-folder-is-a-file", PLACE_TAKEN, LUMBAR_SECOND_PLACE_FAILED, LUMBAR_SECOND_PLACE_FAILED },
};

static char *
make_place (Record *record, Place place)
{
  char *path = record_file (record, "stick");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (place == PLACE_THERE || place == PLACE_TAKEN)
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  if (place == PLACE_FILE)
    g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  if (place == PLACE_TAKEN)
    {
      folder = lumbar_second_place_get_folder (lumbar_store_get_database (record->store), path, &error);
      g_assert_true (g_file_set_contents (folder, "mine", -1, NULL));
    }
  return path;
}

/* What is wrong with the second place is told; the backup is made all the same. */
static void
test_second_place (gconstpointer data)
{
  const PlaceCase *test = data;
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autofree char *place = make_place (record, test->place);
  g_autoptr (LumbarDailyBackup) first = back_up (record, "2026-11-27T09:00:00Z", place);
  g_autoptr (LumbarDailyBackup) again = back_up (record, "2026-11-27T10:00:00Z", place);
  g_autofree char *folder = NULL;
  g_autofree char *copy = NULL;

  g_assert_true (first->made);
  g_assert_false (again->made);
  g_assert_cmpint (first->second, ==, test->first);
  g_assert_cmpint (again->second, ==, test->again);
  g_assert_true ((first->second_problem != NULL) == (test->first == LUMBAR_SECOND_PLACE_FAILED));
  g_assert_cmpint (count_log (record, "backup-copy"), ==, test->first == LUMBAR_SECOND_PLACE_COPIED);
  fixed_world_set_time (NULL);
  if (test->place != PLACE_THERE)
    return;
  folder = lumbar_second_place_get_folder (lumbar_store_get_database (record->store), place, NULL);
  copy = g_build_filename (folder, "record.db.daily-2026-11-27", NULL);
  {
    g_autofree char *there = file_digest (copy);
    g_autofree char *here = file_digest (first->path);

    g_assert_cmpstr (there, ==, here);
  }
  g_assert_cmpint (count_files (folder, ""), ==, 1);
}

/* A stick that is put in later in the day; and one that another computer has used with this record. */
static void
test_second_place_later (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autofree char *place = record_file (record, "stick");
  g_autofree char *folder = lumbar_second_place_get_folder (lumbar_store_get_database (record->store), place, NULL);
  g_autofree char *other = NULL;
  g_autoptr (LumbarDailyBackup) out = back_up (record, "2026-11-27T09:00:00Z", place);
  g_autoptr (LumbarDailyBackup) in = NULL;
  g_autoptr (LumbarDailyBackup) next = NULL;

  g_assert_cmpint (out->second, ==, LUMBAR_SECOND_PLACE_AWAY);
  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  in = back_up (record, "2026-11-27T12:00:00Z", place);
  g_assert_false (in->made);
  g_assert_cmpint (in->second, ==, LUMBAR_SECOND_PLACE_COPIED);

  other = g_build_filename (folder, "record.db.daily-2026-11-28", NULL);
  g_assert_true (g_file_set_contents (other, "theirs", -1, NULL));
  next = back_up (record, "2026-11-28T12:00:00Z", place);
  g_assert_cmpint (next->second, ==, LUMBAR_SECOND_PLACE_COPIED);
  g_assert_cmpint (count_files (folder, "record.db.daily-2026-11-28"), ==, 2);
  fixed_world_set_time (NULL);
}

static void
assert_status (Record *record, guint n_daily, const char *newest, const char *last_test, gboolean passed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarBackupStatus) status = lumbar_backup_status_new (record->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (status->n_daily, ==, n_daily);
  g_assert_cmpstr (status->newest, ==, newest);
  g_assert_cmpstr (status->last_test, ==, last_test);
  g_assert_cmpint (status->test_passed, ==, passed);
}

static void
test_test_once_a_month (void)
{
  g_autoptr (Record) record = make_record ("2026-10-30T09:00:00Z");
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);

  assert_status (record, 0, NULL, NULL, FALSE);
  daily (record, "2026-10-30T09:00:00Z", NULL);
  daily (record, "2026-10-31T09:00:00Z", NULL);
  assert_status (record, 2, "2026-10-31", "2026-10-30T09:00:00Z", TRUE);
  daily (record, "2026-11-01T09:00:00Z", NULL);
  daily (record, "2026-11-02T09:00:00Z", NULL);
  assert_status (record, 4, "2026-11-02", "2026-11-01T09:00:00Z", TRUE);
  g_assert_cmpint (count_log (record, "test-restore"), ==, 2);
  g_assert_cmpint (count_files (folder, ".lumbar-"), ==, 0);
  fixed_world_set_time (NULL);
}

/* A byte inside a page, which a look at the header does not see. */
static void
spoil_inside (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (gsize i = length / 2; i < length / 2 + 200; i++)
    content[i] ^= 0x55;
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static void
test_test_finds_damage (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);
  g_autofree char *first = g_build_filename (folder, "record.db.daily-2026-11-27", NULL);
  g_autoptr (LumbarDailyBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (lumbar_store_backup (record->store, first, &error));
  spoil_inside (first);
  g_assert_false (lumbar_test_restore_run (first, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD);
  backup = back_up (record, "2026-11-27T09:00:00Z", NULL);
  g_assert_true (backup->tested);
  g_assert_nonnull (backup->test_problem);
  /* Another is made; the damaged one stays where it is. */
  g_assert_true (backup->made);
  g_assert_true (g_str_has_suffix (backup->path, "record.db.daily-2026-11-27-2"));
  assert_status (record, 2, "2026-11-27", "2026-11-27T09:00:00Z", FALSE);
  g_assert_cmpint (count_files (folder, ""), ==, 2);
  fixed_world_set_time (NULL);
}

/* Nobody has entered: the copy is made, is as guarded as the record, and nothing of anybody is told. */
static void
test_guarded (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (LumbarDailyBackup) backup = NULL;
  g_autoptr (LumbarStore) copy = NULL;
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_protect (record->store, first, "an invented passphrase", &recovery, &error));
  record_reopen (record);
  g_assert_true (lumbar_store_is_shut (record->store));
  backup = back_up (record, "2026-11-27T09:00:00Z", NULL);
  g_assert_true (backup->made);
  g_assert_null (backup->test_problem);
  assert_status (record, 1, "2026-11-27", "2026-11-27T09:00:00Z", TRUE);
  g_assert_null (lumbar_store_search_patients (record->store, "", 0, NULL));
  copy = lumbar_store_open (test_knowledge (), backup->path, LUMBAR_STORE_READ_ONLY, "x", &error);
  g_assert_no_error (error);
  g_assert_true (lumbar_store_is_shut (copy));
  lumbar_store_verify (record->store, NULL, &error);
  g_assert_no_error (error);
  fixed_world_set_time (NULL);
}

static gpointer
work (gpointer data)
{
  g_autoptr (GError) error = NULL;

  lumbar_daily_backup_work (data, &error);
  g_assert_no_error (error);
  return NULL;
}

/* The thread that has the record goes on writing, also where the other holds what it reads. */
static void
test_work_elsewhere (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarDailyBackup) backup = lumbar_daily_backup_new (record->store, NULL, &error);
  GThread *thread;

  g_assert_no_error (error);
  lumbar_database_set_busy_timeout (lumbar_store_get_database (record->store), 0);
  thread = g_thread_new ("backup", work, backup);
  for (guint i = 0; i < 30; i++)
    g_object_unref (record_add_patient (record, "Writes", "On", "", ""));
  g_thread_join (thread);
  g_assert_true (lumbar_daily_backup_finish (backup, record->store, &error));
  g_assert_no_error (error);
  g_assert_true (backup->made);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM patient"), ==, 31);
  g_assert_cmpint (count_log (record, "backup"), ==, 1);
  fixed_world_set_time (NULL);
}

/* The second connection leaves the locks of the first as they are: nobody restores over an open record. */
static void
test_locks_stay (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autoptr (LumbarDailyBackup) backup = back_up (record, "2026-11-27T09:00:00Z", NULL);
  static const char program[] = "import sqlite3, sys\n"
                                "c = sqlite3.connect (sys.argv[1], timeout = 0)\n"
                                "try:\n  mode = c.execute ('PRAGMA journal_mode = DELETE').fetchone ()[0]\n"
                                "except sqlite3.OperationalError:\n  mode = 'locked'\n"
                                "sys.exit (mode == 'delete')\n";
  const char *argv[] = { "python3", "-c", program, record->path, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  fixed_world_set_time (NULL);
}

/* One failing call, or a disk that fails from then on, on the first of another month each time, so that there is all to
 * do: a copy, its test and another in the second place. */
typedef struct {
  FaultKind kind;
  gboolean lasting;
} FaultCase;

static const FaultCase faults[] = {
  { FAULT_IO, FALSE }, { FAULT_IO, TRUE }, { FAULT_FULL, FALSE }, { FAULT_FULL, TRUE },
};

#define N_FAULT_POINTS 30

static void
verify_backup (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store = lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_ONLY, "x", &error);

  g_assert_no_error (error);
  g_assert_true (lumbar_store_verify (store, NULL, &error));
  g_assert_no_error (error);
}

static void
check_told (const char *message)
{
  if (message != NULL && (strstr (message, ".lumbar-") != NULL || strstr (message, "not an error") != NULL))
    g_error ("“%s” says nothing to anybody", message);
}

static void
fail_at (Record *record, const char *place, const FaultCase *test, guint at, const char *now)
{
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);
  g_autofree char *newest = NULL;
  g_autoptr (LumbarDailyBackup) backup = NULL;
  g_autoptr (LumbarDailyBackup) again = NULL;
  g_autoptr (GError) error = NULL;

  fixed_world_set_time (now);
  fault_set (test->kind, at, test->lasting);
  backup = lumbar_daily_backup_run (record->store, place, &error);
  fault_clear ();
  g_assert_true ((backup == NULL) == (error != NULL));
  check_told (error != NULL ? error->message : NULL);
  check_told (backup != NULL ? backup->test_problem : NULL);
  check_told (backup != NULL ? backup->second_problem : NULL);

  /* Whatever failed, there is a whole one; and once the disk is well, there is today's. */
  newest = lumbar_backup_folder_find_newest (record->path);
  verify_backup (newest);
  again = back_up (record, now, place);
  verify_backup (again->path);
  g_assert_cmpint (again->second, >=, LUMBAR_SECOND_PLACE_COPIED);
  g_assert_cmpint (again->second, <=, LUMBAR_SECOND_PLACE_THERE);
  if (test->kind == FAULT_FULL)
    g_assert_cmpint (count_files (folder, ".lumbar-"), ==, 0);
}

static void
test_any_call (gconstpointer data)
{
  const FaultCase *test = data;
  g_autoptr (Record) record = make_record ("2026-11-26T09:00:00Z");
  g_autofree char *place = record_file (record, "stick");
  guint n_calls;

  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  fault_count ();
  g_assert_true (daily (record, "2026-11-26T09:00:00Z", place));
  n_calls = fault_get_n_calls (test->kind);
  fault_clear ();
  g_assert_cmpuint (n_calls, >, N_FAULT_POINTS);
  for (guint i = 0; i < N_FAULT_POINTS; i++)
    {
      g_autofree char *now = g_strdup_printf ("%u-%02u-01T09:00:00Z", 2027 + i / 12, i % 12 + 1);

      fail_at (record, place, test, 1 + i * n_calls / N_FAULT_POINTS, now);
    }
  verify_backup (record->path);
  fixed_world_set_time (NULL);
}

static void
test_read_only (void)
{
  g_autoptr (Record) record = make_record ("2026-11-27T09:00:00Z");
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) reader =
    lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "x", &error);

  g_assert_null (lumbar_daily_backup_run (reader, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_READ_ONLY);
  g_assert_cmpint (count_files (record->directory, "backups"), ==, 0);
  fixed_world_set_time (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shim_install ();

  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    {
      g_autofree char *path = g_strconcat ("/store/daily/rotation/", lives[i].name, NULL);

      g_test_add_data_func (path, &lives[i], test_life);
    }
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autofree char *path = g_strconcat ("/store/daily/clock/", clocks[i].name, NULL);

      g_test_add_data_func (path, &clocks[i], test_clock);
    }
  g_test_add_func ("/store/daily/names", test_names);
  g_test_add_func ("/store/daily/once-a-day", test_once_a_day);
  g_test_add_func ("/store/daily/clock-stands", test_clock_stands);
  g_test_add_func ("/store/daily/damaged-record", test_damaged_record);
  g_test_add_func ("/store/daily/strangers-stay", test_strangers_stay);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strconcat ("/store/daily/second-place/", places[i].name, NULL);

      g_test_add_data_func (path, &places[i], test_second_place);
    }
  g_test_add_func ("/store/daily/second-place/later", test_second_place_later);
  g_test_add_func ("/store/daily/test/once-a-month", test_test_once_a_month);
  g_test_add_func ("/store/daily/test/finds-damage", test_test_finds_damage);
  g_test_add_func ("/store/daily/guarded", test_guarded);
  g_test_add_func ("/store/daily/work-elsewhere", test_work_elsewhere);
  g_test_add_func ("/store/daily/locks-stay", test_locks_stay);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/daily/any-call/%s-%s", fault_kind_get_name (faults[i].kind),
                                               faults[i].lasting ? "and-after" : "alone");

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &faults[i], test_any_call);
    }
  g_test_add_func ("/store/daily/read-only", test_read_only);
  return g_test_run ();
}
