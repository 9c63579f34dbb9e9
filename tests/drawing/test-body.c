/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body map: every region is there, on the patient's own side, can be hit, and is marked alone. */

#include <math.h>
#include <string.h>

#include "lumbar-body-outline.h"
#include "lumbar-draw-body.h"

#define WIDTH 520.0

static LumbarKnowledge *knowledge;
static const LumbarFinding *finding;
static LumbarBody *body;
static LumbarBodyOutline *outline;
static double height;

static const LumbarBodyShape *
find_shape (const char *id)
{
  for (guint i = 0; i < outline->shapes->len; i++)
    {
      const LumbarBodyShape *shape = outline->shapes->pdata[i];

      if (strcmp (shape->id, id) == 0)
        return shape;
    }
  return NULL;
}

static const LumbarBodyRegion *
find_region (guint option)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (knowledge); i++)
    if (lumbar_knowledge_get_body_region (knowledge, i)->option == option)
      return lumbar_knowledge_get_body_region (knowledge, i);
  return NULL;
}

static cairo_t *
create_canvas (int width_px, int height_px)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width_px, height_px);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static guint32
get_pixel (cairo_t *cr, int x, int y)
{
  cairo_surface_t *surface = cairo_get_target (cr);

  cairo_surface_flush (surface);
  return ((const guint32 *) (const void *) (cairo_image_surface_get_data (surface) +
                                            y * cairo_image_surface_get_stride (surface)))[x];
}

static LumbarBodyMarks
mark_pain (guint pain, guint64 regions)
{
  LumbarBodyMarks marks = LUMBAR_BODY_MARKS_NONE;

  marks.pains[pain] = regions;
  return marks;
}

static void
draw (cairo_t *cr, LumbarBodyMarks marks)
{
  lumbar_draw_body (cr, body, &marks, WIDTH, height, lumbar_palette_light ());
}

/* Wherever the path of the region is, that region is found and no other; only at its very edge the size of
 * the drawing decides. */
static void
test_region_is_hit (gconstpointer data)
{
  guint option = GPOINTER_TO_UINT (data);
  const LumbarBodyShape *shape = find_shape (lumbar_finding_get_option (finding, option)->id);
  double scale = WIDTH / outline->width;
  cairo_t *cr = create_canvas (1, 1);
  double left, top, right, bottom;
  guint n_inside = 0;

  g_assert_nonnull (shape);
  lumbar_body_shape_trace (shape, cr);
  cairo_set_line_width (cr, 0.6);
  cairo_path_extents (cr, &left, &top, &right, &bottom);
  for (int i = 1; i < 24; i++)
    for (int j = 1; j < 24; j++)
      {
        double x = left + (right - left) * i / 24, y = top + (bottom - top) * j / 24;

        if (!cairo_in_fill (cr, x, y) || cairo_in_stroke (cr, x, y))
          continue;
        n_inside++;
        g_assert_cmpint (lumbar_body_find_region (body, x * scale, y * scale, WIDTH, height), ==, (int) option);
      }
  cairo_destroy (cr);
  g_assert_cmpuint (n_inside, >, 100);
}

/* Left and right are the patient's own: seen from the front the right is on the left of the one who looks. */
static void
test_region_is_on_its_side (gconstpointer data)
{
  guint option = GPOINTER_TO_UINT (data);
  const LumbarBodyRegion *region = find_region (option);
  double midline;
  cairo_rectangle_t box;

  g_assert_nonnull (region);
  midline = region->back ? WIDTH * 3 / 4 : WIDTH / 4;
  lumbar_body_get_region_extents (body, option, WIDTH, height, &box);
  g_assert_cmpfloat (fabs (box.x + box.width / 2 - midline), <, WIDTH / 4);
  switch (region->side)
    {
    case LUMBAR_SIDE_LEFT:
    case LUMBAR_SIDE_RIGHT:
      if ((region->side == LUMBAR_SIDE_LEFT) == region->back)
        g_assert_cmpfloat (box.x + box.width, <, midline);
      else
        g_assert_cmpfloat (box.x, >, midline);
      break;
    case LUMBAR_SIDE_MIDDLE:
    default:
      g_assert_cmpfloat (fabs (box.x + box.width / 2 - midline), <, 1);
      break;
    }
}

