/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"

G_BEGIN_DECLS

/* What was computed and what it turned out to be, for statistics programs: one visit a row, no person. */
GString *lumbar_outcome_csv_new (void);
void lumbar_outcome_csv_append (GString *csv, LumbarEncounter *encounter);

G_END_DECLS
