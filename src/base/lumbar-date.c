/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as the record keeps them: ISO 8601 text, "2026-11-22" or, for instants, UTC with seconds,
 * "2026-11-22T18:19:35Z". Text sorts by time, survives any time zone, and reads without a program. */

#include "lumbar-date.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

/* Calendar dates before this are mistakes in a clinical record. */
#define FIRST_YEAR 1880

/* 1 January 1970, as GDate counts days. */
#define JULIAN_1970 719163

static gboolean
read_digits (const char *text, guint n, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (guint) g_ascii_digit_value (text[i]);
    }
  return TRUE;
}

static gboolean
read_date (const char *text, GDate *date)
{
  guint year, month, day;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-' ||
      !read_digits (text, 4, &year) || !read_digits (text + 5, 2, &month) ||
      !read_digits (text + 8, 2, &day))
    return FALSE;
  if (year < FIRST_YEAR || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * lumbar_date_is_valid:
 * @text: (nullable): a text
 *
 * Returns: whether @text is a calendar date that exists, as YYYY-MM-DD, from 1880 on
 */
gboolean
lumbar_date_is_valid (const char *text)
{
  GDate date;

  return read_date (text, &date);
}

/**
 * lumbar_date_is_valid_partial:
 * @text: (nullable): a text
 *
 * A FHIR date: YYYY, YYYY-MM or YYYY-MM-DD (http://hl7.org/fhir/R4/datatypes.html#date).
 *
 * Returns: whether @text is one that exists
 */
gboolean
lumbar_date_is_valid_partial (const char *text)
{
  gsize length = text ? strlen (text) : 0;
  g_autofree char *whole = NULL;

  if (length == 4)
    whole = g_strconcat (text, "-01-01", NULL);
  else if (length == 7)
    whole = g_strconcat (text, "-01", NULL);
  return lumbar_date_is_valid (whole ? whole : text);
}

/* An instant as the record keeps it. A patient can have thousands. */
static gboolean
read_kept_time (const char *text, const GDate *date, gint64 *seconds)
{
  guint hour, minute, second;

  if (strlen (text) != 20 || text[13] != ':' || text[16] != ':' || text[19] != 'Z' ||
      !read_digits (text + 11, 2, &hour) || !read_digits (text + 14, 2, &minute) ||
      !read_digits (text + 17, 2, &second) || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *seconds = ((gint64) g_date_get_julian (date) - JULIAN_1970) * 86400 + hour * 3600 + minute * 60 + second;
  return TRUE;
}

/**
 * lumbar_date_time_read:
 * @text: (nullable): a text
 * @seconds: (out): seconds since 1970 in UTC
 *
 * Returns: whether @text is an ISO 8601 instant with a time zone
 */
gboolean
lumbar_date_time_read (const char *text, gint64 *seconds)
{
  char day[] = "YYYY-MM-DD";
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  if (text == NULL || strlen (text) < 20 || strlen (text) > 40 || text[10] != 'T')
    return FALSE;
  memcpy (day, text, sizeof day - 1);
  if (!read_date (day, &date))
    return FALSE;
  if (read_kept_time (text, &date, seconds))
    return TRUE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (time);
  return TRUE;
}

/**
 * lumbar_date_time_is_valid:
 * @text: (nullable): a text
 *
 * Returns: whether @text is an ISO 8601 instant with a time zone
 */
gboolean
lumbar_date_time_is_valid (const char *text)
{
  gint64 seconds;

  return lumbar_date_time_read (text, &seconds);
}

/**
 * lumbar_date_today:
 *
 * Returns: (transfer full): today in the local time zone, as YYYY-MM-DD
 */
char *
lumbar_date_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

/**
 * lumbar_date_time_now:
 *
 * Returns: (transfer full): this instant in UTC, as YYYY-MM-DDTHH:MM:SSZ
 */
char *
lumbar_date_time_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * lumbar_date_years_between:
 * @from: a date; YYYY and YYYY-MM count from their first day
 * @to: a date or an instant
 *
 * Returns: whole years from @from to @to, as in a person's age; -1 where it can't be told
 */
int
lumbar_date_years_between (const char *from, const char *to)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  GDate a, b;
  int years;

  if (!lumbar_date_is_valid_partial (from) || to == NULL)
    return -1;
  start = g_strdup_printf ("%s%s", from, strlen (from) == 4 ? "-01-01" : strlen (from) == 7 ? "-01" : "");
  end = g_strndup (to, 10);
  if (!read_date (start, &a) || !read_date (end, &b) || g_date_compare (&a, &b) > 0)
    return -1;
  years = g_date_get_year (&b) - g_date_get_year (&a);
  if (strcmp (end + 5, start + 5) < 0)
    years--;
  return years;
}

/**
 * lumbar_date_days_between:
 * @from: a date or an instant
 * @to: a date or an instant
 *
 * Returns: calendar days from @from to @to, negative where @to is earlier; G_MAXINT where either is no date
 */
int
lumbar_date_days_between (const char *from, const char *to)
{
  g_autofree char *start = g_strndup (from ? from : "", 10);
  g_autofree char *end = g_strndup (to ? to : "", 10);
  GDate a, b;

  if (!read_date (start, &a) || !read_date (end, &b))
    return G_MAXINT;
  return g_date_days_between (&a, &b);
}

/**
 * lumbar_date_local_day:
 * @instant: an instant, or a day
 *
 * Returns: (transfer full): the day it lies on in the local time zone, as YYYY-MM-DD; @instant itself where it can't
 *   be told
 */
char *
lumbar_date_local_day (const char *instant)
{
  gint64 seconds;
  time_t time;
  struct tm local;

  if (!lumbar_date_time_read (instant, &seconds))
    return g_strdup (instant);
  /* GLib finds the local zone anew for each time. */
  time = (time_t) seconds;
  localtime_r (&time, &local);
  return g_strdup_printf ("%04d-%02d-%02d", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/**
 * lumbar_date_format:
 * @text: (nullable): a date, a partial date or an instant
 *
 * Writes a date for people, day month year with the month in letters so that no one mistakes the order.
 * Instants are shown as the local day.
 *
 * Returns: (transfer full): "22 Nov 2026"; @text itself where it is no whole date
 */
char *
lumbar_date_format (const char *text)
{
  g_autofree char *day = NULL;
  GDate date;
  char buffer[64];

  if (text == NULL)
    return g_strdup ("");
  day = lumbar_date_local_day (text);
  if (!read_date (day, &date))
    return g_strdup (text);
  if (g_date_strftime (buffer, sizeof buffer, "%e %b %Y", &date) == 0)
    return g_strdup (text);
  return g_strdup (g_strstrip (buffer));
}

/**
 * lumbar_date_format_instant:
 * @instant: an instant
 *
 * Returns: (transfer full): local day and time, for people: "22 Nov 2026, 14:02"; as lumbar_date_format() writes it
 *   where it is no instant
 */
char *
lumbar_date_format_instant (const char *instant)
{
  g_autofree char *day = lumbar_date_format (instant);
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (instant, NULL);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  if (local == NULL)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%s, %02d:%02d", day, g_date_time_get_hour (local), g_date_time_get_minute (local));
}

/**
 * lumbar_date_format_ago:
 * @day: a date or an instant
 * @today: today's date or an instant
 *
 * Says how long ago a day is, in the unit that people would use: days up to two weeks, weeks up to two
 * months, months up to two years, then years; always rounded down.
 *
 * Returns: (transfer full): "today", "yesterday", "10 days ago", "3 months ago"; "" where it can't be told or
 *   lies in the future
 */
char *
lumbar_date_format_ago (const char *day, const char *today)
{
  int days = lumbar_date_days_between (day, today);
  int n;

  if (days < 0 || days == G_MAXINT)
    return g_strdup ("");
  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("yesterday"));
  if (days < 14)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", days), days);
  if (days < 61)
    return g_strdup_printf (ngettext ("%d week ago", "%d weeks ago", days / 7), days / 7);
  if (days < 731)
    {
      n = (int) (days / 30.44);
      return g_strdup_printf (ngettext ("%d month ago", "%d months ago", n), n);
    }
  n = (int) (days / 365.25);
  return g_strdup_printf (ngettext ("%d year ago", "%d years ago", n), n);
}
