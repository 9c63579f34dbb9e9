/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON writer: exact text, and that a parser reads the same back. */

#include "lumbar-json-writer.h"

#include <json-glib/json-glib.h>

#include "lumbar-test.h"

static char *
write_string (const char *value)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);

  lumbar_json_writer_string (writer, NULL, value);
  return lumbar_json_writer_finish (writer);
}

typedef struct {
  const char *name;
  const char *value;
  const char *json;
} StringCase;

static const StringCase string_cases[] = {
  { "plain", "pain", "\"pain\"" },
  { "empty", "", "\"\"" },
  { "missing", NULL, "null" },
  { "quote", "the \"band\"", "\"the \\\"band\\\"\"" },
  { "backslash", "a\\b", "\"a\\\\b\"" },
  { "line", "one\ntwo", "\"one\\ntwo\"" },
  { "tab", "one\ttwo", "\"one\\ttwo\"" },
  { "carriage-return", "a\rb", "\"a\\u000db\"" },
  { "control", "a\x01\x1f", "\"a\\u0001\\u001f\"" },
  { "delete", "a\x7f", "\"a\\u007f\"" },
  { "slash-stays", "a/b", "\"a/b\"" },
  { "letters-stay", "Łódź Ωμέγα", "\"Łódź Ωμέγα\"" },
  { "beyond-the-basic-plane", "\xf0\x9f\xa7\xa0", "\"\xf0\x9f\xa7\xa0\"" },
  { "bad-utf8-is-mended", "a\xff", "\"a\xef\xbf\xbd\"" },
};

static void
test_string (gconstpointer data)
{
  const StringCase *test = data;
  g_autofree char *json = write_string (test->value);

  g_assert_cmpstr (json, ==, test->json);
}

/* What is written is what is read. */
static void
test_string_round_trip (gconstpointer data)
{
  const StringCase *test = data;
  g_autofree char *json = write_string (test->value);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autofree char *valid = g_utf8_make_valid (test->value, -1);

  g_assert_cmpstr (json_node_get_string (node), ==, valid);
}

typedef struct {
  double number;
  const char *json;
} NumberCase;

static const NumberCase number_cases[] = {
  { 0, "0" },           { 7, "7" },         { -2, "-2" },           { 6.3, "6.3" },
  { 0.1, "0.1" },       { 36.8, "36.8" },   { 1.0 / 3, "0.3333333333333333" },
  { 1e21, "1e+21" },    { 1e-7, "1e-07" },  { 1000000, "1000000" }, { 123456789, "123456789" },
  { 4503599627370497.0, "4503599627370497" }, { 0.05, "0.05" },
};

static void
test_number (gconstpointer data)
{
  const NumberCase *test = data;
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);
  g_autofree char *json = NULL;

  lumbar_json_writer_number (writer, NULL, test->number);
  json = lumbar_json_writer_finish (writer);
  g_assert_cmpstr (json, ==, test->json);
  g_assert_cmpfloat (g_ascii_strtod (json, NULL), ==, test->number);
}

typedef struct {
  double number;
  int decimals;
  const char *json;
} DecimalCase;

static const DecimalCase decimal_cases[] = {
  { 6.3, 1, "6.3" }, { 6, 1, "6.0" }, { 6, 0, "6" }, { 5.25, 2, "5.25" }, { -0.5, 1, "-0.5" }, { 1e21, 1, "1000000000000000000000.0" },
};

static void
test_decimal (gconstpointer data)
{
  const DecimalCase *test = data;
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);
  g_autofree char *json = NULL;

  lumbar_json_writer_decimal (writer, NULL, test->number, test->decimals);
  json = lumbar_json_writer_finish (writer);
  g_assert_cmpstr (json, ==, test->json);
}

static void
write_sample (LumbarJsonWriter *writer)
{
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "id", "a");
  lumbar_json_writer_begin_array (writer, "list");
  lumbar_json_writer_integer (writer, NULL, -9223372036854775807);
  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_boolean (writer, "yes", TRUE);
  lumbar_json_writer_null (writer, "none");
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_begin_array (writer, NULL);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_begin_object (writer, "empty");
  lumbar_json_writer_end_object (writer);
  lumbar_json_writer_raw (writer, "raw", "[1]");
  lumbar_json_writer_boolean (writer, "no", FALSE);
  lumbar_json_writer_end_object (writer);
}

static void
test_nested (gconstpointer data)
{
  gboolean pretty = GPOINTER_TO_INT (data);
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (pretty);
  g_autofree char *json = NULL;

  write_sample (writer);
  json = lumbar_json_writer_finish (writer);
  g_assert_cmpstr (json, ==,
                   pretty ? "{\n"
                            "  \"id\": \"a\",\n"
                            "  \"list\": [\n"
                            "    -9223372036854775807,\n"
                            "    {\n"
                            "      \"yes\": true,\n"
                            "      \"none\": null\n"
                            "    },\n"
                            "    []\n"
                            "  ],\n"
                            "  \"empty\": {},\n"
                            "  \"raw\": [1],\n"
                            "  \"no\": false\n"
                            "}\n"
                          : "{\"id\":\"a\",\"list\":[-9223372036854775807,{\"yes\":true,\"none\":null},[]],"
                            "\"empty\":{},\"raw\":[1],\"no\":false}");
}

/* A name from outside can't break out of its quotes. */
static void
test_name_is_quoted (void)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);
  g_autofree char *json = NULL;

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_null (writer, "a\":1,\"b");
  lumbar_json_writer_end_object (writer);
  json = lumbar_json_writer_finish (writer);
  g_assert_cmpstr (json, ==, "{\"a\\\":1,\\\"b\":null}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (string_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/json-writer/string/", string_cases[i].name, NULL);
      g_autofree char *again = g_strconcat ("/base/json-writer/round-trip/", string_cases[i].name, NULL);

      g_test_add_data_func (path, &string_cases[i], test_string);
      if (string_cases[i].value != NULL)
        g_test_add_data_func (again, &string_cases[i], test_string_round_trip);
    }
  for (guint i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/json-writer/number/", number_cases[i].json, NULL);

      g_test_add_data_func (path, &number_cases[i], test_number);
    }
  for (guint i = 0; i < G_N_ELEMENTS (decimal_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/json-writer/decimal/", decimal_cases[i].json, NULL);

      g_test_add_data_func (path, &decimal_cases[i], test_decimal);
    }
  g_test_add_data_func ("/base/json-writer/nested/dense", GINT_TO_POINTER (FALSE), test_nested);
  g_test_add_data_func ("/base/json-writer/nested/pretty", GINT_TO_POINTER (TRUE), test_nested);
  g_test_add_func ("/base/json-writer/name-is-quoted", test_name_is_quoted);

  return g_test_run ();
}
