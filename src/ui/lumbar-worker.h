/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lumbar-store.h"

G_BEGIN_DECLS

/**
 * LumbarWorkerFunc:
 * @store: the record; only this thread touches it
 * @data: what was given to lumbar_worker_run_async()
 *
 * Work on the record. Runs on the worker's thread, one after the other in the order asked for.
 *
 * Returns: the result, or %NULL, with @error set where it failed
 */
typedef gpointer (*LumbarWorkerFunc) (LumbarStore *store, gpointer data, GError **error);

/**
 * LumbarWorker:
 *
 * Owns the record and the one thread that touches it, so that the window never waits for a disk.
 */
#define LUMBAR_TYPE_WORKER (lumbar_worker_get_type ())
G_DECLARE_FINAL_TYPE (LumbarWorker, lumbar_worker, LUMBAR, WORKER, GObject)

LumbarWorker *lumbar_worker_new (LumbarStore *store);

void lumbar_worker_run_async (LumbarWorker *self,
                              LumbarWorkerFunc func,
                              gpointer data,
                              GDestroyNotify free_data,
                              GDestroyNotify free_result,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gpointer lumbar_worker_run_finish (LumbarWorker *self, GAsyncResult *result, GError **error);
void lumbar_worker_set_role (LumbarWorker *self, LumbarRole role);
gboolean lumbar_worker_may (LumbarWorker *self, LumbarRight right);
void lumbar_worker_close (LumbarWorker *self);

G_END_DECLS
