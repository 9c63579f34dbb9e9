/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record: each change is one transaction together with its row in the log. */

#include "lumbar-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-audit-table.h"
#include "lumbar-backup.h"
#include "lumbar-date.h"
#include "lumbar-head.h"
#include "lumbar-measure-table.h"
#include "lumbar-patient-search.h"
#include "lumbar-patient-table.h"
#include "lumbar-seal.h"
#include "lumbar-store-open.h"
#include "lumbar-store-private.h"
#include "lumbar-text.h"
#include "lumbar-verify.h"

/**
 * lumbar_store_append_log:
 * @self: a record with a transaction open
 * @action: what is done
 * @subject_kind: to what kind of thing
 * @subject_id: to which
 * @detail: (nullable): more of it
 *
 * Puts a row in the log as part of the change it tells of.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_append_log (LumbarStore *self,
                         const char *action,
                         const char *subject_kind,
                         const char *subject_id,
                         const char *detail,
                         GError **error)
{
  return lumbar_audit_table_append (self->database, self->user, action, subject_kind, subject_id, detail, error);
}

/**
 * lumbar_store_get_default_path:
 *
 * Returns: (transfer full): where the record lies unless told otherwise: lumbar/record.db in the XDG data
 *   directory
 */
char *
lumbar_store_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "lumbar", "record.db", NULL);
}

/**
 * lumbar_store_open:
 * @knowledge: the findings that answers belong to
 * @path: the file
 * @mode: for what
 * @user: (nullable): who works with it, for the log; the name of the account where nobody is named
 *
 * Opens a record. For writing, it is made where there is none (its folder for nobody else's eyes) and
 * brought to today's schema after a backup where it is older. Errors: %LUMBAR_ERROR_RECORD where the file
 * is damaged or no record, and then it is not touched; %LUMBAR_ERROR_NEWER, %LUMBAR_ERROR_READ_ONLY,
 * %LUMBAR_ERROR_FULL, %LUMBAR_ERROR_BUSY; %LUMBAR_ERROR_NOT_FOUND only for reading.
 *
 * Returns: (transfer full): the record, or %NULL with @error set; %LUMBAR_ERROR_DENIED where it is encrypted
 */
LumbarStore *
lumbar_store_open (LumbarKnowledge *knowledge,
                   const char *path,
                   LumbarStoreMode mode,
                   const char *user,
                   GError **error)
{
  return lumbar_store_open_with_key (knowledge, path, mode, NULL, user, error);
}

/**
 * lumbar_store_open_with_key:
 * @knowledge: the findings that answers belong to
 * @path: the file
 * @mode: for what
 * @key: (nullable): the key of an encrypted record, as its key file gave it; %NULL for one that is not
 * @user: (nullable): who works with it
 *
 * Opens a record like lumbar_store_open(). Where there is none, an encrypted one is made if its key file is there.
 *
 * Returns: (transfer full): the record, or %NULL with @error set; %LUMBAR_ERROR_DENIED where the key is not the one
 */
LumbarStore *
lumbar_store_open_with_key (LumbarKnowledge *knowledge,
                            const char *path,
                            LumbarStoreMode mode,
                            const LumbarKey *key,
                            const char *user,
                            GError **error)
{
  LumbarDatabase *database;
  LumbarStore *self;

  if (user == NULL || *user == '\0')
    user = g_get_user_name ();
  database = lumbar_store_open_database (path, mode, key, user, error);
  if (database == NULL)
    return NULL;
  self = g_new0 (LumbarStore, 1);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->database = database;
  self->user = g_strdup (user);
  if (!lumbar_store_read_guarded (self, error))
    g_clear_pointer (&self, lumbar_store_close);
  return self;
}

/**
 * lumbar_store_close:
 * @self: (nullable): a record
 */
void
lumbar_store_close (LumbarStore *self)
{
  if (self == NULL)
    return;
  lumbar_store_lock (self);
  lumbar_database_set_shut (self->database, FALSE);
  if (!lumbar_store_is_read_only (self))
    lumbar_head_note (self->database);
  lumbar_database_close (self->database);
  lumbar_knowledge_unref (self->knowledge);
  g_free (self->user);
  g_free (self);
}

/**
 * lumbar_store_get_path:
 * @self: a record
 *
 * Returns: its absolute path
 */
const char *
lumbar_store_get_path (LumbarStore *self)
{
  return lumbar_database_get_path (self->database);
}

/**
 * lumbar_store_is_read_only:
 * @self: a record
 *
 * Returns: whether it was opened to be read only
 */
gboolean
lumbar_store_is_read_only (LumbarStore *self)
{
  return lumbar_database_is_read_only (self->database);
}

/**
 * lumbar_store_get_knowledge:
 * @self: a record
 *
 * Returns: (transfer none): the knowledge its answers are read with
 */
