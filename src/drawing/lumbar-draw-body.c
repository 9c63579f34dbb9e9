/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body map: front and back of a person, with the painful regions marked. Screen, print and the
 * pointer use the same shapes. */

#include "lumbar-draw-body.h"

#include <glib/gi18n-lib.h>

#include "lumbar-body-outline.h"
#include "lumbar-draw-marker.h"
#include "lumbar-draw-text.h"
#include "lumbar-drawing-resources.h"
#include "lumbar-error.h"

#define RESOURCE "/io/github/lumbar/Lumbar/body.svg"
#define FINDING "pain-map"

/* Parts of the body that no option stands for. */
#define OUTLINE_PREFIX "outline"

/* Below the figures, for the captions, as a share of their height. */
#define CAPTION_SHARE 0.05
#define SMALLEST_FONT 7.0
#define LARGEST_FONT 16.0

/* Where the letters of the sides stand: beside the heads, as shares of the picture. */
#define LETTER_TOP 0.055
#define LETTER_DISTANCE 0.095

#define HATCH_DISTANCE 4.5

/* Pens are as wide as named here from this height on, and finer in smaller drawings. */
#define FULL_PEN_HEIGHT 620.0
#define FINEST_PEN 0.4

struct _LumbarBody {
  LumbarBodyOutline *outline;
  GPtrArray *regions; /* Borrowed LumbarBodyShape by option */
};

/* How a picture lies in the area it is given. */
typedef struct {
  double left;
  double top;
  double scale;
  double pen;
} Placement;

/**
 * lumbar_body_free:
 * @self: a body map
 */
void
lumbar_body_free (LumbarBody *self)
{
  lumbar_body_outline_free (self->outline);
  g_ptr_array_unref (self->regions);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *shape, const char *reason)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "body.svg, shape “%s”: %s", shape, reason);
  return FALSE;
}

static gboolean
add_region (LumbarBody *self, const LumbarFinding *finding, LumbarBodyShape *shape, GError **error)
{
  int option;

  if (*shape->id == '\0' || g_str_has_prefix (shape->id, OUTLINE_PREFIX))
    return TRUE;
  option = lumbar_finding_find_option (finding, shape->id);
  if (option < 0)
    return refuse (error, shape->id, "there is no such option of “" FINDING "”");
  if (self->regions->pdata[option] != NULL)
    return refuse (error, shape->id, "it stands twice");
  if (!shape->closed)
    return refuse (error, shape->id, "a region must be closed with Z");
  self->regions->pdata[option] = shape;
  return TRUE;
}

static gboolean
add_regions (LumbarBody *self, const LumbarFinding *finding, GError **error)
{
  g_ptr_array_set_size (self->regions, (int) finding->options->len);
  for (guint i = 0; i < self->outline->shapes->len; i++)
    if (!add_region (self, finding, self->outline->shapes->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < finding->options->len; i++)
    if (self->regions->pdata[i] == NULL)
      return refuse (error, lumbar_finding_get_option (finding, i)->id, "it is missing");
  return TRUE;
}

/**
 * lumbar_body_new_from_svg:
 * @knowledge: the tables, for the options of the body map
 * @text: a picture as data/body.svg
 * @length: its length in bytes, or -1 up to its end
 * @error: (out): what is wrong, naming the shape (LUMBAR_ERROR_INPUT)
 *
 * Returns: (transfer full): the body map, or %NULL with @error set where a shape is no option, or an
 *   option has no shape
 */
LumbarBody *
lumbar_body_new_from_svg (LumbarKnowledge *knowledge, const char *text, gssize length, GError **error)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, FINDING);
  LumbarBodyOutline *outline = lumbar_body_outline_new (text, length, error);
  g_autoptr (LumbarBody) self = NULL;

  if (outline == NULL)
    return NULL;
  self = g_new0 (LumbarBody, 1);
  self->outline = outline;
  self->regions = g_ptr_array_new ();
  if (finding == NULL)
    refuse (error, FINDING, "the tables have no such finding");
  else if (add_regions (self, finding, error))
    return g_steal_pointer (&self);
  return NULL;
}

