/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says in FHIR when a question is asked: as plain enableWhen where that can say it (conditions joined
 * by "any" or by "all"), otherwise as FHIRPath. In both an unanswered question makes no condition true,
 * as in our own three-valued logic. */

#include "lumbar-fhir-enable-when.h"

#include <math.h>

#include "lumbar-fhir-codes.h"
#include "lumbar-text.h"

/* One enableWhen: @operator compares the answer of @finding with @option, or with @number where that is
 * -1; "exists" with nothing. */
typedef struct {
  const LumbarFinding *finding;
  const char *operator;
  int option;
  double number;
} Condition;

static const char *
get_comparison (LumbarOperator operator, gboolean negated)
{
  switch (operator)
    {
    case LUMBAR_OPERATOR_AT_LEAST:
      return negated ? "<" : ">=";
    case LUMBAR_OPERATOR_AT_MOST:
      return negated ? ">" : "<=";
    case LUMBAR_OPERATOR_MORE:
      return negated ? "<=" : ">";
    case LUMBAR_OPERATOR_LESS:
      return negated ? ">=" : "<";
    case LUMBAR_OPERATOR_ANY:
    case LUMBAR_OPERATOR_ALL:
    case LUMBAR_OPERATOR_NOT:
    case LUMBAR_OPERATOR_OPTIONS:
    case LUMBAR_OPERATOR_NOT_OPTIONS:
    default:
      g_assert_not_reached ();
    }
}

static void
add_condition (GArray *conditions, const LumbarFinding *finding, const char *operator, int option, double number)
{
  const Condition condition = { finding, operator, option, number };

  g_array_append_val (conditions, condition);
}

static void
add_options (GArray *conditions, const LumbarFinding *finding, const char *operator, guint64 options)
{
  for (guint i = 0; i < finding->options->len; i++)
    if ((options & ((guint64) 1 << i)) != 0)
      add_condition (conditions, finding, operator, (int) i, 0);
}

/* "none of these" of one who answered: joined by "or" that is any other option, joined by "and" that an
 * answer exists and is none of them. */
static gboolean
add_exclusion (GArray *conditions, LumbarOperator joined, const LumbarFinding *finding, guint64 options)
{
  if (lumbar_finding_holds_many (finding))
    return FALSE;
  if (joined == LUMBAR_OPERATOR_ANY)
    add_options (conditions, finding, "=", ~options);
  else
    {
      add_condition (conditions, finding, "exists", -1, 0);
      add_options (conditions, finding, "!=", options);
    }
  return TRUE;
}

static gboolean
add_atom (GArray *conditions, LumbarKnowledge *knowledge, LumbarOperator joined, const LumbarExpression *atom)
{
  const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge,
                                                               (guint) lumbar_expression_get_finding (atom));
  LumbarOperator operator = lumbar_expression_get_operator (atom);
  guint64 options = lumbar_expression_get_options (atom);
  double number = lumbar_expression_get_number (atom);

  if (operator == LUMBAR_OPERATOR_NOT_OPTIONS)
    return add_exclusion (conditions, joined, finding, options);
  if (operator == LUMBAR_OPERATOR_OPTIONS)
    {
      /* "one of several" can't stand beside "and" in a flat list. */
      if (joined == LUMBAR_OPERATOR_ALL && (options & (options - 1)) != 0)
        return FALSE;
      add_options (conditions, finding, "=", options);
      return TRUE;
    }
  if (finding->type != LUMBAR_FINDING_DECIMAL && number != floor (number))
    return FALSE;
  add_condition (conditions, finding, get_comparison (operator, FALSE), -1, number);
  return TRUE;
}

/* Flattens @expression into conditions that are all joined by @joined, where that is possible. */
static gboolean
flatten (GArray *conditions,
         LumbarKnowledge *knowledge,
         LumbarOperator joined,
         const LumbarExpression *expression)
{
  LumbarOperator operator = lumbar_expression_get_operator (expression);

  if (lumbar_expression_get_n_parts (expression) == 0)
    return add_atom (conditions, knowledge, joined, expression);
  if (operator != joined)
    return FALSE;
  for (guint i = 0; i < lumbar_expression_get_n_parts (expression); i++)
    if (!flatten (conditions, knowledge, joined, lumbar_expression_get_part (expression, i)))
      return FALSE;
  return TRUE;
}

/* The conditions of a plain enableWhen and how they are joined; %NULL where there is none. */
static GArray *
find_plain (LumbarKnowledge *knowledge, const LumbarExpression *expression, const char **behavior)
{
  g_autoptr (GArray) any = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Condition));

  *behavior = "any";
  if (flatten (any, knowledge, LUMBAR_OPERATOR_ANY, expression))
    return g_steal_pointer (&any);
  *behavior = "all";
  if (flatten (all, knowledge, LUMBAR_OPERATOR_ALL, expression))
    return g_steal_pointer (&all);
  return NULL;
}

static void
write_condition (LumbarJsonWriter *writer, const Condition *condition)
{
  const LumbarFinding *finding = condition->finding;

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "question", finding->id);
  lumbar_json_writer_string (writer, "operator", condition->operator);
  if (condition->option >= 0 && finding->type == LUMBAR_FINDING_BOOLEAN)
    lumbar_json_writer_boolean (writer, "answerBoolean", condition->option == 1);
  else if (condition->option >= 0)
    {
      g_autofree char *system = lumbar_fhir_option_system (finding);

      lumbar_fhir_write_coding (writer, "answerCoding", system,
                                lumbar_finding_get_option (finding, (guint) condition->option)->id, NULL);
    }
  else if (*condition->operator == 'e')
    lumbar_json_writer_boolean (writer, "answerBoolean", TRUE);
  else if (finding->type == LUMBAR_FINDING_DECIMAL)
    lumbar_fhir_write_number (writer, "answerDecimal", finding, condition->number);
  else
    lumbar_json_writer_integer (writer, "answerInteger", (gint64) condition->number);
  lumbar_json_writer_end_object (writer);
}

