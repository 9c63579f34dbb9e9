/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the tables that a plan is made of: treatments, management, cautions and interactions. */

#include "lumbar-knowledge-private.h"

#include <string.h>

/* What stands in "while_open" for a fired red flag of that timeframe. */
#define WHILE_NOW "now"

/**
 * lumbar_knowledge_load_treatments:
 * @self: knowledge with findings loaded
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 *
 * Loads treatments.tsv; what is wrong with it is noted.
 */
void
lumbar_knowledge_load_treatments (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "treatments.tsv", lumbar_treatment_columns ());
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->treatments, error); row++)
    {
      LumbarTreatment *treatment = lumbar_treatment_new (table, row, &scope, error);

      if (treatment == NULL)
        continue;
      g_ptr_array_add (self->treatments, treatment);
      if (*lumbar_table_get (table, row, 2) != '\0')
        lumbar_treatment_join_classes (treatment, table, self->treatments_by_id, error);
      lumbar_table_add_id (table, row, self->treatments_by_id, treatment->id, treatment, error);
    }
}

/**
 * lumbar_knowledge_load_management:
 * @self: knowledge with causes, sources and treatments loaded
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 *
 * Loads management.tsv; what is wrong with it is noted.
 */
void
lumbar_knowledge_load_management (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "management.tsv", lumbar_management_columns ());

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->management, error); row++)
    {
      LumbarCause *cause = lumbar_knowledge_find_id (self->causes_by_id, table, row, 0, "cause", error);
      LumbarSource *source = lumbar_knowledge_find_id (self->sources_by_id, table, row, 6, "source", error);
      LumbarManagement *item = lumbar_management_new (table, row, cause, source, error);
      const char *treatments = lumbar_table_get (table, row, 4);

      if (item == NULL)
        continue;
      g_ptr_array_add (self->management, item);
      if (*treatments != '\0')
        lumbar_treatments_parse (treatments, table, row, 4, self->treatments_by_id, item->treatments, error);
    }
}

/* The finding of a column "ask", which may be empty. */
static gboolean
find_ask (LumbarKnowledge *self,
          LumbarTable *table,
          guint row,
          guint column,
          const LumbarFinding **ask,
          GError **error)
{
  if (*lumbar_table_get (table, row, column) == '\0')
    return TRUE;
  *ask = lumbar_knowledge_find_id (self->findings_by_id, table, row, column, "finding", error);
  return *ask != NULL;
}

