/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-report-pdf.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

LumbarPaper lumbar_report_saving_get_paper (void);
char *lumbar_report_saving_suggest_name (const char *visit_day);
void lumbar_report_saving_write_async (GtkWidget *widget,
                                       LumbarWorker *worker,
                                       LumbarReport *report,
                                       const char *encounter_id,
                                       LumbarPaper paper,
                                       const char *path);
void lumbar_report_saving_ask (GtkWidget *widget,
                               LumbarWorker *worker,
                               LumbarReport *report,
                               LumbarPaper paper,
                               LumbarEncounter *visit);

G_END_DECLS
