/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the table of answers that contradict each other, and hands it out. */

#include "lumbar-knowledge-private.h"

/**
 * lumbar_knowledge_load_consistency:
 * @self: knowledge with findings and sources loaded
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 *
 * Loads consistency.tsv; what is wrong with it is noted.
 */
void
lumbar_knowledge_load_consistency (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "consistency.tsv", lumbar_consistency_columns ());
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->consistency, error); row++)
    {
      LumbarSource *source = lumbar_knowledge_find_id (self->sources_by_id, table, row, 3, "source", error);
      LumbarConsistency *rule = lumbar_consistency_new (table, row, &scope, source, error);

      if (rule == NULL)
        continue;
      g_ptr_array_add (self->consistency, rule);
      lumbar_table_add_id (table, row, ids, rule->id, rule, error);
    }
}

/**
 * lumbar_knowledge_get_n_consistency:
 * @self: the knowledge
 *
 * Returns: how many rules about contradicting answers there are
 */
guint
lumbar_knowledge_get_n_consistency (LumbarKnowledge *self)
{
  return self->consistency->len;
}

/**
 * lumbar_knowledge_get_consistency:
 * @self: the knowledge
 * @i: which
 *
 * Returns: (transfer none): a rule about contradicting answers
 */
const LumbarConsistency *
lumbar_knowledge_get_consistency (LumbarKnowledge *self, guint i)
{
  return self->consistency->pdata[i];
}
