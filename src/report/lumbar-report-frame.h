/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report-flow.h"
#include "lumbar-report.h"

G_BEGIN_DECLS

/**
 * LumbarReportFrame:
 * @flow: what stands on the pages, broken into them
 * @report: the report
 * @height: of the paper, in points
 * @margin: left and right of the text
 *
 * What stands on every page; private to the report folder.
 */
typedef struct {
  LumbarReportFlow *flow; /* Borrowed */
  LumbarReport *report;   /* Borrowed */
  double height;
  double margin;
} LumbarReportFrame;

void lumbar_report_frame_draw_header (const LumbarReportFrame *self, guint page, cairo_t *cr);
void lumbar_report_frame_draw_footer (const LumbarReportFrame *self, cairo_t *cr);
void lumbar_report_frame_draw_line (cairo_t *cr, const LumbarColor *color, double x, double y, double width);

G_END_DECLS
