/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-access-request.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarAccess:
 *
 * Who has entered the open record, as the window knows it, and what is done about it.
 *
 * Signals:
 * - "changed": somebody entered or left, or a passphrase is needed from now on or no longer.
 */
#define LUMBAR_TYPE_ACCESS (lumbar_access_get_type ())
G_DECLARE_FINAL_TYPE (LumbarAccess, lumbar_access, LUMBAR, ACCESS, GObject)

LumbarAccess *lumbar_access_new (LumbarWorker *worker, gboolean guarded, const LumbarPractitioner *practitioner);
LumbarWorker *lumbar_access_get_worker (LumbarAccess *self);
gboolean lumbar_access_is_guarded (LumbarAccess *self);
gboolean lumbar_access_is_shut (LumbarAccess *self);
const LumbarPractitioner *lumbar_access_get_practitioner (LumbarAccess *self);
char *lumbar_access_describe_last (LumbarAccess *self, gboolean *alarming);

void lumbar_access_run_async (LumbarAccess *self,
                              LumbarAccessRequest *request,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean lumbar_access_run_finish (LumbarAccess *self, GAsyncResult *result, char **recovery, GError **error);

void lumbar_access_lock (LumbarAccess *self);

void lumbar_access_list_async (LumbarAccess *self, GAsyncReadyCallback callback, gpointer data);
GPtrArray *lumbar_access_list_finish (LumbarAccess *self, GAsyncResult *result, GError **error);

G_END_DECLS
