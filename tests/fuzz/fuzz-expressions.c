/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule in a small world, held to a second reading of its tree. The first byte says how the findings are answered,
 * the rest is the rule. */

#include "fuzz.h"

#include "lumbar-expression.h"

enum {
  ONE,
  MANY,
  NUMBER,
  WORDS,
  N_FINDINGS,
};

static int
find_finding_cb (gpointer data, const char *id, LumbarExpressionKind *kind)
{
  static const char *const ids[] = { "one", "many", "number", "words" };
  static const LumbarExpressionKind kinds[] = {
    LUMBAR_EXPRESSION_ONE_OPTION,
    LUMBAR_EXPRESSION_MANY_OPTIONS,
    LUMBAR_EXPRESSION_NUMBER,
    LUMBAR_EXPRESSION_NOTHING,
  };

  for (int i = 0; i < N_FINDINGS; i++)
    if (strcmp (ids[i], id) == 0)
      {
        *kind = kinds[i];
        return i;
      }
  return -1;
}

static int
find_option_cb (gpointer data, int finding, const char *id)
{
  return strlen (id) == 1 && *id >= 'a' && *id <= 'c' ? *id - 'a' : -1;
}

static LumbarTruth
to_truth (gboolean yes)
{
  return yes ? LUMBAR_TRUTH_TRUE : LUMBAR_TRUTH_FALSE;
}

static LumbarTruth
read_atom (const LumbarExpression *self, const LumbarValue *values)
{
  int finding = lumbar_expression_get_finding (self);
  const LumbarValue *value = &values[finding];
  double number = lumbar_expression_get_number (self);

  g_assert_true (finding >= 0 && finding < N_FINDINGS && isfinite (number));
  if (value->kind == LUMBAR_VALUE_NONE)
    return LUMBAR_TRUTH_UNKNOWN;
  switch (lumbar_expression_get_operator (self))
    {
    case LUMBAR_OPERATOR_OPTIONS:
      return to_truth ((value->options & lumbar_expression_get_options (self)) != 0);
    case LUMBAR_OPERATOR_NOT_OPTIONS:
      return to_truth ((value->options & lumbar_expression_get_options (self)) == 0);
    case LUMBAR_OPERATOR_AT_LEAST:
      return to_truth (value->number >= number);
    case LUMBAR_OPERATOR_AT_MOST:
      return to_truth (value->number <= number);
    case LUMBAR_OPERATOR_MORE:
      return to_truth (value->number > number);
    case LUMBAR_OPERATOR_LESS:
      return to_truth (value->number < number);
    default:
      g_assert_not_reached ();
    }
}

/* Kleene: "and" is the least of its parts, "or" the greatest, "not" turns round. */
static LumbarTruth
read_tree (const LumbarExpression *self, const LumbarValue *values)
{
  LumbarOperator operator = lumbar_expression_get_operator (self);
  LumbarTruth truth = operator == LUMBAR_OPERATOR_ALL ? LUMBAR_TRUTH_TRUE : LUMBAR_TRUTH_FALSE;

  if (operator == LUMBAR_OPERATOR_NOT)
    return LUMBAR_TRUTH_TRUE - read_tree (lumbar_expression_get_part (self, 0), values);
  if (operator != LUMBAR_OPERATOR_ANY && operator != LUMBAR_OPERATOR_ALL)
    return read_atom (self, values);
  for (guint i = 0; i < lumbar_expression_get_n_parts (self); i++)
    {
      LumbarTruth part = read_tree (lumbar_expression_get_part (self, i), values);

      truth = operator == LUMBAR_OPERATOR_ALL ? MIN (truth, part) : MAX (truth, part);
    }
  return truth;
}

static void
check_named (GArray *findings, const LumbarValue *values, gboolean answered)
{
  for (guint i = 0; i < findings->len; i++)
    {
      int finding = g_array_index (findings, int, i);

      g_assert_true (finding >= 0 && finding < N_FINDINGS);
      g_assert_true ((values[finding].kind != LUMBAR_VALUE_NONE) == answered);
    }
}

/* What is known stays as it is whatever else is answered. */
static void
check_more_answers (const LumbarExpression *rule, const LumbarValue *values, LumbarTruth truth)
{
  LumbarValue more[N_FINDINGS];

  for (guint option = 0; option < 3; option++)
    {
      memcpy (more, values, sizeof more);
      for (guint i = 0; i < WORDS; i++)
        if (more[i].kind == LUMBAR_VALUE_NONE)
          more[i] = (LumbarValue){ .kind = i == NUMBER ? LUMBAR_VALUE_NUMBER : LUMBAR_VALUE_OPTIONS,
                                   .options = i == NUMBER ? 0 : (guint64) 1 << option,
                                   .number = i == NUMBER ? option * 5 : 0 };
      if (truth != LUMBAR_TRUTH_UNKNOWN)
        g_assert_cmpint (lumbar_expression_evaluate (rule, more), ==, truth);
      else
        g_assert_cmpint (lumbar_expression_evaluate (rule, more), !=, LUMBAR_TRUTH_UNKNOWN);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const LumbarExpressionScope scope = { find_finding_cb, find_option_cb, NULL };
  LumbarValue values[N_FINDINGS] = { 0 };
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : g_strdup ("");
  guint answers = size > 0 ? data[0] : 0;
  g_autoptr (GArray) because = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarExpression) rule = lumbar_expression_parse (text, &scope, &error);
  LumbarTruth truth;

  /* A table that is no UTF-8 is refused before its rules are read. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  if (rule == NULL)
    {
      fuzz_check_error (error, "");
      return 0;
    }
  if ((answers & 3) != 0)
    values[ONE] = (LumbarValue){ .kind = LUMBAR_VALUE_OPTIONS, .options = (guint64) 1 << ((answers & 3) - 1) };
  if ((answers & 28) != 0)
    values[MANY] = (LumbarValue){ .kind = LUMBAR_VALUE_OPTIONS, .options = (answers >> 2) & 7 };
  if ((answers & 224) != 0)
    values[NUMBER] = (LumbarValue){ .kind = LUMBAR_VALUE_NUMBER, .number = (answers >> 5) - 1 };
  truth = lumbar_expression_evaluate (rule, values);
  g_assert_cmpint (truth, ==, read_tree (rule, values));
  lumbar_expression_missing (rule, values, missing);
  check_named (missing, values, FALSE);
  g_assert_true (truth != LUMBAR_TRUTH_UNKNOWN || missing->len > 0);
  if (truth == LUMBAR_TRUTH_TRUE)
    lumbar_expression_explain (rule, values, because);
  else if (truth == LUMBAR_TRUTH_FALSE)
    lumbar_expression_refute (rule, values, because);
  check_named (because, values, TRUE);
  g_assert_true (truth == LUMBAR_TRUTH_UNKNOWN || because->len > 0);
  check_more_answers (rule, values, truth);
  return 0;
}
