/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar encrypt, decrypt and passphrase. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-cli-enter.h"
#include "lumbar-cli.h"
#include "lumbar-encryption.h"
#include "lumbar-record-file.h"

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

/* Where people enter with a passphrase, each opens the encrypted record with that; otherwise somebody chooses one. */
static LumbarKeyFile *
make_keys (const char *path, const char *name, LumbarKey **key, gboolean *guarded, GError **error)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (error);
  g_autoptr (LumbarStore) store =
    knowledge != NULL ? lumbar_store_open (knowledge, path, LUMBAR_STORE_READ_WRITE, NULL, error) : NULL;
  g_autoptr (LumbarKeyFile) keys = NULL;

  if (store == NULL)
    return NULL;
  *guarded = lumbar_store_is_guarded (store);
  if (*guarded)
    return lumbar_cli_enter (store, error) ? lumbar_store_make_keys (store, key, error) : NULL;
  *key = lumbar_key_new_random ();
  keys = lumbar_key_file_new (*key);
  return set_passphrase (keys, *key, LUMBAR_KEY_FILE_FIRST, name, NULL, "--passphrase-file", error)
           ? g_steal_pointer (&keys)
           : NULL;
}

static gboolean
encrypt (const char *path, const char *name, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;
  g_autoptr (LumbarKeyFile) keys = NULL;
  gboolean guarded = FALSE;

  if (!check_encrypted (path, FALSE, error) || !lumbar_record_file_check (path, error))
    return FALSE;
  keys = make_keys (path, name, &key, &guarded, error);
  if (keys == NULL || !lumbar_encryption_encrypt (path, key, keys, error))
    return FALSE;
  g_print (_("%s: encrypted and verified\n"), path);
  if (guarded)
    g_print ("%s\n", _("Everybody opens it with the passphrase they have. The recovery key stays the one it was."));
  else
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

/* The key on paper makes a key file anew where that is lost. */
static gboolean
recover (LumbarKnowledge *knowledge, const char *path, const char *recovery_file, const char *new_file, GError **error)
{
  char *recovery = recovery_file != NULL ? lumbar_cli_read_secret_file (recovery_file, error)
                                         : lumbar_cli_type_secret (_("Recovery key: "), "--recovery-file", error);
  g_autoptr (LumbarKey) key = recovery != NULL ? lumbar_key_new_from_recovery (recovery, error) : NULL;
  /* Said before a passphrase is chosen for nothing. */
  char *passphrase = key != NULL && lumbar_encryption_check_key (path, key, error)
                       ? lumbar_cli_choose_passphrase (new_file, "--new-passphrase-file", error)
                       : NULL;
  g_autoptr (LumbarStore) store = NULL;

  if (passphrase != NULL)
    store = lumbar_store_open_recovered (knowledge, path, lumbar_cli_get_user (), recovery, passphrase, error);
  lumbar_cli_wipe (recovery);
  lumbar_cli_wipe (passphrase);
  return store != NULL;
}

static gboolean
change_of_file (const char *path, const char *passphrase, const char *new_file, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (path, error);
  g_autofree char *id = NULL;
  g_autoptr (LumbarKey) key =
    keys != NULL ? lumbar_key_file_unlock (keys, lumbar_cli_get_opener (path), passphrase, &id, error) : NULL;
  g_autofree char *name = key != NULL ? lumbar_key_file_get_name (keys, id) : NULL;

  return key != NULL &&
         set_passphrase (keys, key, id, name != NULL ? name : id, new_file, "--new-passphrase-file", error) &&
         lumbar_key_file_save (keys, path, error);
}

static gboolean
change_of_person (LumbarStore *store, const char *passphrase, const char *new_file, GError **error)
{
  char *chosen = lumbar_cli_choose_passphrase (new_file, "--new-passphrase-file", error);
  gboolean changed = chosen != NULL && lumbar_store_change_passphrase (store, passphrase, chosen, error);

  lumbar_cli_wipe (chosen);
  return changed;
}

/* Who has entered has changed theirs, for the record and its key file; else it is only of the key file. */
static gboolean
change (LumbarKnowledge *knowledge, const char *path, const char *new_file, GError **error)
{
  char *passphrase = check_encrypted (path, TRUE, error) ? lumbar_cli_read_passphrase (error) : NULL;
  g_autoptr (LumbarStore) store = NULL;
  gboolean changed = FALSE;

  if (passphrase != NULL)
    store = lumbar_store_open_as (knowledge, path, LUMBAR_STORE_READ_WRITE, lumbar_cli_get_opener (path), passphrase,
                                  error);
  if (store != NULL)
    changed = lumbar_store_get_practitioner (store) != NULL ? change_of_person (store, passphrase, new_file, error)
                                                            : change_of_file (path, passphrase, new_file, error);
  lumbar_cli_wipe (passphrase);
  return changed;
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
 * Changes a passphrase, of an encrypted record or of whoever enters it. Only its key is wrapped anew.
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
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  gboolean recovery = FALSE, done = FALSE;
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
  if (check_available (&error))
    knowledge = lumbar_knowledge_new (&error);
  if (knowledge != NULL && (recovery || recovery_file != NULL))
    done = recover (knowledge, path, recovery_file, new_file, &error);
  else if (knowledge != NULL)
    done = change (knowledge, path, new_file, &error);
  if (!done)
    return lumbar_cli_fail (error);
  g_print (_("%s: the passphrase is changed\n"), path);
  return LUMBAR_EXIT_DONE;
}
