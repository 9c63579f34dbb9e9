/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record, its visits: drafts, signing, addenda, reading back. */

#include "lumbar-store-private.h"

#include <glib/gi18n-lib.h>

#include "lumbar-answer-table.h"
#include "lumbar-conclusion-table.h"
#include "lumbar-date.h"
#include "lumbar-encounter-table.h"
#include "lumbar-error.h"
#include "lumbar-merge-table.h"
#include "lumbar-seal.h"
#include "lumbar-text.h"

/* Instants are compared as texts, so all are kept in UTC. */
static char *
make_instant (const char *text, GError **error)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) utc = NULL;

  if (text == NULL)
    return lumbar_date_time_now ();
  if (!lumbar_date_time_is_valid (text))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is no instant. Write it as 2026-11-22T10:15:00Z."), text);
      return NULL;
    }
  time = g_date_time_new_from_iso8601 (text, NULL);
  utc = g_date_time_to_utc (time);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * lumbar_store_start_encounter:
 * @self: a record
 * @patient_id: a patient
 * @started_at: (nullable): an instant; %NULL is now
 *
 * Begins a visit. Look with lumbar_store_find_draft() whether one is open already.
 *
 * Returns: (transfer full): the draft, or %NULL with @error set
 */
LumbarEncounter *
lumbar_store_start_encounter (LumbarStore *self, const char *patient_id, const char *started_at, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_store_get_patient (self, patient_id, error);
  g_autofree char *at = patient ? make_instant (started_at, error) : NULL;
  g_autoptr (LumbarEncounter) encounter = NULL;

  if (at == NULL || !lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error))
    return NULL;
  encounter = lumbar_encounter_new (patient_id, at, self->user);
  if (!lumbar_database_begin (self->database, error) ||
      !lumbar_database_end (self->database,
                            lumbar_encounter_table_add (self->database, encounter, error) &&
                              lumbar_store_append_log (self, "create", "encounter", encounter->id, NULL, error),
                            error))
    return NULL;
  return g_steal_pointer (&encounter);
}

/**
 * lumbar_store_save_item:
 * @self: a record
 * @encounter_id: a draft
 * @finding_id: a finding
 * @value: (nullable): what lumbar_answer_to_string() wrote; %NULL = not assessed
 * @unconfirmed: whether it was carried over and not confirmed
 * @note: (nullable): the note on it
 *
 * Keeps what is said about one finding. When it returns %TRUE, that is on disk.
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_SIGNED for a signed visit
 */
gboolean
lumbar_store_save_item (LumbarStore *self,
                        const char *encounter_id,
                        const char *finding_id,
                        const char *value,
                        gboolean unconfirmed,
                        const char *note,
                        GError **error)
{
  return lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database,
                              lumbar_answer_table_save (self->database, encounter_id, finding_id, value,
                                                        unconfirmed, note, error),
                              error);
}

/**
 * lumbar_store_save_conclusion:
 * @self: a record
 * @encounter_id: a draft
 * @conclusion: what is concluded so far
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_SIGNED for a signed visit
 */
gboolean
lumbar_store_save_conclusion (LumbarStore *self,
                              const char *encounter_id,
                              LumbarConclusion *conclusion,
                              GError **error)
{
  return lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database,
                              lumbar_conclusion_table_save (self->database, encounter_id, conclusion, self->user,
                                                            error),
                              error);
}

/**
 * lumbar_store_save_place:
 * @self: a record
 * @encounter_id: a draft
 * @finding_id: the question that has the keyboard
 *
 * Keeps where the draft goes on when it is opened again.
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_SIGNED for a signed visit
 */
gboolean
lumbar_store_save_place (LumbarStore *self, const char *encounter_id, const char *finding_id, GError **error)
{
  return lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database,
                              lumbar_encounter_table_set_place (self->database, encounter_id, finding_id, error),
                              error);
}

