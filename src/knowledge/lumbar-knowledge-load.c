/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the tables in an order in which each row finds what it names. A row that is wrong is noted and left out;
 * see lumbar_knowledge_next_row(). */

#include "lumbar-knowledge-private.h"

#include <string.h>

#include "lumbar-error.h"

static gboolean
read_text (GKeyFile *file, const char *key, char **text, GError **error)
{
  *text = g_key_file_get_string (file, "knowledge", key, NULL);
  if (*text != NULL && **text != '\0')
    return TRUE;
  lumbar_error_add (error, "knowledge.ini, [knowledge]: “%s” is missing", key);
  return FALSE;
}

/* Stands in addresses, and before the fingerprint of own tables. */
static void
check_version (const char *version, GError **error)
{
  for (const char *p = version; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '.' && *p != '-')
      {
        lumbar_error_add (error,
                          "knowledge.ini, [knowledge]: “version” is made of letters, digits, “.” and “-”, as in "
                          "2026.1; “%s” is not",
                          version);
        return;
      }
}

static void
load_header (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (GBytes) bytes = lumbar_knowledge_read_file (folder, "knowledge.ini", error);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  if (bytes == NULL)
    return;
  if (!g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, &local))
    {
      lumbar_error_add (error, "knowledge.ini: %s", local->message);
      return;
    }
  if (read_text (file, "version", &self->version, error))
    check_version (self->version, error);
  read_text (file, "date", &self->date, error);
  read_text (file, "title", &self->title, error);
  read_text (file, "intended_use", &self->intended_use, error);
  read_text (file, "limits", &self->limits, error);
  lumbar_model_read (&self->model, "knowledge.ini", file, error);
}

static void
load_sources (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "sources.tsv", lumbar_source_columns ());

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->sources, error); row++)
    {
      LumbarSource *source = lumbar_source_new (table, row, error);

      if (source == NULL)
        continue;
      g_ptr_array_add (self->sources, source);
      lumbar_table_add_id (table, row, self->sources_by_id, source->id, source, error);
    }
}

static void
load_override_reasons (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "override-reasons.tsv", lumbar_override_reason_columns ());

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->override_reasons, error); row++)
    {
      LumbarOverrideReason *reason = lumbar_override_reason_new (table, row, error);

      if (reason == NULL)
        continue;
      g_ptr_array_add (self->override_reasons, reason);
      lumbar_table_add_id (table, row, self->override_reasons_by_id, reason->id, reason, error);
    }
}

static void
load_options (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "options.tsv", lumbar_finding_option_columns ());

  if (table == NULL)
    {
      lumbar_knowledge_excuse (self, "is not an option of");
      lumbar_knowledge_excuse (self, "needs at least two options");
      lumbar_knowledge_excuse (self, "instruments.tsv");
    }
  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, NULL, error); row++)
    {
      LumbarFinding *finding =
          lumbar_knowledge_find_id (self->findings_by_id, table, row, 0, "finding", error);

      if (finding != NULL && !lumbar_finding_add_option (finding, table, row, error))
        lumbar_knowledge_excuse (self, "“%s” is not an option of “%s”", lumbar_table_get (table, row, 1), finding->id);
    }
}

static void
load_sections (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "sections.tsv", lumbar_finding_section_columns ());
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->sections, error); row++)
    {
      LumbarSection *section = lumbar_section_new (table, row, error);
      guint before;

      if (section == NULL)
        continue;
      g_ptr_array_add (self->sections, section);
      before = row > 0 ? ((const LumbarSection *) self->sections->pdata[row - 1])->screen : 0;
      if (section->screen != before && section->screen != before + 1 && !self->incomplete)
        lumbar_table_set_error (table, row, 1, error, "screen %u after screen %u", section->screen, before);
      lumbar_table_add_id (table, row, ids, section->id, section, error);
    }
}

static void
load_findings (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "findings.tsv", lumbar_finding_columns ());
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->findings, error); row++)
    {
      LumbarFinding *finding = lumbar_finding_new (table, row, self->sections, error);

      if (finding == NULL)
        continue;
      g_ptr_array_add (self->findings, finding);
      lumbar_table_add_id (table, row, self->findings_by_id, finding->id, finding, error);
    }
  load_options (self, folder, error);
  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, NULL, error); row++)
    {
      lumbar_finding_finish (self->findings->pdata[row], table, &scope, error);
      lumbar_finding_join_part (self->findings->pdata[row], table, self->findings, error);
    }
  if (table != NULL)
    lumbar_finding_check_circles (self->findings, table, error);
}

static void
load_causes (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "causes.tsv", lumbar_cause_columns ());

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->causes, error); row++)
    {
      LumbarCause *cause = lumbar_cause_new (table, row, error);

      if (cause == NULL)
        continue;
      g_ptr_array_add (self->causes, cause);
      lumbar_table_add_id (table, row, self->causes_by_id, cause->id, cause, error);
    }
}

static void
load_evidence (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "evidence.tsv", lumbar_evidence_columns ());
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->evidence, error); row++)
    {
      LumbarCause *cause = lumbar_knowledge_find_id (self->causes_by_id, table, row, 0, "cause", error);
      LumbarFinding *finding =
          lumbar_knowledge_find_id (self->findings_by_id, table, row, 1, "finding", error);
      LumbarSource *source = lumbar_knowledge_find_id (self->sources_by_id, table, row, 6, "source", error);
      LumbarEvidence *evidence = NULL;

      if (cause != NULL && finding != NULL)
        evidence = lumbar_evidence_new (table, row, cause, finding, source, error);
      if (evidence == NULL)
        continue;
      g_ptr_array_add (self->evidence, evidence);
      lumbar_evidence_finish (evidence, table, &scope, self->model.row_limit, error);
    }
  lumbar_evidence_number (self->evidence, &self->n_groups, &self->n_conditions);
}

