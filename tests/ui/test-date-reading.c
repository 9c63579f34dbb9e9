/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people write them. */

#include <glib.h>
#include <locale.h>

#include "lumbar-date-reading.h"

typedef struct {
  const char *name;
  const char *text;
  gboolean month_first;
  const char *iso; /* NULL: refused */
} Case;

static const Case cases[] = {
  { "iso", "1979-03-12", FALSE, "1979-03-12" },
  { "dots", "12.3.1979", FALSE, "1979-03-12" },
  { "dots-are-never-month-first", "12.3.1979", TRUE, "1979-03-12" },
  { "slashes-day-first", "12/03/1979", FALSE, "1979-03-12" },
  { "slashes-month-first", "03/12/1979", TRUE, "1979-03-12" },
  { "month-first-impossible", "25/12/1979", TRUE, "1979-12-25" },
  { "day-first-impossible", "12/25/1979", FALSE, "1979-12-25" },
  { "month-in-letters", "12 Mar 1979", FALSE, "1979-03-12" },
  { "month-in-letters-first", "March 12, 1979", FALSE, "1979-03-12" },
  { "month-in-letters-mixed-case", "12 mARCH 1979", FALSE, "1979-03-12" },
  { "ordinal", "12th of March 1979", FALSE, "1979-03-12" },
  { "year-first-month-in-letters", "1979 Mar 12", FALSE, "1979-03-12" },
  { "year-first-day-then-month", "1979 12 Mar", FALSE, "1979-03-12" },
  { "eight-digits-year-first", "19790312", FALSE, "1979-03-12" },
  { "eight-digits-day-first", "12031979", FALSE, "1979-03-12" },
  { "eight-digits-month-first", "03121979", TRUE, "1979-03-12" },
  { "two-digit-year-of-last-century", "12.3.79", FALSE, "1979-03-12" },
  { "two-digit-year-of-this-century", "12.3.08", FALSE, "2008-03-12" },
  { "year-alone", "1979", FALSE, "1979" },
  { "year-and-month", "1979-03", FALSE, "1979-03" },
  { "month-and-year", "3/1979", FALSE, "1979-03" },
  { "month-in-letters-and-year", "March 1979", FALSE, "1979-03" },
  { "leap-day", "29 Feb 2000", FALSE, "2000-02-29" },
  { "blanks-around", "  1979-03-12 ", FALSE, "1979-03-12" },
  { "empty", "   ", FALSE, "" },
  { "refuses-no-leap-day", "29 Feb 1900", FALSE, NULL },
  { "refuses-31-april", "31.4.1979", FALSE, NULL },
  { "refuses-month-13", "1979-13-01", FALSE, NULL },
  { "refuses-words", "some day", FALSE, NULL },
  { "refuses-age", "47", FALSE, NULL },
  { "refuses-four-numbers", "12 3 19 79", FALSE, NULL },
  { "refuses-month-alone", "March", FALSE, NULL },
  { "refuses-punctuation", "--", FALSE, NULL },
  { "refuses-before-1880", "12.3.1779", FALSE, NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *iso = lumbar_date_read (c->text, "2026-11-22", c->month_first);

  g_assert_cmpstr (iso, ==, c->iso);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/date-reading/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
