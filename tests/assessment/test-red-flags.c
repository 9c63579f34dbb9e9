/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each red flag must do, told by a table that was written from the sign and not from the rule:
 * when it fires, when it is silent, and when it is not yet cleared. tests/data/rules/README.md. */

#include <string.h>

#include "lumbar-assessment.h"
#include "rule-table.h"
#include "tested-knowledge.h"

enum {
  COLUMN_FLAG,
  COLUMN_NAME,
  COLUMN_ANSWERS,
  COLUMN_EXPECTED,
};

static const char *const columns[] = { "flag", "name", "answers", "expected", NULL };
static const char *const states[] = { "fires", "negative", "unknown" };

static LumbarKnowledge *knowledge;
static LumbarTable *table;

static const LumbarFiredFlag *
find_fired (LumbarAssessment *assessment, const char *id)
{
  for (guint i = 0; i < assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = assessment->red_flags->pdata[i];

      if (g_str_equal (flag->id, id))
        return flag;
    }
  return NULL;
}

static const LumbarUnclearedFlag *
find_uncleared (LumbarAssessment *assessment, const char *id)
{
  for (guint i = 0; i < assessment->uncleared->len; i++)
    {
      const LumbarUnclearedFlag *flag = assessment->uncleared->pdata[i];

      if (g_str_equal (flag->id, id))
        return flag;
    }
  return NULL;
}

static void
test_row (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const char *id = lumbar_table_get (table, row, COLUMN_FLAG);
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, id);
  g_autoptr (LumbarResponse) response =
      rule_table_respond (knowledge, lumbar_table_get (table, row, COLUMN_ANSWERS));
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);
  const LumbarFiredFlag *fired = find_fired (assessment, id);
  const LumbarUnclearedFlag *uncleared = find_uncleared (assessment, id);

  g_assert_nonnull (flag);
  g_test_message ("%s", lumbar_table_get (table, row, COLUMN_ANSWERS));
  g_assert_cmpstr (fired       ? "fires"
                   : uncleared ? "unknown"
                               : "negative",
                   ==, lumbar_table_get (table, row, COLUMN_EXPECTED));
  /* A flag that calls for help today makes every other conclusion provisional. */
  if (fired != NULL && flag->timeframe == LUMBAR_TIMEFRAME_NOW)
    g_assert_true (assessment->provisional);
}

/* What the rows about one flag show. */
typedef struct {
  const char *expected;
  LumbarResponse *response;
} Row;

static void
row_free (Row *row)
{
  lumbar_response_unref (row->response);
  g_free (row);
}

static GPtrArray *
collect_rows (const char *flag)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);

  for (guint i = 0; i < lumbar_table_get_n_rows (table); i++)
    if (g_str_equal (lumbar_table_get (table, i, COLUMN_FLAG), flag))
      {
        Row *row = g_new0 (Row, 1);

        row->expected = lumbar_table_get (table, i, COLUMN_EXPECTED);
        row->response = rule_table_respond (knowledge, lumbar_table_get (table, i, COLUMN_ANSWERS));
        g_ptr_array_add (rows, row);
      }
  return rows;
}

/* Whether the parts of an expression, each of its options apart, are true in a row that is
 * @expected. */
static void
check_parts (const LumbarExpression *self, const char *flag, GPtrArray *rows, const char *expected)
{
  guint64 open = 0;
  gboolean seen = FALSE;

  if (lumbar_expression_get_operator (self) <= LUMBAR_OPERATOR_NOT)
    {
      for (guint i = 0; i < lumbar_expression_get_n_parts (self); i++)
        check_parts (lumbar_expression_get_part (self, i), flag, rows, expected);
      return;
    }
  if (lumbar_expression_get_operator (self) == LUMBAR_OPERATOR_OPTIONS)
    open = lumbar_expression_get_options (self);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = rows->pdata[i];
      const LumbarValue *values = lumbar_response_get_values (row->response);

      if (!g_str_equal (row->expected, expected) ||
          lumbar_expression_evaluate (self, values) != LUMBAR_TRUTH_TRUE)
        continue;
      seen = TRUE;
      open &= ~values[lumbar_expression_get_finding (self)].options;
    }
  if (!seen || open != 0)
    g_error ("%s: no row that is %s shows every answer to %s that the rule names", flag, expected,
             lumbar_knowledge_get_finding (knowledge, (guint) lumbar_expression_get_finding (self))->id);
}

static void
check_states (const char *flag, GPtrArray *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gboolean seen = FALSE;

      for (guint j = 0; j < rows->len; j++)
        seen |= g_str_equal (((const Row *) rows->pdata[j])->expected, states[i]);
      if (!seen)
        g_error ("%s: no row shows when it is %s", flag, states[i]);
    }
}

/* An unless that nobody asked about must not silence the flag: some firing row leaves it unknown.
 */
static void
check_open_unless (const LumbarRedFlag *flag, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = rows->pdata[i];

      if (g_str_equal (row->expected, "fires") &&
          lumbar_expression_evaluate (flag->unless, lumbar_response_get_values (row->response)) ==
              LUMBAR_TRUTH_UNKNOWN)
        return;
    }
  g_error ("%s: no row shows that what would silence it was not asked about", flag->id);
}

static void
test_complete (gconstpointer data)
{
  const LumbarRedFlag *flag = data;
  g_autoptr (GPtrArray) rows = collect_rows (flag->id);

  check_states (flag->id, rows);
  check_parts (flag->rule, flag->id, rows, "fires");
  if (flag->unless == NULL)
    return;
  check_parts (flag->unless, flag->id, rows, "negative");
  check_open_unless (flag, rows);
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lumbar_table_get_n_rows (table); i++)
    {
      char *name = g_strconcat (lumbar_table_get (table, i, COLUMN_FLAG), ": ",
                                lumbar_table_get (table, i, COLUMN_NAME), NULL);

      if (!g_hash_table_add (seen, name))
        g_error ("two rows are called “%s”", name);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = tested_knowledge_new ();
  table = rule_table_read ("red-flags.tsv", columns);

  for (guint i = 0; i < lumbar_table_get_n_rows (table); i++)
    {
      g_autofree char *path = g_strconcat ("/red-flags/", lumbar_table_get (table, i, COLUMN_FLAG), "/",
                                           lumbar_table_get (table, i, COLUMN_NAME), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);
      g_autofree char *path = g_strconcat ("/red-flags/complete/", flag->id, NULL);

      g_test_add_data_func (path, flag, test_complete);
    }
  g_test_add_func ("/red-flags/complete/names-differ", test_names);

  status = g_test_run ();
  lumbar_table_free (table);
  lumbar_knowledge_unref (knowledge);
  return status;
}
