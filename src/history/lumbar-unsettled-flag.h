/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LumbarUnsettledFlag:
 * @id: a red flag; an interned string
 * @visit: the signed visit that left it open: the last that raised it; where none did, the first of those that
 *   did not clear it
 * @timeframe: how soon it should be assessed
 * @because: (nullable): ids of the findings that raised it there; %NULL for one of the same day that was not raised
 *   and not cleared
 * @said: (nullable): the last that was said about it
 *
 * A red flag that a visit left open and nothing afterwards has answered. Immutable; lives no longer than the visits.
 */
typedef struct {
  const char *id;
  LumbarEncounter *visit; /* Borrowed */
  LumbarTimeframe timeframe;
  const char *const *because; /* Borrowed */
  const LumbarAcknowledgement *said; /* Borrowed */
} LumbarUnsettledFlag;

gboolean lumbar_unsettled_flag_is_open (const LumbarAcknowledgement *said);
GPtrArray *lumbar_unsettled_flags_find (LumbarKnowledge *knowledge, GPtrArray *visits);

G_END_DECLS
