/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-key.h"

G_BEGIN_DECLS

char *lumbar_checkpoint_get_public_key (const LumbarKey *key);
gboolean lumbar_checkpoint_is_key (LumbarDatabase *database, const LumbarKey *key, gboolean *is, GError **error);
gboolean lumbar_checkpoint_add (LumbarDatabase *database, const LumbarKey *key, GError **error);
gboolean lumbar_checkpoint_verify (LumbarDatabase *database, GError **error);

G_END_DECLS
