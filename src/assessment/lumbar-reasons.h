/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

/**
 * LumbarReasons:
 *
 * The rows that support or oppose some cause, by cause, from which the reasons to show are picked.
 */
typedef struct _LumbarReasons LumbarReasons;

LumbarReasons *lumbar_reasons_new (LumbarResponse *response, GArray *applied);
void lumbar_reasons_free (LumbarReasons *self);
void lumbar_reasons_add (LumbarReasons *self, LumbarRankedCause *ranked, guint cause);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarReasons, lumbar_reasons_free)

G_END_DECLS
