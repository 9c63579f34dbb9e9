/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter: what a colleague has to know, in the order in which it is read, on one page where it fits. What
 * it leaves to the full report it counts. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>

#include "lumbar-report-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

#define MAX_FOR 4
#define MAX_AGAINST 3

static void
add_opening (LumbarReportMaker *self)
{
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL,
                           _("Dear colleague, this is the essence of a visit. What is only counted stands in the full "
                             "report."),
                           NULL);
}

/* Adds to @said what is named here. */
static char *
list_reasons (LumbarReportMaker *self, GPtrArray *reasons, guint most, GHashTable *said)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (reasons->len, most); i++)
    {
      g_autofree char *words = lumbar_report_reason_clause (self->knowledge, reasons->pdata[i]);

      g_hash_table_add (said, (gpointer) ((LumbarReason *) reasons->pdata[i])->finding_id);
      lumbar_report_maker_join (list, "; ", words);
    }
  if (reasons->len > most)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", reasons->len - most),
                                               reasons->len - most);

      lumbar_report_maker_join (list, "; ", more);
    }
  return g_string_free (list, FALSE);
}

static void
add_cause (LumbarReportMaker *self, const char *cause_id, GHashTable *said)
{
  for (guint i = 0; i < self->assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = self->assessment->causes->pdata[i];
      g_autofree char *band = NULL;
      g_autofree char *reasons_for = NULL;
      g_autofree char *reasons_against = NULL;

      if (g_strcmp0 (cause->id, cause_id) != 0)
        continue;
      band = g_strdup_printf ("%s · %s %s", lumbar_band_get_title (cause->band),
                              lumbar_report_group_get_shape (cause->group), lumbar_group_get_title (cause->group));
      reasons_for = list_reasons (self, cause->reasons_for, MAX_FOR, said);
      reasons_against = list_reasons (self, cause->reasons_against, MAX_AGAINST, said);
      lumbar_report_maker_add (self, LUMBAR_BLOCK_CAUSE, lumbar_band_get_marks (cause->band),
                               lumbar_report_cause_text (self->knowledge, cause->id), band);
      if (*reasons_for != '\0')
        lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("For it"), reasons_for, NULL);
      if (*reasons_against != '\0')
        lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Against it"), reasons_against, NULL);
    }
}

/* The names of what stands behind the lead and the second process. */
static void
add_others (LumbarReportMaker *self)
{
  LumbarAssessment *assessment = self->assessment;
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];
      g_autofree char *name = NULL;

      if (g_strcmp0 (cause->id, assessment->lead) == 0 || g_strcmp0 (cause->id, assessment->second) == 0 ||
          cause->band == LUMBAR_BAND_LESS_LIKELY)
        continue;
      name = g_strdup_printf ("%s %s", lumbar_band_get_marks (cause->band),
                              lumbar_report_cause_text (self->knowledge, cause->id));
      lumbar_report_maker_join (others, "; ", name);
    }
  if (others->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Also to consider"), others->str, NULL);
}

/* Whether the conclusion above has said what was computed. */
static gboolean
is_agreed (LumbarReportMaker *self)
{
  return (self->shown & LUMBAR_REPORT_CONCLUSION) && self->conclusion != NULL &&
         self->conclusion->agreement == LUMBAR_AGREEMENT_AGREE;
}

static void
add_computed (LumbarReportMaker *self, GHashTable *said)
{
  LumbarAssessment *assessment = self->assessment;
  g_autofree char *group = lumbar_report_group_text (assessment);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Computed assessment"), NULL);
  if (!is_agreed (self))
    lumbar_report_maker_add (self, LUMBAR_BLOCK_RESULT, lumbar_report_group_get_shape (assessment->group), group, NULL);
  if (assessment->provisional)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL,
                             _("Provisional while an urgent finding above is open."), NULL);
  lumbar_report_add_must_exclude (self);
  add_cause (self, assessment->lead, said);
  if (assessment->second != NULL)
    add_cause (self, assessment->second, said);
  add_others (self);
}

/* What raised a flag stands with it. */
static void
say_because (LumbarReportMaker *self, GHashTable *said)
{
  for (guint i = 0; i < self->assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = self->assessment->red_flags->pdata[i];

      for (guint j = 0; fired->because[j] != NULL; j++)
        g_hash_table_add (said, fired->because[j]);
    }
}

static void
add_scores (LumbarReportMaker *self)
{
  g_autoptr (GPtrArray) measures = lumbar_measure_all (self->response, self->encounter->id,
                                                       self->encounter->started_at);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];
      const LumbarInstrument *instrument =
        lumbar_knowledge_find_instrument (self->knowledge, measure->instrument_id);
      g_autofree char *label = lumbar_trend_instrument_label (instrument);
      g_autofree char *score = lumbar_report_describe_score (self, instrument, measure->value);
      g_autofree char *change = lumbar_report_describe_measure_change (self, measure);
      g_autofree char *words = NULL;

      words = *change != '\0' ? g_strdup_printf ("%s: %s (%s)", label, score, change)
                              : g_strdup_printf ("%s: %s", label, score);
      lumbar_report_maker_join (list, "; ", words);
    }
  if (list->len == 0)
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Measures"), list->str, NULL);
}

/* What of the visit the letter does not say. */
static void
add_counts (LumbarReportMaker *self, guint unsaid)
{
  guint notes = 0, missed = 0;
  g_autofree char *counts = NULL;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (self->knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (self->knowledge, i);

      notes += lumbar_response_get_note (self->response, i) != NULL;
      missed += lumbar_response_get_answer (self->response, i) == NULL && lumbar_report_is_asked (self, finding);
    }
  /* Translators: three numbers */
  counts = g_strdup_printf (_("%u normal, absent or longer answers, %u notes; %u questions not assessed."), unsaid,
                            notes, missed);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("In the full report"), counts, NULL);
}

static void
add_findings (LumbarReportMaker *self, GHashTable *said)
{
  guint unsaid = 0;

  if (self->shown & LUMBAR_REPORT_FINDINGS)
    unsaid = lumbar_report_add_key_findings (self, said);
  if (self->shown & LUMBAR_REPORT_MEASURES)
    add_scores (self);
  if (self->shown & LUMBAR_REPORT_FINDINGS)
    add_counts (self, unsaid);
}

/**
 * lumbar_report_add_letter:
 * @self: a report in the making
 *
 * Adds the whole letter.
 */
void
lumbar_report_add_letter (LumbarReportMaker *self)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  add_opening (self);
  lumbar_report_add_urgent (self);
  say_because (self, said);
  if (self->shown & LUMBAR_REPORT_CONCLUSION)
    lumbar_report_add_conclusion (self);
  if (self->shown & LUMBAR_REPORT_ASSESSMENT)
    add_computed (self, said);
  if (self->shown & LUMBAR_REPORT_PLAN)
    lumbar_report_add_plan (self);
  if (self->shown & LUMBAR_REPORT_SAFETY_NET)
    lumbar_report_add_safety_net (self);
  add_findings (self, said);
  lumbar_report_add_additions (self);
  lumbar_report_add_signature (self);
  if (self->shown & LUMBAR_REPORT_BASIS)
    lumbar_report_add_versions (self);
}
