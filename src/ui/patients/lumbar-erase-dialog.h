/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarEraseDialog:
 *
 * Erases a person for good, where the law demands it: asks for the reason, which is kept, and for the name, which is
 * not.
 *
 * Signals:
 * - "erased" (): the person is gone.
 */
#define LUMBAR_TYPE_ERASE_DIALOG (lumbar_erase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarEraseDialog, lumbar_erase_dialog, LUMBAR, ERASE_DIALOG, AdwWindow)

LumbarEraseDialog *lumbar_erase_dialog_new (LumbarWorker *worker, LumbarPatient *patient);

G_END_DECLS
