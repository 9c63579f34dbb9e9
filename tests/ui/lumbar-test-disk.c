/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between SQLite and the files it writes ahead to, where each commit goes: there a commit waits for
 * the disk once, and a full disk refuses the write. */

#include "lumbar-test-disk.h"

#include <sqlite3.h>

static sqlite3_vfs disk;
static sqlite3_vfs *real_disk;
static sqlite3_io_methods methods;
static const sqlite3_io_methods *real_methods;

/* Set by the test, read by the thread that writes. */
static gint slow_ms;
static gint full;
static gint n_commits;
static gint n_refused;

static int
write_cb (sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
  if (!g_atomic_int_get (&full))
    return real_methods->xWrite (file, data, size, at);
  g_atomic_int_inc (&n_refused);
  return SQLITE_FULL;
}

static int
sync_cb (sqlite3_file *file, int flags)
{
  g_atomic_int_inc (&n_commits);
  g_usleep ((gulong) g_atomic_int_get (&slow_ms) * 1000);
  return real_methods->xSync (file, flags);
}

static int
open_cb (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int result = real_disk->xOpen (real_disk, name, file, flags, out_flags);

  if (result != SQLITE_OK || !(flags & SQLITE_OPEN_WAL))
    return result;
  if (real_methods == NULL)
    {
      real_methods = file->pMethods;
      methods = *real_methods;
      methods.xWrite = write_cb;
      methods.xSync = sync_cb;
    }
  g_assert_true (file->pMethods == real_methods);
  file->pMethods = &methods;
  return result;
}

/**
 * lumbar_test_disk_install:
 *
 * Puts the disk in place, neither slow nor full.
 */
void
lumbar_test_disk_install (void)
{
  real_disk = sqlite3_vfs_find (NULL);
  g_assert_nonnull (real_disk);
  disk = *real_disk;
  disk.zName = "lumbar-test-disk";
  disk.xOpen = open_cb;
  disk.pNext = NULL;
  g_assert_cmpint (sqlite3_vfs_register (&disk, TRUE), ==, SQLITE_OK);
}

/**
 * lumbar_test_disk_set_slow:
 * @ms_per_commit: how long each commit waits
 */
void
lumbar_test_disk_set_slow (guint ms_per_commit)
{
  g_atomic_int_set (&slow_ms, (gint) ms_per_commit);
}

/**
 * lumbar_test_disk_set_full:
 * @is_full: whether nothing more can be written
 */
void
lumbar_test_disk_set_full (gboolean is_full)
{
  g_atomic_int_set (&full, is_full);
}

/**
 * lumbar_test_disk_get_n_commits:
 *
 * Returns: how often something was brought to the disk
 */
guint
lumbar_test_disk_get_n_commits (void)
{
  return (guint) g_atomic_int_get (&n_commits);
}

/**
 * lumbar_test_disk_get_n_refused:
 *
 * Returns: how many writes were refused because the disk was full
 */
guint
lumbar_test_disk_get_n_refused (void)
{
  return (guint) g_atomic_int_get (&n_refused);
}
