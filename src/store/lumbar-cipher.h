/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "lumbar-key.h"

G_BEGIN_DECLS

gboolean lumbar_cipher_is_available (void);
gboolean lumbar_cipher_set_key (sqlite3 *handle, const char *schema, const LumbarKey *key);
gboolean lumbar_cipher_check (const char *path, gboolean is_new, const LumbarKey *key, GError **error);
void lumbar_cipher_set_error (const char *path, const LumbarKey *key, GError **error);

G_END_DECLS
