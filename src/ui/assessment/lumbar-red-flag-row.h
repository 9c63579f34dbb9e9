/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-assessment.h"
#include "lumbar-conclusion.h"

G_BEGIN_DECLS

/**
 * LumbarRedFlagRow:
 *
 * A red flag that fires: how soon, what it is, because of what, what guidelines want, and what was done
 * about it. Recording that never makes it go away.
 *
 * Signals:
 * - "acknowledged" (const char *flag_id, const char *done, const char *text).
 */
#define LUMBAR_TYPE_RED_FLAG_ROW (lumbar_red_flag_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarRedFlagRow, lumbar_red_flag_row, LUMBAR, RED_FLAG_ROW, AdwBin)

GtkWidget *lumbar_red_flag_row_new (LumbarKnowledge *knowledge, const char *flag_id);
const char *lumbar_red_flag_row_get_id (LumbarRedFlagRow *self);
void lumbar_red_flag_row_update (LumbarRedFlagRow *self,
                                 const LumbarFiredFlag *fired,
                                 LumbarResponse *response,
                                 const LumbarAcknowledgement *acknowledgement);
void lumbar_red_flag_row_set_open (LumbarRedFlagRow *self, gboolean open);

G_END_DECLS
