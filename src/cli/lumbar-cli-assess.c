/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar assess and lumbar questionnaire. */

#include <glib/gi18n-lib.h>

#include "lumbar-assessment-json.h"
#include "lumbar-assessment-text.h"
#include "lumbar-batch.h"
#include "lumbar-cds-hooks.h"
#include "lumbar-cli.h"
#include "lumbar-date.h"
#include "lumbar-fhir-questionnaire.h"
#include "lumbar-fhir-response.h"

#define TERMINAL_COLUMNS 80

static char *
write_assessment (LumbarAssessment *assessment,
                  LumbarKnowledge *knowledge,
                  LumbarResponse *response,
                  GPtrArray *ignored,
                  const char *format)
{
  g_autoptr (LumbarProposals) proposals = NULL;

  if (g_strcmp0 (format, "json") == 0)
    return lumbar_assessment_to_json (assessment, ignored, TRUE);
  if (g_strcmp0 (format, "cds-hooks") == 0)
    return lumbar_cds_hooks_write (assessment, knowledge, TRUE);
  proposals = lumbar_proposals_new (knowledge, response, assessment, NULL);
  return lumbar_assessment_to_text (assessment, knowledge, proposals, ignored, TERMINAL_COLUMNS);
}

/**
 * lumbar_cli_assess:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * A response in, an assessment out.
 *
 * Returns: the exit status
 */
int
lumbar_cli_assess (const LumbarCommand *command, int argc, char **argv)
{
  static const char *const formats[] = { "text", "json", "cds-hooks", NULL };
  g_autofree char *format = NULL;
  g_autofree char *batch = NULL;
  g_autofree char *record = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text, json or cds-hooks"), "FORMAT" },
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch, N_ ("many responses, one a line; a line of JSON for each"), "FILE" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("not used by this command"), "FILE" },
    LUMBAR_CLI_KNOWLEDGE_ENTRY (&folder),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarResponse) response = NULL;
  g_autoptr (LumbarAssessment) assessment = NULL;
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *text = NULL;
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != (batch ? 1 : 2))
    return lumbar_cli_usage (command, _("name one file, or - for standard input"));
  if (batch != NULL && g_strcmp0 (format, "text") == 0)
    return lumbar_cli_usage (command, _("many responses are written as json or cds-hooks"));
  if (format != NULL && !g_strv_contains (formats, format))
    return lumbar_cli_usage (command, _("the format is none of text, json, cds-hooks"));

  knowledge = lumbar_cli_load_knowledge (folder, &error);
  if (knowledge != NULL && batch != NULL)
    return lumbar_batch_run (knowledge, batch, g_strcmp0 (format, "cds-hooks") == 0);
  if (knowledge != NULL)
    response = lumbar_fhir_response_read_file (knowledge, argv[1], today, ignored, &error);
  if (response == NULL)
    return lumbar_cli_fail (error);
  assessment = lumbar_assess (knowledge, response);
  text = write_assessment (assessment, knowledge, response, ignored, format);
  if (!lumbar_cli_write ("-", text, &error))
    return lumbar_cli_fail (error);
  return LUMBAR_EXIT_DONE;
}

/**
 * lumbar_cli_questionnaire:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Prints the intake as a FHIR Questionnaire.
 *
 * Returns: the exit status
 */
int
lumbar_cli_questionnaire (const LumbarCommand *command, int argc, char **argv)
{
  g_autofree char *language = NULL;
  g_autofree char *record = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("language of the texts, as in “en” or “de”"),
      "LANG" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("not used by this command"), "FILE" },
    LUMBAR_CLI_KNOWLEDGE_ENTRY (&folder),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autofree char *json = NULL;
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return lumbar_cli_usage (command, _("this command takes no file"));
  knowledge = lumbar_cli_load_knowledge (folder, &error);
  if (knowledge == NULL)
    return lumbar_cli_fail (error);
  json = lumbar_fhir_questionnaire_write (knowledge, language ? language : "en");
  if (!lumbar_cli_write ("-", json, &error))
    return lumbar_cli_fail (error);
  return LUMBAR_EXIT_DONE;
}
