/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-draft.h"

G_BEGIN_DECLS

/**
 * LumbarReviewPage:
 *
 * Before signing, in the order of the printed report: red flags and what was done, the clinician's own
 * impression, then the computed one, the plan, what is unanswered and what is set aside.
 */
#define LUMBAR_TYPE_REVIEW_PAGE (lumbar_review_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarReviewPage, lumbar_review_page, LUMBAR, REVIEW_PAGE, AdwBin)

GtkWidget *lumbar_review_page_new (LumbarDraft *draft);
void lumbar_review_page_refresh (LumbarReviewPage *self);
void lumbar_review_page_commit (LumbarReviewPage *self);
void lumbar_review_page_set_failure (LumbarReviewPage *self, const char *failure);

G_END_DECLS