/* Marking changes the picture inside the region only, up to the dot its edge runs through. */
static void
test_region_is_marked_alone (gconstpointer data)
{
  guint option = GPOINTER_TO_UINT (data);
  const LumbarBodyShape *shape = find_shape (lumbar_finding_get_option (finding, option)->id);
  double scale = WIDTH / outline->width;
  int width_px = (int) WIDTH, height_px = (int) ceil (height);
  cairo_t *plain = create_canvas (width_px, height_px);
  cairo_t *marked = create_canvas (width_px, height_px);
  cairo_t *measuring = create_canvas (1, 1);
  guint n_changed = 0;

  draw (plain, LUMBAR_BODY_MARKS_NONE);
  draw (marked, mark_pain (0, G_GUINT64_CONSTANT (1) << option));
  lumbar_body_shape_trace (shape, measuring);
  cairo_set_line_width (measuring, 3 / scale);
  for (int y = 0; y < height_px; y++)
    for (int x = 0; x < width_px; x++)
      {
        double middle_x = (x + 0.5) / scale, middle_y = (y + 0.5) / scale;

        if (get_pixel (plain, x, y) == get_pixel (marked, x, y))
          continue;
        n_changed++;
        g_assert_true (cairo_in_fill (measuring, middle_x, middle_y) ||
                       cairo_in_stroke (measuring, middle_x, middle_y));
      }
  cairo_destroy (measuring);
  g_assert_cmpuint (n_changed, >, 50);
  cairo_destroy (plain);
  cairo_destroy (marked);
}

static void
test_every_option_has_a_shape (void)
{
  guint n_named = 0;

  for (guint i = 0; i < outline->shapes->len; i++)
    {
      const LumbarBodyShape *shape = outline->shapes->pdata[i];

      if (*shape->id != '\0' && !g_str_has_prefix (shape->id, "outline"))
        n_named++;
    }
  g_assert_cmpuint (n_named, ==, finding->options->len);
  g_assert_cmpuint (lumbar_knowledge_get_n_body_regions (knowledge), ==, finding->options->len);
}

/* Regions that have a left and a right one are mirror images. */
static void
test_sides_mirror_each_other (void)
{
  for (guint i = 0; i < finding->options->len; i++)
    {
      const char *id = lumbar_finding_get_option (finding, i)->id;
      g_autofree char *other_id = NULL;
      double midline = find_region (i)->back ? WIDTH * 3 / 4 : WIDTH / 4;
      cairo_rectangle_t left, right;
      int other;

      if (!g_str_has_suffix (id, "-left"))
        continue;
      other_id = g_strdup_printf ("%.*s-right", (int) strlen (id) - 5, id);
      other = lumbar_finding_find_option (finding, other_id);
      g_assert_cmpint (other, >=, 0);
      lumbar_body_get_region_extents (body, i, WIDTH, height, &left);
      lumbar_body_get_region_extents (body, (guint) other, WIDTH, height, &right);
      g_assert_cmpfloat_with_epsilon (left.y, right.y, 1);
      g_assert_cmpfloat_with_epsilon (left.width, right.width, 1);
      g_assert_cmpfloat_with_epsilon (left.x + left.width - midline, midline - right.x, 1);
    }
}

static void
test_nothing_outside (void)
{
  static const double places[][2] = {
    { -1, -1 }, { 1, 1 }, { WIDTH / 2, 300 }, { WIDTH + 5, 10 }, { 130, 30 }, { 1e9, 1e9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpint (lumbar_body_find_region (body, places[i][0], places[i][1], WIDTH, height), ==, -1);
}

/* The figures stay centred in an area of any shape, and the pointer still finds them. */
static void
test_any_area (void)
{
  static const double areas[][2] = { { 120, 160 }, { 900, 300 }, { 200, 1200 }, { 1600, 900 } };
  int sacrum = lumbar_finding_find_option (finding, "sacrum");

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      cairo_rectangle_t box;

      lumbar_body_get_region_extents (body, (guint) sacrum, areas[i][0], areas[i][1], &box);
      g_assert_cmpfloat (box.x, >, areas[i][0] / 2);
      g_assert_cmpint (lumbar_body_find_region (body, box.x + box.width / 2, box.y + box.height / 3,
                                                areas[i][0], areas[i][1]),
                       ==, sacrum);
    }
}

static void
test_empty_area (void)
{
  static const double areas[][2] = { { 0, 0 }, { 1, 1 }, { 3, 500 }, { 500, 3 }, { -5, -5 } };
  const LumbarBodyMarks everything = {
    .pains = { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64 }, .radiation = G_MAXUINT64, .current = 1, .focused = 3, .hovered = 5
  };
  cairo_t *cr = create_canvas (8, 8);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      lumbar_draw_body (cr, body, &everything, areas[i][0], areas[i][1], lumbar_palette_dark ());
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
    }
  cairo_destroy (cr);
}

