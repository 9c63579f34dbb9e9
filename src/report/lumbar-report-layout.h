/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-report.h"

G_BEGIN_DECLS

/**
 * LumbarReportLayout:
 *
 * A report set on pages of a size in points. The same object draws the pages of the PDF and of the
 * print operation. To be used by one thread at a time.
 */
typedef struct _LumbarReportLayout LumbarReportLayout;

LumbarReportLayout *lumbar_report_layout_new (LumbarReport *report,
                                              double width,
                                              double height,
                                              GError **error);
void lumbar_report_layout_free (LumbarReportLayout *self);
guint lumbar_report_layout_get_n_pages (LumbarReportLayout *self);
void lumbar_report_layout_draw_page (LumbarReportLayout *self, guint page, cairo_t *cr);

guint lumbar_report_layout_get_n_headings (LumbarReportLayout *self);
char *lumbar_report_layout_get_heading (LumbarReportLayout *self, guint heading, guint *page, double *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarReportLayout, lumbar_report_layout_free)

G_END_DECLS
