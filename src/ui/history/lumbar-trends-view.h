/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient-history.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarTrendsView:
 *
 * How pain and function went: the chart, the sentence that says it, the table of its values, and the
 * events marked on it.
 */
#define LUMBAR_TYPE_TRENDS_VIEW (lumbar_trends_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTrendsView, lumbar_trends_view, LUMBAR, TRENDS_VIEW, AdwBin)

void lumbar_trends_view_show (LumbarTrendsView *self,
                              LumbarKnowledge *knowledge,
                              LumbarWorker *worker,
                              LumbarPatientHistory *history);

G_END_DECLS
