/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a score changed by more than patients notice, and how to say so. */

#include "lumbar-trend-change.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-date.h"
#include "lumbar-text.h"

/* Means of several items are compared as printed: 6.3 − 5.3 counts as 1. */
#define EPSILON 1e-6

/**
 * lumbar_trend_important_difference:
 * @instrument: a scale
 * @baseline: the score to start from
 *
 * The minimal important difference as instruments.tsv has it (Ostelo 2008 and others: "2 points or 30%").
 * Where points are published they are taken alone: on a scale of 0–10 both agree from a baseline of 4 up,
 * and 30% of a lower one is less than one step of the scale, which is no change that anybody could tell
 * from noise. A scale with a percentage only (spasticity, Farrar 2008) takes that share of the baseline.
 *
 * Returns: the difference in points; NAN where none is published or the baseline has no share
 */
double
lumbar_trend_important_difference (const LumbarInstrument *instrument, double baseline)
{
  if (instrument->mcid_points > 0)
    return instrument->mcid_points;
  if (instrument->mcid_percent > 0 && baseline > 0)
    return baseline * instrument->mcid_percent / 100;
  return NAN;
}

/**
 * lumbar_trend_change_judge:
 * @instrument: a scale
 * @from: an earlier score of it
 * @to: a later one
 *
 * Returns: what the change amounts to
 */
LumbarTrendChange
lumbar_trend_change_judge (const LumbarInstrument *instrument, double from, double to)
{
  double important = lumbar_trend_important_difference (instrument, from);
  double excess = fabs (to - from) - important;

  if (fabs (to - from) < EPSILON)
    return LUMBAR_TREND_CHANGE_NONE;
  if (isnan (important))
    return LUMBAR_TREND_CHANGE_UNKNOWN;
  if (fabs (excess) < EPSILON)
    return LUMBAR_TREND_CHANGE_EQUAL;
  return excess < 0 ? LUMBAR_TREND_CHANGE_LESS : LUMBAR_TREND_CHANGE_MORE;
}

/**
 * lumbar_trend_change_describe:
 * @instrument: a scale
 * @from: an earlier score of it
 * @to: a later one
 * @since: the day or instant of the earlier one
 *
 * Returns: (transfer full): one sentence, translated, e.g. "Average pain, past week: 7 → 4 since
 *   12 Mar 2025, more than the minimal important difference of 2"
 */
char *
lumbar_trend_change_describe (const LumbarInstrument *instrument,
                              double from,
                              double to,
                              const char *since)
{
  g_autofree char *label = lumbar_trend_instrument_label (instrument);
  g_autofree char *day = lumbar_date_format (since);
  g_autofree char *before = lumbar_trend_score_label (from);
  g_autofree char *now = lumbar_trend_score_label (to);
  double important = lumbar_trend_important_difference (instrument, from);
  g_autofree char *points = isnan (important) ? NULL : lumbar_trend_score_label (important);

  switch (lumbar_trend_change_judge (instrument, from, to))
    {
    case LUMBAR_TREND_CHANGE_NONE:
      /* Translators: a scale, its score, a date: "Average pain, past week: 7, unchanged since 12 Mar 2025" */
      return g_strdup_printf (_("%1$s: %2$s, unchanged since %3$s"), label, now, day);
    case LUMBAR_TREND_CHANGE_LESS:
      /* Translators: a scale, its score then and now, the date of then, a number of points */
      return g_strdup_printf (
        _("%1$s: %2$s → %3$s since %4$s, less than the minimal important difference of %5$s"), label,
        before, now, day, points);
    case LUMBAR_TREND_CHANGE_EQUAL:
      return g_strdup_printf (
        _("%1$s: %2$s → %3$s since %4$s, as much as the minimal important difference of %5$s"), label,
        before, now, day, points);
    case LUMBAR_TREND_CHANGE_MORE:
      return g_strdup_printf (
        _("%1$s: %2$s → %3$s since %4$s, more than the minimal important difference of %5$s"), label,
        before, now, day, points);
    case LUMBAR_TREND_CHANGE_UNKNOWN:
    default:
      return g_strdup_printf (_("%1$s: %2$s → %3$s since %4$s"), label, before, now, day);
    }
}

/**
 * lumbar_trend_instrument_label:
 * @instrument: a scale
 *
 * Returns: (transfer full): its name for people, translated: that of the question where it is a single one
 */
char *
lumbar_trend_instrument_label (const LumbarInstrument *instrument)
{
  const LumbarFinding *only = instrument->findings->len == 1 ? instrument->findings->pdata[0] : NULL;

  return g_strdup (lumbar_text_translate (only ? only->label : instrument->name));
}

/**
 * lumbar_trend_score_label:
 * @score: a score
 *
 * Returns: (transfer full): it for people, with one decimal at most
 */
char *
lumbar_trend_score_label (double score)
{
  return lumbar_text_number (round (score * 10) / 10 + 0.0);
}
