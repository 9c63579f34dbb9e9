/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarLockWatch:
 *
 * Notices when nobody seems to be at the screen any more: nothing was typed or pointed at for some time, the screen
 * was locked, or the computer slept.
 *
 * Signals:
 * - "due": it is time to lock.
 */
#define LUMBAR_TYPE_LOCK_WATCH (lumbar_lock_watch_get_type ())
G_DECLARE_FINAL_TYPE (LumbarLockWatch, lumbar_lock_watch, LUMBAR, LOCK_WATCH, GObject)

LumbarLockWatch *lumbar_lock_watch_new (void);
void lumbar_lock_watch_set_idle (LumbarLockWatch *self, guint seconds);

G_END_DECLS
