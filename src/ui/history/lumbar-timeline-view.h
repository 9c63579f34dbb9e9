/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient-history.h"

G_BEGIN_DECLS

/**
 * LumbarTimelineView:
 *
 * The time line of a patient, newest first: visits with what followed them, and events; to be narrowed by kind and
 * by words. Enter opens an item.
 */
#define LUMBAR_TYPE_TIMELINE_VIEW (lumbar_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTimelineView, lumbar_timeline_view, LUMBAR, TIMELINE_VIEW, AdwBin)

void lumbar_timeline_view_show (LumbarTimelineView *self, const LumbarPatientHistory *history, gboolean other);

G_END_DECLS
