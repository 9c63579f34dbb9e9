/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-basis.h"

G_BEGIN_DECLS

gboolean lumbar_reach_find (LumbarKnowledge *knowledge,
                            const LumbarValue *values,
                            const LumbarCause *cause,
                            GPtrArray *rows,
                            GPtrArray *reaches);

G_END_DECLS
