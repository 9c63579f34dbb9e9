/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question rests on: the sources of the evidence and the red flags that read it. */

#include "lumbar-finding-basis.h"

static void
add (GArray *list, const LumbarSource *source, LumbarBasis basis)
{
  LumbarFindingBasis entry = { source, basis };

  if (source == NULL)
    return;
  for (guint i = 0; i < list->len; i++)
    {
      LumbarFindingBasis *known = &g_array_index (list, LumbarFindingBasis, i);

      if (known->source != source)
        continue;
      known->basis = MIN (known->basis, basis);
      return;
    }
  g_array_append_val (list, entry);
}

static gboolean
reads (const LumbarRedFlag *flag, const LumbarFinding *finding)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  lumbar_expression_findings (flag->rule, findings);
  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, int, i) == (int) finding->index)
      return TRUE;
  return FALSE;
}

static int
compare_basis (gconstpointer a, gconstpointer b)
{
  const LumbarFindingBasis *one = a, *other = b;

  if (one->basis != other->basis)
    return one->basis < other->basis ? -1 : 1;
  return one->source->index < other->source->index ? -1 : one->source->index > other->source->index;
}

/**
 * lumbar_finding_basis_list:
 * @knowledge: the tables
 * @finding: a finding of them
 *
 * Lists what is known about a finding rests on: published figures first, then what was derived from some,
 * then what experts judged; the sources of guidelines whose red flags read it count as published.
 *
 * Returns: (transfer full) (element-type LumbarFindingBasis): each source once; empty for a finding that no
 *   rule reads
 */
GArray *
lumbar_finding_basis_list (LumbarKnowledge *knowledge, const LumbarFinding *finding)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (LumbarFindingBasis));

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    {
      const LumbarEvidence *row = lumbar_knowledge_get_evidence (knowledge, i);

      if (row->finding == finding)
        add (list, row->source, row->basis);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);

      if (reads (flag, finding))
        add (list, flag->source, LUMBAR_BASIS_PUBLISHED);
    }
  g_array_sort (list, compare_basis);
  return list;
}
