/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarBodyLayout:
 *
 * Lays out two children, a map and a list: side by side as high as the map where there is room, else the list
 * in full below the map.
 */
#define LUMBAR_TYPE_BODY_LAYOUT (lumbar_body_layout_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBodyLayout, lumbar_body_layout, LUMBAR, BODY_LAYOUT, GtkLayoutManager)

GtkLayoutManager *lumbar_body_layout_new (void);

G_END_DECLS
