/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-report-pdf.h"

G_BEGIN_DECLS

/**
 * LumbarReportChooser:
 *
 * Whom a report is for, on what paper, and what is left out of it. Remembered from one report to the next.
 *
 * Signals:
 * - "changed" (): something else was chosen.
 */
#define LUMBAR_TYPE_REPORT_CHOOSER (lumbar_report_chooser_get_type ())
G_DECLARE_FINAL_TYPE (LumbarReportChooser, lumbar_report_chooser, LUMBAR, REPORT_CHOOSER, GtkPopover)

LumbarReportChoice lumbar_report_chooser_get_choice (LumbarReportChooser *self);
LumbarPaper lumbar_report_chooser_get_paper (LumbarReportChooser *self);

G_END_DECLS
