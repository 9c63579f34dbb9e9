/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates, texts, CSV and the JSON writer: the input is lines of text. */

#include "fuzz.h"

#include "lumbar-csv.h"
#include "lumbar-date.h"
#include "lumbar-json-writer.h"
#include "lumbar-json.h"
#include "lumbar-text.h"

/* GLib's folding sends the small letters of Cherokee to the capital ones and those back. */
static gboolean
holds_cherokee (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_CHEROKEE)
      return TRUE;
  return FALSE;
}

static void
check_plain (const char *line)
{
  g_autofree char *folded = lumbar_text_fold (line);
  g_autofree char *again = lumbar_text_fold (folded);
  g_autofree char *clean = lumbar_text_clean (line, TRUE);
  g_autofree char *cleaner = lumbar_text_clean (clean, TRUE);

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_true (g_utf8_validate (clean, -1, NULL));
  if (!holds_cherokee (folded))
    g_assert_cmpstr (folded, ==, again);
  g_assert_cmpstr (clean, ==, cleaner);
  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || !g_unichar_iscntrl (g_utf8_get_char (p)));
}

static void
check_date (const char *line, const char *other)
{
  g_autofree char *shown = lumbar_date_format (line);
  g_autofree char *ago = lumbar_date_format_ago (line, other);
  g_autofree char *day = lumbar_date_local_day (line);
  int there = lumbar_date_days_between (line, other);
  int back = lumbar_date_days_between (other, line);

  g_assert_nonnull (shown);
  g_assert_nonnull (ago);
  g_assert_true (there == G_MAXINT ? back == G_MAXINT : there == -back);
  g_assert_cmpint (lumbar_date_years_between (line, other), >=, -1);
  if (lumbar_date_is_valid (line))
    {
      g_assert_true (lumbar_date_is_valid_partial (line));
      g_assert_cmpint (lumbar_date_days_between (line, line), ==, 0);
      g_assert_cmpstr (day, ==, line);
    }
  else if (lumbar_date_time_is_valid (line))
    g_assert_cmpuint (strlen (day), ==, strlen ("2026-11-22"));
}

/* A reader of RFC 4180 gets the cells back; what a spreadsheet would run has an apostrophe in front. */
static void
check_csv (char **lines)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  const char *p;

  lumbar_csv_append_row (csv, (const char *const *) lines);
  p = csv->str;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) cell = g_string_new (NULL);
      const char *text;

      if (i > 0)
        g_assert_true (*p++ == ',');
      g_assert_true (*p++ == '"');
      while (p[0] != '"' || p[1] == '"')
        {
          g_assert_true (*p != '\0');
          p += *p == '"';
          g_string_append_c (cell, *p++);
        }
      p++;
      text = cell->str;
      if (strcmp (text, lines[i]) != 0)
        g_assert_true (*text++ == '\'' && strchr ("=+-@\t\r", *text) != NULL);
      else if (*text != '\0' && strchr ("=@\t\r", *text) != NULL)
        {
          /* Only a number may start so, and only after a blank. */
          char *end;

          g_ascii_strtod (text, &end);
          g_assert_true (end != text && *end == '\0');
        }
      g_assert_cmpstr (text, ==, lines[i]);
    }
  g_assert_cmpstr (p, ==, "\r\n");
}

static void
check_json (char **lines, gboolean pretty, double number)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (pretty);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *written = lumbar_text_number (number);
  char *text;
  JsonArray *array;

  lumbar_json_writer_begin_array (writer, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    lumbar_json_writer_string (writer, NULL, lines[i]);
  lumbar_json_writer_number (writer, NULL, number);
  lumbar_json_writer_end_array (writer);
  text = lumbar_json_writer_finish (writer);
  bytes = g_bytes_new_take (text, strlen (text));
  node = lumbar_json_read_bytes ("written", bytes, &error);
  g_assert_no_error (error);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, g_strv_length (lines) + 1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpstr (json_array_get_string_element (array, i), ==, lines[i]);
  g_assert_true (json_array_get_double_element (array, g_strv_length (lines)) == number);
  g_assert_true (g_ascii_strtod (written, NULL) == number);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 8);
  double number = 0;

  memcpy (&number, data, MIN (size, sizeof number));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *valid;
      const char *other = lines[i + 1] ? lines[i + 1] : lines[0];

      check_plain (lines[i]);
      check_date (lines[i], other);
      valid = g_utf8_make_valid (lines[i], -1);
      g_free (lines[i]);
      lines[i] = valid;
    }
  if (lines[0] != NULL && lines[1] != NULL)
    g_assert_cmpuint (lumbar_text_distance (lines[0], lines[1]), ==,
                      lumbar_text_distance (lines[1], lines[0]));
  check_csv (lines);
  check_json (lines, size % 2 == 0, isfinite (number) ? number : 0);
  return 0;
}
