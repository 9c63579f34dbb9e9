/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clinician concludes, apart from what was computed, and the plan. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

static void
add_agreement (LumbarReportMaker *self)
{
  LumbarConclusion *conclusion = self->conclusion;
  g_autofree char *computed = lumbar_report_group_text (self->assessment);
  g_autofree char *text = NULL;

  switch (conclusion->agreement)
    {
    case LUMBAR_AGREEMENT_AGREE:
      text = g_strdup_printf (_("Agrees with the computed assessment (%s)."), computed);
      break;
    case LUMBAR_AGREEMENT_OVERRIDE:
      text = g_strdup_printf (_("Overrides the computed assessment (%s)."), computed);
      break;
    case LUMBAR_AGREEMENT_NONE:
    default:
      text = g_strdup (_("Not compared with the computed assessment."));
      break;
    }
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, text, NULL);
  if (conclusion->agreement == LUMBAR_AGREEMENT_OVERRIDE && *conclusion->override_reason != '\0')
    {
      const LumbarOverrideReason *reason =
        lumbar_knowledge_find_override_reason (self->knowledge, conclusion->override_reason);

      lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Reason"),
                               reason ? lumbar_text_translate (reason->text) : conclusion->override_reason, NULL);
    }
  if (*conclusion->comment != '\0')
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Comment"), conclusion->comment, NULL);
}

static void
add_concluded (LumbarReportMaker *self)
{
  LumbarConclusion *conclusion = self->conclusion;
  g_autoptr (GString) causes = g_string_new (NULL);

  for (guint i = 0; conclusion->causes[i] != NULL; i++)
    lumbar_report_maker_join (causes, "; ",
                              lumbar_report_cause_text (self->knowledge, conclusion->causes[i]));
  lumbar_report_maker_add (self, LUMBAR_BLOCK_RESULT, lumbar_report_group_get_shape (conclusion->group),
                           lumbar_group_get_title (conclusion->group), causes->str);
  if (*conclusion->impression != '\0')
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, conclusion->impression, NULL);
  add_agreement (self);
}

/* An addendum may change what this page says: who reads only the first page must know. */
static void
announce_addenda (LumbarReportMaker *self)
{
  GPtrArray *addenda = self->encounter->addenda;
  g_autoptr (GString) days = g_string_new (NULL);

  for (guint i = 0; i < addenda->len; i++)
    {
      const LumbarAddendum *addendum = addenda->pdata[i];
      g_autofree char *day = lumbar_date_format (addendum->at);

      lumbar_report_maker_join (days, "; ", day);
    }
  if (days->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Added after signing, see Addenda below"),
                             days->str, NULL);
}

/* All that a letter says of it: there is no other place for it. */
static char *
describe_whole_outcome (LumbarReportMaker *self, const LumbarOutcome *outcome, const char *words)
{
  GString *text = g_string_new (words);
  g_autofree char *at = lumbar_date_format_instant (outcome->at);
  guint n = self->encounter->outcomes->len - 1;

  if (*outcome->comment != '\0')
    g_string_append_printf (text, ". %s", outcome->comment);
  g_string_append_printf (text, " (%s · %s)", at, outcome->author);
  if (n > 0)
    g_string_append_printf (
      text, ngettext ("; %u earlier entry in the full report", "; %u earlier entries in the full report", n), n);
  return g_string_free (text, FALSE);
}

/* Likewise what the pain turned out to come from. */
static void
announce_outcome (LumbarReportMaker *self)
{
  const LumbarOutcome *outcome = lumbar_outcome_get_last (self->encounter->outcomes);
  g_autofree char *words = outcome ? lumbar_outcome_describe (outcome, self->knowledge) : NULL;
  g_autofree char *whole = words && self->brief ? describe_whole_outcome (self, outcome, words) : NULL;

  if (words != NULL)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Final cause, recorded after signing"),
                             whole ? whole : words, NULL);
}

/**
 * lumbar_report_add_conclusion:
 * @self: a report in the making
 *
 * Adds the clinician's own group, causes and words, and how they stand to what was computed.
 */
void
lumbar_report_add_conclusion (LumbarReportMaker *self)
{
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Clinician’s conclusion"), NULL);
  if (self->conclusion != NULL)
    add_concluded (self);
  else
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, _("No conclusion recorded."), NULL);
  announce_addenda (self);
  announce_outcome (self);
}
