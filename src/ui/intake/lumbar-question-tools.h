/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarQuestionTools:
 *
 * The last line of an opened question: how to ask, why, and what else can be done than answer. Its buttons
 * are the actions of the #LumbarQuestionView around it.
 */
#define LUMBAR_TYPE_QUESTION_TOOLS (lumbar_question_tools_get_type ())
G_DECLARE_FINAL_TYPE (LumbarQuestionTools, lumbar_question_tools, LUMBAR, QUESTION_TOOLS, AdwBin)

GtkWidget *lumbar_question_tools_new (LumbarKnowledge *knowledge, const LumbarFinding *finding);
void lumbar_question_tools_offer_same (LumbarQuestionTools *self, gboolean offer);
void lumbar_question_tools_show_why (LumbarQuestionTools *self);

G_END_DECLS