/**
 * lumbar_fhir_enable_when_is_plain:
 * @knowledge: the findings
 * @expression: a rule over them
 *
 * Returns: whether plain enableWhen can say it
 */
gboolean
lumbar_fhir_enable_when_is_plain (LumbarKnowledge *knowledge, const LumbarExpression *expression)
{
  const char *behavior;
  g_autoptr (GArray) conditions = find_plain (knowledge, expression, &behavior);

  return conditions != NULL;
}

/**
 * lumbar_fhir_enable_when_write:
 * @writer: a writer inside a Questionnaire.item
 * @knowledge: the findings
 * @expression: when the item is asked
 *
 * Writes enableWhen and, with more than one condition, enableBehavior.
 *
 * Returns: whether plain enableWhen can say it; otherwise nothing is written
 */
gboolean
lumbar_fhir_enable_when_write (LumbarJsonWriter *writer,
                               LumbarKnowledge *knowledge,
                               const LumbarExpression *expression)
{
  const char *behavior;
  g_autoptr (GArray) conditions = find_plain (knowledge, expression, &behavior);

  if (conditions == NULL)
    return FALSE;
  lumbar_json_writer_begin_array (writer, "enableWhen");
  for (guint i = 0; i < conditions->len; i++)
    write_condition (writer, &g_array_index (conditions, Condition, i));
  lumbar_json_writer_end_array (writer);
  if (conditions->len > 1)
    lumbar_json_writer_string (writer, "enableBehavior", behavior);
  return TRUE;
}

/* Options of @finding as FHIRPath over its answers. */
static char *
write_option_filter (const LumbarFinding *finding, guint64 options)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (finding->type == LUMBAR_FINDING_BOOLEAN && options == (LUMBAR_VALUE_YES | LUMBAR_VALUE_NO))
    return g_strdup ("where(value.exists())");
  if (finding->type == LUMBAR_FINDING_BOOLEAN)
    return g_strdup_printf ("where(value = %s)", options == LUMBAR_VALUE_YES ? "true" : "false");
  for (guint i = 0; i < finding->options->len; i++)
    if ((options & ((guint64) 1 << i)) != 0)
      g_string_append_printf (list, "%svalue.code = '%s'", list->len > 0 ? " or " : "",
                              lumbar_finding_get_option (finding, i)->id);
  return g_strdup_printf ("where(%s)", list->str);
}

static void
append_atom (GString *path, LumbarKnowledge *knowledge, const LumbarExpression *atom, gboolean negated)
{
  const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge,
                                                               (guint) lumbar_expression_get_finding (atom));
  LumbarOperator operator = lumbar_expression_get_operator (atom);
  g_autofree char *answers = g_strdup_printf ("%%resource.repeat(item).where(linkId = '%s').answer", finding->id);
  g_autofree char *filter = NULL;

  if (operator != LUMBAR_OPERATOR_OPTIONS && operator != LUMBAR_OPERATOR_NOT_OPTIONS)
    {
      g_autofree char *number = lumbar_text_number (lumbar_expression_get_number (atom));

      g_string_append_printf (path, "%s.where(value %s %s).exists()", answers,
                              get_comparison (operator, negated), number);
      return;
    }
  filter = write_option_filter (finding, lumbar_expression_get_options (atom));
  if ((operator == LUMBAR_OPERATOR_OPTIONS) != negated)
    g_string_append_printf (path, "%s.%s.exists()", answers, filter);
  else
    g_string_append_printf (path, "(%s.exists() and %s.%s.empty())", answers, answers, filter);
}

/* A "not" is pushed down to the atoms (De Morgan's rules hold in three-valued logic too), so that nothing
 * unanswered ever becomes true by being negated. */
static void
append_path (GString *path, LumbarKnowledge *knowledge, const LumbarExpression *expression, gboolean negated)
{
  LumbarOperator operator = lumbar_expression_get_operator (expression);
  guint n = lumbar_expression_get_n_parts (expression);

  if (n == 0)
    {
      append_atom (path, knowledge, expression, negated);
      return;
    }
  if (operator == LUMBAR_OPERATOR_NOT)
    {
      append_path (path, knowledge, lumbar_expression_get_part (expression, 0), !negated);
      return;
    }
  g_string_append_c (path, '(');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (path, (operator == LUMBAR_OPERATOR_ANY) != negated ? " or " : " and ");
      append_path (path, knowledge, lumbar_expression_get_part (expression, i), negated);
    }
  g_string_append_c (path, ')');
}

/**
 * lumbar_fhir_enable_when_to_fhirpath:
 * @knowledge: the findings
 * @expression: a rule over them
 *
 * Returns: (transfer full): FHIRPath over %resource, a QuestionnaireResponse, that is true where @expression
 *   is true and false where it is false or unknown
 */
char *
lumbar_fhir_enable_when_to_fhirpath (LumbarKnowledge *knowledge, const LumbarExpression *expression)
{
  GString *path = g_string_new (NULL);

  append_path (path, knowledge, expression, FALSE);
  return g_string_free (path, FALSE);
}
