/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies that a power cut broke off go at the next opening; what is another program's, or younger than a day, stays. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <utime.h>

#define HOUR (60 * 60)

typedef struct {
  const char *name;
  gint64 age; /* Seconds */
  gboolean stays;
} Case;

static const Case cases[] = {
  { ".lumbar-Ab12Cd", 25 * HOUR, FALSE },      { ".lumbar-Ab12Cd-wal", 25 * HOUR, FALSE },
  { ".lumbar-Ab12Cd-journal", 30 * 24 * HOUR, FALSE }, { "backups/.lumbar-Ab12Cd", 25 * HOUR, FALSE },
  { ".lumbar-Ab12Ce", 23 * HOUR, TRUE },       { ".lumbar-Ab12Cf", 0, TRUE },
  { ".lumbar-Ab12Cg", -48 * HOUR, TRUE },      { ".lumbar-Ab12Cd.txt", 48 * HOUR, TRUE },
  { ".lumbar-Ab12C", 48 * HOUR, TRUE },        { ".lumbar-Ab12Cd7", 48 * HOUR, TRUE },
  { ".lumbar-Ab1-Cd", 48 * HOUR, TRUE },       { "lumbar-Ab12Cd", 48 * HOUR, TRUE },
  { "record.db.set-aside-20200101T000000Z", 48 * HOUR, TRUE }, { "backups/notes.txt", 48 * HOUR, TRUE },
};

static void
make_file (const char *path, gint64 age)
{
  time_t then = (time_t) (g_get_real_time () / G_USEC_PER_SEC - age);
  struct utimbuf times = { then, then };
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "left", -1, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static void
test_leftover (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = record_file (record, test->name);

  make_file (path, test->age);
  record_reopen (record);
  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, test->stays);
}

/* What only reads removes nothing. */
static void
test_reader (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = record_file (record, ".lumbar-Ab12Cd");
  g_autoptr (LumbarStore) reader = NULL;
  g_autoptr (GError) error = NULL;

  make_file (path, 48 * HOUR);
  reader = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, "x", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

typedef struct {
  const char *name;
  const char *file; /* In the folder */
  gboolean stays;
} FolderCase;

static const FolderCase folders[] = {
  { "of-a-test", "record.db", FALSE },
  { "with-something-else", "thesis.txt", TRUE },
};

/* The folder of a test-restore that was cut short. */
static void
test_folder (gconstpointer data)
{
  const FolderCase *test = data;
  g_autoptr (Record) record = record_new ();
  g_autofree char *folder = record_file (record, "backups/.lumbar-Ab12Cd");
  g_autofree char *path = g_build_filename (folder, test->file, NULL);
  time_t then = (time_t) (g_get_real_time () / G_USEC_PER_SEC - 48 * HOUR);
  struct utimbuf times = { then, then };

  make_file (path, 48 * HOUR);
  g_assert_cmpint (g_utime (folder, &times), ==, 0);
  record_reopen (record);
  g_assert_cmpint (g_file_test (folder, G_FILE_TEST_IS_DIR), ==, test->stays);
  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, test->stays);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (cases[i].name), "/", '-');
      g_autofree char *path = g_strconcat ("/store/leftovers/", name, NULL);

      g_test_add_data_func (path, &cases[i], test_leftover);
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_strconcat ("/store/leftovers/folder/", folders[i].name, NULL);

      g_test_add_data_func (path, &folders[i], test_folder);
    }
  g_test_add_func ("/store/leftovers/reader", test_reader);
  return g_test_run ();
}
