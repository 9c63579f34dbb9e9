/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lumbar_toast_show (GtkWidget *widget, const char *text);
void lumbar_toast_show_undo (GtkWidget *widget, const char *text, const char *action, const char *target);

G_END_DECLS
