/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values (RFC 4180), safe to open in a spreadsheet. */

#include "lumbar-csv.h"

#include <string.h>

/* A cell that starts like a formula would be run by a spreadsheet; an apostrophe in front makes it
 * text. Numbers with a sign stay numbers. */
static gboolean
is_formula (const char *cell)
{
  char *end = NULL;

  if (*cell == '\0' || strchr ("=+-@\t\r", *cell) == NULL)
    return FALSE;
  g_ascii_strtod (cell, &end);
  /* "+nan(…)" is a number to C and a call to a spreadsheet. */
  return end == cell || *end != '\0' || cell[strspn (cell, "0123456789.eE+-")] != '\0';
}

static void
append_cell (GString *csv, const char *cell)
{
  g_string_append_c (csv, '"');
  if (is_formula (cell))
    g_string_append_c (csv, '\'');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

/**
 * lumbar_csv_append_row:
 * @csv: the text so far
 * @cells: the %NULL-terminated cells of a row
 *
 * Appends a row, every cell quoted, the line ended as RFC 4180 asks.
 */
void
lumbar_csv_append_row (GString *csv, const char *const *cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_cell (csv, cells[i]);
    }
  g_string_append (csv, "\r\n");
}
