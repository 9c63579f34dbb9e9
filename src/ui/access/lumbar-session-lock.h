/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-access.h"
#include "lumbar-lock-page.h"

G_BEGIN_DECLS

/**
 * LumbarStillSaving:
 * @window: the window that is locked
 *
 * Returns: whether something that was typed is still on its way to the disk
 */
typedef gboolean (*LumbarStillSaving) (GtkWindow *window);

/**
 * LumbarSessionLock:
 *
 * Puts the record under lock, by command or when nobody seems to be there, and lets people in again. What was begun
 * is kept for who comes back.
 *
 * Signals:
 * - "locked": the lock page is to be shown now;
 * - "unlocked" (gboolean same): somebody entered; @same where it is who was there before, with the same role.
 */
#define LUMBAR_TYPE_SESSION_LOCK (lumbar_session_lock_get_type ())
G_DECLARE_FINAL_TYPE (LumbarSessionLock, lumbar_session_lock, LUMBAR, SESSION_LOCK, GObject)

LumbarSessionLock *lumbar_session_lock_new (GtkWindow *window, LumbarLockPage *page, LumbarStillSaving still_saving);
void lumbar_session_lock_set_access (LumbarSessionLock *self, LumbarAccess *access);
void lumbar_session_lock_set_idle (LumbarSessionLock *self, guint seconds);
void lumbar_session_lock_lock (LumbarSessionLock *self);
gboolean lumbar_session_lock_is_locked (LumbarSessionLock *self);

G_END_DECLS
