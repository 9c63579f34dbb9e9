/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-body-marks.h"
#include "lumbar-body-search.h"
#include "lumbar-palette.h"

G_BEGIN_DECLS

void lumbar_draw_body (cairo_t *cr,
                       LumbarBody *body,
                       const LumbarBodyMarks *marks,
                       double width,
                       double height,
                       const LumbarPalette *palette);

G_END_DECLS
