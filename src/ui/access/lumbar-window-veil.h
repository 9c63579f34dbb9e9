/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LumbarWindowVeil:
 *
 * What was begun, while the program is locked: out of sight, and as it was afterwards.
 */
typedef struct _LumbarWindowVeil LumbarWindowVeil;

LumbarWindowVeil *lumbar_window_veil_new (GtkWindow *main, AdwBin *const *bins, guint n_bins);
void lumbar_window_veil_lift (LumbarWindowVeil *self);
void lumbar_window_veil_drop (LumbarWindowVeil *self);

G_END_DECLS
