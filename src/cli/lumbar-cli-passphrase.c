/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passphrases for the command line: from a file that only its owner may read, or typed on the terminal without being
 * shown; never from the command line, which others on the machine can see. */

#include "lumbar-cli-passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "lumbar-error.h"

#define LONGEST 4096

/* What scripts set, so that no command needs an option of its own. */
#define USER_VARIABLE "LUMBAR_USER"
#define FILE_VARIABLE "LUMBAR_PASSPHRASE_FILE"

/**
 * lumbar_cli_wipe:
 * @secret: (transfer full) (nullable): a text nobody needs any more
 */
void
lumbar_cli_wipe (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static char *
read_line (int fd)
{
  char *text = g_malloc0 (LONGEST + 1);
  gsize length = 0;
  char letter;

  while (length < LONGEST && read (fd, &letter, 1) == 1 && letter != '\n' && letter != '\r')
    text[length++] = letter;
  return text;
}

static char *
read_file (const char *path, GError **error)
{
  GStatBuf info;
  char *text;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || fstat (fd, &info) != 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("%s: the passphrase can't be read: %s"), path,
                   g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if (S_ISREG (info.st_mode) && (info.st_mode & 077) != 0)
    {
      close (fd);
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("%s: others may read this passphrase. Keep it from them with “chmod 600”."), path);
      return NULL;
    }
  text = read_line (fd);
  close (fd);
  return text;
}

static char *
ask (const char *prompt, GError **error)
{
  struct termios shown, hidden;
  char *text;
  int fd = g_open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY, 0);

  if (fd < 0 || tcgetattr (fd, &shown) != 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED,
                   _("A passphrase is needed, and there is no terminal to ask on. Put it into a file of your own and "
                     "name that in %s."),
                   FILE_VARIABLE);
      return NULL;
    }
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  dprintf (fd, "%s ", prompt);
  tcsetattr (fd, TCSAFLUSH, &hidden);
  text = read_line (fd);
  tcsetattr (fd, TCSAFLUSH, &shown);
  dprintf (fd, "\n");
  close (fd);
  return text;
}

/**
 * lumbar_cli_read_passphrase:
 * @file: (nullable): a file whose first line it is; %NULL for the one that LUMBAR_PASSPHRASE_FILE names, and the
 *   terminal where there is none
 * @prompt: what is asked on the terminal
 *
 * Returns: (transfer full): the passphrase, to be given to lumbar_cli_wipe(), or %NULL with @error set
 */
char *
lumbar_cli_read_passphrase (const char *file, const char *prompt, GError **error)
{
  if (file == NULL)
    file = g_getenv (FILE_VARIABLE);
  return file != NULL && *file != '\0' ? read_file (file, error) : ask (prompt, error);
}

/* Whoever LUMBAR_USER names, or the only one who may enter. */
static const LumbarPractitioner *
find_practitioner (GPtrArray *all, GError **error)
{
  const char *wanted = g_getenv (USER_VARIABLE);
  const LumbarPractitioner *found = NULL;
  guint n_may_enter = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const LumbarPractitioner *person = all->pdata[i];

      if (!person->may_enter)
        continue;
      n_may_enter++;
      if (wanted == NULL || strcmp (person->name, wanted) == 0)
        found = person;
    }
  if (found != NULL && (wanted != NULL || n_may_enter == 1))
    return found;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED,
               _("The record needs a passphrase. Say in %s who you are, by the name the record has."), USER_VARIABLE);
  return NULL;
}

/**
 * lumbar_cli_enter:
 * @store: a record
 *
 * Enters a record that needs a passphrase; does nothing for another one.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_cli_enter (LumbarStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  const LumbarPractitioner *person;
  char *passphrase;
  gboolean entered;

  if (!lumbar_store_is_shut (store))
    return TRUE;
  all = lumbar_store_list_practitioners (store, error);
  person = all ? find_practitioner (all, error) : NULL;
  passphrase = person ? lumbar_cli_read_passphrase (NULL, _("Passphrase:"), error) : NULL;
  if (passphrase == NULL)
    return FALSE;
  entered = lumbar_store_login (store, person->id, passphrase, error);
  lumbar_cli_wipe (passphrase);
  return entered;
}
