/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar example: fills a record with an invented clinic. */

#include <glib/gi18n-lib.h>

#include "lumbar-cli.h"
#include "lumbar-date.h"
#include "lumbar-example.h"

/* Beyond this it is no clinic but a mistake. */
#define MOST_PATIENTS 100000
#define MOST_VISITS 1000

/**
 * lumbar_cli_example:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Fills a record with invented patients, clearly marked as such.
 *
 * Returns: the exit status
 */
int
lumbar_cli_example (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  g_autofree char *folder = NULL;
  int patients = 0, visits = 0, seed = 1;
  const GOptionEntry entries[] = {
    { "patients", 0, 0, G_OPTION_ARG_INT, &patients, N_ ("how many patients"), "N" },
    { "visits", 0, 0, G_OPTION_ARG_INT, &visits, N_ ("how many visits each"), "M" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("the same number makes the same clinic"), "S" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    LUMBAR_CLI_KNOWLEDGE_ENTRY (&folder),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarStore) store = NULL;
  g_autofree char *today = lumbar_date_today ();
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 1 || patients < 0 || patients > MOST_PATIENTS || visits < 0 || visits > MOST_VISITS)
    return lumbar_cli_usage (command, _("give at most 100,000 patients with 1,000 visits each"));
  knowledge = lumbar_cli_load_knowledge (folder, &error);
  if (knowledge != NULL)
    store = lumbar_cli_open (knowledge, record, LUMBAR_STORE_READ_WRITE, &error);
  if (store == NULL ||
      !lumbar_example_fill (store, (guint) patients, (guint) visits, (guint32) seed, today, &error))
    return lumbar_cli_fail (error);
  g_print (_("%s: filled with invented patients\n"), lumbar_store_get_path (store));
  return LUMBAR_EXIT_DONE;
}
