/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarTrendTick:
 * @position: a day on the time axis, a score on the value axis
 * @label: what stands beside it
 */
typedef struct {
  double position;
  char *label;
} LumbarTrendTick;

void lumbar_trend_axis_fit_days (double earliest, double latest, double *first_day, double *last_day);
GPtrArray *lumbar_trend_axis_day_ticks (double first_day, double last_day);
GPtrArray *lumbar_trend_axis_value_ticks (double minimum, double maximum);

G_END_DECLS
