/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date as people write it, "12 Mar 1979", "12.3.79", "1979", to a date as the record keeps it. */

#include "lumbar-date-reading.h"

#include <langinfo.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-text.h"

/* Day, month, year; more pieces are no date. */
#define MAX_PIECES 3

/* Shorter words are "of", "de", "th", "st"; they say nothing. */
#define MONTH_LETTERS 3

typedef struct {
  guint number;
  guint n_digits;
  gboolean is_month; /* written in letters */
} Piece;

static const nl_item month_names[] = {
  MON_1, MON_2, MON_3, MON_4, MON_5, MON_6, MON_7, MON_8, MON_9, MON_10, MON_11, MON_12,
};

static const char *const english_names[] = {
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
};

/* 1 to 12, or 0 where the word is no month: the first letters of a name will do. */
static guint
find_month (const char *word)
{
  g_autofree char *folded = lumbar_text_fold (word);

  if (g_utf8_strlen (folded, -1) < MONTH_LETTERS)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (month_names); i++)
    {
      g_autofree char *name = lumbar_text_fold (nl_langinfo (month_names[i]));

      if (g_str_has_prefix (name, folded) || g_str_has_prefix (english_names[i], folded))
        return i + 1;
    }
  return 0;
}

static const char *
skip (const char *text, gboolean (*belongs) (gunichar))
{
  while (*text != '\0' && belongs (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static gboolean
read_piece (const char *start, const char *end, Piece *piece)
{
  g_autofree char *word = g_strndup (start, (gsize) (end - start));

  *piece = (Piece) { 0 };
  if (g_ascii_isdigit (*word))
    {
      piece->n_digits = (guint) strlen (word);
      piece->number = (guint) g_ascii_strtoull (word, NULL, 10);
      return TRUE;
    }
  piece->number = find_month (word);
  piece->is_month = piece->number > 0;
  return piece->is_month || g_utf8_strlen (word, -1) <= MONTH_LETTERS;
}

/* Splits at everything that is neither letter nor digit; -1 where there is a word that is no month or
 * too much of everything. */
static int
split (const char *text, Piece pieces[MAX_PIECES])
{
  int n = 0;

  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char (text);
      const char *end = g_utf8_next_char (text);
      Piece piece;

      if (g_unichar_isdigit (c) || g_unichar_isalpha (c))
        {
          end = skip (text, g_unichar_isdigit (c) ? g_unichar_isdigit : g_unichar_isalpha);
          if (!read_piece (text, end, &piece))
            return -1;
          if (piece.n_digits > 0 || piece.is_month)
            {
              if (n == MAX_PIECES)
                return -1;
              pieces[n++] = piece;
            }
        }
      text = end;
    }
  return n;
}

/* "79" is the last year that ends so and is not in the future. */
static guint
whole_year (const Piece *piece, const char *today)
{
  guint this_year = (guint) g_ascii_strtoull (today, NULL, 10);
  guint year = piece->number;

  if (piece->n_digits > 2)
    return year;
  year += this_year - this_year % 100;
  return year > this_year ? year - 100 : year;
}

static char *
write_date (guint year, guint month, guint day)
{
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

static char *
read_one (const Piece *piece, gboolean month_first)
{
  guint number = piece->number;
  g_autofree char *iso = NULL;

  if (piece->is_month)
    return NULL;
  if (piece->n_digits == 4)
    return g_strdup_printf ("%04u", number);
  if (piece->n_digits != 8)
    return NULL;
  iso = write_date (number / 10000, number / 100 % 100, number % 100);
  if (lumbar_date_is_valid (iso))
    return g_steal_pointer (&iso);
  return month_first ? write_date (number % 10000, number / 1000000, number / 10000 % 100)
                     : write_date (number % 10000, number / 10000 % 100, number / 1000000);
}

static char *
read_two (const Piece pieces[])
{
  const Piece *year = pieces[0].n_digits == 4 ? &pieces[0] : &pieces[1];
  const Piece *month = year == &pieces[0] ? &pieces[1] : &pieces[0];

  if (year->n_digits != 4)
    return NULL;
  return g_strdup_printf ("%04u-%02u", year->number, month->number);
}

static char *
read_three (const Piece pieces[], const char *today, gboolean month_first)
{
  const Piece *year = &pieces[2], *month = &pieces[1], *day = &pieces[0];

  if (pieces[0].n_digits > 2)
    {
      year = &pieces[0];
      day = &pieces[2];
      if (day->is_month)
        {
          month = &pieces[2];
          day = &pieces[1];
        }
    }
  else if (pieces[0].is_month ||
           (month_first && !pieces[1].is_month && pieces[0].number <= 12) ||
           (!pieces[1].is_month && pieces[1].number > 12))
    {
      month = &pieces[0];
      day = &pieces[1];
    }
  if (day->is_month || year->is_month || day->n_digits > 2)
    return NULL;
  return write_date (whole_year (year, today), month->number, day->number);
}

/**
 * lumbar_date_is_month_first:
 *
 * Returns: whether the locale writes the month before the day, so that 3/12/1979 is the 12th of March
 */
gboolean
lumbar_date_is_month_first (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  return month != NULL && day != NULL && month < day;
}

/**
 * lumbar_date_read:
 * @text: what was typed
 * @today: a date, for years of two digits
 * @month_first: how to read 3/12/1979; only where both readings are possible
 *
 * Reads a date of the past in any usual spelling: ISO, day or month first, month in letters of English or of
 * the locale, eight digits, or the year or year and month alone.
 *
 * Returns: (transfer full) (nullable): YYYY, YYYY-MM or YYYY-MM-DD; "" for an empty text; %NULL where it
 *   is no day of the calendar
 */
char *
lumbar_date_read (const char *text, const char *today, gboolean month_first)
{
  Piece pieces[MAX_PIECES];
  int n = split (text, pieces);
  g_autofree char *iso = NULL;

  if (n == 0)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (text));

      return *stripped == '\0' ? g_strdup ("") : NULL;
    }
  if (n == 1)
    iso = read_one (pieces, month_first);
  else if (n == 2)
    iso = read_two (pieces);
  else if (n == 3)
    /* Nobody who writes dots puts the month first. */
    iso = read_three (pieces, today, month_first && strchr (text, '.') == NULL);
  return lumbar_date_is_valid_partial (iso) ? g_steal_pointer (&iso) : NULL;
}
