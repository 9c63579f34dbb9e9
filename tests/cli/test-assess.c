/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar assess on every published case, in both forms of input, against the reference. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "lumbar-cli-run.h"
#include "lumbar-verdicts.h"

static GPtrArray *expected;
static char *folder;

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static const char *
get_string (JsonObject *object, const char *member)
{
  return json_object_get_null_member (object, member) ? NULL : json_object_get_string_member (object, member);
}

static void
compare (JsonObject *wanted, JsonObject *got)
{
  JsonArray *causes = json_object_get_array_member (wanted, "causes");
  JsonArray *got_causes = json_object_get_array_member (got, "causes");
  JsonArray *flags = json_object_get_array_member (wanted, "redFlags");
  JsonArray *got_flags = json_object_get_array_member (got, "redFlags");

  g_assert_cmpstr (get_string (wanted, "group"), ==, get_string (got, "group"));
  g_assert_cmpstr (get_string (wanted, "mixedMeaning"), ==, get_string (got, "mixedMeaning"));
  g_assert_cmpstr (get_string (wanted, "leaning"), ==, get_string (got, "leaning"));
  g_assert_cmpstr (get_string (wanted, "lead"), ==, get_string (got, "lead"));
  g_assert_cmpuint (json_array_get_length (causes), ==, json_array_get_length (got_causes));
  for (guint i = 0; i < json_array_get_length (causes); i++)
    {
      JsonObject *a = json_array_get_object_element (causes, i);
      JsonObject *b = json_array_get_object_element (got_causes, i);

      g_assert_cmpstr (get_string (a, "id"), ==, get_string (b, "id"));
      g_assert_cmpstr (get_string (a, "band"), ==, get_string (b, "band"));
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (a, "score"),
                                      json_object_get_double_member (b, "score"), 1e-9);
    }
  g_assert_cmpuint (json_array_get_length (flags), ==, json_array_get_length (got_flags));
  for (guint i = 0; i < json_array_get_length (flags); i++)
    g_assert_cmpstr (json_array_get_string_element (json_array_get_array_element (flags, i), 0), ==,
                     get_string (json_array_get_object_element (got_flags, i), "id"));
}

static void
test_plain (gconstpointer data)
{
  JsonObject *wanted = json_node_get_object ((JsonNode *) data);
  g_autofree char *name = g_strconcat (get_string (wanted, "id"), ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "cases", name, NULL);
  g_autoptr (CliRun) run = cli_run (NULL, "assess", "--format", "json", path, NULL);
  g_autoptr (JsonNode) got = NULL;

  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  got = parse (run->out);
  compare (wanted, json_node_get_object (got));
}

/* One answer as FHIR writes it. */
static void
append_value (GString *json, JsonNode *value)
{
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (value);

      if (strcmp (text, "yes") == 0 || strcmp (text, "no") == 0)
        g_string_append_printf (json, "{\"valueBoolean\": %s}", *text == 'y' ? "true" : "false");
      else
        g_string_append_printf (json, "{\"valueCoding\": {\"code\": \"%s\"}}", text);
    }
  else if (json_node_get_value_type (value) == G_TYPE_INT64)
    g_string_append_printf (json, "{\"valueInteger\": %" G_GINT64_FORMAT "}", json_node_get_int (value));
  else
    g_string_append_printf (json, "{\"valueDecimal\": %.1f}", json_node_get_double (value));
}

static char *
to_questionnaire_response (JsonObject *answers)
{
  g_autoptr (GList) members = json_object_get_members (answers);
  GString *json = g_string_new ("{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": [");

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (answers, l->data);

      g_string_append_printf (json, "%s{\"linkId\": \"%s\", \"answer\": [", l == members ? "" : ", ",
                              (char *) l->data);
      if (!JSON_NODE_HOLDS_ARRAY (value))
        append_value (json, value);
      for (guint i = 0; JSON_NODE_HOLDS_ARRAY (value) && i < json_array_get_length (json_node_get_array (value));
           i++)
        {
          if (i > 0)
            g_string_append (json, ", ");
          append_value (json, json_array_get_element (json_node_get_array (value), i));
        }
      g_string_append (json, "]}");
    }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static void
test_fhir (gconstpointer data)
{
  JsonObject *wanted = json_node_get_object ((JsonNode *) data);
  g_autofree char *name = g_strconcat (get_string (wanted, "id"), ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "cases", name, NULL);
  g_autofree char *text = cli_read (path);
  g_autoptr (JsonNode) answers = parse (text);
  g_autofree char *response = to_questionnaire_response (json_node_get_object (answers));
  g_autoptr (CliRun) run = cli_run (response, "assess", "--format", "json", "-", NULL);
  g_autoptr (JsonNode) got = NULL;

  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  got = parse (run->out);
  compare (wanted, json_node_get_object (got));
}

static void
test_empty (void)
{
  g_autoptr (CliRun) run = cli_run ("{}", "assess", "--format", "json", "-", NULL);
  g_autoptr (JsonNode) got = NULL;

  g_assert_cmpint (run->status, ==, 0);
  got = parse (run->out);
  g_assert_cmpstr (get_string (json_node_get_object (got), "group"), ==, "undetermined");
  g_assert_cmpstr (get_string (json_node_get_object (got), "leaning"), ==, "undetermined");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (got), "causes")),
                    ==, 0);
}

