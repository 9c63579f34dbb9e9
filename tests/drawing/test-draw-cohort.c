/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a cohort: at every size inside their area, as long as the count says, the median where it is,
 * no box where there are too few, and the same in grey. */

#include "lumbar-draw-cohort.h"

#define BORDER 20

static LumbarKnowledge *knowledge;

typedef struct {
  cairo_surface_t *surface;
  int width;
  int height;
} Picture;

static cairo_t *
begin (Picture *picture, int width, double height)
{
  cairo_t *cr;

  picture->width = width;
  picture->height = (int) height + 1;
  picture->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width + 2 * BORDER, picture->height + 2 * BORDER);
  cr = cairo_create (picture->surface);
  cairo_translate (cr, BORDER, BORDER);
  return cr;
}

static void
end (Picture *picture, cairo_t *cr)
{
  cairo_destroy (cr);
  cairo_surface_flush (picture->surface);
}

static Picture
draw_count (guint mark, guint n, guint n_open, int width, double font_size, gboolean mirrored, const LumbarPalette *palette)
{
  Picture picture;
  cairo_t *cr = begin (&picture, width, lumbar_draw_cohort_count_height (font_size));

  lumbar_draw_cohort_count (cr, mark, n, n_open, 10, width, font_size, mirrored, palette);
  end (&picture, cr);
  return picture;
}

/* One patient a difference, all from 5. */
static LumbarCohort *
make_cohort (const int *differences, guint n)
{
  g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_course_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Nowak", "Anna", "", "female", "");
      LumbarCourse *course = lumbar_course_new (patient);

      for (int j = 0; j < 2; j++)
        {
          LumbarCourseVisit *visit = lumbar_course_visit_new (j ? "b" : "a", "2026-01-01", "2026-01-01T09:00:00Z");

          g_ptr_array_add (visit->measures,
                           lumbar_measure_new ("nrs-pain-average", "", "", j ? 5 + differences[i] : 5));
          g_ptr_array_add (course->visits, visit);
        }
      g_ptr_array_add (courses, course);
    }
  return lumbar_cohort_new (knowledge, courses);
}

static Picture
draw_change (const int *differences, guint n, int width, double font_size, gboolean mirrored, const LumbarPalette *palette)
{
  g_autoptr (LumbarCohort) cohort = make_cohort (differences, n);
  const LumbarCohortScale *scale = &cohort->scales[0];
  Picture picture;
  cairo_t *cr = begin (&picture, width, lumbar_draw_cohort_change_height (font_size));

  lumbar_draw_cohort_change (cr, scale->all, scale->instrument, width, font_size, mirrored, palette);
  end (&picture, cr);
  return picture;
}

static guint32
get_pixel (const Picture *picture, int x, int y)
{
  const unsigned char *data = cairo_image_surface_get_data (picture->surface);

  return ((const guint32 *) (const void *) (data + (y + BORDER) * cairo_image_surface_get_stride (picture->surface)))
    [x + BORDER];
}

/* The luma of a pixel as a grey printer sees it, on white. */
static double
get_grey (const Picture *picture, int x, int y)
{
  guint32 pixel = get_pixel (picture, x, y);
  double blank = 255 - (double) (pixel >> 24);

  return 0.299 * (blank + (pixel >> 16 & 0xFF)) + 0.587 * (blank + (pixel >> 8 & 0xFF)) +
         0.114 * (blank + (pixel & 0xFF));
}

static gboolean
assert_inside (Picture *picture)
{
  guint n_inside = 0;

  for (int y = -BORDER; y < picture->height + BORDER; y++)
    for (int x = -BORDER; x < picture->width + BORDER; x++)
      if (get_pixel (picture, x, y) != 0)
        {
          g_assert_true (x >= 0 && y >= 0 && x < picture->width && y < picture->height);
          n_inside++;
        }
  cairo_surface_destroy (picture->surface);
  return n_inside > 0;
}

static const struct {
  int width;
  double font_size;
  gboolean draws;
} sizes[] = { { 300, 12, TRUE }, { 300, 28, TRUE }, { 700, 14, TRUE }, { 30, 14, FALSE }, { 1, 14, FALSE } };

