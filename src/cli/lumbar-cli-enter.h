/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-store.h"

G_BEGIN_DECLS

const char *lumbar_cli_get_user (void);
gboolean lumbar_cli_enter (LumbarStore *store, GError **error);

G_END_DECLS
