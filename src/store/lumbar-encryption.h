/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-key-file.h"

G_BEGIN_DECLS

gboolean lumbar_encryption_is_available (void);
gboolean lumbar_encryption_check_key (const char *path, const LumbarKey *key, GError **error);
gboolean lumbar_encryption_encrypt (const char *path, const LumbarKey *key, LumbarKeyFile *keys, GError **error);
gboolean lumbar_encryption_decrypt (const char *path, const LumbarKey *key, GError **error);
char **lumbar_encryption_list_plain (const char *path);

G_END_DECLS
