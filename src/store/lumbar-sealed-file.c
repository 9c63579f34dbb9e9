/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that only a passphrase opens, for a backup that leaves the house.
 *
 * The format, in this order and nothing after it:
 *   "LUMBAR SEALED 1\n"
 *   the key, random for each file, as lumbar_key_wrap() writes it, and "\n"
 *   24 bytes: the header of libsodium's crypto_secretstream_xchacha20poly1305
 *   the chunks: each 65536 bytes of the file and the 17 bytes that the stream adds, the last may be shorter
 * The last chunk has TAG_FINAL, every other TAG_MESSAGE. The two lines of text are the additional data of the first
 * chunk; the others have none. So no chunk can be changed, moved, taken away or put into another file unseen. */

#include "lumbar-sealed-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "lumbar-key.h"
#include "lumbar-record-file.h"

#define MAGIC "LUMBAR SEALED 1\n"
#define MAGIC_SIZE (sizeof MAGIC - 1)
#define CHUNK 65536
#define ADDED crypto_secretstream_xchacha20poly1305_ABYTES
#define HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
/* A wrapped key has about 200 letters. */
#define LONGEST_LINE 512

typedef crypto_secretstream_xchacha20poly1305_state Stream;

typedef struct {
  FILE *from;
  FILE *to;
  gboolean compare; /* Instead of writing */
  Stream stream;
  guint8 plain[CHUNK];
  guint8 wanted[CHUNK];
  guint8 sealed[CHUNK + ADDED];
} Work;

static void
work_free (Work *self)
{
  if (self->from != NULL)
    fclose (self->from);
  if (self->to != NULL)
    fclose (self->to);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static Work *
work_new (const char *from, const char *to, gboolean compare, GError **error)
{
  g_autoptr (Work) self = g_new0 (Work, 1);

  self->from = g_fopen (from, "rbe");
  if (self->from == NULL)
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_INPUT, errno, from);
      return NULL;
    }
  self->compare = compare;
  self->to = g_fopen (to, compare ? "rbe" : "wbe");
  if (self->to == NULL)
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, to);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
at_end (FILE *file)
{
  int next = getc (file);

  return next == EOF || ungetc (next, file) == EOF;
}

static gboolean
put (Work *self, const void *bytes, gsize size, const char *path, GError **error)
{
  if (fwrite (bytes, 1, size, self->to) == size)
    return TRUE;
  lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, path);
  return FALSE;
}

static gboolean
finish (Work *self, const char *from, const char *to, GError **error)
{
  FILE *file = g_steal_pointer (&self->to);

  if (ferror (self->from))
    {
      fclose (file);
      lumbar_record_file_set_error (error, LUMBAR_ERROR_INPUT, EIO, from);
      return FALSE;
    }
  if (fclose (file) == 0)
    return TRUE;
  lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, to);
  return FALSE;
}

/**
 * lumbar_sealed_file_is_sealed:
 * @path: any file
 *
 * Returns: whether it begins as a sealed file does
 */
gboolean
lumbar_sealed_file_is_sealed (const char *path)
{
  FILE *file = g_fopen (path, "rbe");
  char start[MAGIC_SIZE];
  gboolean sealed;

  if (file == NULL)
    return FALSE;
  sealed = fread (start, 1, sizeof start, file) == sizeof start && memcmp (start, MAGIC, sizeof start) == 0;
  fclose (file);
  return sealed;
}

