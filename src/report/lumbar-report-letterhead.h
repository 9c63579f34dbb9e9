/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-letterhead.h"
#include "lumbar-report-flow.h"

G_BEGIN_DECLS

/* Private to the report folder. */
double lumbar_report_letterhead_measure (LumbarReportFlow *flow, LumbarLetterhead *letterhead);
void lumbar_report_letterhead_draw (LumbarReportFlow *flow,
                                    LumbarLetterhead *letterhead,
                                    cairo_t *cr,
                                    double x,
                                    double y);

G_END_DECLS
