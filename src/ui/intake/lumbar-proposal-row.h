/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-proposals.h"

G_BEGIN_DECLS

/**
 * LumbarProposalRow:
 *
 * A step to tick, with what speaks against it in this patient. One that is held back can be ticked too, and
 * then has a place for the reason.
 *
 * Signals:
 * - "chosen": it was ticked, unticked, or its reason typed.
 */
#define LUMBAR_TYPE_PROPOSAL_ROW (lumbar_proposal_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarProposalRow, lumbar_proposal_row, LUMBAR, PROPOSAL_ROW, AdwBin)

GtkWidget *lumbar_proposal_row_new (const LumbarProposal *proposal);
const LumbarProposal *lumbar_proposal_row_get_proposal (LumbarProposalRow *self);
char *lumbar_proposal_row_get_line (LumbarProposalRow *self);
gboolean lumbar_proposal_row_take_lines (LumbarProposalRow *self, GStrv lines);
gboolean lumbar_proposal_row_is_line (LumbarProposalRow *self, const char *line);
void lumbar_proposal_row_show_chosen (LumbarProposalRow *self, const char *const *chosen);

G_END_DECLS