static void
test_stays_inside (void)
{
  static const int differences[] = { -5, -5, -5, -2, 0, 1, 5 };
  const LumbarPalette *const palettes[] = { lumbar_palette_light (), lumbar_palette_dark (), lumbar_palette_paper () };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < 2 * G_N_ELEMENTS (palettes); j++)
      {
        Picture change = draw_change (differences, G_N_ELEMENTS (differences), sizes[i].width, sizes[i].font_size, j % 2,
                                      palettes[j / 2]);

        g_assert_true (assert_inside (&change) == sizes[i].draws);
        for (guint mark = 0; mark <= LUMBAR_COHORT_MARK_FLAG; mark++)
          {
            Picture count = draw_count (mark, 10, 3, sizes[i].width, sizes[i].font_size, j % 2, palettes[j / 2]);

            g_assert_true (assert_inside (&count) == sizes[i].draws);
          }
      }
}

/* How many pixels of a row are inked, in the middle of the bar and behind the shape. */
static guint
measure_bar (guint n)
{
  Picture picture = draw_count (LUMBAR_COHORT_MARK_NONE, n, 0, 400, 10, FALSE, lumbar_palette_paper ());
  guint length = 0;

  while (get_grey (&picture, 15 + (int) length, 7) < 200)
    length++;
  cairo_surface_destroy (picture.surface);
  return length;
}

static void
test_bar_is_as_long_as_the_count (void)
{
  g_assert_cmpuint (measure_bar (0), ==, 0);
  g_assert_cmpfloat_with_epsilon (measure_bar (10), 400 - 14.5 - 32, 2);
  g_assert_cmpfloat_with_epsilon (measure_bar (5), measure_bar (10) / 2.0, 2);
}

/* Without colour: what was not said is hollow. */
static void
test_open_is_hollow (void)
{
  Picture picture = draw_count (LUMBAR_COHORT_MARK_FLAG, 10, 5, 400, 10, FALSE, lumbar_palette_paper ());

  g_assert_cmpfloat (get_grey (&picture, 100, 7), <, 160);
  g_assert_cmpfloat (get_grey (&picture, 300, 7), >, 240);
  cairo_surface_destroy (picture.surface);
}

/* Where the axis has a value: of a picture 600 wide in 10, from −10 to 10. */
static int
value_x (double value, gboolean mirrored)
{
  double share = (value + 10) / 20;

  return mirrored ? (int) (593 - share * (593 - 44)) : (int) (7 + share * (556 - 7));
}

static void
test_median_and_box (void)
{
  static const int five[] = { -8, -6, -4, -2, 0 };

  for (int mirrored = 0; mirrored < 2; mirrored++)
    {
      Picture enough = draw_change (five, 5, 600, 10, mirrored, lumbar_palette_paper ());
      Picture few = draw_change (five + 1, 3, 600, 10, mirrored, lumbar_palette_paper ());

      g_assert_cmpfloat (get_grey (&enough, value_x (-4, mirrored), 6), <, 60);
      g_assert_cmpfloat (get_grey (&few, value_x (-4, mirrored), 6), <, 60);
      /* The box from −6 to −2: its inside stands out from the paper, and from the median. */
      g_assert_cmpfloat (get_grey (&enough, value_x (-5, mirrored), 6), <, 225);
      g_assert_cmpfloat (get_grey (&enough, value_x (-5, mirrored), 6), >, 100);
      g_assert_cmpfloat (get_grey (&few, value_x (-5, mirrored), 6), >, 240);
      /* The dots. */
      g_assert_cmpfloat (get_grey (&enough, value_x (-8, mirrored), 14), <, 160);
      g_assert_cmpfloat (get_grey (&enough, value_x (-7, mirrored), 14), >, 240);
      cairo_surface_destroy (enough.surface);
      cairo_surface_destroy (few.surface);
    }
}

static void
test_nobody_draws_no_median (void)
{
  Picture picture = draw_change (NULL, 0, 600, 10, FALSE, lumbar_palette_paper ());

  for (int x = value_x (-9, FALSE); x < value_x (-2.2, FALSE); x++)
    g_assert_cmpfloat (get_grey (&picture, x, 6), >, 240);
  cairo_surface_destroy (picture.surface);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  g_test_add_func ("/drawing/cohort/stays-inside", test_stays_inside);
  g_test_add_func ("/drawing/cohort/bar-is-as-long-as-the-count", test_bar_is_as_long_as_the_count);
  g_test_add_func ("/drawing/cohort/open-is-hollow", test_open_is_hollow);
  g_test_add_func ("/drawing/cohort/median-and-box", test_median_and_box);
  g_test_add_func ("/drawing/cohort/nobody-draws-no-median", test_nobody_draws_no_median);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}
