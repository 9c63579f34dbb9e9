/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-event.h"
#include "lumbar-knowledge.h"
#include "lumbar-trend-axis.h"
#include "lumbar-trend-series.h"
#include "lumbar-trend-viewport.h"

G_BEGIN_DECLS

/**
 * LumbarTrendMark:
 * @day: as in #LumbarTrendPoint
 * @on: the same as the record has it
 * @kind: what happened
 * @text: in words, with the kind: "Treatment started: Tizanidine"
 */
typedef struct {
  double day;
  char *on;
  LumbarEventKind kind;
  char *text;
} LumbarTrendMark;

/**
 * LumbarTrendAxis:
 * @minimum: its lower end
 * @maximum: its upper end
 * @scale_minimum: the least score of its scales
 * @scale_maximum: the largest; both lie on the axis, which is wider only for scores outside
 * @ticks: (element-type LumbarTrendTick): by value
 *
 * A value axis, for all series whose scale has its range.
 */
typedef struct {
  double minimum;
  double maximum;
  double scale_minimum;
  double scale_maximum;
  GPtrArray *ticks;
} LumbarTrendAxis;

/**
 * LumbarTrendSetting:
 * @baseline_id: (nullable): the visit that changes are counted from; %NULL for the first
 * @smoothing: over how many visits the lines take their running median: 3, 5, or 0 for none
 *
 * How a trend is to be shown; all zeros is the plain one.
 */
typedef struct {
  const char *baseline_id;
  guint smoothing;
} LumbarTrendSetting;

/**
 * LumbarTrend:
 * @series: (element-type LumbarTrendSeries): in the order asked for, without those that have no score
 * @marks: (element-type LumbarTrendMark): by time; only those that lie on the time axis
 * @first_day: left end of the time axis
 * @last_day: right end; always later than @first_day
 * @day_ticks: (element-type LumbarTrendTick)
 * @axes: (element-type LumbarTrendAxis): the value axes, that of the first series first; empty where
 *   there is no score
 * @band_low: lower edge of the band inside which a change from the baseline of the first series is
 *   smaller than the minimal important difference; NAN without
 * @band_high: its upper edge; both lie on its scale
 * @band_label: what the band means, translated; "" without
 * @note: how the lines are smoothed, translated; "" where they are not
 * @summary: last value and change in words, one line
 *
 * What a chart shows, worked out; drawing only places it. Immutable.
 */
typedef struct {
  gatomicrefcount references;
  GPtrArray *series;
  GPtrArray *marks;
  double first_day;
  double last_day;
  GPtrArray *day_ticks;
  GPtrArray *axes;
  double band_low;
  double band_high;
  char *band_label;
  char *note;
  char *summary;
} LumbarTrend;

#define LUMBAR_TYPE_TREND (lumbar_trend_get_type ())
GType lumbar_trend_get_type (void);

LumbarTrend *lumbar_trend_new (LumbarKnowledge *knowledge,
                               const char *const *instrument_ids,
                               GPtrArray *measures,
                               GPtrArray *events);
LumbarTrend *lumbar_trend_new_with (LumbarKnowledge *knowledge,
                                    const char *const *instrument_ids,
                                    GPtrArray *measures,
                                    GPtrArray *events,
                                    const LumbarTrendSetting *setting);
LumbarTrend *lumbar_trend_ref (LumbarTrend *self);
void lumbar_trend_unref (LumbarTrend *self);
gboolean lumbar_trend_is_empty (LumbarTrend *self);
LumbarTrendViewport lumbar_trend_get_whole (const LumbarTrend *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarTrend, lumbar_trend_unref)

G_END_DECLS
