/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-caution.h"

G_BEGIN_DECLS

/**
 * LumbarInteraction:
 * @first: a treatment or class; borrowed
 * @second: another, or the same class for two of its members; borrowed
 * @effect: what it does to a step of which the person has the other one now
 * @ask: (nullable): the finding to ask for while it is not known whether the other is taken; borrowed
 * @text: a sentence about the two
 *
 * Two treatments that don't go together, whether one is taken and one proposed or both are proposed.
 * Read only.
 */
typedef struct {
  guint index;
  char *id;
  const LumbarTreatment *first;
  const LumbarTreatment *second;
  LumbarEffect effect;
  const LumbarFinding *ask;
  char *text;
  const LumbarSource *source;
  LumbarBasis basis;
} LumbarInteraction;

const char *const *lumbar_interaction_columns (void);
LumbarInteraction *lumbar_interaction_new (LumbarTable *table, guint row, GError **error);
void lumbar_interaction_free (LumbarInteraction *self);

G_END_DECLS
