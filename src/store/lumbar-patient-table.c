/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients as rows, and their words in the search tables. */

#include "lumbar-patient-table.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-text.h"

/**
 * lumbar_patient_table_read:
 * @row: a statement at a row of %LUMBAR_PATIENT_COLUMNS
 *
 * Returns: (transfer full): the patient
 */
LumbarPatient *
lumbar_patient_table_read (LumbarStatement *row)
{
  LumbarPatient *patient =
    lumbar_patient_new (lumbar_statement_get_text (row, 2), lumbar_statement_get_text (row, 3),
                        lumbar_statement_get_text (row, 4), lumbar_statement_get_text (row, 5),
                        lumbar_statement_get_text (row, 1));

  lumbar_set_str (&patient->id, lumbar_statement_get_text (row, 0));
  lumbar_set_str (&patient->note, lumbar_statement_get_text (row, 6));
  patient->example = lumbar_statement_get_int (row, 7) != 0;
  lumbar_set_str (&patient->last_visit, lumbar_statement_get_text (row, 8));
  patient->concluded = lumbar_group_from_id (lumbar_statement_get_text (row, 9), &patient->last_group);
  return patient;
}

/**
 * lumbar_patient_table_has:
 * @database: a record
 * @id: a patient
 * @has: (out): whether there is such a patient, deleted or not
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_patient_table_has (LumbarDatabase *database, const char *id, gboolean *has, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, "SELECT 1 FROM patient WHERE id = :id", error);

  lumbar_statement_bind_text (row, ":id", id);
  return lumbar_statement_find (row, has, error);
}

/* The search tables hold what the view patient_words makes of the row. */
static gboolean
index_words (LumbarDatabase *database, const char *id, GError **error)
{
  static const char *const steps[] = {
    "DELETE FROM patient_search WHERE rowid = (SELECT number FROM patient WHERE id = :id)",
    "DELETE FROM patient_spelling WHERE rowid = (SELECT number FROM patient WHERE id = :id)",
    "INSERT INTO patient_search (rowid, words)"
    " SELECT number, words FROM patient_words JOIN patient USING (number) WHERE id = :id",
    "INSERT INTO patient_spelling (rowid, spelling)"
    " SELECT number, spelling FROM patient_words JOIN patient USING (number) WHERE id = :id",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (LumbarStatement) statement = lumbar_statement_new (database, steps[i], error);

      lumbar_statement_bind_text (statement, ":id", id);
      if (!lumbar_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lumbar_patient_table_save:
 * @database: a record in a transaction
 * @patient: a patient that was cleaned and checked
 *
 * Adds the patient, or changes the one with this id.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_patient_table_save (LumbarDatabase *database, LumbarPatient *patient, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO patient (id, record_number, family_name, given_name, family_folded, given_folded, birth_date,"
    " gender, note, example, created_at, changed_at)"
    " VALUES (:id, :record_number, :family, :given, :family_folded, :given_folded, :birth_date, :gender, :note,"
    " :example, :now, :now)"
    " ON CONFLICT (id) DO UPDATE SET record_number = excluded.record_number, family_name = excluded.family_name,"
    " given_name = excluded.given_name, family_folded = excluded.family_folded,"
    " given_folded = excluded.given_folded, birth_date = excluded.birth_date, gender = excluded.gender,"
    " note = excluded.note, example = excluded.example, changed_at = excluded.changed_at",
    error);
  g_autofree char *family = lumbar_text_fold (patient->family_name);
  g_autofree char *given = lumbar_text_fold (patient->given_name);
  g_autofree char *now = lumbar_date_time_now ();

  lumbar_statement_bind_text (statement, ":id", patient->id);
  lumbar_statement_bind_text (statement, ":record_number", patient->record_number);
  lumbar_statement_bind_text (statement, ":family", patient->family_name);
  lumbar_statement_bind_text (statement, ":given", patient->given_name);
  lumbar_statement_bind_text (statement, ":family_folded", family);
  lumbar_statement_bind_text (statement, ":given_folded", given);
  lumbar_statement_bind_text (statement, ":birth_date", patient->birth_date);
  lumbar_statement_bind_text (statement, ":gender", patient->gender);
  lumbar_statement_bind_text (statement, ":note", patient->note);
  lumbar_statement_bind_int (statement, ":example", patient->example);
  lumbar_statement_bind_text (statement, ":now", now);
  return lumbar_statement_run (statement, error) && index_words (database, patient->id, error);
}

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND,
                       _("There is no such patient in the record."));
}

/**
 * lumbar_patient_table_get:
 * @database: a record
 * @id: a patient
 *
 * Returns: (transfer full): the patient, or %NULL with @error set where there is none or it was deleted
 */
LumbarPatient *
lumbar_patient_table_get (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database, "SELECT " LUMBAR_PATIENT_COLUMNS " FROM patient WHERE id = :id AND deleted_at = ''", error);

  lumbar_statement_bind_text (row, ":id", id);
  switch (lumbar_statement_step (row, error))
    {
    case LUMBAR_STEP_ROW:
      return lumbar_patient_table_read (row);
    case LUMBAR_STEP_DONE:
      set_not_found (error);
      return NULL;
    case LUMBAR_STEP_ERROR:
    default:
      return NULL;
    }
}

