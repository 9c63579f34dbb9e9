/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one rule language of the program (ask_when, only_if, rule, unless): parsed once against the
 * findings and options that exist, then evaluated in three-valued logic on arrays of values.
 *
 *   any    = all { "or" all }
 *   all    = unit { "and" unit }
 *   unit   = "not" unit | "(" any ")" | finding operator
 *   operator = "=" v | "!=" v | "in (" v {"," v} ")" | "not-in (" ... ")"   one option
 *            | "has" v | "has-any (" v {"," v} ")"                          many options
 *            | ">=" n | "<=" n | ">" n | "<" n                              number
 */

#include "lumbar-expression.h"

#include <math.h>
#include <string.h>

#include "lumbar-error.h"

/* Deeper nesting than any rule a person writes; a bound so that a hostile table can't exhaust the stack. */
#define MAX_DEPTH 40

struct _LumbarExpression {
  LumbarOperator operator;
  int finding;
  guint64 options;
  double number;
  GPtrArray *parts; /* Owned, of LumbarExpression; NULL for atoms */
};

typedef struct {
  const LumbarExpressionScope *scope;
  const char *text;
  GPtrArray *tokens; /* Owned, of char * */
  guint at;
  int depth;
} Parser;

static LumbarExpression *parse_any (Parser *parser, GError **error);

static LumbarExpression *
new_node (LumbarOperator operator)
{
  LumbarExpression *self = g_new0 (LumbarExpression, 1);

  self->operator = operator;
  self->finding = -1;
  if (operator == LUMBAR_OPERATOR_ANY || operator == LUMBAR_OPERATOR_ALL || operator == LUMBAR_OPERATOR_NOT)
    self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_expression_free);
  return self;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.';
}

static GPtrArray *
tokenize (const char *text, GError **error)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = text; *p != '\0';)
    {
      gsize length = 0;

      if (*p == ' ')
        {
          p++;
          continue;
        }
      if (strchr ("(),=", *p) != NULL)
        length = 1;
      else if (*p == '!' || *p == '<' || *p == '>')
        length = p[1] == '=' ? 2 : 1;
      else
        while (is_word (p[length]))
          length++;

      if (length == 0 || (length == 1 && *p == '!'))
        {
          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                       "unexpected character at position %d of “%s”", (int) (p - text) + 1, text);
          return NULL;
        }
      g_ptr_array_add (tokens, g_strndup (p, length));
      p += length;
    }
  return g_steal_pointer (&tokens);
}

static const char *
peek (Parser *parser)
{
  return parser->at < parser->tokens->len ? parser->tokens->pdata[parser->at] : NULL;
}

static gboolean
accept (Parser *parser, const char *token)
{
  if (g_strcmp0 (peek (parser), token) != 0)
    return FALSE;
  parser->at++;
  return TRUE;
}

static gboolean
fail (Parser *parser, GError **error, const char *wanted)
{
  const char *found = peek (parser);

  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "expected %s but found %s%s%s in “%s”", wanted,
               found ? "“" : "", found ? found : "the end", found ? "”" : "", parser->text);
  return FALSE;
}

static gboolean
expect (Parser *parser, const char *token, GError **error)
{
  g_autofree char *wanted = NULL;

  if (accept (parser, token))
    return TRUE;
  wanted = g_strdup_printf ("“%s”", token);
  return fail (parser, error, wanted);
}

static gboolean
take_option (Parser *parser, LumbarExpression *atom, const char *finding, GError **error)
{
  const char *token = peek (parser);
  int option;

  if (token == NULL || !is_word (token[0]))
    return fail (parser, error, "an option");
  option = parser->scope->find_option (parser->scope->data, atom->finding, token);
  if (option < 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "“%s” is not an option of “%s” in “%s”",
                   token, finding, parser->text);
      return FALSE;
    }
  atom->options |= (guint64) 1 << option;
  parser->at++;
  return TRUE;
}

static gboolean
take_options (Parser *parser, LumbarExpression *atom, const char *finding, GError **error)
{
  if (!expect (parser, "(", error))
    return FALSE;
  do
    if (!take_option (parser, atom, finding, error))
      return FALSE;
  while (accept (parser, ","));
  return expect (parser, ")", error);
}

static gboolean
take_number (Parser *parser, LumbarExpression *atom, GError **error)
{
  const char *token = peek (parser);
  char *end = NULL;

  if (token == NULL)
    return fail (parser, error, "a number");
  atom->number = g_ascii_strtod (token, &end);
  if (strspn (token, "+-.0123456789eE") != strlen (token) || end == token || *end != '\0' ||
      !isfinite (atom->number))
    return fail (parser, error, "a number");
  parser->at++;
  return TRUE;
}

