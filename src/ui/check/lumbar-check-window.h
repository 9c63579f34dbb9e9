/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-knowledge.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarCheckWindow:
 *
 * Did what was computed hold? Counts over the clinic's own signed visits and what they turned out to be.
 *
 * Signals:
 * - "visit-chosen" (const char *patient_id, const char *encounter_id): a visit is to be opened.
 */
#define LUMBAR_TYPE_CHECK_WINDOW (lumbar_check_window_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCheckWindow, lumbar_check_window, LUMBAR, CHECK_WINDOW, AdwWindow)

LumbarCheckWindow *lumbar_check_window_new (LumbarKnowledge *knowledge, LumbarWorker *worker);

G_END_DECLS
