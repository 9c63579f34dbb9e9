/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a pain spreads to, as arrows. */

#include "lumbar-draw-radiation.h"

#include <math.h>

/* In the picture: where the low back is, how far an arrow bows, and how long the short ones are. */
#define SPINE_HEIGHT 305.0
#define BOW 0.2
#define MOST_BOW 34.0
#define SHORT_ARROW 30.0
#define LEAST_ARROW 20.0
#define STEP 0.5

/* In dots: no head smaller than this can be told from a blot when printed. */
#define LEAST_HEAD 5.5
#define HEAD 11.0
#define LEAST_STEM 1.1
#define LEAST_ARROW_HEADS 1.6
#define STEM 2.0
#define RIM 1.3
#define LEAST_RIM 0.7

typedef struct {
  LumbarBodyPoint start;
  LumbarBodyPoint bend;
  LumbarBodyPoint tip;
} Arrow;

static double
get_distance (LumbarBodyPoint a, LumbarBodyPoint b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

static LumbarBodyPoint
move (LumbarBodyPoint from, LumbarBodyPoint towards, double by)
{
  double length = MAX (get_distance (from, towards), 1e-9);

  return (LumbarBodyPoint) { from.x + (towards.x - from.x) * by / length,
                             from.y + (towards.y - from.y) * by / length };
}

/* The one of @regions that is nearest to @target in the same view, or NULL. */
static const LumbarBodyArea *
find_nearest (LumbarBody *body, guint64 regions, const LumbarBodyArea *target)
{
  const LumbarBodyArea *nearest = NULL;

  for (guint i = 0; i < lumbar_body_get_n_areas (body); i++)
    {
      const LumbarBodyArea *area = lumbar_body_get_area (body, i);

      if ((regions >> i & 1) == 0 || area == target || area->back != target->back ||
          (nearest != NULL && get_distance (area->centre, target->centre) >=
                                get_distance (nearest->centre, target->centre)))
        continue;
      nearest = area;
    }
  return nearest;
}

/* -1 and 1 for the two sides of a figure, 0 for its middle. */
static int
get_side (LumbarBody *body, const LumbarBodyArea *area)
{
  double aside = area->centre.x - lumbar_body_get_midline (body, area->back);

  return fabs (aside) < 1 ? 0 : aside < 0 ? -1 : 1;
}

/* The targets that lie on the way to @target: on the same side, and nearer to the pain. */
static guint64
find_on_the_way (LumbarBody *body, guint64 pain, guint64 radiation, const LumbarBodyArea *target, double distance)
{
  guint64 regions = 0;

  for (guint i = 0; i < lumbar_body_get_n_areas (body); i++)
    {
      const LumbarBodyArea *area = lumbar_body_get_area (body, i);
      const LumbarBodyArea *source = find_nearest (body, pain, area);

      if ((radiation >> i & 1) != 0 && source != NULL && get_side (body, area) != 0 &&
          get_side (body, area) == get_side (body, target) &&
          get_distance (source->centre, area->centre) < distance)
        regions |= (guint64) 1 << i;
    }
  return regions;
}

/* An arrow comes from the nearest region of the pain. Where the pain spreads further down the same leg, the
 * arrow goes on from the region above: arrows beside each other down a leg could not be told apart. */
static const LumbarBodyArea *
find_source (LumbarBody *body, guint64 pain, guint64 radiation, const LumbarBodyArea *target)
{
  const LumbarBodyArea *source = find_nearest (body, pain, target);
  guint64 way;

  if (source == NULL)
    return NULL;
  way = find_on_the_way (body, pain, radiation, target, get_distance (source->centre, target->centre));
  return find_nearest (body, pain | way, target);
}

/* Bows away from the spine, so that arrows to both legs part. */
static void
aim_from (Arrow *arrow, LumbarBody *body, const LumbarBodyArea *source, const LumbarBodyArea *target)
{
  double length = get_distance (source->centre, target->centre);
  double bow = MIN (length * BOW, MOST_BOW);
  double side = get_side (body, target) < 0 ? -1 : 1;
  double dx = (target->centre.x - source->centre.x) / MAX (length, 1e-9);
  double dy = (target->centre.y - source->centre.y) / MAX (length, 1e-9);
  double turn = dy * side < 0 ? -1 : 1;

  arrow->start = source->centre;
  arrow->tip = target->centre;
  arrow->bend.x = (arrow->start.x + arrow->tip.x) / 2 + dy * turn * bow;
  arrow->bend.y = (arrow->start.y + arrow->tip.y) / 2 - dx * turn * bow;
}

/* Where the pain itself is not in this view: a short arrow into the region from the side of the spine. */
static void
aim_from_spine (Arrow *arrow, LumbarBody *body, const LumbarBodyArea *target)
{
  LumbarBodyPoint spine = { lumbar_body_get_midline (body, target->back), SPINE_HEIGHT };
  LumbarBodyPoint edge = target->centre;

  if (get_distance (spine, target->centre) < 1 || lumbar_body_area_contains (target, spine))
    spine.y = target->centre.y - SPINE_HEIGHT;
  while (lumbar_body_area_contains (target, edge))
    edge = move (edge, spine, STEP);
  arrow->start = edge;
  arrow->tip = move (edge, target->centre, MIN (SHORT_ARROW, get_distance (edge, target->centre)));
  if (get_distance (arrow->start, arrow->tip) < LEAST_ARROW)
    arrow->start = move (arrow->tip, spine, LEAST_ARROW);
  arrow->bend = move (arrow->start, arrow->tip, get_distance (arrow->start, arrow->tip) / 2);
}

/* A curve with one bend, which cairo knows only with two. */
static void
trace_stem (cairo_t *cr, const Arrow *arrow, LumbarBodyPoint end)
{
  const LumbarBodyPoint *start = &arrow->start, *bend = &arrow->bend;

  cairo_new_path (cr);
  cairo_move_to (cr, start->x, start->y);
  cairo_curve_to (cr, start->x + (bend->x - start->x) * 2 / 3, start->y + (bend->y - start->y) * 2 / 3,
                  end.x + (bend->x - end.x) * 2 / 3, end.y + (bend->y - end.y) * 2 / 3, end.x, end.y);
}

static void
trace_head (cairo_t *cr, LumbarBodyPoint tip, LumbarBodyPoint foot, double length)
{
  double dx = (tip.x - foot.x) / length, dy = (tip.y - foot.y) / length;
  double half = length * 0.46;

  cairo_new_path (cr);
  cairo_move_to (cr, tip.x, tip.y);
  cairo_line_to (cr, foot.x - dx * length * 0.12 - dy * half, foot.y - dy * length * 0.12 + dx * half);
  cairo_line_to (cr, foot.x + dx * length * 0.1, foot.y + dy * length * 0.1);
  cairo_line_to (cr, foot.x - dx * length * 0.12 + dy * half, foot.y - dy * length * 0.12 - dx * half);
  cairo_close_path (cr);
}

/* With a rim of the background round it, or the arrow itself. */
static void
draw_arrow (cairo_t *cr, Arrow *arrow, gboolean rim, double pen, const LumbarPalette *palette)
{
  double head = MAX (HEAD * pen, LEAST_HEAD);
  double stem = MAX (STEM * pen, LEAST_STEM);
  LumbarBodyPoint foot;

  /* A head without a stem is no arrow. */
  if (get_distance (arrow->start, arrow->tip) < head * LEAST_ARROW_HEADS)
    arrow->start = move (arrow->tip, arrow->start, head * LEAST_ARROW_HEADS);
  foot = move (arrow->tip, arrow->bend, head);
  lumbar_color_set_source (rim ? &palette->background : &palette->foreground, cr, 1);
  trace_stem (cr, arrow, foot);
  cairo_set_line_width (cr, stem + (rim ? 2 * MAX (RIM * pen, LEAST_RIM) : 0));
  cairo_stroke (cr);
  trace_head (cr, arrow->tip, foot, head);
  if (rim)
    {
      cairo_set_line_width (cr, 2 * MAX (RIM * pen, LEAST_RIM));
      cairo_stroke_preserve (cr);
    }
  cairo_fill (cr);
}

static void
aim (Arrow *arrow,
     LumbarBody *body,
     guint64 pain,
     guint64 radiation,
     const LumbarBodyArea *target,
     const LumbarBodyPlacement *placement)
{
  const LumbarBodyArea *source = find_source (body, pain, radiation, target);

  if (source != NULL)
    aim_from (arrow, body, source, target);
  else
    aim_from_spine (arrow, body, target);
  arrow->start = lumbar_body_placement_apply (placement, arrow->start);
  arrow->bend = lumbar_body_placement_apply (placement, arrow->bend);
  arrow->tip = lumbar_body_placement_apply (placement, arrow->tip);
}

/**
 * lumbar_draw_radiation:
 * @cr: where to draw
 * @body: the body map
 * @pain: the regions of the pain that spreads
 * @radiation: the regions it spreads to
 * @placement: how the body map lies there
 * @palette: the colours
 *
 * Draws an arrow into each region of @radiation: from the nearest region of @pain in the same view, or the
 * one before it down the same leg; where the pain is not in that view, a short one from the side of the
 * spine.
 */
void
lumbar_draw_radiation (cairo_t *cr,
                       LumbarBody *body,
                       guint64 pain,
                       guint64 radiation,
                       const LumbarBodyPlacement *placement,
                       const LumbarPalette *palette)
{
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  /* All rims come first, so that none of them cuts another arrow. */
  for (int rim = 1; rim >= 0; rim--)
    for (guint i = 0; i < lumbar_body_get_n_areas (body); i++)
      if ((radiation >> i & 1) != 0)
        {
          Arrow arrow;

          aim (&arrow, body, pain, radiation, lumbar_body_get_area (body, i), placement);
          draw_arrow (cr, &arrow, rim, placement->pen, palette);
        }
  cairo_restore (cr);
}
