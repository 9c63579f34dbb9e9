/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-report-pdf.h"

G_BEGIN_DECLS

/**
 * LumbarReportPreview:
 *
 * A report as it will be printed, or as text for large letters, narrow windows and screen readers.
 */
#define LUMBAR_TYPE_REPORT_PREVIEW (lumbar_report_preview_get_type ())
G_DECLARE_FINAL_TYPE (LumbarReportPreview, lumbar_report_preview, LUMBAR, REPORT_PREVIEW, AdwBin)

gboolean lumbar_report_preview_show (LumbarReportPreview *self,
                                     LumbarReport *report,
                                     LumbarPaper paper,
                                     GError **error);
void lumbar_report_preview_set_as_text (LumbarReportPreview *self, gboolean as_text);
guint lumbar_report_preview_get_n_pages (LumbarReportPreview *self);

G_END_DECLS