static gboolean
seal_chunks (Work *self, const char *text, const char *path, GError **error)
{
  gsize n_text = strlen (text);
  gboolean last = FALSE;

  while (!last)
    {
      gsize n = fread (self->plain, 1, CHUNK, self->from);

      last = n < CHUNK || at_end (self->from);
      crypto_secretstream_xchacha20poly1305_push (
        &self->stream, self->sealed, NULL, self->plain, n, (const guint8 *) text, n_text,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      n_text = 0;
      if (!put (self, self->sealed, n + ADDED, path, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lumbar_sealed_file_seal:
 * @plain: the file to seal
 * @sealed: an empty file of our own, for its owner's eyes only; what is in it after a failure is worth nothing
 * @passphrase: what shall open it
 *
 * Takes about a fifth of a second and 64 MiB for the passphrase, whatever the size of the file.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_sealed_file_seal (const char *plain, const char *sealed, const char *passphrase, GError **error)
{
  g_autoptr (LumbarKey) key = lumbar_key_new_random ();
  g_autofree char *wrapped = lumbar_key_wrap (key, passphrase, error);
  g_autofree char *text = NULL;
  g_autoptr (Work) work = NULL;
  guint8 header[HEADER];

  if (wrapped == NULL)
    return FALSE;
  text = g_strconcat (MAGIC, wrapped, "\n", NULL);
  work = work_new (plain, sealed, FALSE, error);
  if (work == NULL)
    return FALSE;
  crypto_secretstream_xchacha20poly1305_init_push (&work->stream, header, lumbar_key_get_bytes (key));
  return put (work, text, strlen (text), sealed, error) && put (work, header, sizeof header, sealed, error) &&
         seal_chunks (work, text, sealed, error) && finish (work, plain, sealed, error);
}

static gboolean
set_end_missing (GError **error, const char *path)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("“%s” is damaged: its end is missing or was changed. Copy it again, or take another backup."),
               path);
  return FALSE;
}

static gboolean
set_changed (GError **error, const char *path)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("“%s” is damaged: it is not what was sealed. Take another backup."), path);
  return FALSE;
}

static gboolean
is_as_wanted (Work *self, gsize n)
{
  return fread (self->wanted, 1, n, self->to) == n && memcmp (self->wanted, self->plain, n) == 0;
}

static gboolean
open_chunks (Work *self, const char *text, const char *sealed, const char *plain, GError **error)
{
  gsize n_text = strlen (text);
  guint8 tag = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;

  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    {
      gsize n = fread (self->sealed, 1, sizeof self->sealed, self->from);

      if (n < ADDED)
        return set_end_missing (error, sealed);
      if (crypto_secretstream_xchacha20poly1305_pull (&self->stream, self->plain, NULL, &tag, self->sealed, n,
                                                      (const guint8 *) text, n_text) != 0)
        return n < sizeof self->sealed ? set_end_missing (error, sealed) : set_changed (error, sealed);
      n_text = 0;
      if (self->compare && !is_as_wanted (self, n - ADDED))
        return set_changed (error, sealed);
      if (!self->compare && !put (self, self->plain, n - ADDED, plain, error))
        return FALSE;
    }
  return (at_end (self->from) && (!self->compare || at_end (self->to))) || set_changed (error, sealed);
}

/* The two lines before the stream, and its header. */
static char *
read_start (Work *self, guint8 *header, const char *path, GError **error)
{
  char text[MAGIC_SIZE + LONGEST_LINE];
  gsize n = MAGIC_SIZE;
  int next = 0;

  if (fread (text, 1, MAGIC_SIZE, self->from) != MAGIC_SIZE || memcmp (text, MAGIC, MAGIC_SIZE) != 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” is no sealed backup of Lumbar."), path);
      return NULL;
    }
  while (next != '\n' && n + 1 < sizeof text && (next = getc (self->from)) != EOF && next != '\0')
    text[n++] = next;
  text[n] = '\0';
  if (next != '\n' && next != EOF)
    set_changed (error, path);
  else if (next == EOF || fread (header, 1, HEADER, self->from) != HEADER)
    set_end_missing (error, path);
  else
    return g_strdup (text);
  return NULL;
}

static gboolean
open_with (Work *work, const char *sealed, const char *plain, const char *passphrase, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  g_autofree char *wrapped = NULL;
  guint8 header[HEADER];

  text = read_start (work, header, sealed, error);
  if (text == NULL)
    return FALSE;
  wrapped = g_strndup (text + MAGIC_SIZE, strlen (text) - MAGIC_SIZE - 1);
  key = lumbar_key_unwrap (wrapped, passphrase, &reason);
  if (g_error_matches (reason, LUMBAR_ERROR, LUMBAR_ERROR_RECORD))
    return set_changed (error, sealed);
  if (key == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (crypto_secretstream_xchacha20poly1305_init_pull (&work->stream, header, lumbar_key_get_bytes (key)) != 0)
    return set_changed (error, sealed);
  return open_chunks (work, text, sealed, plain, error) && finish (work, sealed, plain, error);
}

/**
 * lumbar_sealed_file_open:
 * @sealed: a sealed file; may come from anywhere
 * @plain: an empty file of our own, for its owner's eyes only; to be removed after a failure
 * @passphrase: a passphrase
 *
 * Returns: %FALSE with @error set: %LUMBAR_ERROR_DENIED where the passphrase is not the one, %LUMBAR_ERROR_RECORD
 *   where the file is damaged
 */
gboolean
lumbar_sealed_file_open (const char *sealed, const char *plain, const char *passphrase, GError **error)
{
  g_autoptr (Work) work = work_new (sealed, plain, FALSE, error);

  return work != NULL && open_with (work, sealed, plain, passphrase, error);
}

/**
 * lumbar_sealed_file_check:
 * @sealed: a sealed file
 * @plain: what it was made of
 * @passphrase: what shall open it
 *
 * Opens it again as whoever needs it will, and compares; writes nothing.
 *
 * Returns: %FALSE with @error set where it does not open, or is not what was sealed
 */
gboolean
lumbar_sealed_file_check (const char *sealed, const char *plain, const char *passphrase, GError **error)
{
  g_autoptr (Work) work = work_new (sealed, plain, TRUE, error);

  return work != NULL && open_with (work, sealed, plain, passphrase, error);
}
