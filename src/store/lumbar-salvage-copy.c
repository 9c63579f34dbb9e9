/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a damaged record with what lies beside it: the log, or the journal, of its last changes. SQLite plays
 * them into a copy; the record and its companions are only read. */

#include "lumbar-salvage-copy.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#include "lumbar-record-file.h"

static const char *const companions[] = { "-wal", "-journal" };

static gboolean
has_companion (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  return g_stat (name, &info) == 0 && info.st_size > 0;
}

static gboolean
copy_bytes (const char *from, const char *to, const char *known_as, GError **error)
{
  g_autoptr (GMappedFile) content = g_mapped_file_new (from, FALSE, NULL);
  FILE *file = content != NULL ? g_fopen (to, "wbe") : NULL;
  gsize size = content != NULL ? g_mapped_file_get_length (content) : 0;
  gboolean copied = file != NULL && (size == 0 || fwrite (g_mapped_file_get_contents (content), 1, size, file) == size);
  int problem = errno;

  if (file != NULL && fclose (file) != 0 && copied)
    {
      copied = FALSE;
      problem = errno;
    }
  if (!copied)
    lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, problem, known_as);
  return copied;
}

/* What can't be played in is left out: the copy is damaged. */
static void
play_in (const char *path)
{
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    {
      sqlite3_exec (handle, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL);
      sqlite3_wal_checkpoint_v2 (handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
  sqlite3_close (handle);
}

static LumbarPageFile *
read_copy (const char *path, const char *copy, const char *output, GError **error)
{
  if (!copy_bytes (path, copy, output, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (copy, companions[i], NULL);

      if (has_companion (path, companions[i]) && !copy_bytes (from, to, output, error))
        return NULL;
    }
  play_in (copy);
  return lumbar_page_file_new (copy, error);
}

/**
 * lumbar_salvage_copy_read:
 * @path: a damaged record
 * @output: the record that is to be made; a copy lies in its folder for a moment where there are changes to be played in
 *
 * Returns: (transfer full): its pages, or %NULL with @error set
 */
LumbarPageFile *
lumbar_salvage_copy_read (const char *path, const char *output, GError **error)
{
  g_autofree char *copy = NULL;
  LumbarPageFile *file;

  if (!has_companion (path, companions[0]) && !has_companion (path, companions[1]))
    return lumbar_page_file_new (path, error);
  copy = lumbar_record_file_make_temporary (output, error);
  if (copy == NULL)
    return NULL;
  file = read_copy (path, copy, output, error);
  lumbar_record_file_remove_temporary (copy);
  return file;
}
