/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a region of the body is: its edge, its middle, and how far something lies from it. */

#include "lumbar-body-area.h"

#include <math.h>

static const LumbarBodyPoint *
get_corner (const GArray *line, guint i)
{
  return &g_array_index (line, LumbarBodyPoint, i % line->len);
}

/* The path of a shape with its curves as short straight lines. */
static GArray *
flatten (const LumbarBodyShape *shape)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (LumbarBodyPoint));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_path_t *path;

  lumbar_body_shape_trace (shape, cr);
  path = cairo_copy_path_flat (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    if (path->data[i].header.type != CAIRO_PATH_CLOSE_PATH && path->data[i].header.length > 1)
      {
        LumbarBodyPoint corner = { path->data[i + 1].point.x, path->data[i + 1].point.y };

        g_array_append_val (line, corner);
      }
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return line;
}

/* The centre of gravity; of a shape without a surface, its first point. */
static LumbarBodyPoint
find_centre (const GArray *line)
{
  LumbarBodyPoint sum = { 0, 0 };
  double surface = 0;

  for (guint i = 0; i < line->len; i++)
    {
      const LumbarBodyPoint *a = get_corner (line, i), *b = get_corner (line, i + 1);
      double cross = a->x * b->y - b->x * a->y;

      surface += cross;
      sum.x += (a->x + b->x) * cross;
      sum.y += (a->y + b->y) * cross;
    }
  if (fabs (surface) < 1e-6)
    return *get_corner (line, 0);
  return (LumbarBodyPoint) { sum.x / (3 * surface), sum.y / (3 * surface) };
}

static double
get_distance_to_piece (LumbarBodyPoint point, const LumbarBodyPoint *a, const LumbarBodyPoint *b)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double length = dx * dx + dy * dy;
  double along = length > 0 ? ((point.x - a->x) * dx + (point.y - a->y) * dy) / length : 0;

  along = CLAMP (along, 0, 1);
  return hypot (point.x - a->x - along * dx, point.y - a->y - along * dy);
}

static double
get_distance_to_edge (const GArray *line, LumbarBodyPoint point)
{
  double least = HUGE_VAL;

  for (guint i = 0; i < line->len; i++)
    least = MIN (least, get_distance_to_piece (point, get_corner (line, i), get_corner (line, i + 1)));
  return least;
}

/**
 * lumbar_body_area_new:
 * @shape: a closed shape of the picture
 * @back: seen from behind rather than from the front
 *
 * Returns: (transfer full): where it lies
 */
LumbarBodyArea *
lumbar_body_area_new (const LumbarBodyShape *shape, gboolean back)
{
  LumbarBodyArea *self = g_new0 (LumbarBodyArea, 1);

  self->shape = shape;
  self->line = flatten (shape);
  self->centre = find_centre (self->line);
  self->room = lumbar_body_area_contains (self, self->centre) ? get_distance_to_edge (self->line, self->centre) : 0;
  self->back = back;
  return self;
}

/**
 * lumbar_body_area_free:
 * @self: (nullable): a region
 */
void
lumbar_body_area_free (LumbarBodyArea *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->line);
  g_free (self);
}

/**
 * lumbar_body_area_contains:
 * @self: a region
 * @point: a place in the picture
 *
 * Returns: whether @point lies in the region
 */
gboolean
lumbar_body_area_contains (const LumbarBodyArea *self, LumbarBodyPoint point)
{
  return lumbar_body_line_encloses (self->line, point);
}

/**
 * lumbar_body_area_get_distance:
 * @self: a region
 * @point: a place in the picture
 *
 * Returns: how far @point lies from the region, 0 inside
 */
double
lumbar_body_area_get_distance (const LumbarBodyArea *self, LumbarBodyPoint point)
{
  return lumbar_body_area_contains (self, point) ? 0 : get_distance_to_edge (self->line, point);
}

/**
 * lumbar_body_line_encloses:
 * @line: (element-type LumbarBodyPoint): a line; its end is joined to its start
 * @point: a place
 *
 * Returns: whether @point lies inside, where the line goes round it an odd number of times
 */
gboolean
lumbar_body_line_encloses (const GArray *line, LumbarBodyPoint point)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < line->len; i++)
    {
      const LumbarBodyPoint *a = get_corner (line, i), *b = get_corner (line, i + 1);

      if ((a->y > point.y) != (b->y > point.y) &&
          point.x < a->x + (b->x - a->x) * (point.y - a->y) / (b->y - a->y))
        inside = !inside;
    }
  return inside;
}
