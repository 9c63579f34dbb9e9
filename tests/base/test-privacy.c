/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process keeps to itself once it began to. Each case runs in a child, since nothing can be taken back. */

#include "lumbar-privacy.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What names like these do elsewhere, none may do here. */
static const char *const variables[] = { "LUMBAR_DEBUG", "LUMBAR_DUMPABLE", "G_DEBUG", "GTK_DEBUG" };

static gboolean
closes_memory (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return TRUE;
#else
  return prctl (PR_GET_DUMPABLE) == 0 || access ("/.flatpak-info", F_OK) == 0;
#endif
}

static gboolean
leaves_no_core (void)
{
  struct rlimit limit = { 1, 1 };

  return getrlimit (RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
}

static gboolean
makes_private_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-privacy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  struct stat status = { 0 };
  gboolean ok = fd >= 0 && fstat (fd, &status) == 0 && (status.st_mode & 0777) == 0600;

  close (fd);
  unlink (path);
  rmdir (folder);
  return ok;
}

typedef struct {
  const char *name;
  gboolean (*holds) (void);
  gboolean with_variables;
} PrivacyCase;

static const PrivacyCase cases[] = {
  { "memory", closes_memory, FALSE },
  { "memory-whatever-the-environment", closes_memory, TRUE },
  { "core", leaves_no_core, FALSE },
  { "core-whatever-the-environment", leaves_no_core, TRUE },
  { "files", makes_private_files, FALSE },
  { "files-whatever-the-environment", makes_private_files, TRUE },
};

static void
test_holds (gconstpointer data)
{
  const PrivacyCase *test = data;
  pid_t child = fork ();
  int status = -1;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      umask (0);
      for (guint i = 0; test->with_variables && i < G_N_ELEMENTS (variables); i++)
        g_setenv (variables[i], "1", TRUE);
      lumbar_privacy_begin ();
      _exit (test->holds () ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* The kernel itself says at its end whether it wrote one. */
static void
test_crash (void)
{
  pid_t child = fork ();
  int status = -1;

  if (child == 0)
    {
      lumbar_privacy_begin ();
      signal (SIGABRT, SIG_DFL);
      raise (SIGABRT);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_false (WCOREDUMP (status));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/privacy/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_holds);
    }
  g_test_add_func ("/base/privacy/crash-leaves-no-core", test_crash);

  return g_test_run ();
}
