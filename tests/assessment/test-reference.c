/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine against an independent implementation of the same rule in another language: every published
 * case and two thousand generated responses, every part of the result. The expected results lie beside
 * the responses in tests/data; generate-responses.py makes the generated ones. */

#include <math.h>
#include <string.h>

#include "lumbar-assessment.h"
#include "response-file.h"
#include "tested-knowledge.h"

#define SCORE_TOLERANCE 1e-9

/* The generated responses are checked in blocks, so that a failure names a place. */
#define N_GENERATED 2000
#define BLOCK 50

static LumbarKnowledge *knowledge;
static GStrv expected_cases;
static GStrv generated;
static GStrv expected_generated;

static const char *
get_string (JsonObject *object, const char *member)
{
  return json_object_get_null_member (object, member) ? NULL : json_object_get_string_member (object, member);
}

static void
compare_ids (JsonArray *expected, GStrv ids)
{
  g_assert_cmpuint (json_array_get_length (expected), ==, ids ? g_strv_length (ids) : 0);
  for (guint i = 0; i < json_array_get_length (expected); i++)
    g_assert_cmpstr (json_array_get_string_element (expected, i), ==, ids[i]);
}

static void
compare_reasons (JsonArray *expected, GPtrArray *reasons)
{
  g_assert_cmpuint (json_array_get_length (expected), ==, reasons->len);
  for (guint i = 0; i < reasons->len; i++)
    g_assert_cmpstr (json_array_get_string_element (expected, i), ==,
                     ((LumbarReason *) reasons->pdata[i])->finding_id);
}

static void
compare_causes (JsonArray *expected, GPtrArray *causes)
{
  g_assert_cmpuint (json_array_get_length (expected), ==, causes->len);
  for (guint i = 0; i < causes->len; i++)
    {
      JsonObject *wanted = json_array_get_object_element (expected, i);
      const LumbarRankedCause *cause = causes->pdata[i];

      g_assert_cmpstr (get_string (wanted, "id"), ==, cause->id);
      g_assert_cmpstr (get_string (wanted, "band"), ==, lumbar_band_to_id (cause->band));
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (wanted, "score"), cause->score,
                                      SCORE_TOLERANCE);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (wanted, "probability"),
                                      cause->probability, SCORE_TOLERANCE);
      compare_reasons (json_object_get_array_member (wanted, "for"), cause->reasons_for);
      compare_reasons (json_object_get_array_member (wanted, "against"), cause->reasons_against);
    }
}

static void
compare_flags (JsonObject *expected, LumbarAssessment *assessment)
{
  JsonArray *fired = json_object_get_array_member (expected, "redFlags");
  JsonArray *uncleared = json_object_get_array_member (expected, "uncleared");

  g_assert_cmpuint (json_array_get_length (fired), ==, assessment->red_flags->len);
  for (guint i = 0; i < assessment->red_flags->len; i++)
    {
      JsonArray *wanted = json_array_get_array_element (fired, i);
      const LumbarFiredFlag *flag = assessment->red_flags->pdata[i];

      g_assert_cmpstr (json_array_get_string_element (wanted, 0), ==, flag->id);
      g_assert_cmpstr (json_array_get_string_element (wanted, 1), ==,
                       lumbar_timeframe_to_id (flag->timeframe));
      g_assert_cmpuint (g_strv_length (flag->because), >, 0);
    }
  g_assert_cmpuint (json_array_get_length (uncleared), ==, assessment->uncleared->len);
  for (guint i = 0; i < assessment->uncleared->len; i++)
    {
      const LumbarUnclearedFlag *flag = assessment->uncleared->pdata[i];

      g_assert_cmpstr (json_array_get_string_element (uncleared, i), ==, flag->id);
      g_assert_cmpuint (g_strv_length (flag->missing), >, 0);
    }
}

static void
compare_next (JsonArray *expected, GPtrArray *next)
{
  g_assert_cmpuint (json_array_get_length (expected), ==, next->len);
  for (guint i = 0; i < next->len; i++)
    {
      JsonArray *wanted = json_array_get_array_element (expected, i);
      const LumbarNextQuestion *question = next->pdata[i];

      g_assert_cmpstr (json_array_get_string_element (wanted, 0), ==, question->finding_id);
      g_assert_cmpfloat_with_epsilon (json_array_get_double_element (wanted, 1), question->gain,
                                      SCORE_TOLERANCE);
    }
}

