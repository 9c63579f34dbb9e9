/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-patient.h"

G_BEGIN_DECLS

/**
 * LumbarPatientRow:
 *
 * A patient in a list: name, birth date and age, record number, the group of the last conclusion,
 * and the pain of the last twelve months as a small line.
 */
#define LUMBAR_TYPE_PATIENT_ROW (lumbar_patient_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPatientRow, lumbar_patient_row, LUMBAR, PATIENT_ROW, GtkListBoxRow)

GtkWidget *lumbar_patient_row_new (LumbarPatient *patient);
LumbarPatient *lumbar_patient_row_get_patient (LumbarPatientRow *self);

G_END_DECLS
