/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads all tables, checks every cross reference, and hands them out as immutable values. */

#include "lumbar-knowledge.h"

#include <string.h>

#include "lumbar-error.h"
#include "lumbar-knowledge-resources.h"

/* A cause with less evidence than this can't be told from noise. */
#define LEAST_EVIDENCE 5

#define RESOURCE_FOLDER "/io/github/lumbar/Lumbar/knowledge"

struct _LumbarKnowledge {
  gatomicrefcount references;
  char *version;
  char *date;
  char *title;
  char *intended_use;
  char *limits;
  LumbarModel model;
  GPtrArray *sections;
  GPtrArray *findings;
  GPtrArray *causes;
  GPtrArray *evidence;
  GPtrArray *red_flags;
  GPtrArray *management;
  GPtrArray *instruments;
  GPtrArray *sources;
  GPtrArray *body_regions;
  GPtrArray *override_reasons;
  GHashTable *findings_by_id; /* id -> borrowed */
  GHashTable *causes_by_id;
  GHashTable *red_flags_by_id;
  GHashTable *instruments_by_id;
  GHashTable *sources_by_id;
  GHashTable *override_reasons_by_id;
  guint n_groups;
};

G_DEFINE_BOXED_TYPE (LumbarKnowledge, lumbar_knowledge, lumbar_knowledge_ref, lumbar_knowledge_unref)

/* Reading: from a folder, or from what is compiled in where folder is NULL. */

static GBytes *
read_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder ? folder : RESOURCE_FOLDER, name, NULL);
  g_autoptr (GError) local = NULL;
  GBytes *bytes = NULL;

  if (folder == NULL)
    bytes = g_resource_lookup_data (lumbar_knowledge_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                    &local);
  else
    {
      char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, &local))
        bytes = g_bytes_new_take (text, length);
    }
  if (bytes == NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", path, local->message);
  return bytes;
}

static LumbarTable *
read_table (const char *folder, const char *name, const char *const *columns, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (folder, name, error);

  return bytes ? lumbar_table_new_from_bytes (name, bytes, columns, error) : NULL;
}

static gpointer
find_id (GHashTable *ids, LumbarTable *table, guint row, guint column, const char *what, GError **error)
{
  const char *id = lumbar_table_get (table, row, column);
  gpointer value = g_hash_table_lookup (ids, id);

  if (value == NULL)
    lumbar_table_set_error (table, row, column, error, "there is no %s “%s”", what, id);
  return value;
}

/* How rules find names. */

static int
find_finding_cb (gpointer data, const char *id, LumbarExpressionKind *kind)
{
  LumbarKnowledge *self = data;
  const LumbarFinding *finding = g_hash_table_lookup (self->findings_by_id, id);

  if (finding == NULL)
    return -1;
  *kind = lumbar_finding_holds_many (finding)      ? LUMBAR_EXPRESSION_MANY_OPTIONS
          : lumbar_finding_holds_options (finding) ? LUMBAR_EXPRESSION_ONE_OPTION
          : lumbar_finding_holds_number (finding)  ? LUMBAR_EXPRESSION_NUMBER
                                                   : LUMBAR_EXPRESSION_NOTHING;
  return (int) finding->index;
}

static int
find_option_cb (gpointer data, int finding, const char *id)
{
  LumbarKnowledge *self = data;

  return lumbar_finding_find_option (self->findings->pdata[finding], id);
}

