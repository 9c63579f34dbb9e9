/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

GPtrArray *lumbar_contradictions_find (LumbarKnowledge *knowledge, const LumbarValue *values);
GStrv lumbar_contradictions_get_findings (const LumbarConsistency *rule,
                                          LumbarKnowledge *knowledge,
                                          const LumbarValue *values);

G_END_DECLS