/**
 * lumbar_patient_table_set_deleted:
 * @database: a record in a transaction
 * @id: a patient
 * @deleted: whether to mark as deleted or take the mark away
 *
 * Returns: %FALSE with @error set where there is no such patient
 */
gboolean
lumbar_patient_table_set_deleted (LumbarDatabase *database, const char *id, gboolean deleted, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database, "UPDATE patient SET deleted_at = :at WHERE id = :id RETURNING id", error);
  g_autofree char *now = lumbar_date_time_now ();
  gboolean found;

  lumbar_statement_bind_text (statement, ":at", deleted ? now : "");
  lumbar_statement_bind_text (statement, ":id", id);
  if (!lumbar_statement_find (statement, &found, error))
    return FALSE;
  if (!found)
    set_not_found (error);
  return found;
}

/**
 * lumbar_patient_table_add_version:
 * @database: a record in a transaction
 * @id: a patient who was just saved
 * @author: who saved them
 *
 * Adds the data as they are now after the versions that there are.
 *
 * Returns: (transfer full): the id of the version, or %NULL with @error set
 */
char *
lumbar_patient_table_add_version (LumbarDatabase *database, const char *id, const char *author, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO patient_version SELECT id, (SELECT coalesce (max (position), 0) + 1 FROM patient_version"
    " WHERE patient_id = :id), :version, :at, :author, record_number, family_name, given_name, birth_date, gender, note"
    " FROM patient WHERE id = :id",
    error);
  g_autofree char *version = g_uuid_string_random ();
  g_autofree char *now = lumbar_date_time_now ();

  lumbar_statement_bind_text (statement, ":id", id);
  lumbar_statement_bind_text (statement, ":version", version);
  lumbar_statement_bind_text (statement, ":at", now);
  lumbar_statement_bind_text (statement, ":author", author);
  return lumbar_statement_run (statement, error) ? g_steal_pointer (&version) : NULL;
}

/**
 * lumbar_patient_table_list_versions:
 * @database: a record
 * @id: a patient
 *
 * Returns: (transfer full) (element-type LumbarPatientVersion): the versions of their data, the first one first, or
 *   %NULL with @error set
 */
GPtrArray *
lumbar_patient_table_list_versions (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_patient_version_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT patient_id, record_number, family_name, given_name, birth_date, gender, note, 0, '', '', at, author"
    " FROM patient_version WHERE patient_id = :id ORDER BY position",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":id", id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (versions, lumbar_patient_version_new (lumbar_statement_get_text (row, 10),
                                                           lumbar_statement_get_text (row, 11),
                                                           lumbar_patient_table_read (row)));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&versions) : NULL;
}

/**
 * lumbar_patient_table_list_merged:
 * @database: a record
 * @kept_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarPatient): those who were merged into this one, the last one first, or
 *   %NULL with @error set
 */
GPtrArray *
lumbar_patient_table_list_merged (LumbarDatabase *database, const char *kept_id, GError **error)
{
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT " LUMBAR_PATIENT_COLUMNS " FROM merge JOIN patient ON patient.id = merge.patient_id"
    " WHERE kept_id = :kept ORDER BY merge.at DESC, patient.id",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":kept", kept_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (patients, lumbar_patient_table_read (row));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&patients) : NULL;
}
