/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which region is meant: by the pointer, by a finger, by a stroke, by a line drawn round, by an arrow key. */

#include "lumbar-body-search.h"

#include <math.h>

/* A stroke is looked at this often, in dots of the screen: finer than any region. */
#define STROKE_STEP 2.0

/* Most steps of one stroke; the pointer may jump anywhere. */
#define MOST_STEPS 2000

/* How much a step to the side counts against a step ahead when an arrow key looks for a neighbour. */
#define ASIDE 2.0

static LumbarBodyPoint
to_picture (const LumbarBodyPlacement *placement, double x, double y)
{
  return (LumbarBodyPoint) { (x - placement->left) / placement->scale, (y - placement->top) / placement->scale };
}

static int
find_in_picture (LumbarBody *self, LumbarBodyPoint point)
{
  for (guint i = 0; i < lumbar_body_get_n_areas (self); i++)
    if (lumbar_body_area_contains (lumbar_body_get_area (self, i), point))
      return (int) i;
  return -1;
}

/**
 * lumbar_body_find_region:
 * @self: a body map
 * @x: a place in the area it is drawn in
 * @y: a place in the area it is drawn in
 * @width: of that area
 * @height: of that area
 *
 * Returns: the option of the body maps whose region lies there, or -1
 */
int
lumbar_body_find_region (LumbarBody *self, double x, double y, double width, double height)
{
  LumbarBodyPlacement placement;

  lumbar_body_place (self, width, height, &placement);
  return find_in_picture (self, to_picture (&placement, x, y));
}

/**
 * lumbar_body_find_near:
 * @self: a body map
 * @x: a place in the area it is drawn in
 * @y: a place in the area it is drawn in
 * @reach: how far beside a region may be meant for it
 * @width: of that area
 * @height: of that area
 *
 * Returns: the option whose region lies there, else the nearest one within @reach, else -1
 */
int
lumbar_body_find_near (LumbarBody *self, double x, double y, double reach, double width, double height)
{
  LumbarBodyPlacement placement;
  LumbarBodyPoint point;
  double least;
  int nearest = -1;

  lumbar_body_place (self, width, height, &placement);
  point = to_picture (&placement, x, y);
  least = reach / placement.scale;
  for (guint i = 0; i < lumbar_body_get_n_areas (self); i++)
    {
      double distance = lumbar_body_area_get_distance (lumbar_body_get_area (self, i), point);

      if (distance > least || (nearest >= 0 && distance == least))
        continue;
      least = distance;
      nearest = (int) i;
    }
  return nearest;
}

/**
 * lumbar_body_find_along:
 * @self: a body map
 * @from: where the pointer was, in the area the map is drawn in
 * @to: where it is now
 * @width: of that area
 * @height: of that area
 *
 * Returns: every region it passed, one bit an option
 */
guint64
lumbar_body_find_along (LumbarBody *self,
                        LumbarBodyPoint from,
                        LumbarBodyPoint to,
                        double width,
                        double height)
{
  double steps = CLAMP (ceil (hypot (to.x - from.x, to.y - from.y) / STROKE_STEP), 1, MOST_STEPS);
  guint64 regions = 0;

  for (double i = 0; i <= steps; i++)
    {
      int region = lumbar_body_find_region (self, from.x + (to.x - from.x) * i / steps,
                                            from.y + (to.y - from.y) * i / steps, width, height);

      if (region >= 0)
        regions |= (guint64) 1 << region;
    }
  return regions;
}

/**
 * lumbar_body_find_within:
 * @self: a body map
 * @line: (element-type LumbarBodyPoint): a line in the area the map is drawn in; it closes by itself
 * @width: of that area
 * @height: of that area
 *
 * Returns: the regions whose centres the line encloses, one bit an option
 */
guint64
lumbar_body_find_within (LumbarBody *self, const GArray *line, double width, double height)
{
  guint64 regions = 0;

  for (guint i = 0; i < lumbar_body_get_n_areas (self); i++)
    if (lumbar_body_line_encloses (line, lumbar_body_get_region_centre (self, i, width, height)))
      regions |= (guint64) 1 << i;
  return regions;
}

/**
 * lumbar_body_find_neighbour:
 * @self: a body map
 * @option: where to start; -1 for nowhere
 * @right: 1 to the right, -1 to the left, as one looks at the picture
 * @down: 1 downwards, -1 upwards
 *
 * Returns: the nearest region in that direction, across the figures; @option where there is none, and the
 *   first region from nowhere
 */
int
lumbar_body_find_neighbour (LumbarBody *self, int option, int right, int down)
{
  const LumbarBodyArea *start;
  double least = HUGE_VAL;
  int nearest = option;

  if (option < 0)
    return 0;
  start = lumbar_body_get_area (self, (guint) option);
  for (guint i = 0; i < lumbar_body_get_n_areas (self); i++)
    {
      const LumbarBodyArea *area = lumbar_body_get_area (self, i);
      double dx = area->centre.x - start->centre.x, dy = area->centre.y - start->centre.y;
      double ahead = dx * right + dy * down;
      double aside = fabs (dx * down) + fabs (dy * right);

      /* Who goes up or down stays with the figure, and nothing counts as ahead that is mostly beside. */
      if (ahead < 1 || aside > ahead * 3 || (down != 0 && area->back != start->back) ||
          ahead + ASIDE * aside >= least)
        continue;
      least = ahead + ASIDE * aside;
      nearest = (int) i;
    }
  return nearest;
}
