/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-trend.h"

G_BEGIN_DECLS

/**
 * LumbarTrendTable:
 *
 * The values of a trend as a table, latest visit first, to be sorted by any column: what the
 * chart shows, for reading.
 */
#define LUMBAR_TYPE_TREND_TABLE (lumbar_trend_table_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTrendTable, lumbar_trend_table, LUMBAR, TREND_TABLE, AdwBin)

void lumbar_trend_table_show (LumbarTrendTable *self, LumbarTrend *trend);
void lumbar_trend_table_sort_next (LumbarTrendTable *self);
void lumbar_trend_table_copy (LumbarTrendTable *self);

G_END_DECLS
