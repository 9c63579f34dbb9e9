/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarQuestionFinder:
 *
 * Finds a question by its words, and goes there with the action "intake.jump".
 */
#define LUMBAR_TYPE_QUESTION_FINDER (lumbar_question_finder_get_type ())
G_DECLARE_FINAL_TYPE (LumbarQuestionFinder, lumbar_question_finder, LUMBAR, QUESTION_FINDER, GtkPopover)

GtkWidget *lumbar_question_finder_new (LumbarInterview *interview);

G_END_DECLS
