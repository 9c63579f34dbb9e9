/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarBackupsPage:
 *
 * The page of the preferences that says how it stands with the backups, and what can be done with them.
 *
 * Signals:
 * - "restore" (): a backup is to be chosen and restored.
 */
#define LUMBAR_TYPE_BACKUPS_PAGE (lumbar_backups_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBackupsPage, lumbar_backups_page, LUMBAR, BACKUPS_PAGE, AdwPreferencesPage)

LumbarBackupsPage *lumbar_backups_page_new (LumbarWorker *worker, GSettings *settings);
void lumbar_backups_page_save (LumbarBackupsPage *self, const char *path, const char *passphrase);

G_END_DECLS
