/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

void lumbar_report_show_line (cairo_t *cr, const PangoLayoutLine *line, double x, double y);

G_END_DECLS
