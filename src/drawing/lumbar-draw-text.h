/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "lumbar-palette.h"

G_BEGIN_DECLS

PangoLayout *lumbar_draw_text_layout (cairo_t *cr, const char *text, double font_size, double width);
void lumbar_draw_text_measure (PangoLayout *layout, double *width, double *height);
void lumbar_draw_text (cairo_t *cr, PangoLayout *layout, double x, double y, const LumbarColor *color);

G_END_DECLS
