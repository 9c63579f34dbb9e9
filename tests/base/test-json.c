/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON reader against hostile and mistaken input. */

#include "lumbar-json.h"

#include <glib/gstdio.h>

#include "lumbar-test.h"

static JsonNode *
read_text (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return lumbar_json_read_bytes ("sent.json", bytes, error);
}

/* "[[[…]]]" with n brackets on each side. */
static char *
nest (guint n, const char *open, const char *inner, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, inner);
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

typedef struct {
  const char *name;
  const char *text;
  gssize length; /* 0 for a text without a zero byte */
  const char *message;
} RefuseCase;

static const RefuseCase refuse_cases[] = {
  { "empty", "", 0, "sent.json: the file is empty" },
  { "blank", " \n\t ", 0, "sent.json: the file is empty" },
  { "bad-utf8", "{\"a\":\n\"\xff\"}", 0, "sent.json, line 2, column 2: the text is not valid UTF-8" },
  { "overlong-utf8", "\"\xc0\xaf\"", 0, "sent.json, line 1, column 2: the text is not valid UTF-8" },
  { "half-a-pair", "{\"a\": \"\\ud800\"}", 0, "line 1, column 8: half of a surrogate pair" },
  { "half-a-pair-as-name", "{\"\\ud800\": 1, \"\\ud800\": 2}", 0, "half of a surrogate pair" },
  { "other-half-first", "{\"a\": \"\\udde0\\ud83e\"}", 0, "half of a surrogate pair" },
  { "surrogate-in-utf8", "\"\xed\xa0\x80\"", 0, "the text is not valid UTF-8" },
  { "zero-byte", "{\"a\"\0:1}", 8, "the text is not valid UTF-8" },
  { "utf16", "\xff\xfe{\0}\0", 6, "the text is not valid UTF-8" },
  { "comment/line", "{\n// who\n\"a\": 1}", 0, "sent.json, line 2, column 1: comments and single quotes" },
  { "comment/block", "{ /* who */ \"a\": 1}", 0, "sent.json, line 1, column 3: comments" },
  { "comment/hash", "# who\n{}", 0, "sent.json, line 1, column 1: comments" },
  { "single-quotes", "{'a': 1}", 0, "comments and single quotes are not JSON" },
  { "truncated/object", "{\"a\": 1", 0, "the text ends too early: the file is truncated" },
  { "truncated/array", "{\"a\": [1, 2}", 0, "the file is truncated" },
  { "truncated/string", "{\"a\": \"b", 0, "the file is truncated" },
  { "truncated/escape", "{\"a\": \"b\\", 0, "the file is truncated" },
  { "doubled-member", "{\"a\": 1, \"b\": 2, \"a\": 3}", 0, "the member “a” stands twice in one object" },
  { "doubled-member-deep", "{\"x\": [{}, {\"b\": 1, \"b\": 1}]}", 0, "the member “b” stands twice" },
  { "doubled-then-broken", "{\"a\": 1, \"a\": 2, ]}", 0, "sent.json, line 1" },
  { "comma-at-the-end", "{\"a\": 1,}", 0, "sent.json, line 1, column" },
  { "comma-missing", "{\"a\": 1 \"b\": 2}", 0, "sent.json, line 1, column" },
  { "colon-missing", "{\"a\" 1}", 0, "not JSON" },
  { "bare-word", "{\"a\": maybe}", 0, "not JSON" },
  { "names-without-quotes", "{a: 1}", 0, "not JSON" },
  { "two-roots", "{} {}", 0, "sent.json, line 1, column 4: there is more after the end" },
  { "bracket-extra", "{\"a\": 1}}", 0, "sent.json, line 1, column 9: there is more after the end" },
  { "brackets-crossed", "{\"a\": [1}]", 0, "not JSON" },
  { "nan", "{\"a\": NaN}", 0, "not JSON" },
  { "place-of-the-mistake", "{\n\"a\": 1,\n\"b\": ,\n}", 0, "sent.json, line 3" },
};

static void
test_refuse (gconstpointer data)
{
  const RefuseCase *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = read_text (test->text, test->length ? test->length : -1, &error);

  g_assert_null (root);
  assert_refused (error, test->message);
}

typedef struct {
  const char *name;
  const char *text;
} AcceptCase;

static const AcceptCase accept_cases[] = {
  { "object", "{}" },
  { "same-member-in-two-objects", "[{\"a\": 1}, {\"a\": 2}, {\"a\": {\"a\": 3}}]" },
  { "slash-in-a-string", "{\"url\": \"http://loinc.org#x\"}" },
  { "quote-in-a-string", "{\"a\": \"it's \\\"so\\\"\"}" },
  { "bracket-in-a-string", "{\"a\": \"[[[{{{\"}" },
  { "backslash-at-the-end-of-a-string", "{\"a\": \"b\\\\\"}" },
  { "beyond-the-basic-plane", "{\"a\": \"\xf0\x9f\xa7\xa0\"}" },
  { "escaped-pair", "{\"a\": \"\\ud83e\\udde0\"}" },
};

