/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-report-choice.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

void lumbar_output_log_note_report (GtkWidget *widget,
                                    LumbarWorker *worker,
                                    const char *encounter_id,
                                    const char *how,
                                    LumbarReportProfile profile,
                                    const char *done);
void lumbar_output_log_note_export (GtkWidget *widget,
                                    LumbarWorker *worker,
                                    const char *patient_id,
                                    const char *what,
                                    const char *done);
char *lumbar_output_log_describe (const char *done, const GError *unlogged);

G_END_DECLS
