/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far each open question could move one cause: every answer that makes a difference is tried, all
 * other answers staying as they are, so that groups and only_if count as they would. */

#include "lumbar-reach.h"

#include <math.h>

#include "lumbar-ranking.h"
#include "lumbar-weighing.h"

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarValue *values; /* a copy, in which one is tried */
  const LumbarCause *cause;
  GPtrArray *rows;
  double total;
  gboolean likely;
} Trial;

static double
weigh (Trial *trial, gboolean *likely)
{
  g_autoptr (GArray) applied = lumbar_weighing_apply_some (trial->knowledge, trial->rows, trial->values);
  g_autoptr (LumbarWeighing) weighing = lumbar_weighing_new (trial->knowledge, trial->values, applied, NULL);
  g_autoptr (LumbarRanking) ranking = lumbar_ranking_new (trial->knowledge, weighing);

  *likely = ranking->likely[trial->cause->index];
  return weighing->totals[trial->cause->index];
}

static void
try_value (Trial *trial, LumbarReach *reach, LumbarValue value)
{
  LumbarValue before = trial->values[reach->finding->index];
  gboolean likely;
  double change;

  trial->values[reach->finding->index] = value;
  change = weigh (trial, &likely) - trial->total;
  trial->values[reach->finding->index] = before;
  reach->low = MIN (reach->low, change);
  reach->high = MAX (reach->high, change);
  reach->to_likely = reach->to_likely || (likely && !trial->likely);
  reach->from_likely = reach->from_likely || (!likely && trial->likely);
}

/* Each option alone, and of several that may stand together all. */
static void
try_options (Trial *trial, LumbarReach *reach)
{
  LumbarValue all = { .kind = LUMBAR_VALUE_OPTIONS };

  for (guint i = 0; i < reach->finding->options->len; i++)
    {
      LumbarValue one = { .kind = LUMBAR_VALUE_OPTIONS, .options = (guint64) 1 << i };

      try_value (trial, reach, one);
      if (!lumbar_finding_get_option (reach->finding, i)->denial)
        all.options |= one.options;
    }
  if (lumbar_finding_holds_many (reach->finding))
    try_value (trial, reach, all);
}

static void
try_near (Trial *trial, LumbarReach *reach, double number)
{
  double step = pow (10, -(double) reach->finding->decimals);

  for (int i = -1; i <= 1; i++)
    {
      LumbarValue value = { .kind = LUMBAR_VALUE_NUMBER, .number = number + i * step };

      if (value.number >= reach->finding->minimum && value.number <= reach->finding->maximum)
        try_value (trial, reach, value);
    }
}

static void
try_thresholds (Trial *trial, LumbarReach *reach, const LumbarExpression *expression)
{
  for (guint i = 0; i < lumbar_expression_get_n_parts (expression); i++)
    try_thresholds (trial, reach, lumbar_expression_get_part (expression, i));
  if (lumbar_expression_get_n_parts (expression) == 0 &&
      lumbar_expression_get_finding (expression) == (int) reach->finding->index)
    try_near (trial, reach, lumbar_expression_get_number (expression));
}

/* Numbers on both sides of everything they are compared with. */
static void
try_numbers (Trial *trial, LumbarReach *reach)
{
  for (guint i = 0; i < trial->rows->len; i++)
    {
      const LumbarEvidence *row = trial->rows->pdata[i];

      if (row->finding == reach->finding)
        try_near (trial, reach, row->number);
      if (row->only_if != NULL)
        try_thresholds (trial, reach, row->only_if);
    }
}

static gboolean
is_open (const LumbarFinding *finding, const LumbarValue *values)
{
  return values[finding->index].kind == LUMBAR_VALUE_NONE &&
         (finding->ask_when == NULL || lumbar_expression_evaluate (finding->ask_when, values) == LUMBAR_TRUTH_TRUE);
}

/* The findings that some row of the cause reads, in its value or in only_if. */
static gboolean *
mark_read (LumbarKnowledge *knowledge, GPtrArray *rows)
{
  gboolean *read = g_new0 (gboolean, lumbar_knowledge_get_n_findings (knowledge));
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < rows->len; i++)
    {
      const LumbarEvidence *row = rows->pdata[i];

      read[row->finding->index] = TRUE;
      if (row->only_if != NULL)
        lumbar_expression_findings (row->only_if, findings);
    }
  for (guint i = 0; i < findings->len; i++)
    read[g_array_index (findings, int, i)] = TRUE;
  return read;
}

static int
compare_reaches (gconstpointer a, gconstpointer b)
{
  const LumbarReach *x = *(LumbarReach *const *) a, *y = *(LumbarReach *const *) b;
  gboolean x_turns = x->to_likely || x->from_likely, y_turns = y->to_likely || y->from_likely;
  double x_width = x->high - x->low, y_width = y->high - y->low;

  if (x_turns != y_turns)
    return x_turns ? -1 : 1;
  if (x_width < y_width || x_width > y_width)
    return x_width > y_width ? -1 : 1;
  return x->finding->index < y->finding->index ? -1 : 1;
}

/**
 * lumbar_reach_find:
 * @knowledge: the tables
 * @values: one value a finding
 * @cause: a cause
 * @rows: (element-type LumbarEvidence): its rows
 * @reaches: (element-type LumbarReach): the open questions that could move it are appended, widest first,
 *   those that could make it likely or cease to be so before the others
 *
 * Returns: whether the cause is likely now
 */
gboolean
lumbar_reach_find (LumbarKnowledge *knowledge,
                   const LumbarValue *values,
                   const LumbarCause *cause,
                   GPtrArray *rows,
                   GPtrArray *reaches)
{
  guint n = lumbar_knowledge_get_n_findings (knowledge);
  g_autofree LumbarValue *copy = g_memdup2 (values, n * sizeof *values);
  g_autofree gboolean *read = mark_read (knowledge, rows);
  double tolerance = lumbar_knowledge_get_model (knowledge)->tolerance;
  Trial trial = { knowledge, copy, cause, rows, 0, FALSE };

  trial.total = weigh (&trial, &trial.likely);
  for (guint i = 0; i < n; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarReach *reach;

      if (!read[i] || !is_open (finding, values))
        continue;
      reach = g_new0 (LumbarReach, 1);
      reach->finding = finding;
      if (lumbar_finding_holds_options (finding))
        try_options (&trial, reach);
      else if (lumbar_finding_holds_number (finding))
        try_numbers (&trial, reach);
      if (reach->high - reach->low > tolerance)
        g_ptr_array_add (reaches, reach);
      else
        g_free (reach);
    }
  g_ptr_array_sort (reaches, compare_reaches);
  return trial.likely;
}
