/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "lumbar-group.h"

G_BEGIN_DECLS

/**
 * LumbarPatient:
 * @id: UUID of the record, never shown
 * @record_number: the clinic's own number, or ""
 * @birth_date: YYYY, YYYY-MM or YYYY-MM-DD, or ""
 * @gender: FHIR administrative gender: "female", "male", "other", "unknown"
 * @note: anything the clinic wants to see on the patient's page, or ""
 * @example: invented; never a person
 * @last_visit: instant of the last visit, or "" (filled by searches)
 * @concluded: a visit was signed, so that @last_group counts (filled by searches)
 * @last_group: the group concluded at the last signed visit
 * @recent_pain: (nullable) (element-type LumbarMeasure): scores of pain of the last months, by time (filled by
 *   lumbar_store_add_recent_pain())
 *
 * A person whose visits are kept. A GObject so that lists can hold it; the fields are set by its maker
 * and only read afterwards.
 */
#define LUMBAR_TYPE_PATIENT (lumbar_patient_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPatient, lumbar_patient, LUMBAR, PATIENT, GObject)

struct _LumbarPatient {
  GObject parent_instance;

  char *id;
  char *record_number;
  char *family_name;
  char *given_name;
  char *birth_date;
  char *gender;
  char *note;
  gboolean example;
  char *last_visit;
  gboolean concluded;
  LumbarGroup last_group;
  GPtrArray *recent_pain;
};

LumbarPatient *lumbar_patient_new (const char *family_name,
                                   const char *given_name,
                                   const char *birth_date,
                                   const char *gender,
                                   const char *record_number);
LumbarPatient *lumbar_patient_copy (LumbarPatient *self);

gboolean lumbar_patient_check (LumbarPatient *self, const char *today, GError **error);
char *lumbar_patient_get_display_name (LumbarPatient *self);
char *lumbar_patient_get_identity (LumbarPatient *self, const char *today);
gboolean lumbar_patient_resembles (LumbarPatient *self, LumbarPatient *other);

G_END_DECLS
