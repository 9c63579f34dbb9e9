/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarLineReader:
 *
 * A file read line by line, in constant memory whatever the file holds.
 */
typedef struct _LumbarLineReader LumbarLineReader;

LumbarLineReader *lumbar_line_reader_new (const char *path, gsize max_bytes, GError **error);
void lumbar_line_reader_free (LumbarLineReader *self);
GBytes *lumbar_line_reader_next (LumbarLineReader *self, gboolean *too_long, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarLineReader, lumbar_line_reader_free)

G_END_DECLS
