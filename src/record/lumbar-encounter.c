/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One visit of one patient. */

#include "lumbar-encounter.h"

G_DEFINE_FINAL_TYPE (LumbarEncounter, lumbar_encounter, G_TYPE_OBJECT)

static void
lumbar_encounter_finalize (GObject *object)
{
  LumbarEncounter *self = LUMBAR_ENCOUNTER (object);

  g_free (self->id);
  g_free (self->patient_id);
  g_free (self->started_at);
  g_free (self->signed_at);
  g_free (self->author);
  g_free (self->knowledge_version);
  g_free (self->lead);
  g_clear_pointer (&self->response, lumbar_response_unref);
  g_clear_pointer (&self->assessment, lumbar_assessment_unref);
  g_clear_pointer (&self->conclusion, lumbar_conclusion_unref);
  g_ptr_array_unref (self->addenda);
  g_ptr_array_unref (self->outcomes);

  G_OBJECT_CLASS (lumbar_encounter_parent_class)->finalize (object);
}

static void
lumbar_encounter_class_init (LumbarEncounterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_encounter_finalize;
}

static void
lumbar_encounter_init (LumbarEncounter *self)
{
  self->addenda = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_addendum_free);
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_outcome_free);
}

/**
 * lumbar_encounter_new:
 * @patient_id: the patient
 * @started_at: instant of the first question
 * @author: who takes it
 *
 * Returns: (transfer full): a draft with a new id
 */
LumbarEncounter *
lumbar_encounter_new (const char *patient_id, const char *started_at, const char *author)
{
  LumbarEncounter *self = g_object_new (LUMBAR_TYPE_ENCOUNTER, NULL);

  self->id = g_uuid_string_random ();
  self->patient_id = g_strdup (patient_id);
  self->started_at = g_strdup (started_at);
  self->signed_at = g_strdup ("");
  self->author = g_strdup (author);
  self->knowledge_version = g_strdup ("");
  self->lead = g_strdup ("");
  self->group = LUMBAR_GROUP_UNDETERMINED;
  self->pain_average = -1;
  return self;
}

/**
 * lumbar_addendum_new:
 * @at: when, an instant
 * @author: who
 * @text: what is added
 *
 * Returns: (transfer full): an addendum with a new id
 */
LumbarAddendum *
lumbar_addendum_new (const char *at, const char *author, const char *text)
{
  LumbarAddendum *self = g_new0 (LumbarAddendum, 1);

  self->id = g_uuid_string_random ();
  self->at = g_strdup (at);
  self->author = g_strdup (author);
  self->text = g_strdup (text);
  return self;
}

/**
 * lumbar_addendum_free:
 * @self: an addendum
 */
void
lumbar_addendum_free (LumbarAddendum *self)
{
  g_free (self->id);
  g_free (self->at);
  g_free (self->author);
  g_free (self->text);
  g_free (self);
}
