/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First of all: findings that guidelines list for urgent assessment, what was done about them, and what
 * was not asked that would show them. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

/* More uncleared flags than this would push the conclusion off the first page. */
#define MANY_FLAGS 6

/**
 * lumbar_report_list_because:
 * @self: a report in the making
 * @fired: a red flag that fired
 *
 * Returns: (transfer full): the answers that raised it
 */
char *
lumbar_report_list_because (LumbarReportMaker *self, const LumbarFiredFlag *fired)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; fired->because[i] != NULL; i++)
    {
      g_autofree char *words = lumbar_report_answer_text (self->response, fired->because[i]);

      lumbar_report_maker_join (list, "; ", words);
    }
  return g_string_free (list, FALSE);
}

static char *
list_causes (LumbarReportMaker *self, GStrv ids)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    lumbar_report_maker_join (list, "; ", lumbar_report_cause_text (self->knowledge, ids[i]));
  return g_string_free (list, FALSE);
}

/**
 * lumbar_report_describe_acknowledgement:
 * @self: a report in the making
 * @flag_id: a red flag that fired
 *
 * Returns: (transfer full): what was done about it and when, or that nothing is recorded
 */
char *
lumbar_report_describe_acknowledgement (LumbarReportMaker *self, const char *flag_id)
{
  LumbarConclusion *conclusion = self->encounter->conclusion;
  const LumbarAcknowledgement *done = NULL;
  GString *words;

  if (conclusion != NULL)
    done = lumbar_conclusion_find_acknowledgement (conclusion, flag_id);
  if (done == NULL)
    return g_strdup (_("Not yet acknowledged"));
  words = g_string_new (lumbar_acknowledgement_word_get_title (done->done));
  if (done->text != NULL && *done->text != '\0')
    g_string_append_printf (words, ": %s", done->text);
  if (done->at != NULL && *done->at != '\0')
    {
      g_autofree char *at = lumbar_date_format_instant (done->at);

      g_string_append_printf (words, " (%s)", at);
    }
  return g_string_free (words, FALSE);
}

static void
add_detail (LumbarReportMaker *self, const char *label, const char *words)
{
  if (*words != '\0')
    lumbar_report_maker_add (self, LUMBAR_BLOCK_URGENT_DETAIL, NULL, label, words);
}

/* The action as it was assessed then, with the guideline that the flag of today names. */
static void
add_action (LumbarReportMaker *self, const LumbarFiredFlag *fired, const LumbarRedFlag *flag)
{
  g_autofree char *source = lumbar_report_source_text (flag->source);
  g_autofree char *action = g_strdup_printf ("%s (%s)", lumbar_text_translate (fired->action), source);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_URGENT_DETAIL, NULL, _("Guidelines list"), action)->link =
    lumbar_source_get_link (flag->source);
  lumbar_report_maker_cite (self, flag->source->id);
}

static void
add_fired (LumbarReportMaker *self, const LumbarFiredFlag *fired)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, fired->id);
  g_autofree char *because = lumbar_report_list_because (self, fired);
  g_autofree char *causes = list_causes (self, fired->causes);
  g_autofree char *done = lumbar_report_describe_acknowledgement (self, fired->id);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_URGENT, lumbar_timeframe_get_title (fired->timeframe),
                           flag ? lumbar_text_translate (flag->name) : fired->id, NULL);
  add_detail (self, _("Raised by"), because);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_URGENT_DONE, NULL, _("What was done"), done);
  if (flag != NULL)
    add_action (self, fired, flag);
  else
    add_detail (self, _("Guidelines list"), lumbar_text_translate (fired->action));
  if (self->brief)
    return;
  add_detail (self, _("Can point to"), causes);
  if (flag != NULL)
    add_detail (self, _("In MS"), lumbar_text_translate (flag->ms_caveat));
}

/**
 * lumbar_report_add_completeness:
 * @self: a report in the making
 *
 * Adds how many of the safety items were recorded.
 */
void
lumbar_report_add_completeness (LumbarReportMaker *self)
{
  LumbarAssessment *assessment = self->assessment;
  g_autofree char *text = NULL;

  if (assessment->n_safety_recorded == 0)
    text = g_strdup_printf (
      _("None of the %u safety items was recorded: nothing can be said about urgent causes."),
      assessment->n_safety_items);
  else if (assessment->red_flags->len == 0)
    text = g_strdup_printf (_("%u of %u safety items recorded, none positive by the red flag rules."),
                            assessment->n_safety_recorded, assessment->n_safety_items);
  else
    text = g_strdup_printf (_("%u of %u safety items recorded."), assessment->n_safety_recorded,
                            assessment->n_safety_items);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, text, NULL);
}

