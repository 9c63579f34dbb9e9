/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-palette.h"
#include "lumbar-trend.h"

G_BEGIN_DECLS

void lumbar_draw_trend (cairo_t *cr,
                        LumbarTrend *trend,
                        double width,
                        double height,
                        double font_size,
                        const LumbarPalette *palette);

G_END_DECLS
