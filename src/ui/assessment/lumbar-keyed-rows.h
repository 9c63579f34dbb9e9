/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lumbar_keyed_rows_find (GtkWidget *box, const char *id);
gboolean lumbar_keyed_rows_place (GtkWidget *box, GtkWidget *row, const char *id, GtkWidget *before);
void lumbar_keyed_rows_trim (GtkWidget *box, GtkWidget *last);

G_END_DECLS
