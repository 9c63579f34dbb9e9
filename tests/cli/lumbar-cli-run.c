/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the program as a shell would, without a display, in folders of its own. */

#include "lumbar-cli-run.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static GSpawnChildSetupFunc child_setup;

/* Nobody is there to be asked for a passphrase. */
static void
leave_terminal (gpointer data)
{
  setsid ();
  if (child_setup != NULL)
    child_setup (NULL);
}

/**
 * cli_set_child_setup:
 * @setup: (nullable): what happens in the program's process before the program, from now on
 */
void
cli_set_child_setup (GSpawnChildSetupFunc setup)
{
  child_setup = setup;
}

/**
 * cli_run_words:
 * @input: (nullable): what it reads from standard input
 * @words: its arguments, %NULL at the end
 *
 * Returns: (transfer full): what it said
 */
CliRun *
cli_run_words (const char *input, const char *const *words)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CliRun *self = g_new0 (CliRun, 1);

  g_ptr_array_add (argv, (gpointer) g_getenv ("LUMBAR_PROGRAM"));
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) words[i]);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_set_child_setup (launcher, leave_terminal, NULL, NULL);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "SOURCE_DATE_EPOCH", "1795000000", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
  return self;
}

/**
 * cli_run:
 * @input: (nullable): what it reads from standard input
 * @...: its arguments, %NULL at the end
 *
 * Returns: (transfer full): what it said
 */
CliRun *
cli_run (const char *input, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  va_list args;

  va_start (args, input);
  for (const char *word = va_arg (args, const char *); word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, NULL);
  return cli_run_words (input, (const char *const *) words->pdata);
}

/**
 * cli_run_free:
 * @self: what a run said
 */
void
cli_run_free (CliRun *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

/**
 * cli_make_folder:
 *
 * Returns: (transfer full): an empty folder, also the program's data folder from now on
 */
char *
cli_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("lumbar-cli-XXXXXX", &error);

  g_assert_no_error (error);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("HOME", folder, TRUE);
  return folder;
}

/**
 * cli_remove_folder:
 * @folder: a folder from cli_make_folder()
 */
void
cli_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        cli_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/**
 * cli_write:
 * @folder: a folder
 * @name: a file in it
 * @content: what to write
 *
 * Returns: (transfer full): the file's path
 */
char *
cli_write (const char *folder, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

/**
 * cli_read:
 * @path: a file
 *
 * Returns: (transfer full): its content
 */
char *
cli_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}
