/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule language: its grammar, its three-valued logic, what it refuses and what it explains. */

#include "lumbar-expression.h"

#include "lumbar-test.h"

/* A small world: five findings, and the options a, b, c for those that have options. */
enum {
  ONE,
  OTHER,
  MANY,
  NUMBER,
  WORDS,
  N_FINDINGS,
};

static const char *const ids[] = { "one", "other", "many", "number", "words" };

static int
find_finding_cb (gpointer data, const char *id, LumbarExpressionKind *kind)
{
  static const LumbarExpressionKind kinds[] = {
    LUMBAR_EXPRESSION_ONE_OPTION, LUMBAR_EXPRESSION_ONE_OPTION, LUMBAR_EXPRESSION_MANY_OPTIONS,
    LUMBAR_EXPRESSION_NUMBER,     LUMBAR_EXPRESSION_NOTHING,
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

static const LumbarExpressionScope scope = { find_finding_cb, find_option_cb, NULL };

/* Reads "one=b many=a+c number=5"; what is not named is unanswered. */
static void
read_answers (const char *answers, LumbarValue *values)
{
  g_auto (GStrv) words = g_strsplit (answers, " ", -1);

  memset (values, 0, N_FINDINGS * sizeof *values);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      LumbarExpressionKind kind = LUMBAR_EXPRESSION_NOTHING;
      int finding = find_finding_cb (NULL, pair[0], &kind);

      if (*words[i] == '\0')
        continue;
      g_assert_cmpint (finding, >=, 0);
      values[finding].kind = kind == LUMBAR_EXPRESSION_NUMBER ? LUMBAR_VALUE_NUMBER : LUMBAR_VALUE_OPTIONS;
      if (kind == LUMBAR_EXPRESSION_NUMBER)
        values[finding].number = g_ascii_strtod (pair[1], NULL);
      else
        for (const char *p = pair[1]; *p != '\0'; p++)
          if (*p != '+')
            values[finding].options |= (guint64) 1 << (*p - 'a');
    }
}

static LumbarExpression *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LumbarExpression *expression = lumbar_expression_parse (text, &scope, &error);

  g_assert_no_error (error);
  g_assert_nonnull (expression);
  return expression;
}

typedef struct {
  const char *name;
  const char *text;
  const char *answers;
  LumbarTruth truth;
} EvaluateCase;

#define F LUMBAR_TRUTH_FALSE
#define U LUMBAR_TRUTH_UNKNOWN
#define T LUMBAR_TRUTH_TRUE

static const EvaluateCase evaluate_cases[] = {
  { "equal/true", "one = a", "one=a", T },
  { "equal/false", "one = a", "one=b", F },
  { "equal/unanswered", "one = a", "", U },
  { "unequal/true", "one != a", "one=b", T },
  { "unequal/false", "one != a", "one=a", F },
  { "unequal/unanswered-is-not-true", "one != a", "", U },
  { "in/first", "one in (a,b)", "one=a", T },
  { "in/last", "one in (a,b)", "one=b", T },
  { "in/none", "one in (a,b)", "one=c", F },
  { "in/unanswered", "one in (a,b)", "", U },
  { "not-in/outside", "one not-in (a,b)", "one=c", T },
  { "not-in/inside", "one not-in (a,b)", "one=b", F },
  { "not-in/unanswered", "one not-in (a,b)", "", U },
  { "has/among-several", "many has b", "many=a+b+c", T },
  { "has/without", "many has b", "many=a+c", F },
  { "has/unanswered", "many has b", "", U },
  { "has-any/one-of-them", "many has-any (a,b)", "many=b+c", T },
  { "has-any/none-of-them", "many has-any (a,b)", "many=c", F },
  { "has-any/unanswered", "many has-any (a,b)", "", U },
  { "at-least/above", "number >= 50", "number=50.1", T },
  { "at-least/equal", "number >= 50", "number=50", T },
  { "at-least/below", "number >= 50", "number=49.9", F },
  { "at-most/below", "number <= 50", "number=0", T },
  { "at-most/equal", "number <= 50", "number=50", T },
  { "at-most/above", "number <= 50", "number=51", F },
  { "more/equal", "number > 50", "number=50", F },
  { "more/above", "number > 50", "number=51", T },
  { "less/equal", "number < 50", "number=50", F },
  { "less/below", "number < 50", "number=49", T },
  { "number/unanswered", "number < 50", "", U },
  { "number/negative", "number > -1.5", "number=-1", T },
  { "number/fraction", "number >= 37.8", "number=37.8", T },
  { "number/zero-is-an-answer", "number < 1", "number=0", T },
  { "precedence/and-before-or", "one = a or one = b and number > 5", "one=a number=1", T },
  { "precedence/parentheses", "(one = a or one = b) and number > 5", "one=a number=1", F },
  { "precedence/not-binds-closest", "not one = a and number > 5", "one=b number=6", T },
  { "precedence/not-of-parentheses", "not (one = a and number > 5)", "one=a number=1", T },
  { "not/twice", "not not one = a", "one=a", T },
  { "blanks/none-needed", "one in(a,b)and number>=5", "one=a number=5", T },
  { "blanks/many-allowed", "  one   =   a  ", "one=a", T },
  { "long-or", "one = a or one = b or one = c or number > 1", "one=c", T },
};

