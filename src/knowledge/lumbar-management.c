/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of management.tsv. */

#include "lumbar-management.h"

#include <glib/gi18n-lib.h>

static const char *const columns[] = {
  "cause_id", "step", "item", "caution", "treatments", "from_seed", "source_id", NULL,
};

static const char *const steps[] = {
  "first-line", "second-line", "invasive", "avoid", "investigate", "refer", NULL,
};

static const char *const titles[] = {
  N_ ("First line"), N_ ("Second line"), N_ ("Invasive"), N_ ("Avoid"), N_ ("Investigate"), N_ ("Refer"),
};

/**
 * lumbar_management_columns:
 *
 * Returns: (transfer none): the header of management.tsv
 */
const char *const *
lumbar_management_columns (void)
{
  return columns;
}

/**
 * lumbar_management_step_get_title:
 * @step: a step
 *
 * Returns: its name for people, translated
 */
const char *
lumbar_management_step_get_title (LumbarManagementStep step)
{
  return _(titles[step]);
}

/**
 * lumbar_management_new:
 * @table: management.tsv
 * @row: a row of it
 * @cause: the cause it names
 * @source: the source it names
 *
 * Reads an item without its treatments, which the caller adds.
 *
 * Returns: (transfer full): the item, or %NULL with @error set
 */
LumbarManagement *
lumbar_management_new (LumbarTable *table,
                       guint row,
                       const LumbarCause *cause,
                       const LumbarSource *source,
                       GError **error)
{
  LumbarManagement *self = g_new0 (LumbarManagement, 1);
  int step;
  gboolean ok = TRUE;

  self->index = row;
  self->cause = cause;
  self->source = source;
  self->treatments = g_ptr_array_new ();
  self->item = g_strdup (lumbar_table_get (table, row, 2));
  self->caution = g_strdup (lumbar_table_get (table, row, 3));
  if (*self->item == '\0')
    {
      lumbar_table_set_error (table, row, 2, error, "the item is empty");
      ok = FALSE;
    }
  ok &= lumbar_table_get_enum (table, row, 1, steps, &step, error);
  ok &= lumbar_table_get_flag (table, row, 5, &self->from_seed, error);
  if (ok)
    {
      self->step = (LumbarManagementStep) step;
      return self;
    }
  lumbar_management_free (self);
  return NULL;
}

/**
 * lumbar_management_free:
 * @self: an item
 */
void
lumbar_management_free (LumbarManagement *self)
{
  g_free (self->item);
  g_free (self->caution);
  g_ptr_array_unref (self->treatments);
  g_free (self);
}
