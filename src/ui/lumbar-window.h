/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-open-record.h"

G_BEGIN_DECLS

/**
 * LumbarWindow:
 *
 * Patients on the left, the chosen one on the right; an intake over both.
 *
 * Signals:
 * - "lock-changed": lumbar_window_is_locked() says something else;
 * - "opener" (const char *id, const char *passphrase): somebody wants to open the record that was asked for.
 */
#define LUMBAR_TYPE_WINDOW (lumbar_window_get_type ())
G_DECLARE_FINAL_TYPE (LumbarWindow, lumbar_window, LUMBAR, WINDOW, AdwApplicationWindow)

LumbarWindow *lumbar_window_new (GtkApplication *application, GSettings *settings);
void lumbar_window_show_loading (LumbarWindow *self);
void lumbar_window_ask_opener (LumbarWindow *self, GPtrArray *openers);
void lumbar_window_refuse_opener (LumbarWindow *self, const char *problem);
void lumbar_window_show_record (LumbarWindow *self, const LumbarOpenRecord *record);
void lumbar_window_show_problem (LumbarWindow *self, const GError *error, const char *path);
void lumbar_window_leave_record (LumbarWindow *self);
void lumbar_window_set_warning (LumbarWindow *self, const char *warning);
void lumbar_window_new_patient (LumbarWindow *self);
gboolean lumbar_window_is_taking_intake (LumbarWindow *self);
void lumbar_window_lock (LumbarWindow *self);
gboolean lumbar_window_is_locked (LumbarWindow *self);

G_END_DECLS
