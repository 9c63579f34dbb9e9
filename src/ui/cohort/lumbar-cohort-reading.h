/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-cohort.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

void lumbar_cohort_reading_read_async (LumbarKnowledge *knowledge,
                                       LumbarWorker *worker,
                                       const char *from,
                                       const char *to,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
LumbarCohort *lumbar_cohort_reading_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
