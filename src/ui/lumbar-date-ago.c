/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day as people tell it: "yesterday", "3 weeks ago". */

#include "lumbar-date-ago.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-text.h"

/* Longer ago than anybody lives is a slip of the fingers. */
#define MOST_DAYS 40000

typedef enum {
  UNIT_DAY,
  UNIT_WEEK,
  UNIT_MONTH,
  UNIT_YEAR,
  N_UNITS,
} Unit;

/* Translators: all that people write for these, beginnings too, separated by "|" */
static const char *const unit_words[N_UNITS] = {
  N_ ("d|day|days"), N_ ("w|wk|wks|week|weeks"), N_ ("m|mo|month|months"), N_ ("y|yr|yrs|year|years"),
};

static gboolean
is_one_of (const char *word, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char *const *) each, word);
}

static gboolean
find_unit (const char *word, Unit *unit)
{
  for (guint i = 0; i < N_UNITS; i++)
    if (is_one_of (word, unit_words[i]) || is_one_of (word, _(unit_words[i])))
      {
        *unit = (Unit) i;
        return TRUE;
      }
  return FALSE;
}

static char *
go_back (const char *today, Unit unit, int n)
{
  g_autofree char *noon = g_strconcat (today, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr (GDateTime) day = NULL;

  if (now == NULL || n > MOST_DAYS)
    return NULL;
  day = unit == UNIT_DAY     ? g_date_time_add_days (now, -n)
        : unit == UNIT_WEEK  ? g_date_time_add_weeks (now, -n)
        : unit == UNIT_MONTH ? g_date_time_add_months (now, -n)
                             : g_date_time_add_years (now, -n);
  return day ? g_date_time_format (day, "%Y-%m-%d") : NULL;
}

/* The number and the word after it, with or without a blank between. */
static char *
read_count (const char *text, const char *today)
{
  char *end;
  guint64 n = g_ascii_strtoull (text, &end, 10);
  g_auto (GStrv) words = NULL;
  Unit unit;

  if (end == text || n > MOST_DAYS)
    return NULL;
  words = g_strsplit (g_strchug (end), " ", -1);
  if (words[0] == NULL || !find_unit (words[0], &unit))
    return NULL;
  /* "ago" need not be said, and nothing else may be. */
  if (words[1] != NULL && (words[2] != NULL || !(is_one_of (words[1], "ago") || is_one_of (words[1], _("ago")))))
    return NULL;
  return go_back (today, unit, (int) n);
}

/**
 * lumbar_date_read_ago:
 * @text: what was typed
 * @today: a date
 *
 * Reads a day that is told from today on: "today", "yesterday", "3 weeks ago", "2w"; in English and in the
 * language of the program.
 *
 * Returns: (transfer full) (nullable): YYYY-MM-DD, or %NULL where it is none
 */
char *
lumbar_date_read_ago (const char *text, const char *today)
{
  g_autofree char *folded = lumbar_text_fold (text);

  g_strstrip (folded);
  if (is_one_of (folded, "today") || is_one_of (folded, _("today")))
    return g_strdup (today);
  if (is_one_of (folded, "yesterday") || is_one_of (folded, _("yesterday")))
    return go_back (today, UNIT_DAY, 1);
  return g_ascii_isdigit (*folded) ? read_count (folded, today) : NULL;
}