/**
 * lumbar_store_get_place:
 * @self: a record
 * @encounter_id: a visit
 *
 * Returns: (transfer full) (nullable): the question where it goes on; %NULL where none is kept, or with
 *   @error set
 */
char *
lumbar_store_get_place (LumbarStore *self, const char *encounter_id, GError **error)
{
  return lumbar_encounter_table_get_place (self->database, encounter_id, error);
}

/**
 * lumbar_store_load_draft:
 * @self: a record
 * @encounter_id: a draft
 * @interview: a new interview
 *
 * Puts back all that the draft keeps, also what is unconfirmed or set aside. Afterwards call
 * lumbar_interview_carry_forward().
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_load_draft (LumbarStore *self, const char *encounter_id, LumbarInterview *interview, GError **error)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_table_get (self->database, encounter_id, error);

  return encounter != NULL && lumbar_answer_table_restore (self->database, encounter_id, interview, error);
}

/**
 * lumbar_store_discard_draft:
 * @self: a record
 * @encounter_id: a draft
 *
 * Removes a draft with its answers; only the log remembers it.
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_SIGNED for a signed visit
 */
gboolean
lumbar_store_discard_draft (LumbarStore *self, const char *encounter_id, GError **error)
{
  return lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database,
                              lumbar_encounter_table_delete (self->database, encounter_id, error) &&
                                lumbar_store_append_log (self, "discard", "encounter", encounter_id, NULL, error),
                              error);
}

/* A visit of a patient who was merged with another is the other's, to whoever asks. */
static gboolean
show_under_holder (LumbarStore *self, LumbarEncounter *encounter, GError **error)
{
  g_autofree char *holder = lumbar_merge_table_get_holder (self->database, encounter->patient_id, error);

  if (holder == NULL)
    return FALSE;
  lumbar_set_str (&encounter->patient_id, holder);
  return TRUE;
}

/* Reads the rest of a visit that may not be there. */
static LumbarEncounter *
fill_encounter (LumbarStore *self, LumbarEncounter *encounter, GError **error)
{
  g_autoptr (LumbarEncounter) owned = encounter;

  if (owned == NULL || !lumbar_encounter_table_fill (self->database, owned, self->knowledge, error) ||
      !show_under_holder (self, owned, error))
    return NULL;
  return g_steal_pointer (&owned);
}

static LumbarEncounter *
get_last (LumbarStore *self, const char *patient_id, LumbarEncounterStatus status, GError **error)
{
  LumbarEncounter *encounter = NULL;

  if (!lumbar_encounter_table_find_last (self->database, patient_id, status, &encounter, error))
    return NULL;
  return fill_encounter (self, encounter, error);
}

/**
 * lumbar_store_find_draft:
 * @self: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (nullable): the patient's last draft, whole; %NULL where there is none, or with
 *   @error set
 */
LumbarEncounter *
lumbar_store_find_draft (LumbarStore *self, const char *patient_id, GError **error)
{
  return get_last (self, patient_id, LUMBAR_ENCOUNTER_DRAFT, error);
}

static gboolean
sign_and_log (LumbarStore *self,
              LumbarEncounter *encounter,
              LumbarResponse *response,
              LumbarAssessment *assessment,
              LumbarConclusion *conclusion,
              GError **error)
{
  g_autofree char *seal = NULL;

  if (!lumbar_encounter_table_sign (self->database, encounter, response, assessment, conclusion, error))
    return FALSE;
  seal = lumbar_seal_encounter (self->database, encounter->id, error);
  return seal != NULL && lumbar_store_append_log (self, "sign", "encounter", encounter->id, seal, error);
}

/* An override is counted by its reason, so that one without a known reason can't be signed. */
static gboolean
check_override (LumbarStore *self, LumbarConclusion *conclusion, GError **error)
{
  if (conclusion->agreement != LUMBAR_AGREEMENT_OVERRIDE ||
      lumbar_knowledge_find_override_reason (self->knowledge, conclusion->override_reason) != NULL)
    return TRUE;
  g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("Choose a reason for overriding."));
  return FALSE;
}

