/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of interactions.tsv. */

#include "lumbar-interaction.h"

enum {
  COLUMN_ID,
  COLUMN_FIRST,
  COLUMN_SECOND,
  COLUMN_EFFECT,
  COLUMN_ASK,
  COLUMN_TEXT,
  COLUMN_SOURCE,
  COLUMN_BASIS,
};

static const char *const columns[] = {
  "id", "first", "second", "effect", "ask", "text", "source_id", "basis", NULL,
};

/**
 * lumbar_interaction_columns:
 *
 * Returns: (transfer none): the header of interactions.tsv
 */
const char *const *
lumbar_interaction_columns (void)
{
  return columns;
}

/**
 * lumbar_interaction_new:
 * @table: interactions.tsv
 * @row: a row of it
 *
 * Reads an interaction without what it names in other tables, which the caller adds.
 *
 * Returns: (transfer full): the interaction, or %NULL with @error set
 */
LumbarInteraction *
lumbar_interaction_new (LumbarTable *table, guint row, GError **error)
{
  LumbarInteraction *self = g_new0 (LumbarInteraction, 1);

  self->index = row;
  self->id = g_strdup (lumbar_table_get (table, row, COLUMN_ID));
  self->text = g_strdup (lumbar_table_get (table, row, COLUMN_TEXT));
  if (*self->text == '\0')
    lumbar_table_set_error (table, row, COLUMN_TEXT, error, "“%s” needs a text", self->id);
  else if (lumbar_effect_read (table, row, COLUMN_EFFECT, &self->effect, error) &&
           lumbar_basis_read (table, row, COLUMN_BASIS, &self->basis, error))
    return self;
  lumbar_interaction_free (self);
  return NULL;
}

/**
 * lumbar_interaction_free:
 * @self: an interaction
 */
void
lumbar_interaction_free (LumbarInteraction *self)
{
  g_free (self->id);
  g_free (self->text);
  g_free (self);
}
