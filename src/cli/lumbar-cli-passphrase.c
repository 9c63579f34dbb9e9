/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passphrases on the command line: read from a file or typed without being shown (lumbar-cli-terminal.c), never a word
 * of a command, which everybody on the machine can see. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-cli-enter.h"
#include "lumbar-cli.h"
#include "lumbar-key-file.h"

#define MOST_BYTES 4096

/* What scripts set, so that they need not name the file in each command. */
#define FILE_VARIABLE "LUMBAR_PASSPHRASE_FILE"

static char *passphrase_file; /* --passphrase-file of this call */

/**
 * lumbar_cli_get_passphrase_entries:
 *
 * Returns: the option of every command
 */
const GOptionEntry *
lumbar_cli_get_passphrase_entries (void)
{
  static const GOptionEntry entries[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_file,
      N_ ("a file whose first line is the passphrase of an encrypted record"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  return entries;
}

/* The first line of what is read; NULL where there is none. */
static char *
read_line (int file)
{
  char text[MOST_BYTES + 1] = { 0 };
  gsize length = 0;
  char *line;

  /* One byte at a time: what comes after the line is for the next reader. */
  while (length < MOST_BYTES && read (file, text + length, 1) == 1 && text[length] != '\n')
    length++;
  line = length > 0 ? g_strndup (text, length) : NULL;
  if (line != NULL && text[length] == '\n')
    line[length] = '\0';
  explicit_bzero (text, sizeof text);
  return line;
}

/**
 * lumbar_cli_read_secret_file:
 * @path: a file
 *
 * Returns: (transfer full): its first line, for lumbar_cli_wipe(), or %NULL with @error set
 */
char *
lumbar_cli_read_secret_file (const char *path, GError **error)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int problem = errno;
  GStatBuf info;
  char *line;

  if (file < 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", path, g_strerror (problem));
      return NULL;
    }
  if (fstat (file, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & 077) != 0)
    {
      close (file);
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("%s: others may read this passphrase. Keep it from them with “chmod 600”."), path);
      return NULL;
    }
  line = read_line (file);
  close (file);
  if (line == NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("%s: its first line is empty"), path);
  return line;
}

/**
 * lumbar_cli_wipe:
 * @secret: (nullable) (transfer full): what was read or typed
 */
void
lumbar_cli_wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * lumbar_cli_read_passphrase:
 *
 * Returns: (transfer full): the passphrase from the file that was named, by option or in LUMBAR_PASSPHRASE_FILE, or as
 *   typed, or %NULL with @error set
 */
char *
lumbar_cli_read_passphrase (GError **error)
{
  const char *file = passphrase_file ? passphrase_file : g_getenv (FILE_VARIABLE);

  return file != NULL && *file != '\0' ? lumbar_cli_read_secret_file (file, error)
                                       : lumbar_cli_type_secret (_("Passphrase: "), "--passphrase-file", error);
}

/**
 * lumbar_cli_choose_passphrase:
 * @path: (nullable): the file that was named for it
 * @option: the option that names it
 *
 * Returns: (transfer full): a new passphrase, good enough and typed twice the same, or %NULL with @error set
 */
char *
lumbar_cli_choose_passphrase (const char *path, const char *option, GError **error)
{
  char *first, *again = NULL;
  gboolean good;

  if (path == NULL && passphrase_file != NULL && strcmp (option, "--passphrase-file") == 0)
    path = passphrase_file;
  first = path != NULL ? lumbar_cli_read_secret_file (path, error)
                       : lumbar_cli_type_secret (_("New passphrase: "), option, error);
  if (first == NULL)
    return NULL;
  good = lumbar_key_check_passphrase (first, error);
  if (good && path == NULL)
    {
      again = lumbar_cli_type_secret (_("Once more: "), option, error);
      good = again != NULL && strcmp (first, again) == 0;
      if (again != NULL && !good)
        g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("The two passphrases are not the same."));
      lumbar_cli_wipe (again);
    }
  if (good)
    return first;
  lumbar_cli_wipe (first);
  return NULL;
}

/**
 * lumbar_cli_get_opener:
 * @path: an encrypted record
 *
 * Returns: (nullable): whoever LUMBAR_USER names, where the key file knows them; %NULL for all who can open it
 */
const char *
lumbar_cli_get_opener (const char *path)
{
  const char *user = lumbar_cli_get_user ();
  g_autoptr (GPtrArray) openers = user != NULL ? lumbar_store_list_openers (path, NULL) : NULL;

  for (guint i = 0; openers != NULL && i < openers->len; i++)
    if (strcmp (((LumbarPractitioner *) openers->pdata[i])->name, user) == 0)
      return user;
  return NULL;
}

/**
 * lumbar_cli_unlock:
 * @path: an encrypted record
 * @id: (out) (optional) (transfer full): whose passphrase it was
 *
 * Asks for the passphrase.
 *
 * Returns: (transfer full): the record's key, or %NULL with @error set
 */
LumbarKey *
lumbar_cli_unlock (const char *path, char **id, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (path, error);
  char *passphrase = keys != NULL ? lumbar_cli_read_passphrase (error) : NULL;
  LumbarKey *key = NULL;

  if (passphrase != NULL)
    key = lumbar_key_file_unlock (keys, lumbar_cli_get_opener (path), passphrase, id, error);
  lumbar_cli_wipe (passphrase);
  return key;
}
