/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-trend.h"

G_BEGIN_DECLS

char *lumbar_trend_to_csv (LumbarTrend *trend);
char *lumbar_trend_to_tabs (LumbarTrend *trend);
char *lumbar_trend_describe_point (LumbarTrend *trend, guint series, guint point);
char *lumbar_trend_describe_mark (LumbarTrend *trend, guint mark);
char *lumbar_trend_describe_days (LumbarTrendViewport viewport);

G_END_DECLS
