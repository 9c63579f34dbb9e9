/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards as the standard wants them (https://cds-hooks.hl7.org/2.0/#card-attributes). */

#include "lumbar-cds-hooks.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "lumbar-fhir-response.h"

static LumbarKnowledge *knowledge;

static char *
write_cards (const char *answers)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (answers, strlen (answers));
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarResponse) response =
      lumbar_fhir_response_read_bytes (knowledge, "test", bytes, "2026-11-22", NULL, &error);
  g_autoptr (LumbarAssessment) assessment = NULL;

  g_assert_no_error (error);
  assessment = lumbar_assess (knowledge, response);
  return lumbar_cds_hooks_write (assessment, knowledge, TRUE);
}

static const char many[] =
  "{\"saddle-numbness\": \"new\", \"leg-pain\": \"below-knee-both\", \"leg-weakness\": \"new\", \"age-years\": 61,"
  " \"prior-cancer\": \"past\", \"weight-loss\": \"yes\", \"pain-onset\": \"gradual\", \"night-pain\": \"constant\"}";

static gboolean
is_web_address (const char *text)
{
  return g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://");
}

static void
check_coding (JsonObject *coding)
{
  g_assert_true (is_web_address (json_object_get_string_member (coding, "system")));
  g_assert_cmpstr (json_object_get_string_member (coding, "code"), !=, "");
  g_assert_cmpstr (json_object_get_string_member (coding, "display"), !=, "");
}

static void
check_card (JsonObject *card)
{
  static const char *const indicators[] = { "info", "warning", "critical", NULL };
  JsonObject *source = json_object_get_object_member (card, "source");
  JsonArray *reasons = json_object_get_array_member (card, "overrideReasons");
  JsonArray *links = json_object_get_array_member (card, "links");
  const char *detail = json_object_get_string_member (card, "detail");

  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (card, "uuid")));
  g_assert_cmpint (g_utf8_strlen (json_object_get_string_member (card, "summary"), -1), <, 140);
  g_assert_true (g_strv_contains (indicators, json_object_get_string_member (card, "indicator")));
  g_assert_null (strchr (detail, '%'));
  g_assert_null (strstr (detail, "diagnosis"));
  g_assert_cmpstr (json_object_get_string_member (source, "label"), !=, "");
  if (json_object_has_member (source, "url"))
    g_assert_true (is_web_address (json_object_get_string_member (source, "url")));
  check_coding (json_object_get_object_member (source, "topic"));
  g_assert_cmpuint (json_array_get_length (reasons), >, 0);
  for (guint i = 0; i < json_array_get_length (reasons); i++)
    check_coding (json_array_get_object_element (reasons, i));
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonObject *link = json_array_get_object_element (links, i);

      g_assert_cmpstr (json_object_get_string_member (link, "label"), !=, "");
      g_assert_true (is_web_address (json_object_get_string_member (link, "url")));
      g_assert_cmpstr (json_object_get_string_member (link, "type"), ==, "absolute");
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (json_object_get_string_member (link, "url"), !=,
                         json_object_get_string_member (json_array_get_object_element (links, j), "url"));
    }
}

static void
test_cards (void)
{
  g_autofree char *text = write_cards (many);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *cards = json_object_get_array_member (json_node_get_object (node), "cards");
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *last;

  g_assert_cmpuint (json_array_get_length (cards), >, 2);
  for (guint i = 0; i < json_array_get_length (cards); i++)
    {
      JsonObject *card = json_array_get_object_element (cards, i);

      check_card (card);
      g_assert_true (g_hash_table_add (ids, (gpointer) json_object_get_string_member (card, "uuid")));
    }
  last = json_array_get_object_element (cards, json_array_get_length (cards) - 1);
  g_assert_nonnull (strstr (json_object_get_string_member (last, "detail"), "**Most likely**\n\n- "));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (last, "links")), >, 1);
}

/* The timeframe of a red flag decides how urgent its card is. */
static void
test_indicators (void)
{
  static const char *const wanted[][2] = { { "Now: ", "critical" }, { "Within days: ", "warning" }, { "Within 2 weeks: ", "info" } };
  g_autofree char *text = write_cards (many);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *cards = json_object_get_array_member (json_node_get_object (node), "cards");
  guint seen = 0;

  for (guint i = 0; i < json_array_get_length (cards); i++)
    for (guint j = 0; j < G_N_ELEMENTS (wanted); j++)
      {
        JsonObject *card = json_array_get_object_element (cards, i);

        if (!g_str_has_prefix (json_object_get_string_member (card, "summary"), wanted[j][0]))
          continue;
        g_assert_cmpstr (json_object_get_string_member (card, "indicator"), ==, wanted[j][1]);
        seen |= 1u << j;
      }
  g_assert_cmpuint (seen & 3, ==, 3);
}

static void
test_reproducible (void)
{
  g_autofree char *one = write_cards (many);
  g_autofree char *two = write_cards (many);
  g_autofree char *other = write_cards ("{}");

  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, !=, other);
}

typedef struct {
  const char *name;
  const char *unit; /* repeated */
  guint n;
  const char *end; /* what the result ends in; NULL: unchanged */
} Shortening;

static const Shortening shortenings[] = {
  { "short", "word ", 5, NULL },
  { "exactly-fits", "a", 139, NULL },
  { "one-too-many", "a", 140, "aaa…" },
  { "at-a-word", "seven77 ", 30, "seven77…" },
  { "no-comma-before-the-dots", "eight88, ", 30, "eight88…" },
  { "letters-not-bytes", "ß", 139, NULL },
  { "no-letter-is-cut", "ßß€ ", 60, "ßß€…" },
};

static void
test_shorten (gconstpointer data)
{
  const Shortening *test = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *result = NULL;

  for (guint i = 0; i < test->n; i++)
    g_string_append (text, test->unit);
  result = lumbar_cds_hooks_shorten (text->str);
  g_assert_true (g_utf8_validate (result, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (result, -1), <, 140);
  if (test->end == NULL)
    g_assert_cmpstr (result, ==, text->str);
  else
    g_assert_true (g_str_has_suffix (result, test->end));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_test_add_func ("/cli/cds-hooks/cards", test_cards);
  g_test_add_func ("/cli/cds-hooks/indicators", test_indicators);
  g_test_add_func ("/cli/cds-hooks/reproducible", test_reproducible);
  for (guint i = 0; i < G_N_ELEMENTS (shortenings); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/cds-hooks/shorten/", shortenings[i].name, NULL);

      g_test_add_data_func (path, &shortenings[i], test_shorten);
    }
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