static guint
count_different (cairo_t *one, cairo_t *other, int width_px, int height_px)
{
  guint n = 0;

  for (int y = 0; y < height_px; y++)
    for (int x = 0; x < width_px; x++)
      n += get_pixel (one, x, y) != get_pixel (other, x, y);
  return n;
}

/* Marked, focused and hovered are three different sights, and all differ from none. */
static void
test_states_differ (void)
{
  int option = lumbar_finding_find_option (finding, "thoracic");
  guint64 bit = G_GUINT64_CONSTANT (1) << option;
  cairo_t *canvases[5];

  for (guint i = 0; i < 5; i++)
    {
      LumbarBodyMarks marks = mark_pain (0, i == 1 || i == 4 ? bit : 0);

      marks.focused = i == 2 || i == 4 ? option : -1;
      marks.hovered = i == 3 ? option : -1;
      canvases[i] = create_canvas (300, 380);
      lumbar_draw_body (canvases[i], body, &marks, 300, 380, lumbar_palette_paper ());
    }
  for (guint i = 0; i < 5; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpuint (count_different (canvases[i], canvases[j], 300, 380), >, 50);
  for (guint i = 0; i < 5; i++)
    cairo_destroy (canvases[i]);
}

static void
test_leaves_the_context_alone (void)
{
  const LumbarBodyMarks marks = { .pains = { 7, 3, 12 }, .radiation = 48, .current = -1, .focused = 1, .hovered = 2 };
  cairo_t *cr = create_canvas (300, 380);
  cairo_matrix_t before, after;
  double left, top, right, bottom;

  cairo_scale (cr, 0.5, 0.5);
  cairo_set_line_width (cr, 7);
  cairo_get_matrix (cr, &before);
  lumbar_draw_body (cr, body, &marks, 300, 380, lumbar_palette_light ());
  cairo_get_matrix (cr, &after);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  g_assert_cmpint (memcmp (&before, &after, sizeof before), ==, 0);
  g_assert_cmpfloat (cairo_get_line_width (cr), ==, 7);
  g_assert_cmpfloat (right, ==, 600);
  cairo_destroy (cr);
}

static void
read_picture (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "data", "body.svg", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  outline = lumbar_body_outline_new (text, -1, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  finding = lumbar_knowledge_find_finding (knowledge, "pain-map");
  body = lumbar_body_new (knowledge, NULL);
  g_assert_true (outline != NULL && body != NULL);
  height = WIDTH / lumbar_body_get_aspect (body);
}

static void
add_region_tests (void)
{
  static const struct {
    const char *name;
    GTestDataFunc run;
  } checks[] = {
    { "is-hit", test_region_is_hit },
    { "is-on-its-side", test_region_is_on_its_side },
    { "is-marked-alone", test_region_is_marked_alone },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    for (guint j = 0; j < finding->options->len; j++)
      {
        g_autofree char *path = g_strdup_printf ("/drawing/body/%s/%s", checks[i].name,
                                                 lumbar_finding_get_option (finding, j)->id);

        g_test_add_data_func (path, GUINT_TO_POINTER (j), checks[i].run);
      }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  read_picture ();
  add_region_tests ();
  g_test_add_func ("/drawing/body/every-option-has-a-shape", test_every_option_has_a_shape);
  g_test_add_func ("/drawing/body/sides-mirror-each-other", test_sides_mirror_each_other);
  g_test_add_func ("/drawing/body/nothing-outside", test_nothing_outside);
  g_test_add_func ("/drawing/body/any-area", test_any_area);
  g_test_add_func ("/drawing/body/empty-area", test_empty_area);
  g_test_add_func ("/drawing/body/states-differ", test_states_differ);
  g_test_add_func ("/drawing/body/leaves-the-context-alone", test_leaves_the_context_alone);
  status = g_test_run ();
  lumbar_body_free (body);
  lumbar_body_outline_free (outline);
  lumbar_knowledge_unref (knowledge);
  return status;
}
