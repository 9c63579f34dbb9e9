/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-draft.h"

G_BEGIN_DECLS

/**
 * LumbarImpressionEditor:
 *
 * What the clinician thinks: a group, causes, words. Asked before the computed assessment shows.
 */
#define LUMBAR_TYPE_IMPRESSION_EDITOR (lumbar_impression_editor_get_type ())
G_DECLARE_FINAL_TYPE (LumbarImpressionEditor, lumbar_impression_editor, LUMBAR, IMPRESSION_EDITOR, AdwBin)

GtkWidget *lumbar_impression_editor_new (LumbarDraft *draft);
void lumbar_impression_editor_refresh (LumbarImpressionEditor *self);
void lumbar_impression_editor_commit (LumbarImpressionEditor *self);

gboolean lumbar_impression_is_given (LumbarConclusion *conclusion);

G_END_DECLS
