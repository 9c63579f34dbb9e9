/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-proposal.h"

G_BEGIN_DECLS

void lumbar_proposals_find_conflicts (GPtrArray *items, LumbarKnowledge *knowledge);

G_END_DECLS
