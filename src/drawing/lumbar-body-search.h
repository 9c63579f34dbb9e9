/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-body.h"

G_BEGIN_DECLS

int lumbar_body_find_region (LumbarBody *self, double x, double y, double width, double height);
int lumbar_body_find_near (LumbarBody *self, double x, double y, double reach, double width, double height);
guint64 lumbar_body_find_along (LumbarBody *self,
                                LumbarBodyPoint from,
                                LumbarBodyPoint to,
                                double width,
                                double height);
guint64 lumbar_body_find_within (LumbarBody *self, const GArray *line, double width, double height);
int lumbar_body_find_neighbour (LumbarBody *self, int option, int right, int down);

G_END_DECLS
