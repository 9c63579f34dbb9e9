/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *lumbar_day_entry_read (GtkEditable *entry);
gboolean lumbar_day_entry_show (GtkEditable *entry, GtkLabel *reading);

G_END_DECLS
