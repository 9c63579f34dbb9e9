/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-draft.h"

G_BEGIN_DECLS

/**
 * LumbarAgreementEditor:
 *
 * The computed assessment with its reasons, and whether the clinician agrees.
 */
#define LUMBAR_TYPE_AGREEMENT_EDITOR (lumbar_agreement_editor_get_type ())
G_DECLARE_FINAL_TYPE (LumbarAgreementEditor, lumbar_agreement_editor, LUMBAR, AGREEMENT_EDITOR, AdwBin)

GtkWidget *lumbar_agreement_editor_new (LumbarDraft *draft);
void lumbar_agreement_editor_refresh (LumbarAgreementEditor *self);
void lumbar_agreement_editor_commit (LumbarAgreementEditor *self);

G_END_DECLS
