/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table reader: what it reads, and that each refusal names file, row and column. */

#include "lumbar-table.h"

#include <math.h>

#include "lumbar-test.h"

static const char *const columns[] = { "id", "number", "word", NULL };
static const char *const words[] = { "red", "green", NULL };

#define HEADER "id\tnumber\tword\n"

static LumbarTable *
read_text (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return lumbar_table_new_from_bytes ("things.tsv", bytes, columns, error);
}

typedef struct {
  const char *name;
  const char *text;
  gssize length; /* 0 for a text without a zero byte */
  const char *message;
} RefuseCase;

static const RefuseCase refuse_cases[] = {
  { "empty-file", "", 0, "things.tsv, row 1: the file is empty" },
  { "bad-utf8", HEADER "a\t1\tred\nb\t2\tr\xc3\x28\n", 0, "things.tsv, row 3: the text is not valid UTF-8" },
  { "latin-1", HEADER "a\t1\tgr\xfcn\n", 0, "things.tsv, row 2: the text is not valid UTF-8" },
  { "zero-byte", HEADER "a\t1\tr\0d\n", sizeof HEADER - 1 + 8, "things.tsv, row 2: the text is not valid UTF-8" },
  { "carriage-returns", "id\tnumber\tword\r\na\t1\tred\r\n", 0, "things.tsv: lines end in carriage returns" },
  { "header/byte-order-mark", "\xef\xbb\xbf" HEADER, 0, "things.tsv, row 1: column 1 is “\xef\xbb\xbfid” where “id” is needed" },
  { "header/other-name", "id\tcount\tword\n", 0, "things.tsv, row 1: column 2 is “count” where “number” is needed" },
  { "header/other-order", "number\tid\tword\n", 0, "things.tsv, row 1: column 1 is “number” where “id” is needed" },
  { "header/too-short", "id\tnumber\n", 0, "things.tsv, row 1: column 3 is “nothing” where “word” is needed" },
  { "header/too-long", "id\tnumber\tword\tmore\n", 0, "things.tsv, row 1: column 4 is “more” where “the end of the line” is needed" },
  { "header/missing", "a\t1\tred\n", 0, "things.tsv, row 1: column 1 is “a” where “id” is needed" },
  { "row/too-short", HEADER "a\t1\tred\nb\t2\n", 0, "things.tsv, row 3: 2 columns where 3 are needed" },
  { "row/too-long", HEADER "a\t1\tred\tx\n", 0, "things.tsv, row 2: 4 columns where 3 are needed" },
  { "row/blank", HEADER "\na\t1\tred\n", 0, "things.tsv, row 2: 1 columns where 3 are needed" },
  { "row/commas", HEADER "a,1,red\n", 0, "things.tsv, row 2: 1 columns where 3 are needed" },
  { "cell/blank-at-the-start", HEADER "a\t1\t red\n", 0, "things.tsv, row 2, column “word”: blanks at the start or end" },
  { "cell/blank-at-the-end", HEADER "a\t1 \tred\n", 0, "things.tsv, row 2, column “number”: blanks at the start or end" },
};

static void
test_refuse (gconstpointer data)
{
  const RefuseCase *test = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (test->text, test->length ? test->length : -1, &error));
  assert_refused (error, test->message);
}

static void
test_cells (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarTable) table = read_text (HEADER "a\t1\tred\nb\t\tthree  words \"quoted\" — ł", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lumbar_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (lumbar_table_get (table, 0, 0), ==, "a");
  g_assert_cmpstr (lumbar_table_get (table, 0, 2), ==, "red");
  g_assert_cmpstr (lumbar_table_get (table, 1, 1), ==, "");
  g_assert_cmpstr (lumbar_table_get (table, 1, 2), ==, "three  words \"quoted\" — ł");
}

static void
test_header_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarTable) table = read_text (HEADER, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lumbar_table_get_n_rows (table), ==, 0);
}

typedef struct {
  const char *name;
  const char *cell;
  double number; /* NAN where the cell is refused */
} NumberCase;

