/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-error.h"

G_BEGIN_DECLS

gboolean lumbar_sealed_file_is_sealed (const char *path);
gboolean lumbar_sealed_file_seal (const char *plain, const char *sealed, const char *passphrase, GError **error);
gboolean lumbar_sealed_file_open (const char *sealed, const char *plain, const char *passphrase, GError **error);
gboolean lumbar_sealed_file_check (const char *sealed, const char *plain, const char *passphrase, GError **error);

G_END_DECLS
