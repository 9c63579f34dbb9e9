/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

static char *folder;

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

/**
 * fuzz_get_folder:
 *
 * Returns: a folder of this run, removed at its end
 */
const char *
fuzz_get_folder (void)
{
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("lumbar-fuzz-XXXXXX", &error);
      g_assert_no_error (error);
      atexit (remove_folder);
    }
  return folder;
}

/**
 * fuzz_write:
 * @name: a file in the folder of this run
 * @data: what to write, not synced since nobody will miss it
 * @size: how many bytes
 *
 * Returns: (transfer full): the file's path
 */
char *
fuzz_write (const char *name, const void *data, gsize size)
{
  char *path = g_build_filename (fuzz_get_folder (), name, NULL);
  FILE *file = g_fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
  return path;
}

/**
 * fuzz_check_error:
 * @error: why an input was refused
 * @name: (nullable): what the message must name
 *
 * A refusal is ours, text, and says where.
 */
void
fuzz_check_error (const GError *error, const char *name)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == LUMBAR_ERROR);
  if (!g_utf8_validate (error->message, -1, NULL))
    {
      g_printerr ("no UTF-8: “%s”\n", error->message);
      g_assert_not_reached ();
    }
  if (name != NULL && strstr (error->message, name) == NULL)
    {
      g_printerr ("expected “%s” in “%s”\n", name, error->message);
      g_assert_not_reached ();
    }
}
