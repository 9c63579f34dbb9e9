/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing a person where the law demands it (GDPR, article 17; a retention period that has ended). All that is known of
 * the person goes, also from the free pages of the file (PRAGMA secure_delete); the log keeps its rows, which hold ids
 * and hashes and never a name, so that its chain stays whole and says what was erased, when, by whom and why. Copies
 * outside the record, as backups are, are not reached. */

#include "lumbar-erasure.h"

#include <glib/gi18n-lib.h>

#include "lumbar-audit-table.h"
#include "lumbar-date.h"
#include "lumbar-merge-table.h"
#include "lumbar-statement.h"

/* Everything with a seal, of the person and of those merged into them: kind and id. */
static const char sealed_things[] =
  "WITH person (id) AS " LUMBAR_SAME_AS (":patient") ", visit (id) AS"
  " (SELECT encounter.id FROM encounter JOIN person ON patient_id = person.id)"
  " SELECT 'patient-version', v.id FROM patient_version AS v JOIN person ON patient_id = person.id"
  " UNION ALL SELECT 'encounter', id FROM visit"
  " UNION ALL SELECT 'addendum', addendum.id FROM addendum JOIN visit ON encounter_id = visit.id"
  " UNION ALL SELECT 'outcome', outcome.id FROM outcome JOIN visit ON encounter_id = visit.id"
  " UNION ALL SELECT 'event', event.id FROM event JOIN person ON patient_id = person.id";

#define VISITS "(SELECT id FROM encounter WHERE patient_id = :patient)"

/* What belongs to something goes before it. */
static const char *const deletions[] = {
  "DELETE FROM outcome WHERE encounter_id IN " VISITS,
  "DELETE FROM addendum WHERE encounter_id IN " VISITS,
  "DELETE FROM measure WHERE patient_id = :patient",
  "DELETE FROM acknowledgement WHERE encounter_id IN " VISITS,
  "DELETE FROM conclusion_cause WHERE encounter_id IN " VISITS,
  "DELETE FROM conclusion WHERE encounter_id IN " VISITS,
  "DELETE FROM answer WHERE encounter_id IN " VISITS,
  "DELETE FROM encounter WHERE patient_id = :patient",
  "DELETE FROM event_version WHERE event_id IN (SELECT id FROM event WHERE patient_id = :patient)",
  "DELETE FROM event WHERE patient_id = :patient",
  "DELETE FROM patient_version WHERE patient_id = :patient",
  "DELETE FROM patient_search WHERE rowid = (SELECT number FROM patient WHERE id = :patient)",
  "DELETE FROM patient_spelling WHERE rowid = (SELECT number FROM patient WHERE id = :patient)",
  "DELETE FROM merge WHERE patient_id = :patient",
  "DELETE FROM patient WHERE id = :patient",
};

/* Each pair of kind and id; read before anything is written, since the log is written while they are gone through. */
static GPtrArray *
list_sealed (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (database, sealed_things, error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":patient", patient_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      g_ptr_array_add (things, g_strdup (lumbar_statement_get_text (row, 0)));
      g_ptr_array_add (things, g_strdup (lumbar_statement_get_text (row, 1)));
    }
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&things) : NULL;
}

static gboolean
log_sealed (LumbarDatabase *database, GPtrArray *things, const char *author, GError **error)
{
  for (guint i = 0; i + 1 < things->len; i += 2)
    if (!lumbar_audit_table_append (database, author, "erase", things->pdata[i], things->pdata[i + 1], NULL, error))
      return FALSE;
  return TRUE;
}

/* The person, and those merged into them, the last merged first. */
static GPtrArray *
list_persons (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "WITH RECURSIVE same (id, depth) AS (SELECT :patient, 0 UNION SELECT merge.patient_id, depth + 1 FROM merge"
    " JOIN same ON merge.kept_id = same.id WHERE depth < 1000) SELECT id FROM same ORDER BY depth DESC",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":patient", patient_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (lumbar_statement_get_text (row, 0)));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* The words of a deleted row stay in an index of words until its segments are merged. */
static gboolean
rewrite_index (LumbarDatabase *database, GError **error)
{
  return lumbar_database_execute (database,
                                  "INSERT INTO patient_search (patient_search) VALUES ('optimize');"
                                  "INSERT INTO patient_spelling (patient_spelling) VALUES ('optimize');",
                                  error);
}

static gboolean
erase_one (LumbarDatabase *database, const char *patient_id, const char *author, const char *reason, GError **error)
{
  g_autoptr (LumbarStatement) open = lumbar_statement_new (
    database, "INSERT INTO erasure SELECT id, :at, :author, :reason FROM patient WHERE id = :patient", error);
  g_autofree char *now = lumbar_date_time_now ();

  lumbar_statement_bind_text (open, ":patient", patient_id);
  lumbar_statement_bind_text (open, ":at", now);
  lumbar_statement_bind_text (open, ":author", author);
  lumbar_statement_bind_text (open, ":reason", reason);
  if (!lumbar_statement_run (open, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      g_autoptr (LumbarStatement) statement = lumbar_statement_new (database, deletions[i], error);

      lumbar_statement_bind_text (statement, ":patient", patient_id);
      if (!lumbar_statement_run (statement, error))
        return FALSE;
    }
  return lumbar_audit_table_append (database, author, "erase", "patient", patient_id, reason, error);
}

/**
 * lumbar_erasure_run:
 * @database: a record in a transaction
 * @patient_id: the person; whoever was merged into them goes too
 * @author: who erases
 * @reason: why, in law; never a name
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_erasure_run (LumbarDatabase *database,
                    const char *patient_id,
                    const char *author,
                    const char *reason,
                    GError **error)
{
  g_autoptr (GPtrArray) persons = list_persons (database, patient_id, error);
  g_autoptr (GPtrArray) things = persons ? list_sealed (database, patient_id, error) : NULL;

  if (things == NULL || !log_sealed (database, things, author, error))
    return FALSE;
  for (guint i = 0; i < persons->len; i++)
    if (!erase_one (database, persons->pdata[i], author, reason, error))
      return FALSE;
  return rewrite_index (database, error);
}
