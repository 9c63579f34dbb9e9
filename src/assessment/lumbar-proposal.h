/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarProposalStatus:
 * @LUMBAR_PROPOSAL_OFFERED: nothing that was recorded speaks against it
 * @LUMBAR_PROPOSAL_CAUTIONED: something that was recorded calls for care
 * @LUMBAR_PROPOSAL_WITHHELD: something that was recorded speaks against all of it; shown with the reason,
 *   never hidden
 *
 * How a step stands to what was recorded about this patient.
 */
typedef enum {
  LUMBAR_PROPOSAL_OFFERED,
  LUMBAR_PROPOSAL_CAUTIONED,
  LUMBAR_PROPOSAL_WITHHELD,
} LumbarProposalStatus;

/**
 * LumbarProposalCaution:
 * @id: of the row of cautions.tsv or interactions.tsv that raised it
 * @treatment: the treatment of the step that it concerns
 * @effect: avoid, caution or check
 * @text: a sentence about this patient, not translated
 * @source: where it is from
 * @because: (element-type LumbarFinding): the findings whose answers raised it, borrowed; may be empty
 * @open: (element-type LumbarCause): the causes that raised it because they are not excluded, borrowed
 *
 * What speaks against a step in this patient. All but the arrays is borrowed from the knowledge.
 */
typedef struct {
  const char *id;
  const LumbarTreatment *treatment;
  LumbarEffect effect;
  const char *text;
  const LumbarSource *source;
  GPtrArray *because;
  GPtrArray *open;
} LumbarProposalCaution;

/**
 * LumbarProposalCheck:
 * @id: of the row of cautions.tsv or interactions.tsv that asks for it
 * @treatment: the treatment of the step that hangs on it
 * @finding: what is not recorded
 *
 * An answer that would settle a caution and is not recorded. Borrowed from the knowledge.
 */
typedef struct {
  const char *id;
  const LumbarTreatment *treatment;
  const LumbarFinding *finding;
} LumbarProposalCheck;

/**
 * LumbarProposalConflict:
 * @id: of the row of interactions.tsv
 * @other: the item of the other step, not translated
 * @effect: avoid, caution or check
 * @stacked: both are of the same class and it is their sum that matters; said once both are chosen
 * @text: a sentence about the two, not translated
 * @source: where it is from
 *
 * Two steps, of the same or of different causes, that don't go together. Each of the two has one. It
 * marks the step with a caution (unless @stacked: one of a class is no reason for care) and never withholds
 * it: which of the two to take is the clinician's choice. Borrowed from the knowledge.
 */
typedef struct {
  const char *id;
  const char *other;
  LumbarEffect effect;
  gboolean stacked;
  const char *text;
  const LumbarSource *source;
} LumbarProposalConflict;

/**
 * LumbarProposal:
 * @step: the row of management.tsv, of the first of the causes; borrowed
 * @causes: (element-type LumbarCause): the causes that propose it, borrowed; at least one
 * @urgent: it serves to exclude a cause that must be excluded
 * @status: offered, cautioned or withheld
 * @cautions: (element-type LumbarProposalCaution): those to avoid first
 * @checks: (element-type LumbarProposalCheck): one a finding, a few
 * @conflicts: (element-type LumbarProposalConflict): with other steps
 *
 * A step to consider in this patient. Read only.
 */
typedef struct {
  const LumbarManagement *step;
  GPtrArray *causes;
  gboolean urgent;
  LumbarProposalStatus status;
  GPtrArray *cautions;
  GPtrArray *checks;
  GPtrArray *conflicts;
} LumbarProposal;

LumbarProposal *lumbar_proposal_new (const LumbarManagement *step);
void lumbar_proposal_free (LumbarProposal *self);

const char *lumbar_proposal_status_get_title (LumbarProposalStatus status);
char *lumbar_proposal_get_title (const LumbarProposal *self);
char *lumbar_proposal_get_causes_text (const LumbarProposal *self);
char *lumbar_proposal_caution_get_text (const LumbarProposal *self, const LumbarProposalCaution *caution);
char *lumbar_proposal_get_checks_text (const LumbarProposal *self);
GStrv lumbar_proposal_get_warnings (const LumbarProposal *self,
                                    const char *const *chosen,
                                    gboolean only_chosen);
GStrv lumbar_proposal_get_remarks (const LumbarProposal *self);

G_END_DECLS
