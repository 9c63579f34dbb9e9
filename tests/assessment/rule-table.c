/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-written tables of tests/data/rules: reading them, and the answers in their cells. */

#include "rule-table.h"

/**
 * rule_table_read:
 * @name: a file of tests/data/rules
 * @columns: (array zero-terminated=1): its columns
 *
 * Returns: (transfer full): the table; the program ends where it is not well formed
 */
LumbarTable *
rule_table_read (const char *name, const char *const *columns)
{
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "rules", name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  LumbarTable *table;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  table = lumbar_table_new_from_bytes (name, bytes, columns, &error);
  g_assert_no_error (error);
  return table;
}

/* One "finding=value"; several options of a finding are joined by ",". */
static void
set_answer (LumbarKnowledge *knowledge, LumbarResponse *response, char *text)
{
  char *equals = strchr (text, '=');
  const LumbarFinding *finding;
  g_autoptr (LumbarAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (equals == NULL)
    g_error ("“%s” is not written as finding=value", text);
  *equals = '\0';
  finding = lumbar_knowledge_find_finding (knowledge, text);
  if (finding == NULL)
    g_error ("“%s” is not a finding", text);
  if (lumbar_response_get_answer (response, finding->index) != NULL)
    g_error ("“%s” is answered twice", text);
  answer = lumbar_answer_new_from_string (finding, g_strdelimit (equals + 1, ",", ';'), &error);
  if (answer == NULL)
    g_error ("%s: %s", text, error->message);
  lumbar_response_set_answer (response, finding->index, answer);
}

/**
 * rule_table_respond:
 * @knowledge: the tables
 * @answers: "finding=value; finding=value,value", as the cells of the tables have it
 *
 * Returns: (transfer full): a response with these answers; the program ends where one can't be
 * given
 */
LumbarResponse *
rule_table_respond (LumbarKnowledge *knowledge, const char *answers)
{
  LumbarResponse *response = lumbar_response_new (knowledge);
  g_auto (GStrv) parts = g_strsplit (answers, "; ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    set_answer (knowledge, response, parts[i]);
  return response;
}
