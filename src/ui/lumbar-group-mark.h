/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-group.h"

G_BEGIN_DECLS

/**
 * LumbarGroupMark:
 *
 * The shape and colour of a group: circle, square, triangle, two overlapping, dashed ring. Small, and
 * as high as the text it stands beside. Its accessible name is the group's word.
 */
#define LUMBAR_TYPE_GROUP_MARK (lumbar_group_mark_get_type ())
G_DECLARE_FINAL_TYPE (LumbarGroupMark, lumbar_group_mark, LUMBAR, GROUP_MARK, GtkWidget)

GtkWidget *lumbar_group_mark_new (LumbarGroup group);
LumbarGroup lumbar_group_mark_get_group (LumbarGroupMark *self);
void lumbar_group_mark_set_group (LumbarGroupMark *self, LumbarGroup group);

G_END_DECLS
