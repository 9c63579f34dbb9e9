/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records this process has open, so that nothing else of it opens and closes one of them: with any handle that
 * a process closes on a file it loses all its locks on it (fcntl(2); sqlite.org/howtocorrupt.html, 2.2). Another
 * program that closes the record after that takes itself for the last one and removes the log, and what is written
 * here from then on is gone when the power is. */

#include "lumbar-open-files.h"

#include <glib/gstdio.h>

struct _LumbarOpenFile {
  guint64 device;
  guint64 inode;
  gboolean encrypted;
};

static GMutex mutex;
static GPtrArray *files; /* of LumbarOpenFile, each as often as it is open; guarded by the mutex */

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

/**
 * lumbar_open_files_add:
 * @path: a file that is about to be opened by SQLite
 * @encrypted: whether a key opens it
 *
 * Returns: (transfer full) (nullable): what to give to lumbar_open_files_remove() once SQLite has closed it; %NULL where
 *   there is no file yet
 */
LumbarOpenFile *
lumbar_open_files_add (const char *path, gboolean encrypted)
{
  LumbarOpenFile *file;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return NULL;
  file = g_new0 (LumbarOpenFile, 1);
  file->device = info.st_dev;
  file->inode = info.st_ino;
  file->encrypted = encrypted;
  g_mutex_lock (&mutex);
  if (files == NULL)
    files = g_ptr_array_new ();
  g_ptr_array_add (files, file);
  g_mutex_unlock (&mutex);
  return file;
}

/**
 * lumbar_open_files_remove:
 * @file: (nullable) (transfer full): a file that SQLite has closed
 */
void
lumbar_open_files_remove (LumbarOpenFile *file)
{
  if (file == NULL)
    return;
  g_mutex_lock (&mutex);
  g_ptr_array_remove_fast (files, file);
  if (files->len == 0)
    g_clear_pointer (&files, g_ptr_array_unref);
  g_mutex_unlock (&mutex);
  g_free (file);
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
