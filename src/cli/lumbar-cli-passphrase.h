/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-store.h"

G_BEGIN_DECLS

char *lumbar_cli_read_passphrase (const char *file, const char *prompt, GError **error);
void lumbar_cli_wipe (char *secret);
gboolean lumbar_cli_enter (LumbarStore *store, GError **error);

G_END_DECLS
