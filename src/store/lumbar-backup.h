/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

gboolean lumbar_backup_is_same_file (const char *a, const char *b);
gboolean lumbar_backup_may_replace (LumbarDatabase *database, const char *path, GError **error);
gboolean lumbar_backup_write (LumbarDatabase *database, const char *path, GError **error);
gboolean lumbar_backup_check_version (LumbarDatabase *backup, GError **error);
gboolean lumbar_backup_restore (const char *backup_path, const char *path, const LumbarKey *key, GError **error);
gboolean lumbar_backup_write_sealed (LumbarDatabase *database,
                                     const char *path,
                                     const char *passphrase,
                                     GError **error);
gboolean lumbar_backup_restore_sealed (const char *backup_path,
                                       const char *path,
                                       const char *passphrase,
                                       GError **error);

G_END_DECLS
