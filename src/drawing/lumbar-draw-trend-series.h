/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-trend-plot.h"

G_BEGIN_DECLS

void lumbar_draw_trend_series (const LumbarTrendPlot *chart);

G_END_DECLS