LumbarKnowledge *
lumbar_store_get_knowledge (LumbarStore *self)
{
  return self->knowledge;
}

/* For tests; see lumbar-store-private.h. */
LumbarDatabase *
lumbar_store_get_database (LumbarStore *self)
{
  return self->database;
}

static gboolean
save_patient (LumbarStore *self, LumbarPatient *patient, GError **error)
{
  gboolean known;
  g_autofree char *version = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *detail = NULL;

  if (!lumbar_patient_table_has (self->database, patient->id, &known, error) ||
      !lumbar_patient_table_save (self->database, patient, error))
    return FALSE;
  /* The log never names anybody: what the data were before and after stands in the versions it seals. */
  version = lumbar_patient_table_add_version (self->database, patient->id, self->user, error);
  seal = version ? lumbar_seal_patient_version (self->database, version, error) : NULL;
  if (seal == NULL)
    return FALSE;
  detail = g_strdup_printf ("%s %s", version, seal);
  return lumbar_store_append_log (self, known ? "change" : "create", "patient", patient->id, detail, error);
}

/**
 * lumbar_store_save_patient:
 * @self: a record
 * @patient: a patient
 *
 * Adds a patient, or changes the one with this id. Characters that can't be seen are left out.
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_INPUT says what lumbar_patient_check() found
 */
gboolean
lumbar_store_save_patient (LumbarStore *self, LumbarPatient *patient, GError **error)
{
  g_autoptr (LumbarPatient) clean = lumbar_patient_copy (patient);
  g_autofree char *note = lumbar_text_clean (patient->note, TRUE);
  g_autofree char *today = lumbar_date_today ();

  lumbar_set_str (&clean->note, note);
  return lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error) && lumbar_patient_check (clean, today, error) &&
         lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, save_patient (self, clean, error), error);
}

/**
 * lumbar_store_get_patient:
 * @self: a record
 * @id: a patient
 *
 * Returns: (transfer full): the patient, or %NULL with @error set; %LUMBAR_ERROR_NOT_FOUND also where it was
 *   deleted
 */
LumbarPatient *
lumbar_store_get_patient (LumbarStore *self, const char *id, GError **error)
{
  return lumbar_patient_table_get (self->database, id, error);
}

/**
 * lumbar_store_search_patients:
 * @self: a record
 * @query: (nullable): words as typed: names, record number, birth date, whole or begun, in any order
 * @limit: how many at most; 0 for all
 *
 * Finds patients. Accents and punctuation don't matter; where nothing fits, names with a slip of the
 * fingers are found. No query gives all, last visit first.
 *
 * Returns: (transfer full) (element-type LumbarPatient): the patients, best first, or %NULL with @error set
 */
GPtrArray *
lumbar_store_search_patients (LumbarStore *self, const char *query, guint limit, GError **error)
{
  return lumbar_patient_search (self->database, query, limit, error);
}

/**
 * lumbar_store_find_similar:
 * @self: a record
 * @patient: a patient, saved or not
 *
 * Returns: (transfer full) (element-type LumbarPatient): other patients who may be the same person, or %NULL
 *   with @error set
 */
GPtrArray *
lumbar_store_find_similar (LumbarStore *self, LumbarPatient *patient, GError **error)
{
  return lumbar_patient_search_similar (self->database, patient, error);
}

