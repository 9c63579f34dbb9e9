/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-assessment.h"
#include "lumbar-conclusion.h"

G_BEGIN_DECLS

/**
 * LumbarRedFlagBar:
 *
 * All red flags that fire, most urgent first. Pinned where it can't be scrolled away; gone where none
 * fires.
 *
 * Signals:
 * - "acknowledged" (const char *flag_id, const char *done, const char *text): what was done about one.
 */
#define LUMBAR_TYPE_RED_FLAG_BAR (lumbar_red_flag_bar_get_type ())
G_DECLARE_FINAL_TYPE (LumbarRedFlagBar, lumbar_red_flag_bar, LUMBAR, RED_FLAG_BAR, AdwBin)

GtkWidget *lumbar_red_flag_bar_new (LumbarKnowledge *knowledge, gboolean scrolls);
void lumbar_red_flag_bar_update (LumbarRedFlagBar *self,
                                 LumbarAssessment *assessment,
                                 LumbarResponse *response,
                                 LumbarConclusion *conclusion);
guint lumbar_red_flag_bar_get_n_flags (LumbarRedFlagBar *self);

G_END_DECLS
