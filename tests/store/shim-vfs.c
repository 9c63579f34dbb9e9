/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer between SQLite and its own VFS: each call that matters is first asked of an observer, who may let it
 * fail, and then told to it. The files are real ones. Nothing is ever brought to disk: what a sync would have
 * kept is the observer's business, and tests need not wait for a real one.
 *
 * Not passed on: memory mapped reading of the database (the record does not use it). */

#include "shim-vfs.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  sqlite3_file base;
  const char *path; /* Borrowed from SQLite as long as the file is open; NULL for nameless files */
  gboolean is_log;  /* A journal or a write-ahead log */
  gboolean is_new;  /* Its name was not yet brought to disk with its first sync */
  sqlite3_file *real;
} ShimFile;

static sqlite3_vfs shim;
static sqlite3_vfs *real_vfs;
static ShimObserver current;

int
shim_ask (const ShimEvent *event, gint64 *part)
{
  gint64 ignored = -1;

  return current.before ? current.before (event, part ? part : &ignored, current.data) : 0;
}

void
shim_tell (const ShimEvent *event)
{
  if (current.after != NULL)
    current.after (event, current.data);
}

/* What SQLite's own VFS would say. */
static int
fail (int problem, int code)
{
  errno = problem;
  return code == SQLITE_IOERR_WRITE && problem == ENOSPC ? SQLITE_FULL : code;
}

static int
close_file (sqlite3_file *file)
{
  ShimFile *self = (ShimFile *) file;
  int code = self->real->pMethods ? self->real->pMethods->xClose (self->real) : SQLITE_OK;

  g_free (self->real);
  self->real = NULL;
  return code;
}

static int
read_file (sqlite3_file *file, void *buffer, int n, sqlite3_int64 offset)
{
  ShimFile *self = (ShimFile *) file;
  ShimEvent event = { SHIM_READ, self->path, .offset = offset, .length = n };
  int problem = shim_ask (&event, NULL);

  if (problem != 0)
    return fail (problem, SQLITE_IOERR_READ);
  return self->real->pMethods->xRead (self->real, buffer, n, offset);
}

static int
write_file (sqlite3_file *file, const void *buffer, int n, sqlite3_int64 offset)
{
  ShimFile *self = (ShimFile *) file;
  ShimEvent event = { SHIM_WRITE, self->path, .data = buffer, .offset = offset, .length = n };
  gint64 part = -1;
  int problem = shim_ask (&event, &part);
  int code;

  if (problem != 0)
    {
      if (part > 0)
        self->real->pMethods->xWrite (self->real, buffer, (int) MIN (part, n), offset);
      return fail (problem, SQLITE_IOERR_WRITE);
    }
  code = self->real->pMethods->xWrite (self->real, buffer, n, offset);
  if (code == SQLITE_OK)
    shim_tell (&event);
  return code;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  ShimFile *self = (ShimFile *) file;
  ShimEvent event = { SHIM_TRUNCATE, self->path, .length = size };
  int problem = shim_ask (&event, NULL);
  int code;

  if (problem != 0)
    return fail (problem, SQLITE_IOERR_TRUNCATE);
  code = self->real->pMethods->xTruncate (self->real, size);
  if (code == SQLITE_OK)
    shim_tell (&event);
  return code;
}

/* SQLite brings the name of a journal or a log to disk with the first sync of it, and goes on where that fails. */
static int
sync_file (sqlite3_file *file, int flags)
{
  ShimFile *self = (ShimFile *) file;
  ShimEvent event = { SHIM_SYNC, self->path };
  int problem = shim_ask (&event, NULL);

  if (problem != 0)
    return fail (problem, SQLITE_IOERR_FSYNC);
  shim_tell (&event);
  if (self->is_new)
    {
      g_autofree char *folder = g_path_get_dirname (self->path);
      ShimEvent naming = { SHIM_SYNC_FOLDER, folder };

      self->is_new = FALSE;
      if (shim_ask (&naming, NULL) == 0)
        shim_tell (&naming);
    }
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xFileSize (self->real, size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  ShimFile *self = (ShimFile *) file;
  ShimEvent event = { SHIM_LOCK, self->path };
  int problem = shim_ask (&event, NULL);

  return problem ? fail (problem, SQLITE_IOERR_LOCK) : self->real->pMethods->xLock (self->real, level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xUnlock (self->real, level);
}

static int
check_lock (sqlite3_file *file, int *locked)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xCheckReservedLock (self->real, locked);
}

static int
control_file (sqlite3_file *file, int operation, void *argument)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xFileControl (self->real, operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xSectorSize (self->real);
}

static int
get_characteristics (sqlite3_file *file)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xDeviceCharacteristics (self->real);
}

static int
map_memory (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  ShimFile *self = (ShimFile *) file;
  ShimEvent event = { SHIM_SHARED_MEMORY, self->path };
  int problem = shim_ask (&event, NULL);

  if (problem != 0)
    return fail (problem, SQLITE_IOERR_SHMMAP);
  return self->real->pMethods->xShmMap (self->real, region, size, extend, memory);
}

