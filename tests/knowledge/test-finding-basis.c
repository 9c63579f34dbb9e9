/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question rests on: each source once, with the best that any of its rows has, the best first. */

#include "lumbar-finding-basis.h"

#include "lumbar-test.h"

static LumbarKnowledge *knowledge;

/* The best basis of a source in the rows that read the finding; -1 where none does. */
static int
find_best (const LumbarFinding *finding, const LumbarSource *source)
{
  int best = -1;

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    {
      const LumbarEvidence *row = lumbar_knowledge_get_evidence (knowledge, i);

      if (row->finding == finding && row->source == source && (best < 0 || (int) row->basis < best))
        best = (int) row->basis;
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);
      g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (int));

      lumbar_expression_findings (flag->rule, read);
      for (guint j = 0; j < read->len; j++)
        if (g_array_index (read, int, j) == (int) finding->index && flag->source == source)
          best = LUMBAR_BASIS_PUBLISHED;
    }
  return best;
}

/* For every finding and every source: in the list if and only if a row says so. */
static void
test_lists_what_reads_it (void)
{
  guint n_listed = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      g_autoptr (GArray) list = lumbar_finding_basis_list (knowledge, finding);

      n_listed += list->len;
      for (guint j = 0; j < lumbar_knowledge_get_n_sources (knowledge); j++)
        {
          const LumbarSource *source = lumbar_knowledge_get_source (knowledge, j);
          int found = -1;

          for (guint k = 0; k < list->len; k++)
            if (g_array_index (list, LumbarFindingBasis, k).source == source)
              {
                g_assert_cmpint (found, ==, -1);
                found = (int) g_array_index (list, LumbarFindingBasis, k).basis;
              }
          g_assert_cmpint (found, ==, find_best (finding, source));
        }
    }
  g_assert_cmpuint (n_listed, >, 100);
}

static void
test_best_first (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      g_autoptr (GArray) list =
        lumbar_finding_basis_list (knowledge, lumbar_knowledge_get_finding (knowledge, i));

      for (guint j = 1; j < list->len; j++)
        {
          const LumbarFindingBasis *before = &g_array_index (list, LumbarFindingBasis, j - 1);
          const LumbarFindingBasis *entry = &g_array_index (list, LumbarFindingBasis, j);

          g_assert_true (before->basis < entry->basis ||
                         (before->basis == entry->basis && before->source->index < entry->source->index));
        }
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  g_test_add_func ("/knowledge/finding-basis/lists-what-reads-it", test_lists_what_reads_it);
  g_test_add_func ("/knowledge/finding-basis/best-first", test_best_first);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
