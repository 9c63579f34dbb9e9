/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LumbarOutcomeBar:
 *
 * What a signed visit turned out to come from, in one or two lines, with the button that records it. The
 * button activates "visit.record-outcome".
 */
#define LUMBAR_TYPE_OUTCOME_BAR (lumbar_outcome_bar_get_type ())
G_DECLARE_FINAL_TYPE (LumbarOutcomeBar, lumbar_outcome_bar, LUMBAR, OUTCOME_BAR, AdwBin)

void lumbar_outcome_bar_show (LumbarOutcomeBar *self, LumbarKnowledge *knowledge, LumbarEncounter *visit);

G_END_DECLS
