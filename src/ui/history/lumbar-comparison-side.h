/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-assessment.h"

G_BEGIN_DECLS

GtkWidget *lumbar_comparison_side_new (LumbarKnowledge *knowledge,
                                       LumbarAssessment *assessment,
                                       GPtrArray *differences,
                                       const char *title);

G_END_DECLS
