/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarBodyShape:
 * @id: its name; "" for a part of the body that is no region
 * @segments: (element-type cairo_path_data_t): its path, in the coordinates of the picture
 * @closed: whether it encloses an area; otherwise it is a line to be stroked only
 *
 * One path of a picture of the body. Read only.
 */
typedef struct {
  char *id;
  GArray *segments;
  gboolean closed;
} LumbarBodyShape;

/**
 * LumbarBodyOutline:
 * @width: of the picture
 * @height: of the picture
 * @shapes: (element-type LumbarBodyShape): in the order they are drawn
 *
 * A picture of the body as read from its file. Read only.
 */
typedef struct {
  double width;
  double height;
  GPtrArray *shapes;
} LumbarBodyOutline;

LumbarBodyOutline *lumbar_body_outline_new (const char *text, gssize length, GError **error);
void lumbar_body_outline_free (LumbarBodyOutline *self);
void lumbar_body_shape_trace (const LumbarBodyShape *shape, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarBodyOutline, lumbar_body_outline_free)

G_END_DECLS