static guint
count_uncleared (LumbarReportMaker *self, LumbarTimeframe timeframe)
{
  guint n = 0;

  for (guint i = 0; i < self->open_flags->len; i++)
    {
      const LumbarUnclearedFlag *open = self->open_flags->pdata[i];
      const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, open->id);

      n += flag != NULL && flag->timeframe == timeframe;
    }
  return n;
}

static char *
list_missing (LumbarReportMaker *self, const LumbarUnclearedFlag *open)
{
  GString *labels = g_string_new (NULL);

  for (guint i = 0; open->missing[i] != NULL; i++)
    {
      g_autofree char *label = lumbar_report_answer_text (self->response, open->missing[i]);

      lumbar_report_maker_join (labels, ", ", label);
    }
  return g_string_free (labels, FALSE);
}

/* Few: each with what would clear it. */
static void
add_each_uncleared (LumbarReportMaker *self)
{
  for (guint i = 0; i < self->open_flags->len; i++)
    {
      const LumbarUnclearedFlag *open = self->open_flags->pdata[i];
      const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, open->id);
      g_autofree char *missing = list_missing (self, open);
      g_autofree char *text = NULL;

      /* Translators: name of a red flag, and the findings that were not recorded */
      text = g_strdup_printf (_("%s; not recorded: %s"),
                              flag ? lumbar_text_translate (flag->name) : open->id, missing);
      lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Not yet cleared"), text, NULL);
    }
}

/* Many: how many, and where to read on, so that the conclusion stays on the first page. */
static void
announce_uncleared (LumbarReportMaker *self)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (self->brief
                            ? _("%u red flags, %u of them for the same day; they are listed in the full report.")
                            : _("%u red flags, %u of them for the same day; they are listed after the findings."),
                          self->open_flags->len, count_uncleared (self, LUMBAR_TIMEFRAME_NOW));
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Not yet cleared"), text, NULL);
}

/* One line per timeframe: the names of the flags that nothing recorded has cleared. */
static void
add_uncleared (LumbarReportMaker *self, LumbarTimeframe timeframe)
{
  GPtrArray *uncleared = self->open_flags;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < uncleared->len; i++)
    {
      const LumbarUnclearedFlag *open = uncleared->pdata[i];
      const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, open->id);

      if (flag != NULL && flag->timeframe == timeframe)
        lumbar_report_maker_join (names, "; ", lumbar_text_translate (flag->name));
    }
  if (names->len == 0)
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, lumbar_timeframe_get_title (timeframe), names->str,
                           NULL);
}

/* What would clear them, each item once: the same few questions serve many flags. */
static void
add_missing (LumbarReportMaker *self)
{
  GPtrArray *uncleared = self->open_flags;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < uncleared->len; i++)
    {
      const LumbarUnclearedFlag *open = uncleared->pdata[i];

      for (guint j = 0; open->missing[j] != NULL; j++)
        if (g_hash_table_add (seen, open->missing[j]))
          {
            g_autofree char *label = lumbar_report_answer_text (self->response, open->missing[j]);

            lumbar_report_maker_join (labels, "; ", label);
          }
    }
  if (labels->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Not recorded, would clear them"), labels->str,
                             NULL);
}

static gboolean
has_many_uncleared (LumbarReportMaker *self)
{
  return self->open_flags->len > (self->brief ? 1 : MANY_FLAGS);
}

/**
 * lumbar_report_add_urgent:
 * @self: a report in the making
 *
 * Adds each red flag that fired with what was done, soonest first, how complete the safety items are, and
 * the flags that are not yet cleared or how many there are.
 */
void
lumbar_report_add_urgent (LumbarReportMaker *self)
{
  GPtrArray *fired = self->assessment->red_flags;

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL,
                           fired->len > 0 ? _("Findings that guidelines list for urgent assessment")
                                          : _("Urgent findings"),
                           NULL);
  for (guint timeframe = 0; timeframe < LUMBAR_N_TIMEFRAMES; timeframe++)
    for (guint i = 0; i < fired->len; i++)
      {
        const LumbarFiredFlag *flag = fired->pdata[i];

        if (flag->timeframe == timeframe)
          add_fired (self, flag);
      }
  lumbar_report_add_completeness (self);
  if (has_many_uncleared (self))
    announce_uncleared (self);
  else
    add_each_uncleared (self);
}

/**
 * lumbar_report_add_uncleared:
 * @self: a report in the making
 *
 * Adds the flags that are not yet cleared where they are too many for the first page.
 */
void
lumbar_report_add_uncleared (LumbarReportMaker *self)
{
  if (!has_many_uncleared (self))
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Red flags not yet cleared"), NULL);
  for (guint i = 0; i < LUMBAR_N_TIMEFRAMES; i++)
    add_uncleared (self, (LumbarTimeframe) i);
  add_missing (self);
}
