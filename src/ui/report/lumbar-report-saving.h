/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-report-pdf.h"

G_BEGIN_DECLS

LumbarPaper lumbar_report_saving_get_paper (void);
void lumbar_report_saving_get_paper_size (double *width, double *height);
char *lumbar_report_saving_suggest_name (const char *visit_day);
void lumbar_report_saving_ask (GtkWidget *widget, LumbarReport *report, const char *visit_day);

G_END_DECLS
