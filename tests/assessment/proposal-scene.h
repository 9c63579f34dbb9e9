/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-proposals.h"

G_BEGIN_DECLS

/**
 * ProposalScene:
 * @own: (element-type utf8): ids of the causes in question
 *
 * What is recorded, computed and concluded, for the tests of proposals.
 */
typedef struct {
  LumbarKnowledge *knowledge;
  LumbarResponse *response;
  LumbarAssessment *assessment;
  GPtrArray *own;
} ProposalScene;

ProposalScene *proposal_scene_new (LumbarKnowledge *knowledge, const char *cause);
void proposal_scene_free (ProposalScene *self);
void proposal_scene_add (ProposalScene *self, const char *words);
LumbarProposals *proposal_scene_propose (ProposalScene *self);

const LumbarProposalCaution *proposal_scene_find_caution (LumbarProposals *proposals,
                                                          const char *id,
                                                          const LumbarProposal **where);
const LumbarProposalConflict *proposal_scene_find_conflict (LumbarProposals *proposals,
                                                            const char *id,
                                                            const LumbarProposal **where);
gboolean proposal_scene_asks (LumbarProposals *proposals, const char *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProposalScene, proposal_scene_free)

G_END_DECLS
