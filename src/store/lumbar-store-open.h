/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

LumbarDatabase *lumbar_store_open_database (const char *path,
                                            LumbarStoreMode mode,
                                            const LumbarKey *key,
                                            const char *user,
                                            GError **error);

G_END_DECLS
