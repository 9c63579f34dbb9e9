/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which days of a trend are looked at: zooming and panning as arithmetic, apart from any widget. */

#include "lumbar-trend-viewport.h"

#include <math.h>

/* Closer than two weeks noise looks like change; visits are no closer. */
#define LEAST_SPAN 14.0

/* Days that differ by less are the same: a tenth of a second. */
#define EPSILON 1e-6

/* How much of the window stays free beside a day that is brought into it. */
#define REVEAL_SHARE 0.1

static double
least_span (LumbarTrendViewport whole)
{
  return MIN (LEAST_SPAN, lumbar_trend_viewport_get_span (whole));
}

/* A window of @span days, moved so that it lies inside. */
static LumbarTrendViewport
place (double first_day, double span, LumbarTrendViewport whole)
{
  LumbarTrendViewport self;

  if (span >= lumbar_trend_viewport_get_span (whole))
    return whole;
  self.first_day = CLAMP (first_day, whole.first_day, whole.last_day - span);
  self.last_day = MIN (self.first_day + span, whole.last_day);
  return self;
}

/**
 * lumbar_trend_viewport_clamp:
 * @self: any window, also an impossible one
 * @whole: the time axis of the trend
 *
 * Returns: the window of the same width, at least two weeks, that lies inside @whole and nearest to @self;
 *   @whole where @self is no window at all
 */
LumbarTrendViewport
lumbar_trend_viewport_clamp (LumbarTrendViewport self, LumbarTrendViewport whole)
{
  double span = lumbar_trend_viewport_get_span (self);

  if (!isfinite (self.first_day) || !isfinite (self.last_day) || span <= 0)
    return whole;
  if (span < least_span (whole))
    {
      double middle = (self.first_day + self.last_day) / 2;

      span = least_span (whole);
      self.first_day = middle - span / 2;
    }
  return place (self.first_day, span, whole);
}

/**
 * lumbar_trend_viewport_zoom:
 * @self: a window inside @whole
 * @whole: the time axis of the trend
 * @day: the day that stays where it is; one outside the window counts as its nearer end
 * @factor: above 1 shows fewer days, below 1 more
 *
 * Where no end of @whole is met, zooming by 1 / @factor at the same day leads back.
 *
 * Returns: the new window
 */
LumbarTrendViewport
lumbar_trend_viewport_zoom (LumbarTrendViewport self, LumbarTrendViewport whole, double day, double factor)
{
  double span = lumbar_trend_viewport_get_span (self);
  double wanted, share;

  if (!(factor > 0) || !isfinite (factor) || !isfinite (day))
    return lumbar_trend_viewport_clamp (self, whole);
  wanted = MAX (span / factor, least_span (whole));
  share = CLAMP ((day - self.first_day) / span, 0, 1);
  return place (self.first_day + share * (span - wanted), wanted, whole);
}

/**
 * lumbar_trend_viewport_pan:
 * @self: a window inside @whole
 * @whole: the time axis of the trend
 * @days: how far to move, later where positive; the window stops at the ends
 *
 * Returns: the new window, as wide as before
 */
LumbarTrendViewport
lumbar_trend_viewport_pan (LumbarTrendViewport self, LumbarTrendViewport whole, double days)
{
  if (!isfinite (days))
    return lumbar_trend_viewport_clamp (self, whole);
  return place (self.first_day + days, lumbar_trend_viewport_get_span (self), whole);
}

/**
 * lumbar_trend_viewport_reveal:
 * @self: a window inside @whole
 * @whole: the time axis of the trend
 * @day: a day inside @whole
 *
 * Returns: the window moved no farther than needed to show @day
 */
LumbarTrendViewport
lumbar_trend_viewport_reveal (LumbarTrendViewport self, LumbarTrendViewport whole, double day)
{
  double margin = lumbar_trend_viewport_get_span (self) * REVEAL_SHARE;

  if (day < self.first_day)
    return lumbar_trend_viewport_pan (self, whole, day - margin - self.first_day);
  if (day > self.last_day)
    return lumbar_trend_viewport_pan (self, whole, day + margin - self.last_day);
  return self;
}

/**
 * lumbar_trend_viewport_get_span:
 * @self: a window
 *
 * Returns: how many days it shows
 */
double
lumbar_trend_viewport_get_span (LumbarTrendViewport self)
{
  return self.last_day - self.first_day;
}

/**
 * lumbar_trend_viewport_is_whole:
 * @self: a window inside @whole
 * @whole: the time axis of the trend
 *
 * Returns: whether nothing is hidden
 */
gboolean
lumbar_trend_viewport_is_whole (LumbarTrendViewport self, LumbarTrendViewport whole)
{
  return self.first_day <= whole.first_day + EPSILON && self.last_day >= whole.last_day - EPSILON;
}

/**
 * lumbar_trend_viewport_contains:
 * @self: a window
 * @day: a day
 *
 * Returns: whether the window shows it
 */
gboolean
lumbar_trend_viewport_contains (LumbarTrendViewport self, double day)
{
  return day >= self.first_day && day <= self.last_day;
}
