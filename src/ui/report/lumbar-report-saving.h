/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-report-pdf.h"

G_BEGIN_DECLS

LumbarPaper lumbar_report_saving_get_paper (void);
char *lumbar_report_saving_suggest_name (const char *visit_day);
void lumbar_report_saving_ask (GtkWidget *widget,
                               LumbarReport *report,
                               LumbarPaper paper,
                               const char *visit_day);

G_END_DECLS
