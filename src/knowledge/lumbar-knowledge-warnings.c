/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not wrong with tables but worth a look by whoever keeps them. */

#include "lumbar-knowledge-private.h"

static void
warn_of_evidence (LumbarKnowledge *self, GPtrArray *warnings)
{
  for (guint i = 0; i < self->evidence->len; i++)
    {
      const LumbarEvidence *row = self->evidence->pdata[i];

      if (row->from_memory)
        g_ptr_array_add (warnings, g_strdup_printf ("evidence.tsv, row %u: from memory: nobody has seen the figure for "
                                                    "“%s” in “%s”",
                                                    i + 2, row->finding->id, row->source->id));
    }
}

static void
warn_of_causes (LumbarKnowledge *self, GPtrArray *warnings)
{
  g_autofree gboolean *published = g_new0 (gboolean, self->causes->len);

  for (guint i = 0; i < self->evidence->len; i++)
    {
      const LumbarEvidence *row = self->evidence->pdata[i];

      if (row->basis == LUMBAR_BASIS_PUBLISHED)
        published[row->cause->index] = TRUE;
    }
  for (guint i = 0; i < self->causes->len; i++)
    if (!published[i])
      g_ptr_array_add (warnings, g_strdup_printf ("causes.tsv, row %u: “%s” has no published evidence", i + 2,
                                                  ((const LumbarCause *) self->causes->pdata[i])->id));
}

/* Marks the options that a rule names. */
static void
mark_options (const LumbarExpression *expression, guint64 *read)
{
  int finding;

  if (expression == NULL)
    return;
  for (guint i = 0; i < lumbar_expression_get_n_parts (expression); i++)
    mark_options (lumbar_expression_get_part (expression, i), read);
  finding = lumbar_expression_get_finding (expression);
  if (finding >= 0)
    read[finding] |= lumbar_expression_get_options (expression);
}

static guint64 *
find_read_options (LumbarKnowledge *self)
{
  guint64 *read = g_new0 (guint64, self->findings->len);

  for (guint i = 0; i < self->evidence->len; i++)
    {
      const LumbarEvidence *row = self->evidence->pdata[i];

      read[row->finding->index] |= row->options;
      mark_options (row->only_if, read);
    }
  for (guint i = 0; i < self->red_flags->len; i++)
    {
      const LumbarRedFlag *flag = self->red_flags->pdata[i];

      mark_options (flag->rule, read);
      mark_options (flag->unless, read);
    }
  for (guint i = 0; i < self->findings->len; i++)
    mark_options (((const LumbarFinding *) self->findings->pdata[i])->ask_when, read);
  for (guint i = 0; i < self->treatments->len; i++)
    mark_options (((const LumbarTreatment *) self->treatments->pdata[i])->taken_when, read);
  for (guint i = 0; i < self->cautions->len; i++)
    mark_options (((const LumbarCaution *) self->cautions->pdata[i])->when, read);
  return read;
}

/* An option that denies the others is meant to say nothing of its own; a scored item or a map is read as a whole. */
static gboolean
may_be_unread (const LumbarFinding *finding, const LumbarOption *option)
{
  return finding->report_only || finding->part_of != NULL || finding->type == LUMBAR_FINDING_BODY_MAP ||
         finding->type == LUMBAR_FINDING_BOOLEAN || option->denial || (finding->normal >> option->index & 1) != 0;
}

static void
warn_of_options (LumbarKnowledge *self, GPtrArray *warnings)
{
  g_autofree guint64 *read = find_read_options (self);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const LumbarFinding *finding = self->findings->pdata[i];
      g_autoptr (GString) unread = g_string_new (NULL);

      for (guint j = 0; j < finding->options->len; j++)
        {
          const LumbarOption *option = lumbar_finding_get_option (finding, j);

          if ((read[i] >> j & 1) == 0 && !may_be_unread (finding, option))
            g_string_append_printf (unread, "%s%s", unread->len > 0 ? ", " : "", option->id);
        }
      if (unread->len > 0)
        g_ptr_array_add (warnings, g_strdup_printf ("options.tsv: no evidence and no rule names these options of “%s”: %s",
                                                    finding->id, unread->str));
    }
}

static void
warn_of_sources (LumbarKnowledge *self, GPtrArray *warnings)
{
  g_autoptr (GHashTable) cited = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->evidence->len; i++)
    g_hash_table_add (cited, (gpointer) ((const LumbarEvidence *) self->evidence->pdata[i])->source);
  for (guint i = 0; i < self->red_flags->len; i++)
    g_hash_table_add (cited, (gpointer) ((const LumbarRedFlag *) self->red_flags->pdata[i])->source);
  for (guint i = 0; i < self->management->len; i++)
    g_hash_table_add (cited, (gpointer) ((const LumbarManagement *) self->management->pdata[i])->source);
  for (guint i = 0; i < self->cautions->len; i++)
    g_hash_table_add (cited, (gpointer) ((const LumbarCaution *) self->cautions->pdata[i])->source);
  for (guint i = 0; i < self->interactions->len; i++)
    g_hash_table_add (cited, (gpointer) ((const LumbarInteraction *) self->interactions->pdata[i])->source);
  for (guint i = 0; i < self->sources->len; i++)
    {
      const LumbarSource *source = self->sources->pdata[i];

      if (!source->seen && g_hash_table_contains (cited, source))
        g_ptr_array_add (warnings, g_strdup_printf ("sources.tsv, row %u: “%s” is cited from memory", i + 2, source->id));
    }
}

/**
 * lumbar_knowledge_get_warnings:
 * @self: the knowledge
 *
 * What is no fault but worth a look: figures and sources from memory, causes without published evidence, options
 * that nothing reads.
 *
 * Returns: (transfer full): one warning a line, naming file and row, in the order of the tables
 */
GStrv
lumbar_knowledge_get_warnings (LumbarKnowledge *self)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new ();

  warn_of_sources (self, warnings);
  warn_of_options (self, warnings);
  warn_of_causes (self, warnings);
  warn_of_evidence (self, warnings);
  g_ptr_array_add (warnings, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&warnings), FALSE);
}
