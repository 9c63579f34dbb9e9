/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar report: the report of a stored visit, of all visits of a day, or of a response alone. */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-assessment-json.h"
#include "lumbar-cli.h"
#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-fhir-response.h"
#include "lumbar-report-pdf.h"
#include "lumbar-report-text.h"
#include "lumbar-stored-report.h"

#define TEXT_COLUMNS 80

typedef struct {
  char *encounter;
  char *response;
  char *day;
  char *format;
  char *paper;
  char *profile;
  char *sections;
  char *without;
  char *date;
  char *letterhead;
  LumbarReportChoice choice;
  char *output;
  char *record;
  char *knowledge;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->encounter);
  g_free (options->response);
  g_free (options->day);
  g_free (options->format);
  g_free (options->paper);
  g_free (options->profile);
  g_free (options->sections);
  g_free (options->without);
  g_free (options->date);
  g_free (options->letterhead);
  g_clear_pointer (&options->choice.letterhead, lumbar_letterhead_unref);
  g_free (options->output);
  g_free (options->record);
  g_free (options->knowledge);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The instant that goes into the file: SOURCE_DATE_EPOCH makes it reproducible
 * (https://reproducible-builds.org/specs/source-date-epoch/). */
static char *
get_now (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds;

  if (epoch != NULL && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

      return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
    }
  return lumbar_date_time_now ();
}

/* The day that was asked for, at noon, when it is the same day nearly everywhere; else the instant given. */
static char *
get_created_at (const Options *options, const char *otherwise)
{
  return options->date ? g_strconcat (options->date, "T12:00:00Z", NULL) : g_strdup (otherwise);
}

static LumbarReport *
make_from_response (LumbarKnowledge *knowledge, const Options *options, GError **error)
{
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *clock = get_now ();
  g_autofree char *now = get_created_at (options, clock);
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_new ("", now, "");

  encounter->response = lumbar_fhir_response_read_file (knowledge, options->response, today, ignored, error);
  if (encounter->response == NULL)
    return NULL;
  encounter->assessment = lumbar_assess (knowledge, encounter->response);
  return lumbar_report_new_chosen (knowledge, NULL, encounter, NULL, now, &options->choice);
}

static gboolean
write_report (LumbarReport *report, const Options *options, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (options->format, "text") == 0)
    {
      text = lumbar_report_to_text (report, TEXT_COLUMNS);
      return lumbar_cli_write (path, text, error);
    }
  return lumbar_report_write_pdf (
      report, g_strcmp0 (options->paper, "letter") == 0 ? LUMBAR_PAPER_LETTER : LUMBAR_PAPER_A4,
      path, error);
}

static gboolean
write_response (LumbarKnowledge *knowledge, const Options *options, GError **error)
{
  g_autoptr (LumbarReport) report = make_from_response (knowledge, options, error);

  return report != NULL && write_report (report, options, options->output, error);
}

static gboolean
write_encounter (LumbarKnowledge *knowledge,
                 LumbarStore *store,
                 const char *encounter_id,
                 const Options *options,
                 const char *path,
                 GError **error)
{
  g_autofree char *created_at = get_created_at (options, NULL);
  g_autoptr (LumbarReport) report =
      lumbar_stored_report_new (knowledge, store, encounter_id, created_at, &options->choice, error);

  return report != NULL && write_report (report, options, path, error) &&
         lumbar_stored_report_note (store, encounter_id, options->format ? options->format : "pdf",
                                    options->choice.profile, path, error);
}

/* The signed visits that began on a day, in the order they began; NULL with error set. */
static GPtrArray *
list_day (LumbarStore *store, const char *day, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *after = NULL;

  do
    if (!lumbar_stored_report_list_day (store, day, &after, ids, error))
      return NULL;
  while (after != NULL);
  if (ids->len == 0)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("No signed visit of this record began on %s."), day);
  return ids->len > 0 ? g_steal_pointer (&ids) : NULL;
}

/* One file a visit. */
static gboolean
write_day (LumbarKnowledge *knowledge, LumbarStore *store, const Options *options, GError **error)
{
  g_autoptr (GPtrArray) ids = list_day (store, options->day, error);
  const char *ending = g_strcmp0 (options->format, "text") == 0 ? "txt" : "pdf";

  if (ids == NULL)
    return FALSE;
  if (g_mkdir_with_parents (options->output, 0700) != 0)
    {
      int reason = errno;

      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("%s: the folder can’t be made: %s"), options->output,
                   g_strerror (reason));
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = ids->pdata[i];
      g_autofree char *name = lumbar_stored_report_name (options->day, i + 1, id, ending);
      g_autofree char *path = g_build_filename (options->output, name, NULL);

      if (!write_encounter (knowledge, store, id, options, path, error))
        return FALSE;
      g_print ("%s\n", path);
    }
  return TRUE;
}