static void
test_accept (gconstpointer data)
{
  const AcceptCase *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = read_text (test->text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
}

static void
test_depth (gconstpointer data)
{
  gboolean objects = GPOINTER_TO_INT (data);
  const char *open = objects ? "{\"a\":" : "[";
  const char *close = objects ? "}" : "]";
  g_autofree char *most = nest (64, open, "1", close);
  g_autofree char *more = nest (65, open, "1", close);
  g_autofree char *bomb = nest (1000000, open, "1", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = read_text (most, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  g_assert_null (read_text (more, -1, &error));
  assert_refused (error, "more than 64 levels of nesting");
  g_clear_error (&error);
  g_assert_null (read_text (bomb, -1, &error));
  assert_refused (error, "more than 64 levels of nesting");
}

/* Depth is counted, not brackets: a long flat list is fine. */
static void
test_width (void)
{
  g_autoptr (GString) text = g_string_new ("[[]");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, ",[]");
  g_string_append_c (text, ']');
  root = read_text (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 10001);
}

static char *
write_file (const char *text, gsize length)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("lumbar-XXXXXX.json", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  return path;
}

static void
test_too_large (void)
{
  gsize length = (gsize) 33 * 1024 * 1024;
  g_autofree char *text = g_malloc (length);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, ' ', length);
  memcpy (text, "{}", 2);
  path = write_file (text, length);
  bytes = g_bytes_new_static (text, length);

  g_assert_null (lumbar_json_read_bytes ("sent.json", bytes, &error));
  assert_refused (error, "sent.json: larger than 32 MB");
  g_clear_error (&error);
  g_assert_null (lumbar_json_read_file (path, &error));
  assert_refused (error, path);
  assert_refused (error, "larger than 32 MB");
  g_remove (path);
}

/* A file that grows without end is refused, not read for ever. */
static void
test_endless (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_json_read_file ("/dev/zero", &error));
  assert_refused (error, "/dev/zero: larger than 32 MB");
}

static void
test_file (void)
{
  g_autofree char *path = write_file ("{\"a\": 1}", 8);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = lumbar_json_read_file (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "a"), ==, 1);
  g_remove (path);
  g_assert_null (lumbar_json_read_file (path, &error));
  assert_refused (error, path);
  assert_refused (error, "No such file");
}

static void
test_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_json_read_file (g_get_tmp_dir (), &error));
  assert_refused (error, "Is a directory");
}

/* A member of another kind reads as absent rather than as something else. */
static void
test_getters (void)
{
  g_autoptr (JsonNode) root =
      read_text ("{\"s\": \"text\", \"n\": 1, \"z\": null, \"o\": {}, \"l\": [{}, 1], \"b\": true}", -1, NULL);
  JsonObject *object = json_node_get_object (root);
  JsonArray *list = lumbar_json_get_array (object, "l");

  g_assert_cmpstr (lumbar_json_get_string (object, "s"), ==, "text");
  g_assert_null (lumbar_json_get_string (object, "n"));
  g_assert_null (lumbar_json_get_string (object, "z"));
  g_assert_null (lumbar_json_get_string (object, "o"));
  g_assert_null (lumbar_json_get_string (object, "nowhere"));
  g_assert_nonnull (lumbar_json_get_object (object, "o"));
  g_assert_null (lumbar_json_get_object (object, "l"));
  g_assert_null (lumbar_json_get_object (object, "s"));
  g_assert_null (lumbar_json_get_array (object, "o"));
  g_assert_nonnull (list);
  g_assert_nonnull (lumbar_json_element_object (list, 0));
  g_assert_null (lumbar_json_element_object (list, 1));
}

typedef struct {
  const char *text;
  const char *words;
} TypeCase;

static const TypeCase type_cases[] = {
  { "{}", "an object" },   { "[]", "an array" },         { "\"a\"", "a string" }, { "1", "a number" },
  { "1.5", "a number" },   { "true", "true or false" },  { "null", "null" },
};

static void
test_type_name (gconstpointer data)
{
  const TypeCase *test = data;
  g_autofree char *text = g_strdup_printf ("[%s]", test->text);
  g_autoptr (JsonNode) root = read_text (text, -1, NULL);

  g_assert_cmpstr (lumbar_json_type_name (json_array_get_element (json_node_get_array (root), 0)), ==,
                   test->words);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refuse_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/json/refuse/", refuse_cases[i].name, NULL);

      g_test_add_data_func (path, &refuse_cases[i], test_refuse);
    }
  for (guint i = 0; i < G_N_ELEMENTS (accept_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/json/accept/", accept_cases[i].name, NULL);

      g_test_add_data_func (path, &accept_cases[i], test_accept);
    }
  for (guint i = 0; i < G_N_ELEMENTS (type_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/json/type-name/%u", i);

      g_test_add_data_func (path, &type_cases[i], test_type_name);
    }
  g_test_add_data_func ("/base/json/depth/arrays", GINT_TO_POINTER (FALSE), test_depth);
  g_test_add_data_func ("/base/json/depth/objects", GINT_TO_POINTER (TRUE), test_depth);
  g_test_add_func ("/base/json/width-is-free", test_width);
  g_test_add_func ("/base/json/larger-than-the-limit", test_too_large);
  g_test_add_func ("/base/json/endless-file", test_endless);
  g_test_add_func ("/base/json/file", test_file);
  g_test_add_func ("/base/json/folder", test_folder);
  g_test_add_func ("/base/json/getters", test_getters);

  return g_test_run ();
}
