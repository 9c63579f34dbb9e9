/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar cohort: counts over the patients of a record. */

#include <glib/gi18n-lib.h>

#include "lumbar-cli.h"
#include "lumbar-cohort-json.h"
#include "lumbar-cohort-words.h"
#include "lumbar-date.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

/* How many patients are read at once. */
#define PORTION 200

static GPtrArray *
read_courses (LumbarStore *store, const char *from, const char *to, GError **error)
{
  g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_course_free);
  g_autofree char *after = NULL;
  guint n;

  do
    {
      GPtrArray *portion = lumbar_store_list_courses (store, from, to, after, PORTION, error);

      if (portion == NULL)
        return NULL;
      n = portion->len;
      if (n > 0)
        lumbar_set_str (&after, ((LumbarCourse *) portion->pdata[n - 1])->patient->id);
      g_ptr_array_extend_and_steal (courses, portion);
    }
  while (n == PORTION);
  return g_steal_pointer (&courses);
}

static void
append_counts (GString *text, GPtrArray *counts, LumbarKnowledge *knowledge)
{
  for (guint i = 0; i < counts->len; i++)
    {
      const LumbarCohortCount *count = counts->pdata[i];

      g_string_append_printf (text, "  %5u  %s\n", count->patients->len,
                              knowledge ? lumbar_cohort_cause_text (knowledge, count->id)
                                        : lumbar_cohort_group_text (count->id));
    }
}

static void
append_flags (GString *text, LumbarKnowledge *knowledge, const LumbarCohortFlags *flags)
{
  g_autofree char *done = lumbar_cohort_done_text (flags);
  g_autofree char *time = lumbar_cohort_time_text (&flags->time);

  g_string_append_printf (text, "  %5u  %s\n", flags->n_raised,
                          *flags->id != '\0' ? lumbar_cohort_flag_text (knowledge, flags->id) : _("All red flags"));
  if (flags->n_raised == 0)
    return;
  g_string_append_printf (text, "         %s\n         %s: %s\n", done, _("time to action"), time);
}

static void
append_change (GString *text, const LumbarCohortChange *change, const char *name)
{
  g_autofree char *spread = lumbar_cohort_change_text (change);
  g_autofree char *judged = lumbar_cohort_judged_text (change);

  g_string_append_printf (text, "  %5u  %s\n         %s\n", change->patients->len, name, spread);
  if (change->points->len > 0)
    g_string_append_printf (text, "         %s\n", judged);
  if (change->held.of > 0)
    {
      g_autofree char *held = lumbar_share_describe (&change->held);

      g_string_append_printf (text, "         %s: %s\n", _("leading cause was a final one"), held);
    }
}

static void
append_scale (GString *text, LumbarKnowledge *knowledge, const LumbarCohortScale *scale)
{
  g_autofree char *label = NULL;

  if (scale->instrument == NULL)
    return;
  label = lumbar_trend_instrument_label (scale->instrument);
  g_string_append_printf (text, "\n%s\n  ", label);
  g_string_append_printf (text, _("minimal important difference: %s"), lumbar_text_translate (scale->instrument->mcid));
  g_string_append_c (text, '\n');
  append_change (text, scale->all, _("All patients, first to last visit"));
  g_string_append_printf (text, " %s\n", _("By leading cause, first to last visit"));
  for (guint i = 0; i < scale->by_cause->len; i++)
    {
      const LumbarCohortChange *change = scale->by_cause->pdata[i];

      append_change (text, change, lumbar_cohort_cause_text (knowledge, change->id));
    }
  g_string_append_printf (text, " %s\n", _("By treatment started, last visit before to last visit after"));
  for (guint i = 0; i < scale->by_treatment->len; i++)
    {
      const LumbarCohortChange *change = scale->by_treatment->pdata[i];

      append_change (text, change, change->id);
    }
}

static char *
write_text (const LumbarCohort *cohort)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("Patients: %1$u, with a signed visit in the period: %2$u, signed visits: %3$u"),
                          cohort->courses->len, cohort->visited->len, cohort->n_visits);
  g_string_append_printf (text, "\n\n%s\n", _("Group concluded at the latest visit"));
  append_counts (text, cohort->groups, NULL);
  g_string_append_printf (text, "\n%s\n", _("Leading cause concluded at the latest visit"));
  append_counts (text, cohort->causes, cohort->knowledge);
  g_string_append_printf (text, "\n%s\n", _("Red flags raised"));
  append_flags (text, cohort->knowledge, cohort->all_flags);
  for (guint i = 0; i < cohort->flags->len; i++)
    append_flags (text, cohort->knowledge, cohort->flags->pdata[i]);
  for (guint i = 0; i < LUMBAR_N_COHORT_SCALES; i++)
    append_scale (text, cohort->knowledge, &cohort->scales[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
print_cohort (const char *folder, const char *record, const char *from, const char *to, gboolean json, GError **error)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_cli_load_knowledge (folder, error);
  g_autoptr (LumbarStore) store =
    knowledge ? lumbar_cli_open (knowledge, record, LUMBAR_STORE_READ_ONLY, error) : NULL;
  g_autoptr (GPtrArray) courses = store ? read_courses (store, from, to, error) : NULL;
  g_autoptr (LumbarCohort) cohort = courses ? lumbar_cohort_new (knowledge, courses) : NULL;
  g_autofree char *text = NULL;

  if (cohort == NULL)
    return FALSE;
  text = json ? lumbar_cohort_to_json (cohort, from, to) : write_text (cohort);
  return lumbar_cli_write ("-", text, error);
}

/**
 * lumbar_cli_cohort:
 * @command: this command
 * @argc: number of words
 * @argv: the command and its words
 *
 * Prints counts over the patients of a record. With --format json each figure names the ids behind it, and
 * no names.
 *
 * Returns: the exit status
 */
int
lumbar_cli_cohort (const LumbarCommand *command, int argc, char **argv)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autofree char *format = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *record = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text or json"), "FORMAT" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("the first day of visits that count"), "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("the last day of visits that count"), "DATE" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("the record"), "FILE" },
    LUMBAR_CLI_KNOWLEDGE_ENTRY (&folder),
    G_OPTION_ENTRY_NULL,
  };
  GError *error = NULL;
  int status;

  if (!lumbar_cli_parse (command, entries, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return lumbar_cli_usage (command, _("there is a word too many"));
  if (format != NULL && !g_strv_contains (formats, format))
    return lumbar_cli_usage (command, _("the format is text or json"));
  if ((from != NULL && !lumbar_date_is_valid (from)) || (to != NULL && !lumbar_date_is_valid (to)))
    return lumbar_cli_usage (command, _("a day is written as 2026-11-26"));
  if (from != NULL && to != NULL && g_strcmp0 (from, to) > 0)
    return lumbar_cli_usage (command, _("the period ends before it begins"));
  return print_cohort (folder, record, from, to, g_strcmp0 (format, "json") == 0, &error) ? LUMBAR_EXIT_DONE
                                                                                         : lumbar_cli_fail (error);
}
