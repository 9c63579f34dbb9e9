/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking on the terminal without showing what is typed. Whatever ends or stops the program meanwhile, the terminal
 * shows again what is typed on it. */

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "lumbar-cli.h"

/* A line on a terminal is never longer; POSIX, MAX_CANON. */
#define MOST_BYTES 4096

/* What would leave the terminal silent. A shell may let it speak while the program is stopped, so that going on
 * matters as well. */
static const int watched[] = { SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT };

static int arrived[2]; /* A pipe: a handler may do no more than write */

typedef struct {
  int file;
  struct termios before;
  struct sigaction actions[G_N_ELEMENTS (watched)];
} Terminal;

static void
on_signal (int number)
{
  int problem = errno;
  char byte = (char) number;

  if (write (arrived[1], &byte, 1) != 1)
    _exit (128 + number);
  errno = problem;
}

static void
restore_signals (Terminal *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    sigaction (watched[i], &self->actions[i], NULL);
  close (arrived[0]);
  close (arrived[1]);
}

static gboolean
watch_signals (Terminal *self)
{
  struct sigaction action = { .sa_handler = on_signal };

  if (!g_unix_open_pipe (arrived, FD_CLOEXEC, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    {
      sigaction (watched[i], NULL, &self->actions[i]);
      /* Whoever started us may want some ignored. */
      if (self->actions[i].sa_handler != SIG_IGN)
        sigaction (watched[i], &action, NULL);
    }
  return TRUE;
}

static gboolean
be_silent (Terminal *self)
{
  struct termios silent = self->before;

  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ECHONL;
  return tcsetattr (self->file, TCSAFLUSH, &silent) == 0;
}

/* Waits for a byte or a signal. Returns the signal, 0 for a byte, -1 where nothing can come any more. */
static int
await_byte (Terminal *self)
{
  char number;

  for (;;)
    {
      fd_set files;
      int n;

      FD_ZERO (&files);
      FD_SET (self->file, &files);
      FD_SET (arrived[0], &files);
      n = select (MAX (self->file, arrived[0]) + 1, &files, NULL, NULL, NULL);
      if (n < 0 && errno != EINTR)
        return -1;
      if (n > 0 && FD_ISSET (arrived[0], &files))
        return read (arrived[0], &number, 1) == 1 ? number : -1;
      if (n > 0)
        return 0;
    }
}

/* Returns the signal that came instead of a line, or 0; line is what was typed, NULL where that is nothing. */
static int
read_typed (Terminal *self, char **line)
{
  char text[MOST_BYTES + 1] = { 0 };
  gsize length = 0;
  int number;

  while ((number = await_byte (self)) == 0 && length < MOST_BYTES && read (self->file, text + length, 1) == 1 &&
         text[length] != '\n')
    length++;
  *line = number == 0 && length > 0 ? g_strndup (text, length) : NULL;
  explicit_bzero (text, sizeof text);
  return MAX (number, 0);
}

/* One try: silent, and as before again. */
static int
ask (Terminal *self, const char *prompt, char **line)
{
  int number = 0;

  if (tcgetattr (self->file, &self->before) != 0 || !watch_signals (self))
    return 0;
  if (be_silent (self) && write (self->file, prompt, strlen (prompt)) > 0)
    number = read_typed (self, line);
  tcsetattr (self->file, TCSAFLUSH, &self->before);
  restore_signals (self);
  return number;
}

/**
 * lumbar_cli_type_secret:
 * @prompt: what is asked
 * @option: the option that takes a file instead
 *
 * Asks on the terminal, without showing what is typed. A program that was stopped meanwhile asks again.
 *
 * Returns: (transfer full): what was typed, for lumbar_cli_wipe(), or %NULL with @error set
 */
char *
lumbar_cli_type_secret (const char *prompt, const char *option, GError **error)
{
  Terminal terminal = { .file = g_open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY, 0) };
  char *line = NULL;
  int number = 0;

  if (terminal.file >= 0)
    do
      {
        number = ask (&terminal, prompt, &line);
        if (number != 0)
          raise (number);
      }
    while (number == SIGTSTP || number == SIGCONT);
  if (terminal.file >= 0)
    close (terminal.file);
  if (line == NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED,
                 _("Nothing was typed, or there is no terminal to type it on. Use %s FILE."), option);
  return line;
}
