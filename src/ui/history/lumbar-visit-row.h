/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LumbarVisitRow:
 *
 * A visit in a list: its day, group, leading cause, average pain, urgent findings, and whether it is
 * signed.
 */
#define LUMBAR_TYPE_VISIT_ROW (lumbar_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarVisitRow, lumbar_visit_row, LUMBAR, VISIT_ROW, AdwActionRow)

GtkWidget *lumbar_visit_row_new (LumbarKnowledge *knowledge, LumbarEncounter *visit);
LumbarEncounter *lumbar_visit_row_get_visit (LumbarVisitRow *self);

G_END_DECLS
