/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visit of the example clinic turned out to come from, as a row of outcomes.tsv tells it. */

#include "lumbar-example-outcome.h"

#include "lumbar-text.h"

/* Nobody follows a visit up longer than this. */
#define MOST_DAYS 100000

/* Story and number of the visit come first. */
enum { DAYS_AFTER = 2, GROUP, CAUSES, ESTABLISHED, COMMENT };
static const char *const columns[] = {
  "story", "visit", "days_after", "group", "causes", "established", "comment", NULL,
};

/**
 * lumbar_example_outcome_columns:
 *
 * Returns: (transfer none): the %NULL-terminated header of the table
 */
const char *const *
lumbar_example_outcome_columns (void)
{
  return columns;
}

static gboolean
read_row (LumbarExampleOutcome *self, LumbarTable *table, guint row, GError **error)
{
  const char *group = lumbar_table_get (table, row, GROUP);
  double days = 0;

  if (!lumbar_table_get_number (table, row, DAYS_AFTER, &days, error))
    return FALSE;
  if (days < 0 || days > MOST_DAYS)
    {
      lumbar_table_set_error (table, row, DAYS_AFTER, error, "a whole number is needed");
      return FALSE;
    }
  self->days_after = (guint) days;
  /* Empty where the causes give the group. */
  if (*group != '\0' && !lumbar_group_from_id (group, &self->group))
    {
      lumbar_table_set_error (table, row, GROUP, error, "no such group");
      return FALSE;
    }
  return TRUE;
}

/**
 * lumbar_example_outcome_new:
 * @knowledge: what its causes belong to
 * @table: outcomes.tsv; must outlive the outcome
 * @row: which row
 *
 * Returns: (transfer full): the row, or %NULL with @error naming file, row and column
 */
LumbarExampleOutcome *
lumbar_example_outcome_new (LumbarKnowledge *knowledge, LumbarTable *table, guint row, GError **error)
{
  g_autoptr (LumbarExampleOutcome) self = g_new0 (LumbarExampleOutcome, 1);
  g_autoptr (LumbarOutcome) made = NULL;

  self->group = LUMBAR_GROUP_UNDETERMINED;
  self->causes = g_strsplit (lumbar_table_get (table, row, CAUSES), ";", -1);
  self->established = lumbar_table_get (table, row, ESTABLISHED);
  self->comment = lumbar_table_get (table, row, COMMENT);
  if (!read_row (self, table, row, error))
    return NULL;
  made = lumbar_example_outcome_make (self, knowledge, "", "");
  if (!lumbar_outcome_check (made, knowledge, error))
    {
      lumbar_table_prefix_error (table, row, CAUSES, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * lumbar_example_outcome_free:
 * @self: (transfer full): a row
 */
void
lumbar_example_outcome_free (LumbarExampleOutcome *self)
{
  g_strfreev (self->causes);
  g_free (self);
}

/**
 * lumbar_example_outcome_make:
 * @self: a row
 * @knowledge: what its causes belong to
 * @encounter_id: the visit that it follows
 * @at: when it was recorded, an instant
 *
 * Returns: (transfer full): the outcome that the row tells of
 */
LumbarOutcome *
lumbar_example_outcome_make (const LumbarExampleOutcome *self,
                             LumbarKnowledge *knowledge,
                             const char *encounter_id,
                             const char *at)
{
  LumbarOutcome *outcome = lumbar_outcome_new (encounter_id);

  outcome->group = self->group;
  lumbar_outcome_set_causes (outcome, knowledge, (const char *const *) self->causes);
  lumbar_set_str (&outcome->at, at);
  lumbar_set_str (&outcome->established, self->established);
  lumbar_set_str (&outcome->comment, self->comment);
  return outcome;
}