static gboolean
check_kind (LumbarExpressionKind kind,
            LumbarExpressionKind wanted,
            const char *finding,
            const char *operator,
            GError **error)
{
  static const char *const needs[] = { "one option", "several options", "a number", "nothing" };

  if (kind == wanted)
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "“%s” works on %s, but “%s” holds %s", operator,
               needs[wanted], finding, needs[kind]);
  return FALSE;
}

static LumbarExpression *
parse_atom (Parser *parser, GError **error)
{
  g_autoptr (LumbarExpression) atom = new_node (LUMBAR_OPERATOR_OPTIONS);
  const char *finding = peek (parser);
  const char *operator;
  LumbarExpressionKind kind;
  gboolean ok;

  if (finding == NULL || !g_ascii_isalpha (finding[0]))
    {
      fail (parser, error, "a finding");
      return NULL;
    }
  atom->finding = parser->scope->find_finding (parser->scope->data, finding, &kind);
  if (atom->finding < 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "there is no finding “%s” (in “%s”)", finding,
                   parser->text);
      return NULL;
    }
  parser->at++;
  operator = peek (parser);

  if (accept (parser, "=") || accept (parser, "!="))
    {
      atom->operator = operator[0] == '!' ? LUMBAR_OPERATOR_NOT_OPTIONS : LUMBAR_OPERATOR_OPTIONS;
      ok = check_kind (kind, LUMBAR_EXPRESSION_ONE_OPTION, finding, operator, error) &&
           take_option (parser, atom, finding, error);
    }
  else if (accept (parser, "in") || accept (parser, "not-in"))
    {
      atom->operator = operator[0] == 'n' ? LUMBAR_OPERATOR_NOT_OPTIONS : LUMBAR_OPERATOR_OPTIONS;
      ok = check_kind (kind, LUMBAR_EXPRESSION_ONE_OPTION, finding, operator, error) &&
           take_options (parser, atom, finding, error);
    }
  else if (accept (parser, "has"))
    ok = check_kind (kind, LUMBAR_EXPRESSION_MANY_OPTIONS, finding, operator, error) &&
         take_option (parser, atom, finding, error);
  else if (accept (parser, "has-any"))
    ok = check_kind (kind, LUMBAR_EXPRESSION_MANY_OPTIONS, finding, operator, error) &&
         take_options (parser, atom, finding, error);
  else if (accept (parser, ">=") || accept (parser, "<=") || accept (parser, ">") ||
           accept (parser, "<"))
    {
      gboolean inclusive = operator[1] == '=';

      if (operator[0] == '>')
        atom->operator = inclusive ? LUMBAR_OPERATOR_AT_LEAST : LUMBAR_OPERATOR_MORE;
      else
        atom->operator = inclusive ? LUMBAR_OPERATOR_AT_MOST : LUMBAR_OPERATOR_LESS;
      ok = check_kind (kind, LUMBAR_EXPRESSION_NUMBER, finding, operator, error) &&
           take_number (parser, atom, error);
    }
  else
    ok = fail (parser, error, "an operator (= != in not-in has has-any >= <= > <)");

  return ok ? g_steal_pointer (&atom) : NULL;
}

static LumbarExpression *
parse_unit (Parser *parser, GError **error)
{
  g_autoptr (LumbarExpression) node = NULL;
  LumbarExpression *inner;

  if (parser->depth >= MAX_DEPTH)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "more than %d levels of nesting", MAX_DEPTH);
      return NULL;
    }
  if (accept (parser, "not"))
    {
      node = new_node (LUMBAR_OPERATOR_NOT);
      parser->depth++;
      inner = parse_unit (parser, error);
      parser->depth--;
      if (inner == NULL)
        return NULL;
      g_ptr_array_add (node->parts, inner);
      return g_steal_pointer (&node);
    }
  if (accept (parser, "("))
    {
      parser->depth++;
      node = parse_any (parser, error);
      parser->depth--;
      if (node == NULL || !expect (parser, ")", error))
        return NULL;
      return g_steal_pointer (&node);
    }
  return parse_atom (parser, error);
}

