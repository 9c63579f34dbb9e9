/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-body-outline.h"

G_BEGIN_DECLS

/**
 * LumbarBodyPoint:
 *
 * A place in a picture of the body or in the area it is drawn in.
 */
typedef struct {
  double x;
  double y;
} LumbarBodyPoint;

/**
 * LumbarBodyArea:
 * @shape: its path; borrowed from the picture
 * @line: (element-type LumbarBodyPoint): its edge as a closed line
 * @centre: the middle of its surface
 * @room: how far its edge is from @centre
 * @back: seen from behind rather than from the front
 *
 * A region of the body as it lies in the picture, in the picture's coordinates. Read only.
 */
typedef struct {
  const LumbarBodyShape *shape;
  GArray *line;
  LumbarBodyPoint centre;
  double room;
  gboolean back;
} LumbarBodyArea;

LumbarBodyArea *lumbar_body_area_new (const LumbarBodyShape *shape, gboolean back);
void lumbar_body_area_free (LumbarBodyArea *self);
gboolean lumbar_body_area_contains (const LumbarBodyArea *self, LumbarBodyPoint point);
double lumbar_body_area_get_distance (const LumbarBodyArea *self, LumbarBodyPoint point);

gboolean lumbar_body_line_encloses (const GArray *line, LumbarBodyPoint point);

G_END_DECLS
