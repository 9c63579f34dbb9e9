/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement about one cause rests on: the answers that count, those that don't and why, and what
 * is open. The rule is the one of the assessment (data/knowledge/README.md, "Combining the evidence"). */

#include "lumbar-basis.h"

#include <math.h>

#include "lumbar-contradictions.h"
#include "lumbar-reach.h"
#include "lumbar-weighing.h"

static void
contribution_free (LumbarContribution *self)
{
  g_free (self->answer);
  g_free (self);
}

static void
switched_off_free (LumbarSwitchedOff *self)
{
  g_free (self->answer);
  g_strfreev (self->because);
  g_free (self);
}

static char *
get_answer (LumbarResponse *response, const LumbarEvidence *row)
{
  return lumbar_answer_to_string (lumbar_response_get_answer (response, row->finding->index), row->finding);
}

/* The row that counts in the group of @entry on its side: the strongest, of equal ones the first. */
static const LumbarEvidence *
find_counted (GArray *applied, const LumbarAppliedRow *entry)
{
  const LumbarAppliedRow *best = entry;

  for (guint i = 0; i < applied->len; i++)
    {
      const LumbarAppliedRow *other = &g_array_index (applied, LumbarAppliedRow, i);

      if (other->row->group != entry->row->group || (other->log > 0) != (entry->log > 0) ||
          (other->log < 0) != (entry->log < 0))
        continue;
      if (fabs (other->log) > fabs (best->log) ||
          (fabs (other->log) >= fabs (best->log) && other->row->index < best->row->index))
        best = other;
    }
  return best->row;
}

static int
compare_contributions (gconstpointer a, gconstpointer b)
{
  const LumbarContribution *x = *(LumbarContribution *const *) a, *y = *(LumbarContribution *const *) b;

  if (x->counted != y->counted)
    return x->counted ? -1 : 1;
  if (fabs (x->weight) != fabs (y->weight))
    return fabs (x->weight) > fabs (y->weight) ? -1 : 1;
  return x->row->index < y->row->index ? -1 : 1;
}

static GPtrArray *
make_contributions (LumbarResponse *response, GArray *applied)
{
  GPtrArray *contributions = g_ptr_array_new_with_free_func ((GDestroyNotify) contribution_free);

  for (guint i = 0; i < applied->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (applied, LumbarAppliedRow, i);
      gboolean speaks = entry->log < 0 || entry->log > 0;
      const LumbarEvidence *counted = speaks ? find_counted (applied, entry) : NULL;
      LumbarContribution *contribution = g_new0 (LumbarContribution, 1);

      contribution->row = entry->row;
      contribution->answer = get_answer (response, entry->row);
      contribution->weight = entry->log;
      contribution->ratio = entry->holds ? entry->row->present : entry->row->absent;
      contribution->counted = counted == entry->row;
      contribution->outweighed_by = contribution->counted ? NULL : counted;
      g_ptr_array_add (contributions, contribution);
    }
  g_ptr_array_sort (contributions, compare_contributions);
  return contributions;
}

/* Of a true "not only_if", the answers that make it so; of an unknown only_if, what is missing. */
static GStrv
say_because (LumbarKnowledge *knowledge, const LumbarExpression *only_if, const LumbarValue *values, gboolean unknown)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));
  GStrv ids;

  if (unknown)
    lumbar_expression_missing (only_if, values, findings);
  else
    lumbar_expression_refute (only_if, values, findings);
  ids = g_new0 (char *, findings->len + 1);
  for (guint i = 0; i < findings->len; i++)
    ids[i] = g_strdup (lumbar_knowledge_get_finding (knowledge, (guint) g_array_index (findings, int, i))->id);
  return ids;
}

static void
add_switched_off (LumbarCauseBasis *self, LumbarResponse *response, GPtrArray *rows)
{
  const LumbarValue *values = lumbar_response_get_values (response);

  for (guint i = 0; i < rows->len; i++)
    {
      const LumbarEvidence *row = rows->pdata[i];
      const LumbarValue *value = &values[row->finding->index];
      LumbarTruth truth;
      LumbarSwitchedOff *entry;
      double log;

      if (row->only_if == NULL || value->kind == LUMBAR_VALUE_NONE)
        continue;
      truth = lumbar_expression_evaluate (row->only_if, values);
      log = lumbar_evidence_holds (row, value) ? row->log_present : row->log_absent;
      if (truth == LUMBAR_TRUTH_TRUE || !(log < 0 || log > 0))
        continue;
      entry = g_new0 (LumbarSwitchedOff, 1);
      entry->row = row;
      entry->answer = get_answer (response, row);
      entry->unknown = truth == LUMBAR_TRUTH_UNKNOWN;
      entry->because = say_because (self->knowledge, row->only_if, values, entry->unknown);
      g_ptr_array_add (self->switched_off, entry);
    }
}

