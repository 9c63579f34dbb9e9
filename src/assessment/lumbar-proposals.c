/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to consider for the causes in question, in order. data/knowledge/README.md, "The plan". */

#include "lumbar-proposals.h"

#include <string.h>

#include "lumbar-proposal-cautions.h"
#include "lumbar-proposal-conflicts.h"

/* To exclude what must be excluded, who has to see the patient comes before what they will do. */
static const LumbarManagementStep urgent_order[] = { LUMBAR_STEP_REFER, LUMBAR_STEP_INVESTIGATE };

/* While a question may still settle something it is cheaper than an investigation. What to keep away from
 * stands above what to add: it costs nothing, and treatment works better without the trigger. */
static const LumbarManagementStep usual_order[] = {
  LUMBAR_STEP_AVOID,  LUMBAR_STEP_FIRST_LINE,  LUMBAR_STEP_INVESTIGATE,
  LUMBAR_STEP_REFER, LUMBAR_STEP_SECOND_LINE, LUMBAR_STEP_INVASIVE,
};

static const LumbarManagementStep asked_out_order[] = {
  LUMBAR_STEP_INVESTIGATE, LUMBAR_STEP_REFER,       LUMBAR_STEP_AVOID,
  LUMBAR_STEP_FIRST_LINE,  LUMBAR_STEP_SECOND_LINE, LUMBAR_STEP_INVASIVE,
};

static void
add_cause (GPtrArray *causes, LumbarKnowledge *knowledge, const char *id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, id);

  if (cause != NULL && !g_ptr_array_find (causes, cause, NULL))
    g_ptr_array_add (causes, (gpointer) cause);
}

/* The clinician's own causes come first, then the computed lead, the second process and what else is likely. */
static GPtrArray *
list_causes (LumbarKnowledge *knowledge, LumbarAssessment *assessment, const char *const *own)
{
  GPtrArray *causes = g_ptr_array_new ();

  for (guint i = 0; own != NULL && own[i] != NULL; i++)
    add_cause (causes, knowledge, own[i]);
  add_cause (causes, knowledge, assessment->lead);
  add_cause (causes, knowledge, assessment->second);
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *ranked = assessment->causes->pdata[i];

      if (ranked->band == LUMBAR_BAND_LIKELY)
        add_cause (causes, knowledge, ranked->id);
    }
  return causes;
}

static GPtrArray *
list_excluded (LumbarKnowledge *knowledge, LumbarAssessment *assessment)
{
  GPtrArray *causes = g_ptr_array_new ();

  for (guint i = 0; assessment->must_exclude != NULL && assessment->must_exclude[i] != NULL; i++)
    add_cause (causes, knowledge, assessment->must_exclude[i]);
  return causes;
}

/* Whether no question is left that would move much. */
static gboolean
is_asked_out (LumbarKnowledge *knowledge, LumbarAssessment *assessment)
{
  double best = 0;

  for (guint i = 0; i < assessment->next->len; i++)
    best = MAX (best, ((LumbarNextQuestion *) assessment->next->pdata[i])->gain);
  return best < lumbar_knowledge_get_model (knowledge)->gain_least;
}

/* A step that several causes propose stands once, where the first of them puts it. */
static void
add_step (LumbarProposals *self, const LumbarManagement *step, gboolean urgent)
{
  LumbarProposal *proposal = (LumbarProposal *) lumbar_proposals_find (self, step->item);

  if (proposal == NULL)
    {
      proposal = lumbar_proposal_new (step);
      proposal->urgent = urgent;
      g_ptr_array_add (self->items, proposal);
    }
  if (!g_ptr_array_find (proposal->causes, step->cause, NULL))
    g_ptr_array_add (proposal->causes, (gpointer) step->cause);
}

static void
add_steps (LumbarProposals *self,
           const LumbarManagementStep *order,
           guint n,
           GPtrArray *causes,
           gboolean urgent)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < causes->len; j++)
      for (guint k = 0; k < lumbar_knowledge_get_n_management (self->knowledge); k++)
        {
          const LumbarManagement *step = lumbar_knowledge_get_management (self->knowledge, k);

          if (step->cause == causes->pdata[j] && step->step == order[i])
            add_step (self, step, urgent);
        }
}

/**
 * lumbar_proposals_new:
 * @knowledge: the tables
 * @response: what was recorded
 * @assessment: what was computed from it
 * @own_causes: (nullable): ids of the causes that the clinician holds
 *
 * Of the causes that must be excluded only what refers and investigates is taken, and stands first. Of the
 * clinician's own causes, the lead, the second process and the likely causes all steps are taken, ordered by
 * kind of step and, within, by cause.
 *
 * Returns: (transfer full): what to consider
 */
LumbarProposals *
lumbar_proposals_new (LumbarKnowledge *knowledge,
                      LumbarResponse *response,
                      LumbarAssessment *assessment,
                      const char *const *own_causes)
{
  LumbarProposals *self = g_new0 (LumbarProposals, 1);
  g_autoptr (GPtrArray) causes = list_causes (knowledge, assessment, own_causes);
  g_autoptr (GPtrArray) open = list_excluded (knowledge, assessment);
  LumbarProposalView view = { knowledge, response, assessment, open };

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_proposal_free);
  self->investigations_first = is_asked_out (knowledge, assessment);
  add_steps (self, urgent_order, G_N_ELEMENTS (urgent_order), open, TRUE);
  add_steps (self, self->investigations_first ? asked_out_order : usual_order, LUMBAR_N_STEPS, causes, FALSE);

  for (guint i = 0; i < causes->len; i++)
    if (!g_ptr_array_find (open, causes->pdata[i], NULL))
      g_ptr_array_add (open, causes->pdata[i]);
  for (guint i = 0; i < self->items->len; i++)
    lumbar_proposal_weigh (self->items->pdata[i], &view);
  lumbar_proposals_find_conflicts (self->items, knowledge);
  for (guint i = 0; i < self->items->len; i++)
    self->n_withheld += ((LumbarProposal *) self->items->pdata[i])->status == LUMBAR_PROPOSAL_WITHHELD;
  return self;
}

/**
 * lumbar_proposals_free:
 * @self: proposals
 */
void
lumbar_proposals_free (LumbarProposals *self)
{
  g_ptr_array_unref (self->items);
  lumbar_knowledge_unref (self->knowledge);
  g_free (self);
}

/**
 * lumbar_proposals_find:
 * @self: proposals
 * @item: the words of a step as in the tables, not translated
 *
 * Returns: (transfer none) (nullable): the proposal of that step
 */
const LumbarProposal *
lumbar_proposals_find (LumbarProposals *self, const char *item)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const LumbarProposal *proposal = self->items->pdata[i];

      if (strcmp (proposal->step->item, item) == 0)
        return proposal;
    }
  return NULL;
}
