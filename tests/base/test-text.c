/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding for search, cleaning what people type, and writing numbers. */

#include "lumbar-text.h"

#include <math.h>
#include <string.h>

#include "lumbar-test.h"

typedef struct {
  const char *name;
  const char *text;
  const char *result;
} TextCase;

static const TextCase fold_cases[] = {
  { "case", "NOWAK Anna", "nowak anna" },
  { "polish", "Łódź Żółć", "lodz zolc" },
  { "vietnamese", "Nguyễn Thị Đặng", "nguyen thi dang" },
  { "turkish", "Işık İnci", "isik inci" },
  { "german", "Groß Müller", "gross muller" },
  { "swedish", "Håkan Öberg", "hakan oberg" },
  { "danish", "Søren Ærø", "soren aero" },
  { "croatian", "Đorđević", "dordevic" },
  { "french", "Hélène Œuvrard", "helene oeuvrard" },
  { "icelandic", "Þórður Guðmundsson", "thordur gudmundsson" },
  { "spanish", "Muñoz", "munoz" },
  { "greek", "Ωμέγα", "ωμεγα" },
  { "greek-final-sigma", "ΝΊΚΟΣ", "νικοσ" },
  { "cyrillic", "Йод", "иод" },
  { "arabic-without-vowels", "مُحَمَّد", "محمد" },
  { "already-decomposed", "Muller\xcc\x88", "muller" },
  { "full-width", "Ａｎｎａ", "anna" },
  { "ligature", "ﬁsher", "fisher" },
  { "blanks", "  de   la\tCruz \n", "de la cruz" },
  { "no-break-space", "de\xc2\xa0la", "de la" },
  { "hidden-marks", "An\xe2\x80\x8bna\xe2\x80\xae", "anna" },
  { "digits", "004711", "004711" },
  { "empty", "", "" },
  { "missing", NULL, "" },
  { "bad-utf8-does-not-crash", "a\xff", "a\xef\xbf\xbd" },
};

static void
test_fold (gconstpointer data)
{
  const TextCase *test = data;
  g_autofree char *folded = lumbar_text_fold (test->text);
  g_autofree char *again = lumbar_text_fold (folded);

  g_assert_cmpstr (folded, ==, test->result);
  g_assert_cmpstr (again, ==, folded);
}

static const TextCase clean_cases[] = {
  { "ends", "  Anna \t", "Anna" },
  { "inner-blanks-stay", "Anna  Maria", "Anna  Maria" },
  { "line-becomes-a-blank", "one\ntwo", "one two" },
  { "control", "An\x01na\x7f", "Anna" },
  { "right-to-left-override", "Anna\xe2\x80\xae" "kawoN", "AnnakawoN" },
  { "isolate", "\xe2\x81\xa6x\xe2\x81\xa9", "x" },
  { "zero-width-space", "An\xe2\x80\x8bna", "Anna" },
  { "byte-order-mark", "\xef\xbb\xbf" "Anna", "Anna" },
  { "zero-width-joiner-stays", "क्\xe2\x80\x8dष", "क्\xe2\x80\x8dष" },
  { "letters-stay", "Łódź", "Łódź" },
  { "missing", NULL, "" },
  { "bad-utf8-is-mended", "a\xff", "a\xef\xbf\xbd" },
};

static void
test_clean (gconstpointer data)
{
  const TextCase *test = data;
  g_autofree char *clean = lumbar_text_clean (test->text, FALSE);

  g_assert_cmpstr (clean, ==, test->result);
}

static void
test_clean_lines (void)
{
  g_autofree char *clean = lumbar_text_clean ("\n one\r\n two\tthree\n\n", TRUE);

  g_assert_cmpstr (clean, ==, "one \n two three");
}

typedef struct {
  double number;
  const char *text;
} NumberCase;

static const NumberCase number_cases[] = {
  { 7, "7" },         { 36.8, "36.8" },       { 0.05, "0.05" }, { 0, "0" },       { -1.5, "-1.5" },
  { 3000, "3000" },   { 1000000, "1000000" }, { 100, "100" },   { 38.2, "38.2" }, { 0.1 + 0.2, "0.30000000000000004" },
};

static void
test_number (gconstpointer data)
{
  const NumberCase *test = data;
  g_autofree char *text = lumbar_text_number (test->number);

  g_assert_cmpstr (text, ==, test->text);
}

static void
test_set_str (void)
{
  g_autofree char *place = NULL;

  g_assert_false (lumbar_set_str (&place, NULL));
  g_assert_true (lumbar_set_str (&place, "a"));
  g_assert_false (lumbar_set_str (&place, "a"));
  g_assert_true (lumbar_set_str (&place, "abc"));
  g_assert_true (lumbar_set_str (&place, place + 1));
  g_assert_cmpstr (place, ==, "bc");
  g_assert_true (lumbar_set_str (&place, NULL));
  g_assert_null (place);
}

/* gettext answers "" with the header of the catalogue. */
static void
test_translate_empty (void)
{
  g_assert_cmpstr (lumbar_text_translate (""), ==, "");
  g_assert_cmpstr (lumbar_text_translate ("Age"), ==, "Age");
}

/* Whatever the number, the text reads back as it, and no shorter %g does. */
static void
test_numbers_read_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 20000; i++)
    {
      double number = g_rand_double_range (random, -1000, 1000);
      double rounded = i % 3 == 0 ? number : round (number * (i % 3 == 1 ? 100 : 1e6)) / (i % 3 == 1 ? 100 : 1e6);
      g_autofree char *text = lumbar_text_number (rounded);
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, rounded);
      for (int digits = 1; digits <= 17; digits++)
        {
          g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

          g_ascii_formatd (buffer, sizeof buffer, format, rounded);
          if (g_ascii_strtod (buffer, NULL) == rounded)
            break;
        }
      if (strchr (buffer, 'e') != NULL && fabs (rounded) >= 1)
        g_ascii_formatd (buffer, sizeof buffer, "%.0f", rounded);
      g_assert_cmpstr (text, ==, buffer);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fold_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/text/fold/", fold_cases[i].name, NULL);

      g_test_add_data_func (path, &fold_cases[i], test_fold);
    }
  for (guint i = 0; i < G_N_ELEMENTS (clean_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/text/clean/", clean_cases[i].name, NULL);

      g_test_add_data_func (path, &clean_cases[i], test_clean);
    }
  g_test_add_func ("/base/text/numbers-read-back", test_numbers_read_back);
  for (guint i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/text/number/", number_cases[i].text, NULL);

      g_test_add_data_func (path, &number_cases[i], test_number);
    }
  g_test_add_func ("/base/text/clean/lines-may-stay", test_clean_lines);
  g_test_add_func ("/base/text/set-str", test_set_str);
  g_test_add_func ("/base/text/translate-nothing", test_translate_empty);

  return g_test_run ();
}