static void
test_evaluate (gconstpointer data)
{
  const EvaluateCase *test = data;
  g_autoptr (LumbarExpression) expression = parse (test->text);
  LumbarValue values[N_FINDINGS];

  read_answers (test->answers, values);
  g_assert_cmpint (lumbar_expression_evaluate (expression, values), ==, test->truth);
}

/* Kleene's tables, in the order false, unknown, true. */
typedef struct {
  const char *word;
  LumbarTruth a;
  LumbarTruth b;
  LumbarTruth truth;
} KleeneCase;

static const KleeneCase kleene_cases[] = {
  { "and", F, F, F }, { "and", F, U, F }, { "and", F, T, F }, { "and", U, F, F }, { "and", U, U, U },
  { "and", U, T, U }, { "and", T, F, F }, { "and", T, U, U }, { "and", T, T, T }, { "or", F, F, F },
  { "or", F, U, U },  { "or", F, T, T },  { "or", U, F, U },  { "or", U, U, U },  { "or", U, T, T },
  { "or", T, F, T },  { "or", T, U, T },  { "or", T, T, T },
};

static const char *const truth_names[] = { "false", "unknown", "true" };

/* A value that makes "… = a" come out as wanted. */
static LumbarValue
value_for (LumbarTruth truth)
{
  LumbarValue value = { .kind = truth == U ? LUMBAR_VALUE_NONE : LUMBAR_VALUE_OPTIONS };

  value.options = truth == T ? 1 : truth == F ? 2 : 0;
  return value;
}

static void
test_kleene (gconstpointer data)
{
  const KleeneCase *test = data;
  g_autofree char *text = g_strdup_printf ("one = a %s other = a", test->word);
  g_autofree char *denied = g_strdup_printf ("not (%s)", text);
  g_autoptr (LumbarExpression) expression = parse (text);
  g_autoptr (LumbarExpression) denial = parse (denied);
  LumbarValue values[N_FINDINGS] = { [ONE] = value_for (test->a), [OTHER] = value_for (test->b) };

  g_assert_cmpint (lumbar_expression_evaluate (expression, values), ==, test->truth);
  g_assert_cmpint (lumbar_expression_evaluate (denial, values), ==, T - test->truth);
}

static void
test_not (gconstpointer data)
{
  LumbarTruth truth = GPOINTER_TO_INT (data);
  LumbarValue values[N_FINDINGS] = { [ONE] = value_for (truth) };
  g_autoptr (LumbarExpression) expression = parse ("not one = a");

  g_assert_cmpint (lumbar_expression_evaluate (expression, values), ==, T - truth);
}

typedef struct {
  const char *name;
  const char *text;
  const char *message;
} RefuseCase;

