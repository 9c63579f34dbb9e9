/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarTrendViewport:
 * @first_day: left end, in days as #LumbarTrendPoint counts them
 * @last_day: right end, later than @first_day
 *
 * The days of a trend that are looked at: a window within the whole time axis. A value; every function
 * takes one and gives one that is never empty and never outside the whole.
 */
typedef struct {
  double first_day;
  double last_day;
} LumbarTrendViewport;

LumbarTrendViewport lumbar_trend_viewport_clamp (LumbarTrendViewport self, LumbarTrendViewport whole);
LumbarTrendViewport lumbar_trend_viewport_zoom (LumbarTrendViewport self,
                                                LumbarTrendViewport whole,
                                                double day,
                                                double factor);
LumbarTrendViewport lumbar_trend_viewport_pan (LumbarTrendViewport self,
                                               LumbarTrendViewport whole,
                                               double days);
LumbarTrendViewport lumbar_trend_viewport_reveal (LumbarTrendViewport self,
                                                  LumbarTrendViewport whole,
                                                  double day);
double lumbar_trend_viewport_get_span (LumbarTrendViewport self);
gboolean lumbar_trend_viewport_is_whole (LumbarTrendViewport self, LumbarTrendViewport whole);
gboolean lumbar_trend_viewport_contains (LumbarTrendViewport self, double day);

G_END_DECLS
