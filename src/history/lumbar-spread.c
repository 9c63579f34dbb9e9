/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Median and quartiles. */

#include "lumbar-spread.h"

#include <math.h>
#include <stdlib.h>

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Definition 7 of R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American
 * Statistician 50 (1996) 361-365, https://doi.org/10.2307/2684934: what spreadsheets and R compute. */
static double
get_quantile (const double *sorted, guint n, double share)
{
  double place = (n - 1) * share;
  guint below = (guint) floor (place);

  if (below + 1 >= n)
    return sorted[n - 1];
  return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
}

/**
 * lumbar_spread_of:
 * @values: in any order, none of them NAN
 * @n: how many
 *
 * Returns: where they lie
 */
LumbarSpread
lumbar_spread_of (const double *values, guint n)
{
  LumbarSpread self = { n, NAN, NAN, NAN, NAN, NAN };
  g_autofree double *sorted = g_memdup2 (values, n * sizeof *values);

  if (n == 0)
    return self;
  qsort (sorted, n, sizeof *sorted, compare_values);
  self.minimum = sorted[0];
  self.median = get_quantile (sorted, n, 0.5);
  self.maximum = sorted[n - 1];
  if (n < LUMBAR_SPREAD_LEAST)
    return self;
  self.lower = get_quantile (sorted, n, 0.25);
  self.upper = get_quantile (sorted, n, 0.75);
  return self;
}

/**
 * lumbar_spread_is_enough:
 * @self: a spread
 *
 * Returns: whether there are enough values for quartiles
 */
gboolean
lumbar_spread_is_enough (const LumbarSpread *self)
{
  return self->n >= LUMBAR_SPREAD_LEAST;
}