static void
compare (JsonObject *expected, JsonObject *answers)
{
  g_autoptr (LumbarResponse) response = response_file_respond (knowledge, answers);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);

  g_test_message ("%s", get_string (expected, "id"));
  g_assert_cmpstr (get_string (expected, "group"), ==, lumbar_group_to_id (assessment->group));
  g_assert_cmpstr (get_string (expected, "mixedMeaning"), ==,
                   lumbar_mixed_meaning_to_id (assessment->mixed_meaning));
  g_assert_cmpstr (get_string (expected, "leaning"), ==, lumbar_group_to_id (assessment->leaning));
  g_assert_cmpstr (get_string (expected, "lead"), ==, assessment->lead);
  g_assert_cmpstr (get_string (expected, "second"), ==, assessment->second);
  g_assert_cmpint (json_object_get_boolean_member (expected, "provisional"), ==, assessment->provisional);
  compare_causes (json_object_get_array_member (expected, "causes"), assessment->causes);
  compare_ids (json_object_get_array_member (expected, "mustExclude"), assessment->must_exclude);
  compare_flags (expected, assessment);
  compare_next (json_object_get_array_member (expected, "next"), assessment->next);
}

static void
test_case (gconstpointer data)
{
  g_autoptr (JsonNode) line = response_file_parse (data);
  JsonObject *expected = json_node_get_object (line);
  g_autofree char *name = g_strdup_printf ("cases/%s.json", get_string (expected, "id"));
  g_autofree char *text = response_file_read_text (name);
  g_autoptr (JsonNode) answers = response_file_parse (text);

  compare (expected, json_node_get_object (answers));
}

static void
test_generated (gconstpointer data)
{
  guint first = GPOINTER_TO_UINT (data);

  for (guint i = first; i < first + BLOCK; i++)
    {
      g_autoptr (JsonNode) line = response_file_parse (generated[i]);
      g_autoptr (JsonNode) expected_line = response_file_parse (expected_generated[i]);
      JsonObject *response = json_node_get_object (line);
      JsonObject *expected = json_node_get_object (expected_line);

      g_assert_cmpstr (get_string (response, "id"), ==, get_string (expected, "id"));
      compare (expected, json_object_get_object_member (response, "answers"));
    }
}

/* What the comparison would not notice were the generator too tame. */
static void
test_generated_covers_everything (void)
{
  static const char *const groups[] = { "ms", "non-ms", "referred", "mixed", "undetermined" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; expected_generated[i] != NULL; i++)
    {
      g_autoptr (JsonNode) line = response_file_parse (expected_generated[i]);
      JsonObject *expected = json_node_get_object (line);
      JsonArray *flags = json_object_get_array_member (expected, "redFlags");

      g_hash_table_add (seen, g_strdup (get_string (expected, "group")));
      if (get_string (expected, "mixedMeaning") != NULL)
        g_hash_table_add (seen, g_strdup (get_string (expected, "mixedMeaning")));
      for (guint j = 0; j < json_array_get_length (flags); j++)
        g_hash_table_add (
            seen, g_strdup (json_array_get_string_element (json_array_get_array_element (flags, j), 0)));
    }
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_assert_true (g_hash_table_contains (seen, groups[i]));
  g_assert_true (g_hash_table_contains (seen, "more-than-one-source"));
  g_assert_true (g_hash_table_contains (seen, "more-than-one-ms-process"));
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);

      if (!g_hash_table_contains (seen, flag->id))
        g_error ("no generated response raises %s", flag->id);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = tested_knowledge_new ();
  expected_cases = response_file_read_lines ("expected/cases.jsonl");
  generated = response_file_read_lines ("generated/responses.jsonl");
  expected_generated = response_file_read_lines ("generated/expected.jsonl.gz");
  g_assert_cmpuint (g_strv_length (expected_cases), ==, 104);
  g_assert_cmpuint (g_strv_length (generated), ==, N_GENERATED);
  g_assert_cmpuint (g_strv_length (expected_generated), ==, N_GENERATED);

  for (guint i = 0; expected_cases[i] != NULL; i++)
    {
      g_autoptr (JsonNode) line = response_file_parse (expected_cases[i]);
      g_autofree char *path =
          g_strdup_printf ("/assessment/cases/%s", get_string (json_node_get_object (line), "id"));

      g_test_add_data_func (path, expected_cases[i], test_case);
    }
  for (guint i = 0; i < N_GENERATED; i += BLOCK)
    {
      g_autofree char *path = g_strdup_printf ("/assessment/generated/%04u-%04u", i + 1, i + BLOCK);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_generated);
    }
  g_test_add_func ("/assessment/generated/covers-everything", test_generated_covers_everything);

  status = g_test_run ();
  g_strfreev (expected_cases);
  g_strfreev (generated);
  g_strfreev (expected_generated);
  lumbar_knowledge_unref (knowledge);
  return status;
}
