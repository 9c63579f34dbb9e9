/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LUMBAR_SPREAD_LEAST:
 *
 * From how many values on quartiles are told: with five, the least, the quartiles, the median and the largest
 * are five different values; with fewer, quartiles would be invented between two of them. A convention of
 * statistics, no clinical statement.
 */
#define LUMBAR_SPREAD_LEAST 5

/**
 * LumbarSpread:
 * @n: how many values; where there is none, the others are NAN
 * @minimum: the least
 * @lower: the first quartile; NAN for fewer than %LUMBAR_SPREAD_LEAST values
 * @median: the median
 * @upper: the third quartile; NAN likewise
 * @maximum: the largest
 *
 * Where values lie. There is no mean: it would hide how far they lie apart.
 */
typedef struct {
  guint n;
  double minimum;
  double lower;
  double median;
  double upper;
  double maximum;
} LumbarSpread;

LumbarSpread lumbar_spread_of (const double *values, guint n);
gboolean lumbar_spread_is_enough (const LumbarSpread *self);

G_END_DECLS
