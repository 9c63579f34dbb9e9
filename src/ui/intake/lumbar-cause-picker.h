/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarCausePicker:
 *
 * All causes by name in a popover with a search field.
 *
 * Signals:
 * - "picked" (const char *cause_id).
 */
#define LUMBAR_TYPE_CAUSE_PICKER (lumbar_cause_picker_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCausePicker, lumbar_cause_picker, LUMBAR, CAUSE_PICKER, GtkPopover)

GtkWidget *lumbar_cause_picker_new (LumbarKnowledge *knowledge);

G_END_DECLS
