/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

gboolean lumbar_instrument_score_items (const LumbarInstrument *instrument,
                                        LumbarAnswer *const *answers,
                                        double *score);
gboolean lumbar_instrument_score_feed (LumbarKnowledge *knowledge,
                                       LumbarAnswer *const *answers,
                                       guint finding,
                                       guint64 before,
                                       guint *score_finding,
                                       LumbarAnswer **score);

G_END_DECLS
