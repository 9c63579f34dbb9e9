/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar salvage: what can be read out of a damaged record. */

#include <glib/gi18n-lib.h>

#include "lumbar-cli.h"
#include "lumbar-salvage.h"

/**
 * lumbar_cli_salvage:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Reads what can be read out of a damaged record into a new one; the damaged one is not changed.
 *
 * Returns: the exit status; also where something was lost, it is done
 */
int
lumbar_cli_salvage (const LumbarCommand *command, int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (LumbarSalvage) salvage = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 3)
    return lumbar_cli_usage (command, _("name the damaged file and the record to make"));
  salvage = lumbar_salvage_run (argv[1], argv[2], &error);
  if (salvage == NULL)
    return lumbar_cli_fail (error);
  text = lumbar_salvage_describe (salvage);
  g_print ("%s\n", text);
  g_print (_("%1$s: written; %2$s was not changed\n"), argv[2], argv[1]);
  return LUMBAR_EXIT_DONE;
}
