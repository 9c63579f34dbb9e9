/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-event.h"

G_BEGIN_DECLS

/**
 * LumbarEventDialog:
 *
 * Adds an event to a patient's time line.
 *
 * Signals:
 * - "added" (LumbarEvent *event): it is to be saved.
 */
#define LUMBAR_TYPE_EVENT_DIALOG (lumbar_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarEventDialog, lumbar_event_dialog, LUMBAR, EVENT_DIALOG, AdwWindow)

LumbarEventDialog *lumbar_event_dialog_new (const char *patient_id);

G_END_DECLS
