/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-outcome.h"

G_BEGIN_DECLS

/**
 * LumbarOutcomeDialog:
 *
 * Takes what the pain of a signed visit turned out to come from.
 *
 * Signals:
 * - "recorded" (): lumbar_outcome_dialog_make_outcome() gives what is to be saved.
 */
#define LUMBAR_TYPE_OUTCOME_DIALOG (lumbar_outcome_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarOutcomeDialog, lumbar_outcome_dialog, LUMBAR, OUTCOME_DIALOG, AdwWindow)

LumbarOutcomeDialog *lumbar_outcome_dialog_new (LumbarKnowledge *knowledge, const char *encounter_id);
LumbarOutcome *lumbar_outcome_dialog_make_outcome (LumbarOutcomeDialog *self);

G_END_DECLS
