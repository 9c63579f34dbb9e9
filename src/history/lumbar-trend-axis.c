/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axes of a trend: how far they reach, and where their ticks stand. Days are counted as GDate counts
 * them (1 is 1 Jan 1), so that a tick is a calendar day and a distance is a number of days. */

#include "lumbar-trend-axis.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-text.h"

/* A chart shorter than two weeks would make noise look like change. */
#define SHORTEST_AXIS_DAYS 14.0

/* How much of the span stays free at either end, so that no marker sits on the frame. */
#define MARGIN_SHARE 0.04

#define MOST_DAY_TICKS 10
#define MOST_VALUE_INTERVALS 6

/* Days that GDate can hold and print: years 1 to 9999. */
#define LEAST_DAY 1.0
#define LARGEST_DAY 3652059.0

/* The distances a calendar knows, finest first: either days or months. */
typedef struct {
  guint days;
  guint months;
} Step;

static const Step steps[] = {
  { 1, 0 }, { 2, 0 }, { 7, 0 }, { 14, 0 }, { 0, 1 }, { 0, 3 }, { 0, 6 }, { 0, 12 }, { 0, 24 }, { 0, 60 },
  { 0, 120 }, { 0, 240 }, { 0, 600 }, { 0, 1200 }, { 0, 2400 }, { 0, 12000 },
};

#define DAYS_A_MONTH 30.4375

static LumbarTrendTick *
tick_new (double position, char *label)
{
  LumbarTrendTick *tick = g_new (LumbarTrendTick, 1);

  tick->position = position;
  tick->label = label;
  return tick;
}

static void
tick_free (LumbarTrendTick *tick)
{
  g_free (tick->label);
  g_free (tick);
}

/**
 * lumbar_trend_axis_fit_days:
 * @earliest: the first day to be shown
 * @latest: the last day to be shown, not before @earliest
 * @first_day: (out): left end of the time axis
 * @last_day: (out): right end, always later than @first_day
 *
 * Lays a time axis round what is to be shown, with a margin and never too short to be read.
 */
void
lumbar_trend_axis_fit_days (double earliest, double latest, double *first_day, double *last_day)
{
  double span = MAX (latest - earliest, SHORTEST_AXIS_DAYS);
  double middle = (earliest + latest) / 2;
  double half = span * (0.5 + MARGIN_SHARE);

  *first_day = CLAMP (middle - half, LEAST_DAY, LARGEST_DAY - SHORTEST_AXIS_DAYS);
  *last_day = CLAMP (middle + half, *first_day + SHORTEST_AXIS_DAYS / 2, LARGEST_DAY);
}

static const Step *
choose_step (double span)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      double length = steps[i].days > 0 ? steps[i].days : steps[i].months * DAYS_A_MONTH;

      if (span / length < MOST_DAY_TICKS)
        return &steps[i];
    }
  return &steps[G_N_ELEMENTS (steps) - 1];
}

/* The first day on or after @day at which a step begins: weeks on Monday, quarters in January, April … */
static void
align (const Step *step, double day, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) ceil (day));
  if (step->days > 0)
    {
      /* 1 Jan 1 was a Monday. */
      guint past = (g_date_get_julian (date) - 1) % step->days;

      if (past > 0)
        g_date_add_days (date, step->days - past);
    }
  else
    {
      guint past;

      if (g_date_get_day (date) > 1)
        {
          g_date_set_day (date, 1);
          g_date_add_months (date, 1);
        }
      past = (g_date_get_year (date) * 12U + g_date_get_month (date) - 1) % step->months;
      if (past > 0)
        g_date_add_months (date, step->months - past);
    }
}

static void
advance (const Step *step, GDate *date)
{
  if (step->days > 0)
    g_date_add_days (date, step->days);
  else
    g_date_add_months (date, step->months);
}

/* The year stands at the first day and wherever it changes; months always carry it, since a narrow
 * drawing leaves some of the ticks out. */
static char *
label_day (const Step *step, const GDate *date, gboolean with_year)
{
  const char *format;
  char buffer[64];

  if (step->months >= 12)
    format = "%Y";
  else if (step->months > 0)
    /* Translators: month and year on a time axis, as strftime() writes it: "Mar 2025" */
    format = _("%b %Y");
  else if (with_year)
    /* Translators: day, month and year on a time axis, as strftime() writes it: "3 Mar 2025" */
    format = _("%e %b %Y");
  else
    /* Translators: day and month on a time axis, as strftime() writes it: "3 Mar" */
    format = _("%e %b");
  if (g_date_strftime (buffer, sizeof buffer, format, date) == 0)
    return g_strdup_printf ("%d", g_date_get_year (date));
  return g_strdup (g_strstrip (buffer));
}

/**
 * lumbar_trend_axis_day_ticks:
 * @first_day: left end of the time axis
 * @last_day: right end, later than @first_day
 *
 * Returns: (transfer full) (element-type LumbarTrendTick): at most a dozen calendar days inside the axis,
 *   by time, as far apart as the axis asks for: days, weeks, months, quarters, years
 */
GPtrArray *
lumbar_trend_axis_day_ticks (double first_day, double last_day)
{
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) tick_free);
  const Step *step = choose_step (last_day - first_day);
  GDateYear year = 0;
  GDate date;

  for (align (step, first_day, &date);
       g_date_valid (&date) && g_date_get_julian (&date) <= last_day; advance (step, &date))
    {
      gboolean with_year = g_date_get_year (&date) != year;

      year = g_date_get_year (&date);
      g_ptr_array_add (ticks, tick_new (g_date_get_julian (&date), label_day (step, &date, with_year)));
    }
  return ticks;
}

/* 1, 2, 4, 5 and their tenfolds; one that ends exactly at the top of the scale goes before a finer one. */
static double
choose_value_step (double span)
{
  static const double factors[] = { 1, 2, 4, 5 };
  double ten = pow (10, floor (log10 (span / MOST_VALUE_INTERVALS)));
  double fallback = 0;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (factors); i++)
    {
      double step = factors[i % G_N_ELEMENTS (factors)] * (i < G_N_ELEMENTS (factors) ? ten : 10 * ten);
      double intervals = span / step;

      if (intervals > MOST_VALUE_INTERVALS + 1e-9)
        continue;
      if (fabs (intervals - round (intervals)) < 1e-9)
        return step;
      if (fallback == 0)
        fallback = step;
      else if (step > 2 * fallback)
        break;
    }
  return fallback;
}

/**
 * lumbar_trend_axis_value_ticks:
 * @minimum: lower end of the value axis
 * @maximum: upper end, above @minimum
 *
 * Returns: (transfer full) (element-type LumbarTrendTick): two to seven round numbers inside the axis,
 *   rising
 */
GPtrArray *
lumbar_trend_axis_value_ticks (double minimum, double maximum)
{
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) tick_free);
  double step = choose_value_step (maximum - minimum);

  for (double i = ceil (minimum / step - 1e-9); i * step <= maximum + step * 1e-9; i++)
    {
      /* Six decimals, since 3 × 0.2 is not quite 0.6; adding 0 turns -0 into 0. */
      double position = round (i * step * 1e6) / 1e6 + 0.0;

      g_ptr_array_add (ticks, tick_new (position, lumbar_text_number (position)));
    }
  return ticks;
}
