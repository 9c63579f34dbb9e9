/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

#define LUMBAR_BODY_MAX_PAINS 3

/**
 * LumbarBodyMarks:
 * @pains: the regions of each pain, one bit an option of the body maps
 * @radiation: the regions the first pain spreads to
 * @current: the pain that is worked on, the others are shown paler; -1 shows all alike
 * @focused: the option that has the keyboard, or -1
 * @hovered: the option under the pointer, or -1
 *
 * What is drawn on a body map.
 */
typedef struct {
  guint64 pains[LUMBAR_BODY_MAX_PAINS];
  guint64 radiation;
  int current;
  int focused;
  int hovered;
} LumbarBodyMarks;

#define LUMBAR_BODY_MARKS_NONE ((LumbarBodyMarks) { .current = -1, .focused = -1, .hovered = -1 })

void lumbar_body_marks_read (LumbarBodyMarks *self, LumbarResponse *response);
guint64 *lumbar_body_marks_find (LumbarBodyMarks *self, const LumbarFinding *finding);
gboolean lumbar_body_marks_are_empty (const LumbarBodyMarks *self);
gboolean lumbar_body_marks_are_numbered (const LumbarBodyMarks *self);
char *lumbar_body_marks_describe (LumbarResponse *response);
char *lumbar_body_marks_describe_plainly (LumbarResponse *response);
char *lumbar_body_marks_describe_region (const LumbarBodyMarks *self, const LumbarFinding *finding, int option);

G_END_DECLS