static int
lock_memory (sqlite3_file *file, int offset, int n, int flags)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xShmLock (self->real, offset, n, flags);
}

static void
order_memory (sqlite3_file *file)
{
  ShimFile *self = (ShimFile *) file;

  self->real->pMethods->xShmBarrier (self->real);
}

static int
unmap_memory (sqlite3_file *file, int remove)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xShmUnmap (self->real, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_memory,
  .xShmLock = lock_memory,
  .xShmBarrier = order_memory,
  .xShmUnmap = unmap_memory,
};

static int
open_file (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  ShimFile *self = (ShimFile *) file;
  ShimEvent event = { SHIM_OPEN, path };
  int problem = shim_ask (&event, NULL);
  int code;

  memset (self, 0, sizeof *self);
  if (problem != 0)
    return fail (problem, SQLITE_CANTOPEN);
  event.created = path != NULL && (flags & SQLITE_OPEN_CREATE) != 0 && !g_file_test (path, G_FILE_TEST_EXISTS);
  self->path = path;
  self->is_log = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
  self->is_new = self->is_log && event.created;
  self->real = g_malloc0 ((gsize) real_vfs->szOsFile);
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, out_flags);
  if (code != SQLITE_OK)
    {
      g_clear_pointer (&self->real, g_free);
      return code;
    }
  self->base.pMethods = &methods;
  if (path != NULL)
    shim_tell (&event);
  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  ShimEvent event = { SHIM_DELETE, path };
  g_autofree char *folder = g_path_get_dirname (path);
  ShimEvent naming = { SHIM_SYNC_FOLDER, folder };
  int problem = shim_ask (&event, NULL);
  int code;

  if (problem != 0)
    return fail (problem, SQLITE_IOERR_DELETE);
  code = real_vfs->xDelete (real_vfs, path, 0);
  if (code != SQLITE_OK)
    return code;
  shim_tell (&event);
  if (!sync_folder)
    return SQLITE_OK;
  problem = shim_ask (&naming, NULL);
  if (problem != 0)
    return fail (problem, SQLITE_IOERR_DIR_FSYNC);
  shim_tell (&naming);
  return SQLITE_OK;
}

static int
access_file (sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
  return real_vfs->xAccess (real_vfs, path, flags, result);
}

static int
name_file (sqlite3_vfs *vfs, const char *path, int n, char *name)
{
  return real_vfs->xFullPathname (real_vfs, path, n, name);
}

static int
make_random (sqlite3_vfs *vfs, int n, char *bytes)
{
  return real_vfs->xRandomness (real_vfs, n, bytes);
}

static int
sleep_for (sqlite3_vfs *vfs, int microseconds)
{
  return real_vfs->xSleep (real_vfs, microseconds);
}

static int
tell_time (sqlite3_vfs *vfs, double *now)
{
  return real_vfs->xCurrentTime (real_vfs, now);
}

static int
tell_time_64 (sqlite3_vfs *vfs, sqlite3_int64 *now)
{
  return real_vfs->xCurrentTimeInt64 (real_vfs, now);
}

static int
tell_problem (sqlite3_vfs *vfs, int n, char *text)
{
  return errno;
}

/**
 * shim_install:
 *
 * From now on every database of this process is reached through the layer; without an observer nothing changes
 * but that syncs are not done.
 */
void
shim_install (void)
{
  if (real_vfs != NULL)
    return;
  real_vfs = sqlite3_vfs_find (NULL);
  g_assert_nonnull (real_vfs);
  shim = (sqlite3_vfs){
    .iVersion = 2,
    .szOsFile = sizeof (ShimFile),
    .mxPathname = real_vfs->mxPathname,
    .zName = "lumbar-test",
    .xOpen = open_file,
    .xDelete = delete_file,
    .xAccess = access_file,
    .xFullPathname = name_file,
    .xRandomness = make_random,
    .xSleep = sleep_for,
    .xCurrentTime = tell_time,
    .xCurrentTimeInt64 = tell_time_64,
    .xGetLastError = tell_problem,
  };
  g_assert_cmpint (sqlite3_vfs_register (&shim, TRUE), ==, SQLITE_OK);
}

/**
 * shim_observe:
 * @observer: (nullable): who is asked and told from now on; %NULL = nobody
 */
void
shim_observe (const ShimObserver *observer)
{
  current = observer ? *observer : (ShimObserver){ 0 };
}

/**
 * shim_call_get_name:
 *
 * Returns: the call in words, for messages
 */
const char *
shim_call_get_name (ShimCall call)
{
  static const char *const names[] = {
    "open", "read", "write", "truncate", "sync", "delete", "lock", "shared-memory", "sync-folder", "rename", "link",
    "make-folder",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == SHIM_N_CALLS);
  return names[call];
}
