/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-calibration.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarCheckReading:
 * @calibration: the counts over all signed visits
 * @csv: the same visits as a table without names
 *
 * What the check of a record reads.
 */
typedef struct {
  LumbarCalibration *calibration;
  GString *csv;
  char *last;    /* The visit after which to go on; NULL before the first */
  gboolean done;
} LumbarCheckReading;

void lumbar_check_reading_read_async (LumbarKnowledge *knowledge,
                                      LumbarWorker *worker,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
LumbarCheckReading *lumbar_check_reading_read_finish (GAsyncResult *result, GError **error);
void lumbar_check_reading_free (LumbarCheckReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarCheckReading, lumbar_check_reading_free)

G_END_DECLS
