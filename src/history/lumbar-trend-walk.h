/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-trend.h"

G_BEGIN_DECLS

/**
 * LumbarTrendWalk:
 * @LUMBAR_TREND_WALK_NEXT: later in the same row
 * @LUMBAR_TREND_WALK_PREVIOUS: earlier in it
 * @LUMBAR_TREND_WALK_FIRST: its first
 * @LUMBAR_TREND_WALK_LAST: its last
 * @LUMBAR_TREND_WALK_BELOW: the nearest in time of the next row
 * @LUMBAR_TREND_WALK_ABOVE: the nearest in time of the row before
 *
 * Where keys take somebody in a trend whose rows are its series and, below them, its events.
 */
typedef enum {
  LUMBAR_TREND_WALK_NEXT,
  LUMBAR_TREND_WALK_PREVIOUS,
  LUMBAR_TREND_WALK_FIRST,
  LUMBAR_TREND_WALK_LAST,
  LUMBAR_TREND_WALK_BELOW,
  LUMBAR_TREND_WALK_ABOVE,
} LumbarTrendWalk;

/**
 * LumbarTrendPlace:
 * @row: a series, or the number of series for the events; -1 for nowhere
 * @stop: which point or event of it
 *
 * One score or event of a trend.
 */
typedef struct {
  int row;
  int stop;
} LumbarTrendPlace;

LumbarTrendPlace lumbar_trend_walk (LumbarTrend *trend, LumbarTrendPlace from, LumbarTrendWalk walk);
gboolean lumbar_trend_place_is_mark (LumbarTrend *trend, LumbarTrendPlace place);
double lumbar_trend_place_get_day (LumbarTrend *trend, LumbarTrendPlace place);

G_END_DECLS
