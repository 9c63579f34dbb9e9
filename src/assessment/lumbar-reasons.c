/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers are given as reasons for and against a cause.
 * data/knowledge/README.md, "Combining the evidence", step 6. */

#include "lumbar-reasons.h"

#include <math.h>

#include "lumbar-weighing.h"

struct _LumbarReasons {
  LumbarResponse *response; /* Borrowed */
  const LumbarModel *model; /* Borrowed */
  GArray *rows;             /* Owned, of LumbarAppliedRow: by cause, weakest first */
  guint *starts;            /* Owned: where each cause begins in rows, and the end */
};

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const LumbarAppliedRow *x = a, *y = b;

  if (x->row->cause->index != y->row->cause->index)
    return x->row->cause->index < y->row->cause->index ? -1 : 1;
  return fabs (x->log) < fabs (y->log) ? -1 : fabs (x->log) > fabs (y->log);
}

static int
compare_strongest_first (gconstpointer a, gconstpointer b)
{
  return compare_rows (b, a);
}

/**
 * lumbar_reasons_new:
 * @response: the answers
 * @applied: (element-type LumbarAppliedRow): the rows that apply
 *
 * Returns: (transfer full): the rows worth giving as reasons
 */
LumbarReasons *
lumbar_reasons_new (LumbarResponse *response, GArray *applied)
{
  LumbarKnowledge *knowledge = lumbar_response_get_knowledge (response);
  guint n_causes = lumbar_knowledge_get_n_causes (knowledge);
  LumbarReasons *self = g_new0 (LumbarReasons, 1);

  self->response = response;
  self->model = lumbar_knowledge_get_model (knowledge);
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (LumbarAppliedRow), applied->len);
  self->starts = g_new0 (guint, n_causes + 1);
  for (guint i = 0; i < applied->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (applied, LumbarAppliedRow, i);

      if (fabs (entry->log) < self->model->support)
        continue;
      g_array_append_val (self->rows, *entry);
      self->starts[entry->row->cause->index + 1]++;
    }
  for (guint i = 0; i < n_causes; i++)
    self->starts[i + 1] += self->starts[i];
  g_array_sort (self->rows, compare_rows);
  return self;
}

/**
 * lumbar_reasons_free:
 * @self: (nullable): the rows
 */
void
lumbar_reasons_free (LumbarReasons *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_free (self->starts);
  g_free (self);
}

/* The strongest row of each finding, strongest first. Of rows that are equally strong the later one
 * speaks for its finding; findings that are equally strong stand in the order of their weakest rows
 * (g_array_sort is stable). */
static GArray *
pick_strongest (LumbarReasons *self, guint cause)
{
  GArray *best = g_array_new (FALSE, FALSE, sizeof (LumbarAppliedRow));

  for (guint i = self->starts[cause]; i < self->starts[cause + 1]; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (self->rows, LumbarAppliedRow, i);
      guint j = 0;

      while (j < best->len &&
             g_array_index (best, LumbarAppliedRow, j).row->finding != entry->row->finding)
        j++;
      if (j < best->len)
        g_array_index (best, LumbarAppliedRow, j) = *entry;
      else
        g_array_append_val (best, *entry);
    }
  g_array_sort (best, compare_strongest_first);
  return best;
}

/**
 * lumbar_reasons_add:
 * @self: the rows
 * @ranked: a named cause; its reasons are appended
 * @cause: its index
 *
 * Gives the strongest reasons for and against a cause, as many as the model says.
 */
void
lumbar_reasons_add (LumbarReasons *self, LumbarRankedCause *ranked, guint cause)
{
  g_autoptr (GArray) best = pick_strongest (self, cause);

  for (guint i = 0; i < best->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (best, LumbarAppliedRow, i);
      const LumbarEvidence *row = entry->row;
      gboolean supports = entry->log > 0;
      GPtrArray *list = supports ? ranked->reasons_for : ranked->reasons_against;
      g_autofree char *answer = NULL;

      if (list->len >= (supports ? self->model->reasons_for : self->model->reasons_against))
        continue;
      answer = lumbar_answer_to_string (lumbar_response_get_answer (self->response, row->finding->index),
                                        row->finding);
      g_ptr_array_add (list, lumbar_reason_new (row->finding->id, answer,
                                                entry->holds ? row->present : row->absent, row->basis,
                                                row->source->id));
    }
}
