/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a batch: handed out as they stand in the file, and each as CDS Hooks cards. */

#include "fuzz.h"

#include "lumbar-assessment-json.h"
#include "lumbar-cds-hooks.h"
#include "lumbar-fhir-response.h"
#include "lumbar-json.h"
#include "lumbar-line-reader.h"

#define MAX_LINE 4096
#define MAX_SUMMARY 140 /* https://cds-hooks.hl7.org/2.0/#card-attributes */

static void
check_cards (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = lumbar_json_read_bytes ("cards", bytes, &error);
  JsonArray *cards;

  g_assert_no_error (error);
  cards = lumbar_json_get_array (json_node_get_object (node), "cards");
  g_assert_nonnull (cards);
  for (guint i = 0; i < json_array_get_length (cards); i++)
    {
      const char *summary = lumbar_json_get_string (lumbar_json_element_object (cards, i), "summary");

      g_assert_nonnull (summary);
      g_assert_cmpint (g_utf8_strlen (summary, -1), <=, MAX_SUMMARY);
    }
}

static void
check_line (GBytes *line)
{
  static LumbarKnowledge *knowledge;
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarResponse) response = NULL;
  g_autoptr (LumbarAssessment) assessment = NULL;
  g_autofree char *cards = NULL;

  if (knowledge == NULL)
    knowledge = lumbar_knowledge_new (NULL);
  response = lumbar_fhir_response_read_bytes (knowledge, "input:1", line, "2026-11-22", ignored, &error);
  if (response == NULL)
    {
      fuzz_check_error (error, "input:1");
      return;
    }
  assessment = lumbar_assess (knowledge, response);
  cards = lumbar_cds_hooks_write (assessment, knowledge, FALSE);
  check_cards (cards);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = fuzz_write ("lines.ndjson", data, size);
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autofree char *summary = lumbar_cds_hooks_shorten (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarLineReader) reader = lumbar_line_reader_new (path, MAX_LINE, &error);
  const char *p = (const char *) data, *end = p + size;
  gboolean too_long;
  GBytes *line;

  g_assert_cmpint (g_utf8_strlen (summary, -1), <=, MAX_SUMMARY);
  g_assert_true (g_utf8_validate (summary, -1, NULL));
  g_assert_no_error (error);
  while ((line = lumbar_line_reader_next (reader, &too_long, &error)) != NULL)
    {
      const char *stop = memchr (p, '\n', (gsize) (end - p));
      gsize n = (gsize) ((stop ? stop : end) - p);

      g_assert_true (too_long == (n > MAX_LINE));
      if (!too_long)
        g_assert_cmpmem (g_bytes_get_data (line, NULL), g_bytes_get_size (line), p, n);
      if (!too_long && n > 0)
        check_line (line);
      p = stop ? stop + 1 : end;
      g_bytes_unref (line);
    }
  g_assert_no_error (error);
  g_assert_true (p == end);
  return 0;
}
