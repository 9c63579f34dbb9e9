/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a passphrase comes from: a file, or the terminal without showing it. Never the command line, which every
 * other user of the computer can read. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "lumbar-cli.h"
#include "lumbar-error.h"

/* More than a passphrase may have in UTF-8. */
#define LONGEST_LINE 8192

/* One line, without its end; %NULL where there is none. */
static char *
read_line (int file)
{
  g_autofree char *line = g_malloc0 (LONGEST_LINE + 1);
  gsize n = 0;
  gssize got = 0;

  while (n < LONGEST_LINE && ((got = read (file, line + n, 1)) == 1 || (got < 0 && errno == EINTR)))
    if (got == 1 && line[n++] == '\n')
      break;
  if (got < 0 || n == 0)
    return NULL;
  line[strcspn (line, "\r\n")] = '\0';
  return g_steal_pointer (&line);
}

static char *
ask (int terminal, const char *question)
{
  struct termios shown, hidden;
  char *line = NULL;

  if (tcgetattr (terminal, &shown) != 0)
    return NULL;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  hidden.c_lflag |= ECHONL;
  if (tcsetattr (terminal, TCSAFLUSH, &hidden) != 0)
    return NULL;
  if (write (terminal, question, strlen (question)) >= 0)
    line = read_line (terminal);
  tcsetattr (terminal, TCSAFLUSH, &shown);
  return line;
}

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static char *
ask_terminal (int terminal, gboolean twice, GError **error)
{
  char *passphrase = ask (terminal, _("Passphrase: "));
  char *again = twice && passphrase != NULL ? ask (terminal, _("The same again: ")) : NULL;
  gboolean differ = twice && g_strcmp0 (passphrase, again) != 0;

  wipe (again);
  if (passphrase != NULL && !differ)
    return passphrase;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s",
               passphrase == NULL ? _("No passphrase was given.") : _("The two passphrases differ. Try again."));
  wipe (passphrase);
  return NULL;
}

/**
 * lumbar_cli_read_passphrase:
 * @path: (nullable): a file whose first line is the passphrase; %NULL to ask on the terminal
 * @twice: whether to ask twice, because nothing would tell a mistake in typing
 *
 * Returns: (transfer full): the passphrase, to be wiped after use; or %NULL with @error set
 */
char *
lumbar_cli_read_passphrase (const char *path, gboolean twice, GError **error)
{
  int file = open (path != NULL ? path : "/dev/tty", (path != NULL ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NOCTTY);
  char *passphrase;

  if (file < 0 && path != NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", path, g_strerror (errno));
  else if (file < 0)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                 _("There is no terminal to ask for the passphrase. Name a file with --passphrase-file."));
  if (file < 0)
    return NULL;
  if (path == NULL)
    passphrase = ask_terminal (file, twice, error);
  else if ((passphrase = read_line (file)) == NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("%s: the passphrase is to be its first line"), path);
  close (file);
  return passphrase;
}
