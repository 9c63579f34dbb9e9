/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-report-pdf.h"

G_BEGIN_DECLS

/**
 * LumbarPrintOperation:
 *
 * Prints a report with the same layout that makes the PDF. Page set-up and printer are remembered.
 */
#define LUMBAR_TYPE_PRINT_OPERATION (lumbar_print_operation_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPrintOperation, lumbar_print_operation, LUMBAR, PRINT_OPERATION, GtkPrintOperation)

LumbarPrintOperation *lumbar_print_operation_new (LumbarReport *report, LumbarPaper paper);
gboolean lumbar_print_operation_ask (LumbarPrintOperation *self, GtkWidget *widget);

G_END_DECLS
