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
  GArray *best;             /* Owned, of LumbarAppliedRow: what is being picked */
  char **answers;           /* Owned, of GRefString: one a finding, made on first need */
};

static double
get_strength (const LumbarAppliedRow *entry)
{
  return fabs (entry->log);
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
  g_autofree guint *next = NULL;

  self->response = response;
  self->model = lumbar_knowledge_get_model (knowledge);
  self->starts = g_new0 (guint, n_causes + 1);
  self->best = g_array_sized_new (FALSE, FALSE, sizeof (LumbarAppliedRow), 64);
  self->answers = g_new0 (char *, lumbar_knowledge_get_n_findings (knowledge));
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (LumbarAppliedRow), applied->len);
  g_array_set_size (self->rows, applied->len);
  /* Sorted by counting: the rows keep the order of the table within their cause. */
  for (guint i = 0; i < applied->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (applied, LumbarAppliedRow, i);

      if (get_strength (entry) >= self->model->support)
        self->starts[entry->row->cause->index + 1]++;
    }
  for (guint i = 0; i < n_causes; i++)
    self->starts[i + 1] += self->starts[i];
  next = g_memdup2 (self->starts, (n_causes + 1) * sizeof *next);
  for (guint i = 0; i < applied->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (applied, LumbarAppliedRow, i);

      if (get_strength (entry) >= self->model->support)
        g_array_index (self->rows, LumbarAppliedRow, next[entry->row->cause->index]++) = *entry;
    }
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
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (lumbar_response_get_knowledge (self->response)); i++)
    g_clear_pointer (&self->answers[i], g_ref_string_release);
  g_array_unref (self->rows);
  g_array_unref (self->best);
  g_free (self->answers);
  g_free (self->starts);
  g_free (self);
}

/* Strongest first; table order breaks ties. Insertion is the fastest way for so few. */
static void
sort_strongest_first (GArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    {
      LumbarAppliedRow entry = g_array_index (rows, LumbarAppliedRow, i);
      guint j = i;

      for (; j > 0; j--)
        {
          const LumbarAppliedRow *before = &g_array_index (rows, LumbarAppliedRow, j - 1);

          if (get_strength (before) > get_strength (&entry) ||
              (get_strength (before) == get_strength (&entry) && before->row->index < entry.row->index))
            break;
          g_array_index (rows, LumbarAppliedRow, j) = *before;
        }
      g_array_index (rows, LumbarAppliedRow, j) = entry;
    }
}

/* The strongest row of each finding, strongest first. */
static void
pick_strongest (LumbarReasons *self, guint cause)
{
  GArray *best = self->best;

  g_array_set_size (best, 0);
  for (guint i = self->starts[cause]; i < self->starts[cause + 1]; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (self->rows, LumbarAppliedRow, i);
      guint j = 0;

      while (j < best->len && g_array_index (best, LumbarAppliedRow, j).row->finding != entry->row->finding)
        j++;
      if (j == best->len)
        g_array_append_val (best, *entry);
      else if (get_strength (entry) > get_strength (&g_array_index (best, LumbarAppliedRow, j)))
        g_array_index (best, LumbarAppliedRow, j) = *entry;
    }
  sort_strongest_first (best);
}

/* An answer in words of the tables, shared by all causes that it is a reason for. */
static char *
get_answer (LumbarReasons *self, const LumbarFinding *finding)
{
  char **answer = &self->answers[finding->index];

  if (*answer == NULL)
    {
      g_autofree char *text =
          lumbar_answer_to_string (lumbar_response_get_answer (self->response, finding->index), finding);

      *answer = g_ref_string_new (text);
    }
  return *answer;
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
  pick_strongest (self, cause);
  for (guint i = 0; i < self->best->len; i++)
    {
      const LumbarAppliedRow *entry = &g_array_index (self->best, LumbarAppliedRow, i);
      const LumbarEvidence *row = entry->row;
      gboolean supports = entry->log > 0;
      GPtrArray *list = supports ? ranked->reasons_for : ranked->reasons_against;

      if (list->len < (supports ? self->model->reasons_for : self->model->reasons_against))
        g_ptr_array_add (list, lumbar_reason_new (row->finding->id, get_answer (self, row->finding),
                                                  entry->holds ? row->present : row->absent, row->basis,
                                                  row->source->id));
    }
}
