/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: the clinician's text. A step taken from the tables brings what speaks against it in this patient,
 * what was not recorded, and the caution that belongs to it always. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-plan-line.h"
#include "lumbar-proposals.h"
#include "lumbar-text.h"

static gboolean
stands_for (const char *line, const LumbarManagement *step)
{
  return lumbar_plan_line_is (line, step->item, NULL) ||
         lumbar_plan_line_is (line, lumbar_text_translate (step->item), NULL);
}

static const LumbarProposal *
find_proposal (LumbarProposals *proposals, const char *line)
{
  for (guint i = 0; i < proposals->items->len; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];

      if (stands_for (line, proposal->step))
        return proposal;
    }
  return NULL;
}

/* The cause of a step that nothing in question proposes any more. */
static const char *
find_cause (LumbarReportMaker *self, const char *line)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_management (self->knowledge); i++)
    {
      const LumbarManagement *step = lumbar_knowledge_get_management (self->knowledge, i);

      if (stands_for (line, step))
        return step->cause->id;
    }
  return NULL;
}

static LumbarProposals *
propose (LumbarReportMaker *self, GStrv lines)
{
  GStrv own = self->encounter->conclusion->causes;
  g_autoptr (GPtrArray) causes = g_ptr_array_new ();
  LumbarProposals *proposals;
  guint n;

  for (guint i = 0; own != NULL && own[i] != NULL; i++)
    g_ptr_array_add (causes, own[i]);
  n = causes->len;
  g_ptr_array_add (causes, NULL);
  proposals = lumbar_proposals_new (self->knowledge, self->response, self->assessment,
                                    (const char *const *) causes->pdata);
  g_ptr_array_set_size (causes, (int) n);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *cause = find_proposal (proposals, lines[i]) ? NULL : find_cause (self, lines[i]);

      if (cause != NULL)
        g_ptr_array_add (causes, (gpointer) cause);
    }
  if (causes->len == n)
    return proposals;
  lumbar_proposals_free (proposals);
  g_ptr_array_add (causes, NULL);
  return lumbar_proposals_new (self->knowledge, self->response, self->assessment,
                               (const char *const *) causes->pdata);
}

static void
cite_all (LumbarReportMaker *self, const LumbarProposal *proposal, const char *const *chosen)
{
  lumbar_report_maker_cite (self, proposal->step->source->id);
  for (guint i = 0; i < proposal->cautions->len; i++)
    lumbar_report_maker_cite (self, ((LumbarProposalCaution *) proposal->cautions->pdata[i])->source->id);
  for (guint i = 0; i < proposal->conflicts->len; i++)
    {
      const LumbarProposalConflict *conflict = proposal->conflicts->pdata[i];

      if (g_strv_contains (chosen, conflict->other))
        lumbar_report_maker_cite (self, conflict->source->id);
    }
}

/* What stands beside a step, in one paragraph; "" where there is nothing to say. */
static char *
describe (const LumbarProposal *proposal, const char *const *chosen)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  g_auto (GStrv) warnings = lumbar_proposal_get_warnings (proposal, chosen, TRUE);
  g_autofree char *checks = lumbar_proposal_get_checks_text (proposal);
  g_autofree char *joined = g_strjoinv ("; ", warnings);

  if (proposal->status == LUMBAR_PROPOSAL_WITHHELD)
    g_string_append_printf (detail, _("Held back by what was recorded: %s"), joined);
  else if (*joined != '\0')
    g_string_append_printf (detail, _("With care: %s"), joined);
  if (checks != NULL)
    lumbar_report_maker_join (detail, " · ", checks);
  if (*proposal->step->caution != '\0')
    {
      g_autofree char *caution = g_strdup_printf (_("Caution: %s"), lumbar_text_translate (proposal->step->caution));

      lumbar_report_maker_join (detail, " · ", caution);
    }
  return g_strdup (detail->str);
}

static void
add_step (LumbarReportMaker *self, const LumbarProposal *proposal, const char *line, const char *const *chosen)
{
  g_autofree char *detail = proposal ? describe (proposal, chosen) : NULL;

  if (proposal != NULL)
    cite_all (self, proposal, chosen);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_STEP, NULL, line, detail && *detail ? detail : NULL);
}

static void
add_steps (LumbarReportMaker *self, GStrv lines)
{
  g_autoptr (LumbarProposals) proposals = propose (self, lines);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const LumbarProposal *proposal = find_proposal (proposals, lines[i]);

      if (proposal != NULL)
        g_ptr_array_add (chosen, proposal->step->item);
    }
  g_ptr_array_add (chosen, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      add_step (self, find_proposal (proposals, lines[i]), lines[i], (const char *const *) chosen->pdata);
}

/**
 * lumbar_report_add_plan:
 * @self: a report in the making
 *
 * Adds the plan, one item a step.
 */
void
lumbar_report_add_plan (LumbarReportMaker *self)
{
  const char *plan = self->encounter->conclusion ? self->encounter->conclusion->plan : "";
  g_autofree char *stripped = g_strstrip (g_strdup (plan));
  g_auto (GStrv) lines = g_strsplit (stripped, "\n", -1);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Plan"), NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  if (*stripped != '\0')
    add_steps (self, lines);
  else
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, _("No plan recorded."), NULL);
}
