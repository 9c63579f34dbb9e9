/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *lumbar_text_translate (const char *text);
char *lumbar_text_fold (const char *text);
char *lumbar_text_clean (const char *text, gboolean keep_lines);
char *lumbar_text_number (double number);
guint lumbar_text_distance (const char *a, const char *b);
gboolean lumbar_text_is_close (const char *a, const char *b);
gboolean lumbar_set_str (char **place, const char *text);

G_END_DECLS
