/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

/* What a row of evidence says of the answers, read as the rule has it and not by the engine: the logarithm
 * of its ratio, or 0 where it does not apply. */
static inline double
row_weight (const LumbarEvidence *row, const LumbarValue *values)
{
  const LumbarValue *value = &values[row->finding->index];

  if (value->kind == LUMBAR_VALUE_NONE)
    return 0;
  if (row->only_if != NULL && lumbar_expression_evaluate (row->only_if, values) != LUMBAR_TRUTH_TRUE)
    return 0;
  return lumbar_evidence_holds (row, value) ? row->log_present : row->log_absent;
}
