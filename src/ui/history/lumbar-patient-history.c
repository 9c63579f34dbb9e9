/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the page of a patient shows, read from the record at once. */

#include "lumbar-patient-history.h"

#include <string.h>

#include "lumbar-date.h"
#include "lumbar-error.h"

/* How many visits are looked through for the summary: a sixth of a millisecond each. */
#define MOST_VISITS 30

static gboolean
load_lists (LumbarPatientHistory *self, LumbarStore *store, const char *patient_id, GError **error)
{
  self->encounters = lumbar_store_list_encounters (store, patient_id, error);
  if (self->encounters == NULL)
    return FALSE;
  self->measures = lumbar_store_list_measures (store, patient_id, error);
  return self->measures != NULL;
}

/* Gives each outcome to its visit. */
static gboolean
load_outcomes (LumbarPatientHistory *self, LumbarStore *store, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) outcomes = lumbar_store_list_outcomes (store, patient_id, error);
  g_autoptr (GHashTable) visits = g_hash_table_new (g_str_hash, g_str_equal);

  if (outcomes == NULL)
    return FALSE;
  g_ptr_array_set_free_func (outcomes, NULL);
  for (guint i = 0; i < self->encounters->len; i++)
    g_hash_table_insert (visits, ((LumbarEncounter *) self->encounters->pdata[i])->id, self->encounters->pdata[i]);
  for (guint i = 0; i < outcomes->len; i++)
    {
      LumbarOutcome *outcome = outcomes->pdata[i];
      LumbarEncounter *visit = g_hash_table_lookup (visits, outcome->encounter_id);

      if (visit != NULL)
        g_ptr_array_add (visit->outcomes, outcome);
      else
        lumbar_outcome_free (outcome);
    }
  return TRUE;
}

/* A record that is only read can't take what would be asked for. */
static void
find_due (LumbarPatientHistory *self, LumbarStore *store)
{
  g_autofree char *now = lumbar_date_time_now ();

  self->due = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->encounters->len && !lumbar_store_is_read_only (store); i++)
    {
      LumbarEncounter *visit = self->encounters->pdata[i];

      if (visit->status == LUMBAR_ENCOUNTER_SIGNED && visit->outcomes->len == 0 &&
          lumbar_outcome_is_due (visit->signed_at, now))
        g_ptr_array_add (self->due, g_object_ref (visit));
    }
}

/* The events that stand, and all of them among everything else. */
static gboolean
load_timeline (LumbarPatientHistory *self, LumbarStore *store, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) all = lumbar_store_list_all_events (store, patient_id, error);

  if (all == NULL)
    return FALSE;
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    if (!((LumbarEvent *) all->pdata[i])->withdrawn)
      g_ptr_array_add (self->events, g_object_ref (all->pdata[i]));
  self->timeline = lumbar_timeline_new (lumbar_store_get_knowledge (store), self->encounters, all);
  return TRUE;
}

/* All signed visits, since a flag that an earlier one left open is not forgotten. One that is too far back, or can't
 * be read, stays as in lists: the summary says so. */
static GPtrArray *
load_signed (LumbarPatientHistory *self, LumbarStore *store)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->encounters->len; i++)
    {
      LumbarEncounter *listed = self->encounters->pdata[i];
      LumbarEncounter *visit = NULL;

      if (listed->status != LUMBAR_ENCOUNTER_SIGNED)
        continue;
      if (visits->len == 0 && self->last != NULL && g_str_equal (self->last->id, listed->id))
        visit = g_object_ref (self->last);
      else if (visits->len < MOST_VISITS)
        visit = lumbar_store_get_encounter_flags (store, listed->id, NULL);
      g_ptr_array_add (visits, visit ? visit : g_object_ref (listed));
    }
  return visits;
}

static void
make_summary (LumbarPatientHistory *self, LumbarStore *store)
{
  g_autoptr (GPtrArray) visits = load_signed (self, store);
  g_autofree char *today = lumbar_date_today ();

  self->summary = lumbar_problem_summary_new (lumbar_store_get_knowledge (store), visits, self->draft, self->measures,
                                              today);
}

