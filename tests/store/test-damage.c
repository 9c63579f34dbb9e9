/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record that is damaged, empty or gone: said when it is opened, left as it is, and never replaced by a new one
 * where there was one. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-backup-folder.h"
#include "lumbar-daily-backup.h"

#define PAGE 4096

static Record *
make_record (void)
{
  Record *record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1");

  for (guint day = 1; day <= 9; day++)
    {
      g_autofree char *at = g_strdup_printf ("2026-01-0%uT09:00:00Z", day);

      g_free (record_add_signed (record, patient->id, at, 6));
    }
  return record;
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
}

/* Another program, or the disk, wrote over a page; of the first one not over the header of the file. */
static void
spoil_page (const char *path, guint page)
{
  g_autofree char *content = NULL;
  gsize length, from = page == 0 ? 100 : page * PAGE;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint ((page + 1) * PAGE, <=, length);
  memset (content + from, 0x55, (page + 1) * PAGE - from);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static guint
find_root (const char *path, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage - 1 FROM sqlite_schema WHERE name = '%s'", name);

  return (guint) raw_int (path, sql);
}

typedef struct {
  const char *name;
  const char *root;    /* Of which the first page is spoilt */
  const char *journal; /* How the file is journaled */
} PageCase;

static const PageCase pages[] = {
  { "patients", "patient", "WAL" },       { "visits", "encounter", "WAL" },
  { "log", "audit", "WAL" },              { "index", "encounter_by_patient", "WAL" },
  { "plain-copy-visits", "encounter", "DELETE" }, { "plain-copy-log", "audit", "DELETE" },
};

static void
test_page (gconstpointer data)
{
  const PageCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = %s", test->journal);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_cmpint (raw_execute (record->path, sql, NULL), ==, SQLITE_OK);
  spoil_page (record->path, find_root (record->path, test->root));
  before = file_digest (record->path);
  g_assert_null (lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "is damaged");
  assert_error (error, LUMBAR_ERROR_RECORD, record->path);
  after = file_digest (record->path);
  g_assert_cmpstr (after, ==, before);
}

/* After a power cut a log lies beside it: it is not played into a file that is damaged, nor removed. */
static void
test_log_stays (gconstpointer data)
{
  const char *root = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *copy = record_file (record, "copy.db");
  g_autofree char *log = record_file (record, "record.db-wal");
  g_autofree char *log_copy = record_file (record, "copy.db-wal");
  g_autofree char *before = NULL;
  g_autofree char *log_before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *log_after = NULL;
  guint page = root != NULL ? find_root (record->path, root) : 0;
  g_autoptr (GError) error = NULL;

  /* All but one row is in the file. */
  g_assert_true (lumbar_database_execute (lumbar_store_get_database (record->store), "PRAGMA wal_checkpoint (TRUNCATE)",
                                          NULL));
  g_assert_true (lumbar_store_log (record->store, "view", NULL, NULL, NULL, &error));
  copy_file (record->path, copy);
  copy_file (log, log_copy);
  spoil_page (copy, page);
  before = file_digest (copy);
  log_before = file_digest (log_copy);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (lumbar_store_open (test_knowledge (), copy, LUMBAR_STORE_READ_WRITE, "Dr Test", &error));
      g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD);
      g_clear_error (&error);
    }
  after = file_digest (copy);
  log_after = file_digest (log_copy);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (log_after, ==, log_before);
}

