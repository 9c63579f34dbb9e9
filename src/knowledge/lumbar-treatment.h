/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-expression.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarTreatment:
 * @index: its row in treatments.tsv
 * @name: what it is called inside a sentence, as in "a benzodiazepine"
 * @classes: (element-type LumbarTreatment): the classes it belongs to, directly; borrowed
 * @taken_when: (nullable): true when the answers say that the person has it now
 *
 * Something that is done, given or taken, or a class of such: what cautions and interactions speak of.
 * Read only.
 */
typedef struct {
  guint index;
  char *id;
  char *name;
  GPtrArray *classes;
  char *taken_text;
  LumbarExpression *taken_when;
} LumbarTreatment;

const char *const *lumbar_treatment_columns (void);
LumbarTreatment *lumbar_treatment_new (LumbarTable *table,
                                       guint row,
                                       const LumbarExpressionScope *scope,
                                       GError **error);
gboolean lumbar_treatment_join_classes (LumbarTreatment *self,
                                        LumbarTable *table,
                                        GHashTable *earlier,
                                        GError **error);
void lumbar_treatment_free (LumbarTreatment *self);
gboolean lumbar_treatment_is (const LumbarTreatment *self, const LumbarTreatment *other);
gboolean lumbar_treatments_parse (const char *cell,
                                  LumbarTable *table,
                                  guint row,
                                  guint column,
                                  GHashTable *treatments,
                                  GPtrArray *list,
                                  GError **error);

G_END_DECLS