/* Neither need exist: "not found" is an answer here. */
static gboolean
load_visits (LumbarPatientHistory *self, LumbarStore *store, const char *patient_id, GError **error)
{
  g_autoptr (GError) missing = NULL;

  self->draft = lumbar_store_find_draft (store, patient_id, &missing);
  if (missing == NULL || g_error_matches (missing, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND))
    {
      g_clear_error (&missing);
      self->last = lumbar_store_get_last_signed (store, patient_id, &missing);
    }
  if (missing != NULL && !g_error_matches (missing, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  return TRUE;
}

/**
 * lumbar_patient_history_load:
 * @store: the record
 * @patient_id: whose
 *
 * Returns: (transfer full): everything about a patient; %NULL with @error set where it can't be read
 */
LumbarPatientHistory *
lumbar_patient_history_load (LumbarStore *store, const char *patient_id, GError **error)
{
  g_autoptr (LumbarPatientHistory) self = g_new0 (LumbarPatientHistory, 1);

  self->patient = lumbar_store_get_patient (store, patient_id, error);
  if (self->patient == NULL || !load_lists (self, store, patient_id, error) ||
      !load_outcomes (self, store, patient_id, error) || !load_timeline (self, store, patient_id, error) ||
      !load_visits (self, store, patient_id, error))
    return NULL;
  find_due (self, store);
  make_summary (self, store);
  return g_steal_pointer (&self);
}

/**
 * lumbar_patient_history_free:
 * @self: (transfer full): a history
 */
void
lumbar_patient_history_free (LumbarPatientHistory *self)
{
  g_clear_object (&self->patient);
  g_clear_pointer (&self->encounters, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->last);
  g_clear_pointer (&self->measures, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->timeline, g_ptr_array_unref);
  g_clear_pointer (&self->summary, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_free (self);
}

/**
 * lumbar_patient_history_get_trend:
 * @self: a history
 * @knowledge: the clinical content
 * @instrument_ids: (array zero-terminated): which scales
 * @since: (nullable): the first day, or %NULL for all
 * @until: (nullable): the last instant, or %NULL for all
 *
 * Returns: (transfer full): the trend of that time
 */
LumbarTrend *
lumbar_patient_history_get_trend (const LumbarPatientHistory *self,
                                  LumbarKnowledge *knowledge,
                                  const char *const *instrument_ids,
                                  const char *since,
                                  const char *until)
{
  return lumbar_patient_history_get_trend_with (self, knowledge, instrument_ids, since, until,
                                                &(LumbarTrendSetting){ 0 });
}

/**
 * lumbar_patient_history_get_trend_with:
 * @self: a history
 * @knowledge: the clinical content
 * @instrument_ids: (array zero-terminated): which scales
 * @since: (nullable): the first day, or %NULL for all
 * @until: (nullable): the last instant, or %NULL for all
 * @setting: what to compare with, and how to draw the lines
 *
 * Returns: (transfer full): the trend of that time
 */
LumbarTrend *
lumbar_patient_history_get_trend_with (const LumbarPatientHistory *self,
                                       LumbarKnowledge *knowledge,
                                       const char *const *instrument_ids,
                                       const char *since,
                                       const char *until,
                                       const LumbarTrendSetting *setting)
{
  g_autoptr (GPtrArray) measures = g_ptr_array_new ();
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  for (guint i = 0; i < self->measures->len; i++)
    {
      LumbarMeasure *measure = self->measures->pdata[i];

      if ((since == NULL || strcmp (measure->at, since) >= 0) &&
          (until == NULL || strcmp (measure->at, until) <= 0))
        g_ptr_array_add (measures, measure);
    }
  for (guint i = 0; i < self->events->len; i++)
    {
      LumbarEvent *event = self->events->pdata[i];

      if ((since == NULL || strcmp (event->on, since) >= 0) &&
          (until == NULL || strcmp (event->on, until) <= 0))
        g_ptr_array_add (events, event);
    }
  return lumbar_trend_new_with (knowledge, instrument_ids, measures, events, setting);
}
