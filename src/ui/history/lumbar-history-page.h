/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-encounter.h"
#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarHistoryPage:
 *
 * One patient: who it is, always visible; overview, visits, trends; and a visit opened from them.
 *
 * Signals:
 * - "intake-requested" (LumbarPatient *patient, LumbarEncounter *draft): the draft is to be taken on;
 * - "changed" (): something of the patient was changed in the record;
 * - "closed" (): back to the list of patients.
 */
#define LUMBAR_TYPE_HISTORY_PAGE (lumbar_history_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarHistoryPage, lumbar_history_page, LUMBAR, HISTORY_PAGE, AdwBin)

LumbarHistoryPage *lumbar_history_page_new (LumbarKnowledge *knowledge, LumbarWorker *worker);
void lumbar_history_page_show_patient (LumbarHistoryPage *self, LumbarPatient *patient);
void lumbar_history_page_refresh (LumbarHistoryPage *self);
void lumbar_history_page_show_visits (LumbarHistoryPage *self);
void lumbar_history_page_open_visit (LumbarHistoryPage *self, const char *encounter_id);
void lumbar_history_page_set_folded (LumbarHistoryPage *self, gboolean folded);
gboolean lumbar_history_page_print (LumbarHistoryPage *self);
LumbarPatient *lumbar_history_page_get_patient (LumbarHistoryPage *self);

G_END_DECLS
