/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lumbar_backup_folder_get_path (const char *record);
char *lumbar_backup_folder_make_name (const char *record, const char *day, guint number);
char *lumbar_backup_folder_get_day (const char *record, const char *name);
GPtrArray *lumbar_backup_folder_list (const char *folder, const char *record);
GPtrArray *lumbar_backup_folder_list_older (const char *record);
GPtrArray *lumbar_backup_folder_choose (GPtrArray *names, const char *record, const char *today);
guint lumbar_backup_folder_rotate (const char *folder, const char *record, const char *today);
char *lumbar_backup_folder_find_newest (const char *record);
gboolean lumbar_backup_folder_has_any (const char *record);

G_END_DECLS
