/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a patient between visits. */

#include "lumbar-event.h"

#include <glib/gi18n-lib.h>

#include "lumbar-text.h"

G_DEFINE_FINAL_TYPE (LumbarEvent, lumbar_event, G_TYPE_OBJECT)

static const char *const ids[] = {
  "treatment-started", "treatment-changed", "treatment-stopped", "relapse", "steroid-course",
  "fall",              "imaging",           "referral",          "outcome",
};

static const char *const titles[] = {
  N_ ("Treatment started"), N_ ("Treatment changed"), N_ ("Treatment stopped"), N_ ("Relapse"),
  N_ ("Steroid course"),    N_ ("Fall"),              N_ ("Imaging"),           N_ ("Referral"),
  N_ ("Outcome"),
};

static void
lumbar_event_finalize (GObject *object)
{
  LumbarEvent *self = LUMBAR_EVENT (object);

  g_free (self->id);
  g_free (self->patient_id);
  g_free (self->on);
  g_free (self->text);

  G_OBJECT_CLASS (lumbar_event_parent_class)->finalize (object);
}

static void
lumbar_event_class_init (LumbarEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_event_finalize;
}

static void
lumbar_event_init (LumbarEvent *self)
{
}

/**
 * lumbar_event_new:
 * @patient_id: the patient
 * @kind: what happened
 * @on: the day, YYYY-MM-DD
 * @text: in a few words
 *
 * Returns: (transfer full): an event with a new id
 */
LumbarEvent *
lumbar_event_new (const char *patient_id, LumbarEventKind kind, const char *on, const char *text)
{
  LumbarEvent *self = g_object_new (LUMBAR_TYPE_EVENT, NULL);

  self->id = g_uuid_string_random ();
  self->patient_id = g_strdup (patient_id);
  self->kind = kind;
  self->on = g_strdup (on);
  self->text = g_strdup (text);
  return self;
}

/**
 * lumbar_event_copy:
 * @self: an event
 *
 * Returns: (transfer full): another object for the same event, to be changed and saved
 */
LumbarEvent *
lumbar_event_copy (LumbarEvent *self)
{
  LumbarEvent *copy = lumbar_event_new (self->patient_id, self->kind, self->on, self->text);

  lumbar_set_str (&copy->id, self->id);
  copy->withdrawn = self->withdrawn;
  return copy;
}

/**
 * lumbar_event_equal:
 * @self: an event
 * @other: an event
 *
 * Returns: whether both say the same, whichever ids they have
 */
gboolean
lumbar_event_equal (LumbarEvent *self, LumbarEvent *other)
{
  return self->kind == other->kind && self->withdrawn == other->withdrawn &&
         g_strcmp0 (self->on, other->on) == 0 && g_strcmp0 (self->text, other->text) == 0;
}

/**
 * lumbar_event_kind_to_id:
 * @kind: a kind
 *
 * Returns: its word in the record
 */
const char *
lumbar_event_kind_to_id (LumbarEventKind kind)
{
  return ids[kind];
}

/**
 * lumbar_event_kind_from_id:
 * @id: (nullable): a word
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
lumbar_event_kind_from_id (const char *id, LumbarEventKind *kind)
{
  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *kind = (LumbarEventKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lumbar_event_kind_get_title:
 * @kind: a kind
 *
 * Returns: its name for people, translated
 */
const char *
lumbar_event_kind_get_title (LumbarEventKind kind)
{
  return _(titles[kind]);
}
