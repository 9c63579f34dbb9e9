/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarPatientDialog:
 *
 * Makes a patient or changes one. Says at once what a birth date was read as and who resembles the
 * person, so that nobody is entered twice.
 *
 * Signals:
 * - "saved" (LumbarPatient *patient): it is on disk;
 * - "existing-chosen" (LumbarPatient *patient): the person is here already.
 */
#define LUMBAR_TYPE_PATIENT_DIALOG (lumbar_patient_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPatientDialog, lumbar_patient_dialog, LUMBAR, PATIENT_DIALOG, AdwWindow)

LumbarPatientDialog *lumbar_patient_dialog_new (LumbarWorker *worker, LumbarPatient *patient);

G_END_DECLS
