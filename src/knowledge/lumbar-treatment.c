/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of treatments.tsv. */

#include "lumbar-treatment.h"

enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_CLASSES,
  COLUMN_TAKEN_WHEN,
};

static const char *const columns[] = { "id", "name", "classes", "taken_when", NULL };

/**
 * lumbar_treatment_columns:
 *
 * Returns: (transfer none): the header of treatments.tsv
 */
const char *const *
lumbar_treatment_columns (void)
{
  return columns;
}

/**
 * lumbar_treatment_new:
 * @table: treatments.tsv
 * @row: a row of it
 * @scope: how names in expressions are found
 *
 * Reads a treatment without its classes, for which see lumbar_treatment_join_classes().
 *
 * Returns: (transfer full): the treatment, or %NULL with @error set
 */
LumbarTreatment *
lumbar_treatment_new (LumbarTable *table, guint row, const LumbarExpressionScope *scope, GError **error)
{
  LumbarTreatment *self = g_new0 (LumbarTreatment, 1);

  self->index = row;
  self->id = g_strdup (lumbar_table_get (table, row, COLUMN_ID));
  self->name = g_strdup (lumbar_table_get (table, row, COLUMN_NAME));
  self->taken_text = g_strdup (lumbar_table_get (table, row, COLUMN_TAKEN_WHEN));
  self->classes = g_ptr_array_new ();
  if (*self->name == '\0')
    {
      lumbar_table_set_error (table, row, COLUMN_NAME, error, "“%s” needs a name", self->id);
      g_clear_pointer (&self, lumbar_treatment_free);
    }
  else if (*self->taken_text != '\0')
    {
      self->taken_when = lumbar_expression_parse (self->taken_text, scope, error);
      if (self->taken_when == NULL)
        {
          lumbar_table_prefix_error (table, row, COLUMN_TAKEN_WHEN, error);
          g_clear_pointer (&self, lumbar_treatment_free);
        }
    }
  return self;
}

/**
 * lumbar_treatment_join_classes:
 * @self: a treatment
 * @table: treatments.tsv
 * @earlier: (element-type utf8 LumbarTreatment): the treatments of earlier rows, by id
 *
 * Finds the classes of a treatment. A class stands above its members, so that none goes round in a circle.
 *
 * Returns: whether all were found; otherwise @error is set
 */
gboolean
lumbar_treatment_join_classes (LumbarTreatment *self, LumbarTable *table, GHashTable *earlier, GError **error)
{
  return lumbar_treatments_parse (lumbar_table_get (table, self->index, COLUMN_CLASSES), table, self->index,
                                  COLUMN_CLASSES, earlier, self->classes, error);
}

/**
 * lumbar_treatment_free:
 * @self: a treatment
 */
void
lumbar_treatment_free (LumbarTreatment *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->taken_text);
  g_clear_pointer (&self->taken_when, lumbar_expression_free);
  g_ptr_array_unref (self->classes);
  g_free (self);
}

/**
 * lumbar_treatment_is:
 * @self: a treatment
 * @other: a treatment or class
 *
 * Returns: whether @self is @other or belongs to it, directly or through its classes
 */
gboolean
lumbar_treatment_is (const LumbarTreatment *self, const LumbarTreatment *other)
{
  if (self == other)
    return TRUE;
  for (guint i = 0; i < self->classes->len; i++)
    if (lumbar_treatment_is (self->classes->pdata[i], other))
      return TRUE;
  return FALSE;
}

/**
 * lumbar_treatments_parse:
 * @cell: ids joined by ";", or ""
 * @table: the table it is from
 * @row: its row
 * @column: its column
 * @treatments: (element-type utf8 LumbarTreatment): what it may name, by id
 * @list: (element-type LumbarTreatment): where to add what it names
 *
 * Returns: whether each id is known and stands once; otherwise @error is set
 */
gboolean
lumbar_treatments_parse (const char *cell,
                         LumbarTable *table,
                         guint row,
                         guint column,
                         GHashTable *treatments,
                         GPtrArray *list,
                         GError **error)
{
  g_auto (GStrv) ids = g_strsplit (cell, ";", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LumbarTreatment *treatment = g_hash_table_lookup (treatments, ids[i]);

      if (treatment == NULL)
        lumbar_table_set_error (table, row, column, error, "there is no treatment “%s”", ids[i]);
      else if (g_ptr_array_find (list, treatment, NULL))
        lumbar_table_set_error (table, row, column, error, "“%s” stands twice", ids[i]);
      else
        {
          g_ptr_array_add (list, treatment);
          continue;
        }
      return FALSE;
    }
  return TRUE;
}
