/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar encrypt, decrypt and passphrase. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-cli.h"
#include "lumbar-encryption.h"
#include "lumbar-record-file.h"

/* Who is in the key file where nobody was named. */
#define FIRST_ID "first"

static gboolean
check_available (GError **error)
{
  if (lumbar_encryption_is_available ())
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
               _("This build of Lumbar can't encrypt records; one with SQLCipher can. Keep the record on an encrypted "
                 "disk."));
  return FALSE;
}

static gboolean
check_encrypted (const char *path, gboolean wanted, GError **error)
{
  if (!check_available (error))
    return FALSE;
  if (lumbar_record_file_is_encrypted (path) == wanted)
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
               wanted ? _("“%s” is not encrypted.") : _("“%s” is encrypted already."), path);
  return FALSE;
}

static gboolean
set_passphrase (LumbarKeyFile *keys,
                const LumbarKey *key,
                const char *id,
                const char *name,
                const char *file,
                const char *option,
                GError **error)
{
  char *passphrase = lumbar_cli_choose_passphrase (file, option, error);
  g_autofree char *wrapped = passphrase != NULL ? lumbar_key_wrap (key, passphrase, error) : NULL;

  lumbar_cli_wipe (passphrase);
  return wrapped != NULL && lumbar_key_file_set (keys, id, name, wrapped, error);
}

/* Shown once, on paper from then on. */
static void
print_recovery (const LumbarKey *key)
{
  char *recovery = lumbar_key_to_recovery (key);

  g_print (_("The recovery key, shown only this once. It opens the record when every passphrase is lost; write it down "
             "and lock it away:\n\n    %s\n\n"),
           recovery);
  lumbar_cli_wipe (recovery);
}

static void
warn_of_plain (const char *path)
{
  g_auto (GStrv) plain = lumbar_encryption_list_plain (path);

  if (plain[0] != NULL)
    g_print ("%s\n", _("These older copies are not encrypted; remove them when they are not needed any more:"));
  for (char **file = plain; *file != NULL; file++)
    g_print ("  %s\n", *file);
}

static gboolean
encrypt (const char *path, const char *name, GError **error)
{
  g_autoptr (LumbarKey) key = lumbar_key_new_random ();
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (key);

  if (!check_encrypted (path, FALSE, error) || !lumbar_record_file_check (path, error) ||
      !set_passphrase (keys, key, FIRST_ID, name, NULL, "--passphrase-file", error) ||
      !lumbar_encryption_encrypt (path, key, keys, error))
    return FALSE;
  g_print (_("%s: encrypted and verified\n"), path);
  print_recovery (key);
  warn_of_plain (path);
  return TRUE;
}

static gboolean
decrypt (const char *path, GError **error)
{
  g_autoptr (LumbarKey) key = check_encrypted (path, TRUE, error) ? lumbar_cli_unlock (path, NULL, error) : NULL;

  if (key == NULL || !lumbar_encryption_decrypt (path, key, error))
    return FALSE;
  g_print (_("%s: decrypted and verified; whoever can read the file can read the record now\n"), path);
  return TRUE;
}

/* The key on paper makes a key file anew, with the old people in it where it can still be read. */
static gboolean
recover (const char *path, const char *recovery_file, const char *new_file, GError **error)
{
  char *text = recovery_file != NULL ? lumbar_cli_read_secret_file (recovery_file, error)
                                     : lumbar_cli_type_secret (_("Recovery key: "), "--recovery-file", error);
  g_autoptr (LumbarKey) key = text != NULL ? lumbar_key_new_from_recovery (text, error) : NULL;
  g_autoptr (LumbarKeyFile) old = lumbar_key_file_load (path, NULL);
  g_autoptr (LumbarKeyFile) keys = NULL;

  lumbar_cli_wipe (text);
  if (key == NULL || !lumbar_encryption_check_key (path, key, error))
    return FALSE;
  keys = old != NULL && lumbar_key_file_has_key (old, key) ? g_steal_pointer (&old) : lumbar_key_file_new (key);
  return set_passphrase (keys, key, FIRST_ID, g_get_user_name (), new_file, "--new-passphrase-file", error) &&
         lumbar_key_file_save (keys, path, error);
}

static gboolean
change (const char *path, const char *new_file, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (LumbarKey) key = check_encrypted (path, TRUE, error) ? lumbar_cli_unlock (path, &id, error) : NULL;
  g_autoptr (LumbarKeyFile) keys = key != NULL ? lumbar_key_file_load (path, error) : NULL;

  if (keys == NULL)
    return FALSE;
  name = lumbar_key_file_get_name (keys, id);
  return set_passphrase (keys, key, id, name != NULL ? name : id, new_file, "--new-passphrase-file", error) &&
         lumbar_key_file_save (keys, path, error);
}

/**
 * lumbar_cli_encrypt:
 * @command: this command, "encrypt" or "decrypt"
 * @argc: number of words
 * @argv: the command and its words
 *
 * Encrypts the record in its place, or makes it plain again.
 *
 * Returns: the exit status
 */
int
lumbar_cli_encrypt (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("whose passphrase it is"), "NAME" },
    G_OPTION_ENTRY_NULL,
  };
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return lumbar_cli_usage (command, _("there is a word too many"));
  path = record != NULL ? g_strdup (record) : lumbar_store_get_default_path ();
  if (strcmp (command->name, "encrypt") == 0 ? encrypt (path, name != NULL ? name : g_get_user_name (), &error)
                                             : decrypt (path, &error))
    return LUMBAR_EXIT_DONE;
  return lumbar_cli_fail (error);
}

/**
 * lumbar_cli_passphrase:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Changes a passphrase. The record itself stays as it is; only its key is wrapped anew.
 *
 * Returns: the exit status
 */
int
lumbar_cli_passphrase (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  g_autofree char *new_file = NULL;
  g_autofree char *recovery_file = NULL;
  g_autofree char *path = NULL;
  gboolean recovery = FALSE;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    { "new-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &new_file, N_ ("a file with the new passphrase"), "FILE" },
    { "recovery", 0, 0, G_OPTION_ARG_NONE, &recovery, N_ ("ask for the recovery key"), NULL },
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &recovery_file, N_ ("a file with the recovery key"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return lumbar_cli_usage (command, _("there is a word too many"));
  path = record != NULL ? g_strdup (record) : lumbar_store_get_default_path ();
  if (!check_available (&error) ||
      !(recovery || recovery_file != NULL ? recover (path, recovery_file, new_file, &error)
                                          : change (path, new_file, &error)))
    return lumbar_cli_fail (error);
  g_print (_("%s: the passphrase is changed\n"), path);
  return LUMBAR_EXIT_DONE;
}
