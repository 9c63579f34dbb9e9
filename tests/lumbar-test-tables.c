/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clinic's own tables for tests: a copy of the program's, to be changed. */

#include "lumbar-test-tables.h"

#include <glib/gstdio.h>
#include <string.h>

/**
 * lumbar_test_tables_copy:
 *
 * Returns: (transfer full): a new folder with a copy of all tables
 */
char *
lumbar_test_tables_copy (void)
{
  g_autofree char *source = g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "data", "knowledge", NULL);
  g_autoptr (GDir) dir = g_dir_open (source, 0, NULL);
  char *folder = g_dir_make_tmp ("lumbar-own-tables-XXXXXX", NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (source, name, NULL);
      g_autofree char *to = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &text, &length, NULL));
      g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
    }
  return folder;
}

/**
 * lumbar_test_tables_remove:
 * @folder: (transfer full): a copy
 */
void
lumbar_test_tables_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

/**
 * lumbar_test_tables_change:
 * @folder: a copy
 * @file: one of its files
 * @old: a text in it
 * @new: (nullable): what stands there instead of the first one; %NULL removes the file
 */
void
lumbar_test_tables_change (const char *folder, const char *file, const char *old, const char *new)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  const char *place;

  if (new == NULL)
    {
      g_assert_cmpint (g_remove (path), ==, 0);
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  place = strstr (text, old);
  if (place == NULL)
    g_error ("“%s” does not stand in %s", old, file);
  changed = g_strdup_printf ("%.*s%s%s", (int) (place - text), text, new, place + strlen (old));
  g_assert_true (g_file_set_contents (path, changed, -1, NULL));
}
