/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarCellLayout:
 *
 * Lays children out in equal columns: all in one line where that is wide enough for the widest of them, else
 * in as many equal lines as it takes.
 */
#define LUMBAR_TYPE_CELL_LAYOUT (lumbar_cell_layout_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCellLayout, lumbar_cell_layout, LUMBAR, CELL_LAYOUT, GtkLayoutManager)

GtkWidget *lumbar_cell_box_new (int spacing);

G_END_DECLS
