/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-proposal.h"

G_BEGIN_DECLS

/**
 * LumbarProposals:
 * @items: (element-type LumbarProposal): in the order to consider them; each step once
 * @investigations_first: no further question would help much, so investigations stand before treatment
 * @n_withheld: how many of them are withheld
 *
 * What to consider for the causes in question, held against what was recorded. Pure: the same answers
 * and assessment give the same proposals. Read only; keeps the knowledge alive.
 */
typedef struct {
  LumbarKnowledge *knowledge;
  GPtrArray *items;
  gboolean investigations_first;
  guint n_withheld;
} LumbarProposals;

LumbarProposals *lumbar_proposals_new (LumbarKnowledge *knowledge,
                                       LumbarResponse *response,
                                       LumbarAssessment *assessment,
                                       const char *const *own_causes);
void lumbar_proposals_free (LumbarProposals *self);
const LumbarProposal *lumbar_proposals_find (LumbarProposals *self, const char *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarProposals, lumbar_proposals_free)

G_END_DECLS
