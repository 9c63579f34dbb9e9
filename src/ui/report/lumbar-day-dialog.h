/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarDayDialog:
 *
 * Asks for a day and saves the reports of its visits in a folder.
 */
#define LUMBAR_TYPE_DAY_DIALOG (lumbar_day_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarDayDialog, lumbar_day_dialog, LUMBAR, DAY_DIALOG, AdwWindow)

LumbarDayDialog *lumbar_day_dialog_new (LumbarKnowledge *knowledge, LumbarWorker *worker);
void lumbar_day_dialog_save (LumbarDayDialog *self, const char *folder);

G_END_DECLS
