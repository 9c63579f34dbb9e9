/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of management that don't go together, whether one cause proposes both or two causes do. */

#include "lumbar-proposal-conflicts.h"

#include <string.h>

/* What is held back troubles nothing else unless it is chosen all the same, which is seen on itself. */
static void
add_conflict (LumbarProposal *self, const LumbarProposal *other, const LumbarInteraction *interaction)
{
  LumbarProposalConflict *conflict;

  if (other->status == LUMBAR_PROPOSAL_WITHHELD)
    return;
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      conflict = self->conflicts->pdata[i];
      if (conflict->other == other->step->item && strcmp (conflict->id, interaction->id) == 0)
        return;
    }
  conflict = g_new0 (LumbarProposalConflict, 1);
  conflict->id = interaction->id;
  conflict->other = other->step->item;
  conflict->effect = interaction->effect;
  conflict->stacked = interaction->first == interaction->second;
  conflict->text = interaction->text;
  conflict->source = interaction->source;
  g_ptr_array_add (self->conflicts, conflict);
  if (!conflict->stacked && self->status == LUMBAR_PROPOSAL_OFFERED)
    self->status = LUMBAR_PROPOSAL_CAUTIONED;
}

static void
compare (LumbarProposal *one, LumbarProposal *other, LumbarKnowledge *knowledge)
{
  GPtrArray *mine = one->step->treatments;
  GPtrArray *theirs = other->step->treatments;

  for (guint i = 0; i < mine->len; i++)
    for (guint j = 0; j < theirs->len; j++)
      {
        const LumbarInteraction *interaction =
            lumbar_knowledge_find_interaction (knowledge, mine->pdata[i], theirs->pdata[j]);

        if (interaction == NULL)
          continue;
        add_conflict (one, other, interaction);
        add_conflict (other, one, interaction);
      }
}

/**
 * lumbar_proposals_find_conflicts:
 * @items: (element-type LumbarProposal): all proposals
 * @knowledge: the tables
 *
 * Compares each step with each other. What one step offers to choose between is no conflict.
 */
void
lumbar_proposals_find_conflicts (GPtrArray *items, LumbarKnowledge *knowledge)
{
  for (guint i = 0; i < items->len; i++)
    for (guint j = i + 1; j < items->len; j++)
      compare (items->pdata[i], items->pdata[j], knowledge);
}
