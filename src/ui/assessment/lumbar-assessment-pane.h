/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-assessment.h"
#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarAssessmentPane:
 *
 * What the answers add up to, beside the questions: group, what must be excluded, what is most likely
 * and why, what is not cleared, and what to ask next. Going to a question is the action "intake.jump".
 */
#define LUMBAR_TYPE_ASSESSMENT_PANE (lumbar_assessment_pane_get_type ())
G_DECLARE_FINAL_TYPE (LumbarAssessmentPane, lumbar_assessment_pane, LUMBAR, ASSESSMENT_PANE, AdwBin)

GtkWidget *lumbar_assessment_pane_new (LumbarInterview *interview);
void lumbar_assessment_pane_update (LumbarAssessmentPane *self, LumbarAssessment *assessment);

char *lumbar_assessment_pane_count_safety (LumbarAssessment *assessment);

G_END_DECLS
