/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the body with its regions, and where it lies in the area it is drawn in. Screen, print and
 * the pointer use the same shapes. */

#include "lumbar-body.h"

#include "lumbar-drawing-resources.h"
#include "lumbar-error.h"

#define RESOURCE "/io/github/lumbar/Lumbar/body.svg"
#define FINDING "pain-map"

/* Parts of the body that no option stands for. */
#define OUTLINE_PREFIX "outline"

/* Below the figures, for the captions, as a share of their height. */
#define CAPTION_SHARE 0.05

/* Pens are as wide as named in the drawings from this height on, and finer in smaller ones. */
#define FULL_PEN_HEIGHT 620.0
#define FINEST_PEN 0.4

struct _LumbarBody {
  LumbarBodyOutline *outline;
  GPtrArray *areas; /* LumbarBodyArea by option */
};

/**
 * lumbar_body_free:
 * @self: a body map
 */
void
lumbar_body_free (LumbarBody *self)
{
  g_ptr_array_unref (self->areas);
  lumbar_body_outline_free (self->outline);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *shape, const char *reason)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "body.svg, shape “%s”: %s", shape, reason);
  return FALSE;
}

static gboolean
is_back (LumbarKnowledge *knowledge, int option)
{
  return lumbar_knowledge_get_body_region (knowledge, (guint) option)->back;
}

static gboolean
add_area (LumbarBody *self,
          LumbarKnowledge *knowledge,
          const LumbarFinding *finding,
          LumbarBodyShape *shape,
          GError **error)
{
  int option;

  if (*shape->id == '\0' || g_str_has_prefix (shape->id, OUTLINE_PREFIX))
    return TRUE;
  option = lumbar_finding_find_option (finding, shape->id);
  if (option < 0)
    return refuse (error, shape->id, "there is no such option of “" FINDING "”");
  if (self->areas->pdata[option] != NULL)
    return refuse (error, shape->id, "it stands twice");
  if (!shape->closed)
    return refuse (error, shape->id, "a region must be closed with Z");
  self->areas->pdata[option] = lumbar_body_area_new (shape, is_back (knowledge, option));
  return TRUE;
}

static gboolean
add_areas (LumbarBody *self, LumbarKnowledge *knowledge, const LumbarFinding *finding, GError **error)
{
  g_ptr_array_set_size (self->areas, (int) finding->options->len);
  for (guint i = 0; i < self->outline->shapes->len; i++)
    if (!add_area (self, knowledge, finding, self->outline->shapes->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < finding->options->len; i++)
    if (self->areas->pdata[i] == NULL)
      return refuse (error, lumbar_finding_get_option (finding, i)->id, "it is missing");
  return TRUE;
}

/**
 * lumbar_body_new_from_svg:
 * @knowledge: the tables, for the options of the body maps
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
  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_body_area_free);
  if (finding == NULL)
    refuse (error, FINDING, "the tables have no such finding");
  else if (add_areas (self, knowledge, finding, error))
    return g_steal_pointer (&self);
  return NULL;
}

/**
 * lumbar_body_new:
 * @knowledge: the tables, for the options of the body maps
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

/**
 * lumbar_body_get_outline:
 * @self: a body map
 *
 * Returns: (transfer none): the picture, regions and all
 */
const LumbarBodyOutline *
lumbar_body_get_outline (LumbarBody *self)
{
  return self->outline;
}

/**
 * lumbar_body_get_n_areas:
 * @self: a body map
 *
 * Returns: how many regions there are, as many as a body map has options
 */
guint
lumbar_body_get_n_areas (LumbarBody *self)
{
  return self->areas->len;
}

/**
 * lumbar_body_get_area:
 * @self: a body map
 * @option: an option of the body maps
 *
 * Returns: (transfer none): where it lies in the picture
 */
const LumbarBodyArea *
lumbar_body_get_area (LumbarBody *self, guint option)
{
  return self->areas->pdata[option];
}

/**
 * lumbar_body_get_midline:
 * @self: a body map
 * @back: of the figure seen from behind
 *
 * Returns: where the middle of a figure is, in the picture
 */
double
lumbar_body_get_midline (LumbarBody *self, gboolean back)
{
  return self->outline->width * (back ? 0.75 : 0.25);
}

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

/**
 * lumbar_body_place:
 * @self: a body map
 * @width: of the area it is drawn in
 * @height: of that area
 * @placement: (out): how it lies there: as large as it fits, in the middle
 */
void
lumbar_body_place (LumbarBody *self, double width, double height, LumbarBodyPlacement *placement)
{
  double picture_height = self->outline->height * (1 + CAPTION_SHARE);

  placement->scale = MAX (MIN (width / self->outline->width, height / picture_height), 1e-3);
  placement->left = (width - self->outline->width * placement->scale) / 2;
  placement->top = (height - picture_height * placement->scale) / 2;
  placement->pen = CLAMP (picture_height * placement->scale / FULL_PEN_HEIGHT, FINEST_PEN, 1);
}

/**
 * lumbar_body_placement_apply:
 * @self: how the picture lies in an area
 * @point: a place in the picture
 *
 * Returns: the same place in the area
 */
LumbarBodyPoint
lumbar_body_placement_apply (const LumbarBodyPlacement *self, LumbarBodyPoint point)
{
  return (LumbarBodyPoint) { self->left + point.x * self->scale, self->top + point.y * self->scale };
}

/**
 * lumbar_body_get_region_extents:
 * @self: a body map
 * @option: an option of the body maps
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
  const GArray *line = lumbar_body_get_area (self, option)->line;
  double right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  LumbarBodyPlacement placement;

  lumbar_body_place (self, width, height, &placement);
  extents->x = extents->y = G_MAXDOUBLE;
  for (guint i = 0; i < line->len; i++)
    {
      LumbarBodyPoint corner =
        lumbar_body_placement_apply (&placement, g_array_index (line, LumbarBodyPoint, i));

      extents->x = MIN (extents->x, corner.x);
      extents->y = MIN (extents->y, corner.y);
      right = MAX (right, corner.x);
      bottom = MAX (bottom, corner.y);
    }
  extents->width = right - extents->x;
  extents->height = bottom - extents->y;
}

/**
 * lumbar_body_get_region_centre:
 * @self: a body map
 * @option: an option of the body maps
 * @width: of the area it is drawn in
 * @height: of the area it is drawn in
 *
 * Returns: the middle of the region in that area
 */
LumbarBodyPoint
lumbar_body_get_region_centre (LumbarBody *self, guint option, double width, double height)
{
  LumbarBodyPlacement placement;

  lumbar_body_place (self, width, height, &placement);
  return lumbar_body_placement_apply (&placement, lumbar_body_get_area (self, option)->centre);
}
