/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence for and against every cause: rows that apply, groups of correlated rows, totals.
 * data/knowledge/README.md, "Combining the evidence", steps 1 to 3. */

#include "lumbar-weighing.h"

#include <string.h>

/* Whether the condition of a row is true; @known keeps the answer for the other rows that share it: 0 not
 * looked at, 1 met, 2 not met. */
static gboolean
is_met (const LumbarEvidence *row, const LumbarValue *values, guint8 *known)
{
  guint8 *met = &known[row->condition];

  if (*met == 0)
    *met = lumbar_expression_evaluate (row->only_if, values) == LUMBAR_TRUTH_TRUE ? 1 : 2;
  return *met == 1;
}

/* Adds a row if it applies. */
static void
apply_row (GArray *applied, const LumbarEvidence *row, const LumbarValue *values, guint8 *known)
{
  const LumbarValue *value = &values[row->finding->index];
  LumbarAppliedRow entry = { .row = row };

  if (value->kind == LUMBAR_VALUE_NONE)
    return;
  entry.holds = lumbar_evidence_holds (row, value);
  if ((entry.holds ? row->present : row->absent) <= 0)
    return;
  if (row->only_if != NULL && !is_met (row, values, known))
    return;
  entry.log = entry.holds ? row->log_present : row->log_absent;
  g_array_append_val (applied, entry);
}

/**
 * lumbar_weighing_apply:
 * @knowledge: the tables
 * @values: one value a finding
 *
 * Returns: (transfer full) (element-type LumbarAppliedRow): the rows that apply, in table order
 */
GArray *
lumbar_weighing_apply (LumbarKnowledge *knowledge, const LumbarValue *values)
{
  guint n = lumbar_knowledge_get_n_evidence (knowledge);
  LumbarEvidence *const *rows = lumbar_knowledge_get_evidence_rows (knowledge);
  GArray *applied = g_array_sized_new (FALSE, FALSE, sizeof (LumbarAppliedRow), n / 2);
  g_autofree guint8 *known = g_new0 (guint8, lumbar_knowledge_get_n_conditions (knowledge) + 1);

  for (guint i = 0; i < n; i++)
    apply_row (applied, rows[i], values, known);
  return applied;
}

/**
 * lumbar_weighing_apply_some:
 * @knowledge: the tables
 * @rows: (element-type LumbarEvidence): some rows of the tables
 * @values: one value a finding
 *
 * Returns: (transfer full) (element-type LumbarAppliedRow): those of them that apply, in the same order
 */
GArray *
lumbar_weighing_apply_some (LumbarKnowledge *knowledge, GPtrArray *rows, const LumbarValue *values)
{
  GArray *applied = g_array_sized_new (FALSE, FALSE, sizeof (LumbarAppliedRow), rows->len);
  g_autofree guint8 *known = g_new0 (guint8, lumbar_knowledge_get_n_conditions (knowledge) + 1);

  for (guint i = 0; i < rows->len; i++)
    apply_row (applied, rows->pdata[i], values, known);
  return applied;
}

/**
 * lumbar_weighing_explain:
 * @knowledge: the tables
 * @applied: (element-type LumbarAppliedRow): the rows that apply
 * @cause: index of the leading cause
 *
 * Works out which findings the leading cause explains: those with a supporting row of it that applies;
 * of a multi-choice answer only the options named in such rows.
 *
 * Returns: (transfer full): one entry a finding, to be freed with g_free()
 */
LumbarExplained *
lumbar_weighing_explain (LumbarKnowledge *knowledge, GArray *applied, guint cause)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  LumbarExplained *explained = g_new0 (LumbarExplained, lumbar_knowledge_get_n_findings (knowledge));

  for (guint i = 0; i < applied->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (applied, LumbarAppliedRow, i);
      LumbarExplained *finding = &explained[entry->row->finding->index];

      if (entry->row->cause->index != cause || entry->log < model->support - model->tolerance)
        continue;
      finding->known = TRUE;
      if (lumbar_finding_holds_many (entry->row->finding) && entry->holds)
        finding->options |= entry->row->options;
      else
        finding->whole = TRUE;
    }
  return explained;
}

/* Whether support from a row is already explained: a multi-choice row keeps its credit if it still
 * holds on the options that are left. */
