/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar backup, restore and verify. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-cli.h"
#include "lumbar-encryption.h"
#include "lumbar-record-file.h"
#include "lumbar-record-place.h"

static gboolean
parse_backup (const LumbarCommand *command,
              int *argc,
              char ***argv,
              char **record,
              gboolean *seal,
              int *status)
{
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, record, N_ ("the record"), "FILE" },
    { "seal", 0, 0, G_OPTION_ARG_NONE, seal, N_ ("only a passphrase opens the backup"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return lumbar_cli_parse (command, entries, argc, argv, status);
}

static gboolean
back_up (LumbarStore *store, const char *path, gboolean seal, GError **error)
{
  char *passphrase;
  gboolean done;

  if (!seal)
    return lumbar_store_backup (store, path, error);
  passphrase = lumbar_cli_choose_passphrase (NULL, "--passphrase-file", error);
  if (passphrase == NULL)
    return FALSE;
  done = lumbar_store_backup_sealed (store, path, passphrase, error);
  lumbar_cli_wipe (passphrase);
  return done;
}

static gboolean
restore (const char *backup, const char *path, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;
  char *passphrase;
  gboolean done;

  if (!lumbar_store_is_sealed_backup (backup))
    {
      if (lumbar_encryption_is_available () && lumbar_record_file_is_encrypted (backup))
        {
          key = lumbar_cli_unlock (backup, NULL, error);
          if (key == NULL)
            return FALSE;
        }
      return lumbar_store_restore_with_key (backup, path, key, error);
    }
  passphrase = lumbar_cli_read_passphrase (error);
  if (passphrase == NULL)
    return FALSE;
  done = lumbar_store_restore_sealed (backup, path, passphrase, error);
  lumbar_cli_wipe (passphrase);
  return done;
}

/* The one option that verifying has. */
static gboolean
parse_record (const LumbarCommand *command, int *argc, char ***argv, char **record, int *status)
{
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, record, N_ ("the record"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  return lumbar_cli_parse (command, entries, argc, argv, status);
}

/**
 * lumbar_cli_backup:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Copies the record to a file and verifies the copy.
 *
 * Returns: the exit status
 */
int
lumbar_cli_backup (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  gboolean seal = FALSE;
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarStore) store = NULL;
  GError *error = NULL;
  int status;

  if (!parse_backup (command, &argc, &argv, &record, &seal, &status))
    return status;
  if (argc != 2)
    return lumbar_cli_usage (command, _("name the file to write"));
  knowledge = lumbar_knowledge_new (&error);
  if (knowledge != NULL)
    store = lumbar_cli_open_shut (knowledge, record, LUMBAR_STORE_READ_WRITE, &error);
  if (store == NULL || !back_up (store, argv[1], seal, &error))
    return lumbar_cli_fail (error);
  g_print (_("%s: written and verified\n"), argv[1]);
  return LUMBAR_EXIT_DONE;
}

/**
 * lumbar_cli_restore:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Puts a verified backup in place of the record; the record is set aside, never deleted.
 *
 * Returns: the exit status
 */
int
lumbar_cli_restore (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return lumbar_cli_usage (command, _("name the backup"));
  path = record ? g_strdup (record) : lumbar_store_get_default_path ();
  if (!restore (argv[1], path, &error))
    return lumbar_cli_fail (error);
  g_print (_("%s: restored from %s\n"), path, argv[1]);
  return LUMBAR_EXIT_DONE;
}

/* On the standard error: what is said there changes neither what was found nor the exit status. */
static void
warn_of_place (const char *path)
{
  const char *name = NULL;
  LumbarRecordPlace place = lumbar_record_place_look (path, &name);
  g_autofree char *text = lumbar_record_place_describe (place, name);

  if (text != NULL)
    g_printerr ("lumbar: %s\n", text);
}

/**
 * lumbar_cli_verify:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Checks a record and its log, without changing it.
 *
 * Returns: the exit status
 */
int
lumbar_cli_verify (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *path = NULL;
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarStore) store = NULL;
  GError *error = NULL;
  int status;

  if (!parse_record (command, &argc, &argv, &record, &status))
    return status;
  if (argc > 2)
    return lumbar_cli_usage (command, _("name one file"));
  path = argc == 2 ? g_strdup (argv[1]) : record ? g_strdup (record) : lumbar_store_get_default_path ();
  knowledge = lumbar_knowledge_new (&error);
  if (knowledge != NULL)
    store = lumbar_cli_open_shut (knowledge, path, LUMBAR_STORE_READ_ONLY, &error);
  if (store != NULL)
    warn_of_place (path);
  if (store == NULL || !lumbar_store_verify (store, &summary, &error))
    return lumbar_cli_fail (error);
  g_print ("%s\n", summary);
  return LUMBAR_EXIT_DONE;
}
