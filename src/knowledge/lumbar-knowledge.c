/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loaded and cross-checked tables, handed out as immutable values. */

#include "lumbar-knowledge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-error.h"

G_DEFINE_BOXED_TYPE (LumbarKnowledge, lumbar_knowledge, lumbar_knowledge_ref, lumbar_knowledge_unref)

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
  self->treatments = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_treatment_free);
  self->cautions = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_caution_free);
  self->interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_interaction_free);
  self->treatments_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->management = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_management_free);
  self->consistency = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_consistency_free);
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
  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->excuses = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* Tables other than those of the program are told by a fingerprint, whatever version they claim to be, in the way
 * of build metadata (https://semver.org/spec/v2.0.0.html#spec-item-10). */
static void
mark_own_tables (LumbarKnowledge *self, const char *folder)
{
  g_autofree char *theirs = lumbar_knowledge_fingerprint (folder);
  g_autofree char *ours = lumbar_knowledge_fingerprint (NULL);

  if (g_strcmp0 (theirs, ours) != 0)
    {
      g_autofree char *version = self->version;

      self->version = g_strconcat (version, "+", theirs, NULL);
    }
}

/**
 * lumbar_knowledge_new_or_faults:
 * @path: (nullable): a folder with the tables, or %NULL for the ones compiled in
 * @faults: (out): what is wrong, one fault a line naming file, row and column; set where this returns %NULL
 *
 * Loads all tables and checks every id, option, source, expression and number, going on after a fault. What can't
 * be told before a fault is mended is not among the faults.
 *
 * Returns: (transfer full) (nullable): the knowledge, or %NULL where it has faults
 */
LumbarKnowledge *
lumbar_knowledge_new_or_faults (const char *path, GStrv *faults)
{
  g_autoptr (LumbarKnowledge) self = knowledge_alloc ();

  if (path == NULL || g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      lumbar_knowledge_load (self, path);
      lumbar_knowledge_check (self);
    }
  else
    g_ptr_array_add (self->faults, g_strdup_printf ("%s: there is no such folder", path));
  if (self->faults->len > 0)
    {
      g_ptr_array_add (self->faults, NULL);
      *faults = g_strdupv ((char **) self->faults->pdata);
      return NULL;
    }
  if (path != NULL)
    mark_own_tables (self, path);
  return g_steal_pointer (&self);
}

/**
 * lumbar_knowledge_new_from_directory:
 * @path: (nullable): a folder with the tables, or %NULL for the ones compiled in
 *
 * Loads all tables and checks every id, option, source, expression and number.
 *
 * Returns: (transfer full): the knowledge, or %NULL with an error naming file, row and column of the first fault
 */
LumbarKnowledge *
lumbar_knowledge_new_from_directory (const char *path, GError **error)
{
  g_auto (GStrv) faults = NULL;
  LumbarKnowledge *self = lumbar_knowledge_new_or_faults (path, &faults);

  if (self == NULL)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, faults[0]);
  return self;
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
  g_ptr_array_unref (self->consistency);
  g_ptr_array_unref (self->treatments);
  g_ptr_array_unref (self->cautions);
  g_ptr_array_unref (self->interactions);
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
  g_hash_table_unref (self->treatments_by_id);
  g_hash_table_unref (self->instruments_by_id);
  g_hash_table_unref (self->sources_by_id);
  g_hash_table_unref (self->override_reasons_by_id);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->excuses);
  g_free (self);
}

/**
 * lumbar_knowledge_get_version:
 * @self: the knowledge
 *
 * Returns: its version, as in "2026.1"; of tables other than those of the program with their fingerprint, as in
 *   "2026.1+1a2b3c4d". This is what is kept and exchanged; see lumbar_knowledge_version_to_text()
 */
const char *
lumbar_knowledge_get_version (LumbarKnowledge *self)
{
  return self->version;
}

/**
 * lumbar_knowledge_version_to_text:
 * @version: a version as it is kept
 *
 * Returns: (transfer full): the version in words, as in "2026.1" or "2026.1 · own tables 1a2b3c4d"
 */
char *
lumbar_knowledge_version_to_text (const char *version)
{
  const char *plus = strchr (version, '+');

  if (plus == NULL)
    return g_strdup (version);
  /* Translators: the version that clinical content claims, and the fingerprint of a clinic's own tables */
  return g_strdup_printf (_("%.*s · own tables %s"), (int) (plus - version), version, plus + 1);
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
 * lumbar_knowledge_get_evidence_rows:
 * @self: the knowledge
 *
 * Returns: (transfer none): all rows of evidence in table order, for the one loop that runs on every key
 */
LumbarEvidence *const *
lumbar_knowledge_get_evidence_rows (LumbarKnowledge *self)
{
  return (LumbarEvidence *const *) self->evidence->pdata;
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

/**
 * lumbar_knowledge_get_n_conditions:
 * @self: the knowledge
 *
 * Returns: how many different conditions rows of evidence have; they are numbered from 1
 */
guint
lumbar_knowledge_get_n_conditions (LumbarKnowledge *self)
{
  return self->n_conditions;
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
DEFINE_TABLE (LumbarTreatment, treatment, treatments)
DEFINE_FIND (LumbarTreatment, treatment, treatments)
DEFINE_TABLE (LumbarCaution, caution, cautions)
DEFINE_TABLE (LumbarInteraction, interaction, interactions)
DEFINE_TABLE (LumbarInstrument, instrument, instruments)
DEFINE_FIND (LumbarInstrument, instrument, instruments)
DEFINE_TABLE (LumbarSource, source, sources)
DEFINE_FIND (LumbarSource, source, sources)
DEFINE_TABLE (LumbarBodyRegion, body_region, body_regions)
DEFINE_TABLE (LumbarOverrideReason, override_reason, override_reasons)
DEFINE_FIND (LumbarOverrideReason, override_reason, override_reasons)
