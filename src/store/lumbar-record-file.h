/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "lumbar-error.h"

G_BEGIN_DECLS

/* "LMBR": PRAGMA application_id, byte 68 of the file. */
#define LUMBAR_APPLICATION_ID 0x4c4d4252

void lumbar_record_file_set_error (GError **error, LumbarError fallback, int problem, const char *path);
void lumbar_record_file_rename_in_error (GError **error, const char *temporary, const char *path);
gboolean lumbar_record_file_check (const char *path, GError **error);
gboolean lumbar_record_file_is_encrypted (const char *path);
gboolean lumbar_record_file_has_log (const char *path);
gboolean lumbar_record_file_make_directory (const char *path, GError **error);
char *lumbar_record_file_make_temporary (const char *path, GError **error);
void lumbar_record_file_remove_temporary (const char *path);
gboolean lumbar_record_file_sync (const char *path, GError **error);
gboolean lumbar_record_file_place (const char *temporary, const char *path, gboolean replace, GError **error);
char *lumbar_record_file_make_name (const char *path, const char *what);
gboolean lumbar_record_file_set_aside (const char *path, char **aside, GError **error);

G_END_DECLS
