/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/* More lines in one chart nobody tells apart. */
#define LUMBAR_TREND_MOST_SERIES 4

/**
 * LumbarTrendToggles:
 *
 * The legend of a chart that is also its choice of series: a check button for every scale, with the marker
 * its line has. At least one stays chosen, and no more than four can be.
 *
 * Signals:
 * - "changed": other scales are chosen.
 */
#define LUMBAR_TYPE_TREND_TOGGLES (lumbar_trend_toggles_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTrendToggles, lumbar_trend_toggles, LUMBAR, TREND_TOGGLES, AdwBin)

void lumbar_trend_toggles_clear (LumbarTrendToggles *self);
void lumbar_trend_toggles_add (LumbarTrendToggles *self, const LumbarInstrument *instrument, gboolean active);
GPtrArray *lumbar_trend_toggles_get_chosen (LumbarTrendToggles *self);
void lumbar_trend_toggles_choose_only (LumbarTrendToggles *self, const char *instrument_id);

G_END_DECLS
