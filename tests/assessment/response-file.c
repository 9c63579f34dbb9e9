/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers in tests/data, written as JSON: reading them. */

#include "response-file.h"

#include <gio/gio.h>
#include <string.h>

/**
 * response_file_read_text:
 * @name: a file of tests/data; unpacked where it ends in ".gz"
 *
 * Returns: (transfer full): its text; the program ends where it can't be read
 */
char *
response_file_read_text (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) raw = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  raw = g_file_read (file, NULL, &error);
  g_assert_no_error (error);
  if (g_str_has_suffix (name, ".gz"))
    {
      g_autoptr (GZlibDecompressor) unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);

      stream = g_converter_input_stream_new (G_INPUT_STREAM (raw), G_CONVERTER (unzip));
    }
  else
    stream = g_object_ref (G_INPUT_STREAM (raw));
  g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)));
}

/**
 * response_file_parse:
 * @text: one JSON value
 *
 * Returns: (transfer full): the value; the program ends where it is none
 */
JsonNode *
response_file_parse (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

/**
 * response_file_read_lines:
 * @name: a file of tests/data with one JSON value a line
 *
 * Returns: (transfer full): the lines, to be parsed when they are wanted
 */
GStrv
response_file_read_lines (const char *name)
{
  g_autofree char *text = response_file_read_text (name);

  return g_strsplit (g_strstrip (text), "\n", -1);
}

static LumbarAnswer *
read_answer (const LumbarFinding *finding, JsonNode *node)
{
  guint64 options = 0;
  guint n = JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 1;

  if (lumbar_finding_holds_number (finding))
    return lumbar_answer_new_number (json_node_get_double (node));
  if (!lumbar_finding_holds_options (finding))
    return lumbar_answer_new_text (json_node_get_string (node));
  for (guint i = 0; i < n; i++)
    {
      const char *id = JSON_NODE_HOLDS_ARRAY (node)
                           ? json_array_get_string_element (json_node_get_array (node), i)
                           : json_node_get_string (node);
      int option = lumbar_finding_find_option (finding, id);

      g_assert_cmpint (option, >=, 0);
      options |= (guint64) 1 << option;
    }
  return lumbar_answer_new_options (options);
}

/**
 * response_file_respond:
 * @knowledge: the tables
 * @answers: an answer for each of its members, in the plain form
 *
 * Returns: (transfer full): a response with these answers
 */
LumbarResponse *
response_file_respond (LumbarKnowledge *knowledge, JsonObject *answers)
{
  LumbarResponse *response = lumbar_response_new (knowledge);
  g_autoptr (GList) members = json_object_get_members (answers);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, l->data);
      g_autoptr (LumbarAnswer) answer = NULL;

      g_assert_nonnull (finding);
      answer = read_answer (finding, json_object_get_member (answers, l->data));
      lumbar_response_set_answer (response, finding->index, answer);
    }
  return response;
}
