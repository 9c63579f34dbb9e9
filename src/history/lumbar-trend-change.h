/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-instrument.h"

G_BEGIN_DECLS

/**
 * LumbarTrendChange:
 * @LUMBAR_TREND_CHANGE_NONE: the score is the same
 * @LUMBAR_TREND_CHANGE_UNKNOWN: it changed; no minimal important difference is published
 * @LUMBAR_TREND_CHANGE_LESS: it changed by less than the minimal important difference
 * @LUMBAR_TREND_CHANGE_EQUAL: it changed by exactly the minimal important difference
 * @LUMBAR_TREND_CHANGE_MORE: it changed by more than it
 *
 * What a change of score amounts to, for better or worse.
 */
typedef enum {
  LUMBAR_TREND_CHANGE_NONE,
  LUMBAR_TREND_CHANGE_UNKNOWN,
  LUMBAR_TREND_CHANGE_LESS,
  LUMBAR_TREND_CHANGE_EQUAL,
  LUMBAR_TREND_CHANGE_MORE,
} LumbarTrendChange;

double lumbar_trend_important_difference (const LumbarInstrument *instrument, double baseline);
LumbarTrendChange lumbar_trend_change_judge (const LumbarInstrument *instrument, double from, double to);
char *lumbar_trend_change_describe (const LumbarInstrument *instrument,
                                    double from,
                                    double to,
                                    const char *since);

char *lumbar_trend_instrument_label (const LumbarInstrument *instrument);
char *lumbar_trend_score_label (double score);

G_END_DECLS
