/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-timeline-item.h"

G_BEGIN_DECLS

/**
 * LumbarTimelineRow:
 *
 * A row of a time line: a year, or one dated thing with the mark and the word of its kind. It can show one after
 * the other, so that a long list needs few of them.
 */
#define LUMBAR_TYPE_TIMELINE_ROW (lumbar_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTimelineRow, lumbar_timeline_row, LUMBAR, TIMELINE_ROW, GtkWidget)

GtkWidget *lumbar_timeline_row_new (void);
void lumbar_timeline_row_show (LumbarTimelineRow *self, LumbarTimelineItem *item);
char *lumbar_timeline_row_describe (LumbarTimelineItem *item);
void lumbar_timeline_row_activate (GtkWidget *widget, LumbarTimelineItem *item);

G_END_DECLS
