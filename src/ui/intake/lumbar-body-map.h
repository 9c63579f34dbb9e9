/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarBodyMap:
 *
 * The body from the front and the back; a click marks a region or takes the mark away. Arrow keys go
 * round the regions, Space marks.
 *
 * Signals:
 * - "toggled" (guint option): a region was clicked.
 */
#define LUMBAR_TYPE_BODY_MAP (lumbar_body_map_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBodyMap, lumbar_body_map, LUMBAR, BODY_MAP, GtkWidget)

GtkWidget *lumbar_body_map_new (LumbarKnowledge *knowledge);
void lumbar_body_map_set_regions (LumbarBodyMap *self, guint64 regions, const char *words);
guint64 lumbar_body_map_get_regions (LumbarBodyMap *self);

G_END_DECLS
