/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads JSON that may be hostile or mistaken. json-glib parses; in front of it stand the limits it
 * lacks (size, nesting, UTF-8, comments), beside it a check for doubled members, which it would
 * resolve silently in favour of the last. */

#include "lumbar-json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-error.h"
#include "lumbar-text.h"

#define MAX_DEPTH 64

static void
find_place (const char *text, gsize offset, guint *line, guint *column)
{
  *line = 1;
  *column = 1;
  for (gsize i = 0; i < offset; i++)
    if (text[i] == '\n')
      {
        (*line)++;
        *column = 1;
      }
    else
      (*column)++;
}

static gboolean
set_place_error (const char *name, const char *text, gsize offset, const char *what, GError **error)
{
  guint line, column;

  find_place (text, offset, &line, &column);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s, line %u, column %u: %s", name, line, column,
               what);
  return FALSE;
}

/* The number of an escape such as \u00e6 at @offset, or -1 where there is none. */
static int
read_escape (const char *text, gsize length, gsize offset)
{
  int number = 0;

  if (offset + 6 > length || text[offset] != '\\' || text[offset + 1] != 'u')
    return -1;
  for (gsize i = offset + 2; i < offset + 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      number = number * 16 + g_ascii_xdigit_value (text[i]);
    }
  return number;
}

/* The parser makes half a surrogate pair into bytes that are no UTF-8. Returns how many bytes the escape at
 * @offset has, 0 where it is such a half. */
static gsize
measure_escape (const char *text, gsize length, gsize offset)
{
  int number = read_escape (text, length, offset);
  int next;

  if (number < 0xd800 || number > 0xdfff)
    return 2;
  next = read_escape (text, length, offset + 6);
  return number < 0xdc00 && next >= 0xdc00 && next <= 0xdfff ? 12 : 0;
}

/* One pass over the text, knowing only strings and brackets. */
static gboolean
check_shape (const char *name, const char *text, gsize length, GError **error)
{
  gboolean in_string = FALSE, ended = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            {
              gsize n = measure_escape (text, length, i);

              if (n == 0)
                return set_place_error (name, text, i, "half of a surrogate pair is no character", error);
              i += n - 1;
            }
          else if (c == '"')
            in_string = FALSE;
          continue;
        }
      if (ended && !g_ascii_isspace (c))
        return set_place_error (name, text, i, "there is more after the end of the first value", error);
      if (c == '"')
        in_string = TRUE;
      else if (c == '/' || c == '#' || c == '\'')
        return set_place_error (name, text, i, "comments and single quotes are not JSON", error);
      else if ((c == '{' || c == '[') && ++depth > MAX_DEPTH)
        return set_place_error (name, text, i, "more than 64 levels of nesting", error);
      else if ((c == '}' || c == ']') && depth > 0)
        ended = --depth == 0;
    }
  if (in_string || depth > 0)
    return set_place_error (name, text, length, "the text ends too early: the file is truncated", error);
  return TRUE;
}

typedef struct {
  GHashTable *seen;
  char *doubled;
} MemberCheck;

static void
member_check_clear (MemberCheck *check)
{
  g_hash_table_unref (check->seen);
  g_free (check->doubled);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MemberCheck, member_check_clear)

static void
object_member_cb (JsonParser *parser, JsonObject *object, const char *member, gpointer data)
{
  MemberCheck *check = data;
  g_autofree char *key = g_strdup_printf ("%p/%s", (void *) object, member);

  if (g_hash_table_contains (check->seen, key))
    {
      if (check->doubled == NULL)
        check->doubled = g_strdup (member);
    }
  else
    g_hash_table_add (check->seen, g_steal_pointer (&key));
}

/* The parser's message names the place as "<data>:line:column: "; its own line counter is gone by then. */
static void
set_parse_error (const char *name, const GError *parse_error, GError **error)
{
  /* It quotes what it can't read, which may be no text. */
  g_autofree char *message = lumbar_text_clean (parse_error->message, FALSE);
  guint line, column;
  int end = 0;

  if (sscanf (message, "<data>:%u:%u: %n", &line, &column, &end) == 2 && end > 0)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s, line %u, column %u: not JSON (%s)", name, line,
                 column, message + end);
  else
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: not JSON (%s)", name, message);
}

