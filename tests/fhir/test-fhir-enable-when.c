/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules in the two forms FHIR has for them: plain where a flat list can say it, otherwise FHIRPath. */

#include "lumbar-fhir-enable-when.h"

#include "lumbar-fhir-test.h"

#define ANSWERS(id) "%resource.repeat(item).where(linkId = '" id "').answer"
#define CODING(finding, option) \
  "\"answerCoding\":{\"system\":\"https://lumbar.github.io/fhir/CodeSystem/" finding "\",\"code\":\"" option "\"}"

static int
find_finding (gpointer data, const char *id, LumbarExpressionKind *kind)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, id);

  if (finding == NULL)
    return -1;
  *kind = lumbar_finding_holds_many (finding)      ? LUMBAR_EXPRESSION_MANY_OPTIONS
          : lumbar_finding_holds_options (finding) ? LUMBAR_EXPRESSION_ONE_OPTION
                                                   : LUMBAR_EXPRESSION_NUMBER;
  return (int) finding->index;
}

static int
find_option (gpointer data, int finding, const char *id)
{
  return lumbar_finding_find_option (lumbar_knowledge_get_finding (knowledge, (guint) finding), id);
}

static LumbarExpression *
parse (const char *text)
{
  const LumbarExpressionScope scope = { .find_finding = find_finding, .find_option = find_option };
  g_autoptr (GError) error = NULL;
  LumbarExpression *expression = lumbar_expression_parse (text, &scope, &error);

  g_assert_no_error (error);
  return expression;
}

typedef struct {
  const char *name;
  const char *rule;
  const char *written;
} RuleCase;

static const RuleCase plain_cases[] = {
  { "option", "pain-onset = sudden",
    "{\"enableWhen\":[{\"question\":\"pain-onset\",\"operator\":\"=\"," CODING ("pain-onset", "sudden") "}]}" },
  { "yes", "malaise = yes",
    "{\"enableWhen\":[{\"question\":\"malaise\",\"operator\":\"=\",\"answerBoolean\":true}]}" },
  { "not-yes-is-no", "malaise != yes",
    "{\"enableWhen\":[{\"question\":\"malaise\",\"operator\":\"=\",\"answerBoolean\":false}]}" },
  { "in-is-any", "prior-cancer in (past,current)",
    "{\"enableWhen\":[{\"question\":\"prior-cancer\",\"operator\":\"=\"," CODING ("prior-cancer", "past")
    "},{\"question\":\"prior-cancer\",\"operator\":\"=\"," CODING ("prior-cancer", "current")
    "}],\"enableBehavior\":\"any\"}" },
  { "not-is-any-other", "sex-at-birth != male",
    "{\"enableWhen\":[{\"question\":\"sex-at-birth\",\"operator\":\"=\"," CODING ("sex-at-birth", "female")
    "},{\"question\":\"sex-at-birth\",\"operator\":\"=\"," CODING ("sex-at-birth", "intersex")
    "}],\"enableBehavior\":\"any\"}" },
  { "has", "pain-site has flank",
    "{\"enableWhen\":[{\"question\":\"pain-site\",\"operator\":\"=\"," CODING ("pain-site", "flank") "}]}" },
  { "whole-number", "age-years >= 50",
    "{\"enableWhen\":[{\"question\":\"age-years\",\"operator\":\">=\",\"answerInteger\":50}]}" },
  { "decimal", "exam-temperature > 38",
    "{\"enableWhen\":[{\"question\":\"exam-temperature\",\"operator\":\">\",\"answerDecimal\":38.0}]}" },
  { "or", "malaise = yes or age-years < 20",
    "{\"enableWhen\":[{\"question\":\"malaise\",\"operator\":\"=\",\"answerBoolean\":true},"
    "{\"question\":\"age-years\",\"operator\":\"<\",\"answerInteger\":20}],\"enableBehavior\":\"any\"}" },
  { "and", "malaise = yes and age-years <= 20",
    "{\"enableWhen\":[{\"question\":\"malaise\",\"operator\":\"=\",\"answerBoolean\":true},"
    "{\"question\":\"age-years\",\"operator\":\"<=\",\"answerInteger\":20}],\"enableBehavior\":\"all\"}" },
};

static void
test_plain (gconstpointer data)
{
  const RuleCase *given = data;
  g_autoptr (LumbarExpression) expression = parse (given->rule);
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  g_assert_true (lumbar_fhir_enable_when_is_plain (knowledge, expression));
  lumbar_json_writer_begin_object (writer, NULL);
  g_assert_true (lumbar_fhir_enable_when_write (writer, knowledge, expression));
  lumbar_json_writer_end_object (writer);
  text = lumbar_json_writer_finish (writer);
  g_assert_cmpstr (text, ==, given->written);
}

static const RuleCase path_cases[] = {
  { "and-over-or", "malaise = yes and (pain-site has flank or age-years < 20)",
    "(" ANSWERS ("malaise") ".where(value = true).exists() and (" ANSWERS ("pain-site")
    ".where(value.code = 'flank').exists() or " ANSWERS ("age-years") ".where(value < 20).exists()))" },
  { "and-with-in", "prior-cancer in (past,current) and malaise = no",
    "(" ANSWERS ("prior-cancer") ".where(value.code = 'past' or value.code = 'current').exists() and " ANSWERS (
        "malaise") ".where(value = false).exists())" },
  { "not-needs-an-answer", "not pain-site has flank",
    "(" ANSWERS ("pain-site") ".exists() and " ANSWERS ("pain-site") ".where(value.code = 'flank').empty())" },
  { "not-turns-or-into-and", "not (age-years >= 50 or malaise = yes)",
    "(" ANSWERS ("age-years") ".where(value < 50).exists() and (" ANSWERS ("malaise") ".exists() and " ANSWERS (
        "malaise") ".where(value = true).empty()))" },
  { "twice-not", "not not (malaise = yes and prior-cancer in (past,current))",
    "(" ANSWERS ("malaise") ".where(value = true).exists() and " ANSWERS ("prior-cancer")
    ".where(value.code = 'past' or value.code = 'current').exists())" },
  { "half-year", "age-years > 49.5", ANSWERS ("age-years") ".where(value > 49.5).exists()" },
  /* pregnancy-status is itself shown by an expression, which is said again. */
  { "below-an-expression", "pregnancy-status = possible",
    "(((" ANSWERS ("sex-at-birth") ".exists() and " ANSWERS ("sex-at-birth")
    ".where(value.code = 'male').empty()) and " ANSWERS ("age-years")
    ".where(value < 56).exists()) and " ANSWERS ("pregnancy-status") ".where(value.code = 'possible').exists())" },
};

static void
test_path (gconstpointer data)
{
  const RuleCase *given = data;
  g_autoptr (LumbarExpression) expression = parse (given->rule);
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);
  g_autofree char *path = lumbar_fhir_enable_when_to_fhirpath (knowledge, expression);

  g_assert_false (lumbar_fhir_enable_when_is_plain (knowledge, expression));
  g_assert_false (lumbar_fhir_enable_when_write (writer, knowledge, expression));
  g_assert_cmpstr (path, ==, given->written);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  load_knowledge ();

  for (guint i = 0; i < G_N_ELEMENTS (plain_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/enable-when/plain/", plain_cases[i].name, NULL);

      g_test_add_data_func (path, &plain_cases[i], test_plain);
    }
  for (guint i = 0; i < G_N_ELEMENTS (path_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/enable-when/fhirpath/", path_cases[i].name, NULL);

      g_test_add_data_func (path, &path_cases[i], test_path);
    }
  return g_test_run ();
}
