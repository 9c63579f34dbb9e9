/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LumbarEventKind:
 *
 * What happened to a patient between visits and belongs on the time line.
 */
typedef enum {
  LUMBAR_EVENT_TREATMENT_STARTED,
  LUMBAR_EVENT_TREATMENT_CHANGED,
  LUMBAR_EVENT_TREATMENT_STOPPED,
  LUMBAR_EVENT_RELAPSE,
  LUMBAR_EVENT_STEROID_COURSE,
  LUMBAR_EVENT_FALL,
  LUMBAR_EVENT_IMAGING,
  LUMBAR_EVENT_REFERRAL,
  LUMBAR_EVENT_OUTCOME,
} LumbarEventKind;

#define LUMBAR_N_EVENT_KINDS 9

/**
 * LumbarEvent:
 * @id: UUID
 * @on: the day, YYYY-MM-DD
 * @text: in a few words: "Tizanidine", "MRI lumbar spine: no compression"
 * @withdrawn: it was entered in error; the record keeps it and shows that
 *
 * A dated event of a patient.
 */
#define LUMBAR_TYPE_EVENT (lumbar_event_get_type ())
G_DECLARE_FINAL_TYPE (LumbarEvent, lumbar_event, LUMBAR, EVENT, GObject)

struct _LumbarEvent {
  GObject parent_instance;

  char *id;
  char *patient_id;
  LumbarEventKind kind;
  char *on;
  char *text;
  gboolean withdrawn;
};

LumbarEvent *lumbar_event_new (const char *patient_id, LumbarEventKind kind, const char *on, const char *text);
LumbarEvent *lumbar_event_copy (LumbarEvent *self);
gboolean lumbar_event_equal (LumbarEvent *self, LumbarEvent *other);

const char *lumbar_event_kind_to_id (LumbarEventKind kind);
gboolean lumbar_event_kind_from_id (const char *id, LumbarEventKind *kind);
const char *lumbar_event_kind_get_title (LumbarEventKind kind);

G_END_DECLS