/**
 * lumbar_store_sign_encounter:
 * @self: a record
 * @encounter_id: a draft
 * @response: its answers, exactly: what the draft holds beside them is dropped
 * @assessment: what was computed from them
 * @conclusion: what the clinician concludes
 * @signed_at: (nullable): an instant; %NULL is now
 *
 * Signs a visit. From then on nothing of it can change.
 *
 * Returns: %FALSE with @error set and the draft as it was; %LUMBAR_ERROR_SIGNED where it is signed already;
 *   %LUMBAR_ERROR_INPUT for an override without a known reason
 */
gboolean
lumbar_store_sign_encounter (LumbarStore *self,
                             const char *encounter_id,
                             LumbarResponse *response,
                             LumbarAssessment *assessment,
                             LumbarConclusion *conclusion,
                             const char *signed_at,
                             GError **error)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_table_get (self->database, encounter_id, error);
  g_autofree char *at = encounter ? make_instant (signed_at, error) : NULL;

  if (at == NULL || !lumbar_store_require (self, LUMBAR_RIGHT_SIGN, error) ||
      !check_override (self, conclusion, error))
    return FALSE;
  lumbar_set_str (&encounter->signed_at, at);
  lumbar_set_str (&encounter->author, self->user);
  return lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database,
                              sign_and_log (self, encounter, response, assessment, conclusion, error), error);
}

static gboolean
add_addendum_and_log (LumbarStore *self, const char *encounter_id, const LumbarAddendum *addendum, GError **error)
{
  g_autofree char *seal = NULL;

  if (!lumbar_encounter_table_add_addendum (self->database, encounter_id, addendum, error))
    return FALSE;
  seal = lumbar_seal_addendum (self->database, addendum->id, error);
  return seal != NULL && lumbar_store_append_log (self, "addendum", "addendum", addendum->id, seal, error);
}

