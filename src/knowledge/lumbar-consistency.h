/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-expression.h"
#include "lumbar-source.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarConsistency:
 * @rule: true where the answers contradict each other; reads at least two findings
 * @text: a sentence that puts the answers side by side
 *
 * Answers of one visit that don't go together: one row of consistency.tsv. Which of them is right is for
 * the clinician; no answer is changed or left out because of it. Read only.
 */
typedef struct {
  guint index;
  char *id;
  LumbarExpression *rule;
  char *rule_text;
  char *text;
  const LumbarSource *source; /* Borrowed */
} LumbarConsistency;

const char *const *lumbar_consistency_columns (void);
LumbarConsistency *lumbar_consistency_new (LumbarTable *table,
                                           guint row,
                                           const LumbarExpressionScope *scope,
                                           const LumbarSource *source,
                                           GError **error);
void lumbar_consistency_free (LumbarConsistency *self);

G_END_DECLS
