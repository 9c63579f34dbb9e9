/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-draft.h"
#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarSectionView:
 *
 * All questions of a section on one page that scrolls.
 */
#define LUMBAR_TYPE_SECTION_VIEW (lumbar_section_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarSectionView, lumbar_section_view, LUMBAR, SECTION_VIEW, AdwBin)

GtkWidget *lumbar_section_view_new (LumbarDraft *draft, guint section);
guint lumbar_section_view_get_section (LumbarSectionView *self);
void lumbar_section_view_refresh (LumbarSectionView *self);
void lumbar_section_view_set_narrow (LumbarSectionView *self, gboolean narrow);
void lumbar_section_view_commit (LumbarSectionView *self);
LumbarQuestionView *lumbar_section_view_get_view (LumbarSectionView *self, guint finding);
LumbarQuestionView *lumbar_section_view_get_neighbour (LumbarSectionView *self,
                                                       LumbarQuestionView *view,
                                                       int step);

G_END_DECLS
