/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-report-layout.h"

G_BEGIN_DECLS

/**
 * LumbarReportSheet:
 *
 * One page of a report on the screen, as it will be printed. As wide as it is given, and as high as the
 * paper then is.
 */
#define LUMBAR_TYPE_REPORT_SHEET (lumbar_report_sheet_get_type ())
G_DECLARE_FINAL_TYPE (LumbarReportSheet, lumbar_report_sheet, LUMBAR, REPORT_SHEET, GtkWidget)

GtkWidget *lumbar_report_sheet_new (LumbarReportLayout *layout,
                                    guint page,
                                    double paper_width,
                                    double paper_height);

G_END_DECLS