static gboolean
is_claimed (const LumbarAppliedRow *entry, const LumbarValue *values, const LumbarExplained *explained)
{
  const LumbarExplained *finding;

  if (explained == NULL)
    return FALSE;
  finding = &explained[entry->row->finding->index];
  if (!finding->known)
    return FALSE;
  if (finding->whole || !entry->holds)
    return TRUE;
  return (values[entry->row->finding->index].options & ~finding->options & entry->row->options) == 0;
}

static void
add_row (LumbarWeighing *self,
         guint *seats,
         const LumbarAppliedRow *entry,
         const LumbarValue *values,
         const LumbarExplained *explained)
{
  guint *seat = &seats[entry->row->group];
  LumbarWeight *weight;

  if (*seat == 0)
    {
      self->weights[self->n_weights] = (LumbarWeight){ .first = entry->row };
      *seat = ++self->n_weights;
    }
  weight = &self->weights[*seat - 1];
  if (entry->log < 0)
    weight->best_against = MIN (weight->best_against, entry->log);
  else if (!is_claimed (entry, values, explained))
    {
      weight->best_for = MAX (weight->best_for, entry->log);
      if (entry->row->finding->specific)
        weight->specific = MAX (weight->specific, entry->log);
    }
}

static void
add_up (LumbarWeighing *self, const LumbarModel *model)
{
  for (guint i = 0; i < self->n_weights; i++)
    {
      const LumbarWeight *weight = &self->weights[i];
      guint cause = weight->first->cause->index;

      self->totals[cause] += weight->best_for + weight->best_against;
      self->specific[cause] += weight->specific;
      self->n_supporting[cause] += weight->best_for >= model->support - model->tolerance;
      self->n_corroborating[cause] += weight->best_for >= model->corroborating - model->tolerance;
      self->defined[cause] |= weight->specific >= model->defining - model->tolerance;
    }
}

/**
 * lumbar_weighing_new:
 * @knowledge: the tables
 * @values: one value a finding
 * @applied: (element-type LumbarAppliedRow): the rows that apply
 * @explained: (nullable): findings that give no more credit
 *
 * Returns: (transfer full): the weights of all groups and the totals of all causes
 */
LumbarWeighing *
lumbar_weighing_new (LumbarKnowledge *knowledge,
                     const LumbarValue *values,
                     GArray *applied,
                     const LumbarExplained *explained)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  guint n_causes = lumbar_knowledge_get_n_causes (knowledge);
  guint n_groups = lumbar_knowledge_get_n_groups (knowledge);
  LumbarWeighing *self = g_new0 (LumbarWeighing, 1);
  /* One a group: the place of its weight, from 1; 0 where no row of it applied. */
  g_autofree guint *seats = g_new0 (guint, n_groups);

  self->weights = g_new (LumbarWeight, MIN (n_groups, applied->len) + 1);
  self->totals = g_new0 (double, n_causes);
  self->specific = g_new0 (double, n_causes);
  self->n_supporting = g_new0 (guint, n_causes);
  self->n_corroborating = g_new0 (guint, n_causes);
  self->defined = g_new0 (gboolean, n_causes);

  for (guint i = 0; i < applied->len; i++)
    add_row (self, seats, &g_array_index (applied, LumbarAppliedRow, i), values, explained);

  add_up (self, model);
  for (guint i = 0; i < n_causes; i++)
    self->totals[i] = CLAMP (self->totals[i], model->total_minimum, model->total_maximum);
  return self;
}

/**
 * lumbar_weighing_free:
 * @self: (nullable): a weighing
 */
void
lumbar_weighing_free (LumbarWeighing *self)
{
  if (self == NULL)
    return;
  g_free (self->weights);
  g_free (self->totals);
  g_free (self->specific);
  g_free (self->n_supporting);
  g_free (self->n_corroborating);
  g_free (self->defined);
  g_free (self);
}

/**
 * lumbar_weighing_has_group:
 * @self: a weighing
 * @cause: index of a cause
 * @group_id: one of its evidence groups
 *
 * Returns: whether that group supports the cause at all
 */
gboolean
lumbar_weighing_has_group (LumbarWeighing *self, guint cause, const char *group_id)
{
  for (guint i = 0; i < self->n_weights; i++)
    {
      const LumbarWeight *weight = &self->weights[i];

      if (weight->first->cause->index == cause && strcmp (weight->first->group_id, group_id) == 0)
        return weight->best_for > 0;
    }
  return FALSE;
}
