/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a report. */

#include "lumbar-report-layout.h"

#include "fixture.h"
#include "lumbar-error.h"
#include "lumbar-report-setting.h"

typedef struct {
  const char *name;
  double width;
  double height;
} PageCase;

static const PageCase pages[] = {
  { "a4", 595.276, 841.890 },        { "letter", 612, 792 },  { "a5", 419.5, 595.3 },
  { "a4-landscape", 841.890, 595.276 }, { "receipt", 227, 842 }, { "smallest", 200, 200 },
};

/* Draws a page in grey; returns how many of its pixels are not white. */
static guint
count_ink (LumbarReportLayout *layout, guint page, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  const unsigned char *data;
  guint ink = 0;

  lumbar_report_layout_draw_page (layout, page, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int i = 0; i < cairo_image_surface_get_stride (surface) * (int) height; i++)
    ink += data[i] != 0;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return ink;
}

static void
test_page_size (gconstpointer data)
{
  const PageCase *the = data;
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarReportLayout) layout = lumbar_report_layout_new (report, the->width, the->height, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lumbar_report_layout_get_n_pages (layout), >, 2);
  for (guint i = 0; i < MIN (lumbar_report_layout_get_n_pages (layout), 12); i++)
    g_assert_cmpuint (count_ink (layout, i, the->width, the->height), >, 500);
}

static void
test_too_small (void)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_QUIET);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarReportLayout) layout = lumbar_report_layout_new (report, 100, 842, &error);

  g_assert_null (layout);
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
}

static void
test_outline (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autoptr (LumbarReportLayout) layout = lumbar_report_layout_new (report, 595.276, 841.890, NULL);
  guint last = 0;

  g_assert_cmpuint (lumbar_report_layout_get_n_headings (layout), ==, 11);
  for (guint i = 0; i < lumbar_report_layout_get_n_headings (layout); i++)
    {
      guint page;
      double y;
      g_autofree char *text = lumbar_report_layout_get_heading (layout, i, &page, &y);

      g_assert_cmpstr (text, !=, "");
      g_assert_cmpuint (page, >=, last);
      g_assert_cmpuint (page, <, lumbar_report_layout_get_n_pages (layout));
      g_assert_true (y > 0 && y < 841);
      last = page;
    }
}

/* A note as long as a letter, to break over several pages. */
static char *
make_long_note (guint n_words)
{
  GString *note = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (note, "%s%s",
                            i == 0         ? ""
                            : i % 120 == 0 ? "\n"
                                           : " ",
                            i % 7 == 0 ? "stiffness" : "walks");
  return g_string_free (note, FALSE);
}

/* Headings stay with what follows, no row reaches below the text, and the head of a table has its room. */
static void
check_breaks (LumbarReportSetting *setting, double top, double height)
{
  LumbarReportFlow *flow = setting->flow;

  lumbar_report_flow_break (flow, top, height);
  for (guint i = 0; i < flow->rows->len; i++)
    {
      const LumbarReportRow *row = lumbar_report_flow_get_row (flow, i);
      gboolean first = i == 0 || row->page != lumbar_report_flow_get_row (flow, i - 1)->page;
      double above;
      guint end;

      lumbar_report_flow_get_head (flow, i, &end, &above);
      g_assert_cmpfloat (row->y + row->height, <=, top + height + 0.01);
      if (first)
        g_assert_cmpfloat_with_epsilon (row->y, top + above, 0.001);
      if (i > 0)
        g_assert_cmpuint (row->page - lumbar_report_flow_get_row (flow, i - 1)->page, <=, 1);
    }
  for (guint i = 0; i < setting->headings->len; i++)
    {
      guint heading = g_array_index (setting->headings, guint, i);

      g_assert_cmpuint (lumbar_report_flow_get_row (flow, heading)->page, ==,
                        lumbar_report_flow_get_row (flow, heading + 1)->page);
    }
}

/* On every size of page, in every kind of report, with a note of 3,000 words. */
static void
test_breaks (gconstpointer data)
{
  const PageCase *the = data;
  g_autofree char *note = make_long_note (3000);

  for (guint profile = 0; profile < LUMBAR_N_PROFILES; profile++)
    {
      g_autoptr (LumbarReport) report = fixture_chosen_report ((LumbarReportProfile) profile, note);
      LumbarReportSetting *setting = lumbar_report_setting_new (report, the->width - 60, the->height - 100, 0.9);

      check_breaks (setting, 40, the->height - 100);
      lumbar_report_setting_free (setting);
    }
}

/* An urgent finding that fits on a page is not torn. */
static void
test_urgent_stays_whole (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  LumbarReportSetting *setting = lumbar_report_setting_new (report, 493, 740, 0.9);
  guint seen = 0, page = 0;

  lumbar_report_flow_break (setting->flow, 40, 740);
  for (guint i = 0; i < setting->flow->rows->len; i++)
    {
      const LumbarReportRow *row = lumbar_report_flow_get_row (setting->flow, i);

      if (row->urgent != 0 && row->urgent == seen)
        g_assert_cmpuint (row->page, ==, page);
      if (row->urgent != 0)
        {
          seen = row->urgent;
          page = row->page;
        }
    }
  g_assert_cmpuint (seen, >=, 3);
  lumbar_report_setting_free (setting);
}

static void
test_draw_twice (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autoptr (LumbarReportLayout) layout = lumbar_report_layout_new (report, 595.276, 841.890, NULL);
  guint first = count_ink (layout, 0, 595, 842);

  count_ink (layout, lumbar_report_layout_get_n_pages (layout) - 1, 595, 842);
  g_assert_cmpuint (count_ink (layout, 0, 595, 842), ==, first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strconcat ("/report-layout/page-size/", pages[i].name, NULL);
      g_autofree char *breaks = g_strconcat ("/report-layout/breaks/", pages[i].name, NULL);

      g_test_add_data_func (path, &pages[i], test_page_size);
      if (pages[i].height > 300)
        g_test_add_data_func (breaks, &pages[i], test_breaks);
    }
  g_test_add_func ("/report-layout/too-small", test_too_small);
  g_test_add_func ("/report-layout/outline", test_outline);
  g_test_add_func ("/report-layout/urgent-stays-whole", test_urgent_stays_whole);
  g_test_add_func ("/report-layout/draw-twice", test_draw_twice);
  return g_test_run ();
}
