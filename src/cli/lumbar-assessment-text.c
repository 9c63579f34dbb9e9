/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment as plain text for a terminal: red flags first, then the group, causes with their
 * reasons, what to consider, what is unknown, what to ask next. Bands and reasons, never a number. */

#include "lumbar-assessment-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-report-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

typedef struct {
  GString *text;
  guint columns;
  LumbarKnowledge *knowledge;
} Page;

/* Appends words wrapped at the page's width; later lines start under the first word. */
static void
put (Page *page, guint indent, const char *marker, const char *words)
{
  g_auto (GStrv) list = g_strsplit_set (words, " \n", -1);
  guint hang = indent + (guint) g_utf8_strlen (marker, -1);
  guint at = hang;

  g_string_append_printf (page->text, "%*s%s", (int) indent, "", marker);
  for (guint i = 0; list[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (list[i], -1);

      if (length == 0)
        continue;
      if (at > hang && at + 1 + length > page->columns)
        {
          g_string_append_printf (page->text, "\n%*s", (int) hang, "");
          at = hang;
        }
      if (at > hang)
        {
          g_string_append_c (page->text, ' ');
          at++;
        }
      g_string_append (page->text, list[i]);
      at += length;
    }
  g_string_append_c (page->text, '\n');
}

static void
put_heading (Page *page, const char *heading)
{
  g_autofree char *upper = g_utf8_strup (heading, -1);

  g_string_append_c (page->text, '\n');
  put (page, 0, "", upper);
}

static char *
join_labels (Page *page, GStrv findings)
{
  GString *labels = g_string_new (NULL);

  for (guint i = 0; findings[i] != NULL; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (page->knowledge, findings[i]);

      g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "",
                              finding ? lumbar_text_translate (finding->label) : findings[i]);
    }
  return g_string_free (labels, FALSE);
}

static const char *
get_cause_name (Page *page, const char *id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (page->knowledge, id);

  return cause ? lumbar_text_translate (cause->name) : id;
}

static void
put_flags (Page *page, LumbarAssessment *assessment)
{
  put_heading (page, _("Red flags: findings that guidelines list for urgent assessment"));
  for (guint timeframe = 0; timeframe < LUMBAR_N_TIMEFRAMES; timeframe++)
    for (guint i = 0; i < assessment->red_flags->len; i++)
      {
        const LumbarFiredFlag *fired = assessment->red_flags->pdata[i];
        const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (page->knowledge, fired->id);
        g_autofree char *because = join_labels (page, fired->because);
        g_autofree char *title = NULL;
        g_autofree char *reason = g_strdup_printf (_("because of: %s"), because);

        if (fired->timeframe != (LumbarTimeframe) timeframe)
          continue;
        title = g_strdup_printf ("%s – %s", lumbar_timeframe_get_title (fired->timeframe),
                                 flag ? lumbar_text_translate (flag->name) : fired->id);
        put (page, 2, fired->timeframe == LUMBAR_TIMEFRAME_NOW ? "!! " : "!  ", title);
        put (page, 5, "", reason);
        put (page, 5, "> ", lumbar_text_translate (fired->action));
        if (flag != NULL && *flag->ms_caveat != '\0')
          put (page, 5, "MS: ", lumbar_text_translate (flag->ms_caveat));
      }
  if (assessment->red_flags->len == 0)
    {
      g_autofree char *line = g_strdup_printf (_("%u of %u safety items recorded, none positive."),
                                               assessment->n_safety_recorded, assessment->n_safety_items);

      put (page, 2, "", line);
    }
}

static void
put_group (Page *page, LumbarAssessment *assessment)
{
  g_autofree char *statement = lumbar_report_group_text (assessment);

  put_heading (page, _("Group"));
  put (page, 2, "", statement);
  if (assessment->must_exclude != NULL && assessment->must_exclude[0] != NULL)
    {
      put_heading (page, _("Must not be missed: not excluded by what was recorded"));
      for (guint i = 0; assessment->must_exclude[i] != NULL; i++)
        put (page, 2, "- ", get_cause_name (page, assessment->must_exclude[i]));
    }
}

static void
put_reasons (Page *page, GPtrArray *reasons, const char *sign)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];
      g_autofree char *line = lumbar_report_reason_sentence (page->knowledge, reason);

      put (page, 6, sign, line);
    }
}

static void
put_causes (Page *page, LumbarAssessment *assessment)
{
  put_heading (page, _("Causes, best supported first"));
  if (assessment->causes->len == 0)
    put (page, 2, "", _("None can be named from what was recorded."));
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];
      g_autofree char *marker = g_strdup_printf ("%s ", lumbar_band_get_marks (cause->band));
      g_autofree char *line =
          g_strdup_printf ("%s – %s (%s)", get_cause_name (page, cause->id),
                           lumbar_band_get_title (cause->band), lumbar_group_get_title (cause->group));

      put (page, 2, marker, line);
      put_reasons (page, cause->reasons_for, "+ ");
      put_reasons (page, cause->reasons_against, "− ");
    }
}

