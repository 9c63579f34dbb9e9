/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-patient.h"
#include "lumbar-worker.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarPatientActions:
 *
 * What is done with the entry of a patient: made, changed, deleted and brought back, merged, erased.
 *
 * Signals:
 * - "show" (LumbarPatient *patient): this one is to be shown;
 * - "gone" (): the one that is shown is there no more;
 * - "changed" (): the list of patients is another.
 */
#define LUMBAR_TYPE_PATIENT_ACTIONS (lumbar_patient_actions_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPatientActions, lumbar_patient_actions, LUMBAR, PATIENT_ACTIONS, GObject)

LumbarPatientActions *lumbar_patient_actions_new (GtkWidget *host, LumbarWorker *worker);
void lumbar_patient_actions_edit (LumbarPatientActions *self, LumbarPatient *patient);
void lumbar_patient_actions_delete (LumbarPatientActions *self, LumbarPatient *patient);
void lumbar_patient_actions_merge (LumbarPatientActions *self, LumbarPatient *patient);
void lumbar_patient_actions_erase (LumbarPatientActions *self, LumbarPatient *patient);

G_END_DECLS
