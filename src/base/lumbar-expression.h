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
void lumbar_expression_missing (const LumbarExpression *self,
                                const LumbarValue *values,
                                GArray *missing);
void lumbar_expression_findings (const LumbarExpression *self, GArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarExpression, lumbar_expression_free)

G_END_DECLS