static void
load_red_flags (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "red-flags.tsv", lumbar_red_flag_columns ());
  LumbarExpressionScope scope = lumbar_knowledge_get_scope (self);

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->red_flags, error); row++)
    {
      LumbarSource *source = lumbar_knowledge_find_id (self->sources_by_id, table, row, 8, "source", error);
      LumbarRedFlag *flag = lumbar_red_flag_new (table, row, &scope, source, error);
      g_auto (GStrv) causes = g_strsplit (lumbar_table_get (table, row, 4), ";", -1);

      if (flag == NULL)
        continue;
      g_ptr_array_add (self->red_flags, flag);
      lumbar_table_add_id (table, row, self->red_flags_by_id, flag->id, flag, error);
      for (guint i = 0; causes[i] != NULL; i++)
        {
          LumbarCause *cause = g_hash_table_lookup (self->causes_by_id, causes[i]);

          if (cause != NULL)
            g_ptr_array_add (flag->causes, cause);
          else
            lumbar_table_set_error (table, row, 4, error, "there is no cause “%s”", causes[i]);
        }
    }
}

/* Adds the findings that a cell names, joined by ";". */
static gboolean
add_findings (LumbarKnowledge *self, LumbarTable *table, guint row, guint column, GPtrArray *list, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (lumbar_table_get (table, row, column), ";", -1);
  gboolean ok = TRUE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LumbarFinding *finding = g_hash_table_lookup (self->findings_by_id, ids[i]);

      if (finding != NULL)
        g_ptr_array_add (list, finding);
      else
        {
          lumbar_table_set_error (table, row, column, error, "there is no finding “%s”", ids[i]);
          ok = FALSE;
        }
    }
  return ok;
}

static void
load_instruments (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "instruments.tsv", lumbar_instrument_columns ());

  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->instruments, error); row++)
    {
      LumbarInstrument *instrument = lumbar_instrument_new (table, row, error);
      gboolean whole;

      if (instrument == NULL)
        continue;
      g_ptr_array_add (self->instruments, instrument);
      lumbar_table_add_id (table, row, self->instruments_by_id, instrument->id, instrument, error);
      if (*instrument->mcid_source != '\0')
        lumbar_knowledge_find_id (self->sources_by_id, table, row, 12, "source", error);
      whole = add_findings (self, table, row, 4, instrument->findings, error);
      whole &= add_findings (self, table, row, 5, instrument->items, error);
      if (whole)
        lumbar_instrument_finish (instrument, table, error);
    }
}

static void
load_body_regions (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      lumbar_knowledge_open_table (self, folder, "body-regions.tsv", lumbar_body_region_columns ());
  const LumbarFinding *map = lumbar_knowledge_find_finding (self, "pain-map");
  const LumbarFinding *site = lumbar_knowledge_find_finding (self, "pain-site");
  const LumbarFinding *leg = lumbar_knowledge_find_finding (self, "leg-pain");
  gboolean in_order = TRUE;

  if (map == NULL || site == NULL || leg == NULL)
    {
      if (!self->incomplete)
        lumbar_error_add (error,
                          "findings.tsv: the body map needs the findings pain-map, pain-site and leg-pain");
      return;
    }
  for (guint row = 0; lumbar_knowledge_next_row (self, table, &row, self->body_regions, error); row++)
    {
      LumbarBodyRegion *region = lumbar_body_region_new (table, row, map, site, leg, error);

      if (region == NULL)
        continue;
      g_ptr_array_add (self->body_regions, region);
      if (region->option == row || self->incomplete || !in_order)
        continue;
      lumbar_table_set_error (table, row, 0, error, "the regions stand in the order of the options of pain-map");
      in_order = FALSE;
    }
  if (self->incomplete)
    return;
  if (in_order && self->body_regions->len < map->options->len)
    lumbar_error_add (error, "body-regions.tsv: “%s” of pain-map has no region",
                      lumbar_finding_get_option (map, self->body_regions->len)->id);
  lumbar_body_region_check_maps (self->findings, map, error);
}

/**
 * lumbar_knowledge_load:
 * @self: empty knowledge
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 *
 * Loads what can be loaded; what can't is among the faults of @self, with file, row and column.
 */
void
lumbar_knowledge_load (LumbarKnowledge *self, const char *folder)
{
  static void (*const loaders[]) (LumbarKnowledge *, const char *, GError **) = {
    load_header,
    load_sources,
    load_sections,
    load_findings,
    load_causes,
    load_evidence,
    load_red_flags,
    lumbar_knowledge_load_treatments,
    lumbar_knowledge_load_management,
    lumbar_knowledge_load_cautions,
    lumbar_knowledge_load_interactions,
    lumbar_knowledge_load_consistency,
    load_instruments,
    load_body_regions,
    load_override_reasons,
  };

  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    {
      g_autoptr (GError) error = NULL;

      loaders[i](self, folder, &error);
      lumbar_knowledge_note (self, &error);
    }
}