static gboolean
set_deleted (LumbarStore *self, const char *id, gboolean deleted, GError **error)
{
  return lumbar_store_require (self, LUMBAR_RIGHT_MANAGE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (
           self->database,
           lumbar_patient_table_set_deleted (self->database, id, deleted, error) &&
             lumbar_store_append_log (self, deleted ? "delete" : "undelete", "patient", id, NULL, error),
           error);
}

/**
 * lumbar_store_delete_patient:
 * @self: a record
 * @id: a patient
 *
 * Marks a patient as deleted: no longer found, but kept with all visits.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_delete_patient (LumbarStore *self, const char *id, GError **error)
{
  return set_deleted (self, id, TRUE, error);
}

/**
 * lumbar_store_undelete_patient:
 * @self: a record
 * @id: a patient
 *
 * Takes the mark of lumbar_store_delete_patient() away.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_undelete_patient (LumbarStore *self, const char *id, GError **error)
{
  return set_deleted (self, id, FALSE, error);
}

/**
 * lumbar_store_list_measures:
 * @self: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarMeasure): the scores of all signed visits by scale, each by
 *   time, or %NULL with @error set
 */
GPtrArray *
lumbar_store_list_measures (LumbarStore *self, const char *patient_id, GError **error)
{
  return lumbar_measure_table_list (self->database, patient_id, error);
}

/**
 * lumbar_store_add_recent_pain:
 * @self: a record
 * @patients: (element-type LumbarPatient): what a search found
 * @since: the first day, YYYY-MM-DD
 *
 * Fills the field recent_pain of all of them.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_add_recent_pain (LumbarStore *self, GPtrArray *patients, const char *since, GError **error)
{
  return lumbar_measure_table_add_recent_pain (self->database, patients, since, error);
}

/**
 * lumbar_store_begin:
 * @self: a record
 *
 * Begins a transaction over several calls, for an import. Nothing of it is kept until
 * lumbar_store_commit() returns %TRUE; others who want to write wait as long.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_begin (LumbarStore *self, GError **error)
{
  return lumbar_database_begin (self->database, error);
}

/**
 * lumbar_store_commit:
 * @self: a record after lumbar_store_begin()
 *
 * Returns: %FALSE with @error set and nothing kept
 */
gboolean
lumbar_store_commit (LumbarStore *self, GError **error)
{
  return lumbar_database_commit (self->database, error);
}

/**
 * lumbar_store_rollback:
 * @self: a record after lumbar_store_begin()
 *
 * Keeps nothing of what was done since.
 */
void
lumbar_store_rollback (LumbarStore *self)
{
  lumbar_database_rollback (self->database);
}

/**
 * lumbar_store_log:
 * @self: a record
 * @action: what was done: "view", "print", "export", "import"
 * @subject_kind: (nullable): to what: "patient", "encounter"
 * @subject_id: (nullable): to which
 * @detail: (nullable): what else must be known; never a name
 *
 * Writes what the record can't know by itself into the log. Changes are logged without being asked.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_log (LumbarStore *self,
                  const char *action,
                  const char *subject_kind,
                  const char *subject_id,
                  const char *detail,
                  GError **error)
{
  return lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database,
                              lumbar_store_append_log (self, action, subject_kind, subject_id, detail, error), error);
}

/**
 * lumbar_store_list_log:
 * @self: a record
 * @subject_id: (nullable): only what was done to this; %NULL for all
 * @before: only rows before this number; 0 for all
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type LumbarLogEntry): who did what, the last first, or %NULL with @error set
 */
GPtrArray *
lumbar_store_list_log (LumbarStore *self, const char *subject_id, gint64 before, guint limit, GError **error)
{
  return lumbar_audit_table_list (self->database, subject_id, before, limit, error);
}

/**
 * lumbar_store_backup:
 * @self: a record outside a transaction
 * @path: the file to write
 *
 * Writes a verified copy of the record, for its owner's eyes only; nobody need have entered, and the copy is guarded
 * as the record is. It takes the place of an older backup,
 * never of one that holds more, of another file or of the record itself.
 *
 * Returns: %FALSE with @error set and whatever was at @path untouched
 */
gboolean
lumbar_store_backup (LumbarStore *self, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  gboolean done;

  g_return_val_if_fail (!lumbar_database_in_transaction (self->database), FALSE);

  lumbar_database_set_shut (self->database, FALSE);
  done = lumbar_backup_write (self->database, path, error) &&
         (lumbar_store_is_read_only (self) || lumbar_store_log (self, "backup", "record", NULL, name, error));
  lumbar_database_set_shut (self->database, lumbar_store_is_shut (self));
  return done;
}

/**
 * lumbar_store_restore:
 * @backup_path: a backup
 * @path: the record, closed by everybody
 *
 * Verifies the backup, sets the record aside under the name "record.db.set-aside-…", and puts a copy of the
 * backup in its place; at no moment is there none.
 *
 * Returns: %FALSE with @error set and the record untouched; %LUMBAR_ERROR_BUSY while somebody uses it
 */
gboolean
lumbar_store_restore (const char *backup_path, const char *path, GError **error)
{
  return lumbar_store_restore_with_key (backup_path, path, NULL, error);
}

/**
 * lumbar_store_restore_with_key:
 * @backup_path: a backup
 * @path: the record, closed by everybody
 * @key: (nullable): the key of the backup where it is encrypted; its key file comes with it
 *
 * Restores a backup like lumbar_store_restore().
 *
 * Returns: %FALSE with @error set and the record untouched
 */
gboolean
lumbar_store_restore_with_key (const char *backup_path, const char *path, const LumbarKey *key, GError **error)
{
  return lumbar_backup_restore (backup_path, path, key, error);
}

/**
 * lumbar_store_verify:
 * @self: a record
 * @summary: (out) (optional) (transfer full): what it holds, one line
 *
 * Reads the whole record and looks for damage, broken references, a log that was tampered with, and signed
 * visits that are not as they were signed. Nobody need have entered: nothing of anybody is told.
 *
 * Returns: %FALSE with @error naming the first thing that is wrong
 */
gboolean
lumbar_store_verify (LumbarStore *self, char **summary, GError **error)
{
  gboolean whole;

  lumbar_database_set_shut (self->database, FALSE);
  whole = lumbar_verify (self->database, summary, error);
  lumbar_database_set_shut (self->database, lumbar_store_is_shut (self));
  return whole;
}
