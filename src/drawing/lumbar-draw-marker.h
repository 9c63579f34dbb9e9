/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-palette.h"

G_BEGIN_DECLS

void lumbar_draw_marker (cairo_t *cr,
                         guint series,
                         double x,
                         double y,
                         double radius,
                         const LumbarPalette *palette);
void lumbar_draw_set_series (cairo_t *cr, guint series, double line_width, const LumbarPalette *palette);
void lumbar_draw_set_missing (cairo_t *cr, guint series, double font_size, const LumbarPalette *palette);
void lumbar_draw_hatch (cairo_t *cr, double distance, double line_width);

G_END_DECLS
