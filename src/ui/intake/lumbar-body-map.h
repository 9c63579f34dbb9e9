/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-body-marks.h"
#include "lumbar-body-stroke.h"

G_BEGIN_DECLS

/**
 * LumbarBodyMap:
 *
 * The body from the front and the back. A click marks a region or takes the mark away, a drag does so with all
 * it passes, Shift and a drag marks what a line is drawn round, Ctrl and a drag from a marked region says where
 * the pain spreads. Escape drops a drag. Arrow keys go to the neighbours, Space marks.
 *
 * Signals:
 * - "toggled" (guint option): one region was clicked;
 * - "painted" (guint64 regions): a drag ended with these regions marked;
 * - "spread" (guint64 regions): the pain now spreads to these;
 * - "pointed" (const char *region): the region under the pointer or at the keys in words, "" for none.
 */
#define LUMBAR_TYPE_BODY_MAP (lumbar_body_map_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBodyMap, lumbar_body_map, LUMBAR, BODY_MAP, GtkWidget)

GtkWidget *lumbar_body_map_new (LumbarKnowledge *knowledge, const LumbarFinding *finding);
void lumbar_body_map_set_marks (LumbarBodyMap *self, const LumbarBodyMarks *marks, const char *words);
guint64 lumbar_body_map_get_regions (LumbarBodyMap *self);
void lumbar_body_map_set_tool (LumbarBodyMap *self, LumbarBodyTool tool);
void lumbar_body_map_toggle (LumbarBodyMap *self, guint option);

G_END_DECLS
