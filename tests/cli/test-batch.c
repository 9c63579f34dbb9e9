/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar assess --batch: a line out for every line in, in the same order, whatever stands in it. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "lumbar-cli-run.h"

static char *folder;

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

/* One line of compact JSON of what a single run writes. */
static char *
assess_alone (const char *line)
{
  g_autoptr (CliRun) run = cli_run (line, "assess", "--format", "json", "-", NULL);
  g_autoptr (JsonNode) node = json_from_string (run->out, NULL);

  g_assert_cmpint (run->status, ==, 0);
  return json_to_string (node, FALSE);
}

static void
test_same_as_alone (void)
{
  static const char *const lines[] = {
    "{\"age-years\": 61, \"pain-onset\": \"sudden\", \"prior-cancer\": \"past\"}",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": [{\"linkId\": \"age-years\","
    " \"answer\": [{\"valueInteger\": 30}]}]}",
    "{}",
    "{\"saddle-numbness\": \"new\", \"nonsense\": 1}",
  };
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) out = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append_printf (input, "%s\n", lines[i]);
  run = cli_run (input->str, "assess", "--batch", "-", NULL);
  out = g_strsplit (run->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (out), ==, G_N_ELEMENTS (lines) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (lines) - 1; i++)
    {
      g_autofree char *alone = assess_alone (lines[i]);
      g_autoptr (JsonNode) node = json_from_string (out[i], NULL);
      g_autofree char *batch = json_to_string (node, FALSE);

      g_assert_cmpstr (batch, ==, alone);
    }
}

/* A line that is wrong has its place, its number and its reason, and the run goes on. */
static void
test_wrong_lines (void)
{
  g_autoptr (CliRun) run = cli_run ("{\"age-years\": 50}\n{\"age-years\": \"old\"}\nnot json\n\n[]\n{\"age-years\": 51}",
                                    "assess", "--batch", "-", NULL);
  g_auto (GStrv) out = g_strsplit (run->out, "\n", -1);
  static const char *const reasons[] = { NULL, "age-years", "", "the line is empty", "a response is", NULL };

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (g_strv_length (out), ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      JsonObject *object = parse (out[i]);

      g_assert_true (json_object_has_member (object, "error") == (reasons[i] != NULL));
      if (reasons[i] != NULL)
        {
          g_assert_cmpint (json_object_get_int_member (object, "line"), ==, i + 1);
          g_assert_nonnull (strstr (json_object_get_string_member (object, "error"), reasons[i]));
        }
      json_object_unref (object);
    }
  g_assert_nonnull (strstr (run->err, "4 of 6 lines are wrong"));
}

/* More lines than are on their way at a time keep their order. */
static void
test_order (void)
{
  g_autoptr (GString) input = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) out = NULL;

  for (guint i = 0; i < 3000; i++)
    if (i % 7 == 3)
      g_string_append_printf (input, "{\"unknown-%u\": }\n", i);
    else
      g_string_append_printf (input, "{\"age-years\": %u, \"pain-onset\": \"sudden\"}\n", i % 2 ? 20 : 80);
  path = cli_write (folder, "many.ndjson", input->str);
  run = cli_run (NULL, "assess", "--batch", path, NULL);
  g_assert_cmpint (run->status, ==, 1);
  out = g_strsplit (run->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (out), ==, 3001);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *start = g_strdup_printf ("{\"line\":%u,\"error\":", i + 1);

      if (i % 7 == 3)
        g_assert_true (g_str_has_prefix (out[i], start));
      else
        g_assert_cmpstr (out[i], ==, out[i % 2 ? 1 : 0]);
    }
}

static void
test_too_long_a_line (void)
{
  g_autofree char *pad = g_strnfill (5 * 1024 * 1024, ' ');
  g_autofree char *input = g_strconcat ("{\"age-years\": 50}\n{", pad, "}\n{\"age-years\": 50}\n", NULL);
  g_autofree char *path = cli_write (folder, "long.ndjson", input);
  g_autoptr (CliRun) run = cli_run (NULL, "assess", "--batch", path, NULL);
  g_auto (GStrv) out = g_strsplit (run->out, "\n", -1);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (g_strv_length (out), ==, 4);
  g_assert_nonnull (strstr (out[1], "the line is longer than 4 MB"));
  g_assert_cmpstr (out[0], ==, out[2]);
}

static void
test_cards (void)
{
  g_autoptr (CliRun) run =
      cli_run ("{\"saddle-numbness\": \"new\"}\n{}\n", "assess", "--format", "cds-hooks", "--batch", "-", NULL);
  g_auto (GStrv) out = g_strsplit (run->out, "\n", -1);
  JsonObject *object;

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (g_strv_length (out), ==, 3);
  object = parse (out[0]);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "cards")), ==, 2);
  json_object_unref (object);
}

typedef struct {
  const char *name;
  const char *words[5];
  int status;
} Call;

static const Call calls[] = {
  { "empty-file", { "--batch", "-" }, 0 },
  { "as-text", { "--format", "text", "--batch", "-" }, 2 },
  { "and-a-file", { "--batch", "-", "x.json" }, 2 },
  { "missing-file", { "--batch", "/nowhere/at/all.ndjson" }, 1 },
};

static void
test_call (gconstpointer data)
{
  const Call *call = data;
  g_autoptr (CliRun) run =
      cli_run ("", "assess", call->words[0], call->words[1], call->words[2], call->words[3], NULL);

  g_assert_cmpint (run->status, ==, call->status);
  g_assert_cmpstr (run->out, ==, "");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  g_test_add_func ("/cli/batch/same-as-alone", test_same_as_alone);
  g_test_add_func ("/cli/batch/wrong-lines", test_wrong_lines);
  g_test_add_func ("/cli/batch/order", test_order);
  g_test_add_func ("/cli/batch/too-long-a-line", test_too_long_a_line);
  g_test_add_func ("/cli/batch/cards", test_cards);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/batch/call/", calls[i].name, NULL);

      g_test_add_data_func (path, &calls[i], test_call);
    }
  status = g_test_run ();
  cli_remove_folder (folder);
  g_free (folder);
  return status;
}
