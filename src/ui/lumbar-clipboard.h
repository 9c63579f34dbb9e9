/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

void lumbar_clipboard_set_private (GdkClipboard *clipboard, const char *text);
void lumbar_clipboard_clear (void);

G_END_DECLS
