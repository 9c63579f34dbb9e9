/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-evidence.h"
#include "lumbar-treatment.h"

G_BEGIN_DECLS

/**
 * LumbarEffect:
 * @LUMBAR_EFFECT_AVOID: speaks against the treatment in this patient
 * @LUMBAR_EFFECT_CAUTION: calls for care
 * @LUMBAR_EFFECT_CHECK: something to look at before
 *
 * What a caution does to a step, strongest first.
 */
typedef enum {
  LUMBAR_EFFECT_AVOID,
  LUMBAR_EFFECT_CAUTION,
  LUMBAR_EFFECT_CHECK,
} LumbarEffect;

/**
 * LumbarCaution:
 * @treatment: the treatment or class it concerns; borrowed
 * @when: (nullable): holds when this is true …
 * @while_now: … or while a red flag of the timeframe "now" fires that points to a serious cause …
 * @while_causes: (element-type LumbarCause): … or while one of these must be excluded; borrowed
 * @effect: what it does
 * @ask: (nullable): the finding to ask for while @when is unknown; borrowed
 * @ask_if: (nullable): … unless this is false, as pregnancy is not asked of a man
 * @text: a sentence about this patient
 * @basis: published: said by the source; derived: follows from it; expert: judgement
 *
 * What speaks against a treatment in a patient with certain answers. Read only.
 */
typedef struct {
  guint index;
  char *id;
  const LumbarTreatment *treatment;
  char *when_text;
  LumbarExpression *when;
  gboolean while_now;
  GPtrArray *while_causes;
  LumbarEffect effect;
  const LumbarFinding *ask;
  LumbarExpression *ask_if;
  char *text;
  const LumbarSource *source;
  LumbarBasis basis;
} LumbarCaution;

const char *const *lumbar_caution_columns (void);
LumbarCaution *lumbar_caution_new (LumbarTable *table,
                                   guint row,
                                   const LumbarExpressionScope *scope,
                                   GError **error);
void lumbar_caution_free (LumbarCaution *self);

gboolean lumbar_effect_read (LumbarTable *table,
                             guint row,
                             guint column,
                             LumbarEffect *effect,
                             GError **error);
gboolean lumbar_basis_read (LumbarTable *table,
                            guint row,
                            guint column,
                            LumbarBasis *basis,
                            GError **error);

G_END_DECLS