static gboolean
insert_and_log (LumbarStore *self, LumbarEncounter *encounter, GError **error)
{
  if (!lumbar_encounter_table_add (self->database, encounter, error) ||
      !lumbar_store_append_log (self, "import", "encounter", encounter->id, NULL, error) ||
      !sign_and_log (self, encounter, encounter->response, encounter->assessment, encounter->conclusion, error))
    return FALSE;
  for (guint i = 0; i < encounter->addenda->len; i++)
    if (!add_addendum_and_log (self, encounter->id, encounter->addenda->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < encounter->outcomes->len; i++)
    if (!lumbar_store_append_outcome (self, encounter->outcomes->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * lumbar_store_insert_encounter:
 * @self: a record
 * @encounter: a whole signed visit from elsewhere: response, assessment, conclusion, addenda, outcomes; its instants
 *   are brought to UTC
 *
 * Takes a visit into the record as it was signed, under its own id.
 *
 * Returns: %FALSE with @error set and the record as it was; %LUMBAR_ERROR_SIGNED where it holds the visit
 *   already
 */
gboolean
lumbar_store_insert_encounter (LumbarStore *self, LumbarEncounter *encounter, GError **error)
{
  g_autofree char *started = make_instant (encounter->started_at, error);
  g_autofree char *at = started ? make_instant (encounter->signed_at, error) : NULL;

  g_return_val_if_fail (encounter->response != NULL && encounter->assessment != NULL, FALSE);
  g_return_val_if_fail (encounter->conclusion != NULL, FALSE);
  if (at == NULL)
    return FALSE;
  lumbar_set_str (&encounter->started_at, started);
  lumbar_set_str (&encounter->signed_at, at);
  return lumbar_store_require (self, LUMBAR_RIGHT_SIGN, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, insert_and_log (self, encounter, error), error);
}

/**
 * lumbar_store_add_addendum:
 * @self: a record
 * @encounter_id: a signed visit
 * @text: what is added
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_INPUT for a draft or an empty text
 */
gboolean
lumbar_store_add_addendum (LumbarStore *self, const char *encounter_id, const char *text, GError **error)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_table_get (self->database, encounter_id, error);
  g_autofree char *clean = lumbar_text_clean (text, TRUE);
  g_autofree char *now = lumbar_date_time_now ();
  LumbarAddendum *addendum;
  gboolean done;

  if (encounter == NULL || !lumbar_store_require (self, LUMBAR_RIGHT_SIGN, error))
    return FALSE;
  if (encounter->status != LUMBAR_ENCOUNTER_SIGNED || *clean == '\0')
    {
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                           *clean ? _("This visit is still a draft: change it, or sign it first.")
                                  : _("An addendum needs a text."));
      return FALSE;
    }
  addendum = lumbar_addendum_new (now, self->user, clean);
  done = lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, add_addendum_and_log (self, encounter_id, addendum, error), error);
  lumbar_addendum_free (addendum);
  return done;
}

/**
 * lumbar_store_get_encounter:
 * @self: a record
 * @id: a visit
 *
 * Returns: (transfer full): the visit, whole, with the assessment as computed then, or %NULL with @error set
 */
LumbarEncounter *
lumbar_store_get_encounter (LumbarStore *self, const char *id, GError **error)
{
  return fill_encounter (self, lumbar_encounter_table_get (self->database, id, error), error);
}

/**
 * lumbar_store_get_encounter_flags:
 * @self: a record
 * @id: a visit
 *
 * Like lumbar_store_get_encounter(), at a quarter of the cost: for looking through many visits.
 *
 * Returns: (transfer full): the visit with its answers, its conclusion, and of its assessment the group and the red
 *   flags; or %NULL with @error set
 */
LumbarEncounter *
lumbar_store_get_encounter_flags (LumbarStore *self, const char *id, GError **error)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_table_get (self->database, id, error);

  if (encounter == NULL ||
      !lumbar_encounter_table_fill_flags (self->database, encounter, self->knowledge, error) ||
      !show_under_holder (self, encounter, error))
    return NULL;
  return g_steal_pointer (&encounter);
}

/**
 * lumbar_store_list_unread_answers:
 * @self: a record
 * @encounter_id: a visit
 *
 * Returns: (transfer full) (element-type LumbarIgnored): the answers that today's knowledge has no question or no
 *   option for, and so the visit, as it is read, lacks; %NULL with @error set
 */
GPtrArray *
lumbar_store_list_unread_answers (LumbarStore *self, const char *encounter_id, GError **error)
{
  return lumbar_answer_table_list_unread (self->database, encounter_id, self->knowledge, error);
}

/**
 * lumbar_store_get_last_signed:
 * @self: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (nullable): the patient's last signed visit, whole; %NULL where there is none, or
 *   with @error set
 */
LumbarEncounter *
lumbar_store_get_last_signed (LumbarStore *self, const char *patient_id, GError **error)
{
  return get_last (self, patient_id, LUMBAR_ENCOUNTER_SIGNED, error);
}

/**
 * lumbar_store_list_encounters:
 * @self: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarEncounter): the visits as lists show them, with their addenda, last
 *   first, or %NULL with @error set
 */
GPtrArray *
lumbar_store_list_encounters (LumbarStore *self, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) encounters = lumbar_encounter_table_list (self->database, patient_id, error);
  g_autofree char *holder = NULL;

  if (encounters == NULL ||
      !lumbar_encounter_table_fill_addenda (self->database, patient_id, encounters, error))
    return NULL;
  holder = lumbar_merge_table_get_holder (self->database, patient_id, error);
  if (holder == NULL)
    return NULL;
  for (guint i = 0; i < encounters->len; i++)
    lumbar_set_str (&((LumbarEncounter *) encounters->pdata[i])->patient_id, holder);
  return g_steal_pointer (&encounters);
}
