/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarJumpRow:
 *
 * A row that goes to a question, with some words about why below it.
 */
#define LUMBAR_TYPE_JUMP_ROW (lumbar_jump_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarJumpRow, lumbar_jump_row, LUMBAR, JUMP_ROW, AdwBin)

GtkWidget *lumbar_jump_row_new (const LumbarFinding *finding, const char *title);
void lumbar_jump_row_set_detail (LumbarJumpRow *self, const char *detail);

G_END_DECLS
