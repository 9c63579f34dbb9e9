/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-open-record.h"

G_BEGIN_DECLS

void lumbar_restoring_async (LumbarOpenRecord *record,
                             const char *path,
                             const char *backup,
                             const char *passphrase,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean lumbar_restoring_finish (GAsyncResult *result, GError **error);

G_END_DECLS
