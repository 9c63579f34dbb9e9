/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-body-area.h"
#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarBody:
 *
 * The outlines of the body map, front and back side by side, read once from data/body.svg: every named
 * shape is an option of the body maps. Left and right are the patient's own. Immutable.
 */
typedef struct _LumbarBody LumbarBody;

/**
 * LumbarBodyPlacement:
 * @left: left edge of the picture in the area it is given
 * @top: its top
 * @scale: how large it is drawn
 * @pen: how wide its pens are, 1 in a large picture
 *
 * How the picture lies in an area.
 */
typedef struct {
  double left;
  double top;
  double scale;
  double pen;
} LumbarBodyPlacement;

LumbarBody *lumbar_body_new (LumbarKnowledge *knowledge, GError **error);
LumbarBody *lumbar_body_new_from_svg (LumbarKnowledge *knowledge,
                                      const char *text,
                                      gssize length,
                                      GError **error);
void lumbar_body_free (LumbarBody *self);

const LumbarBodyOutline *lumbar_body_get_outline (LumbarBody *self);
guint lumbar_body_get_n_areas (LumbarBody *self);
const LumbarBodyArea *lumbar_body_get_area (LumbarBody *self, guint option);
double lumbar_body_get_midline (LumbarBody *self, gboolean back);

double lumbar_body_get_aspect (LumbarBody *self);
void lumbar_body_place (LumbarBody *self, double width, double height, LumbarBodyPlacement *placement);
LumbarBodyPoint lumbar_body_placement_apply (const LumbarBodyPlacement *self, LumbarBodyPoint point);
void lumbar_body_get_region_extents (LumbarBody *self,
                                     guint option,
                                     double width,
                                     double height,
                                     cairo_rectangle_t *extents);
LumbarBodyPoint lumbar_body_get_region_centre (LumbarBody *self, guint option, double width, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarBody, lumbar_body_free)

G_END_DECLS
