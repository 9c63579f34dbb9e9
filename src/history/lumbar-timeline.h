/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-timeline-item.h"

G_BEGIN_DECLS

GPtrArray *lumbar_timeline_new (LumbarKnowledge *knowledge, GPtrArray *visits, GPtrArray *events);
GPtrArray *lumbar_timeline_filter (GPtrArray *items, guint kinds, const char *words);
GPtrArray *lumbar_timeline_add_years (GPtrArray *items);

G_END_DECLS
