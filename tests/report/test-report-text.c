/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain text of a report. */

#include "lumbar-report-text.h"

#include <string.h>

#include "fixture.h"

static guint
get_columns (const char *line)
{
  guint columns = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      columns += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return columns;
}

static void
check_width (const char *text, guint columns)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (get_columns (lines[i]) > columns)
        g_error ("%u columns in “%s”", get_columns (lines[i]), lines[i]);
      g_assert_false (g_str_has_suffix (lines[i], " "));
    }
}

static void
test_width (gconstpointer data)
{
  guint columns = GPOINTER_TO_UINT (data);
  g_autoptr (LumbarReport) report = fixture_full_report ("Woke at four, unable to pass urine.");
  g_autofree char *text = lumbar_report_to_text (report, columns);

  check_width (text, MAX (columns, 30));
}

/* Runs of blanks and line ends count as one blank. */
static char *
flatten (const char *text)
{
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);

  return g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);
}

/* On one endless line every text of the report stands as it is. */
static void
test_says_all (gconstpointer answers)
{
  g_autoptr (LumbarReport) report = fixture_report (answers);
  g_autofree char *text = lumbar_report_to_text (report, 100000);
  g_autofree char *flat = flatten (text);

  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];
      const char *parts[] = { block->marker, block->text, block->detail };

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        if (parts[j] != NULL)
          {
            g_autofree char *part = flatten (parts[j]);

            if (strstr (flat, part) == NULL)
              g_error ("“%s” is missing", part);
          }
    }
}

static void
test_urgent_first (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *text = lumbar_report_to_text (report, 80);
  const char *urgent = strstr (text, "!! Now: Possible cauda equina syndrome");

  g_assert_nonnull (urgent);
  g_assert_true (urgent < strstr (text, "Clinician’s conclusion"));
}

static void
test_hangs (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *text = lumbar_report_to_text (report, 80);

  g_assert_nonnull (
    strstr (text, "\nWorst pain, past week           9 of 10  from 6 on 11 Sep 2026: more than the\n"
                  "                                minimal important difference\n"));
}

/* Characters of two columns, and no blank to break at. */
static void
test_wide_note (void)
{
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (LumbarReport) report = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (note, "痛");
  report = fixture_full_report (note->str);
  text = lumbar_report_to_text (report, 60);
  check_width (text, 60);
}

/* A letter and its accents stay together. */
static void
test_combining_note (void)
{
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (LumbarReport) report = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (note, "e\u0301\u0323");
  report = fixture_full_report (note->str);
  text = lumbar_report_to_text (report, 60);
  check_width (text, 60);
  g_assert_null (strstr (text, "\n    \u0301"));
  g_assert_null (strstr (text, "\n    \u0323"));
}

static void
test_paragraphs_stay (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report ("First line.\n\nThird line.");
  g_autofree char *text = lumbar_report_to_text (report, 80);

  g_assert_nonnull (strstr (text, "  | First line.\n\n    Third line.\n"));
}

static void
test_long_note (void)
{
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (LumbarReport) report = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (note, "note%u ", i);
  report = fixture_full_report (note->str);
  text = lumbar_report_to_text (report, 80);
  check_width (text, 80);
  g_assert_nonnull (strstr (text, "note2999\n"));
}

int
main (int argc, char **argv)
{
  static const guint widths[] = { 0, 30, 40, 72, 80, 132 };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *path = g_strdup_printf ("/report-text/width/%u", widths[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (widths[i]), test_width);
    }
  g_test_add_data_func ("/report-text/says-all/quiet", FIXTURE_QUIET, test_says_all);
  g_test_add_data_func ("/report-text/says-all/cauda-equina", FIXTURE_CAUDA_EQUINA, test_says_all);
  g_test_add_data_func ("/report-text/says-all/sciatica", FIXTURE_SCIATICA, test_says_all);
  g_test_add_data_func ("/report-text/says-all/mixed", FIXTURE_MIXED, test_says_all);
  g_test_add_func ("/report-text/urgent-first", test_urgent_first);
  g_test_add_func ("/report-text/hangs", test_hangs);
  g_test_add_func ("/report-text/wide-note", test_wide_note);
  g_test_add_func ("/report-text/combining-note", test_combining_note);
  g_test_add_func ("/report-text/paragraphs-stay", test_paragraphs_stay);
  g_test_add_func ("/report-text/long-note", test_long_note);
  return g_test_run ();
}
