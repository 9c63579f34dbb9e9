/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: which exist, how far apart they are, how they read. */

#include "lumbar-date.h"

#include <time.h>

#include "lumbar-test.h"

typedef struct {
  const char *text;
  gboolean whole;   /* a date */
  gboolean partial; /* or a part of one */
  gboolean instant;
} ValidCase;

static const ValidCase valid_cases[] = {
  { "2026-11-22", TRUE, TRUE, FALSE },
  { "2024-02-29", TRUE, TRUE, FALSE },
  { "2025-02-29", FALSE, FALSE, FALSE },
  { "1900-02-29", FALSE, FALSE, FALSE },
  { "2000-02-29", TRUE, TRUE, FALSE },
  { "2026-04-31", FALSE, FALSE, FALSE },
  { "2026-13-01", FALSE, FALSE, FALSE },
  { "2026-00-10", FALSE, FALSE, FALSE },
  { "2026-01-00", FALSE, FALSE, FALSE },
  { "1880-01-01", TRUE, TRUE, FALSE },
  { "1879-12-31", FALSE, FALSE, FALSE },
  { "0026-11-22", FALSE, FALSE, FALSE },
  { "2026", FALSE, TRUE, FALSE },
  { "2026-11", FALSE, TRUE, FALSE },
  { "2026-13", FALSE, FALSE, FALSE },
  { "202", FALSE, FALSE, FALSE },
  { "2026-1-2", FALSE, FALSE, FALSE },
  { "22-11-2026", FALSE, FALSE, FALSE },
  { "22.11.2026", FALSE, FALSE, FALSE },
  { "2026/11/22", FALSE, FALSE, FALSE },
  { "20261122", FALSE, FALSE, FALSE },
  { "2026-11-22 ", FALSE, FALSE, FALSE },
  { "+026-11-22", FALSE, FALSE, FALSE },
  { "", FALSE, FALSE, FALSE },
  { "today", FALSE, FALSE, FALSE },
  { "2026-11-22T18:19:35Z", FALSE, FALSE, TRUE },
  { "2026-11-22T18:19:35+05:30", FALSE, FALSE, TRUE },
  { "2026-11-22T18:19:35.123Z", FALSE, FALSE, TRUE },
  { "2026-11-22T18:19:35", FALSE, FALSE, FALSE },
  { "2026-11-22 18:19:35Z", FALSE, FALSE, FALSE },
  { "2026-02-30T18:19:35Z", FALSE, FALSE, FALSE },
  { "2026-11-22T25:00:00Z", FALSE, FALSE, FALSE },
  { "2026-11-22T18:61:00Z", FALSE, FALSE, FALSE },
  { "1066-10-14T09:00:00Z", FALSE, FALSE, FALSE },
};

static void
test_valid (gconstpointer data)
{
  const ValidCase *test = data;

  g_assert_cmpint (lumbar_date_is_valid (test->text), ==, test->whole);
  g_assert_cmpint (lumbar_date_is_valid_partial (test->text), ==, test->partial);
  g_assert_cmpint (lumbar_date_time_is_valid (test->text), ==, test->instant);
}

static void
test_nothing (void)
{
  g_autofree char *words = lumbar_date_format (NULL);

  g_assert_false (lumbar_date_is_valid (NULL));
  g_assert_false (lumbar_date_is_valid_partial (NULL));
  g_assert_false (lumbar_date_time_is_valid (NULL));
  g_assert_cmpstr (words, ==, "");
}

static void
test_now (void)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *now = lumbar_date_time_now ();

  g_assert_true (lumbar_date_is_valid (today));
  g_assert_true (lumbar_date_time_is_valid (now));
  g_assert_cmpuint (strlen (now), ==, 20);
  g_assert_true (g_str_has_suffix (now, "Z"));
}

/* As the record writes them and as others do, against GLib. */
static void
test_read (void)
{
  static const char *const formats[] = { "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.000Z", "%Y-%m-%dT%H:%M:%S+00:00" };

  for (guint i = 0; i < 3000; i++)
    {
      /* 1880 to 2200 */
      gint64 wanted = (gint64) g_test_rand_int_range (-2840140, 7258118) * 1000 + g_test_rand_int_range (0, 1000);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wanted);
      g_autofree char *text = g_date_time_format (time, formats[i % G_N_ELEMENTS (formats)]);
      gint64 seconds = 0;

      g_assert_true (lumbar_date_time_read (text, &seconds));
      g_assert_cmpint (seconds, ==, wanted);
    }
}

typedef struct {
  const char *zone; /* As POSIX writes it: hours to add for UTC */
  const char *instant;
  const char *day;
} LocalCase;

