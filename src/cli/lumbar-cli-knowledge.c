/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar knowledge check, and how every command gets its knowledge. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-cli.h"
#include "lumbar-error.h"

/**
 * lumbar_cli_load_knowledge:
 * @folder: (nullable): a folder with tables; %NULL for those of the program
 *
 * Returns: (transfer full): the knowledge, or %NULL with @error naming the folder, the first fault, and how to see
 *   the others
 */
LumbarKnowledge *
lumbar_cli_load_knowledge (const char *folder, GError **error)
{
  g_auto (GStrv) faults = NULL;
  LumbarKnowledge *knowledge = lumbar_knowledge_new_or_faults (folder, &faults);
  guint n = faults ? g_strv_length (faults) : 0;

  if (n == 1)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, faults[0]);
  else if (n > 1)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                 _("%s\nThis is the first of %u faults; “lumbar knowledge check %s” explains them all"), faults[0], n,
                 folder);
  return knowledge;
}

static void
append_lines (GString *text, const char *kind, GStrv lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s: %s\n", kind, lines[i]);
}

static void
append_counts (GString *text, LumbarKnowledge *knowledge)
{
  g_autofree char *version = lumbar_knowledge_version_to_text (lumbar_knowledge_get_version (knowledge));

  g_string_append_printf (text, _("%s, version %s of %s\n"), lumbar_knowledge_get_title (knowledge), version,
                          lumbar_knowledge_get_date (knowledge));
  g_string_append_printf (text,
                          _("%u findings, %u causes, %u rows of evidence, %u red flags, %u rows of management, "
                            "%u instruments, %u sources\n"),
                          lumbar_knowledge_get_n_findings (knowledge), lumbar_knowledge_get_n_causes (knowledge),
                          lumbar_knowledge_get_n_evidence (knowledge), lumbar_knowledge_get_n_red_flags (knowledge),
                          lumbar_knowledge_get_n_management (knowledge),
                          lumbar_knowledge_get_n_instruments (knowledge), lumbar_knowledge_get_n_sources (knowledge));
}

static int
check (const char *folder)
{
  g_auto (GStrv) faults = NULL;
  g_auto (GStrv) warnings = NULL;
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new_or_faults (folder, &faults);
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;
  guint n_faults = faults ? g_strv_length (faults) : 0;

  if (knowledge != NULL)
    {
      warnings = lumbar_knowledge_get_warnings (knowledge);
      append_lines (text, _("warning"), warnings);
      append_counts (text, knowledge);
    }
  else
    append_lines (text, _("fault"), faults);
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u fault", "%u faults", n_faults), n_faults);
  if (knowledge != NULL)
    {
      guint n = g_strv_length (warnings);

      g_string_append (text, ", ");
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", n), n);
    }
  else
    g_string_append (text, _("; what shows only across whole tables is checked once they are mended"));
  g_string_append_c (text, '\n');
  if (!lumbar_cli_write ("-", text->str, &error))
    return lumbar_cli_fail (error);
  return n_faults > 0 ? LUMBAR_EXIT_INPUT : LUMBAR_EXIT_DONE;
}

/**
 * lumbar_cli_knowledge:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Explains every fault of a folder of tables.
 *
 * Returns: the exit status
 */
int
lumbar_cli_knowledge (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *record = NULL;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("not used by this command"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 3 || strcmp (argv[1], "check") != 0)
    return lumbar_cli_usage (command, _("say “check” and name one folder"));
  return check (argv[2]);
}
