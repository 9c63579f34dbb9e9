/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient-history.h"
#include "lumbar-print-operation.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarVisitPage:
 *
 * A signed visit: its report, to read, print, save, and to add to.
 *
 * Signals:
 * - "changed" (): an addendum or a final cause was saved.
 */
#define LUMBAR_TYPE_VISIT_PAGE (lumbar_visit_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarVisitPage, lumbar_visit_page, LUMBAR, VISIT_PAGE, AdwBin)

void lumbar_visit_page_open (LumbarVisitPage *self,
                             LumbarKnowledge *knowledge,
                             LumbarWorker *worker,
                             const LumbarPatientHistory *history,
                             const char *encounter_id);
void lumbar_visit_page_print (LumbarVisitPage *self);
LumbarPrintOperation *lumbar_visit_page_create_print_operation (LumbarVisitPage *self);
LumbarReport *lumbar_visit_page_get_report (LumbarVisitPage *self);
gboolean lumbar_visit_page_leave_comparison (LumbarVisitPage *self);

G_END_DECLS