static gboolean
concerns (GPtrArray *rows, const LumbarConsistency *rule)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  lumbar_expression_findings (rule->rule, findings);
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < findings->len; j++)
      if (((const LumbarEvidence *) rows->pdata[i])->finding->index == (guint) g_array_index (findings, int, j))
        return TRUE;
  return FALSE;
}

static void
add_contradictions (LumbarCauseBasis *self, const LumbarValue *values, GPtrArray *rows)
{
  g_autoptr (GPtrArray) found = lumbar_contradictions_find (self->knowledge, values);

  for (guint i = 0; i < found->len; i++)
    if (concerns (rows, found->pdata[i]))
      g_ptr_array_add (self->contradictions, found->pdata[i]);
}

static GPtrArray *
find_rows (LumbarKnowledge *knowledge, const LumbarCause *cause)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    {
      const LumbarEvidence *row = lumbar_knowledge_get_evidence (knowledge, i);

      if (row->cause == cause)
        g_ptr_array_add (rows, (gpointer) row);
    }
  return rows;
}

/**
 * lumbar_contributions_new:
 * @response: the answers of one visit
 * @cause: a cause of its knowledge
 *
 * The part of a basis that is wanted with every answer: it tries no open question.
 *
 * Returns: (transfer full) (element-type LumbarContribution): strongest first, what counted before what did not
 */
GPtrArray *
lumbar_contributions_new (LumbarResponse *response, const LumbarCause *cause)
{
  LumbarKnowledge *knowledge = lumbar_response_get_knowledge (response);
  g_autoptr (GPtrArray) rows = find_rows (knowledge, cause);
  g_autoptr (GArray) applied =
    lumbar_weighing_apply_some (knowledge, rows, lumbar_response_get_values (response));

  return make_contributions (response, applied);
}

/**
 * lumbar_cause_basis_new:
 * @knowledge: the tables
 * @response: the answers of one visit, made with the same @knowledge
 * @cause_id: a cause
 *
 * Works out what a statement about a cause rests on. Pure, like lumbar_assess().
 *
 * Returns: (transfer full) (nullable): the basis; %NULL where there is no such cause
 */
LumbarCauseBasis *
lumbar_cause_basis_new (LumbarKnowledge *knowledge, LumbarResponse *response, const char *cause_id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, cause_id);
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  const LumbarValue *values = lumbar_response_get_values (response);
  g_autoptr (GPtrArray) rows = NULL;
  LumbarCauseBasis *self;

  if (cause == NULL)
    return NULL;
  rows = find_rows (knowledge, cause);
  self = g_new0 (LumbarCauseBasis, 1);
  g_atomic_ref_count_init (&self->references);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->cause = cause;
  self->contributions = lumbar_contributions_new (response, cause);
  self->switched_off = g_ptr_array_new_with_free_func ((GDestroyNotify) switched_off_free);
  self->reaches = g_ptr_array_new_with_free_func (g_free);
  self->contradictions = g_ptr_array_new ();
  for (guint i = 0; i < self->contributions->len; i++)
    {
      const LumbarContribution *contribution = self->contributions->pdata[i];

      self->sum += contribution->counted ? contribution->weight : 0;
    }
  self->total = CLAMP (self->sum, model->total_minimum, model->total_maximum);
  add_switched_off (self, response, rows);
  self->likely = lumbar_reach_find (knowledge, values, cause, rows, self->reaches);
  add_contradictions (self, values, rows);
  return self;
}

/**
 * lumbar_cause_basis_ref:
 * @self: a basis
 *
 * Returns: (transfer full): @self
 */
LumbarCauseBasis *
lumbar_cause_basis_ref (LumbarCauseBasis *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_cause_basis_unref:
 * @self: (transfer full): a basis
 */
void
lumbar_cause_basis_unref (LumbarCauseBasis *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->contributions);
  g_ptr_array_unref (self->switched_off);
  g_ptr_array_unref (self->reaches);
  g_ptr_array_unref (self->contradictions);
  lumbar_knowledge_unref (self->knowledge);
  g_free (self);
}