static const LocalCase local_cases[] = {
  { "UTC0", "2026-11-22T23:59:59Z", "2026-11-22" },
  { "IST-5:30", "2026-11-22T18:29:59Z", "2026-11-22" },
  { "IST-5:30", "2026-11-22T18:30:00Z", "2026-11-23" },
  { "PST8", "2026-11-22T07:59:59Z", "2026-11-21" },
  { "PST8", "2026-11-22T09:00:00+01:00", "2026-11-22" },
  { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-31T22:00:00Z", "2026-08-01" },
  { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-01-31T22:00:00Z", "2026-01-31" },
  { "UTC0", "2026-11-22", "2026-11-22" },
  { "UTC0", "some day", "some day" },
};

static void
test_local_day (gconstpointer data)
{
  const LocalCase *test = data;
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  g_autofree char *day = NULL;

  g_setenv ("TZ", test->zone, TRUE);
  tzset ();
  day = lumbar_date_local_day (test->instant);
  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
  tzset ();
  g_assert_cmpstr (day, ==, test->day);
}

typedef struct {
  const char *name;
  const char *from;
  const char *to;
  int years;
  int days;
} BetweenCase;

static const BetweenCase between_cases[] = {
  { "same-day", "1979-03-12", "1979-03-12", 0, 0 },
  { "day-before-the-birthday", "1979-03-12", "2026-03-11", 46, 17166 },
  { "on-the-birthday", "1979-03-12", "2026-03-12", 47, 17167 },
  { "leap-day-in-a-common-year", "2000-02-29", "2025-02-28", 24, 9131 },
  { "leap-day-day-after", "2000-02-29", "2025-03-01", 25, 9132 },
  { "instant-at-the-end", "1979-03-12", "2026-03-12T23:59:59Z", 47, 17167 },
  { "backwards", "2026-03-12", "2026-03-10", -1, -2 },
  { "year-alone", "1979", "2026-11-22", 47, G_MAXINT },
  { "year-and-month", "1979-12", "2026-11-22", 46, G_MAXINT },
  { "no-date", "soon", "2026-11-22", -1, G_MAXINT },
  { "no-end", "1979-03-12", "", -1, G_MAXINT },
  { "nothing", NULL, NULL, -1, G_MAXINT },
};

static void
test_between (gconstpointer data)
{
  const BetweenCase *test = data;

  g_assert_cmpint (lumbar_date_years_between (test->from, test->to), ==, test->years);
  g_assert_cmpint (lumbar_date_days_between (test->from, test->to), ==, test->days);
}

static void
test_days_between_instants (void)
{
  g_assert_cmpint (lumbar_date_days_between ("2026-02-27T08:00:00Z", "2026-03-02T07:00:00Z"), ==, 3);
}

typedef struct {
  const char *text;
  const char *words;
} FormatCase;

static const FormatCase format_cases[] = {
  { "2026-11-22", "22 Nov 2026" }, { "1979-03-02", "2 Mar 1979" }, { "2026-11-22T18:19:35Z", "22 Nov 2026" },
  { "1979", "1979" },              { "1979-03", "1979-03" },       { "not known", "not known" },
  { "2026-02-30", "2026-02-30" },  { "", "" },
};

static void
test_format (gconstpointer data)
{
  const FormatCase *test = data;
  g_autofree char *words = lumbar_date_format (test->text);

  g_assert_cmpstr (words, ==, test->words);
}

typedef struct {
  const char *day;
  const char *words;
} AgoCase;

/* Seen from 26 November 2026. */
static const AgoCase ago_cases[] = {
  { "2026-11-26", "today" },
  { "2026-11-26T23:30:00Z", "today" },
  { "2026-11-25", "yesterday" },
  { "2026-11-16", "10 days ago" },
  { "2026-11-13", "13 days ago" },
  { "2026-11-12", "2 weeks ago" },
  { "2026-09-27", "8 weeks ago" },
  { "2026-08-22", "3 months ago" },
  { "2024-11-27", "23 months ago" },
  { "2024-11-20", "2 years ago" },
  { "2027-01-01", "" },
  { "long ago", "" },
};

static void
test_ago (gconstpointer data)
{
  const AgoCase *test = data;
  g_autofree char *words = lumbar_date_format_ago (test->day, "2026-11-26");

  g_assert_cmpstr (words, ==, test->words);
}

static void
test_instant (void)
{
  g_autofree char *instant = lumbar_date_format_instant ("2026-11-22T14:02:59Z");
  g_autofree char *day = lumbar_date_format_instant ("2026-11-22");
  g_autofree char *other = lumbar_date_format_instant ("");

  g_assert_cmpstr (instant, ==, "22 Nov 2026, 14:02");
  g_assert_cmpstr (day, ==, "22 Nov 2026");
  g_assert_cmpstr (other, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (valid_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/date/valid/%u %s", i, valid_cases[i].text);

      g_strdelimit (path + strlen ("/base/date/valid/"), "/", '|');
      g_test_add_data_func (path, &valid_cases[i], test_valid);
    }
  for (guint i = 0; i < G_N_ELEMENTS (between_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/date/between/", between_cases[i].name, NULL);

      g_test_add_data_func (path, &between_cases[i], test_between);
    }
  for (guint i = 0; i < G_N_ELEMENTS (format_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/date/format/%u %s", i, format_cases[i].text);

      g_test_add_data_func (path, &format_cases[i], test_format);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ago_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/date/ago/%u %s", i, ago_cases[i].day);

      g_test_add_data_func (path, &ago_cases[i], test_ago);
    }
  for (guint i = 0; i < G_N_ELEMENTS (local_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/date/local-day/%u %s", i, local_cases[i].instant);

      g_test_add_data_func (path, &local_cases[i], test_local_day);
    }
  g_test_add_func ("/base/date/read", test_read);
  g_test_add_func ("/base/date/nothing", test_nothing);
  g_test_add_func ("/base/date/now", test_now);
  g_test_add_func ("/base/date/instant", test_instant);
  g_test_add_func ("/base/date/between/instants", test_days_between_instants);

  return g_test_run ();
}
