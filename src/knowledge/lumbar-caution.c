/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of cautions.tsv. */

#include "lumbar-caution.h"

enum {
  COLUMN_ID,
  COLUMN_TREATMENT,
  COLUMN_WHEN,
  COLUMN_WHILE_OPEN,
  COLUMN_EFFECT,
  COLUMN_ASK,
  COLUMN_ASK_IF,
  COLUMN_TEXT,
  COLUMN_SOURCE,
  COLUMN_BASIS,
};

static const char *const columns[] = {
  "id", "treatment", "when", "while_open", "effect", "ask", "ask_if", "text", "source_id", "basis", NULL,
};

static const char *const effects[] = { "avoid", "caution", "check", NULL };

/**
 * lumbar_caution_columns:
 *
 * Returns: (transfer none): the header of cautions.tsv
 */
const char *const *
lumbar_caution_columns (void)
{
  return columns;
}

/**
 * lumbar_effect_read:
 * @table: a table
 * @row: a row of it
 * @column: the column that says an effect
 * @effect: (out): the effect
 *
 * Returns: whether the cell is an effect; otherwise @error is set
 */
gboolean
lumbar_effect_read (LumbarTable *table, guint row, guint column, LumbarEffect *effect, GError **error)
{
  int value;

  if (!lumbar_table_get_enum (table, row, column, effects, &value, error))
    return FALSE;
  *effect = (LumbarEffect) value;
  return TRUE;
}

/**
 * lumbar_basis_read:
 * @table: a table
 * @row: a row of it
 * @column: the column that says a basis
 * @basis: (out): the basis
 *
 * Returns: whether the cell is a basis; otherwise @error is set
 */
gboolean
lumbar_basis_read (LumbarTable *table, guint row, guint column, LumbarBasis *basis, GError **error)
{
  const char *id = lumbar_table_get (table, row, column);

  if (lumbar_basis_from_id (id, basis))
    return TRUE;
  lumbar_table_set_error (table, row, column, error, "“%s” is none of: published, derived, expert", id);
  return FALSE;
}

/* An empty cell is no expression, which is fine. */
static gboolean
read_expression (LumbarTable *table,
                 guint row,
                 guint column,
                 const LumbarExpressionScope *scope,
                 LumbarExpression **expression,
                 GError **error)
{
  const char *text = lumbar_table_get (table, row, column);

  if (*text == '\0')
    return TRUE;
  *expression = lumbar_expression_parse (text, scope, error);
  if (*expression == NULL)
    lumbar_table_prefix_error (table, row, column, error);
  return *expression != NULL;
}

/* Only what is always worth a look may hold always. */
static gboolean
check_texts (LumbarCaution *self, LumbarTable *table, GError **error)
{
  gboolean always = *self->when_text == '\0' && *lumbar_table_get (table, self->index, COLUMN_WHILE_OPEN) == '\0';

  if (*self->text == '\0')
    lumbar_table_set_error (table, self->index, COLUMN_TEXT, error, "“%s” needs a text", self->id);
  else if (always && self->effect != LUMBAR_EFFECT_CHECK)
    lumbar_table_set_error (table, self->index, COLUMN_WHEN, error, "only a “check” may hold always");
  else if (*self->when_text == '\0' && *lumbar_table_get (table, self->index, COLUMN_ASK) != '\0')
    lumbar_table_set_error (table, self->index, COLUMN_ASK, error, "nothing is asked for without a “when”");
  else
    return TRUE;
  return FALSE;
}

/**
 * lumbar_caution_new:
 * @table: cautions.tsv
 * @row: a row of it
 * @scope: how names in expressions are found
 *
 * Reads a caution without what it names in other tables, which the caller adds.
 *
 * Returns: (transfer full): the caution, or %NULL with @error set
 */
LumbarCaution *
lumbar_caution_new (LumbarTable *table, guint row, const LumbarExpressionScope *scope, GError **error)
{
  LumbarCaution *self = g_new0 (LumbarCaution, 1);

  self->index = row;
  self->id = g_strdup (lumbar_table_get (table, row, COLUMN_ID));
  self->when_text = g_strdup (lumbar_table_get (table, row, COLUMN_WHEN));
  self->text = g_strdup (lumbar_table_get (table, row, COLUMN_TEXT));
  self->while_causes = g_ptr_array_new ();
  if (lumbar_effect_read (table, row, COLUMN_EFFECT, &self->effect, error) &&
      lumbar_basis_read (table, row, COLUMN_BASIS, &self->basis, error) && check_texts (self, table, error) &&
      read_expression (table, row, COLUMN_WHEN, scope, &self->when, error) &&
      read_expression (table, row, COLUMN_ASK_IF, scope, &self->ask_if, error))
    return self;
  lumbar_caution_free (self);
  return NULL;
}

/**
 * lumbar_caution_free:
 * @self: a caution
 */
void
lumbar_caution_free (LumbarCaution *self)
{
  g_free (self->id);
  g_free (self->when_text);
  g_free (self->text);
  g_clear_pointer (&self->when, lumbar_expression_free);
  g_clear_pointer (&self->ask_if, lumbar_expression_free);
  g_ptr_array_unref (self->while_causes);
  g_free (self);
}
