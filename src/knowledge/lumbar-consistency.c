/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of consistency.tsv. */

#include "lumbar-consistency.h"

enum {
  COLUMN_ID,
  COLUMN_RULE,
  COLUMN_TEXT,
  COLUMN_SOURCE,
};

static const char *const columns[] = { "id", "rule", "text", "source_id", NULL };

/**
 * lumbar_consistency_columns:
 *
 * Returns: (transfer none): the header of consistency.tsv
 */
const char *const *
lumbar_consistency_columns (void)
{
  return columns;
}

/* One answer can't contradict itself. */
static gboolean
check_findings (const LumbarConsistency *self, LumbarTable *table, GError **error)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  lumbar_expression_findings (self->rule, findings);
  if (findings->len >= 2)
    return TRUE;
  lumbar_table_set_error (table, self->index, COLUMN_RULE, error, "a contradiction needs at least two findings");
  return FALSE;
}

/**
 * lumbar_consistency_new:
 * @table: consistency.tsv
 * @row: a row of it
 * @scope: how names in rules are found
 * @source: the source it names
 *
 * Returns: (transfer full): the row, or %NULL with @error set
 */
LumbarConsistency *
lumbar_consistency_new (LumbarTable *table,
                        guint row,
                        const LumbarExpressionScope *scope,
                        const LumbarSource *source,
                        GError **error)
{
  LumbarConsistency *self = g_new0 (LumbarConsistency, 1);

  self->index = row;
  self->source = source;
  self->id = g_strdup (lumbar_table_get (table, row, COLUMN_ID));
  self->rule_text = g_strdup (lumbar_table_get (table, row, COLUMN_RULE));
  self->text = g_strdup (lumbar_table_get (table, row, COLUMN_TEXT));
  if (*self->text == '\0')
    lumbar_table_set_error (table, row, COLUMN_TEXT, error, "“%s” needs a text", self->id);
  else
    {
      self->rule = lumbar_expression_parse (self->rule_text, scope, error);
      if (self->rule == NULL)
        lumbar_table_prefix_error (table, row, COLUMN_RULE, error);
      else if (check_findings (self, table, error))
        return self;
    }
  lumbar_consistency_free (self);
  return NULL;
}

/**
 * lumbar_consistency_free:
 * @self: a row
 */
void
lumbar_consistency_free (LumbarConsistency *self)
{
  g_free (self->id);
  g_clear_pointer (&self->rule, lumbar_expression_free);
  g_free (self->rule_text);
  g_free (self->text);
  g_free (self);
}
