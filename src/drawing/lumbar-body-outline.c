/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the picture of the body: the few parts of SVG that it needs and nothing else. Elements svg, g,
 * title and path; paths of absolute M, L, C and Z. Whatever else stands there is refused, naming the shape. */

#include "lumbar-body-outline.h"

#include <string.h>

#include "lumbar-error.h"

/* More than any drawing of ours needs, less than what would be felt. */
#define MOST_SHAPES 500
#define MOST_SEGMENTS 5000

#define LARGEST_SIDE 10000.0

static void
shape_free (LumbarBodyShape *shape)
{
  g_free (shape->id);
  g_array_unref (shape->segments);
  g_free (shape);
}

static gboolean G_GNUC_PRINTF (3, 4)
refuse (GError **error, const char *shape, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "body.svg, shape “%s”: %s", shape, reason);
  return FALSE;
}

/* Paths. */

static void
skip_separators (const char **cursor)
{
  *cursor += strspn (*cursor, " \t\r\n,");
}

/* Plain decimals from 0 up to @largest; strtod() alone would also take "nan", "inf" and hexadecimals. */
static gboolean
read_number (const char **cursor, double largest, double *number)
{
  gsize length;
  char *end;

  skip_separators (cursor);
  length = strspn (*cursor, "0123456789.");
  *number = g_ascii_strtod (*cursor, &end);
  if (length == 0 || end != *cursor + length || *number > largest)
    return FALSE;
  *cursor = end;
  return TRUE;
}

/* One command with its points, as cairo keeps paths: a header, then the points. */
static gboolean
read_segment (LumbarBodyOutline *self, LumbarBodyShape *shape, const char **cursor, GError **error)
{
  static const char commands[] = "MLCZ";
  static const cairo_path_data_type_t types[] = {
    CAIRO_PATH_MOVE_TO, CAIRO_PATH_LINE_TO, CAIRO_PATH_CURVE_TO, CAIRO_PATH_CLOSE_PATH,
  };
  static const guint n_points[] = { 1, 1, 3, 0 };
  const char *command = strchr (commands, **cursor);
  cairo_path_data_t data = { 0 };
  guint kind;

  if (command == NULL)
    return refuse (error, shape->id, "only the path commands M, L, C and Z are understood, at “%.20s”",
                   *cursor);
  kind = (guint) (command - commands);
  if ((kind == 0) != (shape->segments->len == 0))
    return refuse (error, shape->id, "a path begins with M and has no other");
  if (shape->closed)
    return refuse (error, shape->id, "nothing may follow Z");
  (*cursor)++;
  data.header.type = types[kind];
  data.header.length = (int) n_points[kind] + 1;
  g_array_append_val (shape->segments, data);
  for (guint i = 0; i < n_points[kind]; i++)
    {
      if (!read_number (cursor, self->width, &data.point.x) ||
          !read_number (cursor, self->height, &data.point.y))
        return refuse (error, shape->id, "%c needs %u points inside the picture, at “%.20s”", *command,
                       n_points[kind], *cursor);
      g_array_append_val (shape->segments, data);
    }
  shape->closed = kind == 3;
  return TRUE;
}

static gboolean
read_path (LumbarBodyOutline *self, LumbarBodyShape *shape, const char *text, GError **error)
{
  const char *cursor = text;

  for (skip_separators (&cursor); *cursor != '\0'; skip_separators (&cursor))
    {
      if (!read_segment (self, shape, &cursor, error))
        return FALSE;
      if (shape->segments->len > MOST_SEGMENTS)
        return refuse (error, shape->id, "more than %d points", MOST_SEGMENTS);
    }
  if (shape->segments->len == 0)
    return refuse (error, shape->id, "the path is empty");
  return TRUE;
}

/* Elements. */

