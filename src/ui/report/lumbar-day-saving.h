/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report-pdf.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarDaySavingProgress:
 * @n_saved: how many reports are saved
 * @n_visits: how many there will be
 * @data: what was given to lumbar_day_saving_save_async()
 *
 * Called between two reports.
 */
typedef void (*LumbarDaySavingProgress) (guint n_saved, guint n_visits, gpointer data);

void lumbar_day_saving_save_async (LumbarKnowledge *knowledge,
                                   LumbarWorker *worker,
                                   const char *day,
                                   const char *folder,
                                   const LumbarReportChoice *choice,
                                   LumbarPaper paper,
                                   GCancellable *cancellable,
                                   LumbarDaySavingProgress progress,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
int lumbar_day_saving_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
