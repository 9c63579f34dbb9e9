/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarWrapLayout:
 *
 * Lays children in lines like words of a text: each as wide as it likes, the next line when the line is
 * full; what is left of a line goes to the children that expand in it.
 */
#define LUMBAR_TYPE_WRAP_LAYOUT (lumbar_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (LumbarWrapLayout, lumbar_wrap_layout, LUMBAR, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *lumbar_wrap_layout_new (int spacing);
GtkWidget *lumbar_wrap_box_new (int spacing);

G_END_DECLS
