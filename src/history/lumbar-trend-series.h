/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-instrument.h"
#include "lumbar-measure.h"

G_BEGIN_DECLS

/**
 * LumbarTrendLink:
 * @LUMBAR_TREND_LINK_NONE: no line to the point before: there is none, or one of the two lies outside the
 *   scale and so was taken on another edition of it
 * @LUMBAR_TREND_LINK_PLAIN: nothing is missing between
 * @LUMBAR_TREND_LINK_MISSING: a visit or more is missing between; what happened there is not known
 *
 * How a point may be joined to the one before.
 */
typedef enum {
  LUMBAR_TREND_LINK_NONE,
  LUMBAR_TREND_LINK_PLAIN,
  LUMBAR_TREND_LINK_MISSING,
} LumbarTrendLink;

/**
 * LumbarTrendPoint:
 * @day: the local day as g_date_get_julian() counts it, with the time of day as its fraction, so that
 *   distances are days
 * @at: the instant of the visit
 * @encounter_id: the visit, or ""
 * @value: the score
 * @smoothed: where the line passes: the running median round it, or @value
 * @link: how the line comes from the point before
 */
typedef struct {
  double day;
  char *at;
  char *encounter_id;
  double value;
  double smoothed;
  LumbarTrendLink link;
} LumbarTrendPoint;

/**
 * LumbarTrendSeries:
 * @instrument_id: the scale
 * @label: its name for people, translated
 * @line_label: what the line shows: @label, and how it was smoothed
 * @points: (element-type LumbarTrendPoint): by time; at least one
 * @axis: which value axis of the trend it stands on
 * @baseline: which point later ones are compared with
 * @words: last value and change since @baseline, one line
 *
 * A scale over time. A new edition of a scale has an instrument of its own, and so a series of its own.
 */
typedef struct {
  char *instrument_id;
  char *label;
  char *line_label;
  GPtrArray *points;
  guint axis;
  guint baseline;
  char *words;
} LumbarTrendSeries;

LumbarTrendSeries *lumbar_trend_series_new (const LumbarInstrument *instrument);
void lumbar_trend_series_free (LumbarTrendSeries *self);

gboolean lumbar_trend_series_add (LumbarTrendSeries *self, const LumbarMeasure *measure, GTimeZone *zone);
void lumbar_trend_series_finish (LumbarTrendSeries *self,
                                 const LumbarInstrument *instrument,
                                 const char *baseline_id,
                                 guint smoothing);

const LumbarTrendPoint *lumbar_trend_series_get_point (const LumbarTrendSeries *self, guint index);
const LumbarTrendPoint *lumbar_trend_series_get_last (const LumbarTrendSeries *self);
guint lumbar_trend_series_find_first (const LumbarTrendSeries *self, double day);

double lumbar_trend_read_day (const char *at, GTimeZone *zone);

G_END_DECLS
