/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-event-version.h"

G_BEGIN_DECLS

/**
 * LumbarEventDialog:
 *
 * Adds an event to a patient's time line, or changes one: its kind by one key, the day as it is spoken, a few words.
 *
 * Signals:
 * - "added" (LumbarEvent *event): it is to be saved, as a new event or over the one with its id;
 * - "withdrawn" (LumbarEvent *event): it was entered in error.
 */
#define LUMBAR_TYPE_EVENT_DIALOG (lumbar_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarEventDialog, lumbar_event_dialog, LUMBAR, EVENT_DIALOG, AdwWindow)

LumbarEventDialog *lumbar_event_dialog_new (const char *patient_id);
LumbarEventDialog *lumbar_event_dialog_new_for (LumbarEvent *event);
void lumbar_event_dialog_show_trail (LumbarEventDialog *self, GPtrArray *versions);

G_END_DECLS
