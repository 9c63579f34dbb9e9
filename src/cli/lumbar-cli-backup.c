/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar backup, restore and verify. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-cli-daily.h"
#include "lumbar-cli.h"
#include "lumbar-encryption.h"
#include "lumbar-record-file.h"
#include "lumbar-record-place.h"
#include "lumbar-restore-preview.h"

/* What backing up can be asked for. */
typedef struct {
  char *record;
  char *second;
  char *format;
  gboolean seal;
  gboolean daily;
  gboolean status;
} BackupOptions;

static void
backup_options_clear (BackupOptions *self)
{
  g_free (self->record);
  g_free (self->second);
  g_free (self->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BackupOptions, backup_options_clear)

static gboolean
parse_backup (const LumbarCommand *command, int *argc, char ***argv, BackupOptions *options, int *status)
{
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &options->record, N_ ("the record"), "FILE" },
    { "seal", 0, 0, G_OPTION_ARG_NONE, &options->seal, N_ ("only a passphrase opens the backup"), NULL },
    { "daily", 0, 0, G_OPTION_ARG_NONE, &options->daily,
      N_ ("the backup of today beside the record, unless there is one; old ones go"), NULL },
    { "status", 0, 0, G_OPTION_ARG_NONE, &options->status, N_ ("say how it stands with the backups"), NULL },
    { "second", 0, 0, G_OPTION_ARG_FILENAME, &options->second, N_ ("a second place for the backup of today"),
      "FOLDER" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options->format, N_ ("text or json, of what --status says"), "FORMAT" },
    G_OPTION_ENTRY_NULL,
  };

  return lumbar_cli_parse (command, entries, argc, argv, status);
}

/* Returns: what is wrong with how the command was called, or NULL */
static const char *
find_misuse (const BackupOptions *options, int argc)
{
  static const char *const formats[] = { "text", "json", NULL };

  if (options->seal + options->daily + options->status > 1)
    return _("choose one of --seal, --daily and --status");
  if (options->format != NULL && (!options->status || !g_strv_contains (formats, options->format)))
    return _("the format is text or json, and goes with --status");
  if (options->second != NULL && !options->daily && !options->status)
    return _("--second goes with --daily or --status");
  if (options->daily || options->status)
    return argc == 1 ? NULL : _("there is a word too many");
  return argc == 2 ? NULL : _("name the file to write");
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

/* @key is only set where the backup needs one. */
static gboolean
unlock_backup (const char *backup, LumbarKey **key, GError **error)
{
  if (!lumbar_encryption_is_available () || !lumbar_record_file_is_encrypted (backup))
    return TRUE;
  *key = lumbar_cli_unlock (backup, NULL, error);
  return *key != NULL;
}

static gboolean
restore (const char *backup, const char *path, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;
  char *passphrase;
  gboolean done;

  if (!lumbar_store_is_sealed_backup (backup))
    return unlock_backup (backup, &key, error) && lumbar_store_restore_with_key (backup, path, key, error);
  passphrase = lumbar_cli_read_passphrase (error);
  if (passphrase == NULL)
    return FALSE;
  done = lumbar_store_restore_sealed (backup, path, passphrase, error);
  lumbar_cli_wipe (passphrase);
  return done;
}

static LumbarRestorePreview *
look_into (const char *backup, const char *path, LumbarStore *present, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;
  LumbarRestorePreview *preview;
  char *passphrase;

  if (!lumbar_store_is_sealed_backup (backup))
    return unlock_backup (backup, &key, error) ? lumbar_restore_preview (backup, key, present, error) : NULL;
  passphrase = lumbar_cli_read_passphrase (error);
  if (passphrase == NULL)
    return NULL;
  preview = lumbar_restore_preview_sealed (backup, passphrase, path, present, error);
  lumbar_cli_wipe (passphrase);
  return preview;
}

/* The record may be damaged, which is why somebody looks at a backup. */
static gboolean
print_preview (const char *backup, const char *path, GError **error)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (error);
  g_autoptr (LumbarStore) present = NULL;
  g_autoptr (LumbarRestorePreview) preview = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;

  if (knowledge == NULL)
    return FALSE;
  present = lumbar_cli_open_shut (knowledge, path, LUMBAR_STORE_READ_ONLY, &problem);
  if (problem != NULL)
    g_printerr ("lumbar: %s\n", problem->message);
  preview = look_into (backup, path, present, error);
  if (preview == NULL)
    return FALSE;
  text = lumbar_restore_preview_describe (preview);
  g_print ("%s\n%s\n", text, _("Nothing was changed. Restoring sets the present record aside, beside it."));
  return TRUE;
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

static gboolean
do_backup (LumbarStore *store, const BackupOptions *options, const char *path, GError **error)
{
  if (options->status)
    return lumbar_cli_print_backups (store, options->second, g_strcmp0 (options->format, "json") == 0, error);
  if (options->daily)
    return lumbar_cli_back_up_daily (store, options->second, error);
  if (!back_up (store, path, options->seal, error))
    return FALSE;
  g_print (_("%s: written and verified\n"), path);
  return TRUE;
}

/* Where there is no record, none is made to be backed up. */
static LumbarStore *
open_to_back_up (LumbarKnowledge *knowledge, const BackupOptions *options, GError **error)
{
  g_autofree char *path = options->record ? g_strdup (options->record) : lumbar_store_get_default_path ();
  gboolean read_only = options->status || !g_file_test (path, G_FILE_TEST_EXISTS);

  return lumbar_cli_open_shut (knowledge, path, read_only ? LUMBAR_STORE_READ_ONLY : LUMBAR_STORE_READ_WRITE, error);
}

/**
 * lumbar_cli_backup:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Copies the record to a file and verifies the copy; makes the backup of the day; or says how it stands with them.
 *
 * Returns: the exit status
 */
int
lumbar_cli_backup (const LumbarCommand *command, int argc, char **argv)
{
  g_auto (BackupOptions) options = { NULL };
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarStore) store = NULL;
  GError *error = NULL;
  const char *misuse;
  int status;

  if (!parse_backup (command, &argc, &argv, &options, &status))
    return status;
  misuse = find_misuse (&options, argc);
  if (misuse != NULL)
    return lumbar_cli_usage (command, misuse);
  knowledge = lumbar_knowledge_new (&error);
  if (knowledge != NULL)
    store = open_to_back_up (knowledge, &options, &error);
  if (store == NULL || !do_backup (store, &options, argv[1], &error))
    return lumbar_cli_fail (error);
  return LUMBAR_EXIT_DONE;
}

/**
 * lumbar_cli_restore:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Puts a verified backup in place of the record, which is set aside, never deleted; or says what that would bring.
 *
 * Returns: the exit status
 */
int
lumbar_cli_restore (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  g_autofree char *path = NULL;
  gboolean preview = FALSE, had_one;
  GError *error = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_ ("say what would be missing, and change nothing"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 2)
    return lumbar_cli_usage (command, _("name the backup"));
  path = record ? g_strdup (record) : lumbar_store_get_default_path ();
  if (preview)
    return print_preview (argv[1], path, &error) ? LUMBAR_EXIT_DONE : lumbar_cli_fail (error);
  had_one = g_file_test (path, G_FILE_TEST_EXISTS);
  if (!restore (argv[1], path, &error))
    return lumbar_cli_fail (error);
  g_print (_("%s: restored from %s\n"), path, argv[1]);
  if (had_one)
    g_print (_("What was there is kept beside it, as %s.set-aside-…\n"), path);
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