/* One loop for "or" over "and" and for "and" over units; a single part needs no node of its own. */
static LumbarExpression *
parse_joined (Parser *parser,
              LumbarOperator operator,
              const char *word,
              LumbarExpression *(*parse_part) (Parser *, GError **),
              GError **error)
{
  g_autoptr (LumbarExpression) node = new_node (operator);

  do
    {
      LumbarExpression *part = parse_part (parser, error);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (node->parts, part);
    }
  while (accept (parser, word));

  if (node->parts->len == 1)
    return g_ptr_array_steal_index (node->parts, 0);
  return g_steal_pointer (&node);
}

static LumbarExpression *
parse_all (Parser *parser, GError **error)
{
  return parse_joined (parser, LUMBAR_OPERATOR_ALL, "and", parse_unit, error);
}

static LumbarExpression *
parse_any (Parser *parser, GError **error)
{
  return parse_joined (parser, LUMBAR_OPERATOR_ANY, "or", parse_all, error);
}

static LumbarTruth
evaluate_atom (const LumbarExpression *self, const LumbarValue *value)
{
  gboolean holds = FALSE;

  if (value->kind == LUMBAR_VALUE_NONE)
    return LUMBAR_TRUTH_UNKNOWN;
  switch (self->operator)
    {
    case LUMBAR_OPERATOR_OPTIONS:
      holds = (value->options & self->options) != 0;
      break;
    case LUMBAR_OPERATOR_NOT_OPTIONS:
      holds = (value->options & self->options) == 0;
      break;
    case LUMBAR_OPERATOR_AT_LEAST:
      holds = value->number >= self->number;
      break;
    case LUMBAR_OPERATOR_AT_MOST:
      holds = value->number <= self->number;
      break;
    case LUMBAR_OPERATOR_MORE:
      holds = value->number > self->number;
      break;
    case LUMBAR_OPERATOR_LESS:
      holds = value->number < self->number;
      break;
    case LUMBAR_OPERATOR_ANY:
    case LUMBAR_OPERATOR_ALL:
    case LUMBAR_OPERATOR_NOT:
    default:
      g_assert_not_reached ();
    }
  return holds ? LUMBAR_TRUTH_TRUE : LUMBAR_TRUTH_FALSE;
}

static void
add_once (GArray *findings, int finding)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, int, i) == finding)
      return;
  g_array_append_val (findings, finding);
}

/**
 * lumbar_expression_parse:
 * @text: the expression
 * @scope: how names are found
 *
 * Parses @text, checking every finding and option against @scope and every operator against the kind
 * of its finding.
 *
 * Returns: (transfer full): the expression, or %NULL with an error that says what is wrong and where
 */
