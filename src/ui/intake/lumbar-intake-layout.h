/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarIntakePart:
 * @LUMBAR_INTAKE_SECTIONS: the list of sections; a column at the start when wide, hidden when narrow
 * @LUMBAR_INTAKE_STEPS: the section's title with previous and next; above the questions when narrow
 * @LUMBAR_INTAKE_FLAGS: red flags; above the assessment when wide, above everything when narrow
 * @LUMBAR_INTAKE_QUESTIONS: the work
 * @LUMBAR_INTAKE_ASSESSMENT: a column at the end when wide, a drawer at the bottom when narrow
 * @LUMBAR_INTAKE_HANDLE: what opens the drawer; narrow only
 */
typedef enum {
  LUMBAR_INTAKE_SECTIONS,
  LUMBAR_INTAKE_STEPS,
  LUMBAR_INTAKE_FLAGS,
  LUMBAR_INTAKE_QUESTIONS,
  LUMBAR_INTAKE_ASSESSMENT,
  LUMBAR_INTAKE_HANDLE,
} LumbarIntakePart;

#define LUMBAR_N_INTAKE_PARTS 6

/**
 * LumbarIntakeLayout:
 *
 * Places the parts of the intake in three columns, or below each other where there is no room.
 *
 * Properties: "narrow" (gboolean, readable), "open" (gboolean): the drawer of the narrow form.
 */
#define LUMBAR_TYPE_INTAKE_LAYOUT (lumbar_intake_layout_get_type ())
G_DECLARE_FINAL_TYPE (LumbarIntakeLayout, lumbar_intake_layout, LUMBAR, INTAKE_LAYOUT, GtkWidget)

void lumbar_intake_layout_set_part (LumbarIntakeLayout *self, LumbarIntakePart part, GtkWidget *child);
gboolean lumbar_intake_layout_is_narrow (LumbarIntakeLayout *self);
void lumbar_intake_layout_set_open (LumbarIntakeLayout *self, gboolean open);
gboolean lumbar_intake_layout_is_open (LumbarIntakeLayout *self);

G_END_DECLS