/**
 * lumbar_body_new:
 * @knowledge: the tables, for the options of the body map
 * @error: (out): as of lumbar_body_new_from_svg()
 *
 * Returns: (transfer full): the body map that is compiled in
 */
LumbarBody *
lumbar_body_new (LumbarKnowledge *knowledge, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (lumbar_drawing_get_resource (), RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return lumbar_body_new_from_svg (knowledge, text, (gssize) length, error);
}

/* Placement. */

/**
 * lumbar_body_get_aspect:
 * @self: a body map
 *
 * Returns: the width of the drawing, captions included, divided by its height
 */
double
lumbar_body_get_aspect (LumbarBody *self)
{
  return self->outline->width / (self->outline->height * (1 + CAPTION_SHARE));
}

static void
place (LumbarBody *self, double width, double height, Placement *placement)
{
  double picture_height = self->outline->height * (1 + CAPTION_SHARE);

  placement->scale = MAX (MIN (width / self->outline->width, height / picture_height), 1e-3);
  placement->left = (width - self->outline->width * placement->scale) / 2;
  placement->top = (height - picture_height * placement->scale) / 2;
  placement->pen = CLAMP (picture_height * placement->scale / FULL_PEN_HEIGHT, FINEST_PEN, 1);
}

/* Traces at the given size, and leaves the pen as wide as it was. */
static void
trace (cairo_t *cr, const LumbarBodyShape *shape, const Placement *placement)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, placement->left, placement->top);
  cairo_scale (cr, placement->scale, placement->scale);
  lumbar_body_shape_trace (shape, cr);
  cairo_set_matrix (cr, &matrix);
}

