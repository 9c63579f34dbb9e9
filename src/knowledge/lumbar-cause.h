/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-group.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarUrgency:
 *
 * How soon a cause must be dealt with where it is the cause, least first.
 */
typedef enum {
  LUMBAR_URGENCY_ROUTINE,
  LUMBAR_URGENCY_SOON,
  LUMBAR_URGENCY_URGENT,
  LUMBAR_URGENCY_EMERGENCY,
} LumbarUrgency;

#define LUMBAR_N_URGENCIES 4

/**
 * LumbarCountingRule:
 * @LUMBAR_COUNTING_NORMAL: counts towards the group as it stands
 * @LUMBAR_COUNTING_NEEDS_GROUP: counts only with support in one evidence group
 * @LUMBAR_COUNTING_IF_NOTHING_ELSE: counts only where no other cause is likely
 */
typedef enum {
  LUMBAR_COUNTING_NORMAL,
  LUMBAR_COUNTING_NEEDS_GROUP,
  LUMBAR_COUNTING_IF_NOTHING_ELSE,
} LumbarCountingRule;

/**
 * LumbarCause:
 * @index: its place in the table
 * @subgroup: the family within the group; two MS families likely together are mixed pain
 * @serious: may enter the list of what must be excluded
 * @prior: share among people with MS and low back pain, 0 to 1
 * @needed_group: with %LUMBAR_COUNTING_NEEDS_GROUP, the evidence group; otherwise ""
 *
 * A possible origin of the pain. Read only.
 */
typedef struct {
  guint index;
  const char *id; /* Interned: outlives the tables */
  char *name;
  LumbarGroup group;
  char *subgroup;
  gboolean serious;
  LumbarUrgency urgency;
  double prior;
  char *prior_basis;
  char *icd10;
  char *snomed;
  char *mechanism;
  LumbarCountingRule counting_rule;
  char *needed_group;
} LumbarCause;

const char *const *lumbar_cause_columns (void);
LumbarCause *lumbar_cause_new (LumbarTable *table, guint row, GError **error);
void lumbar_cause_free (LumbarCause *self);

G_END_DECLS
