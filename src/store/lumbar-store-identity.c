/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record, who a patient is: what their data were before, two rows for one person, and a person
 * who is to be erased. */

#include "lumbar-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-erasure.h"
#include "lumbar-merge-table.h"
#include "lumbar-patient-table.h"
#include "lumbar-text.h"

/**
 * lumbar_store_list_patient_versions:
 * @self: a record
 * @id: a patient
 *
 * Returns: (transfer full) (element-type LumbarPatientVersion): what the patient's data were, the first version first,
 *   or %NULL with @error set
 */
GPtrArray *
lumbar_store_list_patient_versions (LumbarStore *self, const char *id, GError **error)
{
  return lumbar_patient_table_list_versions (self->database, id, error);
}

static gboolean
merge (LumbarStore *self, const char *id, const char *kept_id, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_table_get (self->database, id, error);
  g_autoptr (LumbarPatient) kept = patient ? lumbar_patient_table_get (self->database, kept_id, error) : NULL;

  return kept != NULL && lumbar_patient_table_set_deleted (self->database, id, TRUE, error) &&
         lumbar_merge_table_add (self->database, id, kept_id, self->user, error) &&
         lumbar_store_append_log (self, "merge", "patient", id, kept_id, error);
}

/**
 * lumbar_store_merge_patient:
 * @self: a record
 * @id: a patient who was entered twice
 * @kept_id: the one who is kept
 *
 * From now on the visits and events of both are shown with the one who is kept. Nothing of them is changed, so that
 * lumbar_store_unmerge_patient() undoes it.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_merge_patient (LumbarStore *self, const char *id, const char *kept_id, GError **error)
{
  if (strcmp (id, kept_id) == 0)
    {
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("Choose two patients to merge."));
      return FALSE;
    }
  return lumbar_store_require (self, LUMBAR_RIGHT_MANAGE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, merge (self, id, kept_id, error), error);
}

static gboolean
unmerge (LumbarStore *self, const char *id, GError **error)
{
  g_autofree char *kept_id = NULL;

  return lumbar_merge_table_remove (self->database, id, &kept_id, error) &&
         lumbar_patient_table_set_deleted (self->database, id, FALSE, error) &&
         lumbar_store_append_log (self, "unmerge", "patient", id, kept_id, error);
}

/**
 * lumbar_store_unmerge_patient:
 * @self: a record
 * @id: a patient who was merged
 *
 * Takes a merge back: each has again what was entered under their own row.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_unmerge_patient (LumbarStore *self, const char *id, GError **error)
{
  return lumbar_store_require (self, LUMBAR_RIGHT_MANAGE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, unmerge (self, id, error), error);
}

/**
 * lumbar_store_list_merged:
 * @self: a record
 * @kept_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarPatient): those who were merged into this one, the last one first, or
 *   %NULL with @error set
 */
GPtrArray *
lumbar_store_list_merged (LumbarStore *self, const char *kept_id, GError **error)
{
  return lumbar_patient_table_list_merged (self->database, kept_id, error);
}

static gboolean
erase (LumbarStore *self, const char *id, const char *reason, GError **error)
{
  gboolean known;

  if (!lumbar_patient_table_has (self->database, id, &known, error))
    return FALSE;
  if (!known)
    {
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("There is no such patient in the record."));
      return FALSE;
    }
  return lumbar_erasure_run (self->database, id, self->user, reason, error);
}

/**
 * lumbar_store_erase_patient:
 * @self: a record
 * @id: a patient, deleted or not
 * @reason: why, in law; it is kept, so that it must not name anybody
 *
 * Erases all that is known of a person, for good. The log goes on saying that something was, and that it was erased.
 * Backups that were made before still hold the person.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_erase_patient (LumbarStore *self, const char *id, const char *reason, GError **error)
{
  g_autofree char *clean = lumbar_text_clean (reason, FALSE);

  if (*clean == '\0')
    {
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("Say which duty in law the erasure follows."));
      return FALSE;
    }
  if (!lumbar_store_require (self, LUMBAR_RIGHT_MANAGE, error) || !lumbar_database_begin (self->database, error) ||
      !lumbar_database_end (self->database, erase (self, id, clean, error), error))
    return FALSE;
  /* The write-ahead log still holds the pages as they were; where a reader keeps it in use, it is folded in later. */
  lumbar_database_execute (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  return TRUE;
}
