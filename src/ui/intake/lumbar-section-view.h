/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-draft.h"
#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarSectionView:
 *
 * One section of the interview: its questions, "rest is normal" and "confirm all". Details that every
 * visit could ask and that seldom matter stay behind a button until they do.
 */
#define LUMBAR_TYPE_SECTION_VIEW (lumbar_section_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarSectionView, lumbar_section_view, LUMBAR, SECTION_VIEW, AdwBin)

GtkWidget *lumbar_section_view_new (LumbarDraft *draft, guint section);
gboolean lumbar_section_view_build_next (LumbarSectionView *self);
void lumbar_section_view_build_all (LumbarSectionView *self);
guint lumbar_section_view_get_section (LumbarSectionView *self);
void lumbar_section_view_refresh (LumbarSectionView *self);
void lumbar_section_view_commit (LumbarSectionView *self);
void lumbar_section_view_show_details (LumbarSectionView *self, gboolean show);
gboolean lumbar_section_view_get_details (LumbarSectionView *self);
void lumbar_section_view_reveal (LumbarSectionView *self, guint finding);
LumbarQuestionView *lumbar_section_view_open_form (LumbarSectionView *self, guint score);
LumbarQuestionView *lumbar_section_view_get_view (LumbarSectionView *self, guint finding);
LumbarQuestionView *lumbar_section_view_get_neighbour (LumbarSectionView *self,
                                                       LumbarQuestionView *view,
                                                       int step);

G_END_DECLS
