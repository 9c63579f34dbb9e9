/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarRestoreDialog:
 *
 * Lets a backup be chosen and says, before anything is done, what it holds and what would be missing.
 *
 * Signals:
 * - "restore" (const char *backup, const char *passphrase): it is to be restored; the passphrase of a sealed one, or
 *   %NULL.
 */
#define LUMBAR_TYPE_RESTORE_DIALOG (lumbar_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarRestoreDialog, lumbar_restore_dialog, LUMBAR, RESTORE_DIALOG, AdwWindow)

LumbarRestoreDialog *lumbar_restore_dialog_new (const char *record, LumbarWorker *worker);
void lumbar_restore_dialog_choose (LumbarRestoreDialog *self, const char *backup);

G_END_DECLS
