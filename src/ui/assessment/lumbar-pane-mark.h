/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lumbar_pane_mark_changed (GtkWidget *widget);

G_END_DECLS
