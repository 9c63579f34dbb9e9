/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of red-flags.tsv. */

#include "lumbar-red-flag.h"

#include <glib/gi18n-lib.h>

enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_RULE,
  COLUMN_UNLESS,
  COLUMN_CAUSES,
  COLUMN_ACTION,
  COLUMN_TIMEFRAME,
  COLUMN_MS_CAVEAT,
  COLUMN_SOURCE,
};

static const char *const columns[] = {
  "id", "name", "rule", "unless", "for_cause_ids", "action", "timeframe", "ms_caveat", "source_id", NULL,
};

static const char *const timeframes[] = { "now", "within-days", "within-2-weeks", NULL };

static const char *const titles[] = { N_ ("Now"), N_ ("Within days"), N_ ("Within 2 weeks") };

/**
 * lumbar_red_flag_columns:
 *
 * Returns: (transfer none): the header of red-flags.tsv
 */
const char *const *
lumbar_red_flag_columns (void)
{
  return columns;
}

/**
 * lumbar_timeframe_to_id:
 * @timeframe: a timeframe
 *
 * Returns: its word in the table and in JSON
 */
const char *
lumbar_timeframe_to_id (LumbarTimeframe timeframe)
{
  return timeframes[timeframe];
}

/**
 * lumbar_timeframe_from_id:
 * @id: (nullable): a word
 * @timeframe: (out): the timeframe
 *
 * Returns: whether there is such a timeframe
 */
gboolean
lumbar_timeframe_from_id (const char *id, LumbarTimeframe *timeframe)
{
  for (int i = 0; timeframes[i] != NULL; i++)
    if (g_strcmp0 (timeframes[i], id) == 0)
      {
        *timeframe = (LumbarTimeframe) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lumbar_timeframe_get_title:
 * @timeframe: a timeframe
 *
 * Returns: its name for people, translated
 */
const char *
lumbar_timeframe_get_title (LumbarTimeframe timeframe)
{
  return _(titles[timeframe]);
}

/**
 * lumbar_red_flag_new:
 * @table: red-flags.tsv
 * @row: a row of it
 * @scope: how names in rules are found
 * @source: the source it names
 *
 * Reads a red flag without its causes, which the caller adds.
 *
 * Returns: (transfer full): the red flag, or %NULL with @error set
 */
LumbarRedFlag *
lumbar_red_flag_new (LumbarTable *table,
                     guint row,
                     const LumbarExpressionScope *scope,
                     const LumbarSource *source,
                     GError **error)
{
  LumbarRedFlag *self = g_new0 (LumbarRedFlag, 1);
  int timeframe;
  gboolean ok = TRUE;

  self->index = row;
  self->id = g_intern_string (lumbar_table_get (table, row, COLUMN_ID));
  self->name = g_strdup (lumbar_table_get (table, row, COLUMN_NAME));
  self->rule_text = g_strdup (lumbar_table_get (table, row, COLUMN_RULE));
  self->unless_text = g_strdup (lumbar_table_get (table, row, COLUMN_UNLESS));
  self->action = g_strdup (lumbar_table_get (table, row, COLUMN_ACTION));
  self->ms_caveat = g_strdup (lumbar_table_get (table, row, COLUMN_MS_CAVEAT));
  self->source = source;
  self->causes = g_ptr_array_new ();

  if (*self->name == '\0' || *self->action == '\0')
    {
      lumbar_table_set_error (table, row, COLUMN_NAME, error, "“%s” needs a name and an action", self->id);
      ok = FALSE;
    }
  if (lumbar_table_get_enum (table, row, COLUMN_TIMEFRAME, timeframes, &timeframe, error))
    self->timeframe = (LumbarTimeframe) timeframe;
  else
    ok = FALSE;
  self->rule = lumbar_table_get_expression (table, row, COLUMN_RULE, scope, error);
  ok &= self->rule != NULL;
  if (*self->unless_text != '\0')
    {
      self->unless = lumbar_table_get_expression (table, row, COLUMN_UNLESS, scope, error);
      ok &= self->unless != NULL;
    }
  if (ok)
    return self;
  lumbar_red_flag_free (self);
  return NULL;
}

/**
 * lumbar_red_flag_free:
 * @self: a red flag
 */
void
lumbar_red_flag_free (LumbarRedFlag *self)
{
  g_free (self->name);
  g_free (self->rule_text);
  g_free (self->unless_text);
  g_free (self->action);
  g_free (self->ms_caveat);
  g_clear_pointer (&self->rule, lumbar_expression_free);
  g_clear_pointer (&self->unless, lumbar_expression_free);
  g_clear_pointer (&self->causes, g_ptr_array_unref);
  g_free (self);
}
