/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls that the record's own code makes outside SQLite, put in the way by the linker (--wrap, see
 * meson.build): they pass the same observer as SQLite's. Real ones are done, but for the syncs. Only what the
 * objects of the test program itself call is caught, which is all of ours. */

#include <errno.h>
#include <glib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim-vfs.h"

int __real_rename (const char *from, const char *to);
int __real_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
int __real_link (const char *from, const char *to);
int __real_g_unlink (const char *path);
int __real_g_mkstemp_full (char *template, int flags, int mode);
int __real_g_mkdir_with_parents (const char *path, int mode);

int __wrap_fsync (int file);
int __wrap_rename (const char *from, const char *to);
int __wrap_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
int __wrap_link (const char *from, const char *to);
int __wrap_g_unlink (const char *path);
int __wrap_g_mkstemp_full (char *template, int flags, int mode);
int __wrap_g_mkdir_with_parents (const char *path, int mode);

static gboolean
may (const ShimEvent *event)
{
  int problem = shim_ask (event, NULL);

  if (problem != 0)
    errno = problem;
  return problem == 0;
}

static int
tell_done (const ShimEvent *event, int result)
{
  if (result >= 0)
    shim_tell (event);
  return result;
}

int
__wrap_fsync (int file)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", file);
  g_autofree char *path = g_file_read_link (link, NULL);
  struct stat info;
  ShimEvent event = { SHIM_SYNC, path };

  if (fstat (file, &info) != 0)
    return -1;
  if (S_ISDIR (info.st_mode))
    event.call = SHIM_SYNC_FOLDER;
  return may (&event) ? tell_done (&event, 0) : -1;
}

int
__wrap_rename (const char *from, const char *to)
{
  ShimEvent event = { SHIM_RENAME, from, .to = to };

  return may (&event) ? tell_done (&event, __real_rename (from, to)) : -1;
}

int
__wrap_renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
  ShimEvent event = { SHIM_RENAME, from, .to = to };

  return may (&event) ? tell_done (&event, __real_renameat2 (from_folder, from, to_folder, to, flags)) : -1;
}

int
__wrap_link (const char *from, const char *to)
{
  ShimEvent event = { SHIM_LINK, from, .to = to };

  return may (&event) ? tell_done (&event, __real_link (from, to)) : -1;
}

int
__wrap_g_unlink (const char *path)
{
  ShimEvent event = { SHIM_DELETE, path };

  return may (&event) ? tell_done (&event, __real_g_unlink (path)) : -1;
}

int
__wrap_g_mkstemp_full (char *template, int flags, int mode)
{
  ShimEvent event = { SHIM_OPEN, template, .created = TRUE };

  return may (&event) ? tell_done (&event, __real_g_mkstemp_full (template, flags, mode)) : -1;
}

/* Told of from the outermost folder that is missing to the last. */
int
__wrap_g_mkdir_with_parents (const char *path, int mode)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  ShimEvent event = { SHIM_MAKE_FOLDER, path };
  char *folder = g_strdup (path);
  int result;

  while (!g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      g_ptr_array_add (missing, folder);
      folder = g_path_get_dirname (folder);
    }
  g_free (folder);
  if (missing->len > 0 && !may (&event))
    return -1;
  result = __real_g_mkdir_with_parents (path, mode);
  for (guint i = result == 0 ? missing->len : 0; i > 0; i--)
    {
      event.path = missing->pdata[i - 1];
      shim_tell (&event);
    }
  return result;
}
