/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through a trend without seeing it: from score to score, from scale to scale, and to the events. */

#include "lumbar-trend-walk.h"

#include <math.h>

static int
count_rows (LumbarTrend *trend)
{
  return (int) trend->series->len + (trend->marks->len > 0);
}

static int
count_stops (LumbarTrend *trend, int row)
{
  if (row < (int) trend->series->len)
    return (int) ((const LumbarTrendSeries *) trend->series->pdata[row])->points->len;
  return (int) trend->marks->len;
}

/* The stop of a row nearest in time; the earlier of two as near. */
static int
find_nearest (LumbarTrend *trend, int row, double day)
{
  int nearest = 0;
  double least = HUGE_VAL;

  for (int i = 0; i < count_stops (trend, row); i++)
    {
      double distance = fabs (lumbar_trend_place_get_day (trend, (LumbarTrendPlace){ row, i }) - day);

      if (distance >= least)
        continue;
      least = distance;
      nearest = i;
    }
  return nearest;
}

static LumbarTrendPlace
change_row (LumbarTrend *trend, LumbarTrendPlace from, int by)
{
  double day = lumbar_trend_place_get_day (trend, from);
  int n_rows = count_rows (trend);
  int row = (from.row + by + n_rows) % n_rows;

  return (LumbarTrendPlace){ row, row == from.row ? from.stop : find_nearest (trend, row, day) };
}

/**
 * lumbar_trend_walk:
 * @trend: a trend, not an empty one
 * @from: where somebody is
 * @walk: where to
 *
 * The ends of a row are walls; the rows go round. From nowhere it comes to the last score of the main
 * series, or its first.
 *
 * Returns: where somebody comes to
 */
LumbarTrendPlace
lumbar_trend_walk (LumbarTrend *trend, LumbarTrendPlace from, LumbarTrendWalk walk)
{
  int last;

  if (from.row < 0)
    return (LumbarTrendPlace){ 0, walk == LUMBAR_TREND_WALK_FIRST ? 0 : count_stops (trend, 0) - 1 };
  last = count_stops (trend, from.row) - 1;
  switch (walk)
    {
    case LUMBAR_TREND_WALK_NEXT:
      return (LumbarTrendPlace){ from.row, MIN (from.stop + 1, last) };
    case LUMBAR_TREND_WALK_PREVIOUS:
      return (LumbarTrendPlace){ from.row, MAX (from.stop - 1, 0) };
    case LUMBAR_TREND_WALK_FIRST:
      return (LumbarTrendPlace){ from.row, 0 };
    case LUMBAR_TREND_WALK_LAST:
      return (LumbarTrendPlace){ from.row, last };
    case LUMBAR_TREND_WALK_BELOW:
      return change_row (trend, from, 1);
    case LUMBAR_TREND_WALK_ABOVE:
    default:
      return change_row (trend, from, -1);
    }
}

/**
 * lumbar_trend_place_is_mark:
 * @trend: a trend
 * @place: a place in it
 *
 * Returns: whether an event stands there, and not a score
 */
gboolean
lumbar_trend_place_is_mark (LumbarTrend *trend, LumbarTrendPlace place)
{
  return place.row >= (int) trend->series->len;
}

/**
 * lumbar_trend_place_get_day:
 * @trend: a trend
 * @place: a place in it, not nowhere
 *
 * Returns: its day
 */
double
lumbar_trend_place_get_day (LumbarTrend *trend, LumbarTrendPlace place)
{
  if (lumbar_trend_place_is_mark (trend, place))
    return ((const LumbarTrendMark *) trend->marks->pdata[place.stop])->day;
  return lumbar_trend_series_get_point (trend->series->pdata[place.row], (guint) place.stop)->day;
}
