/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the tables in an order in which each row finds what it names. */

#include "lumbar-knowledge-private.h"

#include <string.h>

#include "lumbar-error.h"

static char *
read_text (GKeyFile *file, const char *key, GError **error)
{
  char *text = g_key_file_get_string (file, "knowledge", key, NULL);

  if (text == NULL || *text == '\0')
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "knowledge.ini, [knowledge]: “%s” is missing",
                   key);
      g_clear_pointer (&text, g_free);
    }
  return text;
}

static gboolean
load_header (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (GBytes) bytes = lumbar_knowledge_read_file (folder, "knowledge.ini", error);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  if (bytes == NULL)
    return FALSE;
  if (!g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, &local))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "knowledge.ini: %s", local->message);
      return FALSE;
    }
  return (self->version = read_text (file, "version", error)) != NULL &&
         (self->date = read_text (file, "date", error)) != NULL &&
         (self->title = read_text (file, "title", error)) != NULL &&
         (self->intended_use = read_text (file, "intended_use", error)) != NULL &&
         (self->limits = read_text (file, "limits", error)) != NULL &&
         lumbar_model_read (&self->model, "knowledge.ini", file, error);
}

static gboolean
load_sources (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = lumbar_knowledge_read_table (folder, "sources.tsv", lumbar_source_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarSource *source = lumbar_source_new (table, row, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (self->sources, source);
      if (!lumbar_knowledge_add_id (self->sources_by_id, table, row, source->id, source, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_options (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_read_table (folder, "options.tsv", lumbar_finding_option_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarFinding *finding = lumbar_knowledge_find_id (self->findings_by_id, table, row, 0, "finding", error);

      if (finding == NULL || !lumbar_finding_add_option (finding, table, row, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_sections (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_read_table (folder, "sections.tsv", lumbar_finding_section_columns (), error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarSection *section = lumbar_section_new (table, row, error);
      guint before;

      if (section == NULL)
        return FALSE;
      g_ptr_array_add (self->sections, section);
      before = row > 0 ? ((const LumbarSection *) self->sections->pdata[row - 1])->screen : 0;
      if (section->screen != before && section->screen != before + 1)
        {
          lumbar_table_set_error (table, row, 1, error, "screen %u after screen %u", section->screen, before);
          return FALSE;
        }
      if (!lumbar_knowledge_add_id (ids, table, row, section->id, section, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_findings (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = lumbar_knowledge_read_table (folder, "findings.tsv", lumbar_finding_columns (), error);
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);

  if (table == NULL)
    return FALSE;
  for (guint row = 0; row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarFinding *finding = lumbar_finding_new (table, row, self->sections, error);

      if (finding == NULL)
        return FALSE;
      g_ptr_array_add (self->findings, finding);
      if (!lumbar_knowledge_add_id (self->findings_by_id, table, row, finding->id, finding, error))
        return FALSE;
    }
  if (!load_options (self, folder, error))
    return FALSE;
  for (guint i = 0; i < self->findings->len; i++)
    if (!lumbar_finding_finish (self->findings->pdata[i], table, &scope, error) ||
        !lumbar_finding_join_part (self->findings->pdata[i], table, self->findings, error))
      return FALSE;
  return lumbar_finding_check_circles (self->findings, table, error);
}

static gboolean
load_causes (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = lumbar_knowledge_read_table (folder, "causes.tsv", lumbar_cause_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarCause *cause = lumbar_cause_new (table, row, error);

      if (cause == NULL)
        return FALSE;
      g_ptr_array_add (self->causes, cause);
      if (!lumbar_knowledge_add_id (self->causes_by_id, table, row, cause->id, cause, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_evidence (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = lumbar_knowledge_read_table (folder, "evidence.tsv", lumbar_evidence_columns (), error);
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarCause *cause = lumbar_knowledge_find_id (self->causes_by_id, table, row, 0, "cause", error);
      LumbarFinding *finding =
          cause ? lumbar_knowledge_find_id (self->findings_by_id, table, row, 1, "finding", error) : NULL;
      LumbarSource *source = finding ? lumbar_knowledge_find_id (self->sources_by_id, table, row, 6, "source", error) : NULL;
      LumbarEvidence *evidence =
          source ? lumbar_evidence_new (table, row, cause, finding, source, error) : NULL;

      if (evidence == NULL)
        return FALSE;
      g_ptr_array_add (self->evidence, evidence);
      if (!lumbar_evidence_finish (evidence, table, &scope, self->model.row_limit, error))
        return FALSE;
    }
  lumbar_evidence_number (self->evidence, &self->n_groups, &self->n_conditions);
  return table != NULL;
}

static gboolean
load_red_flags (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = lumbar_knowledge_read_table (folder, "red-flags.tsv", lumbar_red_flag_columns (), error);
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarSource *source = lumbar_knowledge_find_id (self->sources_by_id, table, row, 8, "source", error);
      LumbarRedFlag *flag = source ? lumbar_red_flag_new (table, row, &scope, source, error) : NULL;
      g_auto (GStrv) causes = g_strsplit (lumbar_table_get (table, row, 4), ";", -1);

      if (flag == NULL)
        return FALSE;
      g_ptr_array_add (self->red_flags, flag);
      if (!lumbar_knowledge_add_id (self->red_flags_by_id, table, row, flag->id, flag, error))
        return FALSE;
      for (guint i = 0; causes[i] != NULL; i++)
        {
          LumbarCause *cause = g_hash_table_lookup (self->causes_by_id, causes[i]);

          if (cause == NULL)
            {
              lumbar_table_set_error (table, row, 4, error, "there is no cause “%s”", causes[i]);
              return FALSE;
            }
          g_ptr_array_add (flag->causes, cause);
        }
    }
  return table != NULL;
}

/* Adds the findings that a cell names, joined by ";". */
static gboolean
add_findings (LumbarKnowledge *self, LumbarTable *table, guint row, guint column, GPtrArray *list, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (lumbar_table_get (table, row, column), ";", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LumbarFinding *finding = g_hash_table_lookup (self->findings_by_id, ids[i]);

      if (finding == NULL)
        {
          lumbar_table_set_error (table, row, column, error, "there is no finding “%s”", ids[i]);
          return FALSE;
        }
      g_ptr_array_add (list, finding);
    }
  return TRUE;
}

static gboolean
load_instruments (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = lumbar_knowledge_read_table (folder, "instruments.tsv", lumbar_instrument_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarInstrument *instrument = lumbar_instrument_new (table, row, error);

      if (instrument == NULL)
        return FALSE;
      g_ptr_array_add (self->instruments, instrument);
      if (!lumbar_knowledge_add_id (self->instruments_by_id, table, row, instrument->id, instrument, error))
        return FALSE;
      if (*instrument->mcid_source != '\0' &&
          lumbar_knowledge_find_id (self->sources_by_id, table, row, 12, "source", error) == NULL)
        return FALSE;
      if (!add_findings (self, table, row, 4, instrument->findings, error) ||
          !add_findings (self, table, row, 5, instrument->items, error) ||
          !lumbar_instrument_finish (instrument, table, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_body_regions (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_read_table (folder, "body-regions.tsv", lumbar_body_region_columns (), error);
  const LumbarFinding *map = lumbar_knowledge_find_finding (self, "pain-map");
  const LumbarFinding *site = lumbar_knowledge_find_finding (self, "pain-site");
  const LumbarFinding *leg = lumbar_knowledge_find_finding (self, "leg-pain");

  if (table != NULL && (map == NULL || site == NULL || leg == NULL))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   "findings.tsv: the body map needs the findings pain-map, pain-site and leg-pain");
      return FALSE;
    }
  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarBodyRegion *region = lumbar_body_region_new (table, row, map, site, leg, error);

      if (region == NULL)
        return FALSE;
      g_ptr_array_add (self->body_regions, region);
      if (region->option == row)
        continue;
      lumbar_table_set_error (table, row, 0, error, "the regions stand in the order of the options of pain-map");
      return FALSE;
    }
  if (table != NULL && self->body_regions->len < map->options->len)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   "body-regions.tsv: “%s” of pain-map has no region",
                   lumbar_finding_get_option (map, self->body_regions->len)->id);
      return FALSE;
    }
  return table != NULL && lumbar_body_region_check_maps (self->findings, map, error);
}

/**
 * lumbar_knowledge_load:
 * @self: empty knowledge
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 *
 * Returns: whether all tables could be read; otherwise @error names file, row and column
 */
gboolean
lumbar_knowledge_load (LumbarKnowledge *self, const char *folder, GError **error)
{
  return load_header (self, folder, error) && load_sources (self, folder, error) &&
         load_sections (self, folder, error) && load_findings (self, folder, error) &&
         load_causes (self, folder, error) && load_evidence (self, folder, error) &&
         load_red_flags (self, folder, error) && lumbar_knowledge_load_plan (self, folder, error) &&
         load_instruments (self, folder, error) && load_body_regions (self, folder, error);
}
