/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarBodyList:
 *
 * The regions of the body map as check buttons, front and back apart, each with the key that marks it. Scrolls
 * where it is given less height than it needs.
 *
 * Signals:
 * - "toggled" (guint option): a region was checked or unchecked.
 */
#define LUMBAR_TYPE_BODY_LIST (lumbar_body_list_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBodyList, lumbar_body_list, LUMBAR, BODY_LIST, GtkWidget)

GtkWidget *lumbar_body_list_new (LumbarKnowledge *knowledge, const LumbarFinding *finding);
void lumbar_body_list_set_regions (LumbarBodyList *self, guint64 regions);

G_END_DECLS
