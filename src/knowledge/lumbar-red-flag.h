/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-expression.h"
#include "lumbar-source.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarTimeframe:
 *
 * How soon guidelines want a red flag assessed, soonest first.
 */
typedef enum {
  LUMBAR_TIMEFRAME_NOW,
  LUMBAR_TIMEFRAME_WITHIN_DAYS,
  LUMBAR_TIMEFRAME_WITHIN_2_WEEKS,
} LumbarTimeframe;

#define LUMBAR_N_TIMEFRAMES 3

/**
 * LumbarRedFlag:
 * @rule: fires when true
 * @unless: (nullable): … and this is not true
 * @causes: (element-type LumbarCause): what it points to
 * @ms_caveat: what MS does to the sign
 *
 * A rule over findings that guidelines list for urgent assessment. Read only.
 */
typedef struct {
  guint index;
  const char *id; /* Interned: outlives the tables */
  char *name;
  LumbarExpression *rule;
  char *rule_text;
  LumbarExpression *unless;
  char *unless_text;
  GPtrArray *causes; /* Owned array of borrowed LumbarCause */
  char *action;
  LumbarTimeframe timeframe;
  char *ms_caveat;
  const LumbarSource *source; /* Borrowed */
} LumbarRedFlag;

const char *const *lumbar_red_flag_columns (void);
const char *lumbar_timeframe_to_id (LumbarTimeframe timeframe);
gboolean lumbar_timeframe_from_id (const char *id, LumbarTimeframe *timeframe);
const char *lumbar_timeframe_get_title (LumbarTimeframe timeframe);
LumbarRedFlag *lumbar_red_flag_new (LumbarTable *table,
                                    guint row,
                                    const LumbarExpressionScope *scope,
                                    const LumbarSource *source,
                                    GError **error);
void lumbar_red_flag_free (LumbarRedFlag *self);

G_END_DECLS
