/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: which command, its options, exit status. It never needs a display. */

#include "lumbar-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lumbar-cli-enter.h"
#include "lumbar-encryption.h"
#include "lumbar-error.h"

static const LumbarCommand commands[] = {
  { "assess", "[--format text|json|cds-hooks] (FILE|- | --batch FILE|-)", N_ ("assess one response, or one a line"), lumbar_cli_assess },
  { "report", "(--encounter ID | --response FILE) [--profile full|letter|patient|data] [--format pdf|text] [--paper a4|letter] [--sections LIST] [--without LIST] [--date DATE] [--letterhead FILE] -o FILE",
    N_ ("write the report of a visit"), lumbar_cli_report },
  { "knowledge", "check DIR", N_ ("explain every fault of a folder of clinical tables"), lumbar_cli_knowledge },
  { "questionnaire", "[--language LANG]", N_ ("print the intake as a FHIR Questionnaire"),
    lumbar_cli_questionnaire },
  { "export", "(--patient ID | --all | --outcomes | --research) [--format fhir|csv] -o FILE|FOLDER",
    N_ ("write records to a file; or visits without names: what became of them, or a folder for research"),
    lumbar_cli_export },
  { "cohort", "[--format text|json] [--from DATE] [--to DATE]", N_ ("count the patients of a record: groups, causes, red flags, change in pain"),
    lumbar_cli_cohort },
  { "import", "FILE...", N_ ("read records from FHIR bundles"), lumbar_cli_import },
  { "backup", "([--seal] [--passphrase-file FILE] FILE | --daily [--second FOLDER] | --status [--second FOLDER] [--format text|json])",
    N_ ("copy the whole record to a file and verify the copy; sealed, only a passphrase opens it; or the backup of today"),
    lumbar_cli_backup },
  { "restore", "[--preview] [--passphrase-file FILE] FILE", N_ ("put a backup in place of the record, which is set aside; or say what would be missing"), lumbar_cli_restore },
  { "verify", "[FILE]", N_ ("check the record and its log"), lumbar_cli_verify },
  { "salvage", "FILE OUTPUT", N_ ("read what can be read out of a damaged record into a new one"), lumbar_cli_salvage },
  { "encrypt", "[--name NAME]", N_ ("encrypt the record with a passphrase, in its place"), lumbar_cli_encrypt },
  { "decrypt", "", N_ ("make an encrypted record readable to everybody who can read the file"), lumbar_cli_encrypt },
  { "passphrase", "[--new-passphrase-file FILE] [--recovery | --recovery-file FILE]",
    N_ ("change the passphrase of an encrypted record"), lumbar_cli_passphrase },
  { "example", "[--patients N] [--visits M] [--seed S]", N_ ("fill a record with an invented clinic"),
    lumbar_cli_example },
};

static const LumbarCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static void
print_help (void)
{
  g_print ("%s\n\n", _("Lumbar: low back pain in multiple sclerosis"));
  g_print ("  %-52s %s\n", "lumbar [--record FILE] [--knowledge DIR]", _("the application"));
  g_print ("  %-52s %s\n", "lumbar --example", _("the application on an invented clinic"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  lumbar %s %s\n      %s\n", commands[i].name, commands[i].synopsis, _(commands[i].summary));
  g_print ("\n%s\n", _("Every command takes --record FILE, and every one that assesses or writes what was assessed takes\n"
                       "--knowledge DIR, a folder of clinical tables in place of the program's own. Exit status: 0 done,\n"
                       "1 the input is wrong, 2 usage, 3 the record can't be opened or is damaged. A record that needs a\n"
                       "passphrase asks for it, or reads it from --passphrase-file FILE; scripts name the file in\n"
                       "LUMBAR_PASSPHRASE_FILE and themselves in LUMBAR_USER."));
}

/**
 * lumbar_cli_wants:
 * @argc: as in main
 * @argv: as in main
 *
 * Returns: whether this call is for the command line rather than for the window
 */
gboolean
lumbar_cli_wants (int argc, char **argv)
{
  return argc > 1 && (argv[1][0] != '-' || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 ||
                      strcmp (argv[1], "--version") == 0);
}

/**
 * lumbar_cli_main:
 * @argc: as in main
 * @argv: as in main
 *
 * Runs one command.
 *
 * Returns: the exit status
 */
int
lumbar_cli_main (int argc, char **argv)
{
  const LumbarCommand *command = find_command (argv[1]);

  if (command != NULL)
    return command->run (command, argc - 1, argv + 1);
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("lumbar %s\n", LUMBAR_VERSION);
      return LUMBAR_EXIT_DONE;
    }
  if (argv[1][0] == '-' || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return LUMBAR_EXIT_DONE;
    }
  g_printerr (_("lumbar: there is no command “%s”; “lumbar --help” lists them\n"), argv[1]);
  return LUMBAR_EXIT_USAGE;
}

/**
 * lumbar_cli_parse:
 * @command: whose options
 * @entries: the options
 * @argc: (inout): number of words; options are taken out
 * @argv: (inout): the words
 * @status: (out): exit status where this returns %FALSE
 *
 * Returns: whether to go on
 */
gboolean
lumbar_cli_parse (const LumbarCommand *command,
                  const GOptionEntry *entries,
                  int *argc,
                  char ***argv,
                  int *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->synopsis);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, _(command->summary));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, lumbar_cli_get_passphrase_entries (), GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  *status = lumbar_cli_usage (command, error->message);
  return FALSE;
}

