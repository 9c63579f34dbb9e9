/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of causes.tsv. */

#include "lumbar-cause.h"

#include <string.h>

enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_GROUP,
  COLUMN_SUBGROUP,
  COLUMN_SERIOUS,
  COLUMN_URGENCY,
  COLUMN_PRIOR,
  COLUMN_PRIOR_BASIS,
  COLUMN_ICD10,
  COLUMN_SNOMED,
  COLUMN_MECHANISM,
  COLUMN_COUNTING_RULE,
};

static const char *const columns[] = {
  "id",          "name",  "group",  "subgroup",  "serious",       "urgency", "prior",
  "prior_basis", "icd10", "snomed", "mechanism", "counting_rule", NULL,
};

static const char *const urgencies[] = { "routine", "soon", "urgent", "emergency", NULL };

static const char needs_group[] = "needs-positive-group:";

/**
 * lumbar_cause_columns:
 *
 * Returns: (transfer none): the header of causes.tsv
 */
const char *const *
lumbar_cause_columns (void)
{
  return columns;
}

static gboolean
read_counting_rule (LumbarCause *self, LumbarTable *table, guint row, GError **error)
{
  const char *rule = lumbar_table_get (table, row, COLUMN_COUNTING_RULE);

  self->needed_group = g_strdup ("");
  if (strcmp (rule, "normal") == 0)
    self->counting_rule = LUMBAR_COUNTING_NORMAL;
  else if (strcmp (rule, "only-if-nothing-else-likely") == 0)
    self->counting_rule = LUMBAR_COUNTING_IF_NOTHING_ELSE;
  else if (g_str_has_prefix (rule, needs_group) && rule[strlen (needs_group)] != '\0')
    {
      self->counting_rule = LUMBAR_COUNTING_NEEDS_GROUP;
      g_free (self->needed_group);
      self->needed_group = g_strdup (rule + strlen (needs_group));
    }
  else
    {
      lumbar_table_set_error (table, row, COLUMN_COUNTING_RULE, error,
                              "“%s” is none of: normal, needs-positive-group:GROUP, only-if-nothing-else-likely",
                              rule);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_prior (LumbarCause *self, LumbarTable *table, guint row, GError **error)
{
  if (!lumbar_table_get_number (table, row, COLUMN_PRIOR, &self->prior, error))
    return FALSE;
  if (self->prior > 0 && self->prior < 1)
    return TRUE;
  lumbar_table_set_error (table, row, COLUMN_PRIOR, error, "a prior lies between 0 and 1");
  return FALSE;
}

/**
 * lumbar_cause_new:
 * @table: causes.tsv
 * @row: a row of it
 *
 * Returns: (transfer full): the cause, or %NULL with @error set
 */
LumbarCause *
lumbar_cause_new (LumbarTable *table, guint row, GError **error)
{
  static const char *const groups[] = { "ms", "non-ms", "referred", NULL };
  LumbarCause *self = g_new0 (LumbarCause, 1);
  int group, urgency;
  gboolean ok = TRUE;

  self->index = row;
  self->id = g_intern_string (lumbar_table_get (table, row, COLUMN_ID));
  self->name = g_strdup (lumbar_table_get (table, row, COLUMN_NAME));
  self->subgroup = g_strdup (lumbar_table_get (table, row, COLUMN_SUBGROUP));
  self->prior_basis = g_strdup (lumbar_table_get (table, row, COLUMN_PRIOR_BASIS));
  self->icd10 = g_strdup (lumbar_table_get (table, row, COLUMN_ICD10));
  self->snomed = g_strdup (lumbar_table_get (table, row, COLUMN_SNOMED));
  self->mechanism = g_strdup (lumbar_table_get (table, row, COLUMN_MECHANISM));

  if (*self->name == '\0' || *self->subgroup == '\0' || *self->mechanism == '\0')
    {
      lumbar_table_set_error (table, row, COLUMN_NAME, error, "“%s” needs a name, a subgroup and a mechanism",
                              self->id);
      ok = FALSE;
    }
  ok &= lumbar_table_get_enum (table, row, COLUMN_GROUP, groups, &group, error);
  ok &= lumbar_table_get_enum (table, row, COLUMN_URGENCY, urgencies, &urgency, error);
  ok &= lumbar_table_get_flag (table, row, COLUMN_SERIOUS, &self->serious, error);
  ok &= read_prior (self, table, row, error);
  ok &= read_counting_rule (self, table, row, error);
  if (ok)
    {
      self->group = (LumbarGroup) group;
      self->urgency = (LumbarUrgency) urgency;
      return self;
    }
  lumbar_cause_free (self);
  return NULL;
}

/**
 * lumbar_cause_free:
 * @self: a cause
 */
void
lumbar_cause_free (LumbarCause *self)
{
  g_free (self->name);
  g_free (self->subgroup);
  g_free (self->prior_basis);
  g_free (self->icd10);
  g_free (self->snomed);
  g_free (self->mechanism);
  g_free (self->needed_group);
  g_free (self);
}
