/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-key-file.h"
#include "lumbar-practitioner.h"

G_BEGIN_DECLS

LumbarKeyFile *lumbar_key_sync_make (LumbarDatabase *database, const LumbarKey *key, GError **error);
gboolean lumbar_key_sync_announce (LumbarDatabase *database,
                                   const LumbarKey *key,
                                   const LumbarPractitioner *practitioner,
                                   const char *wrapped,
                                   GError **error);
gboolean lumbar_key_sync_run (LumbarDatabase *database, const LumbarKey *key, GError **error);

G_END_DECLS
