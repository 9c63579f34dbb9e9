/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a file that may be endless, and whose lines may be. */

#include "lumbar-line-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lumbar-error.h"

#define BLOCK (256 * 1024)

struct _LumbarLineReader {
  char *name;
  int fd;
  gsize max_bytes;
  char *block; /* what was read, of it from start to end not handed out yet */
  gsize start;
  gsize end;
  gboolean at_end;
};

/**
 * lumbar_line_reader_new:
 * @path: a file name, or "-" for standard input
 * @max_bytes: a longer line is not handed out
 *
 * Returns: (transfer full): a reader, or %NULL with @error set where the file can't be opened
 */
LumbarLineReader *
lumbar_line_reader_new (const char *path, gsize max_bytes, GError **error)
{
  gboolean is_stdin = strcmp (path, "-") == 0;
  int fd = is_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  LumbarLineReader *self;

  if (fd < 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", path, g_strerror (errno));
      return NULL;
    }
  self = g_new0 (LumbarLineReader, 1);
  self->name = g_strdup (is_stdin ? "standard input" : path);
  self->fd = fd;
  self->max_bytes = max_bytes;
  self->block = g_malloc (BLOCK);
  return self;
}

/**
 * lumbar_line_reader_free:
 * @self: (nullable): a reader
 */
void
lumbar_line_reader_free (LumbarLineReader *self)
{
  if (self == NULL)
    return;
  if (self->fd != STDIN_FILENO)
    close (self->fd);
  g_free (self->name);
  g_free (self->block);
  g_free (self);
}

static gboolean
fill (LumbarLineReader *self, GError **error)
{
  gssize n;

  do
    n = read (self->fd, self->block, BLOCK);
  while (n < 0 && errno == EINTR);
  self->start = 0;
  self->end = (gsize) MAX (n, 0);
  self->at_end = n == 0;
  if (n < 0)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", self->name, g_strerror (errno));
  return n >= 0;
}

/**
 * lumbar_line_reader_next:
 * @self: a reader
 * @too_long: (out): whether the line was too long; then what is handed out is empty
 *
 * Returns: (transfer full) (nullable): the next line without its end; %NULL at the end of the file, or with @error
 *   set
 */
GBytes *
lumbar_line_reader_next (LumbarLineReader *self, gboolean *too_long, GError **error)
{
  g_autoptr (GByteArray) line = g_byte_array_new ();
  gboolean any = FALSE, ended = FALSE;

  *too_long = FALSE;
  while (!ended)
    {
      const char *from, *stop;
      gsize n;

      if (self->start == self->end && !fill (self, error))
        return NULL;
      if (self->at_end)
        break;
      from = self->block + self->start;
      stop = memchr (from, '\n', self->end - self->start);
      ended = stop != NULL;
      n = stop ? (gsize) (stop - from) : self->end - self->start;
      any = TRUE;
      *too_long = *too_long || line->len + n > self->max_bytes;
      if (*too_long)
        g_byte_array_set_size (line, 0);
      else
        g_byte_array_append (line, (const guint8 *) from, (guint) n);
      self->start += n + ended;
    }
  return any ? g_byte_array_free_to_bytes (g_steal_pointer (&line)) : NULL;
}