static const NumberCase number_cases[] = {
  { "whole", "12", 12 },        { "fraction", "0.05", 0.05 },  { "negative", "-2", -2 },
  { "signed", "+7", 7 },        { "power", "1e-3", 0.001 },    { "empty-keeps-the-default", "", -99 },
  { "word", "many", NAN },      { "rest", "5 kg", NAN },       { "comma", "0,5", NAN },
  { "nan", "nan", NAN },        { "infinite", "inf", NAN },    { "too-large", "1e999", NAN },
  { "hexadecimal", "0x1F", NAN }, { "sign-alone", "-", NAN },  { "power-alone", "e5", NAN },
  { "two-points", "1.2.3", NAN },
};

static void
test_number (gconstpointer data)
{
  const NumberCase *test = data;
  g_autofree char *text = g_strdup_printf (HEADER "a\t%s\tred\n", test->cell);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarTable) table = read_text (text, -1, &error);
  double number = -99;

  g_assert_no_error (error);
  if (isnan (test->number))
    {
      g_assert_false (lumbar_table_get_number (table, 0, 1, &number, &error));
      assert_refused (error, "things.tsv, row 2, column “number”:");
      assert_refused (error, "is not a number");
      g_assert_cmpfloat (number, ==, -99);
      return;
    }
  g_assert_true (lumbar_table_get_number (table, 0, 1, &number, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (number, ==, test->number);
}

static void
test_flag (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarTable) table = read_text (HEADER "1\t0\tyes\n\t01\t1\n", -1, &error);
  gboolean flag = FALSE;

  g_assert_no_error (error);
  g_assert_true (lumbar_table_get_flag (table, 0, 0, &flag, &error) && flag);
  g_assert_true (lumbar_table_get_flag (table, 0, 1, &flag, &error) && !flag);
  flag = TRUE;
  g_assert_true (lumbar_table_get_flag (table, 1, 0, &flag, &error) && !flag);
  g_assert_false (lumbar_table_get_flag (table, 0, 2, &flag, &error));
  assert_refused (error, "things.tsv, row 2, column “word”: “yes” where 1, 0 or nothing is needed");
  g_clear_error (&error);
  g_assert_false (lumbar_table_get_flag (table, 1, 1, &flag, &error));
  assert_refused (error, "things.tsv, row 3, column “number”: “01”");
}

static void
test_enum (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarTable) table = read_text (HEADER "a\t1\tgreen\nb\t2\tblue\nc\t3\tGreen\n", -1, &error);
  int value = -1;

  g_assert_no_error (error);
  g_assert_true (lumbar_table_get_enum (table, 0, 2, words, &value, &error));
  g_assert_cmpint (value, ==, 1);
  g_assert_false (lumbar_table_get_enum (table, 1, 2, words, &value, &error));
  assert_refused (error, "things.tsv, row 3, column “word”: “blue” is none of: red, green");
  g_clear_error (&error);
  g_assert_false (lumbar_table_get_enum (table, 2, 2, words, &value, &error));
  assert_refused (error, "“Green” is none of");
}

static void
test_own_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarTable) table = read_text (HEADER "a\t1\tred\n", -1, &error);

  g_assert_no_error (error);
  lumbar_table_set_error (table, 0, 1, &error, "%d is too few; 100%% need %s", 1, "2");
  assert_refused (error, "things.tsv, row 2, column “number”: 1 is too few; 100% need 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refuse_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/table/refuse/", refuse_cases[i].name, NULL);

      g_test_add_data_func (path, &refuse_cases[i], test_refuse);
    }
  for (guint i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/table/number/", number_cases[i].name, NULL);

      g_test_add_data_func (path, &number_cases[i], test_number);
    }
  g_test_add_func ("/base/table/cells", test_cells);
  g_test_add_func ("/base/table/header-alone-is-an-empty-table", test_header_alone);
  g_test_add_func ("/base/table/flag", test_flag);
  g_test_add_func ("/base/table/enum", test_enum);
  g_test_add_func ("/base/table/own-error-names-the-place", test_own_error);

  return g_test_run ();
}