/**
 * lumbar_cli_fail:
 * @error: (transfer full): what went wrong
 *
 * Prints the message.
 *
 * Returns: the exit status that fits
 */
int
lumbar_cli_fail (GError *error)
{
  gboolean record = error->domain == LUMBAR_ERROR &&
                    (error->code == LUMBAR_ERROR_RECORD || error->code == LUMBAR_ERROR_NEWER ||
                     error->code == LUMBAR_ERROR_READ_ONLY || error->code == LUMBAR_ERROR_FULL ||
                     error->code == LUMBAR_ERROR_BUSY || error->code == LUMBAR_ERROR_DENIED);

  g_printerr ("lumbar: %s\n", error->message);
  g_error_free (error);
  return record ? LUMBAR_EXIT_RECORD : LUMBAR_EXIT_INPUT;
}

/**
 * lumbar_cli_usage:
 * @command: which command
 * @problem: what is wrong with how it was called
 *
 * Prints the problem and how to call the command.
 *
 * Returns: the exit status for it
 */
int
lumbar_cli_usage (const LumbarCommand *command, const char *problem)
{
  g_printerr ("lumbar: %s\n", problem);
  g_printerr (_("Usage: lumbar %s %s\n"), command->name, command->synopsis);
  return LUMBAR_EXIT_USAGE;
}

/* Writes all of a text to a new file beside the target. */
static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/**
 * lumbar_cli_write:
 * @path: a file, or "-" for standard output
 * @text: what to write
 *
 * Writes a file that only its owner may read, as a whole or not at all.
 *
 * Returns: %FALSE with @error set where it can't be written
 */
gboolean
lumbar_cli_write (const char *path, const char *text, GError **error)
{
  g_autofree char *part = NULL;
  gboolean ok;
  int fd, problem;

  if (strcmp (path, "-") == 0)
    {
      ok = fputs (text, stdout) >= 0 && fflush (stdout) == 0;
      if (!ok)
        g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("standard output: %s"), g_strerror (errno));
      return ok;
    }
  part = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (part, O_WRONLY | O_CLOEXEC, 0600);
  ok = fd >= 0 && write_all (fd, text, strlen (text)) && fsync (fd) == 0;
  problem = errno;
  if (fd >= 0 && close (fd) != 0 && ok)
    {
      ok = FALSE;
      problem = errno;
    }
  if (ok && rename (part, path) != 0)
    {
      ok = FALSE;
      problem = errno;
    }
  if (ok)
    return TRUE;
  if (fd >= 0)
    unlink (part);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("%s: not written: %s"), path, g_strerror (problem));
  return FALSE;
}

static LumbarStore *
open_encrypted (LumbarKnowledge *knowledge, const char *path, LumbarStoreMode mode, gboolean enters, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;
  LumbarStore *store = NULL;
  char *passphrase;

  if (!enters)
    {
      key = lumbar_cli_unlock (path, NULL, error);
      return key != NULL ? lumbar_store_open_with_key (knowledge, path, mode, key, g_get_user_name (), error) : NULL;
    }
  passphrase = lumbar_cli_read_passphrase (error);
  if (passphrase != NULL)
    store = lumbar_store_open_as (knowledge, path, mode, lumbar_cli_get_opener (path), passphrase, error);
  lumbar_cli_wipe (passphrase);
  return store;
}

static LumbarStore *
open_record (LumbarKnowledge *knowledge, const char *path, LumbarStoreMode mode, gboolean enters, GError **error)
{
  g_autofree char *standard = path ? NULL : lumbar_store_get_default_path ();
  const char *file = path ? path : standard;
  g_autoptr (GError) local = NULL;
  LumbarStore *store = lumbar_encryption_is_available () && lumbar_store_is_encrypted (file)
                         ? open_encrypted (knowledge, file, mode, enters, &local)
                         : lumbar_store_open (knowledge, file, mode, g_get_user_name (), &local);

  /* To a script a record that isn't there is a record that can't be opened. */
  if (g_error_matches (local, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND))
    local->code = LUMBAR_ERROR_RECORD;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return store;
}

/**
 * lumbar_cli_open_shut:
 * @knowledge: the tables
 * @path: (nullable): the record; %NULL for the default one
 * @mode: whether it will be written
 *
 * Opens a record for what needs nobody to enter: to look whether it is whole, or to copy it. The passphrase of an
 * encrypted one is asked for.
 *
 * Returns: (transfer full): the record, or %NULL with @error set
 */
LumbarStore *
lumbar_cli_open_shut (LumbarKnowledge *knowledge, const char *path, LumbarStoreMode mode, GError **error)
{
  return open_record (knowledge, path, mode, FALSE, error);
}

/**
 * lumbar_cli_open:
 * @knowledge: the tables
 * @path: (nullable): the record; %NULL for the default one
 * @mode: whether it will be written
 *
 * Opens a record, and enters it where that needs a passphrase. One passphrase does both for an encrypted one.
 *
 * Returns: (transfer full): the record, or %NULL with @error set
 */
LumbarStore *
lumbar_cli_open (LumbarKnowledge *knowledge, const char *path, LumbarStoreMode mode, GError **error)
{
  g_autoptr (LumbarStore) store = open_record (knowledge, path, mode, TRUE, error);

  return store != NULL && lumbar_cli_enter (store, error) ? g_steal_pointer (&store) : NULL;
}
