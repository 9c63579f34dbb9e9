/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-proposal.h"

G_BEGIN_DECLS

/**
 * LumbarProposalView:
 * @response: what was recorded
 * @assessment: what was computed from it
 * @open: (element-type LumbarCause): the causes that are not excluded: in question or to be excluded
 *
 * What a step of management is held against.
 */
typedef struct {
  LumbarKnowledge *knowledge;
  LumbarResponse *response;
  LumbarAssessment *assessment;
  GPtrArray *open;
} LumbarProposalView;

void lumbar_proposal_weigh (LumbarProposal *self, const LumbarProposalView *view);

G_END_DECLS
