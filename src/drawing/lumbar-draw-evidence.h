/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-palette.h"

G_BEGIN_DECLS

void lumbar_draw_evidence (cairo_t *cr,
                           double weight,
                           double most,
                           gboolean counted,
                           double width,
                           double height,
                           gboolean mirrored,
                           const LumbarPalette *palette);

G_END_DECLS
