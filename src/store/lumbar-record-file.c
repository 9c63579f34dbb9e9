/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record as a file among files: is it one at all, and how a new one takes its place so that at
 * every moment there is a whole one there. */

#define _GNU_SOURCE /* renameat2 () */

#include "lumbar-record-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-cipher.h"
#include "lumbar-key-file.h"
#include "lumbar-open-files.h"

/* https://www.sqlite.org/fileformat2.html#the_database_header */
#define HEADER_SIZE 100
#define HEADER_MAGIC "SQLite format 3"
#define HEADER_PAGE_SIZE 16
#define HEADER_N_PAGES 28
#define HEADER_APPLICATION_ID 68

/* SQLCipher 4's own, never changed by us. */
#define ENCRYPTED_PAGE_SIZE 4096

/**
 * lumbar_record_file_set_error:
 * @fallback: the code where the system's reason is none of the usual
 * @problem: an errno
 * @path: the file
 *
 * Says why the system refused, with a code the caller can act on.
 */
void
lumbar_record_file_set_error (GError **error, LumbarError fallback, int problem, const char *path)
{
  switch (problem)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_FULL,
                   _("There is no room left for “%s”. Nothing was changed; make room and try again."), path);
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_READ_ONLY,
                   _("“%s” can't be written: you may only read it or its folder. "
                     "Ask for permission to write there, or choose another place."),
                   path);
      break;
    case ENOENT:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("There is no “%s”."), path);
      break;
    default:
      g_set_error (error, LUMBAR_ERROR, fallback, _("“%s” can't be used: %s."), path, g_strerror (problem));
      break;
    }
}

/**
 * lumbar_record_file_rename_in_error:
 * @error: (nullable): what may hold an error about a temporary file
 * @temporary: (nullable): its name, which nobody knows
 * @path: the file that it stands for
 *
 * Names @path in the message.
 */
void
lumbar_record_file_rename_in_error (GError **error, const char *temporary, const char *path)
{
  g_autofree char *whole = temporary ? g_canonicalize_filename (temporary, NULL) : NULL;
  const char *names[] = { whole, temporary };

  if (error == NULL || *error == NULL || temporary == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) parts = g_strsplit ((*error)->message, names[i], -1);

      g_free ((*error)->message);
      (*error)->message = g_strjoinv (path, parts);
    }
}

static guint32
get_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/**
 * lumbar_record_file_has_log:
 * @path: a record, there or not
 *
 * Returns: whether a write-ahead log beside it holds something
 */
gboolean
lumbar_record_file_has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

/* The file must be as long as its header says, unless the log still holds its end. */
static gboolean
is_whole (const guint8 *header, const char *path, goffset size)
{
  guint32 page_size = (guint32) header[HEADER_PAGE_SIZE] << 8 | header[HEADER_PAGE_SIZE + 1];

  if (page_size == 1)
    page_size = 65536;
  return (goffset) get_big_endian (header + HEADER_N_PAGES) * page_size <= size ||
         lumbar_record_file_has_log (path);
}

/* An encrypted file looks like noise from its first byte on; that of SQLite has blocks of zeros here. */
static gboolean
looks_encrypted (const guint8 *header)
{
  guint n_zeros = 0, n_high = 0;

  for (guint i = 0; i < HEADER_SIZE; i++)
    {
      n_zeros += header[i] == 0;
      n_high += header[i] >= 0x80;
    }
  return n_zeros <= 5 && n_high >= 25 && n_high <= 75;
}

/* All there is to be seen without the key. Returns what is wrong, or NULL. */
static const char *
find_encrypted_problem (const char *path, goffset size)
{
  if (!lumbar_cipher_is_available ())
    return _("it is encrypted; this build of Lumbar can't open it, one with SQLCipher can");
  if (size < ENCRYPTED_PAGE_SIZE || (size % ENCRYPTED_PAGE_SIZE != 0 && !lumbar_record_file_has_log (path)))
    return _("its end is missing");
  return NULL;
}

static const char *
find_problem (const char *path, const guint8 *header, gssize n, goffset size)
{
  gboolean sqlite = memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) == 0;

  if (n == 0)
    return _("it is empty, and a record never is");
  if (!sqlite && lumbar_key_file_exists (path))
    return find_encrypted_problem (path, size);
  if (!sqlite && looks_encrypted (header))
    return _("it seems to be encrypted, but its key file, of the same name with “-keys” at its end, is missing");
  if (!sqlite)
    return _("it is no record of Lumbar, or its beginning is damaged");
  if (n < HEADER_SIZE || !is_whole (header, path, size))
    return _("its end is missing");
  if (get_big_endian (header + HEADER_APPLICATION_ID) != LUMBAR_APPLICATION_ID)
    return _("it is the database of another program");
  return NULL;
}

/**
 * lumbar_record_file_is_encrypted:
 * @path: a file, there or not
 *
 * Returns: whether it is an encrypted record, or one so damaged that it could be: no database of SQLite, with a key
 *   file beside
 */
gboolean
lumbar_record_file_is_encrypted (const char *path)
{
  char magic[sizeof HEADER_MAGIC];
  gboolean encrypted;
  gssize n = -1;
  int file;

  if (!lumbar_open_files_begin_look (path, &encrypted))
    return encrypted;
  file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (file >= 0)
    {
      n = read (file, magic, sizeof magic);
      close (file);
    }
  lumbar_open_files_end_look ();
  return n > 0 && (n < (gssize) sizeof magic || memcmp (magic, HEADER_MAGIC, sizeof magic) != 0) &&
         lumbar_key_file_exists (path);
}