static const RefuseCase refuse_cases[] = {
  { "empty", "", "expected a finding but found the end" },
  { "blank", "   ", "expected a finding but found the end" },
  { "unknown-finding", "nothing = a", "there is no finding “nothing”" },
  { "unknown-option", "one = z", "“z” is not an option of “one”" },
  { "unknown-option-in-list", "one in (a,z)", "“z” is not an option of “one”" },
  { "operator-missing", "one", "expected an operator" },
  { "operator-wrong", "one is a", "expected an operator" },
  { "operator-doubled", "one == a", "expected an option" },
  { "option-missing", "one =", "expected an option but found the end" },
  { "option-is-a-bracket", "one = (a)", "expected an option but found “(”" },
  { "list-without-bracket", "one in a", "expected “(”" },
  { "list-empty", "one in ()", "expected an option but found “)”" },
  { "list-open", "one in (a,b", "expected “)” but found the end" },
  { "list-ends-in-comma", "one in (a,)", "expected an option but found “)”" },
  { "list-without-comma", "one in (a b)", "expected “)” but found “b”" },
  { "bracket-open", "(one = a", "expected “)” but found the end" },
  { "bracket-extra", "one = a)", "expected “and”, “or” or the end but found “)”" },
  { "bracket-empty", "()", "expected a finding but found “)”" },
  { "and-at-the-end", "one = a and", "expected a finding but found the end" },
  { "or-at-the-start", "or one = a", "there is no finding “or”" },
  { "not-alone", "not", "expected a finding but found the end" },
  { "two-atoms", "one = a other = a", "expected “and”, “or” or the end but found “other”" },
  { "number-missing", "number >=", "expected a number but found the end" },
  { "number-is-a-word", "number >= many", "expected a number but found “many”" },
  { "number-with-rest", "number >= 5x", "expected a number but found “5x”" },
  { "number-nan", "number >= nan", "expected a number but found “nan”" },
  { "number-infinite", "number < inf", "expected a number but found “inf”" },
  { "number-hexadecimal", "number < 0x10", "expected a number but found “0x10”" },
  { "number-too-large", "number < 1e999", "expected a number but found “1e999”" },
  { "finding-is-a-number", "5 > number", "expected a finding but found “5”" },
  { "character", "one = a & other = a", "unexpected character at position 9" },
  { "exclamation-mark-alone", "one ! a", "unexpected character at position 5" },
  { "tab", "one\t= a", "unexpected character at position 4" },
  { "letter-beyond-ascii", "onë = a", "unexpected character at position 3" },
  { "equal-on-many", "many = a", "“=” works on one option, but “many” holds several options" },
  { "unequal-on-many", "many != a", "“!=” works on one option" },
  { "in-on-number", "number in (a)", "“in” works on one option, but “number” holds a number" },
  { "not-in-on-many", "many not-in (a)", "“not-in” works on one option" },
  { "has-on-one", "one has a", "“has” works on several options, but “one” holds one option" },
  { "has-any-on-number", "number has-any (a)", "“has-any” works on several options" },
  { "compare-options", "one >= 5", "“>=” works on a number, but “one” holds one option" },
  { "less-on-many", "many < 5", "“<” works on a number" },
  { "rule-on-words", "words = a", "“=” works on one option, but “words” holds nothing" },
};

static void
test_refuse (gconstpointer data)
{
  const RefuseCase *test = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_expression_parse (test->text, &scope, &error));
  assert_refused (error, test->message);
}

static char *
nest (const char *open, guint n, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, "one = a");
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

/* Deep enough for any rule a person writes, not so deep that a hostile table exhausts the stack. */
static void
test_nesting (gconstpointer data)
{
  const char *open = data;
  const char *close = *open == '(' ? ")" : "";
  g_autofree char *most = nest (open, 39, close);
  g_autofree char *more = nest (open, 41, close);
  g_autofree char *far_more = nest (open, 200000, close);
  g_autoptr (LumbarExpression) expression = parse (most);
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_expression_parse (more, &scope, &error));
  assert_refused (error, "more than 40 levels of nesting");
  g_clear_error (&error);
  g_assert_null (lumbar_expression_parse (far_more, &scope, &error));
  assert_refused (error, "more than 40 levels of nesting");
}

typedef void (*ListFunc) (const LumbarExpression *self, const LumbarValue *values, GArray *findings);

typedef struct {
  const char *name;
  ListFunc list;
  const char *text;
  const char *answers;
  const char *findings;
} ListCase;

