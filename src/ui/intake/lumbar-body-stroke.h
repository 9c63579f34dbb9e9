/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-body-search.h"
#include "lumbar-palette.h"

G_BEGIN_DECLS

/**
 * LumbarBodyTool:
 * @LUMBAR_BODY_TOOL_BRUSH: marks what is clicked or passed
 * @LUMBAR_BODY_TOOL_LASSO: marks what a line is drawn round
 * @LUMBAR_BODY_TOOL_SPREAD: as the brush, for where the pain spreads to
 *
 * What a drag over the body map does.
 */
typedef enum {
  LUMBAR_BODY_TOOL_BRUSH,
  LUMBAR_BODY_TOOL_LASSO,
  LUMBAR_BODY_TOOL_SPREAD,
} LumbarBodyTool;

/**
 * LumbarBodyStroke:
 * @tool: what it does
 * @before: the regions that were marked when it began
 * @kept_out: regions it passes over without a trace
 * @passed: the regions it went over
 * @takes_out: it began on a marked region, so it takes marks away
 * @line: (element-type LumbarBodyPoint): where it went
 *
 * One drag over the body map, from press to release. What it does is seen at once and counts at its end.
 */
typedef struct {
  LumbarBodyTool tool;
  guint64 before;
  guint64 kept_out;
  guint64 passed;
  gboolean takes_out;
  GArray *line;
} LumbarBodyStroke;

LumbarBodyStroke *lumbar_body_stroke_new (LumbarBodyTool tool,
                                          guint64 before,
                                          guint64 kept_out,
                                          int region,
                                          LumbarBodyPoint start);
void lumbar_body_stroke_free (LumbarBodyStroke *self);
void lumbar_body_stroke_move (LumbarBodyStroke *self,
                              LumbarBody *body,
                              LumbarBodyPoint to,
                              double width,
                              double height);
guint64 lumbar_body_stroke_get_regions (LumbarBodyStroke *self, LumbarBody *body, double width, double height);
void lumbar_body_stroke_draw (LumbarBodyStroke *self, cairo_t *cr, const LumbarPalette *palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarBodyStroke, lumbar_body_stroke_free)

G_END_DECLS