/* Returns: 0, or why it can't be read */
static int
read_header (const char *path, guint8 *header, gssize *n, goffset *size)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  GStatBuf info = { 0 };
  int reason = 0;

  if (file < 0 || fstat (file, &info) != 0 || (*n = read (file, header, HEADER_SIZE)) < 0)
    reason = errno;
  if (file >= 0)
    close (file);
  *size = info.st_size;
  return reason;
}

/**
 * lumbar_record_file_check:
 * @path: a file
 *
 * Looks at a file without changing it. Of an encrypted one little can be seen.
 *
 * Returns: %FALSE with @error set where it is no record or is visibly damaged
 */
gboolean
lumbar_record_file_check (const char *path, GError **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  const char *problem;
  int reason;
  goffset size = 0;
  gssize n = 0;

  /* What is open here was looked at before it was opened. */
  if (!lumbar_open_files_begin_look (path, NULL))
    return TRUE;
  reason = read_header (path, header, &n, &size);
  lumbar_open_files_end_look ();
  if (reason == EACCES)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD, _("You may not read “%s”."), path);
  else if (reason != 0)
    lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, reason, path);
  if (reason != 0)
    return FALSE;

  problem = find_problem (path, header, n, size);
  if (problem != NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” can't be opened: %s. It is left as it is; choose another file, or restore the last "
                   "good backup."),
                 path, problem);
  return problem == NULL;
}

/**
 * lumbar_record_file_make_temporary:
 * @path: a file
 *
 * Makes an empty file beside @path, for its owner's eyes only.
 *
 * Returns: (transfer full): its name, or %NULL with @error set
 */
char *
lumbar_record_file_make_temporary (const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (directory, ".lumbar-XXXXXX", NULL);
  int file = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  if (file < 0)
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, path);
      return NULL;
    }
  close (file);
  return g_steal_pointer (&temporary);
}

/**
 * lumbar_record_file_remove_temporary:
 * @path: a file from lumbar_record_file_make_temporary()
 *
 * Removes it with all that SQLite may have left beside it.
 */
void
lumbar_record_file_remove_temporary (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/**
 * lumbar_record_file_sync:
 * @path: a folder, or a file that is not open here as a record (lumbar-open-files.c)
 *
 * Returns: %FALSE with @error set where it can't be brought to disk
 */
gboolean
lumbar_record_file_sync (const char *path, GError **error)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = file >= 0 && fsync (file) == 0;

  if (!synced)
    lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, path);
  if (file >= 0)
    close (file);
  return synced;
}

/* A folder outlives a power cut only when the one it lies in is on disk too. */
static gboolean
make_directory (const char *directory, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (directory);

  if (g_file_test (directory, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!make_directory (parent, error))
    return FALSE;
  if (g_mkdir_with_parents (directory, 0700) == 0)
    return lumbar_record_file_sync (parent, error);
  lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, directory);
  return FALSE;
}

/**
 * lumbar_record_file_make_directory:
 * @path: a file
 *
 * Makes the folder it is to lie in, and those that one lies in, for its owner's eyes only; on disk when it returns.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_record_file_make_directory (const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return make_directory (directory, error);
}

static gboolean
sync_directory (const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return lumbar_record_file_sync (directory, error);
}

/* Like rename (), but never over something. Few file systems lack it; there, the moment between the
 * look and the rename is the risk. */
static int
rename_new (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return -1;
    }
  return g_rename (from, to);
}

/**
 * lumbar_record_file_place:
 * @temporary: a whole file beside @path
 * @path: its name to be
 * @replace: whether it may take the place of another
 *
 * Gives a finished file its name in one step, on disk when it returns.
 *
 * Returns: %FALSE with @error set and both files as they were
 */
gboolean
lumbar_record_file_place (const char *temporary, const char *path, gboolean replace, GError **error)
{
  if (!lumbar_record_file_sync (temporary, error))
    return FALSE;
  if ((replace ? g_rename (temporary, path) : rename_new (temporary, path)) != 0)
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, path);
      return FALSE;
    }
  return sync_directory (path, error);
}

/**
 * lumbar_record_file_make_name:
 * @path: a file
 * @what: what the other file is: "set-aside"
 *
 * Returns: (transfer full): a name beside @path that nothing has yet: "record.db.set-aside-20261122T101500Z"
 */
char *
lumbar_record_file_make_name (const char *path, const char *what)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char *name = g_strdup_printf ("%s.%s-%s", path, what, time);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.%s-%s-%u", path, what, time, i);
    }
  return name;
}

/* Its companions first: a log or a journal left behind would be played into the file that comes after. */
static gboolean
set_companion_aside (const char *path, const char *aside, const char *suffix)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (aside, suffix, NULL);

  return rename_new (from, to) == 0 || errno == ENOENT;
}

/**
 * lumbar_record_file_set_aside:
 * @path: a file that is to be replaced
 * @aside: (out) (transfer full): the second name it has now
 *
 * Gives the file a second name, so that it outlives its replacement and its place is never empty.
 * Where the file system knows no second names, it is renamed.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_record_file_set_aside (const char *path, char **aside, GError **error)
{
  g_autofree char *name = lumbar_record_file_make_name (path, "set-aside");

  if (!set_companion_aside (path, name, "-journal") || !set_companion_aside (path, name, "-wal") ||
      !set_companion_aside (path, name, "-shm") ||
      (link (path, name) != 0 && rename_new (path, name) != 0))
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, path);
      return FALSE;
    }
  *aside = g_steal_pointer (&name);
  return sync_directory (path, error);
}