static LumbarExpressionScope
get_scope (LumbarKnowledge *self)
{
  return (LumbarExpressionScope){ find_finding_cb, find_option_cb, self };
}

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
  g_autoptr (GBytes) bytes = read_file (folder, "knowledge.ini", error);
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
  g_autoptr (LumbarTable) table = read_table (folder, "sources.tsv", lumbar_source_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarSource *source = lumbar_source_new (table, row, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (self->sources, source);
      if (!lumbar_table_add_id (table, row, self->sources_by_id, source->id, source, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_override_reasons (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      read_table (folder, "override-reasons.tsv", lumbar_override_reason_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarOverrideReason *reason = lumbar_override_reason_new (table, row, error);

      if (reason == NULL)
        return FALSE;
      g_ptr_array_add (self->override_reasons, reason);
      if (!lumbar_table_add_id (table, row, self->override_reasons_by_id, reason->id, reason, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_options (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      read_table (folder, "options.tsv", lumbar_finding_option_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarFinding *finding = find_id (self->findings_by_id, table, row, 0, "finding", error);

      if (finding == NULL || !lumbar_finding_add_option (finding, table, row, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_sections (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table =
      read_table (folder, "sections.tsv", lumbar_finding_section_columns (), error);
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
      if (!lumbar_table_add_id (table, row, ids, section->id, section, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
load_findings (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = read_table (folder, "findings.tsv", lumbar_finding_columns (), error);
  LumbarExpressionScope scope = get_scope (self);

  if (table == NULL)
    return FALSE;
  for (guint row = 0; row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarFinding *finding = lumbar_finding_new (table, row, self->sections, error);

      if (finding == NULL)
        return FALSE;
      g_ptr_array_add (self->findings, finding);
      if (!lumbar_table_add_id (table, row, self->findings_by_id, finding->id, finding, error))
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
  g_autoptr (LumbarTable) table = read_table (folder, "causes.tsv", lumbar_cause_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarCause *cause = lumbar_cause_new (table, row, error);

      if (cause == NULL)
        return FALSE;
      g_ptr_array_add (self->causes, cause);
      if (!lumbar_table_add_id (table, row, self->causes_by_id, cause->id, cause, error))
        return FALSE;
    }
  return table != NULL;
}

/* Numbers the groups of correlated rows: rows of one cause with the same group id share a number. */
static void
number_groups (LumbarKnowledge *self)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->evidence->len; i++)
    {
      LumbarEvidence *row = self->evidence->pdata[i];
      g_autofree char *key = g_strconcat (row->cause->id, "/", row->group_id, NULL);
      gpointer number;

      if (!g_hash_table_lookup_extended (numbers, key, NULL, &number))
        {
          number = GUINT_TO_POINTER (self->n_groups++);
          g_hash_table_insert (numbers, g_steal_pointer (&key), number);
        }
      row->group = GPOINTER_TO_UINT (number);
    }
}

static gboolean
load_evidence (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = read_table (folder, "evidence.tsv", lumbar_evidence_columns (), error);
  LumbarExpressionScope scope = get_scope (self);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarCause *cause = find_id (self->causes_by_id, table, row, 0, "cause", error);
      LumbarFinding *finding =
          cause ? find_id (self->findings_by_id, table, row, 1, "finding", error) : NULL;
      LumbarSource *source = finding ? find_id (self->sources_by_id, table, row, 6, "source", error) : NULL;
      LumbarEvidence *evidence =
          source ? lumbar_evidence_new (table, row, cause, finding, source, error) : NULL;

      if (evidence == NULL)
        return FALSE;
      g_ptr_array_add (self->evidence, evidence);
      if (!lumbar_evidence_finish (evidence, table, &scope, self->model.row_limit, error))
        return FALSE;
    }
  number_groups (self);
  return table != NULL;
}

static gboolean
load_red_flags (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = read_table (folder, "red-flags.tsv", lumbar_red_flag_columns (), error);
  LumbarExpressionScope scope = get_scope (self);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarSource *source = find_id (self->sources_by_id, table, row, 8, "source", error);
      LumbarRedFlag *flag = source ? lumbar_red_flag_new (table, row, &scope, source, error) : NULL;
      g_auto (GStrv) causes = g_strsplit (lumbar_table_get (table, row, 4), ";", -1);

      if (flag == NULL)
        return FALSE;
      g_ptr_array_add (self->red_flags, flag);
      if (!lumbar_table_add_id (table, row, self->red_flags_by_id, flag->id, flag, error))
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

static gboolean
load_management (LumbarKnowledge *self, const char *folder, GError **error)
{
  g_autoptr (LumbarTable) table = read_table (folder, "management.tsv", lumbar_management_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarCause *cause = find_id (self->causes_by_id, table, row, 0, "cause", error);
      LumbarSource *source = cause ? find_id (self->sources_by_id, table, row, 5, "source", error) : NULL;
      LumbarManagement *item = source ? lumbar_management_new (table, row, cause, source, error) : NULL;

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (self->management, item);
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
  g_autoptr (LumbarTable) table = read_table (folder, "instruments.tsv", lumbar_instrument_columns (), error);

  for (guint row = 0; table != NULL && row < lumbar_table_get_n_rows (table); row++)
    {
      LumbarInstrument *instrument = lumbar_instrument_new (table, row, error);

      if (instrument == NULL)
        return FALSE;
      g_ptr_array_add (self->instruments, instrument);
      if (!lumbar_table_add_id (table, row, self->instruments_by_id, instrument->id, instrument, error))
        return FALSE;
      if (*instrument->mcid_source != '\0' &&
          find_id (self->sources_by_id, table, row, 12, "source", error) == NULL)
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
      read_table (folder, "body-regions.tsv", lumbar_body_region_columns (), error);
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

/* Cross checks that need everything loaded. */

static gboolean
check_causes (LumbarKnowledge *self, GError **error)
{
  for (guint i = 0; i < self->causes->len; i++)
    {
      const LumbarCause *cause = self->causes->pdata[i];
      guint n_evidence = 0, n_management = 0;
      gboolean group_found = *cause->needed_group == '\0';

      for (guint j = 0; j < self->evidence->len; j++)
        {
          const LumbarEvidence *row = self->evidence->pdata[j];

          if (row->cause != cause)
            continue;
          n_evidence++;
          group_found = group_found || strcmp (row->group_id, cause->needed_group) == 0;
        }
      for (guint j = 0; j < self->management->len; j++)
        n_management += ((const LumbarManagement *) self->management->pdata[j])->cause == cause;

      if (n_evidence < LEAST_EVIDENCE || n_management == 0 || !group_found)
        {
          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                       "causes.tsv, row %u: “%s” has %u evidence rows (at least %d are needed), %u management "
                       "rows (at least one)%s",
                       i + 2, cause->id, n_evidence, LEAST_EVIDENCE, n_management,
                       group_found ? "" : " and no evidence in the group its counting rule names");
          return FALSE;
        }
    }
  return TRUE;
}

static void
mark_expression (const LumbarExpression *expression, gboolean *used)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  if (expression == NULL)
    return;
  lumbar_expression_findings (expression, findings);
  for (guint i = 0; i < findings->len; i++)
    used[g_array_index (findings, int, i)] = TRUE;
}

/* Marks the findings that some red flag reads, so that a report can say how many of them are recorded. */
static void
mark_safety_items (LumbarKnowledge *self)
{
  g_autofree gboolean *read = g_new0 (gboolean, self->findings->len);

  for (guint i = 0; i < self->red_flags->len; i++)
    {
      const LumbarRedFlag *flag = self->red_flags->pdata[i];

      mark_expression (flag->rule, read);
      mark_expression (flag->unless, read);
    }
  for (guint i = 0; i < self->findings->len; i++)
    ((LumbarFinding *) self->findings->pdata[i])->safety = read[i];
}

static gboolean
check_findings (LumbarKnowledge *self, GError **error)
{
  g_autofree gboolean *used = g_new0 (gboolean, self->findings->len);

  for (guint i = 0; i < self->evidence->len; i++)
    {
      const LumbarEvidence *row = self->evidence->pdata[i];

      used[row->finding->index] = TRUE;
      mark_expression (row->only_if, used);
    }
  for (guint i = 0; i < self->instruments->len; i++)
    {
      const LumbarInstrument *instrument = self->instruments->pdata[i];

      for (guint j = 0; j < instrument->findings->len; j++)
        used[((const LumbarFinding *) instrument->findings->pdata[j])->index] = TRUE;
    }
  for (guint i = 0; i < self->findings->len; i++)
    {
      const LumbarFinding *finding = self->findings->pdata[i];

      used[i] = used[i] || finding->report_only || finding->safety;
      mark_expression (finding->ask_when, used);
    }
  for (guint i = 0; i < self->findings->len; i++)
    if (!used[i])
      {
        const LumbarFinding *finding = self->findings->pdata[i];

        g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                     "findings.tsv, row %u: no evidence, rule or instrument uses “%s”; take it out, or write "
                     "“report” in the column “use”",
                     i + 2, finding->id);
        return FALSE;
      }
  return TRUE;
}

static LumbarKnowledge *
knowledge_alloc (void)
{
  LumbarKnowledge *self = g_new0 (LumbarKnowledge, 1);

  g_atomic_ref_count_init (&self->references);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_section_free);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_finding_free);
  self->causes = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_cause_free);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_evidence_free);
  self->red_flags = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_red_flag_free);
  self->management = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_management_free);
  self->instruments = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_instrument_free);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_source_free);
  self->body_regions = g_ptr_array_new_with_free_func (g_free);
  self->override_reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_override_reason_free);
  self->findings_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->causes_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->red_flags_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->instruments_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->sources_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->override_reasons_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * lumbar_knowledge_new_from_directory:
 * @path: (nullable): a folder with the tables, or %NULL for the ones compiled in
 *
 * Loads all tables and checks every id, option, source, expression and number.
 *
 * Returns: (transfer full): the knowledge, or %NULL with an error naming file, row and column
 */
LumbarKnowledge *
lumbar_knowledge_new_from_directory (const char *path, GError **error)
{
  g_autoptr (LumbarKnowledge) self = knowledge_alloc ();

  if (load_header (self, path, error) && load_sources (self, path, error) &&
      load_sections (self, path, error) && load_findings (self, path, error) &&
      load_causes (self, path, error) && load_evidence (self, path, error) &&
      load_red_flags (self, path, error) && load_management (self, path, error) && load_instruments (self, path, error) &&
      load_body_regions (self, path, error) && load_override_reasons (self, path, error) && check_causes (self, error))
    {
      mark_safety_items (self);
      if (check_findings (self, error))
        return g_steal_pointer (&self);
    }
  return NULL;
}

/**
 * lumbar_knowledge_new:
 *
 * Returns: (transfer full): the knowledge that comes with the program
 */
LumbarKnowledge *
lumbar_knowledge_new (GError **error)
{
  return lumbar_knowledge_new_from_directory (NULL, error);
}

/**
 * lumbar_knowledge_ref:
 * @self: the knowledge
 *
 * Returns: (transfer full): @self
 */
LumbarKnowledge *
lumbar_knowledge_ref (LumbarKnowledge *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_knowledge_unref:
 * @self: (transfer full): the knowledge
 */
void
lumbar_knowledge_unref (LumbarKnowledge *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->version);
  g_free (self->date);
  g_free (self->title);
  g_free (self->intended_use);
  g_free (self->limits);
  g_ptr_array_unref (self->override_reasons);
  g_ptr_array_unref (self->body_regions);
  g_ptr_array_unref (self->instruments);
  g_ptr_array_unref (self->management);
  g_ptr_array_unref (self->red_flags);
  g_ptr_array_unref (self->evidence);
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->findings_by_id);
  g_hash_table_unref (self->causes_by_id);
  g_hash_table_unref (self->red_flags_by_id);
  g_hash_table_unref (self->instruments_by_id);
  g_hash_table_unref (self->sources_by_id);
  g_hash_table_unref (self->override_reasons_by_id);
  g_free (self);
}

/**
 * lumbar_knowledge_get_version:
 * @self: the knowledge
 *
 * Returns: its version, as in "2026.1"
 */
const char *
lumbar_knowledge_get_version (LumbarKnowledge *self)
{
  return self->version;
}

/**
 * lumbar_knowledge_get_date:
 * @self: the knowledge
 *
 * Returns: the day of that version
 */
const char *
lumbar_knowledge_get_date (LumbarKnowledge *self)
{
  return self->date;
}

/**
 * lumbar_knowledge_get_title:
 * @self: the knowledge
 *
 * Returns: what it is about
 */
const char *
lumbar_knowledge_get_title (LumbarKnowledge *self)
{
  return self->title;
}

/**
 * lumbar_knowledge_get_intended_use:
 * @self: the knowledge
 *
 * Returns: whom it is for and what for, in words to show
 */
const char *
lumbar_knowledge_get_intended_use (LumbarKnowledge *self)
{
  return self->intended_use;
}

/**
 * lumbar_knowledge_get_limits:
 * @self: the knowledge
 *
 * Returns: what it can't do, in words to show
 */
const char *
lumbar_knowledge_get_limits (LumbarKnowledge *self)
{
  return self->limits;
}

/**
 * lumbar_knowledge_get_model:
 * @self: the knowledge
 *
 * Returns: (transfer none): the constants of the rule of combination
 */
const LumbarModel *
lumbar_knowledge_get_model (LumbarKnowledge *self)
{
  return &self->model;
}

/**
 * lumbar_knowledge_get_n_groups:
 * @self: the knowledge
 *
 * Returns: how many groups of correlated evidence rows there are, over all causes
 */
guint
lumbar_knowledge_get_n_groups (LumbarKnowledge *self)
{
  return self->n_groups;
}

/* Each table is handed out the same way: how many rows, one of them in table order, one by its id. */
#define DEFINE_TABLE(Type, one, many)                                                                   \
  guint lumbar_knowledge_get_n_##many (LumbarKnowledge *self)                                           \
  {                                                                                                     \
    return self->many->len;                                                                             \
  }                                                                                                     \
                                                                                                        \
  const Type *lumbar_knowledge_get_##one (LumbarKnowledge *self, guint i)                               \
  {                                                                                                     \
    g_return_val_if_fail (i < self->many->len, NULL);                                                   \
    return self->many->pdata[i];                                                                        \
  }

#define DEFINE_FIND(Type, one, many)                                                                    \
  const Type *lumbar_knowledge_find_##one (LumbarKnowledge *self, const char *id)                       \
  {                                                                                                     \
    return id ? g_hash_table_lookup (self->many##_by_id, id) : NULL;                                    \
  }

DEFINE_TABLE (LumbarSection, section, sections)
DEFINE_TABLE (LumbarFinding, finding, findings)
DEFINE_FIND (LumbarFinding, finding, findings)
DEFINE_TABLE (LumbarCause, cause, causes)
DEFINE_FIND (LumbarCause, cause, causes)
DEFINE_TABLE (LumbarEvidence, evidence, evidence)
DEFINE_TABLE (LumbarRedFlag, red_flag, red_flags)
DEFINE_FIND (LumbarRedFlag, red_flag, red_flags)
DEFINE_TABLE (LumbarManagement, management, management)
DEFINE_TABLE (LumbarInstrument, instrument, instruments)
DEFINE_FIND (LumbarInstrument, instrument, instruments)
DEFINE_TABLE (LumbarSource, source, sources)
DEFINE_FIND (LumbarSource, source, sources)
DEFINE_TABLE (LumbarBodyRegion, body_region, body_regions)
DEFINE_TABLE (LumbarOverrideReason, override_reason, override_reasons)
DEFINE_FIND (LumbarOverrideReason, override_reason, override_reasons)
