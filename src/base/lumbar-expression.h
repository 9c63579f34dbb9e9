/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-value.h"

G_BEGIN_DECLS

/**
 * LumbarTruth:
 *
 * Kleene's three values. Unanswered findings make their atoms unknown.
 */
typedef enum {
  LUMBAR_TRUTH_FALSE,
  LUMBAR_TRUTH_UNKNOWN,
  LUMBAR_TRUTH_TRUE,
} LumbarTruth;

/**
 * LumbarExpressionKind:
 *
 * What a finding holds, as far as the operators of the language care.
 */
typedef enum {
  LUMBAR_EXPRESSION_ONE_OPTION,
  LUMBAR_EXPRESSION_MANY_OPTIONS,
  LUMBAR_EXPRESSION_NUMBER,
  LUMBAR_EXPRESSION_NOTHING,
} LumbarExpressionKind;

/**
 * LumbarOperator:
 * @LUMBAR_OPERATOR_ANY: "or" of its parts
 * @LUMBAR_OPERATOR_ALL: "and" of its parts
 * @LUMBAR_OPERATOR_NOT: "not" of its one part
 * @LUMBAR_OPERATOR_OPTIONS: any of the options chosen
 * @LUMBAR_OPERATOR_NOT_OPTIONS: answered, and none of the options chosen
 * @LUMBAR_OPERATOR_AT_LEAST: the number or more
 * @LUMBAR_OPERATOR_AT_MOST: the number or less
 * @LUMBAR_OPERATOR_MORE: more than the number
 * @LUMBAR_OPERATOR_LESS: less than the number
 *
 * What an expression does: the first three join other expressions, the others are atoms that read one
 * finding. For those who write a rule in another language.
 */
typedef enum {
  LUMBAR_OPERATOR_ANY,
  LUMBAR_OPERATOR_ALL,
  LUMBAR_OPERATOR_NOT,
  LUMBAR_OPERATOR_OPTIONS,
  LUMBAR_OPERATOR_NOT_OPTIONS,
  LUMBAR_OPERATOR_AT_LEAST,
  LUMBAR_OPERATOR_AT_MOST,
  LUMBAR_OPERATOR_MORE,
  LUMBAR_OPERATOR_LESS,
} LumbarOperator;

/**
 * LumbarExpressionScope:
 * @find_finding: the index of the finding called @id and its kind, or -1
 * @find_option: the index of an option of a finding, or -1
 * @data: given to both
 *
 * How names in an expression become small integers, once, at parsing.
 */
typedef struct {
  int (*find_finding) (gpointer data, const char *id, LumbarExpressionKind *kind);
  int (*find_option) (gpointer data, int finding, const char *id);
  gpointer data;
} LumbarExpressionScope;

typedef struct _LumbarExpression LumbarExpression;

LumbarExpression *lumbar_expression_parse (const char *text,
                                           const LumbarExpressionScope *scope,
                                           GError **error);
void lumbar_expression_free (LumbarExpression *self);

LumbarTruth lumbar_expression_evaluate (const LumbarExpression *self, const LumbarValue *values);
void lumbar_expression_explain (const LumbarExpression *self,
                                const LumbarValue *values,
                                GArray *because);
void lumbar_expression_refute (const LumbarExpression *self,
                               const LumbarValue *values,
                               GArray *because);
void lumbar_expression_missing (const LumbarExpression *self,
                                const LumbarValue *values,
                                GArray *missing);
void lumbar_expression_findings (const LumbarExpression *self, GArray *findings);

LumbarOperator lumbar_expression_get_operator (const LumbarExpression *self);
guint lumbar_expression_get_n_parts (const LumbarExpression *self);
const LumbarExpression *lumbar_expression_get_part (const LumbarExpression *self, guint i);
int lumbar_expression_get_finding (const LumbarExpression *self);
guint64 lumbar_expression_get_options (const LumbarExpression *self);
double lumbar_expression_get_number (const LumbarExpression *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarExpression, lumbar_expression_free)

G_END_DECLS
