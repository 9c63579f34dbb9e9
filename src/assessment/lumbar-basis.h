/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

/**
 * LumbarContribution:
 * @row: the row of evidence that the answer brings in; borrowed
 * @answer: the answer as recorded, as in #LumbarReason
 * @weight: signed natural logarithm of the ratio, bounded: above 0 speaks for the cause
 * @ratio: the ratio itself, unbounded
 * @counted: whether it is in the total; otherwise a stronger row of its evidence group is
 * @outweighed_by: (nullable): that row; %NULL where it counted, or says nothing (a ratio of 1)
 *
 * What one answer says for or against the cause by one row of evidence.
 */
typedef struct {
  const LumbarEvidence *row;
  char *answer;
  double weight;
  double ratio;
  gboolean counted;
  const LumbarEvidence *outweighed_by;
} LumbarContribution;

/**
 * LumbarSwitchedOff:
 * @row: the row of evidence whose only_if does not hold; borrowed
 * @answer: what was answered to its finding
 * @unknown: only_if is not known yet, rather than false
 * @because: ids of the findings that did so: the answers that make it false, or what is missing
 *
 * An answer that says something elsewhere and nothing here.
 */
typedef struct {
  const LumbarEvidence *row;
  char *answer;
  gboolean unknown;
  GStrv because;
} LumbarSwitchedOff;

/**
 * LumbarReach:
 * @finding: an unanswered question that is asked now; borrowed
 * @low: by how much an answer could lower the total, not above 0
 * @high: by how much an answer could raise it, not below 0
 * @to_likely: the cause is not likely and could become so by this one answer
 * @from_likely: the cause is likely and could cease to be so by this one answer
 *
 * How far one open question could move the cause, all other answers as they are.
 */
typedef struct {
  const LumbarFinding *finding;
  double low;
  double high;
  gboolean to_likely;
  gboolean from_likely;
} LumbarReach;

/**
 * LumbarCauseBasis:
 * @cause: which; borrowed
 * @contributions: (element-type LumbarContribution): strongest first, what counted before what did not
 * @switched_off: (element-type LumbarSwitchedOff): in table order
 * @reaches: (element-type LumbarReach): widest first
 * @contradictions: (element-type LumbarConsistency): true rules that read a finding with evidence for this
 *   cause; borrowed
 * @sum: of the weights that counted
 * @total: the same, bounded: what the ranking uses
 * @likely: whether the cause is likely now
 *
 * Everything that a statement about one cause rests on. Immutable; keeps its knowledge alive, from which
 * it borrows. (#LumbarBasis is what a single figure rests on.)
 */
typedef struct {
  gatomicrefcount references;
  LumbarKnowledge *knowledge;
  const LumbarCause *cause;
  GPtrArray *contributions;
  GPtrArray *switched_off;
  GPtrArray *reaches;
  GPtrArray *contradictions;
  double sum;
  double total;
  gboolean likely;
} LumbarCauseBasis;

GPtrArray *lumbar_contributions_new (LumbarResponse *response, const LumbarCause *cause);
LumbarCauseBasis *lumbar_cause_basis_new (LumbarKnowledge *knowledge,
                                          LumbarResponse *response,
                                          const char *cause_id);
LumbarCauseBasis *lumbar_cause_basis_ref (LumbarCauseBasis *self);
void lumbar_cause_basis_unref (LumbarCauseBasis *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarCauseBasis, lumbar_cause_basis_unref)

G_END_DECLS
