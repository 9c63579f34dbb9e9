/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/* More than a person reads through; who is not among them is found by typing. */
#define LUMBAR_PATIENT_LIST_LIMIT 100

/* How far back the pain in a row goes. */
#define LUMBAR_PATIENT_LIST_MONTHS 12

/**
 * LumbarPatientList:
 *
 * The patients that a search finds, recent first; a #GListModel of #LumbarPatient. It is there at once
 * and filled when the record has answered.
 *
 * Signals:
 * - "settled": the record has answered the last question, well or badly.
 */
#define LUMBAR_TYPE_PATIENT_LIST (lumbar_patient_list_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPatientList, lumbar_patient_list, LUMBAR, PATIENT_LIST, GObject)

LumbarPatientList *lumbar_patient_list_new (LumbarWorker *worker);
void lumbar_patient_list_search (LumbarPatientList *self, const char *query);
void lumbar_patient_list_refresh (LumbarPatientList *self);
const char *lumbar_patient_list_get_query (LumbarPatientList *self);
const GError *lumbar_patient_list_get_error (LumbarPatientList *self);

G_END_DECLS
