/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-draft.h"

G_BEGIN_DECLS

/**
 * LumbarPlanEditor:
 *
 * The plan: steps to tick for the causes in question, each with what speaks against it, and words.
 */
#define LUMBAR_TYPE_PLAN_EDITOR (lumbar_plan_editor_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPlanEditor, lumbar_plan_editor, LUMBAR, PLAN_EDITOR, AdwBin)

GtkWidget *lumbar_plan_editor_new (LumbarDraft *draft);
void lumbar_plan_editor_refresh (LumbarPlanEditor *self);
void lumbar_plan_editor_commit (LumbarPlanEditor *self);

G_END_DECLS
