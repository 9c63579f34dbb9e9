/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of evidence.tsv. */

#include "lumbar-evidence.h"

#include <math.h>
#include <string.h>

#include "lumbar-error.h"

enum {
  COLUMN_CAUSE,
  COLUMN_FINDING,
  COLUMN_VALUE,
  COLUMN_PRESENT,
  COLUMN_ABSENT,
  COLUMN_BASIS,
  COLUMN_SOURCE,
  COLUMN_GROUP,
  COLUMN_NOTE,
  COLUMN_ONLY_IF,
  COLUMN_FIGURE_SEEN,
};

static const char *const columns[] = {
  "cause_id",  "finding_id",     "value", "lr_present", "lr_absent",   "basis",
  "source_id", "evidence_group", "note",  "only_if",    "figure_seen", NULL,
};

static const char *const bases[] = { "published", "derived", "expert", NULL };

/**
 * lumbar_evidence_columns:
 *
 * Returns: (transfer none): the header of evidence.tsv
 */
const char *const *
lumbar_evidence_columns (void)
{
  return columns;
}

/**
 * lumbar_basis_to_id:
 * @basis: a basis
 *
 * Returns: its word
 */
const char *
lumbar_basis_to_id (LumbarBasis basis)
{
  return bases[basis];
}

/**
 * lumbar_basis_from_id:
 * @id: (nullable): a word
 * @basis: (out): the basis
 *
 * Returns: whether there is such a basis
 */
