/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarOpenFile:
 *
 * A record that this process has open through SQLite.
 */
typedef struct _LumbarOpenFile LumbarOpenFile;

LumbarOpenFile *lumbar_open_files_add (const char *path, gboolean encrypted);
void lumbar_open_files_hold (LumbarOpenFile *file, const char *path);
void lumbar_open_files_let_go (LumbarOpenFile *file);
void lumbar_open_files_remove (LumbarOpenFile *file);
gboolean lumbar_open_files_begin_look (const char *path, gboolean *encrypted);
void lumbar_open_files_end_look (void);

G_END_DECLS
