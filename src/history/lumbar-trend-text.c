/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trend as text: for a spreadsheet, for the clipboard, and read out point by point. */

#include "lumbar-trend-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-csv.h"
#include "lumbar-date.h"
#include "lumbar-trend-change.h"

/* One line of the table: a visit or an event. */
typedef struct {
  double day;
  const char *at; /* Borrowed */
  GPtrArray *cells;
} Line;

static void
line_free (Line *line)
{
  g_ptr_array_unref (line->cells);
  g_free (line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *left = *(const Line *const *) a, *right = *(const Line *const *) b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return strcmp (left->at, right->at);
}

/* A line with an empty cell for every series and one for the event. */
static Line *
line_new (LumbarTrend *trend, double day, const char *at)
{
  Line *line = g_new0 (Line, 1);

  line->day = day;
  line->at = at;
  line->cells = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (line->cells, g_strdup (at));
  for (guint i = 0; i <= trend->series->len; i++)
    g_ptr_array_add (line->cells, g_strdup (""));
  return line;
}

static void
set_cell (Line *line, guint column, char *text)
{
  g_free (line->cells->pdata[column]);
  line->cells->pdata[column] = text;
}

/* As a spreadsheet of any language reads it: a point, and no more digits than the score has. */
static char *
write_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", value));
}

/* Scores of one visit share a line; a second score of a scale at one instant gets its own. */
static void
add_series (GPtrArray *lines, LumbarTrend *trend, guint index)
{
  const LumbarTrendSeries *series = trend->series->pdata[index];
  guint n_before = lines->len;
  g_autoptr (GHashTable) by_visit = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_before; i++)
    {
      Line *line = lines->pdata[i];

      g_hash_table_replace (by_visit, g_strdup (line->at), line);
    }
  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = lumbar_trend_series_get_point (series, i);
      Line *line = g_hash_table_lookup (by_visit, point->at);

      if (line == NULL || *(const char *) line->cells->pdata[index + 1] != '\0')
        {
          line = line_new (trend, point->day, point->at);
          g_hash_table_replace (by_visit, g_strdup (point->at), line);
          g_ptr_array_add (lines, line);
        }
      set_cell (line, index + 1, write_number (point->value));
    }
}

static GPtrArray *
list_lines (LumbarTrend *trend)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);

  for (guint i = 0; i < trend->series->len; i++)
    add_series (lines, trend, i);
  for (guint i = 0; i < trend->marks->len; i++)
    {
      const LumbarTrendMark *mark = trend->marks->pdata[i];
      Line *line = line_new (trend, mark->day, mark->on);

      set_cell (line, trend->series->len + 1, g_strdup (mark->text));
      g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static GPtrArray *
list_titles (LumbarTrend *trend)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (titles, g_strdup (_("Visit")));
  for (guint i = 0; i < trend->series->len; i++)
    g_ptr_array_add (titles, g_strdup (((const LumbarTrendSeries *) trend->series->pdata[i])->label));
  g_ptr_array_add (titles, g_strdup (_("Event")));
  return titles;
}

static void
append_csv (GString *text, GPtrArray *cells)
{
  g_ptr_array_add (cells, NULL);
  lumbar_csv_append_row (text, (const char *const *) cells->pdata);
}

/* A tab or a line end inside a cell would shift all that follows. */
static void
append_tabs (GString *text, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *cell = g_strdelimit (g_strdup (cells->pdata[i]), "\t\r\n", ' ');

      g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", cell);
    }
  g_string_append_c (text, '\n');
}

static char *
write_table (LumbarTrend *trend, void (*append) (GString *text, GPtrArray *cells))
{
  g_autoptr (GPtrArray) titles = list_titles (trend);
  g_autoptr (GPtrArray) lines = list_lines (trend);
  GString *text = g_string_new (NULL);

  append (text, titles);
  for (guint i = 0; i < lines->len; i++)
    append (text, ((Line *) lines->pdata[i])->cells);
  return g_string_free (text, FALSE);
}

/**
 * lumbar_trend_to_csv:
 * @trend: a trend
 *
 * Returns: (transfer full): its scores and events by time, as comma separated values; no cell can be taken
 *   for a formula
 */
char *
lumbar_trend_to_csv (LumbarTrend *trend)
{
  return write_table (trend, append_csv);
}

/**
 * lumbar_trend_to_tabs:
 * @trend: a trend
 *
 * Events begin with the words for their kind, so that no cell can be taken for a formula.
 *
 * Returns: (transfer full): its scores and events by time, separated by tabs, to be pasted
 */
char *
lumbar_trend_to_tabs (LumbarTrend *trend)
{
  return write_table (trend, append_tabs);
}

/**
 * lumbar_trend_describe_point:
 * @trend: a trend
 * @series: one of its series
 * @point: one of its points
 *
 * Returns: (transfer full): what somebody who can't see the chart hears of it
 */
char *
lumbar_trend_describe_point (LumbarTrend *trend, guint series, guint point)
{
  const LumbarTrendSeries *shown = trend->series->pdata[series];
  const LumbarTrendPoint *at = lumbar_trend_series_get_point (shown, point);
  g_autofree char *score = lumbar_trend_score_label (at->value);
  g_autofree char *day = lumbar_date_format (at->at);
  g_autofree char *text = NULL;

  /* Translators: a scale, its score, a date, which visit of how many */
  text = g_strdup_printf (_("%1$s: %2$s on %3$s, %4$u of %5$u"), shown->label, score, day, point + 1,
                          shown->points->len);
  if (at->link == LUMBAR_TREND_LINK_MISSING)
    return g_strdup_printf (_("%s, no visit for long before"), text);
  if (at->link == LUMBAR_TREND_LINK_NONE && point > 0)
    return g_strdup_printf (_("%s, the scale changed before"), text);
  return g_steal_pointer (&text);
}

/**
 * lumbar_trend_describe_mark:
 * @trend: a trend
 * @mark: one of its events
 *
 * Returns: (transfer full): what somebody who can't see the chart hears of it
 */
char *
lumbar_trend_describe_mark (LumbarTrend *trend, guint mark)
{
  const LumbarTrendMark *shown = trend->marks->pdata[mark];
  g_autofree char *day = lumbar_date_format (shown->on);

  /* Translators: what happened, a date, which event of how many */
  return g_strdup_printf (_("%1$s on %2$s, event %3$u of %4$u"), shown->text, day, mark + 1, trend->marks->len);
}

static char *
format_day (double day)
{
  g_autofree char *iso = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  iso = g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (&date), (guint) g_date_get_month (&date),
                         (guint) g_date_get_day (&date));
  return lumbar_date_format (iso);
}

/**
 * lumbar_trend_describe_days:
 * @viewport: which days of a trend are shown
 *
 * Returns: (transfer full): its first and its last day, in words
 */
char *
lumbar_trend_describe_days (LumbarTrendViewport viewport)
{
  g_autofree char *first = format_day (viewport.first_day);
  g_autofree char *last = format_day (viewport.last_day);

  /* Translators: the first and the last day that a chart shows */
  return g_strdup_printf (_("%1$s to %2$s"), first, last);
}