/* Only to measure paths; a surface of one dot costs nothing. */
static cairo_t *
create_measuring (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

/**
 * lumbar_body_get_region_extents:
 * @self: a body map
 * @option: an option of the body map
 * @width: of the area it is drawn in
 * @height: of the area it is drawn in
 * @extents: (out): the box round the region in that area
 */
void
lumbar_body_get_region_extents (LumbarBody *self,
                                guint option,
                                double width,
                                double height,
                                cairo_rectangle_t *extents)
{
  cairo_t *cr = create_measuring ();
  double right, bottom;
  Placement placement;

  place (self, width, height, &placement);
  trace (cr, self->regions->pdata[option], &placement);
  cairo_path_extents (cr, &extents->x, &extents->y, &right, &bottom);
  extents->width = right - extents->x;
  extents->height = bottom - extents->y;
  cairo_destroy (cr);
}

/**
 * lumbar_body_find_region:
 * @self: a body map
 * @x: a place in the area it is drawn in
 * @y: a place in the area it is drawn in
 * @width: of that area
 * @height: of that area
 *
 * Returns: the option of the body map whose region lies there, or -1
 */
int
lumbar_body_find_region (LumbarBody *self, double x, double y, double width, double height)
{
  cairo_t *cr = create_measuring ();
  int option = -1;
  Placement placement;

  place (self, width, height, &placement);
  for (guint i = 0; i < self->regions->len && option < 0; i++)
    {
      trace (cr, self->regions->pdata[i], &placement);
      if (cairo_in_fill (cr, x, y))
        option = (int) i;
    }
  cairo_destroy (cr);
  return option;
}

/* Drawing. */

static void
draw_outline (cairo_t *cr,
              const LumbarBodyShape *shape,
              const Placement *placement,
              const LumbarPalette *palette)
{
  trace (cr, shape, placement);
  if (shape->closed)
    {
      lumbar_color_set_source (&palette->foreground, cr, 0.06);
      cairo_fill_preserve (cr);
    }
  lumbar_color_set_source (&palette->dim, cr, shape->closed ? 0.9 : 0.45);
  cairo_set_line_width (cr, (shape->closed ? 1.2 : 1) * placement->pen);
  cairo_stroke (cr);
}

static void
draw_region (cairo_t *cr,
             const LumbarBodyShape *shape,
             const Placement *placement,
             const LumbarPalette *palette)
{
  trace (cr, shape, placement);
  lumbar_color_set_source (&palette->dim, cr, 0.07);
  cairo_fill_preserve (cr);
  lumbar_color_set_source (&palette->dim, cr, 0.55);
  cairo_set_line_width (cr, 0.8 * placement->pen);
  cairo_stroke (cr);
}

/* All of it inside the region's edge, so that marking one never touches its neighbour. */
static void
mark_region (cairo_t *cr,
             const LumbarBodyShape *shape,
             const Placement *placement,
             const LumbarColor *color,
             double tint,
             double edge,
             gboolean hatched)
{
  cairo_save (cr);
  trace (cr, shape, placement);
  cairo_clip (cr);
  lumbar_color_set_source (color, cr, tint);
  cairo_paint (cr);
  if (hatched)
    {
      lumbar_color_set_source (color, cr, 0.8);
      lumbar_draw_hatch (cr, HATCH_DISTANCE * MAX (placement->pen, 0.6), 1.1 * placement->pen);
    }
  trace (cr, shape, placement);
  lumbar_color_set_source (color, cr, 1);
  cairo_set_line_width (cr, edge * 2 * placement->pen);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_caption (cairo_t *cr,
              const char *text,
              double x,
              double y,
              double font_size,
              const LumbarPalette *palette)
{
  g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (cr, text, font_size, -1);
  double width;

  lumbar_draw_text_measure (layout, &width, NULL);
  lumbar_draw_text (cr, layout, x - width / 2, y, &palette->dim);
}

static void
draw_captions (cairo_t *cr, LumbarBody *self, const Placement *placement, const LumbarPalette *palette)
{
  double width = self->outline->width * placement->scale;
  double height = self->outline->height * placement->scale;
  double font_size = CLAMP (height * CAPTION_SHARE * 0.6, SMALLEST_FONT, LARGEST_FONT);
  double letter_top = placement->top + height * LETTER_TOP;
  double distance = width * LETTER_DISTANCE;
  double front = placement->left + width / 4;
  double back = placement->left + width * 3 / 4;

  draw_caption (cr, C_("body map", "Front"), front, placement->top + height, font_size, palette);
  draw_caption (cr, C_("body map", "Back"), back, placement->top + height, font_size, palette);
  /* Seen from the front the patient's right is on the left of the one who looks. */
  draw_caption (cr, C_("right side of the body", "R"), front - distance, letter_top, font_size, palette);
  draw_caption (cr, C_("left side of the body", "L"), front + distance, letter_top, font_size, palette);
  draw_caption (cr, C_("left side of the body", "L"), back - distance, letter_top, font_size, palette);
  draw_caption (cr, C_("right side of the body", "R"), back + distance, letter_top, font_size, palette);
}

/**
 * lumbar_draw_body:
 * @cr: where to draw, from 0, 0; the background is not painted
 * @body: the body map
 * @regions: the marked ones, one bit an option of the body map
 * @focused: the option that has the keyboard, or -1
 * @hovered: the option under the pointer, or -1
 * @width: of the area; the figures are centred in it
 * @height: of the area
 * @palette: the colours
 *
 * Draws front and back side by side. A marked region is tinted, hatched and edged, so that it also reads
 * in grey.
 */
void
lumbar_draw_body (cairo_t *cr,
                  LumbarBody *body,
                  guint64 regions,
                  int focused,
                  int hovered,
                  double width,
                  double height,
                  const LumbarPalette *palette)
{
  Placement placement;

  place (body, width, height, &placement);
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < body->outline->shapes->len; i++)
    {
      const LumbarBodyShape *shape = body->outline->shapes->pdata[i];

      if (!g_ptr_array_find (body->regions, shape, NULL))
        draw_outline (cr, shape, &placement, palette);
    }
  for (guint i = 0; i < body->regions->len; i++)
    {
      const LumbarBodyShape *shape = body->regions->pdata[i];

      draw_region (cr, shape, &placement, palette);
      if ((regions >> i & 1) != 0)
        mark_region (cr, shape, &placement, &palette->accent, 0.32, 1.5, TRUE);
      if ((int) i == hovered)
        mark_region (cr, shape, &placement, &palette->accent, 0.22, 1, FALSE);
      if ((int) i == focused)
        mark_region (cr, shape, &placement, &palette->foreground, 0, 2.5, FALSE);
    }
  draw_captions (cr, body, &placement, palette);
  cairo_restore (cr);
}
