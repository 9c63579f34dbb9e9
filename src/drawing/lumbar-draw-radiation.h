/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-body.h"
#include "lumbar-palette.h"

G_BEGIN_DECLS

void lumbar_draw_radiation (cairo_t *cr,
                            LumbarBody *body,
                            guint64 pain,
                            guint64 radiation,
                            const LumbarBodyPlacement *placement,
                            const LumbarPalette *palette);

G_END_DECLS
