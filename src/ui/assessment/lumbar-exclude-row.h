/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-assessment.h"
#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarExcludeRow:
 *
 * A serious cause that what was recorded does not exclude: what to do and how soon, the strongest reason for and
 * against it; pressed, what that rests on.
 */
#define LUMBAR_TYPE_EXCLUDE_ROW (lumbar_exclude_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarExcludeRow, lumbar_exclude_row, LUMBAR, EXCLUDE_ROW, AdwBin)

GtkWidget *lumbar_exclude_row_new (LumbarInterview *interview, const char *cause_id);
void lumbar_exclude_row_update (LumbarExcludeRow *self, LumbarAssessment *assessment);

G_END_DECLS
