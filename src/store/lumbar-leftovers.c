/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a power cut leaves of a copy that was being made: ".lumbar-" and six letters or digits, with what SQLite had
 * beside it, and the folder that a backup was being restored into to test it. They hold what a record holds. */

#include "lumbar-leftovers.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-backup-folder.h"

#define PREFIX ".lumbar-"
#define N_LETTERS 6
/* Another program may be making a copy; none takes a day. */
#define OLD_SECONDS (24 * 60 * 60)

static gboolean
is_ours (const char *name)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", NULL };
  const char *rest = name + strlen (PREFIX);

  if (!g_str_has_prefix (name, PREFIX))
    return FALSE;
  for (guint i = 0; i < N_LETTERS; i++)
    if (!g_ascii_isalnum (*rest++))
      return FALSE;
  return g_strv_contains (suffixes, rest);
}

/* A clock that was ahead then, or is behind now, makes nothing old. */
static gboolean
is_old (const GStatBuf *info)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return info->st_uid == geteuid () && now - (gint64) info->st_mtime > OLD_SECONDS;
}

/* Only what a test of a backup puts there; with anything else in it, the folder stays. */
static gboolean
remove_test_folder (const char *folder)
{
  static const char *const names[] = { "record.db", "record.db-wal", "record.db-shm", "record.db-journal",
                                       "record.db-keys" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  return g_rmdir (folder) == 0;
}

static guint
remove_from (const char *folder, gboolean with_folders)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (!is_ours (name) || g_lstat (path, &info) != 0 || !is_old (&info))
        continue;
      if (S_ISREG (info.st_mode))
        n += g_unlink (path) == 0;
      else if (with_folders && S_ISDIR (info.st_mode))
        n += remove_test_folder (path);
    }
  return n;
}

/**
 * lumbar_leftovers_remove:
 * @record: the path of a record
 *
 * Removes what is left of copies beside it and in the folder of its backups, if it is older than a day and belongs to
 * this account. What can't be removed stays.
 *
 * Returns: how many were removed
 */
guint
lumbar_leftovers_remove (const char *record)
{
  g_autofree char *directory = g_path_get_dirname (record);
  g_autofree char *backups = lumbar_backup_folder_get_path (record);

  return remove_from (directory, FALSE) + remove_from (backups, TRUE);
}
