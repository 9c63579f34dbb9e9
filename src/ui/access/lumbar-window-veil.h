/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarWindowVeil:
 *
 * The other windows of the program while it is locked: out of sight, and as they were afterwards.
 */
typedef struct _LumbarWindowVeil LumbarWindowVeil;

LumbarWindowVeil *lumbar_window_veil_new (GtkWindow *main);
void lumbar_window_veil_lift (LumbarWindowVeil *self);
void lumbar_window_veil_drop (LumbarWindowVeil *self);

G_END_DECLS
