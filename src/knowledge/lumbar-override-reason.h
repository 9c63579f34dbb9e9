/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarOverrideReason:
 * @index: its place in the table
 * @text: for people, to be translated at display
 *
 * Why a clinician may see it otherwise than what was computed. Read only.
 */
typedef struct {
  guint index;
  char *id;
  char *text;
} LumbarOverrideReason;

const char *const *lumbar_override_reason_columns (void);
LumbarOverrideReason *lumbar_override_reason_new (LumbarTable *table, guint row, GError **error);
void lumbar_override_reason_free (LumbarOverrideReason *self);

G_END_DECLS
