/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-assessment.h"
#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarCauseRow:
 *
 * A cause with its group's mark and its band; opened, the reasons for and against it with their sources,
 * and what is not known yet.
 */
#define LUMBAR_TYPE_CAUSE_ROW (lumbar_cause_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCauseRow, lumbar_cause_row, LUMBAR, CAUSE_ROW, AdwBin)

GtkWidget *lumbar_cause_row_new (LumbarInterview *interview, const char *cause_id);
const char *lumbar_cause_row_get_id (LumbarCauseRow *self);
void lumbar_cause_row_update (LumbarCauseRow *self,
                              LumbarAssessment *assessment,
                              const LumbarRankedCause *ranked);
void lumbar_cause_row_set_open (LumbarCauseRow *self, gboolean open);

G_END_DECLS