static void
list_mentioned (const LumbarExpression *self, const LumbarValue *values, GArray *findings)
{
  lumbar_expression_findings (self, findings);
}

#define EXPLAIN lumbar_expression_explain
#define REFUTE lumbar_expression_refute
#define MISSING lumbar_expression_missing

static const ListCase list_cases[] = {
  { "explain/atom", EXPLAIN, "one = a", "one=a", "one" },
  { "explain/only-the-true-part-of-or", EXPLAIN, "one = a or number > 5", "one=b number=6", "number" },
  { "explain/every-true-part-of-or", EXPLAIN, "one = a or number > 5", "one=a number=6", "one number" },
  { "explain/all-parts-of-and", EXPLAIN, "one = a and number > 5", "one=a number=6", "one number" },
  { "explain/a-finding-once", EXPLAIN, "one = a or one in (a,b)", "one=a", "one" },
  { "explain/what-is-denied", EXPLAIN, "not one = a", "one=b", "one" },
  { "explain/inside-a-denied-or", EXPLAIN, "not (one = a or many has b)", "one=b many=c", "one many" },
  { "explain/nothing-when-false", EXPLAIN, "one = a", "one=b", "" },
  { "refute/atom", REFUTE, "one = a", "one=b", "one" },
  { "refute/every-part-of-or", REFUTE, "one = a or number > 5", "one=b number=4", "one number" },
  { "refute/only-the-false-part-of-and", REFUTE, "one = a and number > 5", "one=a number=4", "number" },
  { "refute/what-is-denied", REFUTE, "not one = a", "one=a", "one" },
  { "refute/nothing-when-true", REFUTE, "one = a", "one=a", "" },
  { "missing/atom", MISSING, "one = a", "", "one" },
  { "missing/only-what-keeps-and-open", MISSING, "one = a and number > 5", "one=a", "number" },
  { "missing/only-what-keeps-or-open", MISSING, "one = a or number > 5", "one=b", "number" },
  { "missing/both", MISSING, "one = a or number > 5", "", "one number" },
  { "missing/not-inside-a-settled-part", MISSING, "(one = a and many has b) or number > 5", "one=b", "number" },
  { "missing/through-not", MISSING, "not (one = a and number > 5)", "one=a", "number" },
  { "missing/nothing-when-settled", MISSING, "one = a or number > 5", "one=a", "" },
  { "findings/each-once", list_mentioned, "one = a or (number > 5 and not one = b) or many has c", "",
    "one number many" },
};

static void
test_list (gconstpointer data)
{
  const ListCase *test = data;
  g_autoptr (LumbarExpression) expression = parse (test->text);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GString) names = g_string_new (NULL);
  LumbarValue values[N_FINDINGS];

  read_answers (test->answers, values);
  test->list (expression, values, findings);
  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ids[g_array_index (findings, int, i)]);
  g_assert_cmpstr (names->str, ==, test->findings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (evaluate_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/expression/evaluate/", evaluate_cases[i].name, NULL);

      g_test_add_data_func (path, &evaluate_cases[i], test_evaluate);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kleene_cases); i++)
    {
      const KleeneCase *test = &kleene_cases[i];
      g_autofree char *path = g_strdup_printf ("/base/expression/kleene/%s-%s-%s", truth_names[test->a],
                                               test->word, truth_names[test->b]);

      g_test_add_data_func (path, test, test_kleene);
    }
  for (int truth = F; truth <= T; truth++)
    {
      g_autofree char *path = g_strconcat ("/base/expression/kleene/not-", truth_names[truth], NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (truth), test_not);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refuse_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/expression/refuse/", refuse_cases[i].name, NULL);

      g_test_add_data_func (path, &refuse_cases[i], test_refuse);
    }
  for (guint i = 0; i < G_N_ELEMENTS (list_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/expression/", list_cases[i].name, NULL);

      g_test_add_data_func (path, &list_cases[i], test_list);
    }
  g_test_add_data_func ("/base/expression/nesting/parentheses", "(", test_nesting);
  g_test_add_data_func ("/base/expression/nesting/not", "not ", test_nesting);

  return g_test_run ();
}
