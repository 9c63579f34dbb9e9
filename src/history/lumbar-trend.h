/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-event.h"
#include "lumbar-knowledge.h"
#include "lumbar-measure.h"
#include "lumbar-trend-axis.h"

G_BEGIN_DECLS

/**
 * LumbarTrendPoint:
 * @day: the local day as g_date_get_julian() counts it, with the time of day as its fraction, so that
 *   distances are days
 * @at: the instant of the visit
 * @encounter_id: the visit, or ""
 * @value: the score
 * @gap_before: the line must not be joined to the point before: something is missing between
 */
typedef struct {
  double day;
  char *at;
  char *encounter_id;
  double value;
  gboolean gap_before;
} LumbarTrendPoint;

/**
 * LumbarTrendSeries:
 * @instrument_id: the scale
 * @label: its name for people, translated
 * @points: (element-type LumbarTrendPoint): by time; at least one
 */
typedef struct {
  char *instrument_id;
  char *label;
  GPtrArray *points;
} LumbarTrendSeries;

/**
 * LumbarTrendMark:
 * @day: as in #LumbarTrendPoint
 * @kind: what happened
 * @text: in words, with the kind: "Treatment started: Tizanidine"
 */
typedef struct {
  double day;
  LumbarEventKind kind;
  char *text;
} LumbarTrendMark;

/**
 * LumbarTrend:
 * @series: (element-type LumbarTrendSeries): in the order asked for, without those that have no score
 * @marks: (element-type LumbarTrendMark): by time; only those that lie on the time axis
 * @first_day: left end of the time axis
 * @last_day: right end; always later than @first_day
 * @minimum: lower end of the value axis
 * @maximum: upper end
 * @day_ticks: (element-type LumbarTrendTick)
 * @value_ticks: (element-type LumbarTrendTick)
 * @band_low: lower edge of the band inside which a change from the baseline of the first series is
 *   smaller than the minimal important difference; NAN without
 * @band_high: its upper edge; both lie within the value axis
 * @band_label: what the band means, translated; "" without
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
  double minimum;
  double maximum;
  GPtrArray *day_ticks;
  GPtrArray *value_ticks;
  double band_low;
  double band_high;
  char *band_label;
  char *summary;
} LumbarTrend;

#define LUMBAR_TYPE_TREND (lumbar_trend_get_type ())
GType lumbar_trend_get_type (void);

LumbarTrend *lumbar_trend_new (LumbarKnowledge *knowledge,
                               const char *const *instrument_ids,
                               GPtrArray *measures,
                               GPtrArray *events);
LumbarTrend *lumbar_trend_ref (LumbarTrend *self);
void lumbar_trend_unref (LumbarTrend *self);
gboolean lumbar_trend_is_empty (LumbarTrend *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarTrend, lumbar_trend_unref)

G_END_DECLS