static gboolean
add_while_open (LumbarKnowledge *self, LumbarCaution *caution, LumbarTable *table, GError **error)
{
  g_auto (GStrv) words = g_strsplit (lumbar_table_get (table, caution->index, 3), ";", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      LumbarCause *cause = g_hash_table_lookup (self->causes_by_id, words[i]);

      if (strcmp (words[i], WHILE_NOW) == 0)
        caution->while_now = TRUE;
      else if (cause != NULL && cause->serious)
        g_ptr_array_add (caution->while_causes, cause);
      else if (cause != NULL)
        {
          lumbar_table_set_error (table, caution->index, 3, error, "“%s” is never listed as to be excluded", words[i]);
          return FALSE;
        }
      else
        {
          lumbar_table_set_error (table, caution->index, 3, error, "there is no cause “%s”, and it is not “now”", words[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
reads (const LumbarExpression *expression, const LumbarFinding *finding)
{
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (int));

  if (expression == NULL)
    return FALSE;
  lumbar_expression_findings (expression, read);
  for (guint i = 0; i < read->len; i++)
    if (g_array_index (read, int, i) == (int) finding->index)
      return TRUE;
  return FALSE;
}

/* What is asked for must lead to an answer of the rule: it is read by it, or opens a question that is. */
static gboolean
check_ask (LumbarKnowledge *self, const LumbarCaution *caution, LumbarTable *table, GError **error)
{
  if (caution->ask == NULL || reads (caution->when, caution->ask))
    return TRUE;
  for (guint i = 0; i < self->findings->len; i++)
    {
      const LumbarFinding *finding = self->findings->pdata[i];

      if (reads (caution->when, finding) && reads (finding->ask_when, caution->ask))
        return TRUE;
    }
  lumbar_table_set_error (table, caution->index, 5, error, "“when” does not depend on “%s”", caution->ask->id);
  return FALSE;
}

/**
 * lumbar_knowledge_load_cautions:
 * @self: knowledge with findings, causes, sources and treatments loaded
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 *
 * Loads cautions.tsv; what is wrong with it is noted.
 */
void
lumbar_knowledge_load_cautions (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "cautions.tsv", lumbar_caution_columns ());
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->cautions, error); row++)
    {
      LumbarCaution *caution = lumbar_caution_new (table, row, &scope, error);

      if (caution == NULL)
        continue;
      g_ptr_array_add (self->cautions, caution);
      caution->treatment =
          lumbar_knowledge_find_id (self->treatments_by_id, table, row, 1, "treatment", error);
      caution->source = lumbar_knowledge_find_id (self->sources_by_id, table, row, 8, "source", error);
      if (find_ask (self, table, row, 5, &caution->ask, error))
        check_ask (self, caution, table, error);
      if (*lumbar_table_get (table, row, 3) != '\0')
        add_while_open (self, caution, table, error);
      lumbar_table_add_id (table, row, ids, caution->id, caution, error);
    }
}

/* A pair stands once, whichever way round. */
static gboolean
check_pair (LumbarKnowledge *self, const LumbarInteraction *interaction, LumbarTable *table, GError **error)
{
  for (guint i = 0; i < interaction->index; i++)
    {
      const LumbarInteraction *other = self->interactions->pdata[i];

      if ((other->first == interaction->first && other->second == interaction->second) ||
          (other->first == interaction->second && other->second == interaction->first))
        {
          lumbar_table_set_error (table, interaction->index, 1, error, "the pair stands in “%s” already", other->id);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * lumbar_knowledge_load_interactions:
 * @self: knowledge with findings, sources, treatments and cautions loaded
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 *
 * Loads interactions.tsv; what is wrong with it is noted. Cautions and interactions share their ids.
 */
void
lumbar_knowledge_load_interactions (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "interactions.tsv", lumbar_interaction_columns ());
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->cautions->len; i++)
    g_hash_table_insert (ids, ((LumbarCaution *) self->cautions->pdata[i])->id, self->cautions->pdata[i]);
  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->interactions, error); row++)
    {
      LumbarInteraction *interaction = lumbar_interaction_new (table, row, error);

      if (interaction == NULL)
        continue;
      g_ptr_array_add (self->interactions, interaction);
      interaction->first =
          lumbar_knowledge_find_id (self->treatments_by_id, table, row, 1, "treatment", error);
      interaction->second =
          lumbar_knowledge_find_id (self->treatments_by_id, table, row, 2, "treatment", error);
      interaction->source = lumbar_knowledge_find_id (self->sources_by_id, table, row, 6, "source", error);
      find_ask (self, table, row, 4, &interaction->ask, error);
      if (interaction->first != NULL && interaction->second != NULL)
        check_pair (self, interaction, table, error);
      lumbar_table_add_id (table, row, ids, interaction->id, interaction, error);
    }
}

/**
 * lumbar_knowledge_find_interaction:
 * @self: the knowledge
 * @one: a treatment
 * @other: another one
 *
 * The first row that fits counts, so a particular pair stands above the classes it belongs to. A treatment
 * does not interact with itself.
 *
 * Returns: (transfer none) (nullable): the row about the two, whichever way round
 */
const LumbarInteraction *
lumbar_knowledge_find_interaction (LumbarKnowledge *self, const LumbarTreatment *one, const LumbarTreatment *other)
{
  for (guint i = 0; one != other && i < self->interactions->len; i++)
    {
      const LumbarInteraction *row = self->interactions->pdata[i];

      if ((lumbar_treatment_is (one, row->first) && lumbar_treatment_is (other, row->second)) ||
          (lumbar_treatment_is (one, row->second) && lumbar_treatment_is (other, row->first)))
        return row;
    }
  return NULL;
}
