/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was salvaged belongs to something: where the row of a patient or of a visit is lost, one takes its place, so that
 * what is left of them is found. */

#include "lumbar-salvage-repair.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-patient-table.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* A visit whose row is lost: a draft, begun when its first answer was given. Whose it is, only its measures tell. */
static const char lost_visits[] =
  "WITH visit (id) AS (SELECT encounter_id FROM answer UNION SELECT encounter_id FROM conclusion"
  " UNION SELECT encounter_id FROM conclusion_cause UNION SELECT encounter_id FROM acknowledgement"
  " UNION SELECT encounter_id FROM addendum UNION SELECT encounter_id FROM measure"
  " UNION SELECT encounter_id FROM outcome UNION SELECT encounter_id FROM draft_place)"
  " INSERT INTO encounter (id, patient_id, status, started_at, author)"
  " SELECT id, coalesce ((SELECT patient_id FROM measure WHERE encounter_id = visit.id LIMIT 1), :unknown), 'draft',"
  " coalesce ((SELECT min (at) FROM measure WHERE encounter_id = visit.id AND at <> ''),"
  " (SELECT min (updated_at) FROM answer WHERE encounter_id = visit.id AND updated_at <> ''), :now), ''"
  " FROM visit WHERE id NOT IN (SELECT id FROM encounter)";

static const char lost_events[] =
  "INSERT INTO event (id, patient_id, kind, \"on\", text, withdrawn)"
  " SELECT event_id, :unknown, kind, \"on\", text, withdrawn FROM event_version AS version"
  " WHERE event_id NOT IN (SELECT id FROM event) AND position ="
  " (SELECT max (position) FROM event_version WHERE event_id = version.event_id)";

/* With what the newest version says of them, if there is one. */
static const char lost_patients[] =
  "WITH person (id) AS (SELECT patient_id FROM encounter UNION SELECT patient_id FROM measure"
  " UNION SELECT patient_id FROM event UNION SELECT patient_id FROM patient_version"
  " UNION SELECT patient_id FROM merge UNION SELECT kept_id FROM merge UNION SELECT root_id FROM merge)"
  " SELECT person.id, family_name, given_name, birth_date, gender, record_number, note FROM person"
  " LEFT JOIN patient_version AS version ON patient_id = person.id AND position ="
  " (SELECT max (position) FROM patient_version WHERE patient_id = person.id)"
  " WHERE person.id NOT IN (SELECT id FROM patient)"
  " AND person.id NOT IN (SELECT patient_id FROM erasure)";

static const char *const indexes[] = {
  "DELETE FROM patient_search",
  "DELETE FROM patient_spelling",
  "INSERT INTO patient_search (rowid, words) SELECT number, words FROM patient_words",
  "INSERT INTO patient_spelling (rowid, spelling) SELECT number, spelling FROM patient_words",
};

static gboolean
run (LumbarDatabase *database, const char *sql, const char *unknown, guint *n, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (database, sql, error);

  lumbar_statement_bind_text (statement, ":unknown", unknown);
  if (sql == lost_visits)
    {
      g_autofree char *now = lumbar_date_time_now ();

      lumbar_statement_bind_text (statement, ":now", now);
    }
  if (!lumbar_statement_run (statement, error))
    return FALSE;
  *n += (guint) sqlite3_changes (lumbar_database_get_handle (database));
  return TRUE;
}

static LumbarPatient *
make_unreadable (const char *id)
{
  LumbarPatient *patient = lumbar_patient_new (_("Unreadable"), "", "", "unknown", "");

  lumbar_set_str (&patient->id, id);
  return patient;
}

static LumbarPatient *
make_patient (LumbarStatement *row)
{
  const char *id = lumbar_statement_get_text (row, 0);
  LumbarPatient *patient;

  if (lumbar_statement_is_null (row, 1))
    return make_unreadable (id);
  patient = lumbar_patient_new (lumbar_statement_get_text (row, 1), lumbar_statement_get_text (row, 2),
                                lumbar_statement_get_text (row, 3), lumbar_statement_get_text (row, 4),
                                lumbar_statement_get_text (row, 5));
  lumbar_set_str (&patient->id, id);
  lumbar_set_str (&patient->note, lumbar_statement_get_text (row, 6));
  return patient;
}

/* What is known of a patient may be damaged itself. */
static gboolean
save_patient (LumbarDatabase *database, LumbarPatient *patient, GError **error)
{
  g_autoptr (LumbarPatient) unreadable = NULL;
  g_autoptr (GError) problem = NULL;

  if (lumbar_patient_table_save (database, patient, &problem))
    return TRUE;
  if (!g_error_matches (problem, LUMBAR_ERROR, LUMBAR_ERROR_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  unreadable = make_unreadable (patient->id);
  return lumbar_patient_table_save (database, unreadable, error);
}

/* All are read before any is written. */
static GPtrArray *
list_lost_patients (LumbarDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (database, lost_patients, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (patients, make_patient (row));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&patients) : NULL;
}

static gboolean
add_patients (LumbarDatabase *database, guint *n, GError **error)
{
  g_autoptr (GPtrArray) patients = list_lost_patients (database, error);

  for (guint i = 0; patients != NULL && i < patients->len; i++)
    if (!save_patient (database, patients->pdata[i], error))
      return FALSE;
  if (patients == NULL)
    return FALSE;
  *n += patients->len;
  return lumbar_database_execute (
    database,
    "UPDATE patient SET last_visit ="
    " coalesce ((SELECT max (started_at) FROM encounter WHERE patient_id = patient.id), '') WHERE last_visit = ''",
    error);
}

/**
 * lumbar_salvage_repair:
 * @database: a salvaged record of today's schema, in a transaction
 * @n_patients: (inout): patients that had to be put together again are added
 * @n_visits: (inout): visits that had to be put together again, as drafts, are added
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_salvage_repair (LumbarDatabase *database, guint *n_patients, guint *n_visits, GError **error)
{
  g_autofree char *unknown = g_uuid_string_random ();
  guint n_events = 0;

  /* Patients saved below are put into the index by their number; what was salvaged is not in it yet. */
  if (!run (database, lost_visits, unknown, n_visits, error) ||
      !run (database, lost_events, unknown, &n_events, error) || !add_patients (database, n_patients, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    if (!lumbar_database_execute (database, indexes[i], error))
      return FALSE;
  return TRUE;
}
