/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-calibration.h"
#include "lumbar-palette.h"

G_BEGIN_DECLS

double lumbar_draw_calibration_height (double width, double font_size);
void lumbar_draw_calibration (cairo_t *cr,
                              const LumbarCalibration *calibration,
                              double width,
                              double font_size,
                              gboolean mirrored,
                              const LumbarPalette *palette);

G_END_DECLS
