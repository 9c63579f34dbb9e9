/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was computed: the group, what must be excluded, the causes with their reasons, what to ask next.
 * Bands and sentences, never a probability. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>

#include "lumbar-report-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

static void
add_provisional (LumbarReportMaker *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (!self->assessment->provisional)
    return;
  for (guint i = 0; i < self->assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = self->assessment->red_flags->pdata[i];
      const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, fired->id);

      if (fired->timeframe == LUMBAR_TIMEFRAME_NOW)
        lumbar_report_maker_join (names, "; ", flag ? lumbar_text_translate (flag->name) : fired->id);
    }
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Provisional while this is open"), names->str,
                           NULL);
}

/**
 * lumbar_report_add_must_exclude:
 * @self: a report in the making
 *
 * Adds the serious causes that nothing recorded speaks against, in one line; nothing where there is none.
 */
void
lumbar_report_add_must_exclude (LumbarReportMaker *self)
{
  GStrv ids = self->assessment->must_exclude;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    lumbar_report_maker_join (names, "; ", lumbar_report_cause_text (self->knowledge, ids[i]));
  if (names->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH,
                             _("Must not be missed: not excluded by what was recorded"), names->str, NULL);
}

static char *
make_marks (LumbarReportMaker *self, const LumbarReason *reason)
{
  const char *mark = reason->ratio > 1 ? "+" : "−";
  GString *marks = g_string_new (NULL);

  for (guint i = 0; i < lumbar_report_reason_get_strength (self->knowledge, reason); i++)
    g_string_append (marks, mark);
  return g_string_free (marks, FALSE);
}

static void
add_reasons (LumbarReportMaker *self, GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];
      const LumbarSource *source = lumbar_knowledge_find_source (self->knowledge, reason->source_id);
      g_autofree char *marks = make_marks (self, reason);
      g_autofree char *words = lumbar_report_reason_clause (self->knowledge, reason);
      g_autofree char *name = source ? lumbar_report_source_text (source) : g_strdup (reason->source_id);
      g_autofree char *basis =
        g_strdup_printf ("%s · %s", lumbar_report_basis_get_letter (reason->basis), name);
      LumbarBlock *block = lumbar_report_maker_add (self, LUMBAR_BLOCK_REASON, marks, words, basis);

      block->link = source ? lumbar_source_get_link (source) : NULL;
      lumbar_report_maker_cite (self, reason->source_id);
    }
}

/* Reasons are given for what is likely or possible, for the lead, and for what must be excluded. */
static gboolean
is_worth_reasons (LumbarReportMaker *self, const LumbarRankedCause *cause)
{
  return cause->band != LUMBAR_BAND_LESS_LIKELY || g_strcmp0 (cause->id, self->assessment->lead) == 0 ||
         g_strv_contains ((const char *const *) self->assessment->must_exclude, cause->id);
}

static void
add_cause (LumbarReportMaker *self, const LumbarRankedCause *cause)
{
  g_autofree char *detail = NULL;

  detail =
    g_strdup_printf ("%s · %s %s", lumbar_band_get_title (cause->band),
                     lumbar_report_group_get_shape (cause->group), lumbar_group_get_title (cause->group));
  lumbar_report_maker_add (self, LUMBAR_BLOCK_CAUSE, lumbar_band_get_marks (cause->band),
                           lumbar_report_cause_text (self->knowledge, cause->id), detail);
  add_reasons (self, cause->reasons_for);
  add_reasons (self, cause->reasons_against);
}

/* The other causes with some support, by name only. */
static void
add_others (LumbarReportMaker *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = self->assessment->causes->pdata[i];

      if (!is_worth_reasons (self, cause))
        lumbar_report_maker_join (names, "; ", lumbar_report_cause_text (self->knowledge, cause->id));
    }
  if (names->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_CAUSE, lumbar_band_get_marks (LUMBAR_BAND_LESS_LIKELY),
                             names->str, lumbar_band_get_title (LUMBAR_BAND_LESS_LIKELY));
}

static void
add_causes (LumbarReportMaker *self)
{
  GPtrArray *causes = self->assessment->causes;

  if (causes->len == 0)
    {
      lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL,
                               _("No cause has support of its own in what was recorded."), NULL);
      return;
    }
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SUBHEADING, NULL,
                           _("Causes to consider, best supported first"), NULL);
  for (guint i = 0; i < causes->len; i++)
    if (is_worth_reasons (self, causes->pdata[i]))
      add_cause (self, causes->pdata[i]);
  add_others (self);
  lumbar_report_maker_add (
    self, LUMBAR_BLOCK_SMALL, NULL,
    _("+ speaks for, − speaks against, one to three marks by strength. P published figure, "
      "D derived from a published figure, E expert estimate."),
    NULL);
}

static void
add_next (LumbarReportMaker *self)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < self->assessment->next->len; i++)
    {
      const LumbarNextQuestion *next = self->assessment->next->pdata[i];
      g_autofree char *label = lumbar_report_answer_text (self->response, next->finding_id);

      lumbar_report_maker_join (labels, "; ", label);
    }
  if (labels->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH,
                             _("Would change the picture most, consider asking next"), labels->str, NULL);
}

/**
 * lumbar_report_add_assessment:
 * @self: a report in the making
 *
 * Adds the computed assessment with its reasons.
 */
void
lumbar_report_add_assessment (LumbarReportMaker *self)
{
  g_autofree char *group = lumbar_report_group_text (self->assessment);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Computed assessment"), NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_RESULT, lumbar_report_group_get_shape (self->assessment->group),
                           group, NULL);
  if (!lumbar_response_has_examination (self->response))
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("History only"),
                             _("no examination was recorded."), NULL);
  add_provisional (self);
  lumbar_report_add_must_exclude (self);
  add_causes (self);
  add_next (self);
}
