/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record, how visits turned out: outcomes, all signed visits with theirs, and all
 * patients over time. */

#include "lumbar-store-private.h"

#include <glib/gi18n-lib.h>

#include "lumbar-course-table.h"
#include "lumbar-date.h"
#include "lumbar-encounter-table.h"
#include "lumbar-error.h"
#include "lumbar-outcome-table.h"
#include "lumbar-seal.h"
#include "lumbar-text.h"

/**
 * lumbar_store_append_outcome:
 * @self: a record in a transaction
 * @outcome: a whole outcome of a signed visit
 *
 * Adds an outcome with its seal. For the files that make up the record's public face.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_append_outcome (LumbarStore *self, const LumbarOutcome *outcome, GError **error)
{
  g_autofree char *seal = NULL;

  if (!lumbar_outcome_table_add (self->database, outcome, error))
    return FALSE;
  seal = lumbar_seal_outcome (self->database, outcome->id, error);
  return seal != NULL && lumbar_store_append_log (self, "outcome", "outcome", outcome->id, seal, error);
}

/**
 * lumbar_store_add_outcome:
 * @self: a record
 * @outcome: what a visit turned out to come from; where it has no time or author yet, it gets the present
 *   ones
 *
 * Adds an outcome after those that the visit has: none is ever changed or removed, the last one counts.
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_INPUT for a draft and where lumbar_outcome_check() says no
 */
gboolean
lumbar_store_add_outcome (LumbarStore *self, LumbarOutcome *outcome, GError **error)
{
  g_autoptr (LumbarEncounter) encounter =
    lumbar_encounter_table_get (self->database, outcome->encounter_id, error);

  if (encounter == NULL || !lumbar_outcome_check (outcome, self->knowledge, error))
    return FALSE;
  if (encounter->status != LUMBAR_ENCOUNTER_SIGNED)
    {
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                           _("This visit is still a draft: an outcome follows a signed one."));
      return FALSE;
    }
  if (*outcome->at == '\0')
    {
      g_autofree char *now = lumbar_date_time_now ();

      lumbar_set_str (&outcome->at, now);
    }
  if (*outcome->author == '\0')
    lumbar_set_str (&outcome->author, self->user);
  return lumbar_store_require (self, LUMBAR_RIGHT_SIGN, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, lumbar_store_append_outcome (self, outcome, error), error);
}

/**
 * lumbar_store_list_outcomes:
 * @self: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarOutcome): those of all the patient's visits, a visit's in the
 *   order recorded, or %NULL with @error set
 */
GPtrArray *
lumbar_store_list_outcomes (LumbarStore *self, const char *patient_id, GError **error)
{
  return lumbar_outcome_table_list (self->database, patient_id, error);
}

/**
 * lumbar_store_list_signed:
 * @self: a record
 * @after: (nullable): id of the visit after which to go on; %NULL = from the first
 * @limit: how many at most
 *
 * The signed visits of all patients, without those of deleted ones, in the order they were begun in the
 * record; each with assessment, conclusion, addenda and outcomes, but without its answers. Read in portions,
 * a big record keeps nobody else waiting.
 *
 * Returns: (transfer full) (element-type LumbarEncounter): fewer than @limit where these are the last ones, or
 *   %NULL with @error set
 */
GPtrArray *
lumbar_store_list_signed (LumbarStore *self, const char *after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) encounters = lumbar_encounter_table_list_signed (self->database, after, limit, error);

  for (guint i = 0; encounters != NULL && i < encounters->len; i++)
    if (!lumbar_encounter_table_fill_result (self->database, encounters->pdata[i], error))
      return NULL;
  return g_steal_pointer (&encounters);
}

/**
 * lumbar_store_list_courses:
 * @self: a record
 * @from: (nullable): the first day of the period, YYYY-MM-DD; %NULL = no beginning
 * @to: (nullable): its last day; %NULL = no end
 * @after: (nullable): id of the patient after whom to go on; %NULL = from the first
 * @limit: how many patients at most
 *
 * All patients over time, without deleted ones, in the order they were entered; those without a signed visit
 * in the period too. Read in portions, a big record keeps nobody else waiting.
 *
 * Returns: (transfer full) (element-type LumbarCourse): fewer than @limit where these are the last ones, or
 *   %NULL with @error set
 */
GPtrArray *
lumbar_store_list_courses (LumbarStore *self,
                           const char *from,
                           const char *to,
                           const char *after,
                           guint limit,
                           GError **error)
{
  return lumbar_course_table_list (self->database, from, to, after, limit, error);
}
