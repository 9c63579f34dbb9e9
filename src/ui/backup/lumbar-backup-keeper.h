/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarBackupKeeper:
 *
 * Makes the backup of the day while the record is open, without anybody waiting for it, and looks every hour whether
 * another day has come.
 *
 * Signals:
 * - "told": lumbar_backup_keeper_get_problem() says something else.
 */
#define LUMBAR_TYPE_BACKUP_KEEPER (lumbar_backup_keeper_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBackupKeeper, lumbar_backup_keeper, LUMBAR, BACKUP_KEEPER, GObject)

LumbarBackupKeeper *lumbar_backup_keeper_new (LumbarWorker *worker, GSettings *settings);
void lumbar_backup_keeper_start (LumbarBackupKeeper *self, guint seconds);
const char *lumbar_backup_keeper_get_problem (LumbarBackupKeeper *self);

G_END_DECLS
