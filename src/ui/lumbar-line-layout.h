/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarLineLayout:
 *
 * Lays children out in one line as high as the highest of them; what is left of the line goes to the
 * children that expand in it.
 */
#define LUMBAR_TYPE_LINE_LAYOUT (lumbar_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (LumbarLineLayout, lumbar_line_layout, LUMBAR, LINE_LAYOUT, GtkLayoutManager)

GtkWidget *lumbar_line_box_new (int spacing);

G_END_DECLS
