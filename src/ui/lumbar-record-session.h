/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-open-record.h"
#include "lumbar-window.h"

G_BEGIN_DECLS

/**
 * LumbarRecordSession:
 *
 * The record that the window shows: opened, opened again, kept in backups, restored from one, closed.
 *
 * Signals:
 * - "changed": lumbar_record_session_get_record() is another, it is being opened, or somebody entered or left.
 */
#define LUMBAR_TYPE_RECORD_SESSION (lumbar_record_session_get_type ())
G_DECLARE_FINAL_TYPE (LumbarRecordSession, lumbar_record_session, LUMBAR, RECORD_SESSION, GObject)

LumbarRecordSession *lumbar_record_session_new (LumbarWindow *window,
                                                GSettings *settings,
                                                const char *path,
                                                const char *tables);
const char *lumbar_record_session_get_path (LumbarRecordSession *self);
const LumbarOpenRecord *lumbar_record_session_get_record (LumbarRecordSession *self);
gboolean lumbar_record_session_is_opening (LumbarRecordSession *self);
void lumbar_record_session_open (LumbarRecordSession *self, gboolean example);
void lumbar_record_session_settings_changed (LumbarRecordSession *self);
void lumbar_record_session_ask_restore (LumbarRecordSession *self);
void lumbar_record_session_close (LumbarRecordSession *self);

G_END_DECLS
