/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient's data as they were written at one time. */

#include "lumbar-patient-version.h"

/**
 * lumbar_patient_version_new:
 * @at: when they were written
 * @author: who wrote them
 * @patient: (transfer full): the data
 *
 * Returns: (transfer full): a version
 */
LumbarPatientVersion *
lumbar_patient_version_new (const char *at, const char *author, LumbarPatient *patient)
{
  LumbarPatientVersion *self = g_new0 (LumbarPatientVersion, 1);

  self->at = g_strdup (at);
  self->author = g_strdup (author);
  self->patient = patient;
  return self;
}

/**
 * lumbar_patient_version_free:
 * @self: (transfer full): a version
 */
void
lumbar_patient_version_free (LumbarPatientVersion *self)
{
  g_free (self->at);
  g_free (self->author);
  g_object_unref (self->patient);
  g_free (self);
}
