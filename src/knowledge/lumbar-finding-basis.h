/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarFindingBasis:
 * @basis: the best that any row of the source has
 *
 * A source that what is known about a finding rests on.
 */
typedef struct {
  const LumbarSource *source; /* Borrowed */
  LumbarBasis basis;
} LumbarFindingBasis;

GArray *lumbar_finding_basis_list (LumbarKnowledge *knowledge, const LumbarFinding *finding);

G_END_DECLS