static gboolean
write_from_record (LumbarKnowledge *knowledge, const Options *options, GError **error)
{
  g_autoptr (LumbarStore) store = lumbar_cli_open (knowledge, options->record, LUMBAR_STORE_READ_WRITE, error);

  if (store == NULL)
    return FALSE;
  if (options->day != NULL)
    return write_day (knowledge, store, options, error);
  return write_encounter (knowledge, store, options->encounter, options, options->output, error);
}

/* What goes in: the sections named, or all but those named. */
static gboolean
choose (Options *options, GError **error)
{
  guint named = LUMBAR_REPORT_ALL_SECTIONS, unwanted = 0;

  if (options->sections != NULL && !lumbar_report_sections_from_text (options->sections, &named, error))
    return FALSE;
  if (options->without != NULL && !lumbar_report_sections_from_text (options->without, &unwanted, error))
    return FALSE;
  options->choice.without = (LUMBAR_REPORT_ALL_SECTIONS & ~named) | unwanted;
  return TRUE;
}

/* The one named, or that of the user. */
static gboolean
load_letterhead (Options *options, GError **error)
{
  if (options->letterhead == NULL)
    return lumbar_letterhead_load_default (&options->choice.letterhead, error);
  options->choice.letterhead = lumbar_letterhead_load (options->letterhead, error);
  return options->choice.letterhead != NULL;
}

/**
 * lumbar_cli_report:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Writes the report of a visit, or of all visits of a day.
 *
 * Returns: the exit status
 */
int
lumbar_cli_report (const LumbarCommand *command, int argc, char **argv)
{
  static const char *const formats[] = { "pdf", "text", NULL };
  static const char *const papers[] = { "a4", "letter", NULL };
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "encounter", 0, 0, G_OPTION_ARG_STRING, &options.encounter, N_ ("a visit of the record"), "ID" },
    { "response", 0, 0, G_OPTION_ARG_FILENAME, &options.response, N_ ("a response without a record"), "FILE" },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, N_ ("all signed visits of a day, to a folder"), "YYYY-MM-DD" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("pdf or text"), "FORMAT" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.paper, N_ ("a4 or letter"), "PAPER" },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &options.profile, N_ ("full, letter, patient or data"), "PROFILE" },
    { "sections", 0, 0, G_OPTION_ARG_STRING, &options.sections, N_ ("only these sections, with commas between"),
      "LIST" },
    { "without", 0, 0, G_OPTION_ARG_STRING, &options.without, N_ ("sections to leave out, with commas between"),
      "LIST" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("the day it is made on"), "YYYY-MM-DD" },
    { "letterhead", 0, 0, G_OPTION_ARG_FILENAME, &options.letterhead, N_ ("the letterhead of the clinic"), "FILE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("where to write"), "FILE" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &options.record, N_ ("the record"), "FILE" },
    LUMBAR_CLI_KNOWLEDGE_ENTRY (&options.knowledge),
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  GError *error = NULL;
  int status, n_named;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  n_named = (options.encounter != NULL) + (options.response != NULL) + (options.day != NULL);
  if (argc != 1 || options.output == NULL || n_named != 1)
    return lumbar_cli_usage (command, _("name either a visit, a day or a response, and where to write"));
  if ((options.format != NULL && !g_strv_contains (formats, options.format)) ||
      (options.paper != NULL && !g_strv_contains (papers, options.paper)))
    return lumbar_cli_usage (command, _("the format is pdf or text, the paper a4 or letter"));
  if (options.profile != NULL && !lumbar_report_profile_from_id (options.profile, &options.choice.profile))
    return lumbar_cli_usage (command, _("the profile is full, letter, patient or data"));
  if ((options.date != NULL && !lumbar_date_is_valid (options.date)) ||
      (options.day != NULL && !lumbar_date_is_valid (options.day)))
    return lumbar_cli_usage (command, _("a day is written as YYYY-MM-DD"));
  if (!choose (&options, &error))
    {
      status = lumbar_cli_usage (command, error->message);
      g_error_free (error);
      return status;
    }

  knowledge = lumbar_cli_load_knowledge (options.knowledge, &error);
  if (knowledge == NULL || !load_letterhead (&options, &error) ||
      !(options.response ? write_response (knowledge, &options, &error)
                         : write_from_record (knowledge, &options, &error)))
    return lumbar_cli_fail (error);
  return LUMBAR_EXIT_DONE;
}
