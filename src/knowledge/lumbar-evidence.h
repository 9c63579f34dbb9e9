/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-cause.h"
#include "lumbar-finding.h"
#include "lumbar-source.h"

G_BEGIN_DECLS

/**
 * LumbarBasis:
 * @LUMBAR_BASIS_PUBLISHED: a figure as printed
 * @LUMBAR_BASIS_DERIVED: computed or cut down from a printed figure
 * @LUMBAR_BASIS_EXPERT: a step set by experts
 */
typedef enum {
  LUMBAR_BASIS_PUBLISHED,
  LUMBAR_BASIS_DERIVED,
  LUMBAR_BASIS_EXPERT,
} LumbarBasis;

/**
 * LumbarMatch:
 *
 * How the value of an evidence row is compared with an answer.
 */
typedef enum {
  LUMBAR_MATCH_OPTIONS,
  LUMBAR_MATCH_AT_LEAST,
  LUMBAR_MATCH_AT_MOST,
  LUMBAR_MATCH_MORE,
  LUMBAR_MATCH_LESS,
} LumbarMatch;

/**
 * LumbarEvidence:
 * @match: how @options or @number is compared with the answer
 * @present: likelihood ratio when it matches; 0 = no effect
 * @absent: likelihood ratio when the finding was answered otherwise; 0 = no effect
 * @log_present: ln of @present, bounded; 0 without effect
 * @log_absent: ln of @absent, bounded; 0 without effect
 * @from_memory: nobody who wrote it has seen the figure in its source
 * @group: number of the group of correlated rows within the cause, from 0
 * @only_if: (nullable): the row counts only when true
 * @condition: number of @only_if, from 1; rows with the same text share it; 0 without one
 *
 * What one answer of one finding says for or against one cause. Read only.
 */
typedef struct {
  guint index;
  const LumbarCause *cause;     /* Borrowed */
  const LumbarFinding *finding; /* Borrowed */
  const LumbarSource *source;   /* Borrowed */
  char *value;
  LumbarMatch match;
  guint64 options;
  double number;
  double present;
  double absent;
  double log_present;
  double log_absent;
  LumbarBasis basis;
  gboolean from_memory;
  char *group_id;
  guint group;
  char *note;
  LumbarExpression *only_if;
  char *only_if_text;
  guint condition;
} LumbarEvidence;

const char *const *lumbar_evidence_columns (void);
const char *lumbar_basis_to_id (LumbarBasis basis);
gboolean lumbar_basis_from_id (const char *id, LumbarBasis *basis);
LumbarEvidence *lumbar_evidence_new (LumbarTable *table,
                                     guint row,
                                     const LumbarCause *cause,
                                     const LumbarFinding *finding,
                                     const LumbarSource *source,
                                     GError **error);
gboolean lumbar_evidence_finish (LumbarEvidence *self,
                                 LumbarTable *table,
                                 const LumbarExpressionScope *scope,
                                 double limit,
                                 GError **error);
void lumbar_evidence_number (GPtrArray *evidence, guint *n_groups, guint *n_conditions);
void lumbar_evidence_free (LumbarEvidence *self);
gboolean lumbar_evidence_holds (const LumbarEvidence *self, const LumbarValue *value);

G_END_DECLS