static void
put_unknown (Page *page, LumbarAssessment *assessment)
{
  if (assessment->uncleared->len > 0)
    {
      put_heading (page, _("Red flags not yet cleared, and what is missing"));
      for (guint i = 0; i < assessment->uncleared->len; i++)
        {
          const LumbarUnclearedFlag *uncleared = assessment->uncleared->pdata[i];
          const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (page->knowledge, uncleared->id);
          g_autofree char *missing = join_labels (page, uncleared->missing);
          g_autofree char *line = g_strdup_printf (
              "%s: %s", flag ? lumbar_text_translate (flag->name) : uncleared->id, missing);

          put (page, 2, "? ", line);
        }
    }
  if (assessment->next->len == 0)
    return;
  put_heading (page, _("Ask next"));
  for (guint i = 0; i < assessment->next->len; i++)
    {
      const LumbarNextQuestion *next = assessment->next->pdata[i];
      const LumbarFinding *finding = lumbar_knowledge_find_finding (page->knowledge, next->finding_id);
      g_autofree char *marker = g_strdup_printf ("%u. ", i + 1);

      put (page, 2, marker, finding ? lumbar_text_translate (finding->question) : next->finding_id);
    }
}

static void
put_remarks (Page *page, const LumbarProposal *proposal)
{
  g_auto (GStrv) warnings = lumbar_proposal_get_warnings (proposal, NULL, FALSE);
  g_autofree char *checks = lumbar_proposal_get_checks_text (proposal);

  for (guint i = 0; warnings[i] != NULL; i++)
    put (page, 6, "! ", warnings[i]);
  if (checks != NULL)
    put (page, 6, "? ", checks);
}

static void
put_proposal (Page *page, const LumbarProposal *proposal, const char *marker)
{
  g_autofree char *title = lumbar_proposal_get_title (proposal);
  g_autofree char *causes = lumbar_proposal_get_causes_text (proposal);
  g_autofree char *reason = g_strdup_printf (_("for: %s"), causes);

  put (page, 4, marker, title);
  put (page, 6, "", reason);
  put_remarks (page, proposal);
}

static const char *
get_heading (const LumbarProposal *proposal)
{
  return proposal->urgent ? _("To exclude first") : lumbar_management_step_get_title (proposal->step->step);
}

/* In the order to consider them; what is held back stands below, with the reason. */
static void
put_proposals (Page *page, LumbarProposals *proposals)
{
  const char *heading = NULL;

  if (proposals == NULL || proposals->items->len == 0)
    return;
  put_heading (page, _("To consider"));
  for (guint i = 0; i < proposals->items->len; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];

      if (proposal->status == LUMBAR_PROPOSAL_WITHHELD)
        continue;
      if (g_strcmp0 (heading, get_heading (proposal)) != 0)
        put (page, 2, "", get_heading (proposal));
      heading = get_heading (proposal);
      put_proposal (page, proposal, "- ");
    }
  if (proposals->n_withheld > 0)
    put (page, 2, "", _("Held back by what was recorded"));
  for (guint i = 0; i < proposals->items->len; i++)
    if (((LumbarProposal *) proposals->items->pdata[i])->status == LUMBAR_PROPOSAL_WITHHELD)
      put_proposal (page, proposals->items->pdata[i], "x ");
}

/**
 * lumbar_assessment_to_text:
 * @assessment: an assessment
 * @knowledge: the tables it was made with
 * @proposals: (nullable): what to consider
 * @ignored: (nullable) (element-type LumbarIgnored): what of the input was passed over
 * @columns: width to wrap at
 *
 * Returns: (transfer full): the text, ending in a line break
 */
char *
lumbar_assessment_to_text (LumbarAssessment *assessment,
                           LumbarKnowledge *knowledge,
                           LumbarProposals *proposals,
                           GPtrArray *ignored,
                           guint columns)
{
  Page page = { g_string_new (NULL), columns, knowledge };
  g_autofree char *used = lumbar_knowledge_version_to_text (assessment->knowledge_version);
  g_autofree char *version =
      g_strdup_printf (_("Knowledge %s of %s. Supports a clinician's judgement; does not replace it."),
                       used, lumbar_knowledge_get_date (knowledge));

  put (&page, 0, "", _("Low back pain in multiple sclerosis: assessment"));
  put_flags (&page, assessment);
  put_group (&page, assessment);
  put_causes (&page, assessment);
  put_proposals (&page, proposals);
  put_unknown (&page, assessment);
  if (ignored != NULL && ignored->len > 0)
    {
      put_heading (&page, _("Passed over in the input"));
      for (guint i = 0; i < ignored->len; i++)
        {
          const LumbarIgnored *entry = ignored->pdata[i];
          g_autofree char *line = g_strdup_printf ("%s: %s", entry->finding_id, entry->reason);

          put (&page, 2, "- ", line);
        }
    }
  g_string_append_c (page.text, '\n');
  put (&page, 0, "", version);
  return g_string_free (page.text, FALSE);
}