/* More than is looked at while it is opened. */
static void
test_large (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_cmpint (raw_execute (record->path, "CREATE TABLE more (text); INSERT INTO more VALUES (zeroblob (17 << 20))",
                                NULL),
                   ==, SQLITE_OK);
  record_reopen (record);
  g_assert_true (lumbar_store_quick_check (record->store, &error));
  g_assert_no_error (error);
  g_clear_pointer (&record->store, lumbar_store_close);

  spoil_page (record->path, 2000);
  before = file_digest (record->path);
  record_reopen (record);
  g_assert_false (lumbar_store_quick_check (record->store, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "is damaged");
  g_clear_error (&error);
  /* Nothing is written any more. */
  g_assert_false (lumbar_store_log (record->store, "view", NULL, NULL, NULL, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_READ_ONLY);
  g_clear_pointer (&record->store, lumbar_store_close);
  after = file_digest (record->path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_whole (void)
{
  g_autoptr (Record) record = make_record ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_quick_check (record->store, &error));
  g_assert_no_error (error);
}

typedef enum {
  LEFT_DAILY,
  LEFT_BEFORE_UPGRADE,
  LEFT_DAMAGED_DAILY,
  LEFT_OTHER,
  LEFT_NOTHING,
} Left;

typedef struct {
  const char *name;
  Left left;
  gboolean refused; /* Rather than begun anew */
  gboolean offered;
} LeftCase;

static const LeftCase left_cases[] = {
  { "daily", LEFT_DAILY, TRUE, TRUE },
  { "before-upgrade", LEFT_BEFORE_UPGRADE, TRUE, TRUE },
  { "damaged-daily", LEFT_DAMAGED_DAILY, TRUE, FALSE },
  { "other-record", LEFT_OTHER, FALSE, FALSE },
  { "nothing", LEFT_NOTHING, FALSE, FALSE },
};

static void
leave (Record *record, Left left)
{
  static const char *const names[] = { "backups/record.db.daily-2026-01-09", "record.db.version-6-20260109T090000Z",
                                       "backups/record.db.daily-2026-01-09", "backups/other.db.daily-2026-01-09" };
  g_autofree char *folder = lumbar_backup_folder_get_path (record->path);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (left == LEFT_NOTHING)
    return;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  path = record_file (record, names[left]);
  lumbar_store_backup (record->store, path, &error);
  g_assert_no_error (error);
  if (left == LEFT_DAMAGED_DAILY)
    g_assert_true (g_file_set_contents (path, "rubble", -1, NULL));
}

/* The record is gone, by hand or with a disk: where backups are, no empty one takes its place. */
static void
test_missing (gconstpointer data)
{
  const LeftCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autoptr (GError) error = NULL;

  leave (record, test->left);
  g_clear_pointer (&record->store, lumbar_store_close);
  g_unlink (record->path);
  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  if (!test->refused)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_null (record->store);
  assert_error (error, LUMBAR_ERROR_RECORD, "there are backups of it");
  g_assert_true ((strstr (error->message, "The newest backup is") != NULL) == test->offered);
  g_assert_false (g_file_test (record->path, G_FILE_TEST_EXISTS));
}

static void
test_empty (gconstpointer data)
{
  const LeftCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  leave (record, test->left);
  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_true (g_file_set_contents (record->path, "", 0, NULL));
  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_assert_null (record->store);
  assert_error (error, LUMBAR_ERROR_RECORD, "it is empty");
  g_assert_true ((strstr (error->message, "The newest backup is") != NULL) == test->offered);
  g_assert_cmpint (g_stat (record->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
}

/* The whole way: a backup of the day, the record gone, the backup put back where it was. */
static void
test_way_back (void)
{
  g_autoptr (Record) record = make_record ();
  g_autoptr (LumbarDailyBackup) backup = NULL;
  g_autofree char *newest = NULL;
  g_autoptr (GError) error = NULL;

  backup = lumbar_daily_backup_run (record->store, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&record->store, lumbar_store_close);
  spoil_page (record->path, find_root (record->path, "encounter"));
  newest = lumbar_backup_folder_find_newest (record->path);
  g_assert_cmpstr (newest, ==, backup->path);
  g_assert_true (lumbar_store_restore (newest, record->path, &error));
  g_assert_no_error (error);
  record_reopen (record);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM encounter"), ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/damage/page/", pages[i].name, NULL);

      g_test_add_data_func (path, &pages[i], test_page);
    }
  for (guint i = 0; i < G_N_ELEMENTS (left_cases); i++)
    {
      g_autofree char *missing = g_strconcat ("/store/damage/missing/", left_cases[i].name, NULL);
      g_autofree char *empty = g_strconcat ("/store/damage/empty/", left_cases[i].name, NULL);

      g_test_add_data_func (missing, &left_cases[i], test_missing);
      g_test_add_data_func (empty, &left_cases[i], test_empty);
    }
  g_test_add_data_func ("/store/damage/log-stays/patients", "patient", test_log_stays);
  g_test_add_data_func ("/store/damage/log-stays/schema", NULL, test_log_stays);
  g_test_add_func ("/store/damage/large", test_large);
  g_test_add_func ("/store/damage/whole", test_whole);
  g_test_add_func ("/store/damage/way-back", test_way_back);
  return g_test_run ();
}
