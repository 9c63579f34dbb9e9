/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarPatientsPage:
 *
 * The patients of the record, with the search that finds them.
 *
 * Signals:
 * - "chosen" (LumbarPatient *patient): this one is to be shown.
 */
#define LUMBAR_TYPE_PATIENTS_PAGE (lumbar_patients_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPatientsPage, lumbar_patients_page, LUMBAR, PATIENTS_PAGE, AdwBin)

LumbarPatientsPage *lumbar_patients_page_new (LumbarWorker *worker);
void lumbar_patients_page_refresh (LumbarPatientsPage *self);
void lumbar_patients_page_focus_search (LumbarPatientsPage *self);
void lumbar_patients_page_mark_chosen (LumbarPatientsPage *self, const char *patient_id);
void lumbar_patients_page_set_folded (LumbarPatientsPage *self, gboolean folded);

G_END_DECLS
