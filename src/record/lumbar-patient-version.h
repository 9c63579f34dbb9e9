/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-patient.h"

G_BEGIN_DECLS

/**
 * LumbarPatientVersion:
 * @at: when it was written, an instant
 * @author: who wrote it; "" where the record does not know
 * @patient: the patient's data as they were written
 *
 * One version of a patient's data. The last one counts; the one before says what was changed. Immutable.
 */
typedef struct {
  char *at;
  char *author;
  LumbarPatient *patient;
} LumbarPatientVersion;

LumbarPatientVersion *lumbar_patient_version_new (const char *at, const char *author, LumbarPatient *patient);
void lumbar_patient_version_free (LumbarPatientVersion *self);

G_END_DECLS