/* What is urgent stands first, nothing is wider than a terminal, and no number is shown. */
static void
test_text (void)
{
  g_autoptr (CliRun) run =
      cli_run ("{\"saddle-numbness\": \"new\", \"leg-pain\": \"below-knee-both\", \"leg-weakness\": \"new\","
               " \"bladder-change\": \"new\", \"bladder-change-type\": [\"retention\"], \"age-years\": 44}",
               "assess", "-", NULL);
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);
  const char *flags = strstr (run->out, "RED FLAGS");
  const char *group = strstr (run->out, "\nGROUP");
  const char *causes = strstr (run->out, "CAUSES");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (flags != NULL && group != NULL && causes != NULL && flags < group && group < causes);
  g_assert_nonnull (strstr (run->out, "Possible cauda equina syndrome"));
  g_assert_nonnull (strstr (run->out, "Saddle numbness: New – for, strongly, published figure:"));
  assert_no_verdict ("the terminal", run->out);
  g_assert_nonnull (strstr (run->out, "2026.2"));
  g_assert_null (strchr (run->out, '%'));
  g_assert_null (strstr (run->out, "diagnosis"));
  g_assert_null (strstr (run->out, "ruled out"));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 80);
}

/* What to consider stands below the causes; what is held back stands last, with the reason. */
static void
test_text_proposals (void)
{
  g_autoptr (CliRun) run =
      cli_run ("{\"spasticity-known\": \"severe\", \"exam-tone\": \"mas-3\","
               " \"pain-quality\": [\"stiffness\", \"cramping\"], \"worse-with\": [\"heat\"]}",
               "assess", "-", NULL);
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);
  const char *causes = strstr (run->out, "\nCAUSES");
  const char *consider = strstr (run->out, "\nTO CONSIDER");
  const char *first = strstr (run->out, "- Oral baclofen");
  const char *held = strstr (run->out, "  Held back by what was recorded");
  const char *heat = strstr (run->out, "x Heat therapy (local)");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (causes != NULL && consider != NULL && first != NULL && held != NULL && heat != NULL);
  g_assert_true (causes < consider && consider < first && first < held && held < heat);
  g_assert_nonnull (strstr (heat, "! Heat makes it worse in this patient"));
  g_assert_nonnull (strstr (first, "? Not recorded, consider asking first: "));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 80);
}

/* The codes that the window offers and the record counts: the rows of the table, in its order. */
static void
assert_reasons (JsonArray *reasons)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "data", "knowledge", "override-reasons.tsv", NULL);
  g_autofree char *text = cli_read (path);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (text), "\n", -1);

  g_assert_cmpuint (json_array_get_length (reasons) + 1, ==, g_strv_length (lines));
  for (guint i = 1; lines[i] != NULL; i++)
    {
      JsonObject *reason = json_array_get_object_element (reasons, i - 1);
      g_autofree char *row =
        g_strconcat (get_string (reason, "code"), "\t", get_string (reason, "display"), NULL);

      g_assert_cmpstr (row, ==, lines[i]);
    }
}

static void
test_cds_hooks (void)
{
  g_autoptr (CliRun) run = cli_run ("{\"saddle-numbness\": \"new\"}", "assess", "--format", "cds-hooks", "-", NULL);
  g_autoptr (JsonNode) got = NULL;
  JsonArray *cards;

  g_assert_cmpint (run->status, ==, 0);
  got = parse (run->out);
  cards = json_object_get_array_member (json_node_get_object (got), "cards");
  g_assert_cmpuint (json_array_get_length (cards), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *card = json_array_get_object_element (cards, i);

      g_assert_cmpint (g_utf8_strlen (get_string (card, "summary"), -1), <, 140);
      g_assert_cmpstr (get_string (card, "indicator"), ==, i == 0 ? "critical" : "info");
      g_assert_nonnull (get_string (json_object_get_object_member (card, "source"), "label"));
      assert_reasons (json_object_get_array_member (card, "overrideReasons"));
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  path = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "expected", "cases.jsonl", NULL);
  text = cli_read (path);
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  expected = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      JsonNode *node = parse (lines[i]);
      const char *id = json_object_get_string_member (json_node_get_object (node), "id");
      g_autofree char *plain = g_strconcat ("/cli/assess/plain/", id, NULL);
      g_autofree char *fhir = g_strconcat ("/cli/assess/fhir/", id, NULL);

      g_ptr_array_add (expected, node);
      g_test_add_data_func (plain, node, test_plain);
      g_test_add_data_func (fhir, node, test_fhir);
    }
  g_assert_cmpuint (expected->len, ==, 104);
  g_test_add_func ("/cli/assess/empty-is-undetermined", test_empty);
  g_test_add_func ("/cli/assess/text-puts-urgent-first", test_text);
  g_test_add_func ("/cli/assess/text-proposals", test_text_proposals);
  g_test_add_func ("/cli/assess/cds-hooks", test_cds_hooks);
  status = g_test_run ();
  g_ptr_array_unref (expected);
  cli_remove_folder (folder);
  g_free (folder);
  return status;
}
