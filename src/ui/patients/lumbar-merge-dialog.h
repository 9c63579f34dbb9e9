/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarMergeDialog:
 *
 * Somebody who was entered twice: finds the other entry and shows both as one, and takes that back.
 *
 * Signals:
 * - "changed" (): entries were merged, or separated again.
 */
#define LUMBAR_TYPE_MERGE_DIALOG (lumbar_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarMergeDialog, lumbar_merge_dialog, LUMBAR, MERGE_DIALOG, AdwWindow)

LumbarMergeDialog *lumbar_merge_dialog_new (LumbarWorker *worker, LumbarPatient *patient);

G_END_DECLS
