/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records this process has open, and what keeps other programs from taking it for gone. With any handle that a
 * process closes on a file it loses all its locks on it (fcntl(2); sqlite.org/howtocorrupt.html, 2.2). Another
 * program that closes the record after that takes itself for the last one and removes the log, and what is written
 * here from then on is gone when the power is. So nothing of ours looks at a record past SQLite while it is open; and
 * because a library may (a file dialog reads the first bytes of all files in a folder), the locks that say that
 * somebody is there are held a second time, as such that belong to a handle and not to the process. */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "lumbar-open-files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Where SQLite's own locks lie: of everybody who has the file open, and of everybody who has its log's index open
 * (sqlite.org/src, os_unix.c: SHARED_FIRST, SHARED_SIZE, UNIX_SHM_DMS; part of its file format). */
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_SIZE 510
#define INDEX_PLACE 128

struct _LumbarOpenFile {
  guint64 device;
  guint64 inode;
  gboolean encrypted;
  guint n_open;  /* Connections that are not closed yet */
  guint n_using; /* Those that are not about to be closed */
  int file;      /* -1 without */
  int index;     /* -1 without */
};

static GMutex mutex;
static GPtrArray *files; /* of LumbarOpenFile; guarded by the mutex */

/* The file itself, whatever it is called and wherever it was moved. */
static LumbarOpenFile *
find (const GStatBuf *info)
{
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      LumbarOpenFile *file = files->pdata[i];

      if (file->device == info->st_dev && file->inode == info->st_ino)
        return file;
    }
  return NULL;
}

static LumbarOpenFile *
ensure (const GStatBuf *info, gboolean encrypted)
{
  LumbarOpenFile *file = find (info);

  if (file != NULL)
    return file;
  file = g_new0 (LumbarOpenFile, 1);
  file->device = info->st_dev;
  file->inode = info->st_ino;
  file->encrypted = encrypted;
  file->file = file->index = -1;
  if (files == NULL)
    files = g_ptr_array_new ();
  g_ptr_array_add (files, file);
  return file;
}

/**
 * lumbar_open_files_add:
 * @path: a file that is about to be opened by SQLite
 * @encrypted: whether a key opens it
 *
 * Returns: (nullable): what to give to lumbar_open_files_let_go() and lumbar_open_files_remove(); %NULL where there is
 *   no file yet
 */
LumbarOpenFile *
lumbar_open_files_add (const char *path, gboolean encrypted)
{
  LumbarOpenFile *file;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return NULL;
  g_mutex_lock (&mutex);
  file = ensure (&info, encrypted);
  file->n_open++;
  file->n_using++;
  g_mutex_unlock (&mutex);
  return file;
}

/* A file system that has no such locks has only SQLite's: that is no reason to stop. */
static void
set_lock (int file, short type, goffset start, goffset length)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length };

  if (file >= 0 && fcntl (file, F_OFD_SETLK, &lock) != 0)
    g_debug ("The locks of the record are not held twice: %m");
}

/**
 * lumbar_open_files_hold:
 * @file: (nullable): a record that SQLite has open for writing, in WAL mode
 * @path: where it lies
 *
 * Holds the locks that say that somebody has it open, whatever else of this process opens and closes it.
 */
void
lumbar_open_files_hold (LumbarOpenFile *file, const char *path)
{
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  if (file == NULL)
    return;
  g_mutex_lock (&mutex);
  /* Opening takes nothing away, only closing does. */
  if (file->file < 0)
    file->file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (file->index < 0)
    file->index = g_open (index, O_RDONLY | O_CLOEXEC, 0);
  set_lock (file->file, F_RDLCK, SHARED_FIRST, SHARED_SIZE);
  set_lock (file->index, F_RDLCK, INDEX_PLACE, 1);
  g_mutex_unlock (&mutex);
}

/**
 * lumbar_open_files_let_go:
 * @file: (nullable): a file that SQLite is about to close
 *
 * Lets SQLite see whether it is the last one to close the record, and then fold the log into it.
 */
void
lumbar_open_files_let_go (LumbarOpenFile *file)
{
  if (file == NULL)
    return;
  g_mutex_lock (&mutex);
  if (--file->n_using == 0)
    {
      set_lock (file->file, F_UNLCK, SHARED_FIRST, SHARED_SIZE);
      set_lock (file->index, F_UNLCK, INDEX_PLACE, 1);
    }
  g_mutex_unlock (&mutex);
}

/**
 * lumbar_open_files_remove:
 * @file: (nullable): a file that SQLite has closed, after lumbar_open_files_let_go()
 */
void
lumbar_open_files_remove (LumbarOpenFile *file)
{
  if (file == NULL)
    return;
  g_mutex_lock (&mutex);
  if (--file->n_open == 0)
    {
      g_ptr_array_remove_fast (files, file);
      if (file->file >= 0)
        close (file->file);
      if (file->index >= 0)
        close (file->index);
      g_free (file);
      if (files->len == 0)
        g_clear_pointer (&files, g_ptr_array_unref);
    }
  g_mutex_unlock (&mutex);
}

/**
 * lumbar_open_files_begin_look:
 * @path: a file, there or not
 * @encrypted: (out) (optional): where it is open here, whether a key opens it
 *
 * Asks for leave to open and close a file past SQLite. Until lumbar_open_files_end_look() nobody else of this process
 * opens a record.
 *
 * Returns: whether it may be; %FALSE where it is open here, and then nothing is to be ended
 */
gboolean
lumbar_open_files_begin_look (const char *path, gboolean *encrypted)
{
  const LumbarOpenFile *file;
  GStatBuf info;

  g_mutex_lock (&mutex);
  file = g_stat (path, &info) == 0 ? find (&info) : NULL;
  if (file == NULL)
    return TRUE;
  if (encrypted != NULL)
    *encrypted = file->encrypted;
  g_mutex_unlock (&mutex);
  return FALSE;
}

/**
 * lumbar_open_files_end_look:
 *
 * Says that the file is closed again.
 */
void
lumbar_open_files_end_look (void)
{
  g_mutex_unlock (&mutex);
}