LumbarExpression *
lumbar_expression_parse (const char *text, const LumbarExpressionScope *scope, GError **error)
{
  g_autoptr (GPtrArray) tokens = tokenize (text, error);
  g_autoptr (LumbarExpression) self = NULL;
  Parser parser = { .scope = scope, .text = text, .tokens = tokens };

  if (tokens == NULL)
    return NULL;
  self = parse_any (&parser, error);
  if (self == NULL)
    return NULL;
  if (peek (&parser) != NULL)
    {
      fail (&parser, error, "“and”, “or” or the end");
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * lumbar_expression_free:
 * @self: (nullable): an expression
 *
 * Frees @self and its parts.
 */
void
lumbar_expression_free (LumbarExpression *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

/**
 * lumbar_expression_evaluate:
 * @self: an expression
 * @values: one value a finding, indexed as the scope said
 *
 * Evaluates @self in Kleene logic: "or" is true if any part is, else unknown if any is; "and" is false
 * if any part is, else unknown if any is; "not unknown" is unknown.
 *
 * Returns: true, unknown or false
 */
LumbarTruth
lumbar_expression_evaluate (const LumbarExpression *self, const LumbarValue *values)
{
  LumbarTruth truth;

  switch (self->operator)
    {
    case LUMBAR_OPERATOR_ANY:
      truth = LUMBAR_TRUTH_FALSE;
      for (guint i = 0; i < self->parts->len && truth != LUMBAR_TRUTH_TRUE; i++)
        truth = MAX (truth, lumbar_expression_evaluate (self->parts->pdata[i], values));
      return truth;
    case LUMBAR_OPERATOR_ALL:
      truth = LUMBAR_TRUTH_TRUE;
      for (guint i = 0; i < self->parts->len && truth != LUMBAR_TRUTH_FALSE; i++)
        truth = MIN (truth, lumbar_expression_evaluate (self->parts->pdata[i], values));
      return truth;
    case LUMBAR_OPERATOR_NOT:
      return LUMBAR_TRUTH_TRUE - lumbar_expression_evaluate (self->parts->pdata[0], values);
    case LUMBAR_OPERATOR_OPTIONS:
    case LUMBAR_OPERATOR_NOT_OPTIONS:
    case LUMBAR_OPERATOR_AT_LEAST:
    case LUMBAR_OPERATOR_AT_MOST:
    case LUMBAR_OPERATOR_MORE:
    case LUMBAR_OPERATOR_LESS:
    default:
      return evaluate_atom (self, &values[self->finding]);
    }
}

/* Collects the findings whose atoms make @self come out as @truth. */
static void
collect (const LumbarExpression *self, const LumbarValue *values, LumbarTruth truth, GArray *findings)
{
  LumbarTruth inner = self->operator == LUMBAR_OPERATOR_NOT ? (LumbarTruth) (LUMBAR_TRUTH_TRUE - truth) : truth;

  if (lumbar_expression_evaluate (self, values) != truth)
    return;
  if (self->parts == NULL)
    {
      add_once (findings, self->finding);
      return;
    }
  for (guint i = 0; i < self->parts->len; i++)
    collect (self->parts->pdata[i], values, inner, findings);
}

/**
 * lumbar_expression_explain:
 * @self: an expression that is true of @values
 * @values: one value a finding
 * @because: (element-type int): the findings whose answers make it true are appended, each once
 *
 * Says which answers made a rule true.
 */
void
lumbar_expression_explain (const LumbarExpression *self, const LumbarValue *values, GArray *because)
{
  collect (self, values, LUMBAR_TRUTH_TRUE, because);
}

/**
 * lumbar_expression_refute:
 * @self: an expression that is false of @values
 * @values: one value a finding
 * @because: (element-type int): the findings whose answers make it false are appended, each once
 *
 * Says which answers made a rule false.
 */
void
lumbar_expression_refute (const LumbarExpression *self, const LumbarValue *values, GArray *because)
{
  collect (self, values, LUMBAR_TRUTH_FALSE, because);
}

/**
 * lumbar_expression_missing:
 * @self: an expression that is unknown of @values
 * @values: one value a finding
 * @missing: (element-type int): the unanswered findings that keep it unknown are appended, each once
 *
 * Says which answers would settle a rule.
 */
void
lumbar_expression_missing (const LumbarExpression *self, const LumbarValue *values, GArray *missing)
{
  collect (self, values, LUMBAR_TRUTH_UNKNOWN, missing);
}

/**
 * lumbar_expression_findings:
 * @self: an expression
 * @findings: (element-type int): every finding it mentions is appended, each once
 *
 * Lists what an expression reads.
 */
void
lumbar_expression_findings (const LumbarExpression *self, GArray *findings)
{
  if (self->parts == NULL)
    {
      add_once (findings, self->finding);
      return;
    }
  for (guint i = 0; i < self->parts->len; i++)
    lumbar_expression_findings (self->parts->pdata[i], findings);
}

/**
 * lumbar_expression_get_operator:
 * @self: an expression
 *
 * Returns: what @self does; tells which of the other accessors count
 */
LumbarOperator
lumbar_expression_get_operator (const LumbarExpression *self)
{
  return self->operator;
}

/**
 * lumbar_expression_get_n_parts:
 * @self: an expression
 *
 * Returns: how many expressions it joins; 0 for an atom
 */
guint
lumbar_expression_get_n_parts (const LumbarExpression *self)
{
  return self->parts ? self->parts->len : 0;
}

/**
 * lumbar_expression_get_part:
 * @self: an expression
 * @i: a place below lumbar_expression_get_n_parts()
 *
 * Returns: (transfer none): the part
 */
const LumbarExpression *
lumbar_expression_get_part (const LumbarExpression *self, guint i)
{
  g_return_val_if_fail (i < lumbar_expression_get_n_parts (self), NULL);
  return self->parts->pdata[i];
}

/**
 * lumbar_expression_get_finding:
 * @self: an expression
 *
 * Returns: index of the finding an atom reads; -1 for what joins others
 */
int
lumbar_expression_get_finding (const LumbarExpression *self)
{
  return self->finding;
}

/**
 * lumbar_expression_get_options:
 * @self: an atom with %LUMBAR_OPERATOR_OPTIONS or %LUMBAR_OPERATOR_NOT_OPTIONS
 *
 * Returns: the options it names, a bit each
 */
guint64
lumbar_expression_get_options (const LumbarExpression *self)
{
  return self->options;
}

/**
 * lumbar_expression_get_number:
 * @self: an atom that compares with a number
 *
 * Returns: that number
 */
double
lumbar_expression_get_number (const LumbarExpression *self)
{
  return self->number;
}
