/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report-flow.h"
#include "lumbar-report.h"

G_BEGIN_DECLS

/**
 * LumbarReportSetting:
 * @flow: the rows
 * @figure_height: height of the drawings
 * @body_x: left edge of the body map
 * @body_width: its width; 0 without
 * @trend_x: left edge of the chart
 * @trend_width: its width; 0 without
 * @n_urgent: how many urgent findings were set so far
 * @table_head: 1 + the first row of the head of the table that is set; 0 without
 * @headings: (element-type guint): rows that hold a heading
 *
 * A report set into rows; private to the report folder.
 */
typedef struct {
  LumbarReportFlow *flow;
  double figure_height;
  double body_x;
  double body_width;
  double trend_x;
  double trend_width;
  guint n_urgent;
  guint table_head;
  GArray *headings;
} LumbarReportSetting;

LumbarReportSetting *lumbar_report_setting_new (LumbarReport *report,
                                                double width,
                                                double height,
                                                double body_aspect);
void lumbar_report_setting_free (LumbarReportSetting *self);

G_END_DECLS
