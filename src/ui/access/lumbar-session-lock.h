/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-access.h"
#include "lumbar-draft-saver.h"
#include "lumbar-lock-page.h"

G_BEGIN_DECLS

/**
 * LumbarAskSaved:
 * @window: the window that is locked
 *
 * Returns: whether what was typed is on the disk, on its way there, or can't be written
 */
typedef LumbarSaveState (*LumbarAskSaved) (GtkWindow *window);

/**
 * LumbarSessionLock:
 *
 * Puts the record under lock, by command or when nobody seems to be there, and lets people in again. What was begun
 * is kept for who comes back.
 *
 * Signals:
 * - "locked": the lock page is to be shown now;
 * - "unlocked" (gboolean kept): somebody entered; @kept where what was begun is there again: it is who was there
 *   before, with the same role, or answers are still only in memory.
 */
#define LUMBAR_TYPE_SESSION_LOCK (lumbar_session_lock_get_type ())
G_DECLARE_FINAL_TYPE (LumbarSessionLock, lumbar_session_lock, LUMBAR, SESSION_LOCK, GObject)

LumbarSessionLock *lumbar_session_lock_new (GtkWindow *window, LumbarLockPage *page, LumbarAskSaved ask_saved);
void lumbar_session_lock_add_bin (LumbarSessionLock *self, AdwBin *bin);
void lumbar_session_lock_set_access (LumbarSessionLock *self, LumbarAccess *access);
void lumbar_session_lock_set_idle (LumbarSessionLock *self, guint seconds);
void lumbar_session_lock_lock (LumbarSessionLock *self);
gboolean lumbar_session_lock_is_locked (LumbarSessionLock *self);

G_END_DECLS
