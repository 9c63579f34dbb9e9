/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-store.h"

G_BEGIN_DECLS

gboolean lumbar_cli_back_up_daily (LumbarStore *store, const char *second, GError **error);
gboolean lumbar_cli_print_backups (LumbarStore *store, const char *second, gboolean json, GError **error);

G_END_DECLS
