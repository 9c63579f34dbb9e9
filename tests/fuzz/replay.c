/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a target on the inputs that were kept: a case for each file of the folders named on the command line. */

#include "fuzz.h"

static void
test_file (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
}

static guint
add_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *where = g_path_get_basename (folder);
      g_autofree char *test = g_strdup_printf ("/fuzz/%s/%s", where, name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_file, g_free);
      n++;
    }
  return n;
}

int
main (int argc, char **argv)
{
  guint n = 0;

  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    n += add_folder (argv[i]);
  g_assert_cmpuint (n, >, 0);
  return g_test_run ();
}
