/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report.h"

G_BEGIN_DECLS

/**
 * LumbarPaper:
 *
 * Sizes of paper, in points: A4 595.276 x 841.890, Letter 612 x 792.
 */
typedef enum {
  LUMBAR_PAPER_A4,
  LUMBAR_PAPER_LETTER,
} LumbarPaper;

void lumbar_paper_get_size (LumbarPaper paper, double *width, double *height);
gboolean lumbar_report_write_pdf (LumbarReport *report, LumbarPaper paper, const char *path, GError **error);

G_END_DECLS
