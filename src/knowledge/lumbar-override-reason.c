/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of override-reasons.tsv. */

#include "lumbar-override-reason.h"

static const char *const columns[] = { "id", "text", NULL };

/**
 * lumbar_override_reason_columns:
 *
 * Returns: (transfer none): the header of override-reasons.tsv
 */
const char *const *
lumbar_override_reason_columns (void)
{
  return columns;
}

/**
 * lumbar_override_reason_new:
 * @table: override-reasons.tsv
 * @row: a row of it
 *
 * Returns: (transfer full): the reason, or %NULL with @error set
 */
LumbarOverrideReason *
lumbar_override_reason_new (LumbarTable *table, guint row, GError **error)
{
  LumbarOverrideReason *self = g_new0 (LumbarOverrideReason, 1);

  self->index = row;
  self->id = g_strdup (lumbar_table_get (table, row, 0));
  self->text = g_strdup (lumbar_table_get (table, row, 1));
  if (*self->text != '\0')
    return self;
  lumbar_table_set_error (table, row, 1, error, "“%s” needs a text", self->id);
  lumbar_override_reason_free (self);
  return NULL;
}

/**
 * lumbar_override_reason_free:
 * @self: a reason
 */
void
lumbar_override_reason_free (LumbarOverrideReason *self)
{
  g_free (self->id);
  g_free (self->text);
  g_free (self);
}
