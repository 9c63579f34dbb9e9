/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First of all: findings that guidelines list for urgent assessment, what was done about them, and what
 * was not asked that would show them. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>

#include "lumbar-report-words.h"
#include "lumbar-text.h"

static char *
list_because (LumbarReportMaker *self, const LumbarFiredFlag *fired)
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

static char *
describe_acknowledgement (LumbarReportMaker *self, const char *flag_id)
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
      g_autofree char *at = lumbar_report_time_text (done->at);

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

static void
add_fired (LumbarReportMaker *self, const LumbarFiredFlag *fired)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, fired->id);
  g_autofree char *because = list_because (self, fired);
  g_autofree char *causes = list_causes (self, fired->causes);
  g_autofree char *done = describe_acknowledgement (self, fired->id);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_URGENT, lumbar_timeframe_get_title (fired->timeframe),
                           flag ? lumbar_text_translate (flag->name) : fired->id, NULL);
  add_detail (self, _("Raised by"), because);
  add_detail (self, _("Can point to"), causes);
  add_detail (self, _("Guidelines list"), lumbar_text_translate (fired->action));
  if (flag != NULL)
    {
      g_autofree char *source = lumbar_report_source_text (flag->source);
      g_autofree char *link = lumbar_source_get_link (flag->source);

      add_detail (self, _("In MS"), lumbar_text_translate (flag->ms_caveat));
      lumbar_report_maker_add (self, LUMBAR_BLOCK_URGENT_DETAIL, NULL, _("Source"), source)->link =
        g_steal_pointer (&link);
      lumbar_report_maker_cite (self, flag->source->id);
    }
  add_detail (self, _("What was done"), done);
}

static void
add_completeness (LumbarReportMaker *self)
{
  LumbarAssessment *assessment = self->assessment;
  g_autofree char *text = NULL;

  if (assessment->n_safety_recorded == 0)
    text = g_strdup_printf (_("None of the %u safety items was recorded: nothing can be said about urgent causes."),
                            assessment->n_safety_items);
  else if (assessment->red_flags->len == 0)
    text = g_strdup_printf (_("%u of %u safety items recorded, none positive by the red flag rules."),
                            assessment->n_safety_recorded, assessment->n_safety_items);
  else
    text = g_strdup_printf (_("%u of %u safety items recorded."), assessment->n_safety_recorded,
                            assessment->n_safety_items);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, text, NULL);
}

/* One line per timeframe: the names of the flags that nothing recorded has cleared. */
static void
add_uncleared (LumbarReportMaker *self, LumbarTimeframe timeframe)
{
  GPtrArray *uncleared = self->assessment->uncleared;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *label = NULL;

  for (guint i = 0; i < uncleared->len; i++)
    {
      const LumbarUnclearedFlag *open = uncleared->pdata[i];
      const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, open->id);

      if (flag != NULL && flag->timeframe == timeframe)
        lumbar_report_maker_join (names, "; ", lumbar_text_translate (flag->name));
    }
  if (names->len == 0)
    return;
  /* Translators: as in "Not yet cleared (Within days)" */
  label = g_strdup_printf (_("Not yet cleared (%s)"), lumbar_timeframe_get_title (timeframe));
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, label, names->str, NULL);
}

/* What would clear them, each item once: the same few questions serve many flags. */
static void
add_missing (LumbarReportMaker *self)
{
  GPtrArray *uncleared = self->assessment->uncleared;
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
    lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Not recorded, would clear them"), labels->str, NULL);
}

/**
 * lumbar_report_add_urgent:
 * @self: a report in the making
 *
 * Adds each red flag that fired with what was done, how complete the safety items are, and the flags
 * that are not yet cleared.
 */
void
lumbar_report_add_urgent (LumbarReportMaker *self)
{
  GPtrArray *fired = self->assessment->red_flags;

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL,
                           fired->len > 0 ? _("Findings that guidelines list for urgent assessment")
                                          : _("Urgent findings"),
                           NULL);
  for (guint i = 0; i < fired->len; i++)
    add_fired (self, fired->pdata[i]);
  add_completeness (self);
  for (guint i = 0; i < LUMBAR_N_TIMEFRAMES; i++)
    add_uncleared (self, (LumbarTimeframe) i);
  add_missing (self);
}
