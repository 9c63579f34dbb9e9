/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body map: front and back of a person with up to three pains and where the first one spreads. */

#include "lumbar-draw-body.h"

#include <glib/gi18n-lib.h>

#include "lumbar-draw-marker.h"
#include "lumbar-draw-radiation.h"
#include "lumbar-draw-text.h"

#define SMALLEST_FONT 7.0
#define LARGEST_FONT 16.0
#define FONT_SHARE 0.03

/* Where the letters of the sides stand: beside the heads, as shares of the picture. */
#define LETTER_TOP 0.055
#define LETTER_DISTANCE 0.095

/* The disc with the number of a pain, in dots, and the room it needs as a share of its size. */
#define DISC 8.5
#define LEAST_DISC 4.2
#define DISC_ROOM 0.95

/* What a pain that is not worked on keeps of its strength. */
#define PALE 0.5

/* How a pain looks; each turns the hatching its own way, so that it also reads in grey and two pains in one
 * region are both seen. */
typedef struct {
  double tint;
  double hatch_distance;
  double turn;
  gboolean mirrored;
} Look;

static const Look looks[LUMBAR_BODY_MAX_PAINS] = {
  { 0.34, 4.5, 0, FALSE },
  { 0.16, 8, 0, TRUE },
  { 0.04, 8, G_PI / 4, FALSE },
};

/* What all parts of a drawing need. */
typedef struct {
  cairo_t *cr;
  LumbarBody *body;
  const LumbarBodyMarks *marks;
  LumbarBodyPlacement placement;
  const LumbarPalette *palette;
} Sheet;

static const LumbarColor *
get_color (const Sheet *sheet, guint pain)
{
  return pain == 0 ? &sheet->palette->accent : &sheet->palette->series[pain];
}

static double
get_strength (const Sheet *sheet, guint pain)
{
  return sheet->marks->current < 0 || sheet->marks->current == (int) pain ? 1 : PALE;
}

static gboolean
is_marked (guint64 regions, guint option)
{
  return (regions >> option & 1) != 0;
}

/* Traces at the given size, and leaves the pen as wide as it was. */
static void
trace (const Sheet *sheet, const LumbarBodyShape *shape)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (sheet->cr, &matrix);
  cairo_translate (sheet->cr, sheet->placement.left, sheet->placement.top);
  cairo_scale (sheet->cr, sheet->placement.scale, sheet->placement.scale);
  lumbar_body_shape_trace (shape, sheet->cr);
  cairo_set_matrix (sheet->cr, &matrix);
}

static void
draw_outline (const Sheet *sheet, const LumbarBodyShape *shape)
{
  trace (sheet, shape);
  if (shape->closed)
    {
      lumbar_color_set_source (&sheet->palette->foreground, sheet->cr, 0.06);
      cairo_fill_preserve (sheet->cr);
    }
  lumbar_color_set_source (&sheet->palette->dim, sheet->cr, shape->closed ? 0.9 : 0.45);
  cairo_set_line_width (sheet->cr, (shape->closed ? 1.2 : 1) * sheet->placement.pen);
  cairo_stroke (sheet->cr);
}

static gboolean
is_region (LumbarBody *body, const LumbarBodyShape *shape)
{
  for (guint i = 0; i < lumbar_body_get_n_areas (body); i++)
    if (lumbar_body_get_area (body, i)->shape == shape)
      return TRUE;
  return FALSE;
}

static void
draw_outlines (const Sheet *sheet)
{
  const LumbarBodyOutline *outline = lumbar_body_get_outline (sheet->body);

  for (guint i = 0; i < outline->shapes->len; i++)
    if (!is_region (sheet->body, outline->shapes->pdata[i]))
      draw_outline (sheet, outline->shapes->pdata[i]);
}

static void
draw_region (const Sheet *sheet, const LumbarBodyShape *shape)
{
  trace (sheet, shape);
  lumbar_color_set_source (&sheet->palette->dim, sheet->cr, 0.07);
  cairo_fill_preserve (sheet->cr);
  lumbar_color_set_source (&sheet->palette->dim, sheet->cr, 0.55);
  cairo_set_line_width (sheet->cr, 0.8 * sheet->placement.pen);
  cairo_stroke (sheet->cr);
}

/* Tints a region and draws its edge, all of it inside, so that marking one never touches its neighbour. What
 * is drawn until the matching cairo_restore() stays inside as well. */
static void
begin_mark (const Sheet *sheet,
            const LumbarBodyShape *shape,
            const LumbarColor *color,
            double tint,
            double edge,
            double strength)
{
  cairo_save (sheet->cr);
  trace (sheet, shape);
  cairo_clip_preserve (sheet->cr);
  lumbar_color_set_source (color, sheet->cr, tint * strength);
  cairo_fill_preserve (sheet->cr);
  lumbar_color_set_source (color, sheet->cr, strength);
  cairo_set_line_width (sheet->cr, edge * 2 * sheet->placement.pen);
  cairo_stroke (sheet->cr);
}

