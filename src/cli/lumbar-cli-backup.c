/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar backup, restore and verify. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-cli.h"

#define PASSPHRASE_ENTRY(place)                                                                                        \
  { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, (place), N_ ("its first line is the passphrase"), "FILE" }

static void
wipe (char *text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static gboolean
parse_backup (const LumbarCommand *command,
              int *argc,
              char ***argv,
              char **record,
              gboolean *seal,
              char **passphrase_file,
              int *status)
{
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, record, N_ ("the record"), "FILE" },
    { "seal", 0, 0, G_OPTION_ARG_NONE, seal, N_ ("only a passphrase opens the backup"), NULL },
    PASSPHRASE_ENTRY (passphrase_file),
    G_OPTION_ENTRY_NULL,
  };

  return lumbar_cli_parse (command, entries, argc, argv, status);
}

static gboolean
back_up (LumbarStore *store, const char *path, gboolean seal, const char *passphrase_file, GError **error)
{
  char *passphrase;
  gboolean done;

  if (!seal)
    return lumbar_store_backup (store, path, error);
  passphrase = lumbar_cli_read_passphrase (passphrase_file, TRUE, error);
  if (passphrase == NULL)
    return FALSE;
  done = lumbar_store_backup_sealed (store, path, passphrase, error);
  wipe (passphrase);
  return done;
}

static gboolean
restore (const char *backup, const char *path, const char *passphrase_file, GError **error)
{
  char *passphrase;
  gboolean done;

  if (!lumbar_store_is_sealed_backup (backup))
    return lumbar_store_restore (backup, path, error);
  passphrase = lumbar_cli_read_passphrase (passphrase_file, FALSE, error);
  if (passphrase == NULL)
    return FALSE;
  done = lumbar_store_restore_sealed (backup, path, passphrase, error);
  wipe (passphrase);
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
  g_autofree char *passphrase_file = NULL;
  gboolean seal = FALSE;
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarStore) store = NULL;
  GError *error = NULL;
  int status;

  if (!parse_backup (command, &argc, &argv, &record, &seal, &passphrase_file, &status))
    return status;
  if (argc != 2)
    return lumbar_cli_usage (command, _("name the file to write"));
  if (passphrase_file != NULL && !seal)
    return lumbar_cli_usage (command, _("a passphrase needs --seal"));
  knowledge = lumbar_knowledge_new (&error);
  if (knowledge != NULL)
    store = lumbar_cli_open (knowledge, record, LUMBAR_STORE_READ_WRITE, &error);
  if (store == NULL || !back_up (store, argv[1], seal, passphrase_file, &error))
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
  g_autofree char *passphrase_file = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    PASSPHRASE_ENTRY (&passphrase_file),
    G_OPTION_ENTRY_NULL,
  };

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return lumbar_cli_usage (command, _("name the backup"));
  path = record ? g_strdup (record) : lumbar_store_get_default_path ();
  if (!restore (argv[1], path, passphrase_file, &error))
    return lumbar_cli_fail (error);
  g_print (_("%s: restored from %s\n"), path, argv[1]);
  return LUMBAR_EXIT_DONE;
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
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarStore) store = NULL;
  GError *error = NULL;
  int status;

  if (!parse_record (command, &argc, &argv, &record, &status))
    return status;
  if (argc > 2)
    return lumbar_cli_usage (command, _("name one file"));
  knowledge = lumbar_knowledge_new (&error);
  if (knowledge != NULL)
    store = lumbar_cli_open (knowledge, argc == 2 ? argv[1] : record, LUMBAR_STORE_READ_ONLY, &error);
  if (store == NULL || !lumbar_store_verify (store, &summary, &error))
    return lumbar_cli_fail (error);
  g_print ("%s\n", summary);
  return LUMBAR_EXIT_DONE;
}
