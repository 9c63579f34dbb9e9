/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-cause.h"
#include "lumbar-source.h"
#include "lumbar-table.h"
#include "lumbar-treatment.h"

G_BEGIN_DECLS

/**
 * LumbarManagementStep:
 *
 * What kind of step a management item is.
 */
typedef enum {
  LUMBAR_STEP_FIRST_LINE,
  LUMBAR_STEP_SECOND_LINE,
  LUMBAR_STEP_INVASIVE,
  LUMBAR_STEP_AVOID,
  LUMBAR_STEP_INVESTIGATE,
  LUMBAR_STEP_REFER,
} LumbarManagementStep;

#define LUMBAR_N_STEPS 6

/**
 * LumbarManagement:
 * @item: what to consider; never a dose
 * @caution: what speaks against it, or ""
 * @treatments: (element-type LumbarTreatment): what it consists of; borrowed; may be empty
 * @from_seed: stated in the article the program started from
 *
 * One thing to consider for one cause. Read only.
 */
typedef struct {
  guint index;
  const LumbarCause *cause; /* Borrowed */
  LumbarManagementStep step;
  char *item;
  char *caution;
  GPtrArray *treatments;
  gboolean from_seed;
  const LumbarSource *source; /* Borrowed */
} LumbarManagement;

const char *const *lumbar_management_columns (void);
const char *lumbar_management_step_get_title (LumbarManagementStep step);
LumbarManagement *lumbar_management_new (LumbarTable *table,
                                         guint row,
                                         const LumbarCause *cause,
                                         const LumbarSource *source,
                                         GError **error);
void lumbar_management_free (LumbarManagement *self);

G_END_DECLS
