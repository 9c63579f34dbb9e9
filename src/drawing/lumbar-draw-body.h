/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-knowledge.h"
#include "lumbar-palette.h"

G_BEGIN_DECLS

/**
 * LumbarBody:
 *
 * The outlines of the body map, front and back side by side, read once from data/body.svg: every named
 * shape is an option of the finding pain-map. Left and right are the patient's own. Immutable.
 */
typedef struct _LumbarBody LumbarBody;

LumbarBody *lumbar_body_new (LumbarKnowledge *knowledge, GError **error);
LumbarBody *lumbar_body_new_from_svg (LumbarKnowledge *knowledge,
                                      const char *text,
                                      gssize length,
                                      GError **error);
void lumbar_body_free (LumbarBody *self);
double lumbar_body_get_aspect (LumbarBody *self);
void lumbar_body_get_region_extents (LumbarBody *self,
                                     guint option,
                                     double width,
                                     double height,
                                     cairo_rectangle_t *extents);

void lumbar_draw_body (cairo_t *cr,
                       LumbarBody *body,
                       guint64 regions,
                       int focused,
                       int hovered,
                       double width,
                       double height,
                       const LumbarPalette *palette);
int lumbar_body_find_region (LumbarBody *self, double x, double y, double width, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarBody, lumbar_body_free)

G_END_DECLS