static void
draw_pain (const Sheet *sheet, const LumbarBodyShape *shape, guint pain)
{
  const Look *look = &looks[pain];
  double strength = get_strength (sheet, pain);

  begin_mark (sheet, shape, get_color (sheet, pain), look->tint, strength < 1 ? 1 : 1.5, strength);
  lumbar_color_set_source (get_color (sheet, pain), sheet->cr, 0.8 * strength);
  cairo_scale (sheet->cr, look->mirrored ? -1 : 1, 1);
  cairo_rotate (sheet->cr, look->turn);
  lumbar_draw_hatch (sheet->cr, look->hatch_distance * MAX (sheet->placement.pen, 0.6),
                     1.1 * sheet->placement.pen);
  cairo_restore (sheet->cr);
}

/* Where a pain only spreads to: tinted and edged with a broken line, and not hatched. */
static void
draw_radiation_target (const Sheet *sheet, const LumbarBodyShape *shape)
{
  const double dash[] = { 4 * sheet->placement.pen, 3 * sheet->placement.pen };
  double strength = get_strength (sheet, 0);

  begin_mark (sheet, shape, get_color (sheet, 0), 0.14, 0, strength);
  trace (sheet, shape);
  cairo_set_dash (sheet->cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_set_line_cap (sheet->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (sheet->cr, 3 * sheet->placement.pen);
  lumbar_color_set_source (get_color (sheet, 0), sheet->cr, strength);
  cairo_stroke (sheet->cr);
  cairo_restore (sheet->cr);
}

/* The pain that is worked on comes last, over the paler ones. */
static void
draw_marks (const Sheet *sheet, guint option)
{
  const LumbarBodyShape *shape = lumbar_body_get_area (sheet->body, option)->shape;
  const LumbarBodyMarks *marks = sheet->marks;

  draw_region (sheet, shape);
  if (is_marked (marks->radiation, option) && !is_marked (marks->pains[0], option))
    draw_radiation_target (sheet, shape);
  for (int pain = 0; pain < LUMBAR_BODY_MAX_PAINS; pain++)
    if (pain != marks->current && is_marked (marks->pains[pain], option))
      draw_pain (sheet, shape, (guint) pain);
  if (marks->current >= 0 && is_marked (marks->pains[marks->current], option))
    draw_pain (sheet, shape, (guint) marks->current);
}

static void
draw_radiation (const Sheet *sheet)
{
  double strength = get_strength (sheet, 0);

  if (strength < 1)
    cairo_push_group (sheet->cr);
  lumbar_draw_radiation (sheet->cr, sheet->body, sheet->marks->pains[0], sheet->marks->radiation,
                         &sheet->placement, sheet->palette);
  if (strength >= 1)
    return;
  cairo_pop_group_to_source (sheet->cr);
  cairo_paint_with_alpha (sheet->cr, strength);
}

/* Numbers. */

static guint
count_pains (const LumbarBodyMarks *marks, guint option, guint before)
{
  guint n = 0;

  for (guint i = 0; i < before; i++)
    n += is_marked (marks->pains[i], option);
  return n;
}

static double
get_disc_radius (const Sheet *sheet)
{
  return MAX (DISC * sheet->placement.pen, LEAST_DISC);
}

/* The region of a pain in one figure where its number covers least, best one of its own; -1 where it has
 * none there. */
static int
find_roomiest (const Sheet *sheet, guint pain, gboolean back)
{
  int best = -1;
  double most = -1;

  for (guint i = 0; i < lumbar_body_get_n_areas (sheet->body); i++)
    {
      const LumbarBodyArea *area = lumbar_body_get_area (sheet->body, i);
      guint n = count_pains (sheet->marks, i, LUMBAR_BODY_MAX_PAINS);
      double room = area->room / (n * n);

      if (!is_marked (sheet->marks->pains[pain], i) || area->back != back || room <= most)
        continue;
      most = room;
      best = (int) i;
    }
  return best;
}

static void
draw_number (const Sheet *sheet, guint pain, LumbarBodyPoint centre)
{
  double radius = get_disc_radius (sheet);
  gboolean strong = get_strength (sheet, pain) >= 1;
  const char number[] = { (char) ('1' + pain), '\0' };
  g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (sheet->cr, number, radius * 1.5, -1);
  const LumbarColor *color = get_color (sheet, pain);
  const LumbarColor *ground = &sheet->palette->background;
  double width, height;

  cairo_new_path (sheet->cr);
  cairo_arc (sheet->cr, centre.x, centre.y, radius, 0, 2 * G_PI);
  cairo_set_dash (sheet->cr, NULL, 0, 0);
  cairo_set_line_width (sheet->cr, radius * 0.3);
  lumbar_color_set_source (strong ? ground : color, sheet->cr, 1);
  cairo_stroke_preserve (sheet->cr);
  lumbar_color_set_source (strong ? color : ground, sheet->cr, 1);
  cairo_fill (sheet->cr);
  lumbar_draw_text_measure (layout, &width, &height);
  lumbar_draw_text (sheet->cr, layout, centre.x - width / 2, centre.y - height / 2, strong ? ground : color);
}

/* Numbers of pains that share a region stand side by side. */
static void
draw_region_number (const Sheet *sheet, guint pain, guint option)
{
  const LumbarBodyArea *area = lumbar_body_get_area (sheet->body, option);
  guint n = count_pains (sheet->marks, option, LUMBAR_BODY_MAX_PAINS);
  double place = count_pains (sheet->marks, option, pain) - (n - 1) / 2.0;
  LumbarBodyPoint centre = lumbar_body_placement_apply (&sheet->placement, area->centre);

  centre.x += place * 2.2 * get_disc_radius (sheet);
  draw_number (sheet, pain, centre);
}

/* Every region with room for it has the number, and each pain at least one in each figure it is in. */
static void
draw_numbers (const Sheet *sheet)
{
  double needed = get_disc_radius (sheet) * DISC_ROOM / sheet->placement.scale;

  for (guint pain = 0; pain < LUMBAR_BODY_MAX_PAINS; pain++)
    for (guint i = 0; i < lumbar_body_get_n_areas (sheet->body); i++)
      {
        const LumbarBodyArea *area = lumbar_body_get_area (sheet->body, i);

        if (is_marked (sheet->marks->pains[pain], i) &&
            (area->room >= needed * count_pains (sheet->marks, i, LUMBAR_BODY_MAX_PAINS) ||
             (int) i == find_roomiest (sheet, pain, area->back)))
          draw_region_number (sheet, pain, i);
      }
}

/* Captions. */

static void
draw_caption (const Sheet *sheet, const char *text, double x, double y, double font_size)
{
  g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (sheet->cr, text, font_size, -1);
  double width;

  lumbar_draw_text_measure (layout, &width, NULL);
  lumbar_draw_text (sheet->cr, layout, x - width / 2, y, &sheet->palette->dim);
}

static void
draw_captions (const Sheet *sheet)
{
  const LumbarBodyOutline *outline = lumbar_body_get_outline (sheet->body);
  const LumbarBodyPlacement *placement = &sheet->placement;
  double height = outline->height * placement->scale;
  double font_size = CLAMP (height * FONT_SHARE, SMALLEST_FONT, LARGEST_FONT);
  double letter_top = placement->top + height * LETTER_TOP;
  double distance = outline->width * placement->scale * LETTER_DISTANCE;
  double front = placement->left + lumbar_body_get_midline (sheet->body, FALSE) * placement->scale;
  double back = placement->left + lumbar_body_get_midline (sheet->body, TRUE) * placement->scale;

  draw_caption (sheet, C_("body map", "Front"), front, placement->top + height, font_size);
  draw_caption (sheet, C_("body map", "Back"), back, placement->top + height, font_size);
  /* Seen from the front the patient's right is on the left of the one who looks. */
  draw_caption (sheet, C_("right side of the body", "R"), front - distance, letter_top, font_size);
  draw_caption (sheet, C_("left side of the body", "L"), front + distance, letter_top, font_size);
  draw_caption (sheet, C_("left side of the body", "L"), back - distance, letter_top, font_size);
  draw_caption (sheet, C_("right side of the body", "R"), back + distance, letter_top, font_size);
}

static void
draw_pointed (const Sheet *sheet, int option, const LumbarColor *color, double tint, double edge)
{
  if (option < 0)
    return;
  begin_mark (sheet, lumbar_body_get_area (sheet->body, (guint) option)->shape, color, tint, edge, 1);
  cairo_restore (sheet->cr);
}

/**
 * lumbar_draw_body:
 * @cr: where to draw, from 0, 0; the background is not painted
 * @body: the body map
 * @marks: what is marked
 * @width: of the area; the figures are centred in it
 * @height: of the area
 * @palette: the colours
 *
 * Draws front and back side by side. A marked region is tinted, hatched and edged, each pain its own way, so
 * that it also reads in grey; where there are several pains, they are numbered. Arrows show where the first
 * one spreads.
 */
void
lumbar_draw_body (cairo_t *cr,
                  LumbarBody *body,
                  const LumbarBodyMarks *marks,
                  double width,
                  double height,
                  const LumbarPalette *palette)
{
  Sheet sheet = { .cr = cr, .body = body, .marks = marks, .palette = palette };

  lumbar_body_place (body, width, height, &sheet.placement);
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_outlines (&sheet);
  for (guint i = 0; i < lumbar_body_get_n_areas (body); i++)
    draw_marks (&sheet, i);
  draw_pointed (&sheet, marks->hovered, &palette->accent, 0.22, 1);
  draw_radiation (&sheet);
  if (lumbar_body_marks_are_numbered (marks))
    draw_numbers (&sheet);
  draw_pointed (&sheet, marks->focused, &palette->foreground, 0, 2.5);
  draw_captions (&sheet);
  cairo_restore (cr);
}