static JsonNode *
parse (const char *name, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_auto (MemberCheck) check = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), NULL };
  g_autoptr (GError) local = NULL;

  g_signal_connect (parser, "object-member", G_CALLBACK (object_member_cb), &check);
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local))
    {
      set_parse_error (name, local, error);
      return NULL;
    }
  if (check.doubled != NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   "%s: the member “%s” stands twice in one object; keep one of them", name, check.doubled);
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: the file is empty", name);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/* Reads at most one byte more than the limit, so that a file of 200 MB costs no more than the limit. */
static GBytes *
read_limited (int fd, const char *name, gsize max_bytes, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", name, g_strerror (errno));
          return NULL;
        }
      g_byte_array_append (all, buffer, (guint) n);
      if (all->len > max_bytes)
        {
          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                       "%s: larger than %u MB, which no file of this kind needs", name,
                       (guint) (max_bytes / 1024 / 1024));
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static JsonNode *
read_bytes (const char *name, GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *bad = NULL;

  if (length == 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: the file is empty", name);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, &bad))
    {
      set_place_error (name, text, (gsize) (bad - text), "the text is not valid UTF-8", error);
      return NULL;
    }
  if (!check_shape (name, text, length, error))
    return NULL;
  return parse (name, text, length, error);
}

/**
 * lumbar_json_read_file:
 * @path: a file name, or "-" for standard input
 *
 * Reads a JSON file of at most 32 MB and 64 levels.
 *
 * Returns: (transfer full): the root, or %NULL with an error that names @path and the line
 */
JsonNode *
lumbar_json_read_file (const char *path, GError **error)
{
  return lumbar_json_read_file_up_to (path, LUMBAR_JSON_MAX_BYTES, error);
}

/**
 * lumbar_json_read_file_up_to:
 * @path: a file name, or "-" for standard input
 * @max_bytes: how large it may be; reading stops there
 *
 * Reads a JSON file of at most 64 levels, of a kind that may be larger than lumbar_json_read_file()
 * allows.
 *
 * Returns: (transfer full): the root, or %NULL with an error that names @path and the line
 */
JsonNode *
lumbar_json_read_file_up_to (const char *path, gsize max_bytes, GError **error)
{
  gboolean is_stdin = strcmp (path, "-") == 0;
  const char *name = is_stdin ? "standard input" : path;
  g_autoptr (GBytes) bytes = NULL;
  int fd = is_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", name, g_strerror (errno));
      return NULL;
    }
  bytes = read_limited (fd, name, max_bytes, error);
  if (!is_stdin)
    close (fd);
  return bytes ? read_bytes (name, bytes, error) : NULL;
}

/**
 * lumbar_json_read_bytes:
 * @name: what to call the text in messages
 * @bytes: JSON text
 *
 * Returns: (transfer full): the root, or %NULL with an error that names @name and the line
 */
JsonNode *
lumbar_json_read_bytes (const char *name, GBytes *bytes, GError **error)
{
  if (g_bytes_get_size (bytes) > LUMBAR_JSON_MAX_BYTES)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: larger than 32 MB", name);
      return NULL;
    }
  return read_bytes (name, bytes, error);
}

/**
 * lumbar_json_get_object:
 * @object: a JSON object
 * @member: a name
 *
 * Returns: (transfer none) (nullable): the member where it is an object
 */
JsonObject *
lumbar_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * lumbar_json_get_array:
 * @object: a JSON object
 * @member: a name
 *
 * Returns: (transfer none) (nullable): the member where it is an array
 */
JsonArray *
lumbar_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * lumbar_json_get_string:
 * @object: a JSON object
 * @member: a name
 *
 * Returns: (transfer none) (nullable): the member where it is a string
 */
const char *
lumbar_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/**
 * lumbar_json_element_object:
 * @array: a JSON array
 * @i: a position in it
 *
 * Returns: (transfer none) (nullable): the element where it is an object
 */
JsonObject *
lumbar_json_element_object (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * lumbar_json_type_name:
 * @node: a JSON node
 *
 * Returns: the kind of value in words for a message: "an object", "a string" …
 */
const char *
lumbar_json_type_name (JsonNode *node)
{
  GType type;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return "an object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "an array";
  if (JSON_NODE_HOLDS_NULL (node))
    return "null";
  type = json_node_get_value_type (node);
  return type == G_TYPE_STRING ? "a string" : type == G_TYPE_BOOLEAN ? "true or false" : "a number";
}
