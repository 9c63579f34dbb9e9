/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-event.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarEventActions:
 *
 * What is done with the events of a patient: added, changed, withdrawn, and each taken back.
 *
 * Signals:
 * - "changed" (const char *problem): the record was written to; @problem says why not, or is %NULL.
 */
#define LUMBAR_TYPE_EVENT_ACTIONS (lumbar_event_actions_get_type ())
G_DECLARE_FINAL_TYPE (LumbarEventActions, lumbar_event_actions, LUMBAR, EVENT_ACTIONS, GObject)

LumbarEventActions *lumbar_event_actions_new (GtkWidget *host, LumbarWorker *worker);
void lumbar_event_actions_add (LumbarEventActions *self, const char *patient_id);
void lumbar_event_actions_edit (LumbarEventActions *self, LumbarEvent *event);
void lumbar_event_actions_withdraw (LumbarEventActions *self, LumbarEvent *event);

G_END_DECLS