static gboolean
read_size (LumbarBodyOutline *self, const char *text, GError **error)
{
  const char *cursor = text;
  double left, top;

  if (self->width == 0 && read_number (&cursor, 0, &left) && read_number (&cursor, 0, &top) &&
      read_number (&cursor, LARGEST_SIDE, &self->width) &&
      read_number (&cursor, LARGEST_SIDE, &self->height) && *cursor == '\0' && self->width >= 1 &&
      self->height >= 1)
    return TRUE;
  return refuse (error, "svg", "the viewBox must be “0 0 WIDTH HEIGHT”, not “%s”", text);
}

static gboolean
add_shape (LumbarBodyOutline *self, const char *id, const char *path, GError **error)
{
  LumbarBodyShape *shape = g_new0 (LumbarBodyShape, 1);

  shape->id = g_strdup (id ? id : "");
  shape->segments = g_array_new (FALSE, FALSE, sizeof (cairo_path_data_t));
  g_ptr_array_add (self->shapes, shape);
  if (self->width == 0 || self->shapes->len > MOST_SHAPES)
    return refuse (error, shape->id, "it stands outside the picture, or is one of too many");
  return read_path (self, shape, path, error);
}

static void
element_start_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **attribute_names,
                  const char **attribute_values,
                  gpointer data,
                  GError **error)
{
  LumbarBodyOutline *self = data;
  const GMarkupCollectType optional = G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL;
  const char *box, *id, *path, *unused;

  if (strcmp (name, "svg") == 0)
    {
      if (g_markup_collect_attributes (name, attribute_names, attribute_values, error, G_MARKUP_COLLECT_STRING,
                                       "viewBox", &box, optional, "xmlns", &unused, optional, "fill", &unused,
                                       optional, "stroke", &unused, G_MARKUP_COLLECT_INVALID))
        read_size (self, box, error);
    }
  else if (strcmp (name, "path") == 0)
    {
      if (g_markup_collect_attributes (name, attribute_names, attribute_values, error, G_MARKUP_COLLECT_STRING,
                                       "d", &path, optional, "id", &id, G_MARKUP_COLLECT_INVALID))
        add_shape (self, id, path, error);
    }
  else if (strcmp (name, "g") == 0)
    g_markup_collect_attributes (name, attribute_names, attribute_values, error, optional, "id", &unused,
                                 G_MARKUP_COLLECT_INVALID);
  else if (strcmp (name, "title") != 0)
    refuse (error, name, "only svg, g, title and path are understood");
}

static const GMarkupParser parser = { .start_element = element_start_cb };

/**
 * lumbar_body_outline_new:
 * @text: an SVG file
 * @length: its length in bytes, or -1 up to its end
 * @error: (out): what is wrong, naming the shape (LUMBAR_ERROR_INPUT)
 *
 * Returns: (transfer full): the picture, or %NULL with @error set
 */
LumbarBodyOutline *
lumbar_body_outline_new (const char *text, gssize length, GError **error)
{
  g_autoptr (LumbarBodyOutline) self = g_new0 (LumbarBodyOutline, 1);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) local = NULL;

  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_free);
  context = g_markup_parse_context_new (&parser, 0, self, NULL);
  if (g_markup_parse_context_parse (context, text, length, &local) &&
      g_markup_parse_context_end_parse (context, &local))
    return g_steal_pointer (&self);
  if (local->domain == LUMBAR_ERROR)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    refuse (error, "svg", "%s", local->message);
  return NULL;
}

/**
 * lumbar_body_outline_free:
 * @self: a picture
 */
void
lumbar_body_outline_free (LumbarBodyOutline *self)
{
  g_ptr_array_unref (self->shapes);
  g_free (self);
}

/**
 * lumbar_body_shape_trace:
 * @shape: a shape
 * @cr: where to trace it
 *
 * Makes the path of @shape the current one.
 */
void
lumbar_body_shape_trace (const LumbarBodyShape *shape, cairo_t *cr)
{
  cairo_path_t path = {
    .status = CAIRO_STATUS_SUCCESS,
    .data = (cairo_path_data_t *) shape->segments->data,
    .num_data = (int) shape->segments->len,
  };

  cairo_new_path (cr);
  cairo_append_path (cr, &path);
}