gboolean
lumbar_basis_from_id (const char *id, LumbarBasis *basis)
{
  for (int i = 0; bases[i] != NULL; i++)
    if (g_strcmp0 (bases[i], id) == 0)
      {
        *basis = (LumbarBasis) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_comparison (LumbarEvidence *self, LumbarTable *table, GError **error)
{
  static const struct {
    const char *sign;
    LumbarMatch match;
  } signs[] = {
    { ">=", LUMBAR_MATCH_AT_LEAST },
    { "<=", LUMBAR_MATCH_AT_MOST },
    { ">", LUMBAR_MATCH_MORE },
    { "<", LUMBAR_MATCH_LESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (self->value, signs[i].sign))
      {
        const char *digits = self->value + strlen (signs[i].sign);
        char *end = NULL;

        self->match = signs[i].match;
        self->number = g_ascii_strtod (digits, &end);
        if (strspn (digits, "+-.0123456789") == strlen (digits) && end != digits && *end == '\0')
          return TRUE;
        break;
      }
  lumbar_table_set_error (table, self->index, COLUMN_VALUE, error,
                          "“%s” is no comparison with a number such as >=50, which “%s” needs", self->value,
                          self->finding->id);
  return FALSE;
}

static gboolean
read_value (LumbarEvidence *self, LumbarTable *table, GError **error)
{
  g_auto (GStrv) options = NULL;
  gboolean ok = TRUE;

  if (lumbar_finding_holds_number (self->finding))
    return read_comparison (self, table, error);

  options = g_strsplit (self->value, ",", -1);
  for (guint i = 0; options[i] != NULL; i++)
    {
      int option = lumbar_finding_find_option (self->finding, options[i]);

      if (option >= 0)
        self->options |= (guint64) 1 << option;
      else
        {
          lumbar_table_set_error (table, self->index, COLUMN_VALUE, error,
                                  "“%s” is not an option of “%s”", options[i], self->finding->id);
          ok = FALSE;
        }
    }
  if (options[0] == NULL)
    {
      lumbar_table_set_error (table, self->index, COLUMN_VALUE, error, "the value is empty");
      ok = FALSE;
    }
  return ok;
}

static gboolean
read_ratio (LumbarTable *table, guint row, guint column, double *ratio, GError **error)
{
  if (!lumbar_table_get_number (table, row, column, ratio, error))
    return FALSE;
  if (*lumbar_table_get (table, row, column) == '\0' || *ratio > 0)
    return TRUE;
  lumbar_table_set_error (table, row, column, error, "a likelihood ratio is a positive number");
  return FALSE;
}

static gboolean
read_ratios (LumbarEvidence *self, LumbarTable *table, GError **error)
{
  gboolean ok = read_ratio (table, self->index, COLUMN_PRESENT, &self->present, error);

  ok &= read_ratio (table, self->index, COLUMN_ABSENT, &self->absent, error);
  if (!ok || self->present > 0 || self->absent > 0)
    return ok;
  lumbar_table_set_error (table, self->index, COLUMN_PRESENT, error, "a row needs at least one likelihood ratio");
  return FALSE;
}

/**
 * lumbar_evidence_new:
 * @table: evidence.tsv
 * @row: a row of it
 * @cause: the cause it names
 * @finding: the finding it names
 * @source: the source it names
 *
 * Reads a row without its only_if, which lumbar_evidence_finish() adds.
 *
 * Returns: (transfer full): the row, or %NULL with @error set
 */
LumbarEvidence *
lumbar_evidence_new (LumbarTable *table,
                     guint row,
                     const LumbarCause *cause,
                     const LumbarFinding *finding,
                     const LumbarSource *source,
                     GError **error)
{
  LumbarEvidence *self = g_new0 (LumbarEvidence, 1);
  int basis;
  gboolean ok = TRUE, seen;

  self->index = row;
  self->cause = cause;
  self->finding = finding;
  self->source = source;
  self->value = g_strdup (lumbar_table_get (table, row, COLUMN_VALUE));
  self->group_id = g_strdup (lumbar_table_get (table, row, COLUMN_GROUP));
  self->note = g_strdup (lumbar_table_get (table, row, COLUMN_NOTE));
  self->only_if_text = g_strdup (lumbar_table_get (table, row, COLUMN_ONLY_IF));

  if (*self->group_id == '\0')
    {
      lumbar_table_set_error (table, row, COLUMN_GROUP, error, "a row belongs to an evidence group");
      ok = FALSE;
    }
  ok &= read_value (self, table, error);
  ok &= read_ratios (self, table, error);
  ok &= lumbar_table_get_enum (table, row, COLUMN_BASIS, bases, &basis, error);
  ok &= lumbar_table_get_flag (table, row, COLUMN_FIGURE_SEEN, &seen, error);
  if (ok)
    {
      self->basis = (LumbarBasis) basis;
      self->from_memory = !seen && *lumbar_table_get (table, row, COLUMN_FIGURE_SEEN) != '\0';
      return self;
    }
  lumbar_evidence_free (self);
  return NULL;
}

/**
 * lumbar_evidence_finish:
 * @self: a row
 * @table: evidence.tsv
 * @scope: how names in rules are found
 * @limit: the largest ratio that one row may count with, above 1
 *
 * Reads only_if and bounds the logarithms to plus or minus ln @limit.
 *
 * Returns: %FALSE with @error set where the expression is wrong
 */
gboolean
lumbar_evidence_finish (LumbarEvidence *self,
                        LumbarTable *table,
                        const LumbarExpressionScope *scope,
                        double limit,
                        GError **error)
{
  double bound = log (limit);

  if (self->present > 0)
    self->log_present = CLAMP (log (self->present), -bound, bound);
  if (self->absent > 0)
    self->log_absent = CLAMP (log (self->absent), -bound, bound);
  if (*self->only_if_text == '\0')
    return TRUE;
  self->only_if = lumbar_table_get_expression (table, self->index, COLUMN_ONLY_IF, scope, error);
  return self->only_if != NULL;
}

/* The number of @key among those seen before, or the next one from @first. */
static guint
find_number (GHashTable *numbers, const char *key, guint first)
{
  gpointer number;

  if (g_hash_table_lookup_extended (numbers, key, NULL, &number))
    return GPOINTER_TO_UINT (number);
  number = GUINT_TO_POINTER (first + g_hash_table_size (numbers));
  g_hash_table_insert (numbers, g_strdup (key), number);
  return GPOINTER_TO_UINT (number);
}

/**
 * lumbar_evidence_number:
 * @evidence: (element-type LumbarEvidence): all rows, in table order
 * @n_groups: (out): how many groups of correlated rows there are
 * @n_conditions: (out): how many different conditions rows have
 *
 * Numbers the groups, from 0: rows of one cause with the same group id share a number. Numbers the
 * conditions, from 1: many rows of a mechanism share one, which then needs to be worked out only once an
 * assessment.
 */
void
lumbar_evidence_number (GPtrArray *evidence, guint *n_groups, guint *n_conditions)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) conditions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < evidence->len; i++)
    {
      LumbarEvidence *row = evidence->pdata[i];
      g_autofree char *group = g_strconcat (row->cause->id, "/", row->group_id, NULL);

      row->group = find_number (groups, group, 0);
      if (row->only_if != NULL)
        row->condition = find_number (conditions, row->only_if_text, 1);
    }
  *n_groups = g_hash_table_size (groups);
  *n_conditions = g_hash_table_size (conditions);
}

/**
 * lumbar_evidence_free:
 * @self: a row
 */
void
lumbar_evidence_free (LumbarEvidence *self)
{
  g_free (self->value);
  g_free (self->group_id);
  g_free (self->note);
  g_free (self->only_if_text);
  g_clear_pointer (&self->only_if, lumbar_expression_free);
  g_free (self);
}

/**
 * lumbar_evidence_holds:
 * @self: a row
 * @value: an answer to its finding
 *
 * Returns: whether the row's value is what was answered; of several options any one will do
 */
gboolean
lumbar_evidence_holds (const LumbarEvidence *self, const LumbarValue *value)
{
  switch (self->match)
    {
    case LUMBAR_MATCH_OPTIONS:
      return (value->options & self->options) != 0;
    case LUMBAR_MATCH_AT_LEAST:
      return value->number >= self->number;
    case LUMBAR_MATCH_AT_MOST:
      return value->number <= self->number;
    case LUMBAR_MATCH_MORE:
      return value->number > self->number;
    case LUMBAR_MATCH_LESS:
      return value->number < self->number;
    default:
      g_assert_not_reached ();
    }
}
