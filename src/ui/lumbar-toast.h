/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarToastUndo:
 * @widget: who showed the toast
 * @subject: what was done away with
 *
 * Takes back what a toast told of.
 */
typedef void (*LumbarToastUndo) (GtkWidget *widget, GObject *subject);

void lumbar_toast_show (GtkWidget *widget, const char *text);
void lumbar_toast_show_undo (GtkWidget *widget, const char *text, LumbarToastUndo undo, GObject *subject);

G_END_DECLS
