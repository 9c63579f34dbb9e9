/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says in FHIR when a question is asked: as plain enableWhen where that can say it (conditions joined
 * by "any" or by "all"), otherwise as FHIRPath. In both an unanswered question makes no condition true,
 * as in our own three-valued logic. */

#include "lumbar-fhir-enable-when.h"

#include <math.h>

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-text.h"

/* One enableWhen: @operator compares the answer of @finding with @option, or with @number where that is -1.
 */
typedef struct
{
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
add_condition (
    GArray *conditions, const LumbarFinding *finding, const char *operator, int option, double number)
{
  const Condition condition = { finding, operator, option, number };

  g_array_append_val (conditions, condition);
}

static void
add_options (GArray *conditions, const LumbarFinding *finding, guint64 options)
{
  for (guint i = 0; i < finding->options->len; i++)
    if ((options & ((guint64) 1 << i)) != 0)
      add_condition (conditions, finding, "=", (int) i, 0);
}

static const LumbarFinding *
get_finding (LumbarKnowledge *knowledge, const LumbarExpression *atom)
{
  return lumbar_knowledge_get_finding (knowledge, (guint) lumbar_expression_get_finding (atom));
}

static gboolean
add_atom (GArray *conditions, LumbarKnowledge *knowledge, LumbarOperator joined, const LumbarExpression *atom)
{
  const LumbarFinding *finding = get_finding (knowledge, atom);
  LumbarOperator operator= lumbar_expression_get_operator (atom);
  guint64 options = lumbar_expression_get_options (atom);
  double number = lumbar_expression_get_number (atom);

  if (operator== LUMBAR_OPERATOR_NOT_OPTIONS)
    {
      /* Of one who chose one option, none of these is any of the others; "!=" is no way to say it, since
       * programs disagree on whether it holds of a question that was not answered. */
      if (lumbar_finding_holds_many (finding))
        return FALSE;
      options = ~options & (G_MAXUINT64 >> (LUMBAR_VALUE_MAX_OPTIONS - finding->options->len));
      operator= LUMBAR_OPERATOR_OPTIONS;
    }
  if (operator== LUMBAR_OPERATOR_OPTIONS)
    {
      /* "one of several" can't stand beside "and" in a flat list. */
      if (joined == LUMBAR_OPERATOR_ALL && (options & (options - 1)) != 0)
        return FALSE;
      add_options (conditions, finding, options);
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
  LumbarOperator operator= lumbar_expression_get_operator (expression);

  if (lumbar_expression_get_n_parts (expression) == 0)
    return add_atom (conditions, knowledge, joined, expression);
  if (operator!= joined)
    return FALSE;
  for (guint i = 0; i < lumbar_expression_get_n_parts (expression); i++)
    if (!flatten (conditions, knowledge, joined, lumbar_expression_get_part (expression, i)))
      return FALSE;
  return TRUE;
}

static gboolean
can_flatten (GArray *conditions,
             LumbarKnowledge *knowledge,
             LumbarOperator joined,
             const LumbarExpression *expression)
{
  g_array_set_size (conditions, 0);
  return flatten (conditions, knowledge, joined, expression);
}

/* The conditions of a plain enableWhen and how they are joined; %NULL where there is none. Nor is there
 * one for a question that hangs on a question with an expression: forms evaluate plain conditions first
 * and (LHC-Forms 40) do not look at them again when an expression hides what they read. */
static GArray *
find_plain (LumbarKnowledge *knowledge, const LumbarExpression *expression, LumbarOperator *joined)
{
  g_autoptr (GArray) conditions = g_array_new (FALSE, FALSE, sizeof (Condition));

  *joined = LUMBAR_OPERATOR_ANY;
  if (!can_flatten (conditions, knowledge, *joined, expression))
    {
      *joined = LUMBAR_OPERATOR_ALL;
      if (!can_flatten (conditions, knowledge, *joined, expression))
        return NULL;
    }
  for (guint i = 0; i < conditions->len; i++)
    {
      const LumbarFinding *read = g_array_index (conditions, Condition, i).finding;

      if (read->ask_when != NULL && !lumbar_fhir_enable_when_is_plain (knowledge, read->ask_when))
        return NULL;
    }
  return g_steal_pointer (&conditions);
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
  LumbarOperator joined;
  g_autoptr (GArray) conditions = find_plain (knowledge, expression, &joined);

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
  LumbarOperator joined;
  g_autoptr (GArray) conditions = find_plain (knowledge, expression, &joined);

  if (conditions == NULL)
    return FALSE;
  lumbar_json_writer_begin_array (writer, "enableWhen");
  for (guint i = 0; i < conditions->len; i++)
    write_condition (writer, &g_array_index (conditions, Condition, i));
  lumbar_json_writer_end_array (writer);
  if (conditions->len > 1)
    lumbar_json_writer_string (writer, "enableBehavior", joined == LUMBAR_OPERATOR_ANY ? "any" : "all");
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
append_comparison (GString *path,
                   const LumbarFinding *finding,
                   const LumbarExpression *atom,
                   gboolean negated)
{
  LumbarOperator operator= lumbar_expression_get_operator (atom);
  g_autofree char *answers =
      g_strdup_printf ("%%resource.repeat(item).where(linkId = '%s').answer", finding->id);
  g_autofree char *filter = NULL;

  if (operator!= LUMBAR_OPERATOR_OPTIONS && operator!= LUMBAR_OPERATOR_NOT_OPTIONS)
    {
      g_autofree char *number = lumbar_text_number (lumbar_expression_get_number (atom));

      g_string_append_printf (path, "%s.where(value %s %s).exists()", answers,
                              get_comparison (operator, negated), number);
      return;
    }
  filter = write_option_filter (finding, lumbar_expression_get_options (atom));
  if ((operator== LUMBAR_OPERATOR_OPTIONS) != negated)
    g_string_append_printf (path, "%s.%s.exists()", answers, filter);
  else
    g_string_append_printf (path, "(%s.exists() and %s.%s.empty())", answers, answers, filter);
}

static void
append_path (GString *path, LumbarKnowledge *knowledge, const LumbarExpression *expression, gboolean negated);

/* An answer counts only while its question is asked. Forms take back the answers that plain conditions
 * hide, but (LHC-Forms 40) not those that an expression hides: there the condition is said again. */
static void
append_atom (GString *path, LumbarKnowledge *knowledge, const LumbarExpression *atom, gboolean negated)
{
  const LumbarFinding *finding = get_finding (knowledge, atom);

  if (finding->ask_when == NULL || lumbar_fhir_enable_when_is_plain (knowledge, finding->ask_when))
    {
      append_comparison (path, finding, atom, negated);
      return;
    }
  g_string_append_c (path, '(');
  append_path (path, knowledge, finding->ask_when, FALSE);
  g_string_append (path, " and ");
  append_comparison (path, finding, atom, negated);
  g_string_append_c (path, ')');
}

/* A "not" is pushed down to the atoms (De Morgan's rules hold in three-valued logic too), so that nothing
 * unanswered ever becomes true by being negated. */
static void
append_path (GString *path, LumbarKnowledge *knowledge, const LumbarExpression *expression, gboolean negated)
{
  LumbarOperator operator= lumbar_expression_get_operator (expression);
  guint n = lumbar_expression_get_n_parts (expression);

  if (n == 0)
    {
      append_atom (path, knowledge, expression, negated);
      return;
    }
  if (operator== LUMBAR_OPERATOR_NOT)
    {
      append_path (path, knowledge, lumbar_expression_get_part (expression, 0), !negated);
      return;
    }
  g_string_append_c (path, '(');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (path, (operator== LUMBAR_OPERATOR_ANY) != negated ? " or " : " and ");
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
